"""The conditions of every read: what the viewer sees, what was known, what speaks."""

from dataclasses import dataclass
from typing import Any

from neo4j import ManagedTransaction

from tripoint_graph.viewer import Viewer
from tripoint_graph.wire import load_handling

VISIBLE = "r.added <= $known AND r.handling IN $visible"
"""That record `r` exists for the viewer at the asked commit."""

SPEAKS = """NOT EXISTS {
    MATCH (newer:Record {key: r.key}) USING INDEX newer:Record(key)
    WHERE newer.rank > r.rank AND newer.added <= $known AND newer.handling IN $visible }"""
"""That no other version that exists for the viewer silences record `r`. `rank` is one text that
sorts as (version, withdrawn, content) does."""

HANDLINGS = """
    MATCH (h:Head {name: 'tripoint'})
    RETURN h.number AS head, COLLECT { MATCH (x:Handling) RETURN [x.code, x.body] } AS handlings"""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who asks, and of which commit, as values for the conditions above.

    Attributes:
        visible: the codes of the handlings that the viewer sees.
        known: the newest commit that counts.
    """

    visible: list[int]
    known: int

    def bind(self, **more: object) -> dict[str, Any]:
        """Parameters for a query that uses the conditions."""
        return {"visible": self.visible, "known": self.known, **more}


def rights(tx: ManagedTransaction, viewer: Viewer, known_at: int | None) -> Rights:
    """What a viewer may use of the store as it was at a commit; None means now."""
    row = tx.run(HANDLINGS).single(strict=True)
    seen = [code for code, body in row["handlings"] if viewer.sees(load_handling(body))]
    head = int(row["head"])
    return Rights(seen, head if known_at is None else min(known_at, head))
