"""Best-first search for chains between two sets, each partial chain priced to its cheapest end."""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

import numpy as np

from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.links.kept_fields import KEPT, Ahead, KeptFields
from tripoint_algorithms.links.opening import near_enough
from tripoint_algorithms.links.patience import GoOn, Stopped, TimeUpError, always
from tripoint_algorithms.links.tally import Ends, Path, Shares, Tally
from tripoint_algorithms.links.timing import START, InOrder, Way, ways_onward
from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints

# The least that the whole can cost; the longer of two equal ones goes first; its entities, what
# they cost, and which neighbour of the last is next (`_WHOLE` where it lacks none).
_Partial = tuple[float, int, Path, float, int]
_WHOLE = -1

ASK_EVERY = 64
"""Partial chains between two looks at the clock."""

SHARE_WIDE = 20
"""A kept field is put right for a question while its sources have fewer steps than the world's,
divided by this."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search is after.

    Attributes:
        k: chains.
        hops_max: steps of a chain, at most.
        shares: how much of the answer may say the same.
        expansions_max: partial chains looked at, at most.
        order: ask for steps in the order of time; None where it does not matter.
        go_on: asked now and then whether to; raises `TimeUpError` where not.
    """

    k: int
    hops_max: int
    shares: Shares
    expansions_max: int
    order: InOrder | None = None
    go_on: GoOn = always


@dataclass(frozen=True, slots=True)
class Pace:
    """When a search changes its ways. It changes how long an answer takes, never the answer.

    Attributes:
        limit_first, limit_growth, limit_wide: cost within which it looks at first, in nats; by
            how much that grows; and beyond which there is none.
        refocus_after: partial chains after which it leaves out ends that have all they may have.
    """

    limit_first: float = 4.0
    limit_growth: float = 1.7
    limit_wide: float = 12.0
    refocus_after: int = 20_000


