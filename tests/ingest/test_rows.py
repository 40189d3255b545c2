"""Tables of every form: what is read, what is told of, and that reading goes on behind it."""

import csv
import json
import tracemalloc
import zipfile
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripoint_graph.model import Issue
from tripoint_ingest.readers import workbook
from tripoint_ingest.readers.rows import Hints, Row, headers, rows
from tripoint_ingest.reading import Unreadable


def found(path: Path, **hints: str | int) -> tuple[list[Row], list[Issue]]:
    """Rows and issues of a file."""
    both = list(rows(path, Hints(**hints)))  # type: ignore[arg-type]  # a test's own words
    return [r for r in both if isinstance(r, Row)], [r for r in both if isinstance(r, Issue)]


def cells(path: Path, **hints: str | int) -> list[dict[str, str]]:
    """The cells of a file in which nothing is wrong."""
    read, issues = found(path, **hints)
    assert issues == []
    return [dict(row.cells) for row in read]


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sheet(folder: Path, *lines: list[object], title: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "first"
    page = book.create_sheet(title)
    for line in lines:
        page.append(line)
    path = folder / "table.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_table_says_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", "name;town\nSociété;Malmö\n".encode(encoding))
    read, issues = found(path)
    assert [dict(row.cells) for row in read] == [{"name": "Société", "town": "Malmö"}]
    assert [issue.rule for issue in issues] == (["encoding"] if encoding == "cp1252" else [])
    assert headers(path.read_bytes()) == ["name", "town"]


def test_hints_go_before_guesses(tmp_path: Path) -> None:
    path = put(tmp_path, "t.txt", "made, on; a Monday\n\nname~no,te\nŁódź~a,b\n".encode("cp1250"))
    asked = {"delimiter": "~", "encoding": "cp1250", "header_row": 3}
    assert cells(path, **asked) == [{"name": "Łódź", "no,te": "a,b"}]  # type: ignore[arg-type]


def test_positions_are_lines_of_the_file_behind_blank_long_and_broken_ones(tmp_path: Path) -> None:
    lines = ["a,b", "1,2", "", "x" * 1_200_000, '"two', 'lines",4', '"bro"ken,6', "7,8"]
    read, issues = found(put(tmp_path, "t.csv", "\n".join(lines)))
    assert [(row.position, row.cells["b"]) for row in read] == [
        ("line 2", "2"),
        ("lines 5 to 6", "4"),
        ("line 8", "8"),
    ]
    assert [(issue.position, issue.rule) for issue in issues] == [
        ("line 4", "line-too-long"),
        ("line 7", "no-row"),
    ]


@pytest.mark.parametrize("closed_later", [False, True])
def test_an_open_quotation_mark_costs_its_own_row_alone(closed_later: bool, tmp_path: Path) -> None:
    later = '7,"eight, 8",9' if closed_later else "7,8,9"
    read, (issue,) = found(put(tmp_path, "t.csv", f'a,b,c\n1,2,3\n3,"4,5\n4,5,6\n{later}\n'))
    assert [row.position for row in read] == ["line 2", "line 4", "line 5"]
    assert (issue.rule, issue.position, issue.lost) == ("no-row", "line 3", True)


def test_an_open_quotation_mark_in_a_large_file_is_found_in_little_memory(tmp_path: Path) -> None:
    good = "1,some words,3\n"
    path = put(tmp_path, "t.csv", "a,b,c\n" + '1,"2,3\n' + good * 200_000)
    read, (issue,) = found(path)
    assert len(read) == 200_000
    assert issue.position == "line 2"


@pytest.mark.parametrize(
    ("line", "rule", "lost"),
    [
        ("1,2,3", "too-many-cells", True),
        ("1", "too-few-cells", False),
        ("1," + "x" * 10_001, "cell-too-long", True),
        ("1,\x00x\x07", "control-characters", False),
    ],
)
def test_a_row_that_does_not_fit_is_told_of(
    line: str, rule: str, lost: bool, tmp_path: Path
) -> None:
    read, (issue,) = found(put(tmp_path, "t.csv", f"a,b\n{line}\n8,9\n"))
    assert (issue.rule, issue.lost, issue.position) == (rule, lost, "line 2")
    assert issue.hint
    assert len(read) == 1 + (not lost)
    assert not any("\x00" in cell for row in read for cell in row.cells.values())


def test_blank_cells_behind_the_last_column_are_no_fault(tmp_path: Path) -> None:
    assert cells(put(tmp_path, "t.csv", "a,b\n1,2,,\n")) == [{"a": "1", "b": "2"}]


def test_columns_of_one_name_are_kept_apart_and_told_of(tmp_path: Path) -> None:
    read, (issue,) = found(put(tmp_path, "t.csv", "a,a,\n1,2,3\n"))
    assert read[0].cells == {"a": "1", "a (column 2)": "2", "column 3": "3"}
    assert (issue.rule, issue.lost) == ("same-header", False)


def test_a_cell_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = put(tmp_path, "t.csv", "a,b\n\"=cmd|' /C calc'!A0\",+1+1\n")
    assert cells(path) == [{"a": "=cmd|' /C calc'!A0", "b": "+1+1"}]


def test_a_workbook_gives_dates_and_numbers_as_people_see_them(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["bill", "when", "at", "weight", "tax", "empty"],
        [4099092011, date(2026, 1, 7), datetime(2026, 1, 7, 10, 30), 12.5, True, None],
    )
    assert cells(path, sheet="Sheet") == [
        {
            "bill": "4099092011",
            "when": "2026-01-07",
            "at": "2026-01-07T10:30",
            "weight": "12.5",
            "tax": "true",
            "empty": "",
        }
    ]
    assert cells(path, sheet=2) == cells(path, sheet="Sheet")
    assert cells(path) == []


