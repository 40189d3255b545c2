"""The desk: where files are handed in, looked at and taken in. Who runs the service provides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from tripoint_graph.drafts import Draft
from tripoint_graph.errors import TripointError
from tripoint_graph.foretold import Told
from tripoint_graph.model import Issue
from tripoint_graph.viewer import Viewer
from tripoint_ingest.accepting import Accepted
from tripoint_ingest.outcome import Outcome, Progress
from tripoint_ingest.uploads import Upload

ISSUES_NAMED = 100
"""Issues of a dry run that are told; how many there are is always said."""


class DeskRefused(TripointError):
    """What is asked of the desk cannot be done; the message says why, and what to do."""


class Busy(DeskRefused):
    """Not now: something else is being read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to be read together.

    Attributes:
        uploads: their ids.
        format: how they are read; "auto" finds out by content.
        source: whom they come from, or "" for what the format says.
        strict, retire: see `runner.Loading`.
    """

    uploads: tuple[str, ...]
    format: str
    source: str
    strict: bool = False
    retire: bool = False


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a batch would do: of each file, of the world, and what is wrong with it.

    Attributes:
        outcomes: what came of each file.
        told: what would become of the world.
        issues: the first `ISSUES_NAMED` in the order of files and places in them.
        issues_total: how many there are.
    """

    outcomes: tuple[Outcome, ...]
    told: Told
    issues: tuple[Issue, ...]
    issues_total: int


@dataclass(frozen=True, slots=True)
class Held:
    """A batch that is held back.

    Attributes:
        name: the draft's.
        begun_at: when its first file began to be read; None where none did yet.
        files, records, issues, lost: what it holds, and what was wrong.
        reading: whether it is still being read, or waits for its turn.
        progress: how far the file that is being read has come, or None.
        outcomes: what came of the files that this service has read into it.
        error: why the reading broke off, or "".
    """

    name: str
    begun_at: datetime | None
    files: int
    records: int
    issues: int
    lost: int
    reading: bool = False
    progress: Progress | None = None
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""


class Desk(Protocol):
    """What may be done with files. One batch is read at a time, in the order asked for.

    All of it raises `DeskRefused` where it cannot be done.
    """

    def may_load(self, viewer: Viewer) -> bool:
        """Whether a viewer holds the right to load; nobody does where nobody said so."""
        ...

    def receive(self, name: str) -> tuple[Upload, BinaryIO]:
        """A file that is about to come, and where its bytes go; the caller closes that."""
        ...

    def forget(self, upload: str) -> None:
        """Take a file away again, if it is there."""
        ...

    def rehearse(self, batch: Batch, viewer: Viewer) -> Rehearsed:
        """Read files, say what would become of the world, and keep nothing."""
        ...

    def hold(self, name: str, batch: Batch) -> None:
        """Begin to read files into a draft; `drafts` tells how far that is."""
        ...

    def drafts(self) -> Sequence[Held]:
        """All batches that are held back, by name."""
        ...

    def opened(self, name: str) -> Draft:
        """A draft over the store."""
        ...

    def foretell(self, name: str, viewer: Viewer) -> Told:
        """What accepting a draft would do."""
        ...

    def accept(self, name: str) -> Accepted:
        """Take a draft's records into the store; the draft is gone then."""
        ...

    def drop(self, name: str) -> None:
        """Throw a draft away."""
        ...
