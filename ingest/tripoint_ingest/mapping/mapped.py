"""A mapping at work: a reader made of one YAML file."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ByName
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from operator import itemgetter
from pathlib import Path

import orjson

from tripoint_graph.model import Issue, Mention, Record
from tripoint_ingest.mapping.cells import Cells, Forms
from tripoint_ingest.mapping.declaration import Mapping, plain_header
from tripoint_ingest.mapping.joining import joins_of
from tripoint_ingest.mapping.loading import load_declaration
from tripoint_ingest.mapping.making import Makers, makers
from tripoint_ingest.mapping.overriding import overridden
from tripoint_ingest.passengers.protected import permitted
from tripoint_ingest.readers.rows import Row, headers, rows
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Found, Source, Unreadable

_OF_FILE_MIN, _OF_MAPPING_MIN = 0.6, 0.8

_LAYOUTS_MAX = 1_000
"""Sets of names that JSON objects of one file may have, as far as they are remembered."""

KEY_CHARACTERS_MAX = 200
"""Of a record's key; a longer one ends in a hash of all of it."""

_KEY_READABLE = 120

Columns = dict[str, tuple[str, ...]]
"""Column name to the headers of one table that mean it, in their order."""


@dataclass(frozen=True)
class MappedReader:
    """Reads rows as one mapping says.

    Attributes:
        name: the format's name.
        mapping: what the YAML says.
    """

    name: str
    mapping: Mapping

    @property
    def title(self) -> str:
        """What it reads."""
        return self.mapping.title

    @property
    def source(self) -> Source:
        """Who speaks by default."""
        entry = self.mapping.source
        return Source(entry.name or self.name, entry.handling(), entry.graded())

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the table's headers hold all that the mapping needs; never for a workbook,
        of which the beginning does not tell.
        """
        return self.fits(headers(head, self.mapping.file.hints()))

    def fits(self, names: list[str]) -> bool:
        """Whether these headers hold all that is required, and most of either side fits or the
        headers that tell the format are among them.
        """
        known = self.columns_of(names)
        joined = {n for n, headers in self.mapping.columns.items() if self._is_joined(headers)}
        if not names or not known.keys() | joined >= set(self.mapping.required):
            return False
        told_by = self.mapping.recognised_by
        if told_by and {*map(plain_header, told_by)} <= {*map(plain_header, names)}:
            return True
        of_file, of_mapping = len(known) / len(names), len(known) / len(self.mapping.columns)
        return of_file >= _OF_FILE_MIN or of_mapping >= _OF_MAPPING_MIN

    def _is_joined(self, headers: Sequence[str]) -> bool:
        """Whether a column comes from another table, and so is in no header of this one."""
        return any(header.partition(".")[0] in self.mapping.joins for header in headers)

    def known(self, names: list[str]) -> frozenset[str]:
        """Those of these headers that the mapping gives a meaning."""
        return frozenset(name for name in names if plain_header(name) in self._aliases)

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a row, in the order of the file, after the issues of that row."""
        making = _Making(self.mapping, path.name, source)
        layouts: dict[tuple[str, ...], _Layout] = {}
        for row in self._rows(path):
            if isinstance(row, Issue):
                yield row
                continue
            names = tuple(row.cells)
            if names not in layouts:
                if len(layouts) == _LAYOUTS_MAX:
                    layouts.clear()
                columns = self.columns_of(list(names))
                self._check_columns(path, columns, row)
                layouts[names] = _Layout(columns, makers(self.mapping, columns.keys()))
            yield from making.found(row, layouts[names])

    def _rows(self, path: Path) -> Iterator[Row | Issue]:
        """Every row, with the cells of those that are joined to it."""
        given = rows(path, self.mapping.file.hints())
        if not self.mapping.joins:
            yield from given
            return
        with joins_of(self.mapping.joins, path) as joins:
            yield from joins.load()
            for row in given:
                if isinstance(row, Issue):
                    yield row
                    continue
                joined = joins.joined(row, self.columns_of(list(row.cells)))
                yield from joined.issues
                yield joined.row

    @cached_property
    def _aliases(self) -> ByName[str, tuple[str, int]]:
        """The plain form of a header to the column that it means, and its rank among those."""
        return {
            plain_header(header): (name, rank)
            for name, given in self.mapping.columns.items()
            for rank, header in reversed([*enumerate((*given, name))])
        }

    def columns_of(self, names: list[str]) -> Columns:
        """Column name to those of a table's headers that mean it, the preferred first."""
        found: dict[str, list[tuple[int, str]]] = {}
        for header in names:
            name, rank = self._aliases.get(plain_header(header), ("", 0))
            if name:
                found.setdefault(name, []).append((rank, header))
        # Sorted by rank alone: of equal headers the first in the file goes before.
        return {
            name: tuple(header for _, header in sorted(given, key=itemgetter(0)))
            for name, given in found.items()
        }

    def _check_columns(self, path: Path, columns: Columns, row: Row) -> None:
        missing = [name for name in self.mapping.required if name not in columns]
        if not missing or (columns and not row.headed):
            return  # an object without the name has no value for it: that row is told of
        wanted = "; ".join(
            f"{name} (as {', '.join(self.mapping.columns[name] or (name,))})" for name in missing
        )
        raise Unreadable(
            f"{path.name}, header: `{self.name}` needs a column {wanted}; the file has "
            f"{', '.join(row.cells)}: name its headers in a mapping of your own"
        )


