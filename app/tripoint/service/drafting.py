"""Drafts of an installation: where they lie, and how they are opened over its store."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from tripoint_graph.drafts import Draft
from tripoint_graph.errors import TripointError
from tripoint_graph.ids import Ids
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.worlds import Worlds

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ENDING = ".draft"


class NoDraft(TripointError):
    """A draft that is not there, or cannot be."""


@dataclass(frozen=True)
class Drafts:
    """The drafts over one store.

    Attributes:
        folder: where they lie, a file each; made with the first of them.
        secret: the installation's.
    """

    folder: Path
    secret: bytes

    def names(self) -> list[str]:
        """The drafts there are, by name."""
        return sorted(path.name.removesuffix(_ENDING) for path in self.folder.glob(f"*{_ENDING}"))

    def file(self, name: str) -> Path:
        """Where a draft lies.

        Raises:
            NoDraft: there is none of that name.
        """
        path = self._place(name)
        if not path.exists():
            known = ", ".join(self.names()) or "none"
            raise NoDraft(f"there is no draft {name!r}; drafts of this store: {known}")
        return path

    @contextmanager
    def opened(self, name: str, store: EvidenceReader) -> Iterator[Draft]:
        """A draft that is there, over its store.

        Raises:
            NoDraft: there is none of that name.
        """
        with self.over(store, self.file(name)) as draft:
            yield draft

    @contextmanager
    def filling(self, name: str, store: EvidenceReader) -> Iterator[Draft]:
        """A draft to be filled, or filled further.

        Raises:
            NoDraft: it is no name for one.
        """
        path = self._place(name)
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.over(store, path) as draft:
            yield draft

    @contextmanager
    def over(self, store: EvidenceReader, path: Path) -> Iterator[Draft]:
        """A draft in a file of one's own."""
        own = open_store(f"sqlite:///{path}", self.secret)
        try:
            yield Draft(store, own, Ids(self.secret))
        finally:
            own.close()

    def drop(self, name: str) -> None:
        """Take a draft away, with what lies beside its file while it is open elsewhere.

        Raises:
            NoDraft: there is none of that name.
        """
        path = self.file(name)
        for each in self.folder.glob(f"{path.name}*"):
            each.unlink(missing_ok=True)

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NoDraft(f"draft {name!r}: write letters, digits, dots and dashes, 64 at most")
        return self.folder / f"{name}{_ENDING}"


class OpenDrafts:
    """Drafts that a service looks through, each opened once while it is there.

    Args:
        drafts: the drafts over the store.
        store: the store.
    """

    def __init__(self, drafts: Drafts, store: EvidenceReader) -> None:
        self._drafts = drafts
        self._store = store
        self._lock = Lock()
        self._stack = ExitStack()
        self._open: dict[tuple[str, int], tuple[Draft, Worlds]] = {}

    def opened(self, name: str) -> tuple[Draft, Worlds] | None:
        """The store as it would be with a draft, and its snapshots; None where it is not there."""
        with self._lock:
            try:
                # A draft that was dropped and made anew under its name is another file.
                key = name, self._drafts.file(name).stat().st_ino
            except (NoDraft, FileNotFoundError):
                return None
            if key not in self._open:
                draft = self._stack.enter_context(self._drafts.opened(name, self._store))
                self._open[key] = draft, Worlds(draft)
            return self._open[key]

    def close(self) -> None:
        """Let go of all of them."""
        self._stack.close()
