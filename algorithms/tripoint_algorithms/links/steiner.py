"""Small trees that join some vertices of a graph: Steiner trees, within twice the cheapest."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra, minimum_spanning_tree

from tripoint_graph.columns import Floats, Ints, Longs

CANDIDATES_MAX = 20_000
"""Vertices among which a tree is bettered: the nearest to what is to be joined."""

TRIED_MAX = 300
"""Of them, the most that are tried as a branching point in one round."""

Tie = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that join what can be joined.

    Attributes:
        ties: vertex pairs (smaller, greater), sorted.
        cost: the sum of their prices.
        at_least: no forest that joins the same costs less than this.
    """

    ties: tuple[Tie, ...]
    cost: float
    at_least: float


def forest(prices: csr_array, ends: Sequence[int]) -> Forest:
    """Join vertices by trees that cost at most twice the cheapest; one tree for each piece.

    Mehlhorn's tree, then branching points are put in one by one while that makes it cheaper.

    Args:
        prices: (n, n) symmetric, above nothing.
        ends: vertices to be joined, each once.

    Time O(m log n) for the tree, and for bettering it O(e^3 t) for e ends and t tried points.

    Sources: L. Kou, G. Markowsky, L. Berman 1981, doi:10.1007/BF00288961; K. Mehlhorn 1988,
    doi:10.1016/0020-0190(88)90066-X; A. B. Kahng, G. Robins 1992, "A New Class of Iterative
    Steiner Tree Heuristics with Good Performance".
    """
    wanted = np.unique(np.asarray(ends, np.int64))
    if len(wanted) < 2:
        return Forest((), 0.0, 0.0)
    distance, before, nearest = dijkstra(
        prices, indices=wanted, min_only=True, return_predecessors=True
    )
    meeting = _Meeting.of(prices, distance, nearest)
    closure = _spanning(meeting.ends, meeting.cost)
    ties = {tie for at in closure for tie in _walk(before, *meeting.over[at].tolist())}
    first = _cleaned(prices, ties, wanted)
    at_least = _bound(wanted, meeting, closure)
    near = _near(distance, ties, meeting.cost[closure].max(initial=0.0))
    bettered = _bettered(prices[near][:, near], np.searchsorted(near, wanted))
    second = [(int(near[one]), int(near[other])) for one, other in bettered]
    best = min(first, _cleaned(prices, set(second), wanted), key=lambda each: _cost(prices, each))
    return Forest(tuple(best), _cost(prices, best), at_least)


@dataclass(frozen=True, eq=False)
class _Meeting:
    """Where the neighbourhoods of two ends touch, the cheapest tie for each two.

    Attributes:
        ends: (p, 2); cost: (p,) from end to end; over: (p, 2) the tie that joins them.
    """

    ends: Longs
    cost: Floats
    over: Longs

    @classmethod
    def of(cls, prices: csr_array, distance: Floats, nearest: Ints) -> "_Meeting":
        one = np.repeat(np.arange(prices.shape[0], dtype=np.int64), np.diff(prices.indptr))
        other = prices.indices.astype(np.int64)
        crossing = np.flatnonzero(
            (one < other)
            & np.isfinite(distance[one])
            & np.isfinite(distance[other])
            & (nearest[one] != nearest[other])
        )
        one, other = one[crossing], other[crossing]
        cost = distance[one] + prices.data[crossing] + distance[other]
        pair = np.sort(np.stack([nearest[one], nearest[other]], 1), axis=1).astype(np.int64)
        order = np.lexsort((other, one, cost, pair[:, 1], pair[:, 0]))
        pair, cost = pair[order], cost[order]
        new = np.flatnonzero(np.any(np.diff(pair, axis=0, prepend=-1), axis=1))
        over = np.stack([one, other], 1)[order]
        return cls(pair[new], cost[new], over[new])


def _spanning(ends: Longs, cost: Floats) -> list[int]:
    """The ties of a cheapest spanning forest, as positions: Kruskal's, ties in their order."""
    root: dict[int, int] = {}

    def find(vertex: int) -> int:
        while root.setdefault(vertex, vertex) != vertex:
            root[vertex] = root[root[vertex]]
            vertex = root[vertex]
        return vertex

    chosen = []
    for at in np.argsort(cost, kind="stable").tolist():
        one, other = (find(vertex) for vertex in ends[at].tolist())
        if one != other:
            root[one] = other
            chosen.append(at)
    return chosen


def _walk(before: Ints, one: int, other: int) -> list[Tie]:
    """The ties of the way from an end to another over this tie."""
    ties = [_tie(one, other)]
    for vertex in (one, other):
        while before[vertex] >= 0:
            ties.append(_tie(vertex, int(before[vertex])))
            vertex = int(before[vertex])  # noqa: PLW2901 - the walk goes on
    return ties


