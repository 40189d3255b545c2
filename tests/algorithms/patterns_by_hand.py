"""Worlds in which a pattern is planted, and worlds in which one of its conditions is broken."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace

import numpy as np
from worlds_by_hand import snapshot

from tripoint_algorithms.typologies.declaration import Comparison, Node, Thing, Where
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.values import Values

DAY = 86_400
NOON = 20_000 * DAY + DAY // 2


@dataclass
class Plan:
    """A world on paper: things by name, links between them with the day on which they held."""

    kinds: dict[str, str] = field(default_factory=dict)
    classes: dict[str, set[str]] = field(default_factory=dict)
    marks: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    links: dict[tuple[str, str, str], float | None] = field(default_factory=dict)
    of: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def world(self) -> tuple[Snapshot, Values]:
        """The same as a snapshot, and what its records say."""
        number = {name: at for at, name in enumerate(self.kinds)}
        links = [(number[a], number[b], kind, 0.9) for a, b, kind in self.links]
        times = {
            (number[a], number[b], kind): (int(NOON + day * DAY),) * 2
            if day is not None
            else (-(2**62), 2**62)
            for (a, b, kind), day in self.links.items()
        }
        classes = {c: [number[name] for name in members] for c, members in self.classes.items()}
        seen = snapshot(list(self.kinds.values()), links, classes, times)
        marks = np.zeros(len(number), np.int64)
        for name, own in self.marks.items():
            for mark in own:
                marks[number[name]] |= ONTOLOGY.mark_bits[mark]
        said = {
            number[name]: {prop: ((value, 0),) for prop, value in own.items() if value}
            for name, own in self.values.items()
        }
        return replace(seen, mention_marks=marks), said


def planted(pattern: Pattern) -> Plan:
    """The smallest world in which a pattern occurs once."""
    plan, days = Plan(), _days(pattern)
    for name, node in pattern.nodes.items():
        plan.of[name] = []
        for at in range(node.many.at_least if node.many else 1):
            _add(plan, pattern, name, f"{name}{at}")
    for name, link in pattern.links.items():
        kind = link.type[0]
        made = [(a, b, kind) for a in plan.of[link.source] for b in plan.of[link.target]]
        plan.made[name] = made
        plan.links |= dict.fromkeys(made, days.get(name, 0.0))
    for each in pattern.compare:
        (left, one), (right, other) = each.ends
        for thing in plan.of[right]:
            plan.values[thing][other] = "100"
        for thing in plan.of[left]:
            above = str(100 * each.times * 2)
            told = {Comparison.SAME: "100", Comparison.DIFFERS: "7", Comparison.ABOVE: above}
            plan.values[thing][one] = told[each.relation]
    return plan


def _add(plan: Plan, pattern: Pattern, name: str, thing: str) -> None:
    node = pattern.nodes[name]
    plan.of[name].append(thing)
    plan.kinds[thing] = node.kind[0]
    for actor in node.in_class[:1]:
        plan.classes.setdefault(actor, set()).add(thing)
    plan.marks[thing] = set(node.mark)
    plan.values[thing] = {test.property: _fitting(test) for test in node.where}
    if node.many and node.many.sum:
        low = node.many.sum.at_least or 0.0
        told = max(low / node.many.at_least, *(w.at_least or 0.0 for w in node.where), 0.0)
        plan.values[thing][node.many.sum.property] = str(told)


def _fitting(test: Where) -> str:
    if test.one_of:
        return test.one_of[0]
    if test.known is False:
        return ""
    if test.contains:
        return test.contains
    return str(test.at_least if test.at_least is not None else (test.at_most or 0.0) / 2)


def _days(pattern: Pattern) -> dict[str, float]:
    """Days that fit every condition on times: shortest ways in the graph of differences."""
    day = dict.fromkeys(pattern.links, 0.0)
    for _ in pattern.links:
        for each in pattern.times:
            if each.at_most_days is not None:
                day[each.then] = min(day[each.then], day[each.first] + each.at_most_days)
            if each.at_least_days is not None:
                day[each.first] = min(day[each.first], day[each.then] - each.at_least_days)
    return day


def broken(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    """Each world in which everything is there but for one condition."""
    for breaks in (_links, _kinds, _labels, _values, _numbers, _times, _comparisons, _absences):
        yield from breaks(pattern)


def _links(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for name in pattern.links:
        plan = planted(pattern)
        for key in plan.made[name]:
            plan.links.pop(key, None)
        yield f"without link {name}", plan


def _kinds(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for name, node in pattern.nodes.items():
        plan = planted(pattern)
        other = next(kind for kind in ONTOLOGY.kinds if kind not in node.kind)
        for thing in plan.of[name]:
            plan.kinds[thing] = other
        yield f"{name} of another kind", plan


def _labels(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for name, node in pattern.nodes.items():
        if node.in_class:
            plan = planted(pattern)
            for members in plan.classes.values():
                members -= set(plan.of[name])
            yield f"{name} out of its class", plan
        for actor in node.not_class:
            plan = planted(pattern)
            plan.classes.setdefault(actor, set()).update(plan.of[name])
            yield f"{name} in a class", plan
        for mark in node.mark:
            plan = planted(pattern)
            for thing in plan.of[name]:
                plan.marks[thing].discard(mark)
            yield f"{name} without its mark", plan


def _values(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for name, node in pattern.nodes.items():
        for test in node.where:
            for told in _failing(test):
                plan = planted(pattern)
                for thing in plan.of[name]:
                    plan.values[thing][test.property] = told
                yield f"{name}.{test.property} is {told!r}", plan


def _failing(test: Where) -> Iterator[str]:
    if test.known is not False:
        yield ""
    else:
        yield "told"
    if test.at_least is not None:
        yield str(test.at_least - 1)
    if test.at_most is not None:
        yield str(test.at_most + 1)
    if test.one_of or test.contains:
        yield "something else"
    yield from test.none_of


def _numbers(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for name, node in pattern.nodes.items():
        if node.many is None:
            continue
        if node.many.at_least > 1:
            plan = planted(pattern)
            thing = plan.of[name][-1]
            plan.links = {key: day for key, day in plan.links.items() if thing not in key}
            yield f"one {name} too few", plan
        if node.many.at_most is not None:
            yield f"too many {name}", _crowded(pattern, name, node.many.at_most + 1)
        if node.many.sum:
            plan, low = planted(pattern), node.many.sum.at_least or 0.0
            asked = [test.at_least or 0.0 for test in node.where]
            for thing in plan.of[name]:
                least = max([*asked, low / node.many.at_least * 0.6])
                plan.values[thing][node.many.sum.property] = str(least)
            assert max([*asked, low / node.many.at_least * 0.6]) * node.many.at_least < low
            yield f"{name} sum to too little", plan
        if node.many.within_days is not None:
            plan = planted(pattern)
            for at, thing in enumerate(plan.of[name]):
                for key in plan.links:
                    if thing in key:
                        plan.links[key] = float(at * (node.many.within_days + 1))
            yield f"{name} too far apart", plan


def _crowded(pattern: Pattern, name: str, count: int) -> Plan:
    wide = pattern.model_copy(deep=True)
    node: Node = wide.nodes[name]
    assert node.many
    many = node.many.model_copy(update={"at_least": count})
    nodes = {**wide.nodes, name: node.model_copy(update={"many": many})}
    return planted(wide.model_copy(update={"nodes": nodes}))


def _times(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for each in pattern.times:
        plan = planted(pattern)
        first, then = plan.made[each.first], plan.made[each.then]
        day = plan.links[first[0]] or 0.0
        for told, moved in (("too late", each.at_most_days), ("too early", each.at_least_days)):
            if moved is not None:
                late = deepcopy(plan)
                shift = 1.5 if told == "too late" else -1.5
                late.links |= dict.fromkeys(then, day + moved + shift)
                yield f"{each.then} {told}", late
        if each.known:
            plan.links |= dict.fromkeys(then, None)
            yield f"{each.then} at no known time", plan


def _comparisons(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for each in pattern.compare:
        plan = planted(pattern)
        (left, one), (right, other) = each.ends
        for thing in plan.of[left]:
            same = plan.values[plan.of[right][0]][other]
            told = {Comparison.SAME: "other", Comparison.DIFFERS: same, Comparison.ABOVE: "1"}
            plan.values[thing][one] = told[each.relation]
        yield f"{each.left} is not {each.relation} {each.right}", plan


def _absences(pattern: Pattern) -> Iterator[tuple[str, Plan]]:
    for each in pattern.without:
        for kind in each.type:
            plan = planted(pattern)
            if isinstance(each.to, str):
                far = plan.of[each.to][0]
            else:
                far = "somebody else"
                to = each.to if isinstance(each.to, Thing) else Thing(kind="person")
                plan.kinds[far] = to.kind[0]
            near = plan.of[each.node][0]
            ends = (far, near) if each.backward else (near, far)
            before = plan.links[plan.made[each.before][0]] if each.before else 0.0
            plan.links[(*ends, kind)] = (before or 0.0) - 3.0
            yield f"with {kind}", plan
