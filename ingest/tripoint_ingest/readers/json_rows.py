"""Rows of JSON: one object a line, or a document with a list of objects in it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from tripoint_graph.model import Issue
from tripoint_ingest.readers.lines import Lines, decoded
from tripoint_ingest.readers.table import Hints, Row, issue, text_of
from tripoint_ingest.reading import LINE_BYTES_MAX, Unreadable

DOCUMENT_BYTES_MAX = 64 * 2**20
"""A JSON document is held whole while it is read; JSON lines have no limit."""

_LINES_SUFFIXES = (".jsonl", ".ndjson")
_OBJECTS_LOOKED_AT = 8


def json_rows(path: Path, stream: BinaryIO, head: bytes, hints: Hints) -> Iterator[Row | Issue]:
    """Every record, nested objects flattened to dotted names.

    Raises:
        Unreadable: the document is no JSON, too large, or has no such list of records.
    """
    if path.suffix.lower() in _LINES_SUFFIXES or (not hints.records and _is_lines(stream)):
        yield from _of_lines(path.name, Lines(path.name, stream, head, hints.encoding))
        return
    if path.stat().st_size > DOCUMENT_BYTES_MAX:
        raise Unreadable(
            f"{path.name}: a JSON document of more than {DOCUMENT_BYTES_MAX:,} bytes; send it as "
            "JSON lines, one record a line"
        )
    try:
        document = orjson.loads(stream.read().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise Unreadable(f"{path.name}, line {error.lineno}: no JSON ({error.msg})") from error
    for number, item in enumerate(_records(path.name, document, hints.records), start=1):
        yield _row(path.name, f"record {number}", item)


def json_header(head: bytes, hints: Hints) -> list[str]:
    """The names in the first record that a file's beginning holds whole; empty where none is."""
    text = decoded(head, hints.encoding)
    decoder, at = json.JSONDecoder(), -1
    for _ in range(_OBJECTS_LOOKED_AT):
        at = text.find("{", at + 1)
        if at < 0:
            break
        try:
            item, _end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            continue  # it is not closed within the beginning: the records are inside it
        if lists := [value for value in item.values() if _holds_records(value)]:
            item = lists[0][0]
        return list(_flat(item))
    return []


def _is_lines(stream: BinaryIO) -> bool:
    """Whether the first line is a whole record by itself."""
    first = stream.readline(LINE_BYTES_MAX).removeprefix(b"\xef\xbb\xbf")
    stream.seek(0)
    try:
        item = orjson.loads(first)
    except orjson.JSONDecodeError:
        return False
    return isinstance(item, dict) and not any(map(_holds_records, item.values()))


def _records(file: str, document: Any, wanted: str) -> list[Any]:  # noqa: ANN401 - any JSON
    """The list of records: at the path that is wanted, or the first that there is."""
    for name in wanted.split(".") if wanted else ():
        document = document.get(name) if isinstance(document, dict) else None
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and not wanted:
        return next(filter(_holds_records, document.values()), [document])
    raise Unreadable(f"{file}: there is no list of records{f' at {wanted!r}' if wanted else ''}")


def _holds_records(value: Any) -> bool:  # noqa: ANN401 - any JSON
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _of_lines(file: str, lines: Lines) -> Iterator[Row | Issue]:
    for line in lines:
        lines.forget()
        while lines.issues:
            yield lines.issues.pop(0)
        if not line.strip():
            continue
        position = f"line {lines.number}"
        try:
            item = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield issue(
                file,
                position,
                "no-json",
                f"the line is no JSON ({error})",
                hint="the other lines were read",
                excerpt=line,
            )
            continue
        yield _row(file, position, item)
    yield from lines.issues


def _row(file: str, position: str, item: Any) -> Row | Issue:  # noqa: ANN401 - any JSON
    if isinstance(item, dict):
        return Row(position, _flat(item), headed=False)
    return issue(
        file,
        position,
        "no-object",
        "the record is no JSON object",
        hint="a record is an object of header to value",
        excerpt=text_of(item),
    )


def _flat(item: Mapping[str, Any], before: str = "") -> dict[str, str]:
    """Names to texts; objects inside objects by dotted names."""
    cells: dict[str, str] = {}
    for name, value in item.items():
        if isinstance(value, dict):
            cells |= _flat(value, f"{before}{name}.")
        else:
            cells[f"{before}{name}"] = text_of(value)
    return cells
