"""One viewer's world as a file that other programs open."""

import csv
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

import orjson

from tripoint.console import shown
from tripoint_algorithms.exports import link_rows, node_rows, to_igraph
from tripoint_graph.hydrate import captions
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

ENTITIES_AT_ONCE = 2_000
"""Entities whose captions are asked for in one read of the store."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEPHI = {"id": "Id", "caption": "Label"}
_NUMBER = re.compile(r"[+-]?[0-9][0-9 ().-]*")


class ExportFormat(StrEnum):
    """What can be written."""

    GRAPHML = "graphml"
    NDJSON = "ndjson"
    CSV = "csv"


def export(store: EvidenceReader, world: Snapshot, form: ExportFormat, path: Path) -> list[Path]:
    """Write a world; a file comes into its place whole or not at all.

    GraphML is one file of a directed multigraph. NDJSON has a line an entity, then a line a link
    with the ids of its records. CSV has links at the path, and entities beside it, as
    `NAME-entities.csv`.

    Returns:
        What was written.
    """
    named = _captions(store, world)
    if form is ExportFormat.GRAPHML:
        with _whole(path) as stream:
            to_igraph(world, named).write_graphml(stream)
        return [path]
    if form is ExportFormat.NDJSON:
        with _whole(path) as stream:
            stream.writelines(_lines(world, named))
        return [path]
    beside = path.with_name(f"{path.stem}-entities{path.suffix or '.csv'}")
    entities = {_GEPHI.get(name, name): column for name, column in node_rows(world, named).items()}
    _write_csv(beside, _table(entities))
    _write_csv(path, _link_table(world, named))
    return [path, beside]


def _captions(store: EvidenceReader, world: Snapshot) -> list[str]:
    named: list[str] = []
    for first in range(0, world.entities, ENTITIES_AT_ONCE):
        rows = range(first, min(first + ENTITIES_AT_ONCE, world.entities))
        found = captions(store, world, rows)
        named += [_NOT_XML.sub(" ", shown(found[row])) for row in rows]
    return named


def _lines(world: Snapshot, named: Sequence[str]) -> Iterator[bytes]:
    entities, links = node_rows(world, named), link_rows(world)
    for row in range(world.entities):
        entity = {name: values[row] for name, values in entities.items()}
        document = {"is": "entity", **entity, "classes": entity["classes"].split()}
        yield orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
    ids = entities["id"]
    for row in range(world.links):
        link = {
            "is": "link",
            "source": ids[int(world.link_source[row])],
            "target": ids[int(world.link_target[row])],
            **{name: values[row] for name, values in links.items()},
            "records": world.records_of(row),
        }
        yield orjson.dumps(link, option=orjson.OPT_APPEND_NEWLINE)


def _table(columns: Mapping[str, Sequence[object]]) -> Iterator[Sequence[object]]:
    yield list(columns)
    yield from zip(*columns.values(), strict=True)


def _link_table(world: Snapshot, named: Sequence[str]) -> Iterator[Sequence[object]]:
    ids = world.entity_names(range(world.entities))
    ends = {"Source": world.link_source.tolist(), "Target": world.link_target.tolist()}
    columns: dict[str, Sequence[object]] = {
        name: [ids[row] for row in rows] for name, rows in ends.items()
    }
    for name, rows in ends.items():
        columns[f"{name.lower()}_caption"] = [named[row] for row in rows]
    yield from _table(columns | dict(link_rows(world)))


def _write_csv(path: Path, rows: Iterator[Sequence[object]]) -> None:
    with _whole(path) as stream:
        for row in rows:
            stream.write(_csv_line([_cell(value) for value in row]))


class _Line:
    """What `csv` writes to: keeps one line."""

    text = ""

    def write(self, text: str) -> int:
        self.text = text
        return len(text)


def _csv_line(cells: list[object]) -> bytes:
    line = _Line()
    csv.writer(line).writerow(cells)
    return line.text.encode()


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula; numbers and phones stay as they are."""
    if isinstance(value, str) and value[:1] in tuple("=+-@") and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    draft = NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115 - it outlives the with
    try:
        with draft:
            yield draft.file  # type: ignore[misc]  # the wrapped file is one opened for bytes
        os.replace(draft.name, path)
    except BaseException:
        Path(draft.name).unlink(missing_ok=True)
        raise
