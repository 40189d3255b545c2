"""Best-first search for chains between two sets, each partial chain priced to its cheapest end."""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

from tripoint_algorithms.links.kept_fields import KEPT, KeptFields
from tripoint_algorithms.links.needless import Needless
from tripoint_algorithms.links.opening import FirstSteps, near_enough
from tripoint_algorithms.links.outlook import Outlook
from tripoint_algorithms.links.patience import GoOn, Stopped, TimeUpError, always
from tripoint_algorithms.links.tally import Ends, Path, Shares, Tally
from tripoint_algorithms.links.timing import InOrder, Ways
from tripoint_algorithms.topology import Topology

# The least that the whole can cost; the longer of two equal ones goes first; its entities, what
# they cost, and which neighbour of the last is next (`_WHOLE` where it lacks none).
_Partial = tuple[float, int, Path, float, int]
_WHOLE = -1


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
        closer_after: partial chains after which it looks closely: where so many are looked at, a
            field of the question's own may spare it more than that costs.
    """

    limit_first: float = 4.0
    limit_growth: float = 1.7
    limit_wide: float = 12.0
    refocus_after: int = 20_000
    closer_after: int = 1_000


USUAL = Pace()


class Search:
    """One question.

    A field says how far an entity is from the targets, for each number of hops left; what it
    promises can nearly always be kept, so little is looked at in vain. It is made no wider than
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
        sources, self._targets = self._tally.open_ends()
        self._first = FirstSteps.of(graph, sources)
        self._outlook = Outlook(graph, ends, wanted.hops_max, kept)
        self._ways = Ways(graph, wanted.order)
        self._needless = Needless(self._ways, wanted.shares, wanted.order)

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

    def links_of(self, path: Path) -> tuple[int, ...] | None:
        """The links that make a chain found possible in time; None where time did not matter."""
        return self._ways.along(path)[0].links if self._wanted.order else None

    def _look(self) -> None:
        limit = self._first_limit()
        while not self.complete:
            self._walk(self._begin(limit), limit)
            if self.stopped:
                return
            if self.explored >= limit:
                limit *= self._pace.limit_growth
                limit = inf if limit > self._pace.limit_wide else limit

    def _first_limit(self) -> float:
        wanted = self._wanted
        near = near_enough(
            self._ends,
            self._first,
            self._kept.doorstep(self._graph, self._ends.targets),
            self._outlook.steppable,
            k=wanted.k,
            hops_max=wanted.hops_max,
            per_pair=wanted.shares.per_pair,
        )
        return self._pace.limit_first if near is None else near

    def _begin(self, limit: float) -> list[_Partial]:
        """Where chains up to such a cost begin, as a heap, once it is known what lies ahead."""
        sources, targets = self._tally.open_ends()
        if len(sources) < len(self._first.sources):
            self._first = FirstSteps.of(self._graph, sources)
        first, go_on = self._first, self._wanted.go_on
        if len(targets) < len(self._targets) or self.spent > self._pace.closer_after:
            self._outlook.look_closely(first, targets, limit, go_on)
        else:
            again = self.explored > 0.0
            self._outlook.look(first, targets, limit, again=again, go_on=go_on)
        self._needless.forget()
        starts = self._outlook.beginnings(first)
        return [(least, -1, (source,), 0.0, 0) for least, source in starts]

    def _walk(self, heap: list[_Partial], limit: float) -> None:
        """Take up partial chains best first, up to a limit of what the whole may cost."""
        began, closed, level = self.spent, self._tally.closed, 0.0
        while heap and heap[0][0] <= limit:
            if heap[0][0] > level:
                self._tally.settle()
                if self._has_all:
                    self.explored = inf if self._tally.full else level
                    return
                level = heap[0][0]
                self.explored = max(self.explored, level)
                if self._should_begin_anew(began, closed):
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
        self._wanted.go_on()
        if self.spent >= self._wanted.expansions_max:
            self.stopped = Stopped.WORK
        return self.stopped is not None

    def _should_begin_anew(self, began: int, closed: int) -> bool:
        """Whether a closer look, or one without the ends that are done, is better by now."""
        if self.spent > self._pace.closer_after and not self._outlook.close:
            return True
        return self.spent - began > self._pace.refocus_after and self._tally.closed > closed

    def _go_on(self, heap: list[_Partial], least: float, path: Path, cost: float, at: int) -> None:
        """Take one partial chain one step on; put what that makes where it belongs."""
        left = self._wanted.hops_max - len(path)
        onward = self._outlook.onward(path[-1], left + 1)
        if at + 1 < len(onward.entity):
            later = cost + self._ways.along(path)[0].extra + onward.least[at + 1]
            heappush(heap, (later, -len(path), path, cost, at + 1))
        entity, spent = onward.entity[at], cost + onward.price[at]
        if entity in path:
            return
        longer = (*path, entity)
        ways = self._ways.along(longer)
        if not ways:
            return
        if self._tally.ends_at(entity):
            if self._tally.joins(path[0], entity):
                self._take_whole(heap, least, longer, spent + ways[0].extra)
        elif left and not self._needless.is_needless(longer, spent):
            following = self._outlook.onward(entity, left)
            if following.entity:
                whole = spent + ways[0].extra + following.least[0]
                heappush(heap, (whole, -len(longer), longer, spent, 0))

    def _take_whole(self, heap: list[_Partial], least: float, path: Path, cost: float) -> None:
        """A chain from end to end; it waits for its turn where time made it dearer than hoped."""
        if cost <= least:
            self._tally.add(path, cost)
        else:
            heappush(heap, (cost, -len(path), path, cost, _WHOLE))
