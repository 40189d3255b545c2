"""Typologies: every shipped one is found where it is planted, and never where one part is broken;
matches are those that trying every assignment finds.
"""

from collections import defaultdict
from itertools import permutations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patterns_by_hand import Plan, broken, planted
from worlds_by_hand import Link, Span, snapshot

from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.typologies.library import shipped
from tripoint_algorithms.typologies.matching import Match, Matches, asked_values, matches
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_algorithms.typologies.reading import parse_pattern
from tripoint_algorithms.typologies.words import cautions, extent, says, sentences
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

SHIPPED = {name: each.pattern for name, each in shipped().patterns.items()}
DAY = 86_400


def found_in(plan: Plan, pattern: Pattern, **more: Any) -> Matches:
    world, values = plan.world()
    return matches(world, pattern, values, **more)


def test_there_are_enough_of_each_strand() -> None:
    strands = [str(pattern.strand) for pattern in SHIPPED.values()]
    assert len(SHIPPED) >= 20
    assert {strand: strands.count(strand) >= 5 for strand in set(strands)} == {
        "people": True,
        "weapons": True,
        "chemicals": True,
    }


@pytest.mark.parametrize("pattern", SHIPPED.values(), ids=list(SHIPPED))
def test_a_planted_pattern_is_found_once_and_not_with_a_part_broken(pattern: Pattern) -> None:
    plan = planted(pattern)
    found = found_in(plan, pattern)
    assert found.complete
    assert len(found.found) == 1
    names = list(plan.kinds)
    told = {node: [names[row] for row in rows] for node, rows in found.found[0].nodes.items()}
    assert told == plan.of
    every = list(broken(pattern))
    assert len(every) >= len(pattern.links) + len(pattern.nodes)
    assert [why for why, plan in every if found_in(plan, pattern).found] == []


@pytest.mark.parametrize("pattern", SHIPPED.values(), ids=list(SHIPPED))
def test_two_of_a_kind_are_two_matches_that_do_not_mix(pattern: Pattern) -> None:
    one, plan = planted(pattern), planted(pattern)
    for name, kind in one.kinds.items():
        plan.kinds[f"{name}'"] = kind
        plan.marks[f"{name}'"] = one.marks[name]
        plan.values[f"{name}'"] = one.values[name]
    for members in plan.classes.values():
        members |= {f"{name}'" for name in members}
    plan.links |= {(f"{a}'", f"{b}'", kind): day for (a, b, kind), day in one.links.items()}
    found = found_in(plan, pattern)
    assert len(found.found) == 2
    assert found.found[0].cost == pytest.approx(found.found[1].cost)


KINDS = ("person", "person", "organisation", "person", "organisation", "person")
TYPES = ("COMMUNICATED_WITH", "ASSOCIATE_OF", "PAID")
spans = st.tuples(st.integers(0, 12), st.integers(0, 3)).map(
    lambda t: (t[0] * DAY, (t[0] + t[1]) * DAY)
)
made_links = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from(TYPES)).filter(
        lambda key: key[0] != key[1]
    ),
    st.one_of(spans, st.just((-(2**62), 2**62))),
    max_size=16,
)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """Up to four nodes in a tree with some further links, times, an absence, and a `many` node."""
    size = draw(st.integers(2, 4))
    nodes: dict[str, Any] = {
        f"n{at}": {
            "kind": draw(
                st.sampled_from([["person"], ["organisation"], ["person", "organisation"]])
            ),
            **draw(st.sampled_from([{}, {}, {"class": "FTF"}, {"not_class": "FTF"}])),
        }
        for at in range(size)
    }
    links = {f"k{at}": draw(_ties(draw(st.integers(0, at)), at + 1)) for at in range(size - 1)}
    for at in range(draw(st.integers(0, 2))):
        ends = draw(st.permutations(range(size)))[:2]
        links[f"x{at}"] = draw(_ties(*ends))
    if draw(st.booleans()):
        by = draw(st.sampled_from(sorted(links)))
        dated = {"within_days": draw(st.integers(0, 6)), "by": by} if draw(st.booleans()) else {}
        node = links[by]["to"]
        nodes[node]["many"] = {"at_least": draw(st.integers(1, 2)), **dated}
    times = [
        {"first": a, "then": b, "at_least_days": low, "at_most_days": low + 3, "known": known}
        for a, b, low, known in draw(
            st.lists(
                st.tuples(
                    *[st.sampled_from(sorted(links))] * 2, st.integers(-2, 4), st.booleans()
                ).filter(lambda t: t[0] != t[1]),
                max_size=2,
            )
        )
    ]
    gone = draw(st.lists(_absences(size, sorted(links)), max_size=1))
    return Pattern.model_validate(
        {
            **{"name": "p", "version": 1, "title": "t", "strand": "people", "source": "s"},
            **{"says": "s", "innocent": "i", "nodes": nodes, "links": links},
            **{"times": times, "without": gone},
        }
    )


