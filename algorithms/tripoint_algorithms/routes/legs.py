"""Which routes? Legs between places with what moved on them, usual and unusual."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import hypergeom

from tripoint_algorithms.discoveries import q_values
from tripoint_graph.columns import Floats
from tripoint_graph.commerce import Commerce, Consignment, Movement
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START

RECENT_DAYS = 60
"""How many of the last days count as lately."""

UNUSUAL_Q = 0.1
"""The share of false findings that is accepted among what is called unusual."""

RANKED_BY = (
    "unusual legs first (smallest q), then watched consignments, then all movements; ties by "
    "the places' ids"
)
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which movements count.

    Attributes:
        during: first and last second; a movement that cannot have been under way then is left
            out, one of unknown time stays.
        chemicals: only consignments that hold one of these; empty for all, flights and voyages
            among them.
        modes: only these modes; empty for all.
        watched_only: only consignments that hold a watched chemical, whichever.
    """

    during: tuple[int, int] = (UNKNOWN_START, UNKNOWN_END)
    chemicals: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    watched_only: bool = False

    def takes(self, movement: Movement, consignment: Consignment | None) -> bool:
        """Whether a movement counts."""
        held = {lot.chemical for lot in consignment.lots} if consignment else set()
        return (
            movement.start <= self.during[1]
            and movement.end >= self.during[0]
            and (not self.modes or movement.mode in self.modes)
            and (not self.chemicals or bool(self.chemicals & held))
            and (bool(held) or not self.watched_only)
        )


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a leg is unusual.

    Attributes:
        test: "watched" (more watched goods than its traffic explains), "busy" (more traffic than
            its two ends explain) or "lately" (more of it lately than elsewhere).
        observed, expected: counts.
        chance: of as many or more where nothing is the matter, in [0, 1].
        q: the false-discovery rate at which it is told, over all legs and all three tests.
    """

    test: str
    observed: int
    expected: float
    chance: float
    q: float

    def __str__(self) -> str:
        told = _WORDS[self.test].format(n=self.observed, e=self.expected)
        return f"{told} (chance {self.chance:.2g}, q {self.q:.2g})"


_WORDS = {
    "watched": "{n} consignments of watched goods, where its traffic leads to expect {e:.1f}",
    "busy": "{n} movements, where what leaves its origin and reaches its destination leads to "
    "expect {e:.1f}",
    "lately": "{n} movements lately, where the rest of the network leads to expect {e:.1f}",
}


@dataclass(frozen=True, slots=True)
class Leg:
    """What moved from one place to another by one mode.

    Attributes:
        origin, destination: rows of places; mode: "sea", "air" or "unknown".
        consignments, voyages, flights: how many of each moved.
        watched: consignments with watched goods among them; chemicals: which, sorted.
        kilograms, litres: of watched goods; unmeasured: watched consignments that tell neither.
        start, end: first and last second told, or the unknown ends of `moments`.
        reasons: why it is unusual, the smallest q first; empty where it is not.
        subjects: rows of what moved, watched consignments first, then by row.
        records: rows of the records, sorted.
    """

    origin: int
    destination: int
    mode: str
    consignments: int
    voyages: int
    flights: int
    watched: int
    chemicals: tuple[str, ...]
    kilograms: float
    litres: float
    unmeasured: int
    start: int
    end: int
    reasons: tuple[Reason, ...]
    subjects: tuple[int, ...]
    records: tuple[int, ...]

    @property
    def count(self) -> int:
        """Consignments, or trips where none is told: what its traffic is counted in."""
        return self.consignments or self.voyages + self.flights


def legs(
    commerce: Commerce,
    *,
    wanted: Wanted = EVERYTHING,
    recent_days: int = RECENT_DAYS,
    q_max: float = UNUSUAL_Q,
) -> list[Leg]:
    """The route network of what is wanted, each leg held against the rest of the same world.

    Three one-sided exact tests a leg, each a hypergeometric tail (Fisher's exact test), so that
    small counts need no approximation: watched consignments among all of its mode; traffic given
    what leaves its origin and reaches its destination (nothing goes from a place to itself, which
    is allowed for); movements of the last days of the world against the days before. A leg is
    unusual where a test's q over all legs and tests is at most `q_max`: a possible lead, and most
    such legs have an innocent reason. Tests are of the wanted movements alone.

    Args:
        commerce: the viewer's trade and traffic.
        wanted: which movements count.
        recent_days: days before the last movement that count as lately, 1 or more.
        q_max: false-discovery rate, in (0, 1].

    Returns:
        Legs by `RANKED_BY`. Time O(n log n) for n movements.

    Raises:
        ValueError: recent_days or q_max is out of range.
    """
    if recent_days < 1 or not 0 < q_max <= 1:
        raise ValueError("recent_days is 1 or more; q_max lies in (0, 1]")
    known = commerce.by_entity
    grouped: dict[tuple[int, int, str], list[Movement]] = defaultdict(list)
    for movement in commerce.movements:
        if wanted.takes(movement, known.get(movement.subject)):
            key = movement.origin, movement.destination, movement.mode
            grouped[key].append(movement)
    plain = [_leg(key, moved, known, wanted) for key, moved in sorted(grouped.items())]
    reasons = _reasons(plain, [_recent(grouped, each) for each in plain], recent_days, q_max)
    told = [replace(leg, reasons=why) for leg, why in zip(plain, reasons, strict=True)]
    return sorted(told, key=_rank)


def _rank(leg: Leg) -> tuple[float, int, int, int, int, str]:
    q = leg.reasons[0].q if leg.reasons else 2.0
    return q, -leg.watched, -leg.count, leg.origin, leg.destination, leg.mode


def _leg(
    key: tuple[int, int, str],
    moved: Sequence[Movement],
    known: dict[int, Consignment],
    wanted: Wanted,
) -> Leg:
    kinds = [each.kind for each in moved]
    held = {
        each.subject: [
            lot
            for lot in known[each.subject].lots
            if not wanted.chemicals or lot.chemical in wanted.chemicals
        ]
        for each in moved
        if each.kind == "consignment" and each.subject in known
    }
    lots = [lot for own in held.values() for lot in own]
    starts = [each.start for each in moved if each.start > UNKNOWN_START]
    ends = [each.end for each in moved if each.end < UNKNOWN_END]
    return Leg(
        *key,
        consignments=kinds.count("consignment"),
        voyages=kinds.count("voyage"),
        flights=kinds.count("flight"),
        watched=sum(bool(own) for own in held.values()),
        chemicals=tuple(sorted({lot.chemical for lot in lots})),
        kilograms=sum(lot.kilograms or 0.0 for lot in lots),
        litres=sum(lot.litres or 0.0 for lot in lots),
        unmeasured=sum(
            any(lot.kilograms is None and lot.litres is None for lot in own)
            for own in held.values()
        ),
        start=min(starts, default=UNKNOWN_START),
        end=max(ends, default=UNKNOWN_END),
        reasons=(),
        subjects=tuple(
            sorted({each.subject for each in moved}, key=lambda row: (not held.get(row), row))
        ),
        records=tuple(sorted({row for each in moved for row in each.records})),
    )


def _recent(grouped: dict[tuple[int, int, str], list[Movement]], leg: Leg) -> list[int]:
    """When each of what a leg is counted in set out; what is not told is left out."""
    counted = {"consignment"} if leg.consignments else {"voyage", "flight"}
    return [
        each.start
        for each in grouped[leg.origin, leg.destination, leg.mode]
        if each.kind in counted and each.start > UNKNOWN_START
    ]


def _reasons(
    found: Sequence[Leg], times: Sequence[list[int]], recent_days: int, q_max: float
) -> list[tuple[Reason, ...]]:
    """Reasons of each leg; each mode is a population of its own, all are one family."""
    tests: list[_Test] = []
    for mode in sorted({leg.mode for leg in found}):
        rows = [at for at, leg in enumerate(found) if leg.mode == mode]
        here = [found[at] for at in rows]
        tests += _tail(rows, "watched", _watched(here))
        tests += _tail(rows, "busy", _busy(here))
        tests += _tail(rows, "lately", _lately([times[at] for at in rows], recent_days))
    q = q_values([test[4] for test in tests])
    why: dict[int, list[Reason]] = defaultdict(list)
    for (row, name, observed, expected, chance), rate in zip(tests, q.tolist(), strict=True):
        if rate <= q_max:
            why[row].append(Reason(name, observed, expected, chance, rate))
    return [
        tuple(sorted(why[at], key=lambda each: (each.q, each.test))) for at in range(len(found))
    ]


_Test = tuple[int, str, int, float, float]
"""Leg, test, observed, expected, chance."""

_Draws = tuple[Floats, Floats, Floats, Floats]
"""Observed, and the population, marked in it and drawn from it, of a hypergeometric count."""


def _watched(here: Sequence[Leg]) -> _Draws:
    count, watched = _column(leg.consignments for leg in here), _column(leg.watched for leg in here)
    return watched, np.full(len(here), count.sum()), np.full(len(here), watched.sum()), count


def _busy(here: Sequence[Leg]) -> _Draws:
    count = _column(leg.count for leg in here)
    leaving: dict[int, float] = defaultdict(float)
    reaching: dict[int, float] = defaultdict(float)
    for leg, number in zip(here, count.tolist(), strict=True):
        leaving[leg.origin] += number
        reaching[leg.destination] += number
    population = count.sum() - _column(reaching[leg.origin] for leg in here)
    marked = _column(reaching[leg.destination] for leg in here)
    drawn = _column(leaving[leg.origin] for leg in here)
    return count, population, np.minimum(marked, population), np.minimum(drawn, population)


def _lately(times: Sequence[list[int]], recent_days: int) -> _Draws:
    last = max((max(own) for own in times if own), default=0)
    since = last - recent_days * DAY
    recent = _column(sum(at > since for at in own) for own in times)
    count = _column(len(own) for own in times)
    return recent, np.full(len(times), count.sum()), np.full(len(times), recent.sum()), count


def _tail(
    rows: Sequence[int], name: str, draws: _Draws
) -> list[tuple[int, str, int, float, float]]:
    """The tests of one sort; a leg on which nothing was seen is no test."""
    observed, population, marked, drawn = draws
    chance = np.atleast_1d(hypergeom.sf(observed - 1, population, marked, drawn))
    expected = marked * drawn / np.maximum(population, 1)
    return [
        (row, name, int(observed[at]), float(expected[at]), float(min(max(chance[at], 0.0), 1.0)))
        for at, row in enumerate(rows)
        if observed[at] > 0
    ]


def _column(values: Iterable[float]) -> Floats:
    return np.fromiter(values, np.float64)
