"""`tripoint checks`: where to check, what parts two sides, what a closure leaves."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.told.trade import chemicals_named, place_document, place_rows
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.routes.alternatives import Way, alternatives
from tripoint_algorithms.routes.checkpoints import CHECKPOINTS_MAX, Measure, checkpoints, cut
from tripoint_algorithms.routes.distances import Distance, great_circle
from tripoint_algorithms.routes.legs import Wanted
from tripoint_graph.commerce import Commerce
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import commerce
from tripoint_ingest.places import airport_position, by_sea

WAYS = 5
Closed = Annotated[
    list[str] | None, typer.Option("--closed", metavar="PLACE", help="A place that is closed.")
]
SeaLanes = Annotated[
    bool, typer.Option("--by-sea", help="Lengths along sea lanes, not great circles.")
]
Passages = Annotated[
    list[str] | None, typer.Option("--passage", help="A strait or canal that is closed.")
]
Counted = Annotated[Measure, typer.Option("--measure", help="What flow is counted in.")]


def run(
    ctx: typer.Context,
    *,
    capacity: Annotated[
        int, typer.Option("--capacity", min=1, max=CHECKPOINTS_MAX, help="Places to check.")
    ] = 5,
    origin: Annotated[
        list[str] | None, typer.Option("--from", metavar="PLACE", help="One side: code or id.")
    ] = None,
    target: Annotated[
        list[str] | None, typer.Option("--to", metavar="PLACE", help="The other side.")
    ] = None,
    closed: Closed = None,
    sea_lanes: SeaLanes = False,
    passage: Passages = None,
    measure: Counted = Measure.CONSIGNMENTS,
    chemical: Annotated[
        list[str] | None, typer.Option("--chemical", help="Only of this watched chemical.")
    ] = None,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show where to check; with --from and --to what parts them; with --closed the ways left."""
    asked = session(ctx)
    if bool(origin) != bool(target) or (closed and not origin):
        raise UsageError("give --from and --to together; --closed goes with both")
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        known = commerce(store, world, airport_position)
    only = Wanted(chemicals=chemicals_named(known, chemical or []))
    if origin and target:
        sides = place_rows(world, known, origin), place_rows(world, known, target)
        if set(sides[0]) & set(sides[1]):
            raise UsageError("a place is on both sides; leave it out of one of them")
        shut = place_rows(world, known, closed or [])
        document = _parting(world, known, sides, measure, only)
        lengths = _lengths(sea_lanes, passage or [])
        document |= _left(world, known, (sides[0][0], sides[1][0]), shut, lengths)
    else:
        document = _covered(world, known, capacity, measure, only)
    if json:
        print_json(document)
    else:
        _print(document)


def _covered(
    world: Snapshot, known: Commerce, capacity: int, measure: Measure, only: Wanted
) -> dict[str, Any]:
    found = checkpoints(known, capacity=capacity, measure=measure, wanted=only)
    return {
        "measure": str(measure),
        "covered": found.covered,
        "total": found.total,
        "bound": found.bound,
        "exact": found.exact,
        "unmeasured": found.unmeasured,
        "checkpoints": [
            place_document(world, known.places[each.place]) | {"adds": each.adds, "sees": each.sees}
            for each in found.places
        ],
    }


def _parting(
    world: Snapshot,
    known: Commerce,
    sides: tuple[list[int], list[int]],
    measure: Measure,
    only: Wanted,
) -> dict[str, Any]:
    found = cut(known, *sides, measure=measure, wanted=only)
    legs = [
        {
            "from": place_document(world, known.places[a]),
            "to": place_document(world, known.places[b]),
            "flow": flow,
        }
        for a, b, flow in found.legs
    ]
    return {"measure": str(measure), "cut": legs, "value": found.value}


def _lengths(sea_lanes: bool, closed: list[str]) -> tuple[Distance, Distance]:
    """How far it is before and after the closure."""
    if not sea_lanes and not closed:
        return great_circle, great_circle
    try:
        return by_sea(great_circle), by_sea(great_circle, frozenset(closed))
    except ValueError as error:
        raise UsageError(str(error)) from error


def _left(
    world: Snapshot,
    known: Commerce,
    ends: tuple[int, int],
    shut: list[int],
    lengths: tuple[Distance, Distance],
) -> dict[str, Any]:
    if set(ends) & set(shut):
        raise UsageError("an end is closed; leave it out of --closed")
    before, after = lengths
    left = alternatives(known, *ends, closed=shut, k=WAYS, distance=before, distance_after=after)
    return {
        "before": _way(world, known, left.before) if left.before else None,
        "after": [_way(world, known, way) for way in left.after],
        "unmeasured": left.unmeasured,
    }


def _way(world: Snapshot, known: Commerce, way: Way) -> dict[str, Any]:
    return {
        "places": [place_document(world, known.places[row]) for row in way.places],
        "kilometres": way.kilometres,
        "weakest": way.weakest,
    }


def _print(document: dict[str, Any]) -> None:
    out, measure = answers(), document["measure"]
    if "cut" in document:
        out.print(f"{document['value']:,} {measure} of watched goods on the legs that part them:")
        for leg in document["cut"]:
            out.print(f"  {leg['from']['name']} > {leg['to']['name']}: {leg['flow']:,}")
        if document["before"]:
            out.print(f"shortest way with all open: {_told(document['before'])}")
        for way in document["after"]:
            out.print(f"way left: {_told(way)}")
        out.print("a way left is possible, not likely: nothing here knows of prices or slots")
        return
    print_table(
        ("place", "code", "adds", "sees"),
        (
            (each["name"], each["code"], f"{each['adds']:,.0f}", f"{each['sees']:,.0f}")
            for each in document["checkpoints"]
        ),
    )
    proved = "no choice sees more" if document["exact"] else f"at most {document['bound']:,.0f}"
    out.print(f"see {document['covered']:,.0f} of {document['total']:,.0f} {measure}; {proved}")


def _told(way: dict[str, Any]) -> str:
    names = " > ".join(place["name"] for place in way["places"])
    return f"{names}, {way['kilometres']:,.0f} km; {way['weakest']:,} on its least used leg"
