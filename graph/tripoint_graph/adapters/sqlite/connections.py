"""Connections to one SQLite file: one a thread, short reads, one writer at a time."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

import apsw

from tripoint_graph.errors import StoreError, StoreUnavailable

OLDEST_SQLITE = (3, 51, 3)
"""Before this version a write-ahead log could lose a commit."""
BUSY_MS = 30_000
"""Milliseconds that a writer waits for another process's batch to land."""
CHECKPOINT_PAGES = 16_000
"""Pages of 4 KiB in the log before it is worked into the file: index pages are written once for
several batches."""
CACHE_KIB = 65_536
"""Page cache of one connection, in KiB."""


class Connections:
    """Hands out the calling thread's connection inside a transaction.

    Args:
        path: the file; made, readable by its owner alone, where there is none.
    """

    def __init__(self, path: Path) -> None:
        if tuple(map(int, apsw.sqlite_lib_version().split("."))) < OLDEST_SQLITE:
            raise StoreError(
                f"SQLite {apsw.sqlite_lib_version()} is too old: its write-ahead log can lose "
                "commits; install a newer apsw"
            )
        self._path = path
        self._local = threading.local()
        self._all: WeakSet[apsw.Connection] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """The file as it is now, unmoved by writers until the block ends."""
        with self._errors():
            db = self._mine()
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """The only writer; all that the block did lands at its end, or nothing after an error."""
        with self._errors():
            db = self._mine()
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:  # the block failed, or the commit did
                    db.execute("ROLLBACK")

    def close(self) -> None:
        """Close every thread's connection."""
        with self._lock:
            self._closed = True
            for db in list(self._all):
                db.close()

    def _mine(self) -> apsw.Connection:
        if self._closed:
            raise StoreError(f"the store {self._path} was closed; open it again")
        db: apsw.Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._open()
            self._local.db = db
        return db

    def _open(self) -> apsw.Connection:
        if not self._path.exists() and self._path.parent.is_dir():
            # Passenger data: for the owner's eyes. SQLite gives its log files the same rights.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        db = apsw.Connection(str(self._path))
        db.set_busy_timeout(BUSY_MS)
        db.pragma("journal_mode", "wal")
        db.pragma("synchronous", "full")
        db.pragma("foreign_keys", False)  # every row is made in one place; `check` verifies them
        db.pragma("cache_size", -CACHE_KIB)
        db.pragma("temp_store", "memory")
        db.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        with self._lock:
            self._all.add(db)
        return db

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except (apsw.BusyError, apsw.LockedError) as error:
            raise StoreUnavailable(
                f"{self._path} is being written by another process; try again when that is done"
            ) from error
        except (apsw.CantOpenError, apsw.PermissionsError, apsw.ReadOnlyError) as error:
            raise StoreUnavailable(
                f"{self._path} cannot be opened for writing ({error}); does the folder exist, "
                "and may you write there?"
            ) from error
        except (apsw.FullError, apsw.IOError) as error:
            raise StoreUnavailable(
                f"{self._path} cannot be written ({error}); is the disk full?"
            ) from error
        except (apsw.NotADBError, apsw.CorruptError) as error:
            raise StoreError(
                f"{self._path} is no SQLite file or is damaged ({error}); restore a backup"
            ) from error
