"""The lists of the United States Treasury (OFAC), the legacy CSV: four files joined by ent_num.

Source: OFAC, SDN data specification: no header, twelve columns, `-0-` where nothing is told;
addresses, other names and what did not fit into the remarks stand in files of their own beside.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tripoint_graph.model import Issue
from tripoint_ingest.listing.entry import Address, Entry
from tripoint_ingest.listing.ofac import (
    CONSOLIDATED,
    LIST,
    SDN,
    Directory,
    enter,
    kind_of,
    split_name,
    spoken_name,
    tell_all_remarks,
    tell_name,
)
from tripoint_ingest.reading import Edition, Found, Source

_PARTS = ("alt", "add", "comments")
_COLUMNS = 12
_NULL = "-0-"
_END_OF_FILE = "\x1a"  # how DOS ended a text, and the list still does
_ROW = re.compile(rb'\s*\d+,"[^"\r\n]+",(?:-0- ?|"(?:individual|vessel|aircraft)"),')
_DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_]?([01]\d)[-_]?([0-3]\d)(?!\d)")
_VESSEL = ("call_sign", "type", "tonnage", "gross_tonnage", "flag", "owner")


class _Row(NamedTuple):
    line: int
    cells: list[str]


class _Beside(NamedTuple):
    """What the other three files say, by ent_num."""

    aliases: dict[str, list[list[str]]]
    addresses: dict[str, list[list[str]]]
    remarks: dict[str, list[list[str]]]


@dataclass(frozen=True)
class OfacCsvReader:
    """Reads sdn.csv (or cons_prim.csv) and the files beside it."""

    consolidated: bool = False

    @property
    def name(self) -> str:
        """The format's name."""
        return "ofac-consolidated-csv" if self.consolidated else "ofac-sdn-csv"

    @property
    def title(self) -> str:
        """What it reads."""
        names = "cons_prim.csv" if self.consolidated else "sdn.csv"
        return f"US Treasury OFAC list, legacy CSV: {names} and what lies beside it"

    @property
    def source(self) -> Source:
        """Who speaks."""
        return CONSOLIDATED if self.consolidated else SDN

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the first row is one of the list; the file's name tells which list."""
        consolidated = file_name.lower().startswith("cons")
        return bool(_ROW.match(head)) and consolidated == self.consolidated

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a row, in the order of the file; no edition unless the name holds its day."""
        files = [self._file_beside(path, name) for name in _PARTS]
        for name, file in zip(_PARTS, files, strict=True):
            if file is None:
                yield _absent(path, name)
        found = _DAY_IN_NAME.search(path.name)
        version = "-".join(found.groups()) if found else ""
        if version:
            yield Edition(version)
        beside = _Beside(*[{} if file is None else _by_entry(file) for file in files])
        directory: Directory = {}
        for row in _rows(path):
            if isinstance(row, _Row) and len(row.cells) == _COLUMNS:
                number, written, type_ = (_value(cell) for cell in row.cells[:3])
                enter(directory, written, number, kind_of(type_))
        for row in _rows(path):
            if isinstance(row, Issue):
                yield row
            elif problem := _problem(path, row):
                yield problem
            else:
                entry = _entry(row, beside, directory)
                raw = ",".join(cell.strip() for cell in row.cells)
                yield entry.record(source, version, raw=raw, origin=f"{path.name} line {row.line}")

    def is_part(self, path: Path) -> bool:
        """Whether a file is one of those that are read with the list's first, which is there."""
        first = "cons_prim.csv" if self.consolidated else "sdn.csv"
        if path.name.lower() not in map(self._name_beside, _PARTS):
            return False
        return any(each.name.lower() == first for each in path.parent.iterdir())

    def _name_beside(self, part: str) -> str:
        prefix = "cons_" if self.consolidated else "sdn_" if part == "comments" else ""
        return f"{prefix}{part}.csv"

    def _file_beside(self, path: Path, part: str) -> Path | None:
        wanted = self._name_beside(part)
        return next((p for p in sorted(path.parent.iterdir()) if p.name.lower() == wanted), None)


def _entry(row: _Row, beside: _Beside, directory: Directory) -> Entry:
    number, written, type_, programs, title, *vessel, _ = (_value(c) for c in row.cells)
    entry = Entry(kind_of(type_), LIST, number)
    tell_name(entry, spoken_name(entry.kind, *split_name(entry.kind, written)))
    entry.tell("list_regime", *re.split(r"\]\s*\[|;", programs.strip("[]")))
    entry.tell("title", title)
    for fact, told in zip(_VESSEL, vessel, strict=True):
        entry.tell(fact, told)
    for cells in beside.aliases.get(number, ()):
        alias = _value(cells[3]) if len(cells) > 3 else ""
        entry.tell("alias", spoken_name(entry.kind, *split_name(entry.kind, alias)))
    for cells in beside.addresses.get(number, ()):
        street, town, country = ([_value(cell) for cell in cells[2:5]] + ["", "", ""])[:3]
        text = ", ".join(filter(None, (street, town, country)))
        entry.addresses.append(Address(text, country))
    # Long remarks are cut anywhere, also before a blank, so blanks stay until they are joined.
    more = (cells[1] for cells in beside.remarks.get(number, ()) if len(cells) > 1)
    tell_all_remarks(entry, _value("".join([row.cells[-1], *more])), directory)
    return entry


def _by_entry(path: Path) -> dict[str, list[list[str]]]:
    held: dict[str, list[list[str]]] = defaultdict(list)
    for row in _rows(path):
        if isinstance(row, _Row):
            held[_value(row.cells[0])].append(row.cells)
    return held


def _rows(path: Path) -> Iterator[_Row | Issue]:
    with path.open("rb") as stream:
        rows = csv.reader(_decoded(line) for line in stream)
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _bad(path, rows.line_num, "no-csv", f"the row is no CSV ({error})", "")
                continue
            if cells and cells != [_END_OF_FILE]:
                yield _Row(rows.line_num, cells)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def _value(cell: str) -> str:
    told = " ".join(cell.split())
    return "" if told == _NULL else told


def _problem(path: Path, row: _Row) -> Issue | None:
    excerpt = ",".join(row.cells)[:300]
    if len(row.cells) != _COLUMNS:
        reason = f"the row has {len(row.cells)} columns, and the list has {_COLUMNS}"
        return _bad(path, row.line, "bad-row", reason, excerpt)
    if not _value(row.cells[0]).isdecimal() or not _value(row.cells[1]):
        return _bad(path, row.line, "missing-key", "the row has no ent_num or no name", excerpt)
    return None


def _bad(path: Path, line: int, rule: str, reason: str, excerpt: str) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {line}",
        field="",
        rule=rule,
        reason=reason,
        hint="get the whole file from its publisher; the other rows were loaded",
        excerpt=excerpt,
    )


def _absent(path: Path, name: str) -> Issue:
    what = {"alt": "other names", "add": "addresses", "comments": "the rest of long remarks"}[name]
    return Issue(
        file=path.name,
        position="beside the file",
        field="",
        rule="file-beside-missing",
        reason=f"the file with {what} does not lie beside this one, so they are not known",
        hint="put the publisher's four files into one folder and load again",
        lost=False,
    )
