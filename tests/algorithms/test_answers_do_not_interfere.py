"""Every answer equals that of a world in which the hidden records never existed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from evidence_by_hand import IDS, VIEWERS, Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_algorithms.assurance.breaks import By, breaks
from tripoint_algorithms.assurance.chance import chance
from tripoint_algorithms.assurance.gaps import gaps
from tripoint_algorithms.assurance.stability import stability
from tripoint_algorithms.convergence.cells import cells
from tripoint_algorithms.convergence.meeting_network import meeting_network
from tripoint_algorithms.convergence.meetings import Meeting, convergence
from tripoint_algorithms.exports import to_igraph
from tripoint_algorithms.groups.bridges import bridges
from tripoint_algorithms.groups.changes import group_changes
from tripoint_algorithms.groups.detection import Groups, groups
from tripoint_algorithms.groups.groupings import by_class, by_group
from tripoint_algorithms.groups.partitions import Method
from tripoint_algorithms.layout import layout
from tripoint_algorithms.links.chains import Chain, roles
from tripoint_algorithms.links.connecting import connecting
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.links.connections_at import connections_at
from tripoint_algorithms.links.neighbourhood import neighbourhood
from tripoint_algorithms.links.search import Wanted
from tripoint_algorithms.links.tally import Ends, Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.networks import network
from tripoint_algorithms.routes.touched_places import touched_places
from tripoint_algorithms.suggestions.missing_links import missing_links, reasons
from tripoint_algorithms.timeline import records_about, timeline
from tripoint_algorithms.topology import EVERYTHING, Filter, topology
from tripoint_algorithms.typologies.library import shipped
from tripoint_algorithms.typologies.matching import asked_values, matches
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_algorithms.what_if import Change, Newcomer, what_if
from tripoint_algorithms.who_matters.brokerage_roles import brokers
from tripoint_algorithms.who_matters.cases import cases
from tripoint_algorithms.who_matters.key_entities import key_entities
from tripoint_algorithms.who_matters.key_players import Aim, key_players
from tripoint_algorithms.who_matters.measures import Measure
from tripoint_graph.canonical import canonical
from tripoint_graph.columns import LIVE
from tripoint_graph.model import Verdict
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import StoredJudgement
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import Viewer
from tripoint_graph.world import world
from tripoint_resolution import possibly as weak_steps

SOME_KINDS = Filter(among=frozenset({"USES_PHONE", "HAS_ADDRESS"}))


def told(seen: Snapshot, chain: Chain) -> Any:
    """A chain in ids: entities, links by their claims and records, costs, roles."""
    return (
        seen.entity_names(chain.entities),
        [[(seen.claims_of(row), seen.records_of(row)) for row in s.links] for s in chain.steps],
        [(s.confidence, s.context) for s in chain.steps],
        (chain.cost, chain.confidence),
        roles(topology(seen), chain),
    )


def assured(seen: Snapshot, chain: Chain) -> Any:
    """What chance would give, and what would break a chain, in ids."""
    graph = topology(seen)
    if not chain.steps:
        return None
    ends = chain.entities[:1], chain.entities[-1:]
    broken = [breaks(seen, *ends, hops_max=len(chain.steps), by=by) for by in By]
    return (
        chance(graph, chain, *ends),
        [seen.record_names(each) for each in broken[0].sets],
        [[seen.sources[row] for row in each] for each in broken[1].sets],
        [(each.size, each.at_least, each.complete) for each in broken],
    )


def holding(seen: Snapshot, one: list[int], other: list[int], only: Filter = EVERYTHING) -> Any:
    """What would part two sides, and which missing facts would join them, in ids."""
    if not one or not other:
        return None
    broken = breaks(seen, one, other, hops_max=3, only=only)
    missing = gaps(seen, one, other, k=8, hops_max=3, only=only)
    return (
        ([seen.record_names(each) for each in broken.sets], broken.size, broken.at_least),
        [
            (
                seen.entity_names([g.source, g.target]),
                (seen.entity_names(g.before), seen.entity_names(g.after)),
                (g.kind, g.plausible, g.cost, g.gain),
            )
            for g in missing.found
        ],
        (missing.today, missing.complete),
    )


def joins(seen: Snapshot, meeting: Meeting) -> Any:
    """The network that joins a meeting to the classes, in ids."""
    found = meeting_network(seen, meeting, per_class=2)
    return (
        [(seen.entity_name(row), role) for row, role in found.entities],
        [[(seen.claims_of(row), seen.records_of(row)) for row in s.links] for s in found.steps],
    )


def drawn_anew(
    seen: Snapshot, chains: Sequence[Chain], between: tuple[list[int], list[int]]
) -> Any:
    """How stable chains are."""
    sides = Ends.of(*between)
    wanted = Wanted(3, 4, Shares(), 5_000)
    some = [chain for chain in chains if chain.steps][:3]
    return stability(topology(seen), EVERYTHING, sides, wanted, some, draws=4)


def ranked(seen: Snapshot) -> Any:
    """Ranks by each measure, in ids."""
    cut = network(seen)
    return [
        [
            (seen.entity_name(each.entity), each.role, each.rank, each.cut_vertex, each.rests_on)
            for each in key_entities(cut, measure, draws=3).entities
        ]
        for measure in Measure
    ]


def joined(seen: Snapshot) -> Any:
    """A network that joins every third entity, in ids."""
    found = connecting(seen, range(0, seen.entities, 3)[:50])
    return (
        [(seen.entity_name(p.entity), p.role, p.asked) for p in found.parts],
        [[(seen.claims_of(row), seen.records_of(row)) for row in s.links] for s in found.steps],
        [seen.entity_names(piece) for piece in found.pieces],
        (found.cost, found.at_least),
    )


def playing(seen: Snapshot) -> Any:
    """Brokers between classes and groups, key players, and who is in several cases; in ids."""
    cut = network(seen)
    sets = [key_players(cut, aim, size=2) for aim in Aim]
    return (
        [
            (seen.entity_name(b.entity), b.group, b.roles)
            for group in (by_class(cut), by_group(cut))
            for b in brokers(cut, group)
        ],
        [(seen.entity_names(e.entities), seen.entity_names(e.singles), e.value) for e in sets],
        [(seen.entity_name(entity), names) for entity, names in cases(seen).items()],
    )


def supposed(seen: Snapshot) -> Any:
    """What if every fourth entity was gone, the first two were tied and somebody came; in ids."""
    cut = network(seen)
    gone, left = frozenset(range(2, seen.entities, 4)), (0, 1)[: seen.entities]
    change = Change(entities=gone, ties=((0, 1),) if len(left) > 1 else ())
    found = what_if(cut, replace(change, newcomers=(Newcomer("somebody", left),)))
    moved = [seen.entity_names(rows) for rows in (found.parted, found.joined)]
    return replace(found, parted=(), joined=()), moved


def suggested(seen: Snapshot) -> Any:
    """What is probably missing, learnt of next to nothing, and why; in ids."""
    phones = frozenset({"USES_PHONE"})
    found = missing_links(network(seen), kinds=phones, first=10, least=1)
    return found.layers, [
        (
            seen.entity_names([each.one, each.other]),
            seen.entity_names(each.shared),
            replace(each, one=0, other=0, shared=()),
            [told(seen, chain) for chain in reasons(seen, each)],
        )
        for each in found.suggestions
    ]


def parted(seen: Snapshot) -> Any:
    """Groups by each method, bridges, and what became of groups, in ids."""

    def told(found: Groups) -> Any:
        return [
            (
                [(seen.entity_name(m.entity), replace(m, entity=0)) for m in each.members],
                (each.ties, each.outside, each.over_seeds, each.over_evidence, each.likeness),
            )
            for each in found.groups
        ], (found.layers, found.total, found.small, found.alone, found.quality, found.draws)

    cut = network(seen)
    changes = group_changes(seen, [(0, 2**31), (2**31, 2**32)])
    return (
        [told(groups(cut, method, draws=2)) for method in Method],
        [
            (seen.entity_names([b.one, b.other]), b.parts, b.of, seen.record_names(b.records))
            for b in bridges(cut)
        ],
        [told(each) for each in changes.groups],
        [
            (c.event, seen.entity_names(c.joined), seen.entity_names(c.left), c.tied, c.likeness)
            for turn in changes.turns
            for c in turn.changes
        ],
        [(turn.kept, turn.begun, turn.ended) for turn in changes.turns],
        changes.untimed,
    )


def dated(seen: Snapshot) -> Any:
    """The timeline of everything, in ids; every record seen on some day."""
    rows = range(seen.entities)
    observed = {row: (row, row + 9) for row in records_about(seen, rows).tolist()}
    found = timeline(seen, rows, observed=observed, limit=20)
    return (found.total, found.undated), [
        (e.kind, e.start, e.end, seen.entity_names(e.entities), seen.record_names(e.records))
        for e in found.events
    ]


def located(seen: Snapshot) -> Any:
    """The places of everything, in ids."""
    return [
        [
            (seen.entity_name(p.place), list(map(seen.claims_of, p.links)), p.start, p.end)
            for p in touched_places(seen, row)
        ]
        for row in range(seen.entities)
    ]


RECOGNISED = [
    *(each.pattern for each in shipped().patterns.values()),
    Pattern.model_validate(
        {
            **{"name": "p", "version": 1, "title": "t", "strand": "people", "source": "s"},
            **{"says": "s", "innocent": "i"},
            "nodes": {"one": {"kind": "person"}, "held": {"kind": "identity_document"}},
            "links": {"holds": {"from": "one", "is": "HOLDS_DOCUMENT", "to": "held"}},
            "without": [{"node": "one", "is": "USES_PHONE"}],
        }
    ),
]


def recognised(seen: Snapshot) -> Any:
    """Matches of every shipped pattern, and of one with an absence, in ids."""
    told: list[Any] = []
    for pattern in RECOGNISED:
        found = matches(seen, pattern, {})
        told += [
            (
                {name: seen.entity_names(rows) for name, rows in each.nodes.items()},
                {n: [seen.claims_of(row) for row in rows] for n, rows in each.links.items()},
                [(seen.entity_name(row), role) for row, role in each.roles.items()],
                (each.cost, each.confidence, seen.record_names(each.records)),
            )
            for each in found.found
        ]
        asked = asked_values(seen, pattern)
        told.append((seen.entity_names(list(asked)), found.anchors, found.explored))
    return told


def possibly(seen: Snapshot, known: Evidence) -> Any:
    """Chains that may go over pairs that wait for people, in ids.

    `known` holds what the viewer sees: a store tells of no other judgements.
    """
    unsure = [
        StoredJudgement(IDS.judgement(said), said, datetime(2026, 3, 1, tzinfo=UTC))
        for _, end, said in known.judgements
        if said.verdict is Verdict.UNSURE and end == LIVE
    ]
    weak = weak_steps.joined(seen, unsure)
    people = np.flatnonzero(weak.entity_kind == weak.entity_kind.min(initial=0)).tolist()
    found = connections(weak, people[::2], people[1::2], k=50)
    return weak.links - seen.links, [told(weak, chain) for chain in found.chains]


def answers(seen: Snapshot) -> Any:
    """What every algorithm says of a world, in ids."""
    people = np.flatnonzero(seen.entity_kind == seen.entity_kind.min(initial=0)).tolist()
    ports = np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["place"]).tolist()
    classes = {name: np.flatnonzero(mask).tolist() for name, mask in seen.classes.items()}
    found = [
        connections(seen, classes["FTF"], classes["CHEMICAL_SUPPLIER"], per_pair=1),
        connections(seen, people[::2], people[1::2], k=50),
        connections(seen, people[::2], people[1::2], k=50, order=InOrder(gap=86_400)),
        connections_at(seen, people[::2], people[1::2], places=ports, k=50),
        connections(seen, people[::2], people[1::2], k=50, shared_max=0),
    ]
    near = neighbourhood(seen, people[:2], hops=2, limit=5) if people else None
    graph = to_igraph(seen, [""] * seen.entities)
    return (
        [[told(seen, c) for c in each.chains] + [each.complete, each.expansions] for each in found],
        [
            (
                seen.entity_name(m.entity),
                (m.cost, m.chances, m.false_share, m.p_value),
                {n: told(seen, c) for n, c in m.chains.items()},
                joins(seen, m),
            )
            for m in convergence(seen, draws=5)
        ],
        cells(seen, draws=3),
        [assured(seen, chain) for chain in found[1].chains[:2]],
        holding(seen, people[::2], people[1::2]),
        holding(seen, people[::2], people[1::2], SOME_KINDS),
        drawn_anew(seen, found[1].chains, (people[::2], people[1::2])),
        near
        and (seen.entity_names(near.entities), list(map(seen.claims_of, near.links)), near.total),
        ranked(seen),
        parted(seen),
        joined(seen),
        supposed(seen),
        suggested(seen),
        playing(seen),
        dated(seen),
        located(seen),
        recognised(seen),
        near and layout(seen, near.entities, near.links),
        graph.vs["id"],
        graph.es["type"],
    )


@given(evidence(), st.sampled_from(VIEWERS))
@settings(max_examples=150, deadline=None)
def test_no_algorithm_answers_otherwise_because_of_what_is_hidden(
    full: Evidence, viewer: Viewer
) -> None:
    seen = world(canonical(export_of(full)), viewer)
    bare = world(canonical(export_of(full.without_hidden(viewer))), viewer)
    assert answers(seen) == answers(bare)
    known = full.without_hidden(viewer)
    assert possibly(seen, known) == possibly(bare, known)


@given(evidence(), st.sampled_from(VIEWERS), st.integers(0, 4))
@settings(max_examples=100, deadline=None)
def test_an_answer_as_known_at_is_that_of_the_store_as_it_was(
    full: Evidence, viewer: Viewer, commit: int
) -> None:
    then = world(canonical(export_of(full)), viewer, commit)
    was = world(canonical(export_of(full.as_of(commit))), viewer)
    assert answers(then) == answers(was)
    known = full.as_of(commit).without_hidden(viewer)
    assert possibly(then, known) == possibly(was, known)
