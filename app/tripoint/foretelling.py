"""What a batch would do to the store, told to people and machines before it is done."""

from collections.abc import Sequence
from typing import Any

from tripoint.console import answers, shown
from tripoint_graph.foretelling import Foretold, foretell
from tripoint_graph.hydrate import captions
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

SHOWN_MAX = 10
"""Entities named of each sort; how many there are is always said."""


def foretold(
    store: EvidenceReader, before: Snapshot, draft: EvidenceReader, after: Snapshot
) -> dict[str, Any]:
    """The difference between a world without and with a draft, as a document with keys that stay.

    Args:
        store: what the draft lies over.
        before: its world.
        draft: the draft over it.
        after: its world.
    """
    found = foretell(before, after)
    old, new = _Namer(store, before), _Namer(draft, after)
    merges = [merge.entity for merge in found.merges]
    return {
        "entities_new": len(found.new),
        "entities_grown": len(found.grown),
        "entities_gone": old.some(found.gone),
        "merged": new.some(merges)
        | {"of": [_merged(found, at, old) for at in range(min(SHOWN_MAX, len(merges)))]},
        "parted": old.some(found.parted),
        "rules": dict(found.rules),
        "entering": {name: new.some(rows) for name, rows in found.entering.items()},
        "leaving": {name: old.some(rows) for name, rows in found.leaving.items()},
    }


def print_foretold(document: dict[str, Any]) -> None:
    """The same for people."""
    out = answers()
    new, grown = document["entities_new"], document["entities_grown"]
    out.print(f"Of the world: {new:,} new entities; {grown:,} that are known are told more of.")
    for rule, count in document["rules"].items():
        out.print(f"  {rule}: {count:,} mentions become one with another")
    for each, total in zip(document["merged"]["of"], _counted(document["merged"]), strict=False):
        names = " and ".join(f"{e['caption']} ({e['id'][:12]})" for e in each["before"])
        out.print(shown(f"  {total} ONE: {names}, by {', '.join(each['by'])}"))
    for title, told in (
        ("would be gone", document["entities_gone"]),
        ("would fall apart", document["parted"]),
        *((f"would be in {name}", told) for name, told in document["entering"].items()),
        *((f"would be in {name} no more", told) for name, told in document["leaving"].items()),
    ):
        if told["total"]:
            names = ", ".join(f"{e['caption']} ({e['id'][:12]})" for e in told["entities"])
            of = f"shown {told['shown']} of {told['total']:,}, ranked by id"
            out.print(shown(f"  {title}: {names} [{of}]"))


def _counted(told: dict[str, Any]) -> list[str]:
    return [f"{at + 1}/{told['total']}" for at in range(told["shown"])]


def _merged(found: Foretold, at: int, old: "_Namer") -> dict[str, Any]:
    merge = found.merges[at]
    return {"before": old.named(merge.before), "by": list(merge.by)}


class _Namer:
    """Gives entities of one world their names."""

    def __init__(self, store: EvidenceReader, world: Snapshot) -> None:
        self._store = store
        self._world = world

    def named(self, rows: Sequence[int]) -> list[dict[str, str]]:
        """Id and caption of entity rows."""
        told = captions(self._store, self._world, rows)
        return [{"id": self._world.entity_name(row), "caption": told[row]} for row in rows]

    def some(self, rows: Sequence[int]) -> dict[str, Any]:
        """The first of some entity rows by id, and how many there are."""
        first = self.named(rows[:SHOWN_MAX])
        return {"total": len(rows), "shown": len(first), "ranked_by": "id", "entities": first}
