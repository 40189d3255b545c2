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

_TELLING_COLUMNS = 3
"""From so many cells on, a line that has just as many as the header is a row and no accident."""

csv.field_size_limit(LINE_BYTES_MAX)


def delimited_rows(file: str, stream: BinaryIO, head: bytes, hints: Hints) -> Iterator[Row | Issue]:
    """Every row below the header."""
    lines = Lines(file, stream, head, hints.encoding)
    delimiter = hints.delimiter or _delimiter(decoded(head, hints.encoding), hints.header_row)
    # Strict, so that a stray quotation mark is told of and does not swallow what follows.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    names: list[str] | None = list(hints.names) or None
    skipped = hints.header_row - 1
    while True:
        lines.forget()
        cells, broken = _next(file, reader, lines, len(names or ()), delimiter)
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
    """The headers that a file's beginning names; empty where they cannot be read, or there are
    none: a table without a header is known by nothing.
    """
    if hints.names:
        return []
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
    file: str, reader: "Iterator[list[str]]", lines: Lines, columns: int, delimiter: str
) -> tuple[list[str] | None, Issue | None]:
    """The next row's cells (None at the end), or the issue for what is no row."""
    try:
        return next(reader, None), None
    except csv.Error as error:
        _give_rows_back(lines, columns, delimiter)
        return None, issue(
            file,
            _position(lines),
            "no-row",
            f"a quotation mark opens or ends no cell here ({error}), so this is no row",
            hint="double a quotation mark that stands inside a quoted cell, and close each cell",
            excerpt="".join(line for _, line in lines.held),
        )


def _give_rows_back(lines: Lines, columns: int, delimiter: str) -> None:
    """Keep what an open quotation mark swallowed from being lost: reading goes on at the first
    line behind it that is a whole row by itself.
    """
    for position, (_, line) in enumerate(lines.held[1:], start=1):
        try:
            cells = next(csv.reader([line], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        if len(cells) == columns >= _TELLING_COLUMNS:
            lines.give_back(position)
            return


def _position(lines: Lines) -> str:
    first, last = lines.held[0][0] if lines.held else lines.number, lines.number
    return f"line {first}" if first == last else f"lines {first} to {last}"