USUAL = Pace()


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where a chain can go on from an entity, in the order of the least whole cost."""

    entity: list[int]
    price: list[float]
    least: list[float]


class Search:
    """One question.

    A field says how far an entity is from the targets, for each number of hops left; what it
    promises can be kept but for loops, so little is looked at in vain. It is made no wider than
    the answer needs: its limit grows until the answer lies within it.

    Attributes:
        spent: partial chains looked at so far.
        explored: every chain that costs less was looked at, in nats; infinite where no further
            one would be taken, whatever it costs.
        stopped: what ended it before it was done; None where nothing did.
    """

    def __init__(
        self,
        graph: Topology,
        ends: Ends,
        wanted: Wanted,
        pace: Pace = USUAL,
        kept: KeptFields = KEPT,
    ) -> None:
        self.spent = 0
        self.explored = 0.0
        self.stopped: Stopped | None = None
        self._graph = graph
        self._ends = ends
        self._wanted = wanted
        self._pace = pace
        self._kept = kept
        self._tally = Tally(ends, wanted.shares)
        self._targets = self._tally.open_ends()[1]
        self._inside = graph.bridging & ~ends.is_source & ~ends.is_target
        self._ahead = Ahead(np.empty((0, 0)))
        self._onward: dict[tuple[int, int], _Onward] = {}
        self._best_way: dict[tuple[int, int], tuple[float, Path]] = {}
        self._ways: dict[Path, tuple[Way, ...]] = {}

    @property
    def complete(self) -> bool:
        """Whether no better chain, and no further one, can have been missed."""
        return self.stopped is None and (self.explored == inf or self._has_all)

    @property
    def _has_all(self) -> bool:
        return self._tally.full or len(self._tally.taken) >= self._wanted.k

    def run(self) -> list[tuple[float, Path]]:
        """The k best chains and their costs, or what was found when the budget was spent."""
        if self._tally.full:
            self.explored = inf
            return []
        try:
            self._look()
        except TimeUpError:
            self.stopped = Stopped.TIME
        self._tally.settle()  # What was found is shown, though there may be better.
        return self._tally.taken[: self._wanted.k]

    def _look(self) -> None:
        limit = self._first_limit()
        while not self.complete:
            self._make_field(limit)
            self._walk(limit)
            if self.stopped:
                return
            if self.explored >= limit:
                limit *= self._pace.limit_growth
                limit = inf if limit > self._pace.limit_wide else limit

    def links_of(self, path: Path) -> tuple[int, ...] | None:
        """The links that make a chain found possible in time; None where time did not matter."""
        return self._ways_along(path)[0].links if self._wanted.order else None

    def _first_limit(self) -> float:
        wanted = self._wanted
        near = near_enough(
            self._graph,
            self._ends,
            self._inside,
            k=wanted.k,
            hops_max=wanted.hops_max,
            per_pair=wanted.shares.per_pair,
        )
        return self._pace.limit_first if near is None else near

    def _make_field(self, limit: float) -> None:
        """How far from the targets that want more; the first step of a chain is left to it."""
        sources, targets = self._tally.open_ends()
        first = float(self._graph.steps_from(sources)[2].min(initial=inf))
        limit = max(limit - first, 0.0) if first < inf else 0.0
        hops, go_on = self._wanted.hops_max - 1, self._wanted.go_on
        if len(targets) < len(self._targets) or self._is_wide(self._ends.sources):
            made = within_hops(
                self._graph,
                targets,
                hops,
                through=self._inside,
                limit=limit,
                whose=False,
                go_on=go_on,
            )
            self._ahead = Ahead(made.cost)
            return
        walls, again = self._ends.targets, self.explored > 0.0
        field = self._kept.field(self._graph, targets, walls, hops, limit, go_on=go_on, again=again)
        gone = np.setdiff1d(self._ends.sources, targets, assume_unique=True)
        self._ahead = Ahead.without(self._graph, field, hops, gone, self._inside)

    def _is_wide(self, sources: Ints) -> bool:
        """Whether what a field must do without is so much that to make it anew is no dearer."""
        steps = self._graph.prices.indptr
        return int((steps[sources + 1] - steps[sources]).sum()) * SHARE_WIDE > int(steps[-1])

    def _walk(self, limit: float) -> None:
        """Take up partial chains best first, up to a limit of what the whole may cost."""
        self._onward.clear()
        self._best_way.clear()
        self._ways.clear()
        heap = self._start(limit)
        began, closed, level = self.spent, self._tally.closed, 0.0
        while heap and heap[0][0] <= limit:
            if heap[0][0] > level:
                self._tally.settle()
                if self._has_all:
                    self.explored = inf if self._tally.full else level
                    return
                level = heap[0][0]
                self.explored = max(self.explored, level)
                if self._should_refocus(began, closed):
                    return
            if self._must_stop():
                return
            self.spent += 1
            least, _, path, cost, at = heappop(heap)
            if not self._tally.wants(path):
                continue
            if at == _WHOLE:
                self._tally.add(path, cost)
            else:
                self._go_on(heap, least, path, cost, at)
        self._tally.settle()
        if self._tally.full:
            self.explored = inf
        else:
            self.explored = level if self._has_all else limit

    def _must_stop(self) -> bool:
        """Whether the budget of work is spent."""
        if self.spent % ASK_EVERY == 0:
            self._wanted.go_on()
        if self.spent >= self._wanted.expansions_max:
            self.stopped = Stopped.WORK
        return self.stopped is not None

    def _should_refocus(self, began: int, closed: int) -> bool:
        """Whether a field without the ends that are done is better."""
        return self.spent - began > self._pace.refocus_after and self._tally.closed > closed

    def _start(self, limit: float) -> list[_Partial]:
        sources, _ = self._tally.open_ends()
        fan, to, price = self._graph.steps_from(sources)
        least = np.full(len(sources), inf)
        of = np.repeat(np.arange(len(sources)), fan)
        np.minimum.at(least, of, price + self._ahead_at(to, self._wanted.hops_max))
        order = np.argsort(least, kind="stable")
        within = order[np.isfinite(least[order]) & (least[order] <= limit)]
        ends = zip(least[within].tolist(), sources[within].tolist(), strict=True)
        return [(cost, -1, (source,), 0.0, 0) for cost, source in ends]

    def _go_on(self, heap: list[_Partial], least: float, path: Path, cost: float, at: int) -> None:
        """Take one partial chain one step on; put what that makes where it belongs."""
        left = self._wanted.hops_max - len(path)
        onward = self._from(path[-1], left + 1)
        if at + 1 < len(onward.entity):
            later = cost + self._ways_along(path)[0].extra + onward.least[at + 1]
            heappush(heap, (later, -len(path), path, cost, at + 1))
        entity, spent = onward.entity[at], cost + onward.price[at]
        if entity in path:
            return
        longer = (*path, entity)
        ways = self._ways_along(longer)
        if not ways:
            return
        if self._ends.is_target[entity]:
            if self._ends.joins(path[0], entity):
                self._take_whole(heap, least, longer, spent + ways[0].extra)
        elif left and not self._is_needless(longer, spent):
            following = self._from(entity, left)
            if following.entity:
                whole = spent + ways[0].extra + following.least[0]
                heappush(heap, (whole, -len(longer), longer, spent, 0))

    def _take_whole(self, heap: list[_Partial], least: float, path: Path, cost: float) -> None:
        """A chain from end to end; it waits for its turn where time made it dearer than hoped."""
        if cost <= least:
            self._tally.add(path, cost)
        else:
            heappush(heap, (cost, -len(path), path, cost, _WHOLE))

    def _ways_along(self, path: Path) -> tuple[Way, ...]:
        """The choices of links along a path that time allows; one free choice without an order."""
        order = self._wanted.order
        if order is None or len(path) == 1:
            return START
        if path not in self._ways:
            before = self._ways_along(path[:-1])
            self._ways[path] = ways_onward(self._graph, order, before, path[-2], path[-1])
        return self._ways[path]

    def _is_needless(self, path: Path, cost: float) -> bool:
        """Whether a way no longer and no worse leads from the same source to the same entity.

        With one chain a pair, that one takes the better way. (With more, both may be wanted; if
        chains may not share much, the better way may be taken; with a limited gap, to be there
        sooner may be too soon.)
        """
        order, shares = self._wanted.order, self._wanted.shares
        if shares.per_pair != 1 or shares.shared_max is not None:
            return False
        if order is not None and order.gap is not None:
            return False
        ends = (path[0], path[-1])
        known = self._best_way.get(ends)
        if (
            known is not None
            and len(known[1]) <= len(path)
            and self._is_no_better(path, cost, *known)
        ):
            return True
        self._best_way[ends] = (cost, path)
        return False

    def _is_no_better(self, path: Path, cost: float, known_cost: float, known: Path) -> bool:
        """Whether all that one path allows, another allows as cheaply and as soon."""
        return all(
            any(
                (known_cost + better.extra, known) <= (cost + way.extra, path)
                and better.window[0] <= way.window[0]
                for better in self._ways_along(known)
            )
            for way in self._ways_along(path)
        )

    def _from(self, entity: int, left: int) -> _Onward:
        """Where a chain can go from here with so many steps left."""
        key = (entity, left)
        if key not in self._onward:
            near, price, _ = self._graph.neighbours(entity)
            whole = price + self._ahead_at(near, left)
            some = np.flatnonzero(np.isfinite(whole))
            some = some[np.argsort(whole[some], kind="stable")]
            self._onward[key] = _Onward(
                near[some].tolist(), price[some].tolist(), whole[some].tolist()
            )
        return self._onward[key]

    def _ahead_at(self, near: Ints, left: int) -> Floats:
        """What lies ahead of entities when a chain has one of so many steps left to be there."""
        ahead = self._ahead.at(near, left - 1)
        # Nothing lies ahead of a target that wants more, and of nothing else.
        return np.where(self._inside[near] | (ahead == 0.0), ahead, inf)
