"""PNRGOV: bookings by tag and level, updates, splits, bags, cards, and what is never kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_aloud import read, told
from shared_data import shared

from tripoint_graph.model import Issue, Record
from tripoint_ingest.passengers import protected
from tripoint_ingest.readers.pnrgov import PnrgovReader

READER = PnrgovReader()
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "pnrgov.edi"
TRAVELLER = ["TIF+TAN+ALI MR:A:1", "REF+:P1"]
LEG = ["TVL+010326:1020:010326:1320+CGK+KUL+XY+880:Y", "RPI+1+HK"]


def booking(*segments: str, locator: str = "ABC123") -> list[str]:
    """One booking of somebody."""
    return ["SRC", f"RCI+XY:{locator}:C:250226:1400", *segments]


def write(
    path: Path,
    *bookings: Sequence[str],
    function: str = "22",
    at: str = "260301:0915",
    una: str = "UNA:+.?*'",
) -> Path:
    """A message with these bookings, in the service characters of its UNA."""
    body = [
        "UNH+1+PNRGOV:15:1:IA",
        f"MSG+:{function}",
        "TVL+010326:1020:010326:1320+CGK+KUL+XY+880",
        f"EQN+{len(bookings)}",
        *(segment for each in bookings for segment in each),
    ]
    whole = [f"UNB+IATA:1+XY+GOV+{at}+1", *body, f"UNT+{len(body) + 1}+1", "UNZ+1+1"]
    text = "'\n".join(whole) + "'\n"
    path.write_text(una + text)
    return path


def properties(record: Record, kind: str) -> list[dict[str, str]]:
    """First values of the properties of a record's mentions of a kind."""
    return [
        {name: mention.first(name) for name in mention.properties}
        for mention in record.mentions
        if mention.kind == kind
    ]


def claims(record: Record, type_: str) -> list[tuple[str, str]]:
    return [(c.source, c.target) for c in record.claims if c.type == type_]


def test_the_example_tells_each_booking_in_its_own_record() -> None:
    (first, second, group), issues = read(READER, EXAMPLE)
    assert [r.source_key for r in (first, second, group)] == [
        "XY/7QK2PX/2026-02-25",
        "XY/8ABCDE/2026-02-28",
        "XY/9GROUP/2026-01-20",
    ]
    people = [person["name"] for person in properties(first, "person")]
    assert people == ["SITI RAHMA O'BRIEN", "NUR O'BRIEN"]
    assert [m.kind for m in first.mentions if m.key == "payer"] == ["organisation"]
    assert claims(first, "TRAVELLED_ON") == [("person", "flight")]
    assert ("person", "flight-2") in claims(first, "BOOKED_ON")
    assert properties(second, "booking")[0]["payment"] == "cash"
    assert [p["name"] for p in properties(group, "person")] == ["MARIA CLARA REYES"]
    assert claims(group, "BOOKED_ON") == [("person", "flight-2")], "the first leg is cancelled"
    assert {issue.rule for issue in issues} == {protected.RULE}


def test_an_infants_document_is_the_infants(tmp_path: Path) -> None:
    (first, *_), _ = read(READER, EXAMPLE)
    held = dict(claims(first, "HOLDS_DOCUMENT")[::-1])
    assert first.mention_by_key[held["person-2"]].first("number") == "C7431903"


@pytest.mark.parametrize("order", ["document first", "infant first"])
def test_an_infant_is_one_whichever_of_its_document_and_its_name_comes_first(
    order: str, tmp_path: Path
) -> None:
    document = "SSR+DOCS:HK:1:XY:::::/P/IDN/C7/IDN/02MAY25/FI/18FEB31/TAN/NUR+::1"
    infant = ["TIF+TAN+NUR:IN:1I"]
    parts = [document, *infant] if order == "document first" else [*infant, document]
    (record,), _ = read(READER, write(tmp_path / "m.edi", booking(*TRAVELLER, *parts, *LEG)))
    assert [p["name"] for p in properties(record, "person")] == ["ALI TAN", "NUR TAN"]
    assert properties(record, "person")[1]["birth_date"] == "2025-05-02"


