"""`tripoint breaks --from END --to END`: what holds two sides together, and what parts them."""

from typing import Any

import typer

from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.commands.sides import From, MaxHops, To
from tripoint.commands.walking import MinConfidence, Only, Since, Until, Without, walked
from tripoint.console import answers, print_json, shown
from tripoint.ends import entities_at
from tripoint.told.assurance import broken_by, headings_of, in_words_of
from tripoint.told.links import walks_document
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.assurance.breaks import By, breaks, parted
from tripoint_algorithms.assurance.proofs import TooWideError


def run(
    ctx: typer.Context,
    *,
    source: From,
    target: To,
    max_hops: MaxHops = 4,
    conduct_only: ConductOnly = False,
    only: Only = None,
    without: Without = None,
    min_confidence: MinConfidence = 0.0,
    since: Since = "",
    until: Until = "",
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show what would have to be wrong so that nothing connects two sides any more, exactly."""
    asked = session(ctx)
    walks = walked(conduct_only, only, without, min_confidence, (since, until))
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        one, other, shared = parted(
            entities_at(asked, store, world, source), entities_at(asked, store, world, target)
        )
        try:
            found = tuple(
                breaks(world, one, other, hops_max=max_hops, by=by, only=walks) for by in By
            )
        except TooWideError as error:
            raise UsageError(f"{error}: ask for fewer steps, or for less on either side") from error
        document = {
            "from": source,
            "to": target,
            "viewer": viewer,
            "from_entities": len(one),
            "to_entities": len(other),
            "on_both_sides": [world.entity_name(row) for row in shared],
            "max_hops": max_hops,
            **walks_document(walks),
            "breaks": {f"{each.by}s": broken_by(world, each) for each in found},
            "headings": headings_of(store, world, found),
        }
    print_json(document) if json else _print(document)


def _print(told: dict[str, Any]) -> None:
    out = answers()
    sides = f"{told['from_entities']:,} x {told['to_entities']:,} entities"
    out.print(shown(f"{told['from']} and {told['to']} ({sides}), within {told['max_hops']} steps:"))
    by_record, by_source = told["breaks"]["records"], told["breaks"]["sources"]
    if by_record["size"] == 0:
        out.print("nothing connects them: nothing has to be wrong")
    else:
        if by_source["size"] == 1:
            out.print("SINGLE SOURCE: everything rests on one source alone", style="bold red")
        for words in in_words_of(told, told["headings"]):
            out.print(shown(words))
    if told["on_both_sides"]:
        out.print(f"{len(told['on_both_sides']):,} on both sides are left out of either")
    out.print("Look at these first: while they stand, something connects the two. No verdict.")
