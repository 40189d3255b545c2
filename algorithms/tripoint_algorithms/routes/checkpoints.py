"""Where to check: the places that see most watched flow, and the cheapest cut between two sides."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import igraph

from tripoint_algorithms.routes.legs import EVERYTHING, Wanted
from tripoint_algorithms.routes.transhipment import Journey, journeys
from tripoint_graph.commerce import Commerce

CHECKPOINTS_MAX = 50
"""Places of one answer, at most."""

SEARCHED_MAX = 20_000
"""Choices that the exact search looks at before it settles for what it has."""

ROUNDING = 1e-9


class Measure(StrEnum):
    """What flow is measured in."""

    CONSIGNMENTS = "consignments"
    KILOGRAMS = "kilograms"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One place to check: its row, the flow that it alone adds to those before it, in all."""

    place: int
    adds: float
    sees: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """Where checks see most watched flow.

    Attributes:
        places: as many as there is capacity for, in the order of what each adds.
        covered, total: flow that passes one of them, and all there is, by the measure.
        bound: no choice of as many places covers more.
        exact: whether the choice is proved the best; else the bound says how far it may be off.
        unmeasured: journeys of watched goods that tell no kilograms, where those are measured.
    """

    places: tuple[Checkpoint, ...]
    covered: float
    total: float
    bound: float
    exact: bool
    unmeasured: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The cheapest set of legs whose checking leaves no way of watched goods between two sides.

    Attributes:
        legs: (origin, destination, flow), sorted.
        value: the flow on them: what would have to be checked.
    """

    legs: tuple[tuple[int, int, int], ...]
    value: int


def checkpoints(
    commerce: Commerce,
    *,
    capacity: int,
    measure: Measure = Measure.CONSIGNMENTS,
    wanted: Wanted = EVERYTHING,
    searched_max: int = SEARCHED_MAX,
) -> Coverage:
    """The `capacity` places whose checking sees most watched goods, each journey once.

    Maximum coverage (10.1007/BF01588971: Nemhauser, Wolsey & Fisher 1978). The greedy choice
    covers 1 - 1/e of the best or more; a branch and bound, which bounds a part of a choice by the
    largest gains that are left, then proves it the best or betters it. Beyond `searched_max`
    looks it stops, and the bound of what was not looked at is told. Ties: the smallest row.
    A journey counts at each of its places, those where it changed ships among them.

    Args:
        commerce: the viewer's trade and traffic.
        capacity: places that can be checked, 1 to `CHECKPOINTS_MAX`.
        measure: consignments, or kilograms of watched goods.
        wanted: which movements count.
        searched_max: choices looked at, at most.

    Raises:
        ValueError: the capacity is out of range.
    """
    if not 1 <= capacity <= CHECKPOINTS_MAX:
        raise ValueError(f"capacity runs from 1 to {CHECKPOINTS_MAX}")
    moved = [each for each in journeys(commerce, wanted=wanted) if each.chemicals]
    weight = [_weight(each, measure) for each in moved]
    passing: dict[int, set[int]] = defaultdict(set)
    for at, journey in enumerate(moved):
        if weight[at]:
            for place in journey.places:
                passing[place].add(at)
    search = _Search({row: frozenset(own) for row, own in sorted(passing.items())}, weight)
    chosen, bound, exact = search.best(capacity, searched_max)
    return Coverage(
        places=search.told(chosen),
        covered=search.covered(chosen),
        total=sum(weight),
        bound=bound,
        exact=exact,
        unmeasured=sum(not each for each in weight),
    )


def _weight(journey: Journey, measure: Measure) -> float:
    return 1.0 if measure == Measure.CONSIGNMENTS else journey.kilograms


class _Search:
    """Maximum coverage of weighted journeys by places."""

    def __init__(self, passing: dict[int, frozenset[int]], weight: Sequence[float]) -> None:
        self._passing, self._weight = passing, weight

    def covered(self, chosen: Sequence[int]) -> float:
        return self._of(frozenset().union(*(self._passing[row] for row in chosen)))

    def _of(self, seen: frozenset[int]) -> float:
        return sum(self._weight[at] for at in sorted(seen))

    def told(self, chosen: Sequence[int]) -> tuple[Checkpoint, ...]:
        """A choice in the order of what each adds, ties by row."""
        seen: frozenset[int] = frozenset()
        rest, found = set(chosen), []
        while rest:
            gains = {row: self._of(self._passing[row] - seen) for row in rest}
            row = min(rest, key=lambda each: (-gains[each], each))
            found.append(Checkpoint(row, gains[row], self._of(self._passing[row])))
            seen |= self._passing[row]
            rest.remove(row)
        return tuple(found)

    def greedy(self, capacity: int) -> list[int]:
        """The place that adds most, again and again."""
        seen: frozenset[int] = frozenset()
        chosen: list[int] = []
        for _ in range(min(capacity, len(self._passing))):
            gains = {row: self._of(own - seen) for row, own in self._passing.items()}
            row = min((r for r in gains if r not in chosen), key=lambda r: (-gains[r], r))
            if gains[row] <= 0:
                break
            chosen.append(row)
            seen |= self._passing[row]
        return chosen

    def best(self, capacity: int, searched_max: int) -> tuple[list[int], float, bool]:
        """A choice, a bound on every choice, and whether the choice is proved the best."""
        best = self.greedy(capacity)
        value = self.covered(best)
        waiting: list[tuple[list[int], frozenset[int], frozenset[int]]] = [
            ([], frozenset(), frozenset(self._passing))
        ]
        looked, missed = 0, value
        while waiting:
            chosen, seen, left = waiting.pop()
            gains = {row: self._of(self._passing[row] - seen) for row in left}
            ranked = sorted(left, key=lambda row: (-gains[row], row))
            more = capacity - len(chosen)
            here = self._of(seen)
            bound = here + sum(gains[row] for row in ranked[:more])
            if here > value + ROUNDING:
                best, value = chosen, here
            if not more or not ranked or bound <= value + ROUNDING:
                continue
            looked += 1
            if looked > searched_max:
                missed = max(missed, bound)
                continue
            first, rest = ranked[0], left - {ranked[0]}
            waiting.append((chosen, seen, rest))
            waiting.append(([*chosen, first], seen | self._passing[first], rest))
        return best, max(missed, value), missed <= value + ROUNDING


def cut(
    commerce: Commerce,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    measure: Measure = Measure.CONSIGNMENTS,
    wanted: Wanted = EVERYTHING,
) -> Cut:
    """The legs of least watched flow whose checking leaves no way from the sources to the targets.

    Exact minimum cut by igraph's push-relabel maximum flow over the legs that carried watched
    goods, capacity their flow (Wood 1993, 10.1016/0895-7177(93)90236-R, for interdiction). Of
    equally cheap cuts the one nearest to the sources is told, which is the same whatever flow
    was found. Kilograms are rounded up to whole ones. Nothing is left where no way leads across.

    Args:
        commerce: the viewer's trade and traffic.
        sources: rows of places on one side.
        targets: rows of places on the other.
        measure: consignments, or kilograms of watched goods.
        wanted: which movements count.

    Raises:
        ValueError: a side is empty, or a place is on both.
    """
    if not sources or not targets or set(sources) & set(targets):
        raise ValueError("each side needs a place, and no place is on both")
    flows = watched_flows(commerce, measure=measure, wanted=wanted)
    rows = sorted({row for leg in flows for row in leg} | set(sources) | set(targets))
    number = {row: at + 2 for at, row in enumerate(rows)}
    inside = [(number[a], number[b]) for a, b in flows]
    outside = [(0, number[row]) for row in sorted(set(sources))]
    outside += [(number[row], 1) for row in sorted(set(targets))]
    unbounded = sum(flows.values()) + 1
    edges, capacity = inside + outside, [*flows.values()] + [unbounded] * len(outside)
    graph = igraph.Graph(len(rows) + 2, edges, directed=True)
    flow = graph.maxflow(0, 1, capacity=capacity).flow
    near = _reached(len(rows) + 2, edges, capacity, flow)
    legs = [
        (*leg, amount)
        for (leg, amount), (a, b) in zip(flows.items(), inside, strict=True)
        if a in near and b not in near
    ]
    return Cut(tuple(sorted(legs)), sum(amount for *_, amount in legs))


def watched_flows(
    commerce: Commerce, *, measure: Measure, wanted: Wanted = EVERYTHING
) -> dict[tuple[int, int], int]:
    """(origin, destination) to the watched flow between them, as whole numbers, sorted."""
    known = commerce.by_entity
    flows: dict[tuple[int, int], float] = defaultdict(float)
    for each in commerce.movements:
        consignment = known.get(each.subject)
        if consignment and consignment.lots and wanted.takes(each, consignment):
            held = [
                lot.kilograms or 0.0
                for lot in consignment.lots
                if not wanted.chemicals or lot.chemical in wanted.chemicals
            ]
            amount = 1.0 if measure == Measure.CONSIGNMENTS else sum(held)
            flows[each.origin, each.destination] += amount
    return {leg: -int(-amount // 1) for leg, amount in sorted(flows.items())}


def _reached(
    size: int, edges: Sequence[tuple[int, int]], capacity: Sequence[int], flow: Sequence[float]
) -> set[int]:
    """What can still be reached from vertex 0 once the flow has taken its share."""
    near: list[list[int]] = [[] for _ in range(size)]
    for (a, b), most, taken in zip(edges, capacity, flow, strict=True):
        if taken < most - 0.5:
            near[a].append(b)
        if taken > 0.5:
            near[b].append(a)
    seen, waiting = {0}, deque([0])
    while waiting:
        for each in near[waiting.popleft()]:
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return seen