def test_a_bag_is_one_however_many_legs_tell_it(tmp_path: Path) -> None:
    bags = ["TRI++21:::1", "TBD++9:90:700+++XY:1260001001:9:PEN"]
    second = ["TVL+010326:1500:010326:1605+KUL+PEN+XY+12:Y", *bags]
    (record,), _ = read(
        READER, write(tmp_path / "m.edi", booking(*TRAVELLER, *LEG, *bags, *second))
    )
    assert len(properties(record, "bag")) == 9, "nine pieces over two legs are not eighteen"
    assert {end for end, _ in claims(record, "CHECKED_BAG")} == {"person"}


def test_bags_seats_and_tickets_go_to_whom_they_are_told_of(tmp_path: Path) -> None:
    other = ["TIF+LIM+MEI MS:A:2", "REF+:P2", "TKT+6180000000002:T:1"]
    flown = [
        *LEG,
        "SSR+SEAT:HK:2:XY:::CGK:KUL+12A::1+12B::2",
        "TRI++5:::2",
        "TIF+LIM+MEI MS:A:2",
        "SSD+012C++++Y",
        "TBD++1:20:700+++XY:0000000042:1:KUL",
    ]
    (record,), _ = read(READER, write(tmp_path / "m.edi", booking(*TRAVELLER, *other, *flown)))
    booked = {c.source: c for c in record.claims if c.type in ("BOOKED_ON", "TRAVELLED_ON")}
    assert (booked["person"].type, booked["person"].properties["seat"]) == ("BOOKED_ON", "12A")
    assert (booked["person-2"].type, booked["person-2"].properties["seat"]) == (
        "TRAVELLED_ON",
        "12C",
    )
    assert claims(record, "CHECKED_BAG") == [("person-2", "bag")]
    tickets = {
        c.source: c.properties.get("ticket") for c in record.claims if c.type == "IN_BOOKING"
    }
    assert tickets == {"person": None, "person-2": "6180000000002"}


def test_a_later_push_of_a_booking_speaks_whatever_came_first(tmp_path: Path) -> None:
    (before,), _ = read(READER, write(tmp_path / "a.edi", booking(*TRAVELLER, *LEG)))
    moved = "TVL+020326:1020:020326:1320+CGK+KUL+XY+882:Y"
    path = write(tmp_path / "b.edi", booking(*TRAVELLER, moved), function="141", at="260301:1800")
    (after,), _ = read(READER, path)
    assert before.source_key == after.source_key
    assert before.version < after.version
    assert [f["number"] for f in properties(after, "flight")] == ["882"]


def test_an_update_without_flights_cancels(tmp_path: Path) -> None:
    options = {"function": "141", "at": "260301:1800"}
    (named,), _ = read(READER, write(tmp_path / "a.edi", booking(*TRAVELLER), **options))
    assert not named.withdrawn
    assert properties(named, "booking")[0]["status"] == "cancelled"
    assert claims(named, "BOOKED_ON") == []
    (empty,), _ = read(READER, write(tmp_path / "b.edi", booking(), **options))
    assert empty.withdrawn
    assert (empty.mentions, empty.claims) == ((), ())
    assert empty.source_key == named.source_key


def test_a_locator_that_is_used_again_is_another_booking(tmp_path: Path) -> None:
    old = ["SRC", "RCI+XY:ABC123:C:010120:0900", *TRAVELLER]
    records, _ = read(READER, write(tmp_path / "m.edi", old, booking(*TRAVELLER)))
    assert len({record.source_key for record in records}) == 2


def test_a_card_is_never_kept_whole(tmp_path: Path) -> None:
    paid = "FOP+CC::2900000:VI:4111111111111111:0928"
    (record,), issues = read(READER, write(tmp_path / "m.edi", booking(*TRAVELLER, paid, *LEG)))
    (card,) = properties(record, "account")
    assert card["number"] == "411111******1111 0928"
    assert "4111111111111111" not in f"{record}{issues}"
    hidden = "FOP+CC::2900000:VI:XXXXXXXXXXXX1111:0928"
    (record,), _ = read(READER, write(tmp_path / "n.edi", booking(*TRAVELLER, hidden, *LEG)))
    assert properties(record, "account") == [], "four digits tell no card from another"


