"""Which one missing fact would connect these and those, or strengthen what connects them the most?

A fact is one link between two entities that the viewer sees, of a kind that such things have in
this world. It is ranked by what it would yield, the cost of the chain it would make, and by how
plausible it is: how many such links there are between such two. Nothing says that it is so: it is
a place to look, and never a lead.

Sources: F. Chung and L. Lu 2002, doi:10.1007/PL00012580 (expected links from degrees); I. J. Good
1953, doi:10.1093/biomet/40.3-4.237 (what those have who were seen with none, with one, with two).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush, merge
from typing import NamedTuple

import numpy as np

from tripoint_algorithms.assurance.breaks import parted
from tripoint_algorithms.assurance.fact_kinds import End, FactKind, fact_kinds
from tripoint_algorithms.links.connections import HOPS_MAX, connections
from tripoint_algorithms.links.field import within_hops
from tripoint_algorithms.topology import (
    CONTEXT_CODES,
    EVERYTHING,
    STANDARD,
    CostModel,
    Filter,
    Topology,
    rounded,
    topology,
)
from tripoint_graph.columns import Floats, Longs
from tripoint_graph.snapshot import Snapshot

RANKED_BY = "what the chain would cost, less the logarithm of how plausible the fact is"

GAPS_MAX = 100
"""Facts of one answer, at most."""

SURE = 0.8
"""How sure a fact would be, once a usually reliable record told it."""

RADIUS = 24.0
"""What a chain may cost to be looked for, in nats, where nothing connects the two today."""

ENDS_MAX = 2_000
"""Ends of one kind of fact that are looked at on either side: the cheapest."""

LOOKED_MAX = 100_000
"""Facts looked at before an answer gives what it has."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One missing fact.

    Attributes:
        source, target: the two entity rows, in the direction of the link.
        kind: the link's code.
        plausible: how many such links to expect between two like these, mostly far below 1.
        before, after: rows of the chain that it would make, from one side to the fact's nearer
            end, and from its other end to the other side.
        cost: what that chain would cost, in nats.
        gain: how much less that is than the best chain today; None where there is none.
    """

    source: int
    target: int
    kind: int
    plausible: float
    before: tuple[int, ...]
    after: tuple[int, ...]
    cost: float
    gain: float | None

    @property
    def hops(self) -> int:
        """Steps of the chain that it would make."""
        return len(self.before) + len(self.after) - 1

    def in_words(self, told: str, one: str, other: str) -> str:
        """What it would do, in careful words.

        Args:
            told: the link in words.
            one: what the beginning of the chain that it would make is called.
            other: what its end is called.
        """
        joined = "be connected with" if self.gain is None else "be closer to"
        steps = "1 step" if self.hops == 1 else f"{self.hops} steps"
        return f"If a record showed that {told}, {one} would {joined} {other}, over {steps}."


@dataclass(frozen=True, slots=True)
class Gaps:
    """Missing facts, best first.

    Attributes:
        found: by cost less the logarithm of `plausible`; ties by rows.
        today: what the best chain costs today, in nats; None where there is none.
        shared: entity rows on both sides, which are left out.
        complete: whether no better one can have been missed.
    """

    found: tuple[Gap, ...]
    today: float | None
    shared: tuple[int, ...]
    complete: bool


def gaps(
    snapshot: Snapshot,
    sources: Sequence[int],
    targets: Sequence[int],
    *,
    k: int = 10,
    hops_max: int = 6,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
) -> Gaps:
    """Find the links that would make the best chain from any source to any target.

    Every two entities near either side are looked at, best first, for every kind of link that
    things of their kinds have in this world. A fact counts when two that are not joined so would
    be, and the chain of at most so many steps that it makes costs less than the best today. The
    chain is priced as all are; the new step at `SURE`, and its ends with one neighbour more.
    Of several kinds between the same two the best is told.

    Time O(hops m) for two fields, and O(n) for each kind of link.

    Args:
        snapshot: the viewer's world: both ends of every fact are in it.
        sources: entity rows.
        targets: entity rows; what is on both sides is left out of them.
        k: facts wanted, 1 to `GAPS_MAX`.
        hops_max: steps of the chain, the new one among them.
        only: which links may be walked, and which kinds of facts are looked for.
        model: prices.

    Raises:
        ValueError: k or hops_max is out of range.
    """
    if not 1 <= k <= GAPS_MAX or not 1 <= hops_max <= HOPS_MAX:
        raise ValueError(f"k runs from 1 to {GAPS_MAX} and hops_max from 1 to {HOPS_MAX}")
    one, other, shared = parted(sources, targets)
    if not one or not other:
        return Gaps((), None, tuple(shared), complete=True)
    best = connections(snapshot, one, other, k=1, hops_max=hops_max, only=only, model=model)
    today = best.chains[0].cost if best.chains else None
    graph = topology(snapshot, model=model, only=only)
    kinds = _looked_for(fact_kinds(snapshot), only)
    looking = _Looking(graph, (one, other), hops_max, RADIUS if today is None else today)
    found, complete = looking.told(kinds, k, today)
    return Gaps(tuple(found), today, tuple(shared), complete)


class _Looking:
    """One question on its way to an answer."""

    def __init__(
        self, graph: Topology, sides: tuple[list[int], list[int]], hops_max: int, limit: float
    ) -> None:
        self._graph = graph
        self._hops = hops_max - 1
        self._ends = [np.array(rows, np.int32) for rows in sides]
        self._fields = [within_hops(graph, rows, self._hops, limit=limit) for rows in self._ends]
        self._hub = graph.hub_price(more=1)
        self._cut = False

    def told(self, kinds: list[FactKind], k: int, today: float | None) -> tuple[list[Gap], bool]:
        """The k best, and whether no better one can have been missed."""
        found: dict[tuple[int, int], Gap] = {}
        for looked, candidate in enumerate(merge(*self._streams(kinds))):
            if len(found) == k or looked == LOOKED_MAX:
                return list(found.values()), len(found) == k
            pair = (min(candidate.near, candidate.far), max(candidate.near, candidate.far))
            if pair not in found and self._is_missing(*pair):
                gap = self._gap(candidate, kinds[candidate.kind], today)
                if today is None or gap.cost < today:
                    found[pair] = gap
        return list(found.values()), not self._cut

    def _streams(self, kinds: list[FactKind]) -> Iterator[Iterator["_Candidate"]]:
        """Facts of each kind, either way round, at each place in the chain; each stream sorted."""
        for split in range(self._hops + 1):
            near, far = self._reached(0, split), self._reached(1, self._hops - split)
            if split:  # what fewer hops reach as cheaply stands in an earlier stream
                near[near >= self._reached(0, split - 1)] = np.inf
            for number, kind in enumerate(kinds):
                for turned in (False, True):
                    ends = (kind.target, kind.source) if turned else (kind.source, kind.target)
                    lists = [self._cheapest(*each) for each in zip(ends, (near, far), strict=True)]
                    fixed = np.log(kind.count) + self._step(kind.link)
                    yield _sums(lists, float(fixed), split, number, turned)

    def _reached(self, side: int, hops: int) -> Floats:
        """(n,) nats to what may stand at a fact's end: whatever bridges, and the side itself."""
        cost: Floats = self._fields[side].cost[hops].copy()
        cost[~self._graph.bridging] = np.inf
        cost[self._ends[side]] = 0.0
        return cost

    def _cheapest(self, end: End, cost: Floats) -> tuple[Longs, Floats]:
        """Who may stand at an end, the cheapest first, and what each costs."""
        able = np.flatnonzero(np.isfinite(cost[end.rows]) & (end.rate > 0))
        rows = end.rows[able]
        total = cost[rows] + self._hub[rows] - np.log(end.rate[able])
        order = np.argsort(total, kind="stable")
        self._cut |= len(order) > ENDS_MAX
        order = order[:ENDS_MAX]
        return rows[order], total[order]

    def _step(self, link: int) -> float:
        """What a new step costs before its ends are looked at, in nats."""
        model = self._graph.model
        return model.hop - float(np.log(SURE)) + model.context * (link in CONTEXT_CODES)

    def _is_missing(self, one: int, other: int) -> bool:
        return one != other and not self._graph.links_between(one, other)

    def _gap(self, found: "_Candidate", kind: FactKind, today: float | None) -> Gap:
        near, far = found.near, found.far
        cost = np.array([self._step(kind.link) + self._hub[near] + self._hub[far]])
        total = float(rounded(cost)[0])
        total += float(self._reached(0, found.split)[near])
        total += float(self._reached(1, self._hops - found.split)[far])
        source, target = (far, near) if found.turned else (near, far)
        return Gap(
            source,
            target,
            kind.link,
            kind.plausible(source, target),
            self._fields[0].way(self._graph, near, found.split)[::-1],
            self._fields[1].way(self._graph, far, self._hops - found.split),
            total,
            None if today is None else today - total,
        )


class _Candidate(NamedTuple):
    """A fact that may be missing: nats, entity rows, hops before it, a kind's number, and whether
    the link runs from the far end to the near one.
    """

    rank: float
    near: int
    far: int
    split: int
    kind: int
    turned: bool


def _sums(
    lists: list[tuple[Longs, Floats]], fixed: float, split: int, kind: int, turned: bool
) -> Iterator[_Candidate]:
    """Every two of two sorted lists, by the sum of their costs."""
    (near, cost), (far, more) = lists
    if not len(near) or not len(far):
        return
    heap = [(float(cost[0] + more[0]), 0, 0)]
    while heap:
        total, i, j = heappop(heap)
        yield _Candidate(total + fixed, int(near[i]), int(far[j]), split, kind, turned)
        if j + 1 < len(far):
            heappush(heap, (float(cost[i] + more[j + 1]), i, j + 1))
        if not j and i + 1 < len(near):
            heappush(heap, (float(cost[i + 1] + more[0]), i + 1, 0))


def _looked_for(kinds: Iterator[FactKind], only: Filter) -> list[FactKind]:
    """Those that a question's filter lets through."""
    let_through = only.codes if only.confidence_min <= SURE else frozenset[int]()
    return [kind for kind in kinds if kind.link in let_through]
