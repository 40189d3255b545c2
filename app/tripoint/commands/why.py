"""`tripoint why A B`: are these two one, by what their records tell, and what ties them?"""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, shown
from tripoint.told.screening import (
    comparison_document,
    evidence_documents,
    print_parts,
    print_waterfall,
)
from tripoint.wiring import UsageError, commit_known_at
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.deciding import Why, why
from tripoint_resolution.said import evidence_of, evidence_of_joins


def run(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(help="A mention's id.")],
    other: Annotated[str, typer.Argument(help="Another's.")],
    *,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Why two mentions are taken for one, or not: each feature with its weight, and every join."""
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        try:
            found = why(store, world, one, other, load_criteria())
        except ValueError as error:
            raise UsageError(str(error)) from error
        document = None if found is None else why_document(store, world, found)
    if document is None:
        raise UsageError("there are no two such mentions; `tripoint entity ID` lists an entity's")
    if json:
        print_json(document)
    else:
        _print(document)


def why_document(store: EvidenceReader, world: Snapshot, found: Why) -> dict[str, Any]:
    """With keys that stay."""
    ties = evidence_of_joins(store, world, found.tied_by)
    return {
        "one": {"id": found.one.id, "name": found.one.mention.first("name")},
        "other": {"id": found.other.id, "name": found.other.mention.first("name")},
        "together": found.together,
        "tied_by": [
            {
                "left": join.left,
                "right": join.right,
                "by": join.by,
                "probability": join.probability,
                "judgement": join.judgement,
                "evidence": evidence_documents(parts),
            }
            for join, parts in zip(found.tied_by, ties, strict=True)
        ],
        "judgements": [
            {
                "id": each.id,
                "verdict": str(each.judgement.verdict),
                "by": each.judgement.by,
                "probability": each.judgement.probability,
                "reason": each.judgement.reason,
                "evidence": evidence_documents(evidence_of(each.judgement)),
            }
            for each in found.judgements
        ],
        **comparison_document(found.comparison),
        "by_model": comparison_document(found.by_model),
    }


def _print(document: dict[str, Any]) -> None:
    out = answers()
    out.print(shown(f"{document['one']['name']}  |  {document['other']['name']}"))
    print_waterfall(document, why=True)
    if document["criteria"] != document["by_model"]["criteria"]:
        out.print(f"By the model that proposes, {document['by_model']['criteria']}:")
        print_waterfall(document["by_model"], why=True)
    for join in document["tied_by"]:
        by = f"{join['by']} ({join['probability']:.2f})"
        judged = f", judgement {join['judgement']}" if join["judgement"] else ""
        out.print(shown(f"tied: {join['left']} to {join['right']} by {by}{judged}"))
        print_parts(join["evidence"])
    for each in document["judgements"]:
        told = f"{each['verdict']} says {each['by']}: {each['reason']}"
        out.print(shown(f"judged: {told} (judgement {each['id']})"))
    if document["together"]:
        out.print("They are one entity now.")
    else:
        out.print("They are two entities now.")
