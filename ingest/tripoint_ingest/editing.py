"""Rows in quarantine written out for a person to edit, in the form in which they came."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Issue, Run
from tripoint_ingest.mapping.mapped import MappedReader
from tripoint_ingest.readers.lines import encoding_of
from tripoint_ingest.reading import SNIFF_BYTES, Reader

NOTE_SUFFIX = ".from"
"""The note beside written rows that tells which run they are from."""

_POSITION = re.compile(r"lines? (\d+)(?: to (\d+))?$")
_OBJECT_STARTS = (b"{", b"\xef\xbb\xbf{")


class NotWritten(TripointError):
    """Rows that cannot be written out for editing; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class EditNote:
    """Where rows that were written out come from: kept in a file beside them.

    Attributes:
        run: the run in whose quarantine they are.
        source, format: as what to read them again.
        rows: how many they are.
        positions: of the issues that go when the rows are loaded.
    """

    run: str
    source: str
    format: str
    rows: int
    positions: tuple[str, ...]


def write_rows(
    run: Run, issues: Iterable[Issue], original: Path, target: Path, reader: Reader
) -> EditNote:
    """Copy the lines of rows with issues, with the header, byte for byte; a note goes beside.

    Raises:
        NotWritten: the format has no rows that stand in lines of their own.
        OSError: a file cannot be read or written.
    """
    spans = {issue.position: _span(issue, run.id) for issue in issues}
    wanted = {line for span in spans.values() for line in span}
    with original.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
    wanted |= set(range(1, _header_lines(head, reader) + 1))
    encoding = encoding_of(head) or "latin-1"  # which keeps every byte of a narrow text
    ends = "\n" if b"\n" in head else "\r"
    with (
        original.open(encoding=encoding, newline=ends) as lines,
        target.open("x", encoding=encoding, newline=ends) as copy,
    ):
        target.chmod(0o600)
        copy.writelines(line for number, line in enumerate(lines, start=1) if number in wanted)
    note = EditNote(run.id, run.source, run.format, len(set(spans.values())), tuple(spans))
    _note_of(target).write_bytes(orjson.dumps(asdict(note)))
    return note


def read_note(path: Path) -> EditNote | None:
    """The note beside a file of rows that were written out, or None where there is none.

    Raises:
        NotWritten: the note is not as it was written.
    """
    note = _note_of(path)
    if not note.exists():
        return None
    try:
        told = orjson.loads(note.read_bytes())
        return EditNote(**{**told, "positions": tuple(told["positions"])})
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise NotWritten(f"{note}: the note was changed; write the rows out again") from error


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + NOTE_SUFFIX)


def _span(issue: Issue, run: str) -> range:
    found = _POSITION.match(issue.position)
    if found is None:
        raise NotWritten(
            f"{issue.file}, {issue.position}: only rows of delimited text and JSON lines can be "
            "written out; correct the file itself, and say of which run it is: "
            f"`tripoint retry --run {run[:12]} FILE`"
        )
    first = int(found[1])
    return range(first, int(found[2] or first) + 1)


def _header_lines(head: bytes, reader: Reader) -> int:
    if head.lstrip().startswith(_OBJECT_STARTS):
        return 0
    return reader.mapping.file.header_row if isinstance(reader, MappedReader) else 1
