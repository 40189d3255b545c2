"""Does a known pattern occur? Every match of one typology in one viewer's world."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.topology import (
    CONTEXT_CODES,
    EVERYTHING,
    STANDARD,
    CostModel,
    Filter,
    Topology,
    topology,
)
from tripoint_algorithms.typologies.candidates import Candidates, candidates
from tripoint_algorithms.typologies.conditions import (
    Absence,
    Several,
    allowed_by_values,
    compares,
    in_order,
    in_time,
    pairs_of,
    together,
)
from tripoint_algorithms.typologies.declaration import Role as DeclaredRole
from tripoint_algorithms.typologies.declaration import Sum
from tripoint_algorithms.typologies.isomorphism import (
    Budget,
    Instance,
    anchor_of,
    around,
    instances,
)
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.columns import Ints
from tripoint_graph.snapshot import Mask, Snapshot
from tripoint_graph.values import Values, greatest

COMPARISONS_MAX = 1_000_000
"""Comparisons of a vertex with a node before a search gives what it has: about a second."""

INSTANCES_MAX = 5_000
"""Instances around one entity, at most."""

RANKED_BY = "cost of the cheapest instance: unsure and unspecific links cost more; ties by ids"


@dataclass(frozen=True, slots=True)
class Match:
    """A match: a lead to check against its records, never a verdict.

    Attributes:
        nodes: node to entity rows, ascending; several where the node is `many`.
        links: link to link rows, ascending.
        roles: entity row to its part; who is reached over context alone is context.
        cost: of the cheapest instance by the cost model, in nats.
        confidence: the product of that instance's confidences; for ranking, not a verdict.
        records: rows of all records that it stands on, ascending.
    """

    nodes: Several
    links: Several
    roles: dict[int, Role]
    cost: float
    confidence: float
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found of one pattern.

    Attributes:
        pattern: what was looked for.
        found: all matches, by `RANKED_BY`.
        anchor: the node at which the search begins; anchors: how many entities could be it;
            explored: around how many of them it was looked, those with the fewest neighbours
            first; the last of them may be half looked at.
        crowded: around how many there was more than `INSTANCES_MAX` instances.
        complete: whether no match can be missing.
    """

    pattern: Pattern
    found: tuple[Match, ...]
    anchor: str
    anchors: int
    explored: int
    crowded: int

    @property
    def complete(self) -> bool:
        """Whether no match can be missing."""
        return self.explored == self.anchors and not self.crowded


def asked_values(
    snapshot: Snapshot, pattern: Pattern, only: Filter = EVERYTHING
) -> dict[int, list[str]]:
    """Which properties of which entities the pattern's conditions need: what to read at the edge.

    Args:
        snapshot: the viewer's world.
        pattern: what is looked for.
        only: which links may be used.
    """
    needed: dict[int, set[str]] = defaultdict(set)
    if pattern.properties:
        found = candidates(snapshot, pattern, only)
        for node, names in pattern.properties.items():
            for entity in [] if found.empty else found.rows(node).tolist():
                needed[entity] |= names
    return {entity: sorted(names) for entity, names in sorted(needed.items())}


def matches(
    snapshot: Snapshot,
    pattern: Pattern,
    values: Values,
    *,
    only: Filter = EVERYTHING,
    model: CostModel = STANDARD,
    comparisons_max: int = COMPARISONS_MAX,
) -> Matches:
    """Find every match of a pattern.

    Candidates are narrowed by structure and values (`candidates.py`); around each entity that
    could be the rarest node, what is left is searched by VF2 (`isomorphism.py`); further
    conditions (`conditions.py`) are looked at per instance; instances that differ in `many` nodes
    alone are one match. Where a window is asked for, a match is the largest run within it.

    Args:
        snapshot: the viewer's world.
        pattern: what is looked for.
        values: what records say of the entities that `asked_values` names.
        only: which links may be used.
        model: prices, for the order.
        comparisons_max: the budget; when it is spent the answer is what was found.

    Returns:
        Matches, the same in every store and every run.
    """
    graph = topology(snapshot, model=model, only=only)
    left = candidates(snapshot, pattern, only, _allowed(snapshot, pattern, values))
    anchor = anchor_of(pattern, left)
    begin = _least_crowded(graph, left, anchor)
    search = _Search(graph, pattern, values, Budget(comparisons_max))
    explored = crowded = 0
    found: list[Match] = []
    for entity in begin.tolist():
        if search.budget.left <= 0:
            break
        explored += 1
        some, whole = instances(
            pattern,
            around(pattern, left, anchor, entity),
            anchor,
            search.budget,
            INSTANCES_MAX,
        )
        crowded += not whole
        # Of some instances nobody knows that there are not too many.
        found += search.folded(some) if whole or not pattern.bounded else []
    found.sort(key=lambda match: (match.cost, list(match.nodes.values())))
    return Matches(pattern, tuple(found), anchor, len(begin), explored, crowded)


def _allowed(snapshot: Snapshot, pattern: Pattern, values: Values) -> dict[str, Mask]:
    return {
        name: allowed_by_values(snapshot, node.where, values)
        for name, node in pattern.nodes.items()
        if node.where
    }


