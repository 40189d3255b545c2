"""What a match must fulfil beside its shape: times, values, comparisons, and what is not there."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from tripoint_algorithms.links.timing import is_timed
from tripoint_algorithms.topology import Topology
from tripoint_algorithms.typologies.candidates import meant
from tripoint_algorithms.typologies.declaration import (
    Compare,
    Comparison,
    Thing,
    Times,
    Where,
    Without,
)
from tripoint_algorithms.typologies.isomorphism import Instance
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.columns import Ints, Longs
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask, Snapshot
from tripoint_graph.values import Said, Values, greatest

DAY_SECONDS = 86_400

Several = dict[str, tuple[int, ...]]
"""Rows by the name of a node or a link."""


def allowed_by_values(snapshot: Snapshot, tests: Sequence[Where], values: Values) -> Mask:
    """(n,) the entities of which all tests hold; one of which nothing is told passes none but
    those that ask for nothing to be told.
    """
    mask = np.zeros(snapshot.entities, np.bool_)
    for entity, told in values.items():
        mask[entity] = all(_holds(test, told.get(test.property, ())) for test in tests)
    return mask


def _holds(test: Where, said: tuple[Said, ...]) -> bool:
    told = {value.casefold() for value, _ in said}
    number = greatest(said)
    return not (
        (test.known is not None and test.known != bool(said))
        or (test.one_of and not told & {each.casefold() for each in test.one_of})
        or (test.none_of and told & {each.casefold() for each in test.none_of})
        or (test.contains and not any(test.contains.casefold() in each for each in told))
        or (test.at_least is not None and (number is None or number < test.at_least))
        or (test.at_most is not None and (number is None or number > test.at_most))
    )


def in_time(snapshot: Snapshot, conditions: Sequence[Times], links: dict[str, int]) -> bool:
    """Whether some choice of times fits all conditions at once.

    A simple temporal problem: consistent where its distance graph has no negative cycle (R.
    Dechter, I. Meiri and J. Pearl 1991, doi:10.1016/0004-3702(91)90006-6). Time O(v^3) for v links.
    """
    if not conditions:
        return True
    if any(
        times.known and not is_timed(snapshot, links[name])
        for times in conditions
        for name in (times.first, times.then)
    ):
        return False
    names = list(dict.fromkeys(n for times in conditions for n in (times.first, times.then)))
    distance = np.full((len(names) + 1,) * 2, np.inf)
    np.fill_diagonal(distance, 0.0)
    for at, name in enumerate(names, start=1):
        start, end = int(snapshot.link_start[links[name]]), int(snapshot.link_end[links[name]])
        distance[0, at] = np.inf if end >= UNKNOWN_END else end
        distance[at, 0] = np.inf if start <= UNKNOWN_START else -start
    for times in conditions:
        first, then = names.index(times.first) + 1, names.index(times.then) + 1
        if times.at_most_days is not None:
            most = times.at_most_days * DAY_SECONDS
            distance[first, then] = min(distance[first, then], most)
        if times.at_least_days is not None:
            least = -times.at_least_days * DAY_SECONDS
            distance[then, first] = min(distance[then, first], least)
    for via in range(len(distance)):
        distance = np.minimum(distance, distance[:, via, None] + distance[None, via, :])
    return bool((np.diagonal(distance) >= 0).all())


def compares(condition: Compare, instance: Instance, values: Values) -> bool:
    """Whether two properties stand to each other as they must; both must be told."""
    left, right = (
        values.get(instance.nodes[node], {}).get(name, ()) for node, name in condition.ends
    )
    if not left or not right:
        return False
    if condition.relation is Comparison.ABOVE:
        more, less = greatest(left), greatest(right)
        return more is not None and less is not None and more > condition.times * less
    alike = bool({value for value, _ in left} & {value for value, _ in right})
    return alike == (condition.relation is Comparison.SAME)


class Absence:
    """The conditions of a pattern on what no record tells of."""

    def __init__(self, graph: Topology, pattern: Pattern) -> None:
        self._world, self._walkable = graph.snapshot, graph.steps.walkable
        self._conditions = pattern.without
        self._meant = {
            at: meant(self._world, each.to)
            for at, each in enumerate(pattern.without)
            if isinstance(each.to, Thing)
        }

    def holds(self, nodes: Several, links: Several) -> bool:
        """Whether nothing is there that must not be.

        Args:
            nodes: node to entity rows.
            links: link to link rows.
        """
        inside = {entity for rows in nodes.values() for entity in rows}
        for at, condition in enumerate(self._conditions):
            for entity in nodes[condition.node]:
                rows = self._told(condition, entity)
                if condition.before:
                    moment = min(int(self._world.link_start[k]) for k in links[condition.before])
                    rows = self._earlier(rows, moment)
                far = self._far_ends(condition)[rows]
                if isinstance(condition.to, str):
                    there = set(far.tolist()) & set(nodes[condition.to])
                else:
                    far = far[self._meant[at][far]] if at in self._meant else far
                    there = set(far.tolist()) - inside
                if there:
                    return False
        return True

    def _told(self, condition: Without, entity: int) -> Longs:
        """Links at an entity that a condition is about, wherever they lead."""
        world = self._world
        rows = world.links_of(entity)
        codes = [ONTOLOGY.link_codes[kind] for kind in condition.type]
        near = (world.link_target if condition.backward else world.link_source)[rows]
        told: Longs = rows[
            np.isin(world.link_type[rows], codes) & (near == entity) & self._walkable[rows]
        ]
        return told

    def _far_ends(self, condition: Without) -> Ints:
        return self._world.link_source if condition.backward else self._world.link_target

    def _earlier(self, rows: Longs, moment: int) -> Longs:
        """Links that are told to have begun before; one that nobody dates is not told so."""
        start = self._world.link_start[rows]
        return rows[(start > UNKNOWN_START) & (start < moment)]


def together(
    snapshot: Snapshot, instances: Sequence[Instance], by: str, within_days: int
) -> list[list[Instance]]:
    """Each largest run of instances that can all have been within so many days, by one link.

    A link that nobody dates is in none. Runs that lie inside others are left out.
    """
    dated = sorted(
        (i for i in instances if is_timed(snapshot, i.links[by])),
        key=lambda i: (int(snapshot.link_end[i.links[by]]), i.links[by]),
    )
    rows = np.array([each.links[by] for each in dated], np.int64)
    starts, ends = snapshot.link_start[rows], snapshot.link_end[rows]
    taken = np.zeros(len(dated), np.bool_)
    runs: list[list[Instance]] = []
    for first, end in enumerate(ends.tolist()):
        # All that end no sooner, and can have begun not too long after this one's end.
        run = first + np.flatnonzero(starts[first:] <= end + within_days * DAY_SECONDS)
        if not taken[run].all():  # else it lies inside the run before
            runs.append([dated[at] for at in run.tolist()])
            taken[run] = True
    return runs


def pairs_of(groups: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Neighbours in groups of interchangeable nodes."""
    return [pair for group in groups for pair in pairwise(group)]


def in_order(instance: Instance, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether interchangeable nodes stand in the order of ids: of all ways to swap them, one."""
    return all(instance.nodes[one] < instance.nodes[other] for one, other in pairs)
