"""Where to check, and the cheapest cut between two sides, as GraphQL types."""

import asyncio
from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.checkpoints import CHECKPOINTS_MAX, Measure, checkpoints, cut
from tripoint_algorithms.routes.legs import Wanted
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.seen import Seen
from tripoint_api.trade.places_asked import places_asked
from tripoint_api.trade.route_place import RoutePlace
from tripoint_graph.commerce import Commerce

FlowMeasure = described_enum(
    "FlowMeasure",
    "What flow of watched goods is measured in.",
    {
        "consignments": ("consignments", "Consignments: each counts one."),
        "kilograms": ("kilograms", "Kilograms; what tells none counts nothing and is told."),
    },
)

MeasuredIn = Annotated[
    Enum | None,
    strawberry.argument(
        graphql_type=FlowMeasure | None, description="What flow is measured in; consignments."
    ),
]
Capacity = Annotated[
    int, strawberry.argument(description=f"Places that can be checked, 1 to {CHECKPOINTS_MAX}.")
]


@strawberry.type(description="A place to check, and what a check there would see.")
class Checkpoint:
    """`checkpoints.Checkpoint`."""

    place: RoutePlace = strawberry.field(description="Where.")
    adds: float = strawberry.field(description="Flow that the places before it do not see.")
    sees: float = strawberry.field(description="Flow that passes it in all.")


@strawberry.type(description="Where checks see most of the watched flow, each journey once.")
class Checkpoints:
    """`checkpoints.Coverage`."""

    checkpoints: list[Checkpoint] = strawberry.field(description="By what each adds.")
    covered: float = strawberry.field(description="Flow that passes one of them.")
    total: float = strawberry.field(description="All watched flow of the question.")
    bound: float = strawberry.field(description="No choice of as many places sees more.")
    exact: bool = strawberry.field(description="Whether this choice is proved the best.")
    unmeasured: int = strawberry.field(description="Journeys that tell no kilograms.")


@strawberry.type(description="A leg of a cut and the watched flow on it.")
class CutLeg:
    """One leg."""

    origin: RoutePlace = strawberry.field(name="from", description="Where it starts.")
    destination: RoutePlace = strawberry.field(name="to", description="Where it ends.")
    flow: int = strawberry.field(description="Watched flow, rounded up.")


@strawberry.type(description="The legs of least watched flow that part two sides, exactly.")
class RouteCut:
    """`checkpoints.Cut`."""

    legs: list[CutLeg] = strawberry.field(description="By their places' ids; empty where no way.")
    value: int = strawberry.field(description="Watched flow on them: what would be checked.")
    not_found: list[str] = strawberry.field(description="Places asked for that name none here.")


async def covered(
    seen: Seen, known: Commerce, capacity: int, measure: Enum | None, only: Wanted
) -> Checkpoints:
    """Where to check.

    Raises:
        Refused: the capacity is out of range.
    """
    within("capacity", capacity, CHECKPOINTS_MAX)
    found = await asyncio.to_thread(
        checkpoints, known, capacity=capacity, measure=_measure(measure), wanted=only
    )
    return Checkpoints(
        checkpoints=[
            Checkpoint(
                place=RoutePlace.of(seen, known.places[each.place]), adds=each.adds, sees=each.sees
            )
            for each in found.places
        ],
        covered=found.covered,
        total=found.total,
        bound=found.bound,
        exact=found.exact,
        unmeasured=found.unmeasured,
    )


async def parted(
    seen: Seen,
    known: Commerce,
    sides: tuple[Sequence[str], Sequence[str]],
    measure: Enum | None,
    only: Wanted,
) -> RouteCut:
    """The cheapest cut between two sides.

    Raises:
        Refused: too many places, none on a side, or one on both sides.
    """
    sources, targets = (places_asked(seen, known, side) for side in sides)
    missing = sorted({*sources[1], *targets[1]})
    if set(sources[0]) & set(targets[0]):
        raise Refused(Code.BAD_ARGUMENT, "a place is on both sides; leave it out of one of them")
    if not sources[0] or not targets[0]:
        return RouteCut(legs=[], value=0, not_found=missing)
    found = await asyncio.to_thread(
        cut, known, sources[0], targets[0], measure=_measure(measure), wanted=only
    )
    legs = [
        CutLeg(
            origin=RoutePlace.of(seen, known.places[a]),
            destination=RoutePlace.of(seen, known.places[b]),
            flow=flow,
        )
        for a, b, flow in found.legs
    ]
    return RouteCut(legs=legs, value=found.value, not_found=missing)


def _measure(chosen: Enum | None) -> Measure:
    return Measure(str(chosen.value)) if chosen else Measure.CONSIGNMENTS
