"""API and PNR messages as senders of different ages and habits write them: same facts each time."""

from pathlib import Path

import pytest
from reading_aloud import read, told

from tripoint_graph.model import Record
from tripoint_ingest.formats import detect
from tripoint_ingest.readers.paxlst import PaxlstReader
from tripoint_ingest.readers.pnrgov import PnrgovReader

ENVELOPE = "UNB+UNOA:4+XYZ:ZZ+GOV:ZZ+150115:1030+000000001++APIS"
FLIGHT = (
    "TDT+20+UA123+++UA",
    "LOC+125+YVR",
    "DTM+189:1501161000:201",
    "LOC+87+JFK",
    "DTM+232:1501161245:201",
)
PERSON = (
    "NAD+FL+++DOE:JOHN:WAYNE+20 MAIN STREET+ANYCITY+VA+10053+USA",
    "ATT+2++M",
    "DTM+329:720907",
    "MEA+CT++:2",
    "MEA+WT++KGM:31",
    "GEI+4+173",
    "FTX+BAG+++UA987654:2",
    "LOC+178+YVR",
    "LOC+179+JFK",
    "LOC+174+CAN",
    "LOC+180+CAN:::AMBER HILL+:::ALBERTA",
    "COM+502-555-1212:TE",
    "NAT+2+CAN",
    "RFF+AVF:ABC123",
    "RFF+ABO:PAX77",
    "RFF+SEA:023A",
    "RFF+CR:UA20012003",
    "RFF+YZY:0161234567890",
    "DOC+P:110:111+MB140241",
    "DTM+36:181021",
    "LOC+91+CAN",
    "DOC+V+V1234",
    "DTM+182:140101",
)


def paxlst(
    *people: str, head: tuple[str, ...] = ("BGM+745",), release: str = "12B", part: str = ""
) -> list[str]:
    """One message of one flight with the segments of its people."""
    unh = f"UNH+1+PAXLST:D:{release}:UN:IATA" + (f"+ABC01+{part}" if part else "")
    body = [unh, *head, *FLIGHT, *people]
    return [*body, f"UNT+{len(body) + 1}+1"]


def whole(*messages: list[str], envelope: str = ENVELOPE) -> list[str]:
    reference = envelope.split("+")[5]
    inner = [segment for message in messages for segment in message]
    return [envelope, *inner, f"UNZ+{len(messages)}+{reference}"]


def text(segments: list[str], end: str = "'") -> str:
    return "".join(f"{segment}{end}" for segment in segments)


def records_of(tmp_path: Path, data: str | bytes) -> tuple[list[Record], list[str]]:
    """What is read from a file that `auto` has to recognise; records, and rules of issues."""
    path = tmp_path / "message.edi"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    records, issues = read(detect(path), path)
    return records, [issue.rule for issue in issues]