@dataclass(frozen=True, slots=True)
class _Layout:
    """One set of headers: its columns, and what makes something of them."""

    columns: Columns
    makers: Makers


class _Making:
    """The rows of one file on their way to records."""

    def __init__(self, mapping: Mapping, file: str, source: Source) -> None:
        self._mapping = mapping
        self._file = file
        self._source = source
        self._critical = mapping.critical()
        empty = frozenset(text.casefold() for text in mapping.empty)
        self._forms = Forms(mapping.dates, mapping.decimal, empty)

    def found(self, row: Row, layout: "_Layout") -> Iterator[Found]:
        """Whatever is wrong with the row, and its record where there is one."""
        columns = layout.columns
        cells = Cells(row.cells, columns, self._forms)
        raw = orjson.dumps(permitted(row.cells)).decode()
        if empty := [name for name in self._mapping.required if not cells.text(name)]:
            faults = dict.fromkeys(empty, "the cell is empty")
            yield self._left_out(row, "missing-value", faults, columns, raw)
            return
        record = self._record(row, cells, raw, layout.makers)
        fatal = {name: why for name, why in cells.faults.items() if name in self._critical}
        if fatal:  # one issue, so that issues that lose a row are as many as rows lost
            faults = {**fatal, **cells.faults}
            yield self._left_out(row, "impossible-value", faults, columns, raw)
            return
        for name, why in cells.faults.items():
            reason = f"{why}; the row was loaded without this value"
            hint = "correct the cell and load it again"
            yield self._note(
                row, "impossible-value", reason, raw, hint=hint, field=columns[name][0]
            )
        if len(raw) > RAW_CHARACTERS_MAX:
            reason = f"the row's own words were cut at {RAW_CHARACTERS_MAX:,} characters"
            hint = "its values were read whole; the file has the rest"
            yield self._note(row, "raw-cut", reason, raw, hint=hint)
        yield record

    def _record(self, row: Row, cells: Cells, raw: str, makers: Makers) -> Record:
        orders: dict[str, str] = {}
        made: dict[str, list[Mention]] = {
            key: maker.make(cells, orders) for key, maker in makers.mentions
        }
        claims = [claim for maker in makers.claims for claim in maker.make(cells, made, orders)]
        observed = cells.date(self._mapping.observed_at)
        own = overridden(self._mapping.record, self._source, cells)
        return Record(
            source=self._source.name,
            source_key=self._key(cells, row),
            version=cells.date(self._mapping.version) or observed,
            handling=own.handling,
            grade=own.grade,
            observed_at=observed,
            mentions=tuple(mention for mentions in made.values() for mention in mentions),
            claims=tuple(claims),
            raw=raw[:RAW_CHARACTERS_MAX],
            origin=f"{self._file} {row.position}",
        )

    def _key(self, cells: Cells, row: Row) -> str:
        """What names the record: its key columns as they are, cut and told apart by a hash where
        they are long; without any, a hash of its cells, in whatever order they stand.
        """
        parts = [cells.text(name) for name in self._mapping.key]
        if len(parts) > 1:  # a slash inside a part must not look like the one between two
            parts = [part.replace("%", "%25").replace("/", "%2F") for part in parts]
        if not any(parts):
            return _hash(sorted(row.cells.items()))
        key = "/".join(parts)
        if len(key) <= KEY_CHARACTERS_MAX:
            return key
        return f"{key[:_KEY_READABLE].rstrip()}~{_hash(key)}"

    def _left_out(
        self, row: Row, rule: str, faults: ByName[str, str], columns: Columns, raw: str
    ) -> Issue:
        """The issue for a row of which nothing is made; it names the first cell at fault."""
        (field, reason), *others = [
            (columns.get(name, (name,))[0], why) for name, why in faults.items()
        ]
        reasons = [reason, *(f"and {header}: {why}" for header, why in others)]
        return issue(
            self._file,
            row.position,
            rule,
            "; ".join(reasons),
            hint="fill in or correct the cell and load it again",
            field=field,
            excerpt=raw,
        )

    def _note(
        self, row: Row, rule: str, reason: str, raw: str, *, hint: str, field: str = ""
    ) -> Issue:
        """The issue for a row that is loaded all the same."""
        return issue(
            self._file,
            row.position,
            rule,
            reason,
            hint=hint,
            field=field,
            lost=False,
            excerpt=raw,
        )


def _hash(content: str | list[tuple[str, str]]) -> str:
    return blake2b(orjson.dumps(content), digest_size=16).hexdigest()


def load_mapping(path: Path) -> MappedReader:
    """A reader from one mapping file, named after it.

    Raises:
        MappingError: the file says something that a mapping cannot.
    """
    return MappedReader(path.stem, load_declaration(path))


def shipped_mappings() -> list[MappedReader]:
    """The mappings that come with the product, by name."""
    folder = Path(str(files("tripoint_ingest") / "mappings"))
    return [load_mapping(path) for path in sorted(folder.glob("*.yaml"))]
