"""Screening against a store: what its viewer sees and nothing else, and what is shared."""

from datetime import date

import pytest
from stores import SECRET, StoreHouse

from tripoint_graph.ids import Ids
from tripoint_graph.model import Category, Claim, Grade, Handling, Mention, Record, Tlp
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.profile import profile_of
from tripoint_resolution.screening.asked import SUBJECT, named
from tripoint_resolution.screening.entries import entries_in
from tripoint_resolution.screening.known import known_subjects, parties
from tripoint_resolution.screening.screen import Hit, Screen
from tripoint_resolution.screening.screens import Screens
from tripoint_resolution.screening.shared_things import Graph, Shared

ON = date(2026, 11, 23)
CRITERIA = load_criteria()
OPEN = Handling("UN", Tlp.CLEAR, Category.LIST)
SECRET_LIST = Handling("MY", Tlp.RED, Category.LIST)
TRAVEL = Handling("ID", Tlp.AMBER, Category.PASSENGER)
OUTSIDER = Viewer("outsider", member="SG", tlp=Tlp.AMBER)


def listed(key: str, name: str, handling: Handling = OPEN, **more: str) -> Record:
    facts = {"name": (name,), "list": ("UN",), "list_reference": (key,)}
    who = Mention("person", "person", facts | {k: (v,) for k, v in more.items()})
    return Record(handling.owner, key, handling, "1", Grade("A", 2), mentions=(who,))


def traveller(key: str, name: str, document: str, booking: str) -> Record:
    return Record(
        "airline",
        key,
        TRAVEL,
        "1",
        mentions=(
            Mention("person", "person", {"name": (name,), "birth_date": ("1980-01-01",)}),
            Mention("document", "identity_document", {"number": (document,), "issuer": ("IDN",)}),
            Mention("booking", "booking", {"locator": (booking,), "carrier": ("QZ",)}),
        ),
        claims=(
            Claim("HOLDS_DOCUMENT", "person", "document"),
            Claim("IN_BOOKING", "person", "booking"),
        ),
    )


LISTS = (
    listed("QDi.001", "Noordin Mohamad Top", birth_date="1968-08-11"),
    listed("QDi.002", "Zulkarnaen"),
    listed("MY-1", "Nordin Mohammad Top", SECRET_LIST, birth_date="1968-08-11"),
)
TRAVELLERS = (
    traveller("1", "MALIK/RAHMA", "X1234567", "ABC234"),
    traveller("2", "SITI/RAHMA", "B7654321", "ABC234"),
)


def filled(store: EvidenceStore, *records: Record) -> EvidenceStore:
    store.append(records)
    return store


def hits(store: EvidenceStore, viewer: Viewer, name: str) -> list[Hit]:
    snapshot = Worlds(store).snapshot(viewer)
    record = named("person", [name], {"birth_date": "1968-08-11"}, {})
    screen = Screen(entries_in(store, snapshot), CRITERIA)
    (found,) = screen.screen([profile_of(record, SUBJECT)], ON)
    return found


def shares(store: EvidenceStore, viewer: Viewer, record: Record, key: str) -> list[Shared]:
    snapshot = Worlds(store).snapshot(viewer)
    return Graph(store, snapshot, Ids(SECRET)).shares(record, key, CRITERIA)


def test_whoever_may_not_see_an_entry_is_answered_as_if_it_were_not_there(
    store: EvidenceStore,
) -> None:
    filled(store, *LISTS, *TRAVELLERS)
    assert {hit.entry.reference for hit in hits(store, FULL, "Noordin M. Top")} == {
        "QDi.001",
        "MY-1",
    }
    seen = hits(store, OUTSIDER, "Noordin M. Top")
    assert [hit.entry.reference for hit in seen] == ["QDi.001"]


def test_a_hidden_entry_leaves_no_trace_in_any_answer(
    store: EvidenceStore, house: StoreHouse
) -> None:
    filled(store, *LISTS, *TRAVELLERS)
    without = filled(house.fresh(), *LISTS[:2])
    for name in ("Noordin Top", "Zulkarnaen", "Rahma"):
        assert hits(store, OUTSIDER, name) == hits(without, OUTSIDER, name)


def test_an_entry_taken_off_its_list_matches_no_more(store: EvidenceStore) -> None:
    filled(store, LISTS[0])
    assert hits(store, FULL, "Noordin Mohamad Top")
    snapshot = Worlds(store).snapshot(FULL)
    store.retract(snapshot.record_names([0]))
    assert hits(store, FULL, "Noordin Mohamad Top") == []


def test_the_same_document_and_booking_are_found_without_storing_anything(
    store: EvidenceStore,
) -> None:
    filled(store, *TRAVELLERS)
    asked = traveller("not stored", "MALIK/RAHMAH", "X1234567", "ABC234")
    before = store.info()
    found = shares(store, FULL, asked, "person")
    assert sorted((each.link, each.mention.mention.first("name")) for each in found) == [
        ("HOLDS_DOCUMENT", "MALIK/RAHMA"),
        ("IN_BOOKING", "MALIK/RAHMA"),
        ("IN_BOOKING", "SITI/RAHMA"),
    ]
    assert found[0].comparison is not None
    assert found[0].comparison.probability > 0.95
    assert store.info() == before
    assert shares(store, OUTSIDER, asked, "person") == []


def test_a_stored_record_does_not_share_with_itself(store: EvidenceStore) -> None:
    filled(store, *TRAVELLERS)
    found = shares(store, FULL, TRAVELLERS[0], "person")
    assert [each.mention.mention.first("name") for each in found] == ["SITI/RAHMA"]


def test_a_booking_stands_for_everybody_in_it(store: EvidenceStore) -> None:
    filled(store, *LISTS, *TRAVELLERS)
    snapshot = Worlds(store).snapshot(FULL)
    booking = Ids(SECRET).atom("booking", "0\x1fABC234\x1fQZ")
    entity = snapshot.find(booking)
    assert entity is not None
    found = known_subjects(store, snapshot, parties(snapshot, entity))
    assert sorted(each.profile.names[0] for each in found) == ["MALIK/RAHMA", "SITI/RAHMA"]


def test_a_screen_is_kept_as_long_as_its_world(store: EvidenceStore) -> None:
    filled(store, *LISTS)
    worlds, screens = Worlds(store), Screens()
    first = screens.of(store, worlds.snapshot(FULL))
    assert screens.of(store, worlds.snapshot(FULL)) is first
    assert len(first.entries) == 3
    assert len(screens.of(store, worlds.snapshot(OUTSIDER)).entries) == 2


@pytest.mark.parametrize("document", ["C7431902", "C7431902/IDN"])
def test_who_is_asked_about_may_hold_a_document(document: str) -> None:
    record = named("person", ["A", "B"], {}, {"document": document, "phone": "+62 812 9870 1234"})
    profile = profile_of(record, SUBJECT)
    assert profile.names == ("A", "B")
    assert [value.normal for value in profile.of("document")] == ["C7431902"]
    assert [value.normal for value in profile.of("phone")] == ["+6281298701234"]
