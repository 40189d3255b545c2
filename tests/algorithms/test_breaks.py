"""What breaks a connection, against every set of records tried one by one."""

from itertools import combinations

import numpy as np
import pytest
from evidence_by_hand import IDS, Evidence, evidence, export_of, mention_id, record_id
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tripoint_algorithms.assurance.breaks import SIZE_MAX, By, breaks
from tripoint_algorithms.assurance.proofs import Between, TooWideError
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.topology import topology
from tripoint_graph.canonical import canonical
from tripoint_graph.model import Claim, Handling, Judgement, Mention, Record, Verdict
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL
from tripoint_graph.world import world

PHONES = ("+62 812 9870 1234", "+60 12-345 6789")
DOCUMENTS = ("C7431902", "B1180437")
PEOPLE = ("Budi Santoso", "Aziz Karimov", "Siti Rahma", "Wan Azman")


def person_record(
    key: str, name: str, phones: tuple[str, ...], papers: tuple[str, ...], source: str = "alpha"
) -> Record:
    mentions = [Mention("person", "person", {"name": (name,)})]
    claims = []
    for number, phone in enumerate(phones):
        mentions.append(Mention(f"phone-{number}", "phone", {"number": (phone,)}))
        claims.append(Claim("USES_PHONE", "person", f"phone-{number}"))
    for number, paper in enumerate(papers):
        values = {"number": (paper,), "issuer": ("IDN",)}
        mentions.append(Mention(f"paper-{number}", "identity_document", values))
        claims.append(Claim("HOLDS_DOCUMENT", "person", f"paper-{number}"))
    return Record(
        source=source,
        source_key=key,
        handling=Handling("ID"),
        mentions=tuple(mentions),
        claims=tuple(claims),
    )


records = st.lists(
    st.tuples(
        st.sampled_from(PEOPLE),
        st.sets(st.sampled_from(PHONES), min_size=1, max_size=2).map(lambda s: tuple(sorted(s))),
        st.sampled_from([(), DOCUMENTS[:1], DOCUMENTS[1:], DOCUMENTS[1:]]),
        st.sampled_from(["alpha", "beta", "gamma"]),
    ),
    min_size=3,
    max_size=6,
).map(
    lambda drawn: [
        person_record(f"r{at}", name, phones, papers, source)
        for at, (name, phones, papers, source) in enumerate(drawn)
    ]
)


def seen(made: list[Record], judgements: tuple[Judgement, ...] = ()) -> Snapshot:
    names = {record_id(record) for record in made}
    held = {mention_id(r, m.key) for r in made for m in r.mentions}
    kept = tuple(
        (1, 2**62, j) for j in judgements if {j.left, j.right} <= held and set(j.records) <= names
    )
    return world(canonical(export_of(Evidence(tuple((1, r) for r in made), kept))), FULL)


def still_connected(
    made: list[Record],
    judgements: tuple[Judgement, ...],
    one: list[str],
    other: list[str],
    hops: int,
) -> bool:
    """Whether a chain is left between what is left of two entities."""
    left = seen(made, judgements)
    ends = [{row for m in each if (row := left.find(m)) is not None} for each in (one, other)]
    if ends[0] & ends[1]:
        return True
    return bool(connections(left, sorted(ends[0]), sorted(ends[1]), k=1, hops_max=hops).chains)


def ids_of(world: Snapshot, entities: list[int]) -> list[str]:
    return [str(member) for entity in entities for member in world.members(entity)]


def smallest_by_trying(
    made: list[Record],
    judgements: tuple[Judgement, ...],
    ends: tuple[list[str], list[str]],
    hops: int,
) -> set[frozenset[str]]:
    for size in range(len(made) + 1):
        found: set[frozenset[str]] = set()
        for gone in combinations(made, size):
            rest = [record for record in made if record not in gone]
            if not still_connected(rest, judgements, *ends, hops):
                found.add(frozenset(record_id(record) for record in gone))
        if found:
            return found
    raise AssertionError("without any record nothing is connected")


