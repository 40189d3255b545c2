"""FollowTheMoney JSON lines, as OpenSanctions and OpenAleph export them: one record an entity.

A link of FollowTheMoney is an entity of its own that names its ends by id, often before they come:
it becomes a record whose mentions carry those ids, and the rule `same-registry-reference` joins
them to the ends' own records in whatever order these are loaded. An id does not tell whether its
end is a person or a company, so the file is walked twice.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.readers import ftm_statements
from tripoint_ingest.readers.ftm_entity import EntityReading
from tripoint_ingest.readers.ftm_schemata import EDGES, KINDS
from tripoint_ingest.readers.kind_index import KindIndex
from tripoint_ingest.reading import Found, Source, Unreadable

ENTITY_BYTES_MAX = 16 * 2**20
"""One line: documents of OpenAleph carry their text."""

NESTING_MAX = 4
_SNIFF = re.compile(rb'"schema"\s*:\s*"[A-Z]')
_SOURCE = Source("followthemoney", Handling("open", Tlp.GREEN, Category.LIST), Grade("C", 3))


@dataclass(frozen=True)
class FtmReader:
    """Reads entities with `properties`, nested entities, and entities as `statements`."""

    name: str = "ftm-json-lines"
    title: str = "FollowTheMoney entities (OpenSanctions, OpenAleph), JSON lines; also statements"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the first line is an entity."""
        line = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
        if ftm_statements.is_header(line):
            return True
        known = (
            b'"properties"' in line
            or b'"canonical_id"' in line
            or b'"statements"' in line
            or len(line) > 10_000
        )
        return line.startswith(b"{") and known and bool(_SNIFF.search(line))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record an entity, in the order of the file."""
        index = KindIndex()
        for _, entity in _entities(path):
            if isinstance(entity, dict):
                kind = KINDS.get(str(entity["schema"]))
                if kind:
                    index.add(entity["id"], kind)
        index.seal()
        protected: Counter[str] = Counter()
        for number, entity in _entities(path):
            if isinstance(entity, Issue):
                yield entity
                continue
            where = f"line {number}"
            if entity["schema"] not in KINDS | EDGES | {"Sanction": ""}:
                yield _not_held(path, where, entity)
                continue
            yield from _found(path, source, where, EntityReading(entity, source, index), protected)
        for name, count in sorted(protected.items()):
            yield _left_out(path, name, count)


def _found(
    path: Path, source: Source, where: str, reading: EntityReading, protected: Counter[str]
) -> Iterator[Record | Issue]:
    record = reading.record(f"{path.name} {where}")
    protected.update(reading.protected)
    if record is None:
        yield _issue(path, where, "link-without-ends", "the link names fewer than two ends", "")
    else:
        yield record


def _entities(path: Path) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    """Line number and entity, statements made one, nested ones first; or what is wrong."""
    return ftm_statements.gathered(_lines(path))


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    with path.open("rb") as stream:
        if ftm_statements.is_header(stream.readline(ENTITY_BYTES_MAX)):
            stream.seek(0)
            yield from _rows(path, stream)
            return
        stream.seek(0)
        number = 0
        while line := stream.readline(ENTITY_BYTES_MAX + 1):
            number += 1
            if len(line) > ENTITY_BYTES_MAX:
                while line and not line.endswith(b"\n"):
                    line = stream.readline(ENTITY_BYTES_MAX)
                reason = f"the line is longer than {ENTITY_BYTES_MAX:,} bytes"
                yield number, _issue(path, f"line {number}", "line-too-long", reason, "")
            elif line.strip():
                yield from ((number, each) for each in _of_line(path, number, line))


def _rows(path: Path, stream: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | Issue]]:
    try:
        for number, statement in ftm_statements.rows(stream, ENTITY_BYTES_MAX):
            if problem := _problem(statement) or ftm_statements.missing(statement):
                yield number, _issue(path, f"line {number}", "no-entity", problem, "")
            else:
                yield number, statement
    except csv.Error as error:
        raise Unreadable(f"{path.name}: no table of statements ({error})") from error


def _of_line(path: Path, number: int, line: bytes) -> Iterator[dict[str, Any] | Issue]:
    where, excerpt = f"line {number}", line[:300].decode("utf-8", "replace")
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        yield _issue(path, where, "no-json", f"the line is no JSON ({error.msg})", excerpt)
        return
    for entity in _unnested(value, 0):
        if problem := _problem(entity):
            yield _issue(path, where, "no-entity", problem, excerpt)
        else:
            yield entity


def _unnested(value: object, depth: int) -> Iterator[Any]:
    if isinstance(value, dict) and depth < NESTING_MAX:
        properties = value.get("properties")
        if isinstance(properties, dict):
            for values in properties.values():
                for each in values if isinstance(values, list) else ():
                    if isinstance(each, dict) and "schema" in each:
                        yield from _unnested(each, depth + 1)
    yield value


def _problem(entity: object) -> str:
    if not isinstance(entity, dict):
        return "the line is no object"
    for name in ("id", "schema"):
        if not isinstance(entity.get(name), str) or not entity[name].strip():
            return f"the entity has no {name}"
    if not isinstance(entity.get("properties", {}), Mapping):
        return "its properties are no object"
    return ""


def _not_held(path: Path, where: str, entity: dict[str, Any]) -> Issue:
    schema = str(entity["schema"])[:80]
    reason = f"an entity of schema {schema!r} is none that the graph holds"
    return _issue(path, where, "schema-not-held", reason, str(entity["id"])[:100])


def _left_out(path: Path, name: str, count: int) -> Issue:
    return Issue(
        file=path.name,
        position="whole file",
        field=name,
        rule="protected-left-out",
        reason=f"{count:,} entities told {name}, which is protected and was not stored",
        lost=False,
    )


def _issue(path: Path, where: str, rule: str, reason: str, excerpt: str) -> Issue:
    return Issue(
        file=path.name,
        position=where,
        field="",
        rule=rule,
        reason=reason,
        hint="the other entities were loaded",
        excerpt=excerpt,
    )