def _least_crowded(graph: Topology, left: Candidates, anchor: str) -> Ints:
    """Where to begin, those with the fewest neighbours first: what is specific comes first."""
    if left.empty:
        return np.empty(0, np.int32)
    rows = left.rows(anchor)
    return rows[np.argsort(np.diff(graph.prices.indptr)[rows], kind="stable")]


class _Search:
    """What is asked of each instance, and of those that are one match."""

    def __init__(self, graph: Topology, pattern: Pattern, values: Values, budget: Budget) -> None:
        self.budget = budget
        self._graph, self._world = graph, graph.snapshot
        self._pattern, self._values = pattern, values
        self._absence = Absence(graph, pattern)
        self._pairs = pairs_of(pattern.interchangeable)

    def folded(self, found: Sequence[Instance]) -> list[Match]:
        """The matches that some instances make."""
        groups: dict[tuple[int, ...], list[Instance]] = defaultdict(list)
        for instance in found:
            if self._fits(instance):
                groups[tuple(instance.nodes[n] for n in self._pattern.singles)].append(instance)
        made = (self._match(group) for _, group in sorted(groups.items()))
        return [match for match in made if match is not None]

    def _fits(self, instance: Instance) -> bool:
        return (
            in_order(instance, self._pairs)
            and in_time(self._world, self._pattern.times, instance.links)
            and all(compares(each, instance, self._values) for each in self._pattern.compare)
        )

    def _match(self, group: list[Instance]) -> Match | None:
        """The largest run of a group that is a match; of equal ones the earliest."""
        dated = next((n.many for n in self._pattern.nodes.values() if n.many and n.many.by), None)
        runs = [group]
        if dated is not None and dated.within_days is not None:
            runs = together(self._world, group, dated.by, dated.within_days)
            runs.sort(key=lambda run: -len(run))
        for run in runs:
            nodes = _gathered(each.nodes for each in run)
            links = _gathered(each.links for each in run)
            if self._enough(nodes) and self._absence.holds(nodes, links):
                return self._told(run, nodes, links)
        return None

    def _enough(self, nodes: Several) -> bool:
        for name, node in self._pattern.nodes.items():
            many = node.many
            if many is None:
                continue
            count = len(nodes[name])
            if count < many.at_least or (many.at_most is not None and count > many.at_most):
                return False
            if many.sum and not self._sums(many.sum, nodes[name]):
                return False
        return True

    def _sums(self, bound: Sum, entities: tuple[int, ...]) -> bool:
        told = (greatest(self._values.get(e, {}).get(bound.property, ())) for e in entities)
        total = sum(number for number in told if number is not None)
        low, high = bound.at_least, bound.at_most
        return (low is None or total >= low) and (high is None or total <= high)

    def _told(
        self,
        run: list[Instance],
        nodes: Several,
        links: Several,
    ) -> Match:
        cost, cheapest = min((self._cost(each), tuple(each.links.values())) for each in run)
        every = np.unique([link for rows in links.values() for link in rows])
        claims, _ = self._world.claims_under(every.astype(np.int64))
        behind = set(self._world.claim_record[claims].tolist()) | self._values_told(nodes)
        return Match(
            nodes=nodes,
            links=links,
            roles=self._roles(nodes, links),
            cost=cost,
            confidence=float(np.prod(self._world.link_confidence[list(cheapest)])),
            records=tuple(sorted(behind)),
        )

    def _values_told(self, nodes: Several) -> set[int]:
        """Records that tell the values that conditions went by."""
        return {
            record
            for name, properties in self._pattern.properties.items()
            for entity in nodes[name]
            for asked in properties
            for _, record in self._values.get(entity, {}).get(asked, ())
        }

    def _cost(self, instance: Instance) -> float:
        world, prices = self._world, self._graph.prices
        ends = {
            (int(world.link_source[link]), int(world.link_target[link]))
            for link in instance.links.values()
        }
        return sum((float(prices[one, other]) for one, other in sorted(ends)), 0.0)

    def _roles(self, nodes: Several, links: Several) -> dict[int, Role]:
        """Subjects spread by conduct, from members of classes and from whom it is about."""
        world = self._world
        entities = [entity for rows in nodes.values() for entity in rows]
        only_context = {
            entity
            for name, rows in nodes.items()
            for entity in rows
            if self._pattern.nodes[name].role is DeclaredRole.CONTEXT
        }
        about = {entity for name in self._pattern.about for entity in nodes[name]}
        classes = world.classes.values()
        reached = about | {e for e in entities if any(bool(mask[e]) for mask in classes)}
        reached -= only_context
        conduct = [
            {int(world.link_source[link]), int(world.link_target[link])}
            for rows in links.values()
            for link in rows
            if int(world.link_type[link]) not in CONTEXT_CODES
        ]
        before = -1
        while before != len(reached):
            before = len(reached)
            for ends in conduct:
                if ends & reached:
                    reached |= ends - only_context
        return {e: Role.SUBJECT if e in reached else Role.CONTEXT for e in sorted(set(entities))}


def _gathered(told: Iterable[Mapping[str, int]]) -> Several:
    found: dict[str, set[int]] = defaultdict(set)
    for each in told:
        for name, row in each.items():
            found[name].add(row)
    return {name: tuple(sorted(rows)) for name, rows in found.items()}
