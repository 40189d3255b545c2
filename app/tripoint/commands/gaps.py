"""`tripoint gaps --from END --to END`: which one missing fact would connect two sides."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, shown
from tripoint.ends import entities_at
from tripoint.wiring import commit_known_at
from tripoint_algorithms.connections import HOPS_MAX
from tripoint_algorithms.gaps import GAPS_MAX, Gap, gaps
from tripoint_algorithms.topology import Filter
from tripoint_graph.captions import sentence
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

RANKED_BY = "what the chain would cost, and how plausible the fact is"
CAREFUL = (
    "No record tells of any of these, and nothing says that they are so: they are places to look, "
    "within the law, and never leads."
)
_END = "A class (FTF), an entity's id, or text:WORDS."


def run(
    ctx: typer.Context,
    *,
    source: Annotated[str, typer.Option("--from", metavar="END", help=_END)],
    target: Annotated[str, typer.Option("--to", metavar="END", help=_END)],
    k: Annotated[int, typer.Option("-k", min=1, max=GAPS_MAX, help="Facts at most.")] = 10,
    max_hops: Annotated[
        int, typer.Option("--max-hops", min=1, max=HOPS_MAX, help="Steps of the chain at most.")
    ] = 6,
    conduct_only: Annotated[
        bool, typer.Option("--conduct-only", help="Leave out what people merely share.")
    ] = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show which one missing fact would connect two sides, or draw them closer the most."""
    asked = session(ctx)
    only = Filter(conduct_only=conduct_only)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        ends = entities_at(store, world, source), entities_at(store, world, target)
        found = gaps(world, *ends, k=k, hops_max=max_hops, only=only)
        document = {
            "from": source,
            "to": target,
            "viewer": viewer,
            "max_hops": max_hops,
            "conduct_only": conduct_only,
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
    return [
        {
            "rank": rank,
            "type": kinds[gap.kind],
            "source": entity(gap.source),
            "target": entity(gap.target),
            "sentence": sentence(kinds[gap.kind], named[gap.source], named[gap.target]),
            "plausible": gap.plausible,
            "cost": gap.cost,
            "gain": gap.gain,
            "hops": gap.hops,
            "before": [entity(row) for row in gap.before],
            "after": [entity(row) for row in gap.after],
        }
        for rank, gap in enumerate(found, start=1)
    ]


def _print(told: dict[str, Any]) -> None:
    out = answers()
    if not told["gaps"]:
        out.print(f"no one fact would do it within {told['max_hops']} steps")
    for gap in told["gaps"]:
        one, other = gap["before"][0]["caption"], gap["after"][-1]["caption"]
        joined = "be connected with" if gap["gain"] is None else "be closer to"
        steps = "1 step" if gap["hops"] == 1 else f"{gap['hops']} steps"
        said = f"{gap['rank']}. If a record showed that {gap['sentence']},"
        out.print(shown(f"{said} {one} would {joined} {other}, over {steps}."))
        ways = (" - ".join(each["caption"] for each in gap[side]) for side in ("before", "after"))
        out.print(shown(f"   {' ... '.join(ways)}"))
    every = "all " if told["all_shown"] else "the first "
    out.print(f"shown {every}{told['shown']}, ranked by {told['ranked_by']}")
    out.print(CAREFUL)
