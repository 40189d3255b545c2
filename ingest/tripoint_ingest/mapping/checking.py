"""What a mapping makes of the first rows of a table, and what of either is never used."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from tripoint_graph.model import Issue, Record
from tripoint_ingest.mapping.mapped import MappedReader
from tripoint_ingest.readers.rows import Row, rows

ROWS = 1_000
"""Read unless somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row beside what became of it."""

    cells: Mapping[str, str]
    record: Record


@dataclass(frozen=True, slots=True)
class Check:
    """What a mapping makes of a table's first rows.

    Attributes:
        rows: rows read.
        loaded: rows that make a record.
        lost: rows left out.
        issues: rule and header to how often, and one of the reasons.
        columns: column of the mapping to the headers of the table that mean it.
        unused: headers that the mapping does not read.
        never_filled: "mention.property" that no row has a value for.
        mentions, claims: how often each was made; 0 for those never made.
        shown: the fullest row beside its record, None where no row makes one.
        same: rows whose key another row that was read has too.
    """

    rows: int
    loaded: int
    lost: int
    issues: Mapping[tuple[str, str], tuple[int, str]]
    columns: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    never_filled: tuple[str, ...]
    mentions: Mapping[str, int]
    claims: Mapping[str, int]
    shown: Shown | None
    same: int


@dataclass(slots=True)
class _Count:
    loaded: int = 0
    lost: int = 0
    issues: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    filled: set[str] = field(default_factory=set)
    keys: Counter[str] = field(default_factory=Counter)
    fullest: Record | None = None

    def record(self, record: Record) -> None:
        self.loaded += 1
        self.keys[record.source_key] += 1
        for mention in record.mentions:
            key = mention.key.rstrip("0123456789").removesuffix("-")
            self.mentions[mention.key if mention.key == key else key] += 1
            self.filled |= {f"{key}.{name}" for name in mention.properties}
        self.claims.update(_told(c.type, c.source, c.target) for c in record.claims)
        if self.fullest is None or _weight(record) > _weight(self.fullest):
            self.fullest = record

    def issue(self, issue: Issue) -> None:
        self.lost += issue.lost
        times, reason = self.issues.get((issue.rule, issue.field), (0, issue.reason))
        self.issues[issue.rule, issue.field] = (times + 1, reason)


def check_mapping(reader: MappedReader, path: Path, *, rows_max: int = ROWS) -> Check:
    """What becomes of the first rows.

    Raises:
        Unreadable: it is no table, or lacks a column that the mapping needs.
        OSError: it cannot be opened.
    """
    count = _Count()
    for found in reader.read(path, reader.source):
        if isinstance(found, Record):
            count.record(found)
        elif isinstance(found, Issue):
            count.issue(found)
        if count.loaded + count.lost >= rows_max:
            break
    names = _headers(path, reader)
    mapping, known = reader.mapping, reader.columns_of(names)
    used = {header for headers in known.values() for header in headers}
    wanted = [
        f"{key}.{name}"
        for key, entry in mapping.mentions.items()
        for name in (*entry.properties, *([entry.part_as] if entry.part_as else ()))
    ]
    claims = [_told(each.type, each.source, each.target) for each in mapping.claims]
    return Check(
        rows=count.loaded + count.lost,
        loaded=count.loaded,
        lost=count.lost,
        issues=count.issues,
        columns={name: known.get(name, ()) for name in mapping.columns},
        unused=tuple(name for name in names if name not in used),
        never_filled=tuple(each for each in wanted if each not in count.filled),
        mentions={key: count.mentions[key] for key in mapping.mentions},
        claims={told: count.claims[told] for told in claims},
        shown=_shown(count.fullest),
        same=sum(times - 1 for times in count.keys.values()),
    )


def _headers(path: Path, reader: MappedReader) -> list[str]:
    """Headers of the table: of its first rows, as JSON objects have their own each."""
    names: dict[str, None] = {}
    for number, row in enumerate(_rows(path, reader)):
        names |= dict.fromkeys(row.cells)
        if row.headed or number == ROWS:
            break
    return list(names)


def _rows(path: Path, reader: MappedReader) -> Iterator[Row]:
    for row in rows(path, reader.mapping.file.hints()):
        if isinstance(row, Row):
            yield row


def _told(type: str, source: str, target: str) -> str:
    source, target = (key.rstrip("0123456789").removesuffix("-") for key in (source, target))
    return f"{type} {source} -> {target}"


def _weight(record: Record) -> int:
    return sum(len(mention.properties) for mention in record.mentions) + len(record.claims)


def _shown(record: Record | None) -> Shown | None:
    if record is None:
        return None
    try:
        cells = orjson.loads(record.raw)
    except orjson.JSONDecodeError:  # it was cut, for being too long
        cells = {"": record.raw}
    return Shown({name: text for name, text in cells.items() if text}, record)
