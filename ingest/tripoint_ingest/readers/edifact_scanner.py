"""Cuts the bytes of EDIFACT files at their segment terminators, a chunk at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tripoint_ingest.reading import SEGMENT_BYTES_MAX

CHUNK_BYTES = 262_144
_START = re.compile(rb"(?<![A-Za-z])UN(?:A(?![A-Z]{2})|[BGH] ?[^\w\s])", re.IGNORECASE)
"""What begins an interchange, or a message that came without one; "UNABLE" in a note is neither."""
_START_BYTES_MAX = 6


@dataclass(frozen=True, slots=True)
class Service:
    """The service characters of an interchange, each one byte; `release` may be empty."""

    component: bytes = b":"
    element: bytes = b"+"
    release: bytes = b"?"
    terminator: bytes = b"'"


class Scanner:
    """Cuts a stream at terminators, holding one chunk and one unfinished segment."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._at = 0  # byte of the file at which `_held` begins
        self._next = 0  # byte of the file up to which it was given away
        self._ended = False

    def _more(self) -> bool:
        chunk = b"" if self._ended else self._stream.read(CHUNK_BYTES)
        self._ended = not chunk
        self._held += chunk
        return bool(chunk)

    def _drop(self, count: int) -> None:
        self._held = self._held[count:]
        self._at += count
        self._next = self._at

    def find_start(self) -> bool:
        """Go to the next UNA, UNB, UNG or UNH; what lies before it is noise of the transport."""
        self._drop(self._next - self._at)
        while len(self._held) < _START_BYTES_MAX and self._more():
            pass
        while True:
            found = _START.search(self._held)
            if found:
                self._drop(found.start())
                return True
            self._drop(max(0, len(self._held) - _START_BYTES_MAX))
            if not self._more():
                return False

    def service(self) -> Service:
        """The service characters, from UNA where there is a good one."""
        while len(self._held) < 64 and self._more():
            pass
        if self._held[:3].upper() != b"UNA":
            return _without_una(self._held)
        advice, after = self._held[3:9], self._held[9:].lstrip(b"\r\n ")
        if advice[5:6].strip() and after[:3].upper() in (b"UNB", b"UNG", b"UNH"):
            self._drop(len(self._held) - len(after))
            release = advice[3:4].strip()
            return Service(advice[0:1], advice[1:2], release, advice[5:6])
        # A UNA of the wrong length: go by what follows it.
        start = self._held.upper().find(b"UNB", 3, 64)
        self._drop(start if 0 < start < 24 else 3)
        return _without_una(self._held)

    def pieces(self, service: Service) -> Iterator[tuple[int, bytes]]:
        """Where each segment begins, and its bytes without line breaks.

        Whoever stops asking finds the rest with `find_start`.
        """
        while True:
            end = self._held.rfind(service.terminator)
            if end >= 0:
                yield from self._cut(end, service)
            elif len(self._held) > 2 * SEGMENT_BYTES_MAX:
                piece = self._at, self._held
                self._drop(len(self._held))
                yield piece
            if not self._more():
                break
        if last := self._last():
            yield last

    def _cut(self, end: int, service: Service) -> Iterator[tuple[int, bytes]]:
        """The segments up to the last terminator that is held; what is released is none."""
        terminator, release = service.terminator, service.release
        start, waiting = self._at, b""
        following = start
        for part in self._held[:end].split(terminator):
            following += len(part) + 1
            whole = waiting + part
            if release and part.endswith(release) and _is_released(whole, release):
                waiting = whole + terminator
                continue
            self._next = following
            yield start, _joined(whole)
            start, waiting = following, b""
        self._drop(start - self._at)

    def _last(self) -> tuple[int, bytes] | None:
        """What stands after the last terminator: a segment that was cut, or noise."""
        rest, at = _joined(self._held).strip(), self._at
        self._drop(len(self._held))
        return (at, rest) if re.match(rb"[A-Za-z]{3}[^A-Za-z0-9 ]", rest) else None


def _without_una(held: bytes) -> Service:
    if held[3:4] == b"\x1d":
        return Service(b"\x1f", b"\x1d", b"", b"\x1c")
    return Service()


def _is_released(piece: bytes, release: bytes) -> bool:
    """Whether what follows is taken literally: an odd run of release characters stands before."""
    return (len(piece) - len(piece.rstrip(release))) % 2 == 1


def _joined(piece: bytes) -> bytes:
    """A piece without its line breaks, which carry nothing."""
    if b"\n" in piece or b"\r" in piece:
        return piece.replace(b"\r", b"").replace(b"\n", b"")
    return piece