def _ties(one: int, other: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "from": st.just(f"n{one}"),
            "to": st.just(f"n{other}"),
            "is": st.lists(st.sampled_from(TYPES), min_size=1, max_size=2, unique=True),
            "either_way": st.booleans(),
        }
    )


def _absences(size: int, links: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "node": st.sampled_from([f"n{at}" for at in range(size)]),
            "is": st.sampled_from(TYPES),
            "backward": st.booleans(),
            "to": st.sampled_from(["n0", "n1", {"kind": "person"}, None]),
            "before": st.sampled_from(["", *links]),
        }
    )


Assigned = dict[str, int]


def by_trying_all(world: Snapshot, pattern: Pattern) -> set[frozenset[tuple[str, tuple[int, ...]]]]:
    """The nodes of every match, by trying every assignment; as plain as it can be."""
    rows = list(range(world.links))
    names, kinds = list(pattern.nodes), list(ONTOLOGY.kinds)
    groups: dict[tuple[int, ...], list[tuple[Assigned, Assigned]]] = defaultdict(list)
    for entities in permutations(range(world.entities), len(names)):
        nodes = dict(zip(names, entities, strict=True))
        if not all(_is(world, kinds, pattern.nodes[name], row) for name, row in nodes.items()):
            continue
        choices = [
            [row for row in rows if _ties_them(world, link, row, nodes)]
            for link in pattern.links.values()
        ]
        for chosen in product(*choices):
            links = dict(zip(pattern.links, chosen, strict=True))
            if len(set(chosen)) == len(chosen) and _in_time(world, pattern, links):
                groups[tuple(nodes[n] for n in pattern.singles)].append((nodes, links))
    found = set()
    for group in groups.values():
        best = _best_run(world, pattern, group)
        if best:
            found.add(frozenset((n, tuple(sorted({i[0][n] for i in best}))) for n in names))
    return found


def _is(world: Snapshot, kinds: list[str], node: Any, row: int) -> bool:
    listed = bool(world.classes["FTF"][row])
    return (
        kinds[int(world.entity_kind[row])] in node.kind
        and (not node.in_class or listed)
        and not (node.not_class and listed)
    )


def _ties_them(world: Snapshot, link: Any, row: int, nodes: Assigned) -> bool:
    ends = (int(world.link_source[row]), int(world.link_target[row]))
    wanted = (nodes[link.source], nodes[link.target])
    kind = list(ONTOLOGY.links)[int(world.link_type[row])]
    return kind in link.type and (ends == wanted or (link.either_way and ends == wanted[::-1]))


