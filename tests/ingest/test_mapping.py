"""Rows by mapping: every form of table, and every way in which a row can be wrong."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_aloud import read, told
from shared_data import shared

from tripoint_ingest.formats import detect, known_formats
from tripoint_ingest.mapping import load_mapping, shipped_mappings
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.reading import Unreadable

MAPPINGS = {mapping.name: mapping for mapping in shipped_mappings()}
MANIFEST = MAPPINGS["sea-manifest"]
ROW = {
    "B/L No": "NUSL40990920",
    "Shipper": "PT Garuda Merdeka Chemicals",
    "Consignee": "TO THE ORDER OF BANK EXAMPLE",
    "notify_name": "CV Anggraini",
    "notify_phone": "+62 87816035705",
    "Vessel": "MV BANDA 7",
    "IMO": "9074729",
    "Voyage No": "07W",
    "POL": "ID SUB",
    "POD": "MYPKG",
    "ETD": "07/01/2026",
    "ETA": "2026-01-15",
    "Container No": "MSKU9070323; TCLU1234568",
    "HS Code": "2808.00",
    "Description": "NITRIC ACID",
    "Gross Weight": "12.345,5",
}


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    """The rows as a file of the kind that the name says."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
            sheet.append(cells)
        book.save(path)
    elif path.suffix == ".json":
        path.write_text(json.dumps({"manifest": rows}), "utf-8")
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        mark = {".csv": ",", ".tsv": "\t", ".txt": ";"}[path.suffix]
        lines = [list(rows[0]), *(list(row.values()) for row in rows)]
        text = "\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
        path.write_text(text + "\n", "utf-8")
    return path


@pytest.mark.parametrize("form", ["csv", "tsv", "txt", "json", "jsonl", "xlsx"])
def test_a_manifest_row_says_the_same_in_every_form_of_table(form: str, tmp_path: Path) -> None:
    path = written(tmp_path / f"manifest.{form}", [ROW])
    assert detect(path).name == "sea-manifest"
    (record,), issues = read(MANIFEST, path)
    assert issues == []
    found = told(record)
    mentions, claims = found["mentions"], found["claims"]
    assert mentions["consignment"][1]["bill"] == "NUSL40990920"
    assert mentions["consignment"][1]["gross_weight_kg"] == "12345.5"
    assert "consignee" not in mentions, "an order names nobody"
    assert mentions["container-2"][1] == {"number": "TCLU1234568"}
    assert mentions["goods"][1]["watched"] == "nitric_acid"
    assert "HS 2808.00" in mentions["goods"][1]["watched_reason"]
    assert claims["CONSIGNOR_OF", "consignor", "consignment"] == ("2026-01-07", "2026-01-15")
    assert ("PACKED_IN", "consignment", "container-2") in claims
    assert ("USES_PHONE", "notify", "notify_phone") in claims
    assert record.observed_at == "2026-01-07"
    assert json.loads(record.raw)["Shipper"] == "PT Garuda Merdeka Chemicals"


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("ETD", "31/02/2026", "impossible-value"),
        ("B/L No", "", "missing-value"),
        ("Description", "x" * 20_000, "cell-too-long"),
    ],
)
def test_a_wrong_row_is_set_aside_with_its_line_and_field_and_the_rest_loads(
    column: str, value: str, rule: str, tmp_path: Path
) -> None:
    bad = {**ROW, column: value}
    path = written(tmp_path / "manifest.csv", [ROW, bad, {**ROW, "B/L No": "NUSL40990921"}])
    records, (issue,) = read(MANIFEST, path)
    assert len(records) == 2
    assert (issue.rule, issue.field, issue.position) == (rule, column, "line 3")
    assert issue.lost
    assert issue.reason
    assert issue.hint


def test_a_file_that_is_not_utf_8_is_read_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes(b"bl_number,consignor_name\nNUSL40990920,Soci\xe9t\xe9 Exemple\n")
    (record,), (issue,) = read(MANIFEST, path)
    assert record.mention_by_key["consignor"].first("name") == "Société Exemple"
    assert (issue.rule, issue.lost, issue.position) == ("encoding", False, "line 2")


def test_a_utf_16_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_bytes("bl_number,consignor_name\nNUSL40990920,Société\n".encode("utf-16"))
    (record,), issues = read(MANIFEST, path)
    assert (record.mention_by_key["consignor"].first("name"), issues) == ("Société", [])


