"""`tripoint gaps --from END --to END`: which one missing fact would connect two sides."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.commands.sides import From, MaxHops, To
from tripoint.commands.walking import MinConfidence, Only, Since, Until, Without, walked
from tripoint.console import answers, print_json, shown
from tripoint.ends import entities_at
from tripoint.told.links import walks_document
from tripoint.wiring import commit_known_at
from tripoint_algorithms.assurance.gaps import GAPS_MAX, RANKED_BY, Gap, gaps
from tripoint_graph.captions import sentence
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

CAREFUL = (
    "No record tells of any of these, and nothing says that they are so: they are places to look, "
    "within the law, and never leads."
)


def run(
    ctx: typer.Context,
    *,
    source: From,
    target: To,
    k: Annotated[int, typer.Option("-k", min=1, max=GAPS_MAX, help="Facts at most.")] = 10,
    max_hops: MaxHops = 6,
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
    """Show which one missing fact would connect two sides, or draw them closer the most."""
    asked = session(ctx)
    walks = walked(conduct_only, only, without, min_confidence, (since, until))
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        ends = entities_at(asked, store, world, source), entities_at(asked, store, world, target)
        found = gaps(world, *ends, k=k, hops_max=max_hops, only=walks)
        document = {
            "from": source,
            "to": target,
            "viewer": viewer,
            "max_hops": max_hops,
            **walks_document(walks),
            "hypothetical": True,
            "today": found.today,
            "on_both_sides": [world.entity_name(row) for row in found.shared],
            "shown": len(found.found),
            "all_shown": found.complete and len(found.found) < k,
            "complete": found.complete,
            "ranked_by": RANKED_BY,
            "gaps": _documents(store, world, found.found),
        }
    print_json(document) if json else _print(document)


def _documents(
    store: EvidenceReader, world: Snapshot, found: tuple[Gap, ...]
) -> list[dict[str, Any]]:
    rows = sorted({row for gap in found for row in gap.before + gap.after})
    named = captions(store, world, rows)

    def entity(row: int) -> dict[str, Any]:
        return {"id": world.entity_name(row), "kind": kind_of(world, row), "caption": named[row]}

    kinds = tuple(ONTOLOGY.links)

    def told(rank: int, gap: Gap) -> dict[str, Any]:
        said = sentence(kinds[gap.kind], named[gap.source], named[gap.target])
        return {
            "rank": rank,
            "type": kinds[gap.kind],
            "source": entity(gap.source),
            "target": entity(gap.target),
            "sentence": said,
            "words": gap.in_words(said, named[gap.before[0]], named[gap.after[-1]]),
            "plausible": gap.plausible,
            "cost": gap.cost,
            "gain": gap.gain,
            "hops": gap.hops,
            "before": [entity(row) for row in gap.before],
            "after": [entity(row) for row in gap.after],
        }

    return [told(rank, gap) for rank, gap in enumerate(found, start=1)]


def _print(told: dict[str, Any]) -> None:
    out = answers()
    if not told["gaps"]:
        out.print(f"no one fact would do it within {told['max_hops']} steps")
    for gap in told["gaps"]:
        out.print(shown(f"{gap['rank']}. {gap['words']}"))
        ways = (" - ".join(each["caption"] for each in gap[side]) for side in ("before", "after"))
        out.print(shown(f"   {' ... '.join(ways)}"))
    every = "all " if told["all_shown"] else "the first "
    out.print(f"shown {every}{told['shown']}, ranked by {told['ranked_by']}")
    out.print(CAREFUL)
