"""Rows of delimited text whose columns are known by their place: no header names them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.readers.lines import Lines, decoded
from tripoint_ingest.readers.table import Row, bounded, issue

_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: where it stands, and its cells without the blanks around them."""

    position: str
    cells: tuple[str, ...]


def headless_rows(path: Path) -> Iterator[Cells | Issue]:
    """Every row of a file with commas; issues for lines that are none.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(0)
        lines = Lines(path.name, stream, head)
        for line in lines:
            lines.forget()
            yield from lines.issues
            lines.issues.clear()
            yield from _row(path.name, f"line {lines.number}", line)
        yield from lines.issues


def first_rows(head: bytes, *, lines: int = 5) -> list[list[str]]:
    """The first rows that a file's beginning holds whole; those that are none are left out."""
    text = decoded(head)
    whole = text.splitlines()[: lines + 1]
    whole = whole if len(whole) <= lines else whole[:lines]
    return [cells for line in whole if (cells := _cells(line))]


def _row(file: str, position: str, line: str) -> Iterator[Cells | Issue]:
    cells = _cells(line)
    if cells is None:
        yield issue(
            file,
            position,
            "no-row",
            "a quotation mark opens or ends no cell here, so this is no row",
            hint="double a quotation mark that stands inside a quoted cell, and close each cell",
            excerpt=line,
        )
        return
    named = {f"column {number}": cell for number, cell in enumerate(cells, start=1)}
    for found in bounded(file, Row(position, named)):
        if isinstance(found, Issue):
            yield found
        elif any(map(str.strip, cells)):
            yield Cells(position, tuple(" ".join(cell.split()) for cell in found.cells.values()))


def _cells(line: str) -> list[str] | None:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None