def test_an_endless_line_is_left_out_and_the_rest_loads(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    with path.open("wb") as file:
        file.write(b"bl_number,goods_description\nNUSL40990920,TILES\n")
        for _ in range(200):
            file.write(b"A" * 2**20)
        file.write(b"\nNUSL40990921,TILES\n")
    records, (issue,) = read(MANIFEST, path)
    assert [record.mentions[0].first("bill") for record in records] == [
        "NUSL40990920",
        "NUSL40990921",
    ]
    assert (issue.rule, issue.position) == ("line-too-long", "line 3")
    assert records[1].origin == "manifest.csv line 4"


def test_a_table_without_the_columns_needed_says_which(tmp_path: Path) -> None:
    path = written(tmp_path / "manifest.csv", [{"a": "1", "b": "2"}])
    with pytest.raises(Unreadable, match="bl_number"):
        read(MANIFEST, path)
    with pytest.raises(Unreadable, match=r"looks like none of the known formats.*map suggest"):
        detect(path)


@pytest.mark.parametrize(
    ("change", "told_of"),
    [
        ("title: x\nnonsense: 1", "nonsense"),
        ("[", "cannot be used"),
        ("mentions: {p: {kind: ghost}}", "ghost"),
        ("mentions: {p: {kind: person, properties: {wings: a}}}", "wings"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(change: str, told_of: str, tmp_path: Path) -> None:
    base = "title: x\nsource: {category: trade}\ncolumns: {a: [A]}\nrequired: [a]\n"
    text = change if change.startswith(("title", "[")) else base + change
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(MappingError, match=told_of):
        load_mapping(path)


def test_a_new_source_needs_one_yaml_file_and_no_code(tmp_path: Path) -> None:
    mine = tmp_path / "hotel-guests.yaml"
    mine.write_text(
        """
title: Guests of a hotel
source: {owner: ID, category: passenger, grade: C3}
columns:
  {guest: Nama Tamu, phone: No. HP, paper: No. Paspor, state: Negara, came: Tanggal}
required: [guest]
observed_at: came
dates: ["%d.%m.%Y"]
mentions:
  guest: {kind: person, properties: {name: guest}}
  paper: {kind: identity_document, needs: paper, properties: {number: paper, issuer: state}}
  phone: {kind: phone, needs: phone, properties: {number: phone}}
claims:
  - {type: HOLDS_DOCUMENT, source: guest, target: paper}
  - {type: USES_PHONE, source: guest, target: phone, valid_from: came}
""",
        "utf-8",
    )
    rows = tmp_path / "tamu.csv"
    rows.write_text("Nama Tamu;No. HP;No. Paspor;Negara;Tanggal\nBudi;+62 8;C123X5;ID;1.2.2026\n")
    (record,), issues = read(load_mapping(mine), rows)
    assert issues == []
    assert told(record)["claims"]["USES_PHONE", "guest", "phone"] == ("2026-02-01", "")
    assert record.source == "hotel-guests"


@given(st.dictionaries(st.sampled_from(sorted(ROW)), st.text(max_size=40), min_size=1))
@settings(max_examples=150, deadline=None)
def test_no_cell_makes_the_mapper_fail(cells: dict[str, str]) -> None:
    row = {**ROW, **cells}
    with TemporaryDirectory() as name:
        path = Path(name) / "manifest.jsonl"
        path.write_text(json.dumps(row) + "\n", "utf-8")
        records, issues = read(MANIFEST, path)
        assert len(records) + sum(issue.lost for issue in issues) == 1


@pytest.mark.parametrize(
    ("format_name", "file", "records"),
    [
        ("world-port-index", "reference/world_port_index/UpdatedPub150.csv", 3768),
        ("airports", "reference/airportsdata/airports.csv", 28_298),
    ],
)
def test_real_places_are_read(format_name: str, file: str, records: int) -> None:
    path = shared(file)
    assert detect(path).name == format_name
    found, issues = read(known_formats()[format_name], path)
    assert (len(found), issues) == (records, [])
    for place in (record.mentions[0] for record in found):
        assert place.kind == "place"
        assert abs(float(place.first("latitude"))) <= 90
        assert abs(float(place.first("longitude"))) <= 180