def test_a_workbooks_rows_are_counted_from_the_top_of_the_sheet(tmp_path: Path) -> None:
    lines: list[list[object]] = [["Manifest of June"], [], ["a", "b"], [1, 2], [None], [3, 4]]
    path = sheet(tmp_path, *lines)
    read, issues = found(path, sheet="Sheet", header_row=3)
    assert [row.position for row in read] == ["row 4", "row 6"]
    assert issues == []


def test_a_workbooks_cell_beyond_the_header_is_told_of(tmp_path: Path) -> None:
    read, (issue,) = found(sheet(tmp_path, ["a"], [1, 2], [3]), sheet="Sheet")
    assert issue.rule == "too-many-cells"
    assert len(read) == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0 no more"])
def test_what_is_no_workbook_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="workbook"):
        found(put(tmp_path, "t.xlsx", content))


def test_a_workbook_without_the_sheet_asked_for_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="Cargo"):
        found(sheet(tmp_path, ["a"]), sheet="Cargo")


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "UNPACKED_BYTES_MAX", 2**20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 2**21)
    with pytest.raises(Unreadable, match="unpacked"):
        found(path)


def test_json_is_read_as_a_list_under_a_name_or_by_lines(tmp_path: Path) -> None:
    records = [{"a": 1, "b": {"c": ["x", "y"]}}, {"a": None, "d": True}]
    expected = [{"a": "1", "b.c": "x;y"}, {"a": "", "d": "true"}]
    assert cells(put(tmp_path, "t.json", json.dumps(records))) == expected
    wrapped = json.dumps({"errors": [], "rows": records}, indent=1)
    assert cells(put(tmp_path, "t.json", wrapped)) == expected
    deep = json.dumps({"other": [{"z": 1}], "data": {"rows": records}})
    assert cells(put(tmp_path, "t.json", deep), records="data.rows") == expected
    lines = "\n".join(map(json.dumps, records))
    assert cells(put(tmp_path, "t.jsonl", lines)) == expected
    for text in (json.dumps(records), wrapped, lines):
        assert headers(text.encode()) == ["a", "b.c"]


def test_json_lines_that_are_none_are_told_of_and_the_others_read(tmp_path: Path) -> None:
    long = '{"a": "' + "x" * 3_000_000 + '"}'
    read, issues = found(put(tmp_path, "t.jsonl", f'{{"a": 1}}\n{{"a": \n[1]\n{long}\n{{"a": 2}}'))
    assert [row.position for row in read] == ["line 1", "line 5"]
    assert [(issue.rule, issue.position) for issue in issues] == [
        ("no-json", "line 2"),
        ("no-object", "line 3"),
        ("line-too-long", "line 4"),
    ]


@pytest.mark.parametrize(
    ("text", "hints"),
    [('[{"a": 1},', {}), ('{"a": [{"b": 1}]}', {"records": "rows"}), ("[" * 100_000, {})],
)
def test_a_document_that_is_no_json_or_has_no_such_list_is_refused(
    text: str, hints: dict[str, str], tmp_path: Path
) -> None:
    with pytest.raises(Unreadable, match=r"t\.json"):
        found(put(tmp_path, "t.json", text), **hints)


LINE_OF = {"t.csv": "some words,and some more", "t.jsonl": json.dumps({"a": "some words" * 4})}


@pytest.mark.parametrize("name", LINE_OF)
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    peaks = []
    for size in (4_000, 40_000):  # the larger is longer than one line may be
        lines = "\n".join([LINE_OF[name]] * size)
        path = put(tmp_path, name, "a,b\n" + lines if name == "t.csv" else lines)
        tracemalloc.start()
        assert sum(1 for _ in rows(path)) == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 100_000


CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(st.lists(st.tuples(CELL, CELL), max_size=8), st.sampled_from(",;\t|"))
@settings(max_examples=80, deadline=None)
def test_what_is_written_is_read(table: list[tuple[str, str]], mark: str) -> None:
    text = StringIO()
    csv.writer(text, delimiter=mark).writerows([("first", "second"), *table])
    with TemporaryDirectory() as name:
        read = cells(put(Path(name), "t.csv", text.getvalue()))
    assert read == [
        {"first": one, "second": two} for one, two in table if one.strip() or two.strip()
    ]


@given(st.binary(max_size=400), st.sampled_from(["t.csv", "t.json", "t.jsonl", "t.xlsx"]))
@settings(max_examples=200, deadline=None)
def test_no_bytes_make_reading_fail(content: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        path = put(Path(folder), name, content)
        headers(content)
        try:
            read, issues = found(path)
        except Unreadable:
            return
        assert all(isinstance(row.cells, dict) for row in read)
        assert all(issue.reason for issue in issues)


def test_a_table_without_a_header_is_read_by_the_names_of_its_mapping(tmp_path: Path) -> None:
    path = tmp_path / "airports.dat"
    path.write_text('1,"Contoh","Jakarta",\\N\n2,"Second","Medan","KNO"\n')
    hints = Hints(names=("number", "name", "city", "iata"))
    found = list(rows(path, hints))
    assert [row.cells["name"] for row in found if isinstance(row, Row)] == ["Contoh", "Second"]
    assert [row.position for row in found if isinstance(row, Row)] == ["line 1", "line 2"]
    assert headers(path.read_bytes(), hints) == []
