"""Rows of other tables read with those of one; what a row says of its own grade and handling."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from reading_aloud import read

from tripoint_graph.model import Tlp
from tripoint_ingest.mapping import MappedReader, load_mapping
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.reading import Unreadable

MAPPING = """
title: Bills and parties
source: {category: trade, tlp: AMBER, grade: C3}
columns:
  bill: [Bill]
  sender_id: [Sender]
  receiver_id: [Receiver]
  sent_by: [sender.Name]
  sent_to: [receiver.Name]
required: [bill]
key: [bill]
joins:
  sender: {file: "parties*.csv", by: sender_id, key: [Party Id]}
  receiver: {file: "parties*.csv", by: receiver_id, key: [Party Id]}
mentions:
  bill: {kind: consignment, properties: {bill: bill}}
  sender: {kind: organisation, properties: {name: sent_by}}
  receiver: {kind: organisation, properties: {name: sent_to}}
claims:
  - {type: CONSIGNOR_OF, source: sender, target: bill}
  - {type: CONSIGNEE_OF, source: receiver, target: bill}
"""
GRADED = """
title: Rows with a grade
source: {category: trade, tlp: AMBER, grade: C3}
columns: {bill: [Bill], level: [Level], mark: [Mark], sure: [Sure]}
required: [bill]
record:
  tlp: {column: level}
  grade: {column: mark}
  credibility: {column: sure, values: {confirmed: 1, doubtful: 4}}
mentions: {bill: {kind: consignment, properties: {bill: bill}}}
"""


def mapped(folder: Path, text: str) -> MappedReader:
    path = folder / "own.yaml"
    path.write_text(text, "utf-8")
    return load_mapping(path)


@pytest.fixture
def bills(tmp_path: Path) -> Path:
    path = tmp_path / "bills.csv"
    path.write_text("Bill,Sender,Receiver\nEXPL00001,p1,P2\nEXPL00002,P1,P9\nEXPL00003,,\n")
    (tmp_path / "Parties-2026.csv").write_text("party_id;NAME\nP1;Example A\nP2;Example B\n")
    return path


def test_rows_are_joined_by_key_and_one_table_serves_twice(bills: Path) -> None:
    records, issues = read(mapped(bills.parent, MAPPING), bills)
    names = [[m.first("name") for m in record.mentions[1:]] for record in records]
    assert names == [["Example A", "Example B"], ["Example A"], []]
    (missing,) = issues
    assert (missing.rule, missing.position, missing.field, missing.lost) == (
        "no-joined-row",
        "line 3",
        "Receiver",
        False,
    )
    assert '"sender.NAME":"Example A"' in records[0].raw


def test_a_table_that_is_not_there_or_there_twice_is_refused_in_words(bills: Path) -> None:
    reader = mapped(bills.parent, MAPPING)
    (bills.parent / "parties-2025.csv").write_text("Party Id,Name\n")
    with pytest.raises(Unreadable, match="2 files are called so"):
        read(reader, bills)
    for path in bills.parent.glob("[Pp]arties*"):
        path.unlink()
    with pytest.raises(Unreadable, match="no file is called so"):
        read(reader, bills)


def test_a_table_without_the_key_is_refused_with_the_headers_that_it_has(bills: Path) -> None:
    (bills.parent / "Parties-2026.csv").write_text("Code,Name\nP1,Example A\n")
    with pytest.raises(Unreadable, match="Code, Name"):
        read(mapped(bills.parent, MAPPING), bills)


def test_two_rows_of_one_key_are_told_of_and_the_first_counts(bills: Path) -> None:
    path = bills.parent / "Parties-2026.csv"
    path.write_text("Party Id,Name\nP1,Example A\nP1,Other\nP2,Example B\n")
    records, issues = read(mapped(bills.parent, MAPPING), bills)
    assert records[0].mentions[1].first("name") == "Example A"
    assert [i.rule for i in issues if i.file == path.name] == ["same-key", "same-key"]


def test_sheets_of_one_workbook_are_joined(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Bill", "Sender", "Receiver"], ["EXPL00001", "P1", "P2"]):
        sheet.append(row)
    parties = book.create_sheet("Parties")
    for row in (["Party Id", "Name"], ["P1", "Example A"], ["P2", "Example B"]):
        parties.append(row)
    book.save(tmp_path / "bills.xlsx")
    text = MAPPING.replace('file: "parties*.csv"', "sheet: Parties")
    (record,), issues = read(mapped(tmp_path, text), tmp_path / "bills.xlsx")
    assert issues == []
    assert [m.first("name") for m in record.mentions[1:]] == ["Example A", "Example B"]


@pytest.mark.parametrize("place", ["../parties.csv", "/etc/passwd"])
def test_a_joined_table_lies_in_the_folder_of_the_other(tmp_path: Path, place: str) -> None:
    with pytest.raises(MappingError, match="joins"):
        mapped(tmp_path, MAPPING.replace("parties*.csv", place))


def test_a_required_column_may_come_from_a_joined_table(bills: Path) -> None:
    reader = mapped(bills.parent, MAPPING.replace("required: [bill]", "required: [bill, sent_by]"))
    assert reader.sniff(bills.read_bytes(), bills.name)
    records, issues = read(reader, bills)
    assert len(records) == 2
    assert [each.rule for each in issues if each.lost] == ["missing-value"]


def test_a_row_says_its_own_grade_and_a_stricter_level(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "Bill,Level,Mark,Sure\nE1,TLP:RED,B2,\nE2,,,Confirmed\nE3,green,,\nE4,secret,Z9,maybe\n"
    )
    records, issues = read(mapped(tmp_path, GRADED), path)
    held = [(record.handling.tlp, str(record.grade)) for record in records]
    assert held == [(Tlp.RED, "B2"), (Tlp.AMBER, "C1"), (Tlp.AMBER, "C3"), (Tlp.RED, "C3")]
    assert [(i.position, i.field) for i in issues] == [
        ("line 4", "Level"),
        ("line 5", "Mark"),
        ("line 5", "Sure"),
        ("line 5", "Level"),
    ]
    assert "wider than its source's amber" in issues[0].reason
    assert "confirmed, doubtful" in issues[2].reason


def test_a_row_is_wider_than_its_source_only_where_the_mapping_lets_it(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("Bill,Level,Mark,Sure\nE3,green,,\n")
    text = GRADED.replace("record:\n", "record:\n  may_widen: true\n")
    (record,), issues = read(mapped(tmp_path, text), path)
    assert (record.handling.tlp, issues) == (Tlp.GREEN, [])


@pytest.mark.parametrize("wrong", ["{confirmed: 9}", "{confirmed: yes please}"])
def test_what_a_row_cannot_say_is_refused_when_the_mapping_is_loaded(
    tmp_path: Path, wrong: str
) -> None:
    with pytest.raises(MappingError, match="1 to 6"):
        mapped(tmp_path, GRADED.replace("{confirmed: 1, doubtful: 4}", wrong))


def test_more_rows_than_are_held_are_refused_in_words(
    bills: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tripoint_ingest.mapping.joining.ROWS_MAX", 1)
    with pytest.raises(Unreadable, match="more than 1 rows"):
        read(mapped(bills.parent, MAPPING), bills)
