"""Proofs: sets of records that together show how two ends are connected.

A connection stands on records twice over: each step on those that tell of a link, and each entity
on those that tie its mentions together. Walking from mention to mention sees both.
"""

from collections import deque
from collections.abc import Collection, Sequence

import numpy as np
from scipy.sparse.csgraph import dijkstra

from tripoint_algorithms.topology import Topology
from tripoint_graph.columns import Floats, Ints
from tripoint_graph.snapshot import Mask

MENTIONS_MAX = 200_000
"""Mentions that lie between two ends, at most: beyond, what breaks them is not worked out."""


class TooWideError(ValueError):
    """Too much lies between the ends to say what all of it rests on."""


class Between:
    """All mentions on ways of at most so many steps between two sets of entities.

    Args:
        graph: the world, under the filter of the question.
        sources: entity rows.
        targets: entity rows, none of them a source.
        hops_max: steps of a way.

    Raises:
        TooWideError: more than `MENTIONS_MAX` mentions lie there.
    """

    def __init__(
        self, graph: Topology, sources: Sequence[int], targets: Sequence[int], hops_max: int
    ) -> None:
        world = graph.snapshot
        self._hops_max = hops_max
        self._record = world.mention_record
        self._entity = world.mention_entity
        self._targets = frozenset(targets)
        self._inside = graph.bridging.copy()
        self._inside[[*sources, *targets]] = False
        links = _links_between(graph, sources, targets, hops_max)
        ends = np.concatenate([world.link_source[links], world.link_target[links]])
        entities = np.unique(np.concatenate([ends, np.asarray(sources, np.int32)]))
        rows = np.concatenate([world.member_rows(int(entity)) for entity in entities])
        if len(rows) > MENTIONS_MAX:
            raise TooWideError(f"{len(rows):,} mentions lie between the two")
        self._starts = [int(row) for entity in sources for row in world.member_rows(entity)]
        self._steps = _steps(graph, links)
        self._groups = _groups(graph, rows)
        self._in_groups: dict[int, list[int]] = {}
        for number, group in enumerate(self._groups):
            for row in group:
                self._in_groups.setdefault(row, []).append(number)

    def proof(self, without: Collection[int] = ()) -> frozenset[int] | None:
        """Record rows of one shortest way that does without some; None where there is none.

        Args:
            without: record rows that must not be used.
        """
        banned = frozenset(without)
        queue: deque[tuple[int, int]] = deque()
        came: dict[tuple[int, int], tuple[int, int] | None] = {}
        opened: set[tuple[int, int]] = set()

        def reach(row: int, hops: int, origin: tuple[int, int] | None, *, first: bool) -> None:
            state = (row, hops)
            if state not in came and int(self._record[row]) not in banned:
                came[state] = origin
                (queue.appendleft if first else queue.append)(state)

        for row in self._starts:
            reach(row, 0, None, first=False)
        while queue:
            state = queue.popleft()
            row, hops = state
            entity = int(self._entity[row])
            if entity in self._targets:
                return self._used(came, state)
            for group in self._in_groups.get(row, ()):
                # All of a group are tied to each other: who comes to it first opens it for all.
                if (group, hops) not in opened:
                    opened.add((group, hops))
                    for other in self._groups[group]:
                        reach(other, hops, state, first=True)
            if hops < self._hops_max and (hops == 0 or self._inside[entity]):
                for other in self._steps.get(row, ()):
                    reach(other, hops + 1, state, first=False)
        return None

    def _used(
        self, came: dict[tuple[int, int], tuple[int, int] | None], end: tuple[int, int]
    ) -> frozenset[int]:
        used = set()
        state: tuple[int, int] | None = end
        while state is not None:
            used.add(int(self._record[state[0]]))
            state = came[state]
        return frozenset(used)


def _links_between(
    graph: Topology, sources: Sequence[int], targets: Sequence[int], hops_max: int
) -> Ints:
    """Walkable links that lie on some walk of at most so many steps between the two sets."""
    world = graph.snapshot
    near, far = (_hops(graph, rows, hops_max) for rows in (sources, targets))
    one, other = world.link_source, world.link_target
    length = np.minimum(near[one] + far[other], near[other] + far[one]) + 1
    on: Mask = graph.steps.walkable & (length <= hops_max)
    return np.flatnonzero(on).astype(np.int32)


def _hops(graph: Topology, rows: Sequence[int], limit: int) -> Floats:
    found: Floats = dijkstra(
        graph.prices, indices=list(rows), unweighted=True, min_only=True, limit=limit
    )
    return found


def _steps(graph: Topology, links: Ints) -> dict[int, list[int]]:
    """From each mention, the mentions that a claim of these links leads to."""
    world = graph.snapshot
    steps: dict[int, list[int]] = {}
    for link in links.tolist():
        for claim in world.link_claim[world.claim_offset[link] : world.claim_offset[link + 1]]:
            ends = int(world.claim_source[claim]), int(world.claim_target[claim])
            for one, other in (ends, ends[::-1]):
                steps.setdefault(one, []).append(other)
    return steps


def _groups(graph: Topology, rows: Ints) -> list[list[int]]:
    """Mentions that are all the same thing by one key or one judgement; two at least.

    A group is kept as such: a number that ten thousand records share would make a hundred million
    pairs.
    """
    world = graph.snapshot
    among = np.zeros(len(world.mention_id), np.bool_)
    among[rows] = True
    groups: dict[tuple[str, int], set[int]] = {}
    for row in rows.tolist():
        groups.setdefault(("atom", int(world.mention_atom[row])), set()).add(row)
    joins = np.flatnonzero(among[world.join_left] & among[world.join_right])
    for join in joins.tolist():
        clique = int(world.join_clique[join])
        name = ("clique", clique) if clique >= 0 else ("judged", join)
        pair = {int(world.join_left[join]), int(world.join_right[join])}
        groups.setdefault(name, set()).update(pair)
    return [sorted(group) for group in groups.values() if len(group) > 1]
