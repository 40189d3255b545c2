"""The first promise: a viewer's world is the one in which the hidden records never existed."""

from dataclasses import fields
from random import Random
from typing import Any

import numpy as np
from evidence_by_hand import HANDLINGS, VIEWERS, Evidence, evidence, export_of
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tripoint_graph.canonical import canonical
from tripoint_graph.classes import labels_of
from tripoint_graph.model import Claim, Mention, Record
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.world import world

FULL, TRADE = VIEWERS[0], VIEWERS[1]


def same(one: Snapshot, other: Snapshot) -> None:
    """Every array of the two snapshots is equal: values, order and shape; every id and float."""
    for field in fields(Snapshot):
        if field.name in ("viewer", "commit"):
            continue
        left: Any = getattr(one, field.name)
        right: Any = getattr(other, field.name)
        if field.name == "classes":
            assert left.keys() == right.keys()
            for name in left:
                np.testing.assert_array_equal(left[name], right[name], name)
        else:
            np.testing.assert_array_equal(left, right, field.name)


@given(evidence(), st.sampled_from(VIEWERS))
@settings(max_examples=300, deadline=None)
def test_a_world_equals_one_in_which_hidden_records_never_existed(
    full: Evidence, viewer: Any
) -> None:
    seen = world(canonical(export_of(full)), viewer)
    bare = world(canonical(export_of(full.without_hidden(viewer))), viewer)
    same(seen, bare)
    for entity in range(seen.entities):
        assert labels_of(seen, entity) == labels_of(bare, entity)
        assert seen.joins_of(entity) == bare.joins_of(entity)


@given(evidence(), st.sampled_from(VIEWERS), st.integers(0, 4))
@settings(max_examples=200, deadline=None)
def test_as_known_at_equals_the_store_as_it_was(full: Evidence, viewer: Any, commit: int) -> None:
    then = world(canonical(export_of(full)), viewer, commit)
    same(then, world(canonical(export_of(full.as_of(commit))), viewer))


@given(evidence(), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_columns_do_not_depend_on_the_order_of_loading(full: Evidence, random: Random) -> None:
    order = list(range(len(full.records)))
    random.shuffle(order)
    one, other = canonical(export_of(full)), canonical(export_of(full, order))
    for name in one.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), name)


def test_a_newer_version_that_is_hidden_does_not_silence_the_older_one() -> None:
    def version(number: str, handling: Any) -> Record:
        phone = Mention("phone", "phone", {"number": ("+62 812 9870 1234",)})
        person = Mention("person", "person", {"name": (f"name {number}",)})
        used = Claim("USES_PHONE", "person", "phone")
        return Record("alpha", "a", handling, number, mentions=(person, phone), claims=(used,))

    both = Evidence(((1, version("1", HANDLINGS[2])), (2, version("2", HANDLINGS[1]))))
    columns = canonical(export_of(both))
    assert world(columns, TRADE).records_of_entity(0) != world(columns, FULL).records_of_entity(0)
    assert world(columns, TRADE).links == world(columns, FULL).links == 1


@example(Evidence(()))
@given(evidence())
@settings(max_examples=50, deadline=None)
def test_every_id_in_a_world_resolves_inside_it(full: Evidence) -> None:
    seen = world(canonical(export_of(full)), FULL)
    for entity, name in enumerate(seen.entity_names(range(seen.entities))):
        assert seen.find(name) == entity
        assert {seen.find(mention) for mention in seen.members(entity)} == {entity}
    for link in range(seen.links):
        assert seen.records_of(link), "a link without a record behind it"
        assert 0 < seen.link_confidence[link] < 1
    assert seen.find("0" * 32) is None
    assert seen.find("no id at all") is None
