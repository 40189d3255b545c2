"""Rows of any table: delimited text, Excel or JSON to (position, header -> cell), one at a time."""

import codecs
import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson
from python_calamine import CalamineError, CalamineWorkbook

from tripoint_graph.model import Issue
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, LINE_BYTES_MAX, Unreadable

WHOLE_BYTES_MAX = 256 * 2**20
"""A workbook or a JSON document is held whole; a larger one is to be cut or sent as JSON lines."""

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CONTROL = {code: None for code in range(32) if chr(code) not in "\t\n\r"}

csv.field_size_limit(LINE_BYTES_MAX)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands and what its cells hold, by header."""

    position: str
    cells: Mapping[str, str]


def rows(path: Path) -> Iterator[Row | Issue]:
    """Every row of a table, whatever its form; issues for what is no row.

    Raises:
        Unreadable: no (more) rows can be had.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
        stream.seek(0)
        if head.startswith(_WORKBOOKS):
            found = _workbook(path)
        elif head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
            found = _json(path, stream)
        else:
            found = _delimited(path, stream, head)
        for row in found:
            yield _bounded(path, row) if isinstance(row, Row) else row


def headers(head: bytes) -> list[str]:
    """The headers that a text file's beginning names; empty where it is no table."""
    if head.startswith(_WORKBOOKS) or not head.strip():
        return []
    text = head.decode("utf-8-sig", "replace")
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        end = text.find("}") + 1  # the first record, whatever it is wrapped in
        first = text[text.rfind("{", 0, max(end, 0)) : end]
        try:
            return list(orjson.loads(first))
        except orjson.JSONDecodeError:
            return []
    line = text.splitlines()[0]
    return next(csv.reader([line], delimiter=_delimiter(line)), [])


def _bounded(path: Path, row: Row) -> Row | Issue:
    for name, cell in row.cells.items():
        if len(cell) > CELL_CHARACTERS_MAX:
            return Issue(
                file=path.name,
                position=row.position,
                field=name,
                rule="cell-too-long",
                reason=f"the cell has {len(cell):,} characters, {CELL_CHARACTERS_MAX:,} at most",
                hint="is a quotation mark missing before it?",
                excerpt=cell[:200],
            )
    return row


def _delimiter(line: str) -> str:
    return max(",;\t|", key=line.count)


def _delimited(path: Path, stream: BinaryIO, head: bytes) -> Iterator[Row | Issue]:
    issues: list[Issue] = []
    lines = _lines(path, stream, head, issues)
    first = next(lines, "")
    reader = csv.reader(_chain(first, lines), delimiter=_delimiter(first))
    names = [name.strip() for name in next(reader, [])]
    yield from _drained(issues)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Unreadable(
                f"{path.name}, line {start}: {error}; a quotation mark is open and no row ends: "
                "the rows before it were loaded"
            ) from error
        yield from _drained(issues)
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            yield Issue(
                file=path.name,
                position=f"line {start}",
                field="",
                rule="too-many-cells",
                reason=f"the row has {len(cells)} cells, the header names {len(names)}",
                hint="quote cells that hold the delimiter",
                excerpt=",".join(cells)[:300],
            )
            continue
        yield Row(f"line {start}", dict(zip(names, cells, strict=False)))


def _drained(issues: list[Issue]) -> Iterator[Issue]:
    while issues:
        yield issues.pop(0)


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _lines(path: Path, stream: BinaryIO, head: bytes, issues: list[Issue]) -> Iterator[str]:
    """Decoded lines, none longer than the limit; a longer one is an issue and left out."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _wide_lines(path, stream, issues)
        return
    number, told = 0, False
    while line := stream.readline(LINE_BYTES_MAX):
        number += 1
        if len(line) == LINE_BYTES_MAX and not line.endswith(b"\n"):
            while (rest := stream.readline(LINE_BYTES_MAX)) and not rest.endswith(b"\n"):
                pass
            issues.append(_long_line(path, number, line))
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")
            if not told:
                issues.append(_wrong_encoding(path, number, text))
                told = True
        yield text.translate(_CONTROL)


def _wide_lines(path: Path, stream: BinaryIO, issues: list[Issue]) -> Iterator[str]:
    """The lines of a UTF-16 file, none longer than the limit."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    number, held = 0, ""
    while chunk := stream.read(65_536):
        held += decoder.decode(chunk)
        *lines, held = held.splitlines(keepends=True) or [""]
        if held.endswith("\n"):
            lines, held = [*lines, held], ""
        if len(held) > LINE_BYTES_MAX:
            issues.append(_long_line(path, number + len(lines) + 1, held.encode()[:200]))
            held = ""
        number += len(lines)
        yield from (line.translate(_CONTROL) for line in lines)
    if held:
        yield held.translate(_CONTROL)


