"""The conditions of every read: what the viewer sees, what was known, what speaks."""

from dataclasses import dataclass

import apsw
import orjson

from tripoint_graph.columns import LIVE
from tripoint_graph.viewer import Viewer
from tripoint_graph.wire import load_handling

VISIBLE = """r.added <= :known AND r.handling IN (SELECT value FROM json_each(:visible))"""
"""That record `r` exists for the viewer at the asked commit."""

SPEAKS = """NOT EXISTS (
    SELECT 1 FROM record AS newer INDEXED BY record_by_key
    WHERE newer.key = r.key
      AND (newer.version, newer.withdrawn, newer.content) > (r.version, r.withdrawn, r.content)
      AND newer.added <= :known
      AND newer.handling IN (SELECT value FROM json_each(:visible)))"""
"""That no other version that exists for the viewer silences record `r`."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Who asks, and of which commit, as values for the conditions above.

    Attributes:
        visible: JSON list of the numbers of the handlings that the viewer sees.
        known: the newest commit that counts.
    """

    visible: str
    known: int

    def bind(self, **more: str | int | bytes) -> dict[str, str | int | bytes]:
        """Bindings for a statement that uses the conditions."""
        return {"visible": self.visible, "known": self.known, **more}


def rights(db: apsw.Connection, viewer: Viewer, known_at: int | None) -> Rights:
    """What a viewer may use of the store as it was at a commit; None means now."""
    seen = [
        number
        for number, body in db.execute("SELECT number, body FROM handling")
        if viewer.sees(load_handling(body))
    ]
    return Rights(orjson.dumps(seen).decode(), LIVE if known_at is None else known_at)
