"""What came of reading files, and how far one has come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tripoint_graph.model import Issue, Run, RunId, RunState
from tripoint_ingest.passengers import protected

STATUS_LOADED = 0
STATUS_USAGE = 2
STATUS_QUARANTINED = 3
STATUS_FAILED = 4
"""Exit statuses: all loaded; loaded, with rows left out or noted; a file could not be read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Attributes:
        file: its path as given.
        format: the reader, or "" where none was found.
        source: what it was read as, or "".
        run: the run's id, or "" where nothing was read.
        state: FINISHED, or FAILED where it could not be read to its end.
        read: records the reader gave, rows of which nothing could be made not among them.
        new, known: of those, records the store did not hold, and did.
        silent: new ones that do not speak: a version of the same time, or later, stands.
        superseded: keys that something else is said of because of these.
        withdrawn: of those, the ones taken back.
        edition: the edition of its source that the file is, or "".
        kept: entries that are not in this edition, but stay because rows of it could not be read.
        issues, lost: rows with something wrong, and of those the ones left out.
        loaded_as: a run that has read the same bytes as those of another source, if one has: its
            source and this one count as two that say the same.
        error: why it failed, or "". What had been loaded until then stays.
        rules: rule to how many issues it made.
        seconds: how long it took.
    """

    file: Path
    format: str
    source: str
    run: RunId | None
    state: RunState
    read: int = 0
    new: int = 0
    known: int = 0
    silent: int = 0
    superseded: int = 0
    withdrawn: int = 0
    edition: str = ""
    kept: int = 0
    issues: int = 0
    lost: int = 0
    loaded_as: Run | None = None
    error: str = ""
    rules: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def changed(self) -> int:
        """Keys that now say something else than before."""
        return self.superseded - self.withdrawn


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one file has come.

    Attributes:
        file: which.
        read, issues: records read and issues found so far.
        seconds: how long it took so far.
        share: the part of the file that is read, 0 to 1, or None where that cannot be told.
    """

    file: Path
    read: int
    issues: int
    seconds: float = 0.0
    share: float | None = None

    @property
    def left(self) -> float | None:
        """Seconds until its end at the rate so far, or None where that cannot be told."""
        return self.seconds / self.share - self.seconds if self.share else None


OnProgress = Callable[[Progress], None]
OnStart = Callable[[Path, int], None]
OnIssue = Callable[[Issue], None]


def exit_status(outcomes: Iterable[Outcome]) -> int:
    """The worst of what came of the files, as an exit status."""
    worst = STATUS_LOADED
    for outcome in outcomes:
        if outcome.state is RunState.FAILED:
            return STATUS_FAILED
        if outcome.issues > outcome.rules.get(
            protected.RULE, 0
        ):  # what is left out by duty is well
            worst = STATUS_QUARANTINED
    return worst