PLAIN = text(whole(paxlst(*PERSON)))
GROUPED = text(
    [
        ENVELOPE,
        "UNG+PAXLST+XYZ+GOV+150115:1030+1+UN+D:12B",
        *paxlst(*PERSON),
        "UNE+1+1",
        "UNZ+1+000000001",
    ]
)
WAYS = {
    "plain": PLAIN,
    "in a group": GROUPED,
    "service string": "UNA:+.? '" + PLAIN,
    "odd service string": "UNA|*,!^~" + PLAIN.translate(str.maketrans("':+", "~|*")),
    "lines": text(whole(paxlst(*PERSON)), "'\r\n"),
    "teletype": "\r\n".join(PLAIN[at : at + 69] for at in range(0, len(PLAIN), 69)),
    "lower case": PLAIN.lower(),
    "no UNZ": PLAIN[: PLAIN.index("UNZ")],
    "noise": f"QU JFKKKXH\r\n.UNABLE TO SEND 151030\r\n{PLAIN}\r\nNNNN\r\nunder no: UNA\r\n",
    "control characters": PLAIN.replace("UNOA", "UNOB").translate(
        str.maketrans("':+", "\x1c\x1f\x1d")
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_passenger_is_the_same_however_the_message_is_written(way: str, tmp_path: Path) -> None:
    (record,), rules = records_of(tmp_path, WAYS[way])
    assert rules == []
    found = told(record)
    assert record.source_key == "XYZ/UA123/2015-01-16/PAX77"
    assert found["mentions"]["person"][1] == {
        "name": "JOHN WAYNE DOE",
        "birth_date": "1972-09-07",
        "birth_place": "AMBER HILL, ALBERTA, CAN",
        "gender": "M",
        "nationality": "CAN",
        "residence": "CAN",
        "passenger_reference": "PAX77",
    }
    assert found["mentions"]["document"][1]["expires_on"] == "2018-10-21"
    assert found["mentions"]["document-2"][1]["issued_on"] == "2014-01-01"
    assert found["mentions"]["account"][1]["number"] == "UA20012003"
    assert {m.first("tag") for m in record.mentions if m.kind == "bag"} == {"987654", "987655"}
    (travel,) = [claim for claim in record.claims if claim.type == "TRAVELLED_ON"]
    assert travel.properties["luggage"] == "2, 31 KGM"
    assert (travel.properties["seat"], travel.properties["ticket"]) == ("23A", "0161234567890")


@pytest.mark.parametrize("release", ["02B", "03B", "05B", "10B", "12B", "15B", "19A"])
def test_every_directory_is_read(release: str, tmp_path: Path) -> None:
    (record,), rules = records_of(tmp_path, text(whole(paxlst(*PERSON, release=release))))
    assert (record.source_key, rules) == ("XYZ/UA123/2015-01-16/PAX77", [])


def test_without_an_envelope_years_are_read_beside_the_flight(tmp_path: Path) -> None:
    (record,), rules = records_of(tmp_path, text(paxlst(*PERSON)))
    assert rules == []
    assert told(record)["mentions"]["document"][1]["expires_on"] == "2018-10-21"
    assert told(record)["mentions"]["person"][1]["birth_date"] == "1972-09-07"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [("720900", "1972-09"), ("720000", "1972"), ("19720907", "1972-09-07"), ("19720000", "1972")],
)
def test_a_birth_date_may_be_known_in_part(written: str, read_as: str, tmp_path: Path) -> None:
    person = [segment.replace("720907", written) for segment in PERSON]
    (record,), rules = records_of(tmp_path, text(whole(paxlst(*person))))
    assert told(record)["mentions"]["person"][1]["birth_date"] == read_as
    assert rules == []


def test_a_part_of_a_list_is_not_counted_against_the_whole(tmp_path: Path) -> None:
    parts = (
        paxlst(*PERSON, "CNT+42:160", part="01:C"),
        paxlst("NAD+FL+++ROE:JANE", "CNT+42:160", part="02:F"),
    )
    records, rules = records_of(tmp_path, text(whole(*parts)))
    assert (len(records), rules) == (2, [])


def test_two_people_without_a_name_in_two_messages_of_a_flight_stay_two(tmp_path: Path) -> None:
    nameless = paxlst("NAD+FL", "NAT+2+IDN")
    other = [segment.replace("UNH+1+", "UNH+2+").replace("IDN", "MYS") for segment in nameless]
    other[-1] = other[-1][:-1] + "2"
    records, _ = records_of(tmp_path, text(whole(nameless, other)))
    assert len({record.source_key for record in records}) == 2


def test_a_name_may_stand_in_the_element_for_free_text(tmp_path: Path) -> None:
    (record,), _ = records_of(tmp_path, text(whole(paxlst("NAD+FL++ROE:JANE"))))
    assert told(record)["mentions"]["person"][1]["name"] == "JANE ROE"


@pytest.mark.parametrize(("syntax", "codec"), [("UNOC", "utf-8"), ("UNOC", "latin-1"),
                                               ("UNOA", "latin-1"), ("UNOW", "utf-8"),
                                               ("UNOD", "iso8859-2")])  # fmt: skip
def test_names_are_read_in_what_was_written_and_not_only_in_what_was_said(
    syntax: str, codec: str, tmp_path: Path
) -> None:
    message = text(whole(paxlst("NAD+FL+++MÜLLER:JOSÉ"))).replace("UNOA", syntax)
    (record,), _ = records_of(tmp_path, message.encode(codec))
    assert told(record)["mentions"]["person"][1]["name"] == "JOSÉ MÜLLER"


@pytest.mark.parametrize(
    ("head", "withdrawn"),
    [
        ("BGM+745", False),
        ("BGM+745+CP", False),
        ("BGM+745+XR", True),
        ("BGM+745+RP", True),
        ("BGM+266+CLNB", True),
        ("BGM+250+C", False),
        ("BGM+336+G", False),
        ("BGM+336+H", True),
        ("BGM+336+I", False),
    ],
)
def test_what_a_message_does_is_done(head: str, withdrawn: bool, tmp_path: Path) -> None:
    (record,), _ = records_of(tmp_path, text(whole(paxlst(*PERSON, head=(head,)))))
    assert record.withdrawn is withdrawn
    assert record.source_key == "XYZ/UA123/2015-01-16/PAX77"


@pytest.mark.parametrize(
    ("role", "link"),
    [("FL", "TRAVELLED_ON"), ("FM", "CREWED"), ("DDU", "TRAVELLED_ON"), ("DDT", "CREWED")],
)
def test_crew_and_transit_are_told_apart(role: str, link: str, tmp_path: Path) -> None:
    (record,), _ = records_of(tmp_path, text(whole(paxlst(f"NAD+{role}+++ROE:JANE"))))
    assert [c.type for c in record.claims if c.source == "person"] == [link]


DOCS = "SSR+DOCS:HK:1:XY:::::/P/IDN/C1234/IDN/10JAN91/M/18FEB31/TAN/ALI"
SHORT_DOCS = "SSR+DOCS:HK:1:XY:::/P/IDN/C5678/IDN/10JAN92/F/18FEB31/LIM/MEI+::2"
TRAVELLERS = ("TIF+TAN+ALI MR:A:1", "TIF+LIM+MEI MS:A:2")
LEG = ("TVL+010326:1020:010326:1320+CGK+KUL+XY+880:Y", "RPI+2+HK")
BOARDING = ("DAT+2:010326:0830", "TRI++21:::1", "TIF+TAN+ALI MR:A:1", "SSD+012A++++Y")
BAGS = ("TBD++3:45:700++HP:1+XY:0040123456:3:KUL",)


def pnrgov(*bookings: tuple[str, ...], release: str = "15:1", marked: bool = True) -> str:
    """One message of bookings, each begun by SRC or not."""
    body = [f"UNH+1+PNRGOV:{release}:IA", "MSG+:22", "ORG+XY:MUC"]
    body += ["TVL+010326:1020:010326:1320+CGK+KUL+XY+880", f"EQN+{len(bookings)}"]
    for number, booking in enumerate(bookings):
        body += ["SRC"] * marked + [f"RCI+XY:AAA11{number}:C:250226:1400", *booking]
    message = [*body, f"UNT+{len(body) + 1}+1"]
    return text(whole(message, envelope="UNB+IATA:1+XY+GOV+260301:0915+1"))


def people_and_papers(record: Record) -> dict[str, list[str]]:
    """Name of each person to the numbers of the documents held."""
    at = record.mention_by_key
    return {
        m.first("name"): [
            at[c.target].first("number")
            for c in record.claims
            if c.type == "HOLDS_DOCUMENT" and c.source == m.key
        ]
        for m in record.mentions
        if m.kind == "person"
    }


@pytest.mark.parametrize(
    "release", ["10:1", "11:1", "12:1", "13:1", "14:1", "15:1", "18:1", "21:1"]
)
@pytest.mark.parametrize(
    "order",
    [
        (DOCS, SHORT_DOCS, *TRAVELLERS, *LEG, *BOARDING, *BAGS),
        (*TRAVELLERS, DOCS, SHORT_DOCS, *LEG, *BOARDING, *BAGS),
        (*TRAVELLERS, *LEG, DOCS, SHORT_DOCS, *BOARDING, *BAGS),
        (*TRAVELLERS, *LEG, *BOARDING, *BAGS, DOCS, SHORT_DOCS),
    ],
    ids=["before", "with", "flight", "behind"],
)
def test_documents_are_whose_they_are_wherever_they_stand(
    order: tuple[str, ...], release: str, tmp_path: Path
) -> None:
    (record,), rules = records_of(tmp_path, pnrgov(order, release=release))
    assert rules == []
    assert people_and_papers(record) == {"ALI TAN": ["C1234"], "MEI LIM": ["C5678"]}
    (travel,) = [c for c in record.claims if c.type == "TRAVELLED_ON"]
    assert (travel.properties["luggage"], travel.properties["seat"]) == ("3, 45 kg", "12A")
    assert sum(m.kind == "bag" for m in record.mentions) == 3


def test_bookings_that_no_segment_marks_are_told_apart(tmp_path: Path) -> None:
    first = (*TRAVELLERS, *LEG, "RCI+ZZ:OTHER1", *BOARDING)
    records, rules = records_of(tmp_path, pnrgov(first, (TRAVELLERS[0], *LEG), marked=False))
    assert rules == []
    assert [record.source_key for record in records] == [
        "XY/AAA110/2026-02-25",
        "XY/AAA111/2026-02-25",
    ]
    assert [len(people_and_papers(record)) for record in records] == [2, 1]


def test_several_of_one_surname_may_share_a_segment(tmp_path: Path) -> None:
    family = ("TIF+ONE+ADAM:A:1+EVE:A:2+ABEL:C:3", *LEG)
    (record,), _ = records_of(tmp_path, pnrgov(family))
    assert list(people_and_papers(record)) == ["ADAM ONE", "EVE ONE", "ABEL ONE"]


def test_a_split_is_told_and_what_was_changed_before_is_not(tmp_path: Path) -> None:
    history = ("ABI+4+:GS+BKK", "DAT+T:270226:1005", "SAC+++X", "TIF+GONE+GIRL", DOCS)
    (record,), _ = records_of(
        tmp_path, pnrgov((*TRAVELLERS, *LEG, "EQN+1", "RCI+XY:OLD999", *history))
    )
    assert people_and_papers(record) == {"ALI TAN": [], "MEI LIM": []}
    assert [c.type for c in record.claims if c.type == "SPLIT_FROM"] == ["SPLIT_FROM"]


def test_both_readers_are_found_by_content_in_either_case(tmp_path: Path) -> None:
    for data, reader in ((PLAIN, PaxlstReader), (pnrgov((*TRAVELLERS, *LEG)), PnrgovReader)):
        for written in (data, data.lower()):
            path = tmp_path / "x.txt"
            path.write_text(written)
            assert isinstance(detect(path), reader)


@pytest.mark.parametrize("width", range(11, 70))
def test_a_message_is_known_and_read_whatever_width_it_is_wrapped_at(
    width: int, tmp_path: Path
) -> None:
    wrapped = "\r\n".join(PLAIN[at : at + width] for at in range(0, len(PLAIN), width))
    (record,), rules = records_of(tmp_path, wrapped)
    assert (record.source_key, rules) == ("XYZ/UA123/2015-01-16/PAX77", [])


def test_of_two_pushes_within_a_minute_the_later_number_speaks(tmp_path: Path) -> None:
    first = pnrgov((*TRAVELLERS, *LEG))
    later = first.replace("0915+1'", "0915+10'").replace("UNZ+1+1'", "UNZ+1+10'")
    versions = [records_of(tmp_path, text)[0][0].version for text in (first, later)]
    assert versions == sorted(versions)
    assert versions[0] != versions[1]
