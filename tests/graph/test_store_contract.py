"""What every store promises of adding and taking back evidence, and of point reads."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from contract_evidence import (
    LIST,
    NOBODY,
    PASSENGER,
    TRADE_VIEWER,
    UNKNOWN,
    Known,
    claim_id,
    each_once,
    loads,
    mention_id,
    people,
    person,
    record_id,
    viewers,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import OTHER_SECRET, StoreHouse

from tripoint_graph.errors import InvalidEvidence, WrongInstallation
from tripoint_graph.model import Claim, ClaimId, Mention, MentionId, Record, RecordId
from tripoint_graph.open import without_password
from tripoint_graph.ports import APPEND_MAX, EvidenceStore
from tripoint_graph.viewer import FULL, Viewer

property_test = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def fill(store: EvidenceStore, batches: list[list[Record]]) -> None:
    for batch in batches:
        store.append(batch)


def spoken(
    store: EvidenceStore, viewer: Viewer = FULL, known_at: int | None = None
) -> list[Record]:
    return [stored.record for stored in store.page(viewer, known_at=known_at)]


def test_an_empty_store_is_at_commit_zero_and_has_nothing(store: EvidenceStore) -> None:
    assert (store.head().number, store.head().at) == (0, datetime(1970, 1, 1, tzinfo=UTC))
    assert list(store.commit_times()) == []
    assert store.commit_at(datetime.now(UTC)) == 0
    assert store.page(FULL) == []
    info = store.info()
    assert (info.records, info.mentions, info.claims, info.judgements, info.issues) == (0,) * 5
    assert info.digest == "0" * 64
    assert store.check() == []


def test_adding_a_record_twice_changes_nothing(store: EvidenceStore) -> None:
    records = [person("a", "Nur"), person("b", "Mai", phone="+628111222333")]
    first = store.append(records)
    before = store.info()
    again = store.append([*records, records[0]])
    assert (first.new, first.known, first.superseded) == (2, 0, 0)
    assert (again.new, again.known, again.superseded) == (0, 3, 0)
    assert again.commit == first.commit == store.head()
    assert store.info() == before
    assert store.append([]).commit == first.commit


def test_a_copy_inside_one_batch_counts_as_known(store: EvidenceStore) -> None:
    receipt = store.append([person("a", "Nur"), person("a", "Nur")])
    assert (receipt.new, receipt.known) == (1, 1)


def test_where_a_record_was_read_is_kept_from_the_first_reading(store: EvidenceStore) -> None:
    store.append([person("a", "Nur")])
    store.append([replace(person("a", "Nur"), origin="elsewhere.csv line 9")])
    assert [record.origin for record in spoken(store)] == ["people.csv line 2"]


def test_a_record_comes_back_as_it_went_in(store: EvidenceStore) -> None:
    record = replace(
        person("a", "Nūr \u0627\u0644\u062d\u0628\u0634\u064a", "'; DROP TABLE record; --", ""),
        observed_at="2026-11-23T10:30",
        raw="NAD+FL+++NUR'\x00\n\u2028\U0001f600",
    )
    receipt = store.append([record])
    stored = store.records([record_id(record)], FULL)[0]
    assert stored is not None
    assert stored.record == record
    assert stored.record.origin == record.origin
    assert (stored.id, stored.speaks) == (record_id(record), True)
    assert stored.loaded_at == receipt.commit.at


bad = {
    "an empty source": replace(person("bad", "X"), source=""),
    "an unknown kind": Record("s", "bad", LIST, mentions=(Mention("m", "ghost"),)),
    "an unknown property": Record(
        "s", "bad", LIST, mentions=(Mention("m", "person", {"wingspan": ("2 m",)}),)
    ),
    "two mentions of one key": Record(
        "s", "bad", LIST, mentions=(Mention("m", "person"), Mention("m", "phone"))
    ),
    "an unknown link": replace(person("bad", "X"), claims=(Claim("HAUNTS", "person", "person"),)),
    "a claim to nowhere": replace(
        person("bad", "X"), claims=(Claim("USES_PHONE", "person", "phone"),)
    ),
    "a link between wrong kinds": replace(
        person("bad", "X"), claims=(Claim("USES_PHONE", "person", "person"),)
    ),
    "a day that does not exist": replace(
        person("bad", "X", phone="+628111222333"),
        claims=(Claim("USES_PHONE", "person", "phone", valid_from="2026-02-30"),),
    ),
    "an end before the beginning": replace(
        person("bad", "X", phone="+628111222333"),
        claims=(Claim("USES_PHONE", "person", "phone", valid_from="2026", valid_to="2025"),),
    ),
    "a withdrawal that speaks": replace(person("bad", "X"), withdrawn=True),
    "half a character": person("bad", "\ud800"),
    "a NUL in its version": person("bad", "X", version="1\0"),
}


@pytest.mark.parametrize("fault", bad)
def test_one_invalid_record_keeps_the_whole_batch_out(store: EvidenceStore, fault: str) -> None:
    before = store.info()
    with pytest.raises(InvalidEvidence, match="bad"):
        store.append([person("good", "Nur"), bad[fault], person("good too", "Mai")])
    assert store.info() == before
    assert store.search("nur", FULL) == []


def test_a_batch_has_a_greatest_size(store: EvidenceStore) -> None:
    with pytest.raises(ValueError, match=str(APPEND_MAX)):
        store.append([person("a", "Nur")] * (APPEND_MAX + 1))
    assert store.head().number == 0


def test_the_newest_version_speaks_even_when_an_older_one_comes_later(store: EvidenceStore) -> None:
    new, old = person("a", "New", version="2"), person("a", "Old", version="1")
    assert store.append([new]).superseded == 0
    late = store.append([old])
    assert (late.new, late.superseded, late.silent) == (1, 0, 1)
    assert store.append([old]).silent == 0  # known
    assert spoken(store) == [new]
    assert store.append([person("a", "Newest", version="3")]).superseded == 1
    ids = [record_id(old), record_id(new)]
    assert [s is not None and s.speaks for s in store.records(ids, FULL)] == [False, False]


def test_superseded_counts_keys_and_not_versions(store: EvidenceStore) -> None:
    store.append([person("a", "One"), person("b", "Other")])
    receipt = store.append([person("a", "Two", version="2"), person("a", "Three", version="3")])
    assert receipt.superseded == 1
    assert receipt.silent == 0  # the one spoke until its own batch said more


def test_of_one_version_one_speaks_and_the_other_is_silent(store: EvidenceStore) -> None:
    one, two = person("a", "One", version="1"), person("a", "Two", version="1")
    first, second = store.append([one]), store.append([two])
    assert first.silent == 0
    assert (second.superseded, second.silent) in ((1, 0), (0, 1))
    assert spoken(store) == [two if second.superseded else one]


@property_test
@given(versions=st.lists(people, min_size=1, max_size=8), data=st.data())
def test_any_order_and_repetition_of_loading_ends_in_the_same_store(
    house: StoreHouse, versions: list[Record], data: st.DataObject
) -> None:
    first = house.fresh()
    first.append(versions)
    expected = first.info().digest, spoken(first)
    shuffled = data.draw(st.permutations([*versions, *versions[:3]]))
    second = house.fresh()
    for record in shuffled:
        second.append([record])
    assert (second.info().digest, spoken(second)) == expected
    assert second.info().records == len(each_once(versions))


@property_test
@given(batches=loads, viewer=viewers, known_at=st.none() | st.integers(0, 6))
def test_reads_are_what_a_plain_reading_of_the_promise_says(
    house: StoreHouse, batches: list[list[Record]], viewer: Viewer, known_at: int | None
) -> None:
    store, known = house.fresh(), Known.of(batches)
    fill(store, batches)
    seen, speaking = known.seen(viewer, known_at), known.speaking(viewer, known_at)
    assert {s.id: s.record for s in store.page(viewer, known_at=known_at)} == speaking
    ids = list(known.added)
    for id, stored in zip(ids, store.records(ids, viewer, known_at), strict=True):
        assert (stored.record if stored else None) == seen.get(id)
        assert stored is None or stored.speaks == (id in speaking)
    everything = [record for record, _ in known.added.values()]
    for record in everything:
        of = [m.key for m in record.mentions]
        answers = store.mentions([mention_id(record, key) for key in of], viewer, known_at)
        speaker = next((s for s in speaking.values() if s.source_key == record.source_key), None)
        assert [a and (a.record, a.mention) for a in answers] == [
            speaker and (m := speaker.mention_by_key.get(key)) and (record_id(speaker), m)
            for key in of
        ]
        claims = [claim_id(record, at) for at in range(len(record.claims))]
        for at, claim in enumerate(store.claims(claims, viewer, known_at)):
            heard = record_id(record) in speaking
            assert (claim and (claim.claim, claim.record)) == (
                (record.claims[at], record_id(record)) if heard else None
            )


def test_a_version_hidden_from_a_viewer_does_not_silence_the_one_it_sees(
    store: EvidenceStore,
) -> None:
    open_version = person("a", "Nur Open")
    secret_version = person("a", "Nur Secret", version="2", handling=PASSENGER)
    store.append([open_version, secret_version])
    assert spoken(store, TRADE_VIEWER) == [open_version]
    assert spoken(store, FULL) == [secret_version]
    answer = store.mentions([mention_id(open_version)], TRADE_VIEWER)[0]
    assert answer is not None
    assert answer.record == record_id(open_version)
    assert [hit.text for hit in store.search("nur", TRADE_VIEWER)] == ["nur open"]
    stored = store.records([record_id(open_version)], TRADE_VIEWER)[0]
    assert stored is not None
    assert stored.speaks


def test_what_is_hidden_answers_like_what_never_was(store: EvidenceStore) -> None:
    record = person("a", "Nur", phone="+628111222333", handling=PASSENGER)
    store.append([record])
    hidden = [record_id(record), RecordId(UNKNOWN), RecordId("no id"), RecordId("")]
    assert store.records(hidden, TRADE_VIEWER) == [None] * 4
    assert store.mentions([mention_id(record), MentionId(UNKNOWN)], TRADE_VIEWER) == [None] * 2
    assert store.claims([claim_id(record), ClaimId(UNKNOWN)], TRADE_VIEWER) == [None] * 2
    assert store.judgements([mention_id(record), MentionId("no id")], TRADE_VIEWER) == []
    assert store.page(TRADE_VIEWER) == store.page(NOBODY) == []
    assert store.search("nur", TRADE_VIEWER) == []


def test_answers_come_in_the_order_asked_and_as_often(store: EvidenceStore) -> None:
    a, b = person("a", "Nur"), person("b", "Mai")
    store.append([a, b])
    asked = [record_id(b), RecordId(UNKNOWN), record_id(a), record_id(b)]
    answers = store.records(asked, FULL)
    assert [s and s.record for s in answers] == [b, None, a, b]
    assert store.records([], FULL) == []


def test_a_claim_names_its_ends(store: EvidenceStore) -> None:
    record = person("a", "Nur", phone="+628111222333")
    store.append([record])
    claim = store.claims([claim_id(record)], FULL)[0]
    assert claim is not None
    assert (claim.source, claim.target) == (mention_id(record), mention_id(record, "phone"))
    assert claim.claim == record.claims[0]


def test_pages_run_through_all_that_speaks_in_the_order_of_ids(store: EvidenceStore) -> None:
    records = [person(f"k{n}", "Nur", handling=PASSENGER if n % 3 else LIST) for n in range(20)]
    store.append(records)
    seen: list[RecordId] = []
    after: RecordId | None = None
    while page := store.page(TRADE_VIEWER, after=after, limit=3):
        assert len(page) <= 3
        seen += [stored.id for stored in page]
        after = seen[-1]
    assert seen == sorted(record_id(r) for r in records if r.handling == LIST)


def test_a_withdrawal_speaks_and_says_nothing_until_a_newer_version(store: EvidenceStore) -> None:
    record = person("a", "Nur", phone="+628111222333")
    store.append([record])
    receipt = store.append([person("a", withdrawn=True)])
    assert (receipt.new, receipt.superseded) == (1, 1)
    assert [(r.withdrawn, r.mentions) for r in spoken(store)] == [(True, ())]
    assert store.mentions([mention_id(record)], FULL) == [None]
    assert store.claims([claim_id(record)], FULL) == [None]
    assert store.search("nur", FULL) == []
    newer = person("a", "Nur", version="2")
    store.append([newer])
    assert spoken(store) == [newer]


def test_taking_a_record_back_adds_its_withdrawal_once(store: EvidenceStore) -> None:
    record = person("a", "Nur", version="7", handling=PASSENGER)
    store.append([record, person("b", "Mai")])
    receipt = store.retract([record_id(record), RecordId(UNKNOWN)])
    assert (receipt.new, receipt.superseded) == (1, 1)
    (withdrawal,) = [r for r in spoken(store) if r.withdrawn]
    assert (withdrawal.source_key, withdrawal.version) == ("a", "7")
    assert withdrawal.handling == PASSENGER
    before = store.info()
    assert store.retract([record_id(record), record_id(withdrawal)]).new == 0
    assert store.info() == before
    assert store.search("nur", FULL, known_at=1) != []


def test_commits_count_up_and_their_times_lead_back_to_them(store: EvidenceStore) -> None:
    commits = [store.append([person(f"k{n}", "Nur")]).commit for n in range(4)]
    assert [c.number for c in commits] == [1, 2, 3, 4]
    assert list(store.commit_times()) == commits
    assert store.head() == commits[-1]
    assert [store.commit_at(c.at) for c in commits] == [1, 2, 3, 4]
    assert store.commit_at(commits[0].at - timedelta(microseconds=1)) == 0
    assert store.commit_at(datetime.now(UTC) + timedelta(days=1)) == 4


def test_a_store_opened_again_holds_what_it_held(house: StoreHouse) -> None:
    store = house.fresh()
    store.append([person("a", "Nur")])
    before = store.info()
    store.close()
    assert house.again().info() == before


def test_another_installations_secret_is_refused(house: StoreHouse) -> None:
    house.fresh().append([person("a", "Nur")])
    with pytest.raises(WrongInstallation, match="secret"):
        house.again(OTHER_SECRET)


def test_counts_are_of_rows_and_the_digest_of_content_alone(house: StoreHouse) -> None:
    records = [person("a", "Nur", phone="+628111222333"), person("a", "Nur", version="2")]
    store = house.fresh()
    store.append(records)
    info = store.info()
    assert (info.records, info.mentions, info.claims) == (2, 3, 1)
    other = house.fresh(OTHER_SECRET)
    other.append(records[1:])
    assert other.info().digest != info.digest
    other.append(records[:1])
    assert other.info().digest == info.digest
    assert other.info().url == without_password(house.url)
