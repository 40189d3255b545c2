"""A field that is kept changes how long an answer takes, and never the answer."""

import gc

import numpy as np
from evidence_by_hand import VIEWERS, Evidence, evidence, export_of
from hypothesis import given, settings
from hypothesis import strategies as st
from test_connections import KINDS, ends, links, shapes
from worlds_by_hand import Link, snapshot

from tripoint_algorithms.links.kept_fields import WIDER, Field, KeptFields
from tripoint_algorithms.links.patience import always
from tripoint_algorithms.links.search import Pace, Search, Wanted
from tripoint_algorithms.links.tally import Ends, Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import Topology, topology
from tripoint_graph.canonical import canonical
from tripoint_graph.viewer import Viewer
from tripoint_graph.world import world

orders = st.sampled_from([None, InOrder(), InOrder(0)])
questions = st.lists(st.tuples(ends, ends, shapes, orders), min_size=2, max_size=5)


@given(links, questions, st.sampled_from([None, 1, 2]), st.integers(5, 40))
@settings(max_examples=300, deadline=None)
def test_a_question_is_answered_as_if_it_were_the_first(
    made: list[Link],
    asked: list[tuple[set[int], set[int], tuple[int, int, int], InOrder | None]],
    shared_max: int | None,
    budget: int,
) -> None:
    graph, kept = topology(snapshot(KINDS, made)), KeptFields()
    for sources, targets, (hops_max, k, per_pair), order in asked:
        between = Ends.of(sorted(sources), sorted(targets), directed=order is not None)
        wanted = Wanted(k, hops_max, Shares(per_pair, shared_max), budget, order)
        pace = Pace(limit_first=1.0, closer_after=budget // 3)
        searches = [Search(graph, between, wanted, pace, KeptFields())]
        searches += [Search(graph, between, wanted, pace, kept) for _ in "12"]
        told = [
            (search.run(), search.explored, search.complete, search.stopped, search.spent)
            for search in searches
        ]
        assert told[1] == told[0], "the first time in this world"
        assert told[2] == told[0], "and when it is asked again"


def of_two(kept: KeptFields, graph: Topology, end: int) -> Field:
    ends = np.array([end], np.int32)
    return kept.field(graph, ends, ends, 3, np.inf, go_on=always)


PHONES: list[Link] = [(0, 2, "USES_PHONE", 0.9), (1, 2, "USES_PHONE", 0.9)]


def test_a_field_is_kept_as_long_as_its_world_and_no_longer() -> None:
    kept = KeptFields()
    graph = topology(snapshot(KINDS, PHONES))
    assert of_two(kept, graph, 1) is of_two(kept, graph, 1)
    assert kept.held == 4 * len(KINDS) * 8
    del graph
    gc.collect()
    assert kept.held == 0


def test_what_is_kept_is_bounded_and_the_last_asked_for_stay() -> None:
    one = 4 * len(KINDS) * 8
    kept = KeptFields(bytes_max=2 * one)
    graph = topology(snapshot(KINDS, PHONES))
    first, second = of_two(kept, graph, 0), of_two(kept, graph, 1)
    assert of_two(kept, graph, 0) is first
    of_two(kept, graph, 2)
    assert kept.held == 2 * one
    assert of_two(kept, graph, 0) is first
    assert of_two(kept, graph, 1) is not second
    large = KeptFields(bytes_max=one - 1)
    of_two(large, graph, 0)
    assert large.held == 0


def test_a_field_that_was_too_narrow_is_made_wider_than_asked() -> None:
    kept = KeptFields()
    graph = topology(snapshot(KINDS, PHONES))
    end = np.array([1], np.int32)
    asked = (graph, end, end, 2)
    narrow = kept.field(*asked, 0.1, go_on=always)
    grown = kept.field(*asked, 0.2, go_on=always, again=True)
    wide = kept.field(*asked, 0.3, go_on=always)
    assert [each.limit for each in (narrow, grown, wide)] == [0.1, 0.2, 0.3 + WIDER]
    assert kept.field(*asked, 0.3 + WIDER, go_on=always) is wide


@given(evidence(), st.permutations(VIEWERS))
@settings(max_examples=60, deadline=None)
def test_no_world_is_answered_out_of_another_ones_fields(
    full: Evidence, asking: list[Viewer]
) -> None:
    """All viewers ask in turn, over one store of fields; each as if nobody else had."""
    kept = KeptFields()
    columns = canonical(export_of(full))
    for each in asking:
        seen = world(columns, each)
        bare = world(canonical(export_of(full.without_hidden(each))), each)
        found = []
        for its, fields in ((seen, kept), (bare, KeptFields())):
            people = list(range(0, its.entities))
            between = Ends.of(people[:3], people[3:6])
            wanted = Wanted(9, 5, Shares(1), 1_000)
            search = Search(topology(its), between, wanted, kept=fields)
            told = [(c, its.entity_names(path)) for c, path in search.run()]
            found.append((told, search.explored, search.spent))
        assert found[0] == found[1]
