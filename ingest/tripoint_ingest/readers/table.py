"""What a table is, whatever file it came in: rows of header to cell, and hints for reading it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import orjson

from tripoint_graph.model import Issue
from tripoint_ingest.reading import CELL_CHARACTERS_MAX

EXCERPT_CHARACTERS = 300
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of a file beforehand; whatever is left out is found out by looking.

    Attributes:
        delimiter: between cells of delimited text, one character.
        encoding: of delimited text.
        sheet: of a workbook, by name or by number from 1; "" is the first.
        header_row: the row that names the columns, from 1; rows above it are skipped.
        names: of the columns of delimited text that has no such row; rows begin at `header_row`.
        records: of JSON, the dotted path of the list of records ("data.items").
    """

    delimiter: str = ""
    encoding: str = ""
    sheet: str | int = ""
    header_row: int = 1
    names: tuple[str, ...] = ()
    records: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        position: where it stands ("line 12").
        cells: header to cell.
        headed: whether a header above it named its columns, the same for all rows of the file;
            a JSON object brings its own names.
    """

    position: str
    cells: Mapping[str, str]
    headed: bool = True


def issue(
    file: str,
    position: str,
    rule: str,
    reason: str,
    *,
    hint: str,
    field: str = "",
    lost: bool = True,
    excerpt: str = "",
) -> Issue:
    """Something wrong with a row or a whole table."""
    return Issue(file, position, field, rule, reason, hint, lost, excerpt[:EXCERPT_CHARACTERS])


def column_names(file: str, position: str, header: Sequence[str]) -> tuple[list[str], list[Issue]]:
    """A name for every column of a header, each its own, and what was wrong with the header.

    A column without a name is called by its number; a name that comes again gets a number too.
    """
    names: list[str] = []
    repeated: dict[str, None] = {}
    for number, cell in enumerate(header, start=1):
        name = " ".join(_CONTROL.sub("", cell).split()) or f"column {number}"
        if name in names:
            repeated[name] = None
            name = f"{name} (column {number})"
        names.append(name)
    if not repeated:
        return names, []
    reason = f"more than one column is called {', '.join(repeated)}; the first of each was read"
    hint = "the others are kept with the row's own words; give each column its own name"
    return names, [issue(file, position, "same-header", reason, hint=hint, lost=False)]


def fitted(
    file: str, position: str, names: Sequence[str], cells: Sequence[str]
) -> Iterator[Row | Issue]:
    """The row that cells make under a header; nothing for a blank one."""
    if not any(map(str.strip, cells)):
        return
    if any(map(str.strip, cells[len(names) :])):
        reason = f"the row has {len(cells)} cells, the header names {len(names)}"
        hint = "quote cells that hold the delimiter"
        yield issue(file, position, "too-many-cells", reason, hint=hint, excerpt=",".join(cells))
        return
    if len(cells) < len(names):
        yield issue(
            file,
            position,
            "too-few-cells",
            f"the row has {len(cells)} cells, the header names {len(names)}; the rest stays empty",
            hint="is the file cut off, or the row broken?",
            lost=False,
            excerpt=",".join(cells),
        )
    yield Row(position, dict(zip(names, cells, strict=False)))


def bounded(file: str, row: Row) -> Iterator[Row | Issue]:
    """The row where no cell is too long, freed of control characters, which are told of."""
    text = "".join(row.cells.values())
    if len(text) > CELL_CHARACTERS_MAX:
        for name, cell in row.cells.items():
            if len(cell) > CELL_CHARACTERS_MAX:
                yield issue(
                    file,
                    row.position,
                    "cell-too-long",
                    f"the cell has {len(cell):,} characters, {CELL_CHARACTERS_MAX:,} at most",
                    hint="is a quotation mark missing before it?",
                    field=name,
                    excerpt=cell,
                )
                return
    if not _CONTROL.search(text):
        yield row
        return
    clean = {name: _CONTROL.sub("", cell) for name, cell in row.cells.items()}
    found = [name for name, cell in row.cells.items() if cell != clean[name]]
    yield issue(
        file,
        row.position,
        "control-characters",
        f"NUL or other control characters were taken out of {', '.join(found)}",
        hint="look at what is left; a file that was damaged on its way should be sent again",
        field=found[0],
        lost=False,
        excerpt=clean[found[0]],
    )
    yield Row(row.position, clean, row.headed)


def text_of(value: Any) -> str:  # noqa: ANN401 - a cell of a workbook, or any JSON
    """A cell as text: whole numbers without a point, dates in ISO 8601, lists joined by ";"."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ";".join(map(text_of, value))
    if isinstance(value, datetime | date | time):
        return _time_text(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else orjson.dumps(value, default=str).decode()


def _time_text(value: datetime | date | time) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    # A workbook has no dates without a time: midnight is what it writes for a bare date.
    bare = value.time() == time()
    return value.date().isoformat() if bare else value.isoformat(timespec="minutes")
