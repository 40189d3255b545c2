"""Where to check, what a closure leaves, and what went the long way round, as GraphQL types."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.alternatives import (
    ALTERNATIVES_MAX,
    Alternatives,
    Way,
    alternatives,
)
from tripoint_algorithms.routes.alternatives import RANKED_BY as SHORTEST_FIRST
from tripoint_algorithms.routes.checkpoints import CHECKPOINTS_MAX, Measure, checkpoints, cut
from tripoint_algorithms.routes.distances import Distance, great_circle
from tripoint_algorithms.routes.legs import Wanted
from tripoint_algorithms.routes.transhipment import RANKED_BY as LONGEST_FIRST
from tripoint_algorithms.routes.transhipment import Detour as FoundDetour
from tripoint_algorithms.routes.transhipment import detours
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record, record_page
from tripoint_api.links.searches import Truncated, within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_api.trade.routes import RoutePlace
from tripoint_graph.commerce import Commerce
from tripoint_graph.trading import places_named
from tripoint_ingest.places import PASSAGES, NoSeaRoutes, by_sea

PLACES_MAX = 100
DETOURS_MAX = 500

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
OnePlace = Annotated[str, strawberry.argument(description="A place: its code or its id.")]
SomePlaces = Annotated[
    list[str], strawberry.argument(description=f"Places by code or id, {PLACES_MAX} at most.")
]
Closed = Annotated[
    list[str] | None, strawberry.argument(description="Places that are closed, by code or id.")
]
BySea = Annotated[
    bool,
    strawberry.argument(
        description="Lengths along sea lanes for what goes by sea (where searoute is installed), "
        "not great circles."
    ),
]
ClosedPassages = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Straits and canals that are closed, for lengths along sea lanes: "
        f"{', '.join(sorted(PASSAGES))}."
    ),
]
Ways = Annotated[int, strawberry.argument(description=f"Ways to show, 1 to {ALTERNATIVES_MAX}.")]
DetourLimit = Annotated[
    int, strawberry.argument(description=f"Detours to show, 1 to {DETOURS_MAX}.")
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


@strawberry.type(description="A way over legs that something moved on before.")
class RouteWay:
    """`alternatives.Way`."""

    places: list[RoutePlace] = strawberry.field(description="In order.")
    kilometres: float = strawberry.field(
        description="Its length along great circles, or with `bySea` along sea lanes."
    )
    weakest: int = strawberry.field(description="Movements on its least used leg.")


@strawberry.type(description="What is left for goods when places are closed: possible, not likely.")
class RouteAlternatives:
    """`alternatives.Alternatives`."""

    before: RouteWay | None = strawberry.field(description="The shortest way with all open.")
    after: list[RouteWay] = strawberry.field(description="The shortest ways that are left.")
    unmeasured: int = strawberry.field(description="Legs left out: a position is unknown.")
    shown: int = strawberry.field(description="How many ways are shown.")
    total: int | None = strawberry.field(description="How many there are; null where more may be.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    not_found: list[str] = strawberry.field(description="Places asked for that name none here.")


@strawberry.type(description="Goods that changed ships and went much further than the direct way.")
class RouteDetour:
    """`transhipment.Detour`."""

    seen: strawberry.Private[Seen]
    detour: strawberry.Private[FoundDetour]
    places: list[RoutePlace] = strawberry.field(description="In order.")
    kilometres: float = strawberry.field(description="How far it went, along great circles.")
    direct: float = strawberry.field(description="How far the direct way would have been.")
    ratio: float = strawberry.field(description="The one divided by the other.")
    direct_movements: int = strawberry.field(
        description="Consignments that went straight; where none did, there may be no service."
    )
    chemicals: list[str] = strawberry.field(description="Watched chemicals that all legs tell.")
    kilograms: float = strawberry.field(description="Of watched goods; 0 where none is told.")
    consignments: list[Entity] = strawberry.field(description="One a leg.")

    @described("The records behind it.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.detour.journey.records)
        return await record_page(self.seen, ids, first, after, fingerprint("detour", ids))


@strawberry.type(description="Detours, and how many journeys changed ships at all.")
class RouteDetours:
    """`transhipment.Detours`."""

    detours: list[RouteDetour] = strawberry.field(description="By `truncated.rankedBy`.")
    transhipped: int = strawberry.field(description="Journeys over another place, all of them.")
    unmeasured: int = strawberry.field(description="Of those, with a place of unknown position.")
    truncated: Truncated = strawberry.field(description="How many of the detours are shown.")


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
    sources, targets = (_rows(seen, known, side) for side in sides)
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


@dataclass(frozen=True, slots=True)
class Closure:
    """A question: from where to where, what is closed, how many ways, of what."""

    ends: tuple[str, str]
    closed: Sequence[str]
    first: int
    only: Wanted
    by_sea: bool = False
    passages: frozenset[str] = frozenset()

    def lengths(self) -> tuple[Distance, Distance]:
        """How far it is before and after the closure.

        Raises:
            Refused: a passage is none.
        """
        if not self.by_sea and not self.passages:
            return great_circle, great_circle
        try:
            return by_sea(great_circle), by_sea(great_circle, self.passages)
        except ValueError as error:
            raise Refused(Code.BAD_ARGUMENT, str(error)) from error


async def left_over(seen: Seen, known: Commerce, asked: Closure) -> RouteAlternatives:
    """What a closure leaves.

    Raises:
        Refused: the ends are one place, one of them is closed, or too many ways are asked for.
    """
    within("first", asked.first, ALTERNATIVES_MAX)
    rows, missing = _rows(seen, known, asked.ends)
    shut, unknown = _rows(seen, known, asked.closed) if asked.closed else ([], [])
    if len(rows) < len(asked.ends) and not missing:
        raise Refused(Code.BAD_ARGUMENT, "`from` and `to` name the same place")
    if set(rows) & set(shut):
        raise Refused(Code.BAD_ARGUMENT, "an end is closed; leave it out of `closed`")
    found = Alternatives(None, (), 0, 0)
    if not missing:
        found = await asyncio.to_thread(_left, known, rows, shut, asked)
    shown = len(found.after)
    return RouteAlternatives(
        before=_way(seen, known, found.before) if found.before else None,
        after=[_way(seen, known, way) for way in found.after],
        unmeasured=found.unmeasured,
        shown=shown,
        total=None if shown == asked.first else shown,
        ranked_by=SHORTEST_FIRST,
        not_found=sorted({*missing, *unknown}),
    )


def _left(
    known: Commerce, rows: Sequence[int], shut: Sequence[int], asked: Closure
) -> Alternatives:
    before, after = asked.lengths()
    ends = rows[0], rows[1]
    try:
        return alternatives(
            known,
            *ends,
            closed=shut,
            k=asked.first,
            wanted=asked.only,
            distance=before,
            distance_after=after,
        )
    except NoSeaRoutes as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error


async def round_about(seen: Seen, known: Commerce, limit: int, only: Wanted) -> RouteDetours:
    """Journeys the long way round.

    Raises:
        Refused: the limit is out of range.
    """
    within("limit", limit, DETOURS_MAX)
    told = await asyncio.to_thread(detours, known, wanted=only)
    return RouteDetours(
        detours=[_detour(seen, known, each) for each in told.found[:limit]],
        transhipped=told.transhipped,
        unmeasured=told.unmeasured,
        truncated=Truncated(
            shown=len(told.found[:limit]), total=len(told.found), ranked_by=LONGEST_FIRST
        ),
    )


def _detour(seen: Seen, known: Commerce, found: FoundDetour) -> RouteDetour:
    journey = found.journey
    return RouteDetour(
        seen=seen,
        detour=found,
        places=[RoutePlace.of(seen, known.places[row]) for row in journey.places],
        kilometres=found.kilometres,
        direct=found.direct,
        ratio=found.ratio,
        direct_movements=found.direct_movements,
        chemicals=list(journey.chemicals),
        kilograms=journey.kilograms,
        consignments=[Entity.of(seen, row) for row in journey.subjects],
    )


def _way(seen: Seen, known: Commerce, way: Way) -> RouteWay:
    return RouteWay(
        places=[RoutePlace.of(seen, known.places[row]) for row in way.places],
        kilometres=way.kilometres,
        weakest=way.weakest,
    )


def _measure(chosen: Enum | None) -> Measure:
    return Measure(str(chosen.value)) if chosen else Measure.CONSIGNMENTS


def _rows(seen: Seen, known: Commerce, asked: Sequence[str]) -> tuple[list[int], list[str]]:
    """Rows of places by code or id, in the order asked, each once; and what names none."""
    if not 1 <= len(asked) <= PLACES_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"give 1 to {PLACES_MAX} places, not {len(asked)}")
    rows: list[int] = []
    missing = []
    for text, row in zip(asked, places_named(known, seen.snapshot, asked), strict=True):
        if row is None:
            missing.append(text[:80])
        elif row not in rows:
            rows.append(row)
    return rows, missing
