"""What is loaded where, and how: files, their target, and who is told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from tripoint_graph.ids import Ids
from tripoint_graph.model import Issue, Run, RunId, RunState
from tripoint_graph.ports import APPEND_MAX
from tripoint_ingest.containers import INSIDE
from tripoint_ingest.outcome import OnIssue, OnProgress, OnStart, Progress
from tripoint_ingest.reading import Reader, Source
from tripoint_ingest.target import Target

BATCH_RECORDS = 4_000
"""Records in one transaction: enough to be fast, few enough that little is done again."""

JOBS_MAX = 2
"""Processes that one loading can use: one reads, one writes. More would wait for the writer."""


def _now() -> datetime:
    return datetime.now(UTC)


def _in_silence(progress: Progress) -> None:
    """Nobody asked to be told."""


def _unseen(file: Path, size: int) -> None:
    """Nobody asked to be told."""


def _never() -> bool:
    """Nobody asks to stop."""
    return False


def _unheard(issue: Issue) -> None:
    """Nobody asked to be told."""


@dataclass(frozen=True)
class Loading:
    """Where files are loaded to, and how.

    Attributes:
        target: where to: a store, or a draft of it.
        ids: ids under the store's secret.
        previous: runs that the target already holds, by id.
        batch: records in one transaction, `APPEND_MAX` at most.
        clock: gives the time in UTC.
        on_start: told of every file, and its bytes, before it is read.
        on_progress: told after every batch.
        on_issue: told of every issue as it is found.
        strict: leave out whole messages in which anything is wrong.
        jobs: processes at work: with 2, another reads large files while this one writes.
        retire: withdraw what an edition lacks, even where it lacks most of its list.
        stop: asked after every batch whether to end there; the file's run stays RUNNING, and
            reading it again ends as if nothing had happened.
    """

    target: Target
    ids: Ids
    previous: Mapping[RunId, Run]
    batch: int = BATCH_RECORDS
    clock: Callable[[], datetime] = _now
    on_start: OnStart = _unseen
    on_progress: OnProgress = _in_silence
    on_issue: OnIssue = _unheard
    stop: Callable[[], bool] = _never
    retire: bool = False
    strict: bool = False
    jobs: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.batch <= APPEND_MAX:
            raise ValueError(f"a batch has 1 to {APPEND_MAX} records, not {self.batch}")

    def loaded_as(self, source: str, digest: str) -> Run | None:
        """The run that has read the same bytes whole as what another source says, if one has.

        Args:
            source: whom they come from this time.
            digest: of the bytes (`runner.file_hash`).
        """
        for other, format in self._speakers:
            run = self.previous.get(self.ids.run(other, format, digest))
            if other != source and run is not None and run.state is RunState.FINISHED:
                return run
        return None

    @cached_property
    def _speakers(self) -> list[tuple[str, str]]:
        """Who has spoken in which format: a few, however many runs there were."""
        return sorted({(run.source, run.format) for run in self.previous.values()})


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be read.

    Attributes:
        path: where it is.
        reader: what reads it.
        source: whom it comes from.
        name: what people know it as where that is not its path: a file in an archive.
        part: a piece of a file; what is not in it may be in the rest.
    """

    path: Path
    reader: Reader
    source: Source
    name: str = ""
    part: bool = False

    @property
    def shown(self) -> Path:
        """What people know it as."""
        return Path(self.name) if self.name else self.path

    @property
    def file(self) -> str:
        """Its name without its folder; for a file in an archive from the archive's name on."""
        outer, mark, inner = self.name.partition(INSIDE)
        return f"{Path(outer).name}{mark}{inner}" if self.name else self.path.name
