"""Reads files again whose rows are in quarantine, and closes the issues that are no more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tripoint_graph.model import Issue, Run, RunState
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.containers import Member, unpacked
from tripoint_ingest.editing import EditNote, read_note
from tripoint_ingest.formats import format_again
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.reading import Reader
from tripoint_ingest.runner import file_hash, load
from tripoint_ingest.sources import Sources


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of reading one file again.

    Attributes:
        outcome: of the reading.
        run: the run whose quarantine it was about.
        before: issues it had.
        closed: of those, the ones that are gone.
    """

    outcome: Outcome
    run: Run
    before: int
    closed: int


@dataclass(frozen=True)
class Retry:
    """Reads files again.

    Attributes:
        store: where runs are and records go.
        loading: where to, and how; it knows no previous runs, so that each is told anew.
        sources: what is known of sources.
        reader: what reads them now, or None for what read them before.
        corrected: the run whose file was corrected as a whole; what no run has read is that file.
    """

    store: EvidenceStore
    loading: Loading
    sources: Sources
    reader: Reader | None = None
    corrected: Run | None = None

    def files(self, files: Iterable[Path], runs: Iterable[Run]) -> Iterator[Retried]:
        """Read every file of which one of the runs has told, packed or not, or that corrects one;
        others are left.

        A file beside which a note lies (`editing`) closes the issues that the note names.

        Raises:
            StoreError: the store gave way.
            UnknownFormat: the format of a run is not known; give its mapping.
            OSError: a file cannot be opened.
        """
        listed = {run.id: run for run in runs}
        for path in files:
            note = read_note(path)
            if note is not None:
                if run := next((r for r in listed.values() if r.id == note.run), None):
                    yield self._edited(path, run, note)
                continue
            for member in unpacked(path):
                if isinstance(member, Member):
                    yield from self._again(member, path, listed.values())

    def _again(self, member: Member, path: Path, runs: Iterable[Run]) -> Iterator[Retried]:
        digest = file_hash(member.path)
        shown = "" if member.path == path else member.name
        read = [
            run for run in runs if self.loading.ids.run(run.source, run.format, digest) == run.id
        ]
        if not read and self.corrected is not None and not shown:
            yield self._instead(path, self.corrected)
        for run in read:
            outcome = self._load(member.path, run, shown)
            if outcome.run != run.id and outcome.state is RunState.FINISHED:
                self._close(run, None)  # another reader has read it whole: its run tells now
            yield Retried(outcome, run, run.issues, max(0, run.issues - outcome.issues))

    def _instead(self, path: Path, run: Run) -> Retried:
        """Read a whole file that somebody has corrected: its own run tells what is still wrong."""
        outcome = self._load(path, run)
        whole = outcome.state is RunState.FINISHED
        closed = 0
        if whole and outcome.read + outcome.lost >= run.read + run.lost:  # none was taken out
            closed = self._close(run, None)
        return Retried(outcome, run, run.issues, max(0, closed - outcome.issues))

    def _edited(self, path: Path, run: Run, note: EditNote) -> Retried:
        outcome = self._load(path, run, part=True)
        whole = outcome.state is RunState.FINISHED
        closed = 0
        if whole and outcome.read + outcome.lost >= note.rows:  # none was taken out by the edit
            closed = self._close(run, set(note.positions))
        return Retried(outcome, run, run.issues, max(0, closed - outcome.issues))

    def _load(self, path: Path, run: Run, shown: str = "", *, part: bool = False) -> Outcome:
        reader = self.reader or format_again(run.format)
        source = self.sources.source(reader.source, run.source)
        return load(Job(path, reader, source, shown, part), self.loading)

    def _close(self, run: Run, positions: set[str] | None) -> int:
        """Take issues out of a run, those of some positions or all; gives how many."""
        issues: list[Issue] = self.store.issues(run.id, FULL)
        rest = [i for i in issues if positions is not None and i.position not in positions]
        lost = sum(issue.lost for issue in rest)
        self.store.save_run(replace(run, issues=len(rest), lost=lost), rest)
        return len(issues) - len(rest)
