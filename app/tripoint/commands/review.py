"""`tripoint review`: pairs that wait for a person, the most worth looking at first."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, shown
from tripoint.told.assurance import heading
from tripoint.told.screening import evidence_documents, print_parts
from tripoint.wiring import commit_known_at
from tripoint_graph.model import MentionId
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.reviewing import Waiting, review_queue
from tripoint_resolution.said import evidence_of

RANKED_BY = "value: how unsure, times the classes that hang on it and one; ties by id"


def run(
    ctx: typer.Context,
    *,
    first: Annotated[int, typer.Option("--first", min=1, max=500, help="So many pairs.")] = 10,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Pairs that may be one and wait for a person, each with what speaks for it and against.

    `tripoint resolve` puts them there, and whoever says `unsure`; `tripoint judge` decides.
    """
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        waiting = review_queue(store, world)
        document = {
            "shown": len(waiting[:first]),
            "total": len(waiting),
            "ranked_by": RANKED_BY,
            "pairs": _pairs(store, world, waiting[:first]),
        }
    if json:
        print_json(document)
    else:
        _print(document)


def _pairs(
    store: EvidenceReader, world: Snapshot, waiting: Sequence[Waiting]
) -> list[dict[str, Any]]:
    return [
        {
            "one": _side(store, world, each.stored.judgement.left),
            "other": _side(store, world, each.stored.judgement.right),
            "value": each.value,
            "probability": each.stored.judgement.probability,
            "by": each.stored.judgement.by,
            "reason": each.stored.judgement.reason,
            "judgement": each.stored.id,
            "evidence": evidence_documents(evidence_of(each.stored.judgement)),
        }
        for each in waiting
    ]


def _side(store: EvidenceReader, world: Snapshot, id: MentionId) -> dict[str, Any]:
    """One of the two, with the record that tells of it."""
    (mention,) = store.mentions([id], world.viewer, world.commit)
    (record,) = store.records([mention.record] if mention else [], world.viewer, world.commit)
    return {
        "mention": id,
        "name": mention.mention.first("name") if mention else "",
        "record": heading(record) if record else "",
    }


def _print(document: dict[str, Any]) -> None:
    out = answers()
    for rank, pair in enumerate(document["pairs"], start=1):
        one, other = pair["one"], pair["other"]
        out.print(shown(f"{rank}. {one['name']}  |  {other['name']}"))
        out.print(f"   {pair['probability']:.3f} that they are one, says {pair['by']}")
        out.print(shown(f"   {pair['reason']}"))
        print_parts(pair["evidence"])
        for side in (one, other):
            out.print(shown(f"   {side['record']}"))
        out.print(f"   tripoint judge {one['mention']} {other['mention']} --verdict ...\n")
    if document["pairs"]:
        told = f"shown {document['shown']} of {document['total']}"
        out.print(f"{told}, ranked by {document['ranked_by']}")
    else:
        out.print("nothing waits; `tripoint resolve` looks for pairs")
