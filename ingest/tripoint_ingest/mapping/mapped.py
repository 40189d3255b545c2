"""A mapping at work: a reader made of one YAML file."""

from collections.abc import Iterator
from collections.abc import Mapping as Cells
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import orjson

from tripoint_graph.model import Claim, Issue, Mention, Record
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.mapping.declaration import (
    Mapping,
    MentionEntry,
    Value,
    load_declaration,
)
from tripoint_ingest.mapping.values import BadValue, filled, is_order, typed
from tripoint_ingest.readers.rows import Row, headers, rows
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Found, Source, Unreadable
from tripoint_ingest.watched.goods import recognise

_OF_FILE_MIN, _OF_MAPPING_MIN = 0.6, 0.8


def plain_header(header: str) -> str:
    """The form in which headers are compared: letters and digits, lower case."""
    return "".join(c for c in header.lower() if c.isalnum())


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
        """Whether the table's headers hold all that the mapping needs."""
        return self.fits(headers(head))

    def fits(self, names: list[str]) -> bool:
        """Whether these headers hold all that is required, and most of either side fits."""
        known = self._columns_of(names)
        if not known.keys() >= set(self.mapping.required):
            return False
        of_file, of_mapping = len(known) / len(names), len(known) / len(self.mapping.columns)
        return of_file >= _OF_FILE_MIN or of_mapping >= _OF_MAPPING_MIN

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a row, in the order of the file."""
        columns: dict[str, str] | None = None
        for row in rows(path):
            if isinstance(row, Issue):
                yield row
                continue
            if columns is None or not columns.keys():
                columns = self._columns_of(list(row.cells))
                self._check_columns(path, columns, row)
            values = {name: filled(row.cells.get(header, "")) for name, header in columns.items()}
            yield _RowReading(self.mapping, values, columns).found(path, row, source)

    @cached_property
    def _aliases(self) -> Cells[str, str]:
        return {
            plain_header(header): name
            for name, given in self.mapping.columns.items()
            for header in (name, *given)
        }

    def _columns_of(self, names: list[str]) -> dict[str, str]:
        """Column name to the header that means it."""
        found: dict[str, str] = {}
        for header in names:
            name = self._aliases.get(plain_header(header))
            if name is not None:
                found.setdefault(name, header)
        return found

    def _check_columns(self, path: Path, columns: dict[str, str], row: Row) -> None:
        if missing := [name for name in self.mapping.required if name not in columns]:
            wanted = "; ".join(
                f"{name} (as {', '.join(self.mapping.columns[name] or (name,))})"
                for name in missing
            )
            raise Unreadable(
                f"{path.name}, header: `{self.name}` needs a column {wanted}; the file has "
                f"{', '.join(row.cells)}: name its headers in a mapping of your own"
            )


class _RowReading:
    """One row on its way to a record."""

    def __init__(self, mapping: Mapping, values: dict[str, str], columns: dict[str, str]) -> None:
        self._mapping = mapping
        self._values = values
        self._columns = columns
        self._mentions: dict[str, list[Mention]] = {}
        self._notes: dict[str, str] = {}

    def found(self, path: Path, row: Row, source: Source) -> Found:
        """The record, or why there is none."""
        raw = orjson.dumps(row.cells).decode()[:RAW_CHARACTERS_MAX]
        try:
            for name in self._mapping.required:
                if not self._values.get(name):
                    raise _MissingValue(name)
            for key, entry in self._mapping.mentions.items():
                self._mentions[key] = self._made(key, entry)
            claims = self._claims()
            observed = self._dated(self._mapping.observed_at)
            version = self._dated(self._mapping.version) or observed
        except _Fault as fault:
            return Issue(
                file=path.name,
                position=row.position,
                field=self._columns.get(fault.column, fault.column),
                rule=fault.rule,
                reason=fault.reason,
                hint=fault.hint,
                excerpt=raw[:300],
            )
        return Record(
            source=source.name,
            source_key=self._key(raw),
            version=version,
            handling=source.handling,
            grade=source.grade,
            observed_at=observed,
            mentions=tuple(m for made in self._mentions.values() for m in made),
            claims=claims,
            raw=raw,
            origin=f"{path.name} {row.position}",
        )

    def _key(self, raw: str) -> str:
        parts = [self._values.get(name, "") for name in self._mapping.key]
        return "/".join(parts) if any(parts) else blake2b(raw.encode(), digest_size=16).hexdigest()

    def _made(self, key: str, entry: MentionEntry) -> list[Mention]:
        if not all(self._values.get(name) for name in entry.needs):
            return []
        if entry.unless_order and is_order(self._values.get(entry.needs[0], "")):
            self._notes[key] = self._values[entry.needs[0]]
            return []
        properties = self._properties(entry)
        if not entry.each:
            return [Mention(key, entry.kind, properties)] if properties else []
        parts = [part.strip() for part in self._values.get(entry.each, "").split(entry.split)]
        return [
            Mention(
                key if count == 1 else f"{key}-{count}",
                entry.kind,
                {**properties, entry.part_as: (part,)},
            )
            for count, part in enumerate(dict.fromkeys(filter(None, parts)), start=1)
        ]

    def _properties(self, entry: MentionEntry) -> dict[str, tuple[str, ...]]:
        kind = ONTOLOGY.kind(entry.kind)
        made = {}
        for name, value in entry.properties.items():
            if found := self._value(value, kind.properties[name].type):
                made[name] = found
        if entry.recognise_goods:
            first = {name: made[name][0] for name in made}
            known = recognise(
                first.get("hs", ""), first.get("cas", ""), first.get("description", "")
            )
            if known is not None:
                made |= {"watched": (known.substance,), "watched_reason": (known.reason,)}
        if made:
            made |= {name: (constant,) for name, constant in entry.constants.items()}
        return made

    def _value(self, value: Value | str, type_name: str) -> tuple[str, ...]:
        spec = Value(columns=(value,)) if isinstance(value, str) else value
        told = [self._values.get(name, "") for name in spec.columns]
        text = spec.constant or spec.separator.join(filter(None, told))
        parts = text.split(spec.split) if spec.split else [text]
        try:
            made = [typed(type_name, part.strip(), self._mapping.dates) for part in parts if part]
        except BadValue as error:
            raise _Impossible(spec.columns[0], str(error)) from error
        return tuple(dict.fromkeys(filter(None, made)))

    def _dated(self, column: str) -> str:
        if not column or not self._values.get(column):
            return ""
        return self._value(column, "date")[0]

    def _claims(self) -> tuple[Claim, ...]:
        made: list[Claim] = []
        for entry in self._mapping.claims:
            times = self._dated(entry.valid_from), self._dated(entry.valid_to)
            properties = {
                name: self._values[column]
                for name, column in sorted(entry.properties.items())
                if self._values.get(column)
            }
            made += [
                Claim(entry.type, source.key, target.key, *times, properties)
                for source in self._mentions[entry.source]
                for target in self._mentions[entry.target]
            ]
        return tuple(made)


class _Fault(Exception):
    """Why a row makes no record."""

    def __init__(self, column: str, rule: str, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.column, self.rule, self.reason, self.hint = column, rule, reason, hint


class _MissingValue(_Fault):
    def __init__(self, column: str) -> None:
        super().__init__(column, "missing-value", "the cell is empty", "fill it in")


class _Impossible(_Fault):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column, "impossible-value", reason, "correct the cell and load it again")


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