def _in_time(world: Snapshot, pattern: Pattern, links: Assigned) -> bool:
    """Whole days are enough: all bounds here are whole days."""
    names = sorted({name for each in pattern.times for name in (each.first, each.then)})
    choices = []
    for name in names:
        start, end = int(world.link_start[links[name]]), int(world.link_end[links[name]])
        unknown = start < 0
        if unknown and any(t.known and name in {t.first, t.then} for t in pattern.times):
            return False
        choices.append(range(-40, 60) if unknown else range(start // DAY, end // DAY + 1))
    return any(
        all(
            low
            <= dict(zip(names, days, strict=True))[t.then]
            - dict(zip(names, days, strict=True))[t.first]
            <= high
            for t in pattern.times
            if (low := t.at_least_days) is not None and (high := t.at_most_days) is not None
        )
        for days in product(*choices)
    )


def _best_run(world: Snapshot, pattern: Pattern, group: list[Any]) -> list[Any]:
    runs = [group]
    many = next((n.many for n in pattern.nodes.values() if n.many and n.many.by), None)
    if many:
        dated = [i for i in group if world.link_start[i[1][many.by]] >= 0]
        ends = sorted({int(world.link_end[i[1][many.by]]) for i in dated})
        assert many.within_days is not None
        span = many.within_days * DAY
        runs = [
            [
                i
                for i in dated
                if world.link_end[i[1][many.by]] >= end
                and world.link_start[i[1][many.by]] <= end + span
            ]
            for end in ends
        ]
        runs.sort(key=lambda run: -len(run))
    return next((run for run in runs if _whole(world, pattern, run)), [])


def _whole(world: Snapshot, pattern: Pattern, run: list[Any]) -> bool:
    inside = {row for nodes, _ in run for row in nodes.values()}
    counts = {name: len({nodes[name] for nodes, _ in run}) for name in pattern.nodes}
    if any(n.many and counts[name] < n.many.at_least for name, n in pattern.nodes.items()):
        return False
    for gone in pattern.without:
        near = {nodes[gone.node] for nodes, _ in run}
        named = {nodes[gone.to] for nodes, _ in run} if isinstance(gone.to, str) else set()
        first = min(
            (int(world.link_start[links[gone.before]]) for _, links in run if gone.before),
            default=0,
        )
        for row in range(world.links):
            ends = [int(world.link_source[row]), int(world.link_target[row])]
            here, far = ends[::-1] if gone.backward else ends
            if here not in near or list(ONTOLOGY.links)[world.link_type[row]] not in gone.type:
                continue
            start = int(world.link_start[row])
            if gone.before and not -(2**62) < start < first:
                continue
            if isinstance(gone.to, str):
                hit = far in named
            else:
                hit = far not in inside and (gone.to is None or KINDS[far] in gone.to.kind)
            if hit:
                return False
    return True


@given(patterns(), made_links, st.sets(st.integers(0, 5)))
@settings(max_examples=400, deadline=None)
def test_matches_are_those_that_trying_all_finds(
    pattern: Pattern, links: dict[tuple[int, int, str], Span], listed: set[int]
) -> None:
    told: list[Link] = [(*key, 0.5) for key in links]
    world = snapshot(KINDS, told, {"FTF": sorted(listed)}, links)
    found = matches(world, pattern, {})
    assert found.complete
    ours = {frozenset(match.nodes.items()) for match in found.found}
    assert len(ours) == len(found.found)
    assert ours == by_trying_all(world, pattern)


def test_a_spent_budget_says_what_was_not_looked_at() -> None:
    pattern = SHIPPED["booked-with-a-listed-person"]
    plan = planted(pattern)
    for at in range(20):
        plan.kinds[f"c{at}"] = "person"
        plan.links[f"c{at}", plan.of["booking"][0], "IN_BOOKING"] = 0.0
    whole = found_in(plan, pattern)
    assert (len(whole.found), whole.complete) == (21, True)
    assert "shown 5 of 21 matches" in extent(whole, 5)
    some = found_in(plan, pattern, comparisons_max=20)
    assert not some.complete
    assert len(some.found) < 21
    told = extent(some, len(some.found))
    assert "of at least" in told
    assert f"looked around {some.explored} of {some.anchors}" in told
    assert {tuple(m.nodes.items()) for m in some.found} <= {
        tuple(m.nodes.items()) for m in whole.found
    }


def test_who_is_reached_over_context_alone_is_context() -> None:
    pattern = SHIPPED["met-then-travelled-together"]
    plan = planted(pattern)
    found = found_in(plan, pattern).found[0]
    roles = {node: found.roles[rows[0]] for node, rows in found.nodes.items()}
    assert roles == {
        "traveller": Role.SUBJECT,
        "companion": Role.SUBJECT,
        "flight": Role.CONTEXT,
    }


def test_a_match_is_told_in_words_with_what_speaks_against_it() -> None:
    pattern = SHIPPED["fare-paid-by-another"]
    plan = planted(pattern)
    world, values = plan.world()
    match = matches(world, pattern, values).found[0]
    captions = dict(enumerate(["A", "B", "X7"]))
    assert says(pattern, match, captions) == "B paid for X7, in which A travels and B does not."
    assert sentences(world, match, captions) == [
        "A is in booking X7 (2024-10-04)",
        "B paid for booking X7 (2024-10-04)",
    ]
    told = cautions(pattern, match, captions)
    assert (
        told[0] == "no record seen here says that B is in booking X7: that it is so stays possible"
    )
    assert told[-1].startswith("likeliest innocent: Employers")


def test_only_what_conditions_need_is_read() -> None:
    pattern = SHIPPED["split-lots"]
    plan = planted(pattern)
    plan.kinds["other"] = "consignment"
    world, _ = plan.world()
    names = list(plan.kinds)
    asked = {names[row]: told for row, told in asked_values(world, pattern).items()}
    assert asked == {lot: ["gross_weight_kg"] for lot in plan.of["lots"]}


def test_the_order_of_matches_goes_by_cost() -> None:
    pattern = SHIPPED["phone-of-a-listed-person"]
    world = snapshot(
        ["person", "phone", "person", "phone", "person"],
        [
            (0, 1, "USES_PHONE", 0.9),
            (2, 1, "USES_PHONE", 0.5),
            (0, 3, "USES_PHONE", 0.9),
            (4, 3, "USES_PHONE", 0.8),
        ],
        {"FTF": [0]},
    )
    found: tuple[Match, ...] = matches(world, pattern, {}).found
    assert [match.nodes["phone"] for match in found] == [(3,), (1,)]
    assert found[0].confidence == pytest.approx(0.72)


def test_a_text_is_a_pattern_whatever_its_comments() -> None:
    text = "\n".join(
        [
            "name: two",
            "version: 3",
            "title: t",
            "strand: people",
            "source: s",
            "says: '{a} and {b}'",
            "innocent: i",
            "nodes: {a: {kind: person}, b: {kind: person}}",
            "links: {k: {from: a, is: KNOWS, to: b}}",
        ]
    )
    one = parse_pattern(text, "x")
    other = parse_pattern(f"# why\n{text}\n", "y")
    assert one.digest == other.digest
    assert one.digest != parse_pattern(text.replace("KNOWS", "PAID"), "x").digest
