"""Rows of any table: delimited text, Excel or JSON to (position, header -> cell), one at a time."""

from collections.abc import Iterator
from pathlib import Path

from tripoint_graph.model import Issue
from tripoint_ingest.readers.delimited import delimited_header, delimited_rows
from tripoint_ingest.readers.json_rows import json_header, json_rows
from tripoint_ingest.readers.lines import decoded
from tripoint_ingest.readers.table import Hints, Row, bounded
from tripoint_ingest.readers.workbook import SIGNATURES, workbook_header, workbook_rows

_HEAD_BYTES = 4096
_NO_HINTS = Hints()


def rows(path: Path, hints: Hints = _NO_HINTS) -> Iterator[Row | Issue]:
    """Every row of a table, whatever its form; issues for what is no row.

    Raises:
        Unreadable: no (more) rows can be had.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD_BYTES)
        stream.seek(0)
        if is_workbook(head):
            found = workbook_rows(path, hints)
        elif _is_json(head, hints):
            found = json_rows(path, stream, head, hints)
        else:
            found = delimited_rows(path.name, stream, head, hints)
        for row in found:
            if isinstance(row, Row):
                yield from bounded(path.name, row)
            else:
                yield row


def headers(head: bytes, hints: Hints = _NO_HINTS) -> list[str]:
    """The headers that a text file's beginning names; empty where it is no table.

    A workbook cannot be read by its beginning alone: see `workbook_header`.
    """
    if is_workbook(head) or not head.strip():
        return []
    return json_header(head, hints) if _is_json(head, hints) else delimited_header(head, hints)


def is_workbook(head: bytes) -> bool:
    """Whether a file that begins like this may be an Excel workbook."""
    return head.startswith(SIGNATURES)


def _is_json(head: bytes, hints: Hints) -> bool:
    return decoded(head, hints.encoding).lstrip()[:1] in ("[", "{")


__all__ = ["Hints", "Row", "headers", "is_workbook", "rows", "workbook_header"]