def _tie(one: int, other: int) -> Tie:
    return (one, other) if one < other else (other, one)


def _price(prices: csr_array, tie: Tie) -> float:
    return float(prices[tie[0], tie[1]])


def _cost(prices: csr_array, ties: Sequence[Tie]) -> float:
    return sum(_price(prices, tie) for tie in ties)


def _cleaned(prices: csr_array, ties: set[Tie], wanted: Longs) -> list[Tie]:
    """A cheapest forest within these ties, without leaves that nobody asked for."""
    listed = sorted(ties)
    cost = np.array([_price(prices, tie) for tie in listed])
    kept = {listed[at] for at in _spanning(np.array(listed, np.int64).reshape(-1, 2), cost)}
    asked = set(wanted.tolist())
    while True:
        count: dict[int, int] = {}
        for vertex in (vertex for tie in kept for vertex in tie):
            count[vertex] = count.get(vertex, 0) + 1
        idle = {vertex for vertex, times in count.items() if times == 1} - asked
        if not idle:
            return sorted(kept)
        kept = {tie for tie in kept if not idle & set(tie)}


def _bound(wanted: Longs, meeting: _Meeting, closure: list[int]) -> float:
    """What joining must cost: half the cheapest walk round, a piece at a time.

    Walking round the cheapest tree of a piece with e ends meets all of them; without its dearest
    stretch it is a spanning tree of the closure: (2 - 2 / e) times the tree at most.
    """
    place = np.searchsorted(wanted, meeting.ends[closure])
    size = len(wanted)
    joined = csr_array((np.ones(len(closure)), (place[:, 0], place[:, 1])), shape=(size, size))
    _, piece = connected_components(joined, directed=False)
    ends = np.bincount(piece)
    cost = np.bincount(piece[place[:, 0]], weights=meeting.cost[closure], minlength=len(ends))
    return float((cost / (2 - 2 / np.maximum(ends, 2))).sum())


def _near(distance: Floats, ties: set[Tie], within: float) -> Longs:
    """Vertices no further from an end than any two ends that are joined, the nearest; sorted."""
    near = np.flatnonzero(distance <= within)
    if len(near) > CANDIDATES_MAX:
        near = near[np.argsort(distance[near], kind="stable")[:CANDIDATES_MAX]]
    used = np.array(sorted({vertex for tie in ties for vertex in tie}), np.int64)
    ends = np.flatnonzero(distance == 0)
    return np.unique(np.concatenate([near, used, ends])).astype(np.int64)


def _bettered(prices: csr_array, ends: Longs) -> list[Tie]:
    """Put branching points in while the closure's tree gets cheaper; the ties of the last."""
    chosen = ends.tolist()
    distance, before = dijkstra(prices, indices=chosen, return_predecessors=True)
    while True:
        point = _best_point(distance, chosen)
        if point is None:
            break
        row, way = dijkstra(prices, indices=[point], return_predecessors=True)
        distance, before = np.vstack([distance, row]), np.vstack([before, way])
        chosen.append(point)
    between = np.where(np.isfinite(distance[:, chosen]), distance[:, chosen], 0.0)
    tree = minimum_spanning_tree(csr_array(np.triu(between, 1))).tocoo()
    ties: set[Tie] = set()
    for start, target in zip(tree.row.tolist(), tree.col.tolist(), strict=True):
        vertex = chosen[target]
        while vertex != chosen[start]:
            ties.add(_tie(vertex, int(before[start, vertex])))
            vertex = int(before[start, vertex])
    return sorted(ties)


def _best_point(distance: Floats, chosen: list[int]) -> int | None:
    """The vertex that makes the closure's tree cheapest, where any makes it cheaper."""
    if len(chosen) < 3:  # a point joins three, or lies on a way already
        return None
    third = np.sort(distance, axis=0)[:3].sum(axis=0)
    third[chosen] = np.inf
    order = np.argsort(third, kind="stable")[:TRIED_MAX]
    tried = order[np.isfinite(third[order])].tolist()
    now = _closure_cost(distance[:, chosen])
    best, found = now, None
    for vertex in tried:
        cost = _closure_cost(distance[:, chosen], distance[:, vertex])
        if cost < best:
            best, found = cost, vertex
    return found


def _closure_cost(between: Floats, more: Floats | None = None) -> float:
    """What a cheapest spanning forest costs of (e, e) distances, and of one vertex more."""
    size = len(between)
    whole = np.zeros((size + 1, size + 1))
    whole[:size, :size] = between
    if more is not None:
        whole[:size, size] = more
    whole[~np.isfinite(whole)] = 0.0
    return float(minimum_spanning_tree(csr_array(np.triu(whole, 1))).sum())
