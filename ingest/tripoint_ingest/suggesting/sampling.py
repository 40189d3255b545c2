"""The beginning of a table: its headers and some rows, whatever file it came in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.readers.rows import Hints, Row, rows
from tripoint_ingest.reading import Unreadable
from tripoint_ingest.suggesting.dictionary import meanings_of

ROWS = 500
"""Looked at unless somebody says otherwise."""

_HEADER_ROWS = 12
"""Rows that may stand above a header: a title, a date, an office."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a table.

    Attributes:
        columns: header to its cells, in the order of the file.
        rows: how many there are.
        hints: how it was read.
    """

    columns: dict[str, list[str]]
    rows: int
    hints: Hints


def sample(path: Path, hints: Hints, *, rows_max: int = ROWS) -> Sample:
    """The first rows below the header; where nothing tells which row that is, the row with the
    most headers that mean something.

    Raises:
        Unreadable: it is no table, or an empty one.
        OSError: it cannot be opened.
    """
    found = _read(path, hints, rows_max)
    if hints.header_row > 1 or not found or not found[0].headed:
        return _sample(path, found, hints)
    best, most = hints, _known(tuple(found[0].cells))
    for row in found[:_HEADER_ROWS]:
        if (known := _known(tuple(row.cells.values()))) > most:
            best, most = replace(hints, header_row=_number(row.position)), known
    return _sample(path, found if best is hints else _read(path, best, rows_max), best)


def _known(names: Sequence[str]) -> int:
    return sum(1 for name in names if meanings_of(name))


def _number(position: str) -> int:
    """Of the row that stands at "line 12" or "lines 12 to 14"."""
    return int(position.split()[1])


def _read(path: Path, hints: Hints, rows_max: int) -> list[Row]:
    given = (row for row in rows(path, hints) if not isinstance(row, Issue))
    return list(islice(given, rows_max))


def _sample(path: Path, found: list[Row], hints: Hints) -> Sample:
    if not found:
        raise Unreadable(f"{path.name}: there is no row below a header to look at")
    names = dict.fromkeys(name for row in found for name in row.cells)
    columns = {name: [row.cells.get(name, "") for row in found] for name in names}
    return Sample(columns, len(found), hints)
