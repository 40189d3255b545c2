"""Reads a file in a process of its own, while this one writes what was read before.

Making records takes about as long as storing them, so that a second processor saves up to half of
the time; more would wait for the one that writes. So many pieces wait for it as a batch takes, and
no more: a reader that is ahead waits, too. It ends when whoever asked it is gone, however that
came about, because nobody holds the other end of its pipe any more.
"""

import pickle
import signal
from collections.abc import Generator, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import NamedTuple

from tripoint_graph.collector import collector_paused, collector_seldom
from tripoint_graph.errors import TripointError
from tripoint_ingest.position import share_read
from tripoint_ingest.reading import Found, Reader, Source

PAYS_FROM_BYTES = 2_000_000
"""A smaller file is read sooner than a process starts."""

_AT_ONCE = 250
"""Records sent in one piece."""

_AHEAD = 24
"""Pieces that wait here for the one that writes, at most: a batch and a half."""

_LOOK_SECONDS = 0.2


class Piece(NamedTuple):
    """What a reader sends: what it found, and how much of the file it has read (0 to 1)."""

    found: list[Found]
    share: float | None


class Elsewhere:
    """A file that another process reads.

    Args:
        reader: what reads it.
        path: where it is.
        source: whom it comes from.
    """

    def __init__(self, reader: Reader, path: Path, source: Source) -> None:
        self._asked = reader, path, source
        self.share: float | None = None
        """How much of the file the other process has read, 0 to 1, as far as is known."""

    def found(self) -> Generator[Found]:
        """What `Reader.read` gives here, in the same order, and the same errors.

        Raises:
            Unreadable, OSError: as the reader does.
            ChildProcessError: the other process ended without a word.
        """
        # Not forked: a fork would hold the end that this process reads from, and never see it go.
        context = get_context("spawn")
        here, there = context.Pipe(duplex=False)
        reading = context.Process(target=_read, args=(there, *self._asked), daemon=True)
        reading.start()
        there.close()
        waiting: Queue[bytes | None] = Queue(_AHEAD)
        over = Event()
        fetching = Thread(target=_fetch, args=(here, waiting, over), daemon=True)
        fetching.start()
        try:
            yield from self._received(waiting)
        finally:
            over.set()
            reading.terminate()
            reading.join()
            fetching.join()
            here.close()

    def _received(self, waiting: "Queue[bytes | None]") -> Iterator[Found]:
        while True:
            body = waiting.get()
            if body is None:
                path = self._asked[1]
                raise ChildProcessError(
                    f"{path}: the process that read it was ended from outside; load it again"
                )
            with collector_paused():  # it would walk all that was loaded, again and again
                told = pickle.loads(body)  # noqa: S301 - from our own process
            if told is None:
                return
            if isinstance(told, Exception):
                raise told
            self.share = told.share
            yield from told.found


def _fetch(here: Connection, waiting: "Queue[bytes | None]", over: Event) -> None:
    """Take pieces off the pipe while this process writes; as many as `waiting` holds, no more."""
    while not over.is_set():
        body: bytes | None = None
        with suppress(EOFError, OSError):  # between two pieces, or within one
            body = here.recv_bytes()
        while not over.is_set():
            with suppress(Full):
                waiting.put(body, timeout=_LOOK_SECONDS)
                break
        if body is None:
            return


def _read(there: Connection, reader: Reader, path: Path, source: Source) -> None:
    """In the other process: read, and send piece by piece; at the end None, or what went wrong."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked is interrupted, and ends this
    last: Exception | None = None
    piece: list[Found] = []
    try:
        try:
            with collector_seldom():
                for found in reader.read(path, source):
                    piece.append(found)
                    if len(piece) == _AT_ONCE:
                        _send(there, Piece(piece, share_read(path)))
                        piece = []
        except (TripointError, OSError) as error:
            last = error
        _send(there, Piece(piece, 1.0 if last is None else None))
        _send(there, last)
    except BrokenPipeError:
        return  # nobody waits any more


def _send(there: Connection, told: object) -> None:
    there.send_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
