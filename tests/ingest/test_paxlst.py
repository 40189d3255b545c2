"""PAXLST: what real messages hold, and what they do wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paxlst_by_hand import interchange, message, passenger
from reading_aloud import read, told
from shared_data import shared

from tripoint_graph.model import Issue, Record
from tripoint_ingest.readers.paxlst import PaxlstReader
from tripoint_ingest.readers.paxlst_dates import birth_date, expiry_date, prepared_at

GOLDEN = Path(__file__).parent / "golden" / "passengers.edi"
READER = PaxlstReader()


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = GOLDEN.read_text("ascii")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "changed.edi"
    path.write_text(text, "utf-8", newline="")
    return path


def test_a_passenger_is_a_person_with_documents_flights_booking_and_contacts() -> None:
    (passenger, _), issues = read(READER, GOLDEN)
    assert issues == []
    found = told(passenger)
    mentions, claims = found["mentions"], found["claims"]
    assert mentions["person"][1] == {
        "name": "SITI RAHMA O'BRIEN",
        "birth_date": "2026-01-10",
        "gender": "F",
        "nationality": "IDN",
        "residence": "IDN",
        "passenger_reference": "7QK2PX1",
    }
    assert mentions["document"][1]["expires_on"] == "2031-02-18"
    assert mentions["document-2"][1] == {"type": "V", "number": "V998877", "issuer": "MYS"}
    assert mentions["flight"][1]["designator"] == "XY880 2026-03-01"
    assert mentions["phone"][1] == {"number": "+6281298701234"}
    assert mentions["email"][1] == {"address": "siti@example.org"}
    assert claims["TRAVELLED_ON", "person", "flight"] == ("2026-03-01T10:20", "2026-03-01T13:20")
    assert ("TRAVELLED_ON", "person", "flight-2") not in claims, "she debarks at KUL"
    assert ("IN_BOOKING", "person", "booking") in claims
    assert passenger.claims[-1].properties == {}
    assert passenger.origin == "passengers.edi segment 18"
    assert "passengers" not in passenger.source_key


def test_crew_fly_every_leg_and_a_single_name_is_a_whole_name() -> None:
    (_, crew), _ = read(READER, GOLDEN)
    found = told(crew)
    assert found["mentions"]["person"][1]["name"] == "SUKARNO"
    flown = [key for key in found["claims"] if key[0] == "CREWED"]
    assert flown == [("CREWED", "person", "flight"), ("CREWED", "person", "flight-2")]


@pytest.mark.parametrize(
    ("old", "new", "rule", "lost"),
    [
        ("UNT+39+1", "UNT+40+1", "segment-count", False),
        ("UNT+39+1", "UNT+39+2", "message-reference", False),
        ("UNZ+1+0000000042", "UNZ+1+0000000043", "interchange-reference", False),
        ("DTM+329:700505", "DTM+329:709905", "impossible-date", False),
        ("DTM+189:2603011020", "DTM+189:2613011020", "impossible-date", False),
        ("CNT+42:1", "CNT+42:7", "control-total", False),
        ("NAT+2+IDN", "na t+2+IDN", "no-segment", True),
    ],
)
def test_what_is_wrong_is_told_with_its_segment_and_the_rest_is_read(
    tmp_path: Path, old: str, new: str, rule: str, lost: bool
) -> None:
    records, issues = read(READER, changed(tmp_path, (old, new)))
    assert len(records) == 2
    (issue,) = issues
    assert (issue.rule, issue.lost) == (rule, lost)
    assert issue.position.startswith("segment ")
    assert issue.reason
    assert issue.hint


def test_a_cut_message_keeps_what_came_before_the_cut(tmp_path: Path) -> None:
    text = GOLDEN.read_bytes()
    path = tmp_path / "cut.edi"
    path.write_bytes(text[: text.index(b"NAT+2")])
    (passenger,), (issue,) = read(READER, path)
    assert issue.rule == "message-cut"
    assert told(passenger)["mentions"]["phone"][1] == {"number": "+6281298701234"}


@pytest.mark.parametrize(
    "wrap",
    [
        lambda text: text.replace("\n", ""),
        lambda text: "QU CUSTOMS\r\n.XYAPIS 010915\r\n\x02" + text + "\x03NNNN\r\n",
        lambda text: (
            text[: text.index("UNB")]
            + "\r\n".join(
                text[text.index("UNB") :].replace("\n", "")[i : i + 63] for i in range(0, 1200, 63)
            )
        ),
        lambda text: text[text.index("UNB") :],
        lambda text: text.replace("UNA:+.? '", "UNA:+.?'"),
        lambda text: text.replace("'", "$").replace("?$", "'").replace("UNA:+.? '", "UNA:+.? $"),
    ],
)
def test_the_same_facts_are_read_however_a_message_is_wrapped(
    wrap: Callable[[str], str], tmp_path: Path
) -> None:
    path = tmp_path / "passengers.edi"
    path.write_bytes(wrap(GOLDEN.read_text("ascii")).encode())
    records, _ = read(READER, path)
    expected, _ = read(READER, GOLDEN)
    assert [told(r) for r in records] == [told(r) for r in expected]


def test_two_interchanges_with_different_service_strings_are_both_read(tmp_path: Path) -> None:
    text = GOLDEN.read_text("ascii")
    other = (
        "".join({"+": "*", ":": "|", "'": "~"}.get(c, c) for c in text[text.index("UNB") :])
        .replace("?~", "?'")
        .replace("?*", "+")
    )
    path = tmp_path / "two.edi"
    path.write_text(text + "UNA|*.? ~" + other.replace("0000000042", "0000000043"), "ascii")
    records, _ = read(READER, path)
    assert len(records) == 4


def test_a_name_in_another_encoding_is_read_and_the_rest_with_it(tmp_path: Path) -> None:
    path = tmp_path / "latin.edi"
    path.write_bytes(GOLDEN.read_bytes().replace(b"SUKARNO", b"SUK\xc1RNO"))
    records, _ = read(READER, path)
    assert records[1].mentions[0].first("name") == "SUKÁRNO"


def test_a_200_mb_line_is_refused_without_being_held(tmp_path: Path) -> None:
    path = tmp_path / "endless.edi"
    with path.open("wb") as file:
        file.write(b"UNB+UNOA:4+XY+CUSTOMS+260301:0915+1'UNH+1+PAXLST:D:12B:UN:IATA'")
        for _ in range(200):
            file.write(b"A" * 2**20)
    count = sum(1 for _ in READER.read(path, READER.source))
    assert 0 < count < 3000


@given(st.data())
@settings(max_examples=150, deadline=2000)
def test_no_mutation_of_a_message_makes_the_reader_fail(data: st.DataObject) -> None:
    text = bytearray(GOLDEN.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text) - 1))
        cut = data.draw(st.integers(0, 9))
        text[at : at + cut] = data.draw(st.binary(max_size=5))
    path = GOLDEN.parent / "mutated"
    for found in READER.read(_Held(bytes(text)), READER.source):  # type: ignore[arg-type]  # a path in memory
        assert isinstance(found, Record | Issue), path


class _Held:
    """A file in memory that opens like a path."""

    name = "mutated.edi"

    def __init__(self, content: bytes) -> None:
        self._content = content

    def open(self, mode: str) -> object:
        import io

        assert mode == "rb"
        return io.BytesIO(self._content)


def test_two_digit_years_are_read_beside_the_date_of_the_message() -> None:
    assert birth_date("261122", "2026-11-23T10:00") == "2026-11-22"
    assert birth_date("261124", "2026-11-23T10:00") == "1926-11-24"
    assert birth_date("991399", "2026-11-23T10:00") == ""
    assert expiry_date("610218", "2026-11-23") == "2061-02-18"
    assert expiry_date("890101", "2026-11-23") == "1989-01-01"
    assert prepared_at(None) == ""


@pytest.mark.parametrize(
    ("name", "people", "rules"),
    [
        ("Test1.txt", 8, {"segment-count", "interchange-reference"}),
        ("multiple_flight_leg_apis.txt", 2, set()),
    ],
)
def test_real_messages_are_read(name: str, people: int, rules: set[str]) -> None:
    records, issues = read(READER, shared(f"edifact/{name}"))
    assert len(records) == people
    assert {issue.rule for issue in issues} == rules
    for record in records:
        assert any(m.kind == "identity_document" for m in record.mentions)
        assert any(c.type in ("TRAVELLED_ON", "CREWED") for c in record.claims)


def sent(
    tmp_path: Path, *people: list[str], does: str = "", at: str = "261101:0900"
) -> list[Record]:
    """The records of a message about some people; `does` is its function."""
    body = [s if s != "BGM+745" or not does else f"BGM+745+{does}" for s in message(1, people)]
    path = tmp_path / "sent.edi"
    path.write_text(interchange([body]).replace("261101:0900", at))
    records, _ = read(READER, path)
    return records


def in_booking(name: str, document: str) -> list[str]:
    return [f"NAD+FL+++{name}", "DTM+329:800101", "RFF+AVF:7QK2PX", f"DOC+P:110:111+{document}"]


def test_a_change_speaks_for_the_person_that_it_corrects(tmp_path: Path) -> None:
    (before,) = sent(tmp_path, in_booking("TAN:ALI", "X0000001"))
    (after,) = sent(tmp_path, in_booking("TAN:ALI", "X0000009"), does="CP", at="261101:1000")
    assert after.source_key == before.source_key
    assert after.version > before.version
    assert [m.first("number") for m in after.mentions if m.kind == "identity_document"] == [
        "X0000009"
    ]


@pytest.mark.parametrize("does", ["XR", "RP"])
def test_a_cancelled_reservation_is_taken_back(does: str, tmp_path: Path) -> None:
    before = sent(tmp_path, in_booking("TAN:ALI", "X1"), in_booking("LIM:MEI", "X2"))
    (after,) = sent(tmp_path, in_booking("LIM:MEI", "X2"), does=does, at="261101:1000")
    assert after.withdrawn
    assert after.source_key == before[1].source_key != before[0].source_key
    assert (after.mentions, after.claims) == ((), ())


def test_who_is_not_on_board_at_close_out_is_taken_back(tmp_path: Path) -> None:
    boarding = [*in_booking("TAN:ALI", "X1"), "RFF+ABO:REF1"]
    (before,) = sent(tmp_path, boarding)
    body = [s.replace("BGM+745", "BGM+266+CLNB") for s in message(1, [["NAD+ZZZ", "RFF+ABO:REF1"]])]
    path = tmp_path / "closed.edi"
    path.write_text(interchange([body]).replace("261101:0900", "261101:1200"))
    (after,), _ = read(READER, path)
    assert after.withdrawn
    assert after.source_key == before.source_key
    path.write_text(interchange([[s.replace("CLNB", "CLOB") for s in body]]))
    assert read(READER, path)[0] == [], "who is on board is told already"


def test_two_people_of_one_name_in_one_booking_stay_two(tmp_path: Path) -> None:
    records = sent(tmp_path, in_booking("TAN:ALI", "X1"), in_booking("TAN:ALI", "X2"))
    assert len({record.source_key for record in records}) == 2


def test_bags_are_counted_by_their_tags(tmp_path: Path) -> None:
    bags = ["MEA+CT++:3", "FTX+BAG+++XX400123:2+XX400999"]
    (record,) = sent(tmp_path, [*in_booking("TAN:ALI", "X1"), *bags])
    tags = [m.first("tag") for m in record.mentions if m.kind == "bag"]
    assert tags == ["400123", "400124", "400999"]


def test_free_text_about_a_person_is_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "sent.edi"
    told = [*in_booking("TAN:ALI", "X1"), "FTX+AAI+++NEEDS A PRAYER ROOM"]
    path.write_text(interchange([message(1, [told])]))
    (record,), issues = read(READER, path)
    assert "PRAYER" not in f"{record}{issues}"
    assert [issue.rule for issue in issues] == ["protected-attribute"]


def test_strictly_a_message_with_a_fault_is_left_out_whole(tmp_path: Path) -> None:
    good, bad = message(1, [passenger(1)]), message(2, [passenger(2)])
    path = tmp_path / "two.edi"
    path.write_text(interchange([good, [s.replace("UNT+", "UNT+9") for s in bad]]))
    records, issues = read(READER, path)
    assert (len(records), [i.rule for i in issues]) == (2, ["segment-count"])
    records, (issue,) = read(READER.strictly(), path)
    assert (len(records), issue.rule, issue.lost) == (1, "message-refused", True)
    assert "UNT says" in issue.reason
