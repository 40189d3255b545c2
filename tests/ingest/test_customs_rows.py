"""Customs rows of 39 countries, each with its own headers, load by two mappings and no code."""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from reading_aloud import read
from shared_data import shared

from tripoint_graph.model import Issue, Record
from tripoint_graph.normalise import normalise
from tripoint_graph.validate import check
from tripoint_ingest.formats import detect
from tripoint_ingest.mapping import load_mapping

ROWS, SUMMARY = "customs-rows", "customs-summary"
LOADED_SHARE_MIN = 0.99
NOTHING = {"", "NULL", "N/A", "NO DISPONIBLE", "UNKNOWN", "UNDEFINED", "N A", "-", "NIL", "NONE"}
PARTIES = {
    "consignor": ("EXPORTER_NAME", "SUPPLIER_NAME", "SHIPPER_NAME"),
    "consignee": ("IMPORTER_NAME", "BUYER_NAME", "CONSIGNEE_NAME"),
}


@dataclass(frozen=True)
class Table:
    """One file: its rows as they are, and what became of them."""

    name: str
    format: str
    rows: list[dict[str, str]]
    records: list[Record]
    issues: list[Issue]


@cache
def tables() -> list[Table]:
    return [_table(path) for path in sorted(shared("trade/port_real_690721").glob("*.csv"))]


def _table(path: Path) -> Table:
    reader = detect(path)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return Table(path.name, reader.name, rows, *read(reader, path))


def test_every_row_of_every_country_is_loaded_or_set_aside_with_its_reason() -> None:
    counts: Counter[str] = Counter()
    for table in tables():
        lost = [each for each in table.issues if each.lost]
        assert len(table.records) + len(lost) == len(table.rows), table.name
        assert all(each.reason and each.rule for each in table.issues)
        counts += Counter(rows=len(table.rows), records=len(table.records), tables=1)
    assert counts["tables"] == 137
    assert counts["records"] >= LOADED_SHARE_MIN * counts["rows"]


def test_auto_finds_totals_of_a_month_and_rows_of_declarations_apart() -> None:
    for table in tables():
        assert table.format == (SUMMARY if "MONTHYEAR" in table.rows[0] else ROWS), table.name


def test_the_parties_that_a_row_names_are_in_its_record_and_null_is_nobody() -> None:
    for table in tables():
        lost = {each.position for each in table.issues if each.lost}
        rows = [row for n, row in enumerate(table.rows, start=2) if f"line {n}" not in lost]
        for row, record in zip(rows, table.records, strict=True) if not lost else ():
            cells = {name.replace(" ", "_"): cell for name, cell in row.items()}
            for party, headers in PARTIES.items():
                named = {cells.get(h, "") for header in headers for h in (header, header + "_EN")}
                told = any(" ".join(name.split()) not in NOTHING for name in named)
                assert party in record.mention_by_key or _is_told(record) or not told, table.name
            assert not any(m.first("name") in NOTHING - {""} for m in record.mentions)


def _is_told(record: Record) -> bool:
    """Whether a party that is an order, and so nobody, stands with the goods."""
    return any("consign" in name for claim in record.claims for name in claim.properties)


def test_records_are_sound_their_times_are_of_this_century_and_months_stay_months() -> None:
    for table in tables():
        for record in table.records:
            check(record)
            assert "2015" <= record.observed_at[:4] <= "2026" or not record.observed_at
            if table.format == SUMMARY:
                assert len(record.observed_at) == len("2025-10")


def test_only_a_watched_code_or_name_makes_a_watched_chemical() -> None:
    mentions = (m for table in tables() for record in table.records for m in record.mentions)
    watched = {normalise("hs", m.first("hs")) for m in mentions if m.first("watched")}
    assert watched <= {"284700"}, "tiles, soap and scrap are no chemicals"


@pytest.mark.parametrize(
    ("cell", "moment"),
    [("Oct 2025", "2025-10"), ("October 2025", "2025-10"), ("202510", "2025-10")],
)
def test_a_month_is_kept_as_precise_as_it_was_written(
    tmp_path: Path, cell: str, moment: str
) -> None:
    path = tmp_path / "months.csv"
    path.write_text(f"HS_CODE,MONTHYEAR,IMPORTER_NAME,TOTALVALUE\n69072100,{cell},Example,1\n")
    (record,), issues = read(detect(path), path)
    assert (record.observed_at, issues) == (moment, [])


def test_of_several_headers_that_mean_one_column_the_first_named_with_a_value_counts(
    tmp_path: Path,
) -> None:
    mapping = tmp_path / "own.yaml"
    mapping.write_text(
        "title: Own\nsource: {category: trade}\ncolumns: {party: [Clean, English, Given]}\n"
        "required: [party]\nempty: [nobody]\n"
        "mentions: {party: {kind: organisation, properties: {name: party}}}\n"
    )
    path = tmp_path / "rows.csv"
    path.write_text("Given,English,Clean\nA,B,C\nA,B,NULL\nA,Nobody,\n")
    records, _ = read(load_mapping(mapping), path)
    assert [record.mentions[0].first("name") for record in records] == ["C", "B", "A"]


def test_a_mapping_that_knows_every_header_of_another_and_more_is_the_one(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(
        "HS_CODE,IMPORTER_NAME,SUPPLIER_NAME,ORIGIN_COUNTRY,MONTHYEAR\n690721,A,B,CN,\n"
    )
    assert detect(path).name == SUMMARY
