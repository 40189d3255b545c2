"""What a batch would do to the store, told to people and machines before it is done."""

from typing import Any

from tripoint.console import answers, shown
from tripoint_graph.foretold import RANKED_BY, Named, NamedMerge, Some, tell
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot


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
    told = tell(store, before, draft, after)
    merged = Some(told.merges_total, tuple(merge.entity for merge in told.merges))
    return {
        "entities_new": told.new,
        "entities_grown": told.grown,
        "entities_gone": _some(told.gone),
        "merged": _some(merged) | {"of": [_merged(merge) for merge in told.merges]},
        "parted": _some(told.parted),
        "rules": dict(told.rules),
        "entering": {name: _some(some) for name, some in told.entering.items()},
        "leaving": {name: _some(some) for name, some in told.leaving.items()},
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


def _merged(merge: NamedMerge) -> dict[str, Any]:
    return {"before": [_named(each) for each in merge.before], "by": list(merge.by)}


def _named(each: Named) -> dict[str, str]:
    return {"id": each.id, "caption": each.caption}


def _some(told: Some) -> dict[str, Any]:
    """The first of some entities by id, and how many there are."""
    return {
        "total": told.total,
        "shown": len(told.entities),
        "ranked_by": RANKED_BY,
        "entities": [_named(each) for each in told.entities],
    }
