"""Where goods changed ships: journeys of one container, and those that went a long way round."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tripoint_algorithms.routes.distances import Distance, great_circle
from tripoint_algorithms.routes.legs import DAY, EVERYTHING, Wanted
from tripoint_graph.commerce import Commerce, Consignment, Movement
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START

GAP_DAYS = 30
"""Between one arrival and the next departure of a container, at most: later it is used again."""

RATIO_MIN = 1.5
"""A journey this many times as long as the direct way is a detour."""

RANKED_BY = "watched goods first, then kilometres beyond the direct way; ties by consignment"


@dataclass(frozen=True, slots=True)
class Journey:
    """Goods on their way over one place or several.

    Attributes:
        places: rows of places in order, two or more.
        subjects: rows of the consignments, one a leg.
        container: row of the container that ties the legs together, or -1 for a single leg.
        goods: rows of the commodities that all legs tell; chemicals: the watched among them.
        kilograms: of watched goods on the first leg that tells it; 0 where none does.
        start, end: first and last second told.
        records: rows of the records, sorted.
    """

    places: tuple[int, ...]
    subjects: tuple[int, ...]
    container: int
    goods: tuple[int, ...]
    chemicals: tuple[str, ...]
    kilograms: float
    start: int
    end: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Detour:
    """A journey that was much longer than the direct way.

    Attributes:
        journey: what went where.
        kilometres, direct: its length, and that of the direct way.
        ratio: the one divided by the other.
        direct_movements: consignments that went straight from its first place to its last: where
            there are none, the way round may be the only service there is.
    """

    journey: Journey
    kilometres: float
    direct: float
    ratio: float
    direct_movements: int


@dataclass(frozen=True, slots=True)
class Detours:
    """Journeys over other places.

    Attributes:
        found: detours, by `RANKED_BY`.
        transhipped: all journeys over another place, detours among them.
        unmeasured: of those, the ones with a place of unknown position: nothing is said of them.
    """

    found: tuple[Detour, ...]
    transhipped: int
    unmeasured: int


def journeys(
    commerce: Commerce, *, wanted: Wanted = EVERYTHING, gap_days: int = GAP_DAYS
) -> list[Journey]:
    """All journeys of consignments: single legs, and legs that one container ties together.

    Two legs are one journey where the same container leaves the place at which it arrived within
    the gap, with a commodity that both consignments tell. That is a possible transhipment: the
    same tariff code in the same box may still be other goods. Legs of unknown time stay single.
    By consignment; time O(n log n).

    Raises:
        ValueError: the gap is negative.
    """
    if gap_days < 0:
        raise ValueError("gap_days is 0 or more")
    known = commerce.by_entity
    moved = [
        each
        for each in commerce.movements
        if each.kind == "consignment"
        and each.subject in known
        and wanted.takes(each, known[each.subject])
    ]
    found = []
    used: set[tuple[int, int, int]] = set()
    for container, chain in _chains(moved, known, gap_days):
        found.append(_journey(chain, known, container))
        used |= {_key(each) for each in chain}
    found += [_journey([each], known, -1) for each in moved if _key(each) not in used]
    return sorted(found, key=lambda each: (each.subjects, each.places, each.container))


def detours(
    commerce: Commerce,
    *,
    wanted: Wanted = EVERYTHING,
    distance: Distance = great_circle,
    gap_days: int = GAP_DAYS,
    ratio_min: float = RATIO_MIN,
) -> Detours:
    """Journeys over another place that were `ratio_min` times as long as the direct way or more.

    Args:
        commerce: the viewer's trade and traffic.
        wanted: which movements count.
        distance: kilometres between two positions; the same for legs and for the direct way.
        gap_days: see `journeys`.
        ratio_min: 1 or more.

    Raises:
        ValueError: the ratio is below 1, or the gap is negative.
    """
    if ratio_min < 1:
        raise ValueError("ratio_min is 1 or more")
    straight: dict[tuple[int, int], int] = defaultdict(int)
    for movement in commerce.movements:
        straight[movement.origin, movement.destination] += movement.kind == "consignment"
    over = [each for each in journeys(commerce, wanted=wanted, gap_days=gap_days) if _turns(each)]
    found, unmeasured = [], 0
    for journey in over:
        length = _length(commerce, journey.places, distance)
        direct = _length(commerce, (journey.places[0], journey.places[-1]), distance)
        if length is None or direct is None:
            unmeasured += 1
        elif direct > 0 and length / direct >= ratio_min:
            ends = journey.places[0], journey.places[-1]
            found.append(Detour(journey, length, direct, length / direct, straight.get(ends, 0)))
    found.sort(
        key=lambda each: (
            not each.journey.chemicals,
            each.direct - each.kilometres,
            each.journey.subjects,
            each.journey.container,
        )
    )
    return Detours(tuple(found), len(over), unmeasured)


def _turns(journey: Journey) -> bool:
    return len(journey.places) > 2 and journey.places[0] != journey.places[-1]


def _key(movement: Movement) -> tuple[int, int, int]:
    return movement.subject, movement.origin, movement.destination


def _chains(
    moved: Sequence[Movement], known: dict[int, Consignment], gap_days: int
) -> Iterator[tuple[int, list[Movement]]]:
    """Legs that one container ties together, two or more in the order of time."""
    carried: dict[int, list[Movement]] = defaultdict(list)
    for each in moved:
        if each.start > UNKNOWN_START and each.end < UNKNOWN_END:
            for container in known[each.subject].containers:
                carried[container].append(each)
    told: set[tuple[tuple[int, int, int], ...]] = set()
    for container, own in sorted(carried.items()):
        own.sort(key=lambda each: (each.start, each.end, each.subject))
        for chain in _joined(own, known, gap_days * DAY):
            # Several boxes of one consignment make one journey.
            if len(chain) > 1 and (keys := tuple(map(_key, chain))) not in told:
                told.add(keys)
                yield container, chain


def _joined(
    own: Sequence[Movement], known: dict[int, Consignment], gap: int
) -> Iterator[list[Movement]]:
    chain: list[Movement] = []
    goods: set[int] = set()
    for each in own:
        its = set(known[each.subject].goods)
        follows = (
            chain
            and chain[-1].destination == each.origin
            # An arrival is told to the day: the box may leave again on it.
            and 0 <= each.start + DAY - chain[-1].end <= gap + DAY
            and bool(goods & its)
        )
        if not follows:
            yield chain
            chain, goods = [], its
        chain = [*chain, each]
        goods = goods & its
    yield chain


def _journey(chain: Sequence[Movement], known: dict[int, Consignment], container: int) -> Journey:
    own = [known[each.subject] for each in chain]
    lots = [{lot.chemical: lot for lot in each.lots} for each in own]
    chemicals = set.intersection(*(set(each) for each in lots))
    amounts = [sum(each[name].kilograms or 0.0 for name in chemicals) for each in lots]
    return Journey(
        places=(chain[0].origin, *(each.destination for each in chain)),
        subjects=tuple(each.subject for each in chain),
        container=container,
        goods=tuple(sorted(set.intersection(*(set(each.goods) for each in own)))),
        chemicals=tuple(sorted(chemicals)),
        kilograms=next((amount for amount in amounts if amount), 0.0),
        start=chain[0].start,
        end=chain[-1].end,
        records=tuple(sorted({row for each in chain for row in each.records})),
    )


def _length(commerce: Commerce, places: Sequence[int], distance: Distance) -> float | None:
    """Kilometres over some places; None where the position of one is unknown."""
    positions = [commerce.places[row].position for row in places]
    known = [each for each in positions if each is not None]
    if len(known) < len(positions):
        return None
    return sum(distance(a, b, "sea") for a, b in pairwise(known))
