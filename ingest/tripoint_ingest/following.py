"""Text that keeps being appended, cut into pieces that can be read on their own."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from tripoint_ingest.reading import LINE_BYTES_MAX

RECORDS = 500
SECONDS = 5.0
WAIT_SECONDS = 0.25
"""Between two looks at a file that did not grow."""

PIECE_BYTES_MAX = 64 * 2**20
"""What is held until it is cut; an interchange longer than that is cut where it stands."""

_CHUNK_BYTES = 2**18
_EDIFACT = (b"UNA", b"UNB")
_INTERCHANGE_END = re.compile(rb"UNZ[^A-Za-z0-9 ][^'\x1c]{0,200}['\x1c][\r\n]*")


class Growing(Protocol):
    """Bytes that may become more."""

    def read(self, size: int = -1, /) -> bytes | None:
        """Some; none where there are none now, None where a pipe has none yet."""
        ...

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line at most."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go to a byte."""
        ...


@dataclass(frozen=True, slots=True)
class Piece:
    """What can be read on its own.

    Attributes:
        start, end: bytes of the stream that it is made of.
        content: those, behind the header of delimited text.
    """

    start: int
    end: int
    content: bytes


@dataclass
class Following:
    """Cuts a stream that grows into pieces of whole records.

    Lines are pieces of JSON lines, or of delimited text, where the first line is the header and
    stands at the beginning of every piece. EDIFACT is cut behind the end of an interchange (UNZ).

    Attributes:
        stream: what is read; at its end it may grow, unless `until_end`.
        records: cut when so many lines, or interchanges, are there.
        seconds: cut when so long after the first of them.
        until_end: the end of the stream is the end.
        stop: asked at every look whether to end.
        clock, sleep: time; another one for tests.
        offset: bytes of the stream that were given in pieces.
    """

    stream: Growing
    records: int = RECORDS
    seconds: float = SECONDS
    until_end: bool = False
    stop: Callable[[], bool] = lambda: False
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    offset: int = 0
    _held: bytes = b""
    _units: list[bytes] = field(default_factory=list)
    _size: int = 0
    _since: float = 0.0
    _header: bytes | None = None

    def pieces(self) -> Iterator[Piece]:
        """Pieces, in their order; the header of delimited text in front of each.

        A last line without its end is given when the stream is over, and kept when it only
        stopped growing: the rest of it may follow.
        """
        while True:
            stopped = self.stop()
            chunk = b"" if stopped else self.stream.read(_CHUNK_BYTES)
            self._held += chunk or b""
            ended = chunk == b"" and self.until_end and not stopped
            for unit in self._cut(ended=ended):
                self._keep(unit)
                if len(self._units) >= self.records or self._size >= PIECE_BYTES_MAX:
                    yield self._taken()
            waited = self.clock() - self._since >= self.seconds
            if self._units and (ended or stopped or waited):
                yield self._taken()
            if ended or stopped:
                return
            if not chunk:
                self.sleep(WAIT_SECONDS)

    def skip(self, offset: int) -> None:
        """Go on behind what was read before: only for files, and before the first piece."""
        self._held = self.stream.readline(LINE_BYTES_MAX)
        if _is_header(self._held):
            self._header, self._held = self._held, b""
        self.stream.seek(offset)
        self._held, self.offset = b"", offset

    def _cut(self, *, ended: bool) -> Iterator[bytes]:
        while self._held:
            end, limit = self._end()
            if not end and not ended and len(self._held) <= limit:
                return
            end = end or len(self._held)
            yield self._held[:end]
            self._held = self._held[end:]

    def _end(self) -> tuple[int, int]:
        """Where the first whole unit ends (0 where it does not yet), and how much is waited for."""
        if self._held.lstrip().startswith(_EDIFACT):
            found = _INTERCHANGE_END.search(self._held)
            return (found.end() if found else 0), PIECE_BYTES_MAX
        end = self._held.find(b"\n") + 1
        if not self._held.lstrip().startswith(b"{"):  # a quoted cell may hold the end of a line
            while end and self._held.count(b'"', 0, end) % 2 and end < LINE_BYTES_MAX:
                end = self._held.find(b"\n", end) + 1
        return end, LINE_BYTES_MAX

    def _keep(self, unit: bytes) -> None:
        if self._header is None:
            self._header = unit if _is_header(unit) else b""
            if self._header:
                self.offset += len(unit)
                return
        if not self._units:
            self._since = self.clock()
        self._units.append(unit)
        self._size += len(unit)

    def _taken(self) -> Piece:
        start = self.offset
        self.offset += self._size
        piece = Piece(start, self.offset, (self._header or b"") + b"".join(self._units))
        self._units, self._size = [], 0
        return piece


def _is_header(unit: bytes) -> bool:
    return not unit.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", *_EDIFACT))
