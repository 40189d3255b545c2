"""Rows of delimited text, one at a time; a row that is none leaves the next ones readable."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import BinaryIO

from tripoint_graph.model import Issue
from tripoint_ingest.readers.lines import Lines, decoded
from tripoint_ingest.readers.table import Hints, Row, column_names, fitted, issue
from tripoint_ingest.reading import LINE_BYTES_MAX

DELIMITERS = ",;\t|"

csv.field_size_limit(LINE_BYTES_MAX)


def delimited_rows(file: str, stream: BinaryIO, head: bytes, hints: Hints) -> Iterator[Row | Issue]:
    """Every row below the header."""
    lines = Lines(file, stream, head, hints.encoding)
    delimiter = hints.delimiter or _delimiter(decoded(head, hints.encoding), hints.header_row)
    # Strict, so that a stray quotation mark is told of and does not swallow what follows.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    names: list[str] | None = None
    skipped = hints.header_row - 1
    while True:
        lines.forget()
        cells, broken = _next(file, reader, lines)
        while lines.issues:
            yield lines.issues.pop(0)
        if broken is not None:
            yield broken
        elif cells is None:
            return
        elif skipped:
            skipped -= 1
        elif names is None:
            names, faults = column_names(file, _position(lines), cells)
            yield from faults
        else:
            yield from fitted(file, _position(lines), names, cells)


def delimited_header(head: bytes, hints: Hints) -> list[str]:
    """The headers that a file's beginning names; empty where they cannot be read."""
    text = decoded(head, hints.encoding)
    delimiter = hints.delimiter or _delimiter(text, hints.header_row)
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    try:
        for _ in range(hints.header_row - 1):
            next(reader)
        return next(reader, [])
    except (csv.Error, StopIteration):
        return []


def _delimiter(text: str, header_row: int) -> str:
    lines = text.splitlines()[header_row - 1 :]
    return max(DELIMITERS, key=lines[0].count) if lines else DELIMITERS[0]


def _next(
    file: str, reader: "Iterator[list[str]]", lines: Lines
) -> tuple[list[str] | None, Issue | None]:
    """The next row's cells (None at the end), or the issue for what is no row."""
    try:
        return next(reader, None), None
    except csv.Error as error:
        return None, issue(
            file,
            _position(lines),
            "no-row",
            f"a quotation mark opens or ends no cell here ({error}); nothing of these lines was "
            "read, the next ones were",
            hint="double a quotation mark that stands inside a quoted cell",
        )


def _position(lines: Lines) -> str:
    first, last = lines.first or lines.number, lines.number
    return f"line {first}" if first == last else f"lines {first} to {last}"