def test_who_pays_for_others_is_told(tmp_path: Path) -> None:
    paid = ["FOP+CA::100", "IFT+4:43+BUDI LAIN+JL LAIN 5+62215550011"]
    own = ["FOP+CA::100", "IFT+4:43+ALI TAN+JL CONTOH 1+62215550012"]
    (record,), _ = read(READER, write(tmp_path / "m.edi", booking(*TRAVELLER, *paid, *LEG)))
    assert claims(record, "PAID_FOR") == [("payer", "booking")]
    (record,), _ = read(READER, write(tmp_path / "n.edi", booking(*TRAVELLER, *own, *LEG)))
    assert claims(record, "PAID_FOR") == [("person", "booking")]


def test_a_split_names_the_other_booking(tmp_path: Path) -> None:
    split = ["EQN+1", "RCI+XY:OTHER1"]
    (record,), _ = read(READER, write(tmp_path / "m.edi", booking(*TRAVELLER, *LEG, *split)))
    assert claims(record, "SPLIT_FROM") == [("booking", "booking-2")]
    assert properties(record, "booking")[1]["locator"] == "OTHER1"


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)))
def test_the_order_of_groups_within_a_booking_does_not_change_who_is_in_it(
    order: list[int],
) -> None:
    parts = [
        ["DAT+700:270226:1005"],
        ["ORG+1A:CGK+15300011:JKT+++T+ID:IDR"],
        ["ADD++700:JL CONTOH 12:JAKARTA:::ID:10110:6281298701234"],
        ["SSR+DOCS:HK:1:XY:::::/P/IDN/C7431902/IDN/10JAN91/M/18FEB31/TAN/ALI+::1"],
        ["SSR+CTCE:HK:1:XY:::::ALI//EXAMPLE.ORG+::1"],
        ["SSR+MOML:HK:1:XY+::1"],
        ["IFT+4:28::XY+CTCM 628129870999"],
        ["EBD+IDR:40.00+4::N"],
    ]
    from tempfile import TemporaryDirectory

    shuffled = [segment for at in order for segment in parts[at]]
    with TemporaryDirectory() as folder:
        path = write(Path(folder) / "m.edi", booking(*TRAVELLER, *shuffled, *LEG))
        (record,), issues = read(READER, path)
    assert len(properties(record, "person")) == 1
    assert properties(record, "identity_document")[0]["number"] == "C7431902"
    assert {p["number"] for p in properties(record, "phone")} == {"6281298701234", "628129870999"}
    assert [issue.rule for issue in issues] == [protected.RULE]


@settings(max_examples=100, deadline=2000)
@given(st.data())
def test_no_mutation_of_a_message_makes_the_reader_fail(data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory

    text = bytearray(EXAMPLE.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text) - 1))
        text[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=5))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mutated.edi"
        path.write_bytes(bytes(text))
        for found in READER.read(path, READER.source):
            assert isinstance(found, Record | Issue)


REAL = {
    "3_pnrs.edi": 3,
    "adult_and_infant.edi": 1,
    "bigbigPnr.txt": 47,
    "codeshare.edi": 2,
    "pnr1.txt": 1,
    "pnrBadFormat.txt": 1,
    "pnrMessageExample.txt": 1,
    "pnrNoOrgMsg.txt": 1,
    "pnrSeatFormats.txt": 1,
    "pnrWithDoco.txt": 1,
    "pnr_split.edi": 2,
}


@pytest.mark.parametrize("name", REAL)
def test_real_messages_are_read_whole(name: str) -> None:
    path = shared(f"edifact/{name}")
    records, issues = read(READER, path)
    assert len(records) == REAL[name]
    assert [issue for issue in issues if issue.lost] == []
    text = path.read_text("latin-1")
    travellers = {  # whoever has a document or a reference of their own is somebody
        person["name"] for record in records for person in properties(record, "person")
    }
    assert travellers
    assert all(told(record)["claims"] for record in records)
    assert text.count("SRC") >= len(records)