@given(records, st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=2), st.data())
@settings(max_examples=400, deadline=None)
def test_the_smallest_sets_are_those_found_by_trying_every_set(
    made: list[Record], pairs: list[tuple[int, int]], data: st.DataObject
) -> None:
    judgements = tuple(
        Judgement(
            mention_id(made[one], "person"),
            mention_id(made[other], "person"),
            Verdict.SAME,
            "analyst:rahim",
            0.9,
        )
        for one, other in pairs
        if max(one, other) < len(made) and one != other
    )
    whole = seen(made, judgements)
    people = np.flatnonzero(whole.entity_kind == whole.entity_kind.min()).tolist()
    people = [e for e in people if len(whole.members(e))]
    assume(len(people) > 1)
    people = data.draw(st.permutations(people))
    cut = data.draw(st.integers(1, len(people) - 1))
    one, other = people[:cut][:2], people[cut:][:2]
    hops = data.draw(st.sampled_from([1, 2, 4, 6]))
    told = breaks(whole, one, other, hops_max=hops)
    ends = ids_of(whole, one), ids_of(whole, other)
    expected = smallest_by_trying(made, judgements, ends, hops)
    if told.size is None:
        assert told.at_least > SIZE_MAX
        assert len(next(iter(expected))) > SIZE_MAX
        return
    assert told.complete
    found: set[frozenset[str]] = {
        frozenset(name for row in each for name in whole.record_names(np.array([row])))
        for each in told.sets
    }
    assert found == expected
    event(f"size {told.size}")
    assert told.size == told.at_least == len(next(iter(expected)))


def test_one_record_that_everything_hangs_on_is_named() -> None:
    made = [
        person_record("a", "Aziz Karimov", PHONES[:1], ()),
        person_record("b", "Budi Santoso", PHONES[:1], (), "beta"),
        person_record("c", "Aziz Karimov", PHONES[:1], ()),
    ]
    whole = seen(made)
    ends = [whole.find(mention_id(made[at], "person")) for at in (0, 1)]
    told = breaks(whole, [ends[0] or 0], [ends[1] or 0])
    assert (told.size, len(told.sets)) == (1, 2), "either end's own record"


def test_a_connection_that_one_source_alone_tells_of_says_so() -> None:
    made = [
        person_record(f"a{n}", PEOPLE[n % 2], PHONES[:1], DOCUMENTS[n % 2 : n % 2 + 1])
        for n in range(8)
    ]
    whole = seen(made)
    ends = [whole.find(mention_id(made[at], "person")) for at in (0, 1)]
    by_source = breaks(whole, [ends[0] or 0], [ends[1] or 0], by=By.SOURCE)
    assert (by_source.size, by_source.sets) == (1, ((0,),))
    assert breaks(whole, [ends[0] or 0], [ends[1] or 0]).size == 4


def test_beyond_six_it_is_called_robust() -> None:
    made = [
        person_record(f"a{n}", PEOPLE[n % 2], PHONES[:1], DOCUMENTS[n % 2 : n % 2 + 1])
        for n in range(16)
    ]
    whole = seen(made)
    ends = [whole.find(mention_id(made[at], "person")) for at in (0, 1)]
    told = breaks(whole, [ends[0] or 0], [ends[1] or 0])
    assert told.robust
    assert (told.size, told.sets) == (None, ())


def test_what_is_not_connected_needs_nothing_to_break_it() -> None:
    made = [
        person_record("a", "Aziz Karimov", PHONES[:1], ()),
        person_record("b", "Budi Santoso", PHONES[1:], ()),
    ]
    whole = seen(made)
    ends = [whole.find(mention_id(made[at], "person")) for at in (0, 1)]
    told = breaks(whole, [ends[0] or 0], [ends[1] or 0])
    assert (told.size, told.sets, told.complete) == (0, ((),), True)


def test_one_and_the_same_cannot_be_parted() -> None:
    whole = seen([person_record("a", "Aziz Karimov", PHONES[:1], ())])
    with pytest.raises(ValueError, match="connected with itself"):
        breaks(whole, [0], [0])


def test_too_much_between_two_is_told_and_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [
        person_record("a", "Aziz Karimov", PHONES[:1], ()),
        person_record("b", "Budi Santoso", PHONES[:1], ()),
    ]
    whole = seen(made)
    ends = [whole.find(mention_id(made[at], "person")) for at in (0, 1)]
    monkeypatch.setattr("tripoint_algorithms.assurance.proofs.MENTIONS_MAX", 1)
    with pytest.raises(TooWideError, match="mentions lie between"):
        Between(topology(whole), [ends[0] or 0], [ends[1] or 0], 2)


@given(evidence())
@settings(max_examples=60, deadline=None)
def test_without_any_set_named_the_chain_is_gone(full: Evidence) -> None:
    whole = world(canonical(export_of(full)), FULL)
    people = np.flatnonzero(whole.entity_kind == whole.entity_kind.min(initial=0)).tolist()
    assume(len(people) > 1)
    between = Between(topology(whole), people[:1], people[1:2], 6)
    for each in breaks(whole, people[:1], people[1:2]).sets:
        assert between.proof(each) is None
        for record in each:
            assert between.proof(set(each) - {record}) is not None
    assert IDS