def _long_line(path: Path, number: int, line: bytes) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {number}",
        field="",
        rule="line-too-long",
        reason=f"the line is longer than {LINE_BYTES_MAX:,} bytes, so it is no row",
        hint="are the line ends missing?",
        excerpt=line[:200].decode("latin-1"),
    )


def _wrong_encoding(path: Path, number: int, text: str) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {number}",
        field="",
        rule="encoding",
        reason="the file is not UTF-8; this line and others were read as Windows-1252",
        hint="look at the names in them; better have the file sent as UTF-8",
        lost=False,
        excerpt=text[:200],
    )


def _workbook(path: Path) -> Iterator[Row | Issue]:
    if path.stat().st_size > WHOLE_BYTES_MAX:
        raise Unreadable(f"{path.name}: a workbook of more than {WHOLE_BYTES_MAX:,} bytes")
    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, OSError) as error:
        raise Unreadable(f"{path.name}: this is no workbook that can be read ({error})") from error
    names: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [_text(cell) for cell in cells]
        if not names:
            names = [name.strip() for name in texts] if any(texts) else []
        elif any(text.strip() for text in texts):
            yield Row(f"row {number}", dict(zip(names, texts, strict=False)))


def _json(path: Path, stream: BinaryIO) -> Iterator[Row | Issue]:
    first = stream.readline(LINE_BYTES_MAX)
    stream.seek(0)
    try:
        item = orjson.loads(first)
        lone = isinstance(item, dict) and not any(map(_is_records, item.values()))
    except orjson.JSONDecodeError:
        lone = False
    if lone:
        yield from _json_lines(path, stream)
        return
    if path.stat().st_size > WHOLE_BYTES_MAX:
        raise Unreadable(
            f"{path.name}: a JSON document of more than {WHOLE_BYTES_MAX:,} bytes; send JSON lines"
        )
    try:
        document = orjson.loads(stream.read())
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"{path.name}, line {error.lineno}: no JSON ({error.msg})") from error
    if isinstance(document, dict):
        document = next(filter(_is_records, document.values()), [document])
    for number, item in enumerate(document, start=1):
        yield _json_row(path, f"record {number}", item)


def _is_records(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _json_lines(path: Path, stream: BinaryIO) -> Iterator[Row | Issue]:
    number = 0
    while line := stream.readline(LINE_BYTES_MAX):
        number += 1
        if not line.strip():
            continue
        try:
            item = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield Issue(
                file=path.name,
                position=f"line {number}",
                field="",
                rule="no-json",
                reason=f"the line is no JSON ({error.msg})",
                hint="the other lines were read",
                excerpt=line[:200].decode("utf-8", "replace"),
            )
            continue
        yield _json_row(path, f"line {number}", item)


def _json_row(path: Path, position: str, item: Any) -> Row | Issue:  # noqa: ANN401 - any JSON
    if not isinstance(item, dict):
        return Issue(
            file=path.name,
            position=position,
            field="",
            rule="no-object",
            reason="the record is no JSON object",
            hint="a record is an object of header to value",
            excerpt=str(item)[:200],
        )
    return Row(position, {str(name): _text(value) for name, value in item.items()})


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of a workbook or of JSON
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ";".join(_text(each) for each in value)
    return str(value).translate(_CONTROL)
