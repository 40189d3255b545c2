"""Rows of other tables read with those of one: kept on disk, looked up by keys in memory."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

import orjson

from tripoint_graph.model import Issue
from tripoint_ingest.mapping.declaration import JoinEntry, plain_header
from tripoint_ingest.mapping.values import filled
from tripoint_ingest.readers.rows import Row, rows
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import Unreadable

ROWS_MAX = 1_000_000
"""Of all joined tables of one file: their keys are held in memory, some 150 bytes each."""

REMEMBERED = 4_096
"""Joined rows that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A row with the cells of its joined rows, and what could not be joined."""

    row: Row
    issues: tuple[Issue, ...] = ()


class Joins:
    """The other tables of one file: their rows in a temporary file, and where each key stands."""

    def __init__(self, joins: Mapping[str, JoinEntry], path: Path, store: IO[bytes]) -> None:
        self._joins = joins
        self._path = path
        self._store = store
        self._places: dict[tuple[str, str], int] = {}
        self._headers: dict[str, tuple[str, ...]] = {}
        self._found = lru_cache(maxsize=REMEMBERED)(self._look_up)

    def load(self) -> Iterator[Issue]:
        """Read the other tables; issues for rows of theirs that cannot be used.

        Raises:
            Unreadable: one is not there, or has no such key.
        """
        for name, join in self._joins.items():
            yield from self._load(name, join)

    def joined(self, row: Row, headers: Mapping[str, Sequence[str]]) -> Joined:
        """A row with its joined cells, empty where no row has its key; `headers` are those of the
        mapping's columns.
        """
        cells, issues = dict(row.cells), []
        for name, join in self._joins.items():
            key = next((k for h in headers.get(join.by, ()) if (k := filled(row.cells[h]))), "")
            found = self._found(name, key.casefold()) if key else {}
            cells |= {header: found.get(header, "") for header in self._headers[name]}
            if key and not found:
                issues.append(self._missing(row, name, headers[join.by][0], key))
        return Joined(Row(row.position, cells, row.headed), tuple(issues))

    def _missing(self, row: Row, name: str, header: str, key: str) -> Issue:
        place = self._joins[name].file or f"sheet {self._joins[name].sheet}"
        return issue(
            self._path.name,
            row.position,
            "no-joined-row",
            f"no row of {place} has the key {key!r}; the row was loaded without what {name} says",
            hint=f"was {place} sent whole, and with this file?",
            field=header,
            lost=False,
            excerpt=key,
        )

    def _load(self, name: str, join: JoinEntry) -> Iterator[Issue]:
        place = _place(join, self._path)
        headers: dict[str, None] = {}
        for row in rows(place, join.hints()):
            if isinstance(row, Issue):
                yield row
                continue
            told = {f"{name}.{header}": cell for header, cell in row.cells.items()}
            headers |= dict.fromkeys(told)
            key = filled(row.cells[_key(row, join, place)]).casefold()
            if key and not self._keep(name, key, orjson.dumps(told)):
                reason = f"more than one row has the key {key!r}; the first of them is used"
                hint = "a table that is joined has one row for each key"
                yield issue(
                    place.name, row.position, "same-key", reason, hint=hint, lost=False, excerpt=key
                )
        self._headers[name] = tuple(headers)

    def _keep(self, name: str, key: str, cells: bytes) -> bool:
        """Write a row down, unless there is one of its key."""
        if (name, key) in self._places:
            return False
        if len(self._places) == ROWS_MAX:
            raise Unreadable(
                f"{self._path.name}: the tables that are joined with it have more than "
                f"{ROWS_MAX:,} rows; cut them, or join them beforehand"
            )
        self._places[name, key] = self._store.tell()
        self._store.write(cells + b"\n")
        return True

    def _look_up(self, name: str, key: str) -> Mapping[str, str]:
        place = self._places.get((name, key))
        if place is None:
            return {}
        self._store.seek(place)
        cells: dict[str, str] = orjson.loads(self._store.readline())
        return cells


@contextmanager
def joins_of(joins: Mapping[str, JoinEntry], path: Path) -> Iterator[Joins]:
    """The other tables of a file, in a file without a name that goes away with its closing."""
    with TemporaryFile(prefix="tripoint-") as store:
        yield Joins(joins, path, store)


def _key(row: Row, join: JoinEntry, place: Path) -> str:
    wanted = {plain_header(header) for header in join.key}
    for header in row.cells:
        if plain_header(header) in wanted:
            return header
    raise Unreadable(
        f"{place.name}, header: it is joined by {' or '.join(join.key)}, and has "
        f"{', '.join(row.cells)}: name the key under `joins`"
    )


def _place(join: JoinEntry, path: Path) -> Path:
    """The file of the other table: the workbook itself, or the one file of that name beside it."""
    if join.sheet:
        return path
    wanted = join.file.casefold()
    others = (each for each in path.parent.iterdir() if each.is_file() and each != path)
    found = sorted(each for each in others if fnmatchcase(each.name.casefold(), wanted))
    if len(found) == 1:
        return found[0]
    told = f"{len(found)} files are" if found else "no file is"
    raise Unreadable(
        f"{path.name}: its rows are joined with {join.file}, and {told} called so in its folder; "
        "lay both side by side (out of an archive, one of them is not there)"
    )
