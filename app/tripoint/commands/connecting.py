"""`tripoint connecting NAME NAME ...`: how all of these hang together."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import (
    AsJson,
    ConductOnly,
    KnownAt,
    PossiblySame,
    ViewerName,
    session,
)
from tripoint.console import answers, print_json
from tripoint.ends import entities_at
from tripoint.told.chains import names_of, step_document
from tripoint.told.reading_aloud import CAREFUL, print_steps
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.links.connecting import ASKED_MAX, RANKED_BY, Connecting, connecting
from tripoint_algorithms.topology import Filter, topology
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.possibly import with_possibly_same


def run(
    ctx: typer.Context,
    *,
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help=f"Ids, classes, text:WORDS, saved:NAME: {ASKED_MAX} entities at most.",
        ),
    ],
    conduct_only: ConductOnly = False,
    possibly_same: PossiblySame = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show a small network that joins all of these, each step with its records."""
    asked = session(ctx)
    only = Filter(conduct_only=conduct_only)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        world = with_possibly_same(store, world) if possibly_same else world
        rows = sorted({row for name in names for row in entities_at(asked, store, world, name)})
        try:
            found = connecting(world, rows, only=only)
        except ValueError as error:
            raise UsageError(str(error)) from error
        document = _document(store, world, only, found)
    print_json({"viewer": viewer, **document}) if json else _print(document)


def _document(
    store: EvidenceReader, world: Snapshot, only: Filter, found: Connecting
) -> dict[str, Any]:
    graph = topology(world, model=found.model, only=only)
    names = names_of(store, graph, [part.entity for part in found.parts], found.steps)
    return {
        "asked": sum(part.asked for part in found.parts),
        "cost": found.cost,
        "times_cheapest": found.times_cheapest,
        "cost_model": found.model.version,
        "ranked_by": RANKED_BY,
        "pieces": [[world.entity_name(row) for row in piece] for piece in found.pieces],
        "unreached": [names.entity(row) for row in found.unreached],
        "entities": [
            names.entity(part.entity) | {"role": str(part.role), "asked": part.asked}
            for part in found.parts
        ],
        "steps": [step_document(names, step) for step in found.steps],
    }


def _print(told: dict[str, Any]) -> None:
    out = answers()
    between = [each for each in told["entities"] if not each["asked"]]
    print_steps(out, told["steps"])
    out.print()
    joined = told["asked"] - len(told["unreached"])
    out.print(
        f"{len(told['steps'])} steps join {joined} of {told['asked']} entities over "
        f"{len(between)} others, at most {told['times_cheapest']:.2f} times as dear as the "
        "cheapest way to"
    )
    context = [each["caption"] for each in between if each["role"] == "context"]
    if context:
        out.print(f"There as context only: {'; '.join(context)}")
    for each in told["unreached"]:
        out.print(f"nothing joins {each['caption']} to the largest piece [{each['id']}]")
    out.print(CAREFUL)
