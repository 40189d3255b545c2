"""Lines of a text file in any encoding, none longer than the limit, each with its number."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import IO, AnyStr, BinaryIO

from tripoint_graph.model import Issue
from tripoint_ingest.readers.table import issue
from tripoint_ingest.reading import LINE_BYTES_MAX, Unreadable

_WIDE_SHARE = 0.3
"""Of bytes at one of two places that are NUL, from which on a text is UTF-16 without its mark."""


class Lines:
    """The decoded lines of one file, remembered until `forget` is called, so that those of a row
    that turned out to be none can be read again.

    Attributes:
        number: of the line given last, from 1.
        held: number and text of the lines given since `forget` was called.
        issues: what was wrong with lines; whoever reads takes them from here.
    """

    def __init__(self, file: str, stream: BinaryIO, head: bytes, encoding: str = "") -> None:
        self._file = file
        self._read = 0
        self._held_characters = 0
        self._again: deque[tuple[int, str]] = deque()
        self.number = 0
        self.held: list[tuple[int, str]] = []
        self.issues: list[Issue] = []
        wide = encoding or encoding_of(head)
        self._lines = self._decoded(stream, wide) if wide else self._guessed(stream)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._held_characters > LINE_BYTES_MAX:
            raise csv.Error(f"the row is longer than {LINE_BYTES_MAX:,} characters")
        if self._again:
            self.number, line = self._again.popleft()
        else:
            line = next(self._lines)
            self.number = self._read
        self.held.append((self.number, line))
        self._held_characters += len(line)
        return line

    def forget(self) -> None:
        """Start a new row."""
        self.held.clear()
        self._held_characters = 0

    def give_back(self, position: int) -> None:
        """Give the lines held from a position on again, before the next ones."""
        self._again.extendleft(reversed(self.held[position:]))
        del self.held[position:]
        self.number = self.held[-1][0] if self.held else self.number

    def _guessed(self, stream: BinaryIO) -> Iterator[str]:
        told = False
        for line in self._bounded(stream, b"\n"):
            try:
                yield line.decode("utf-8-sig" if self._read == 1 else "utf-8")
            except UnicodeDecodeError:
                text = line.decode("cp1252", "replace")
                if not told:
                    self._note_encoding("is not UTF-8", "Windows-1252", text)
                    told = True
                yield text

    def _decoded(self, stream: BinaryIO, encoding: str) -> Iterator[str]:
        try:
            text = io.TextIOWrapper(stream, encoding, errors="replace", newline=None)
        except LookupError:
            raise Unreadable(f"{self._file}: there is no encoding called {encoding!r}") from None
        told = False
        with text:
            for line in self._bounded(text, "\n"):
                if "\ufffd" in line and not told:
                    self._note_encoding(f"is not all {encoding}", "it with replacements", line)
                    told = True
                yield line

    def _bounded(self, stream: IO[AnyStr], end: AnyStr) -> Iterator[AnyStr]:
        while line := stream.readline(LINE_BYTES_MAX):
            self._read += 1
            if len(line) < LINE_BYTES_MAX or line.endswith(end):
                yield line
                continue
            while (rest := stream.readline(LINE_BYTES_MAX)) and not rest.endswith(end):
                pass
            self._note_long(line[:200])

    def _note_long(self, beginning: str | bytes) -> None:
        text = beginning if isinstance(beginning, str) else beginning.decode("latin-1")
        reason = f"the line is longer than {LINE_BYTES_MAX:,} bytes, so it is no row"
        self.issues.append(
            issue(
                self._file,
                f"line {self._read}",
                "line-too-long",
                reason,
                hint="are the line ends missing?",
                excerpt=text,
            )
        )

    def _note_encoding(self, fault: str, read_as: str, line: str) -> None:
        self.issues.append(
            issue(
                self._file,
                f"line {self._read}",
                "encoding",
                f"the file {fault}; this line and others like it were read as {read_as}",
                hint="look at the names in them; better have the file sent as UTF-8",
                lost=False,
                excerpt=line,
            )
        )


def encoding_of(head: bytes) -> str:
    """The encoding that a file's beginning tells of; "" for UTF-8 or one of eight bits."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    half = len(head) // 2
    if half and head[1::2].count(0) > _WIDE_SHARE * half:
        return "utf-16-le"
    if half and head[::2].count(0) > _WIDE_SHARE * half:
        return "utf-16-be"
    if b"\r" in head and b"\n" not in head:
        return "utf-8-sig"  # line ends of one CR are found in decoded text alone
    return ""


def decoded(head: bytes, encoding: str = "") -> str:
    """A file's beginning as text, for a look at it."""
    told = encoding or encoding_of(head)
    if told:
        return head.decode(told, "replace").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.start > len(head) - 4  # a character may be cut by where the look ends
        return head.decode("utf-8-sig" if cut else "cp1252", "replace")
