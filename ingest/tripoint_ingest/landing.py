"""One file on its way into a store: batches, what is set aside, how its run stands."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from time import monotonic

from tripoint_graph.errors import InvalidEvidence, TripointError
from tripoint_graph.model import Handling, Issue, Record, Run, RunId, RunState
from tripoint_graph.ports import Receipt, batches
from tripoint_graph.validate import check
from tripoint_ingest.editions import Arrival
from tripoint_ingest.elsewhere import PAYS_FROM_BYTES, Elsewhere
from tripoint_ingest.loading import JOBS_MAX, Job, Loading
from tripoint_ingest.outcome import Outcome, Progress
from tripoint_ingest.position import share_read
from tripoint_ingest.quarantine import Quarantine
from tripoint_ingest.reading import Edition, Found


def contradiction(file: str, record: Record, fault: InvalidEvidence) -> Issue:
    """The issue for a record that contradicts itself."""
    return Issue(
        file=file,
        position=record.origin.removeprefix(file).lstrip(),
        field="",
        rule="invalid-evidence",
        reason=str(fault),
        hint="the rest of the file was loaded; correct the row, or the mapping that read it",
        excerpt=record.raw,
    )


def _elsewhere(job: Job, jobs: int) -> Elsewhere | None:
    """The file in another process, where that pays."""
    if jobs < JOBS_MAX or job.path.stat().st_size < PAYS_FROM_BYTES:
        return None
    return Elsewhere(job.reader, job.path, job.source)


class Landing:
    """One file on its way into the store."""

    def __init__(self, job: Job, loading: Loading, run: RunId, quarantine: Quarantine) -> None:
        self._job = job
        self._loading = loading
        self._quarantine = quarantine
        self._handlings: set[Handling] = {job.source.handling}
        self._read = self._new = self._known = self._superseded = self._silent = self._withdrawn = 0
        self._contradictions = 0
        self._arrival: Arrival | None = None
        self._edition = ""
        before = loading.previous.get(run)
        self._before = before if before and before.state is RunState.FINISHED else None
        self._told = False
        self._elsewhere = _elsewhere(job, loading.jobs)
        self._error = ""
        self._began = monotonic()
        self._state = Run(
            id=run,
            source=job.source.name,
            format=job.reader.name,
            file=job.file,
            state=RunState.RUNNING,
            started_at=loading.clock(),
            handlings=(job.source.handling,),
        )

    def through(self) -> Outcome:
        """Read it to its end, or to where it cannot be read any further."""
        if self._before is None:
            self._tell(RunState.RUNNING)
        with closing(self._records()) as records:
            for batch in batches(records, self._loading.batch):
                self._land(batch)
                if self._loading.stop():
                    return self._outcome(RunState.RUNNING)
        self._retire()
        state = RunState.FAILED if self._error else RunState.FINISHED
        if self._differs(state):
            self._tell(state)
        return self._outcome(state)

    def _records(self) -> Generator[Record]:
        """The file's records; where it breaks off they end, and what came before still lands."""
        try:
            for found in self._found():
                if isinstance(found, Issue):
                    self._set_aside(self._named(found))
                elif isinstance(found, Edition):
                    self._begin(found)
                else:
                    self._read += 1
                    yield self._placed(found)
        except (TripointError, OSError) as fault:
            self._error = str(fault)

    def _found(self) -> Iterator[Found]:
        if self._elsewhere is not None:
            return self._elsewhere.found()
        return self._job.reader.read(self._job.path, self._job.source)

    def _begin(self, edition: Edition) -> None:
        self._edition = edition.version
        self._arrival = Arrival(
            self._loading.target, self._loading.ids, self._job.source.name, edition.version
        )

    @property
    def _is_whole(self) -> bool:
        """Whether every entry's key was read, so that what is not in the file is gone."""
        unread = self._quarantine.lost - self._contradictions
        if self._job.part or self._error or unread or self._arrival is None:
            return False
        return self._loading.retire or not self._arrival.looks_cut

    @property
    def _kept(self) -> int:
        """Entries that may be gone, but are kept because not all of the edition was read."""
        if self._arrival is None or self._is_whole or self._job.part:
            return 0
        return len(self._arrival.missing)

    def _set_aside(self, issue: Issue) -> None:
        self._quarantine.add(issue)
        self._loading.on_issue(issue)

    def _named(self, issue: Issue) -> Issue:
        """The issue with the name that people know the file by."""
        return replace(issue, file=self._job.file) if self._job.name else issue

    def _placed(self, record: Record) -> Record:
        """The record with an origin that people can find: the reader knows no archive."""
        if not self._job.name:
            return record
        place = record.origin.removeprefix(self._job.path.name)
        return replace(record, origin=f"{self._job.file}{place}")

    def _land(self, batch: Sequence[Record]) -> None:
        self._handlings.update(record.handling for record in batch)
        before = self._new
        if self._arrival is None:
            self._append(batch)
        else:
            told = self._arrival.told(batch)
            self._known += told.unchanged
            self._append(told.changed)
            self._say_again(told.again)
        if self._new > before and not self._told:
            self._tell(RunState.RUNNING)
        self._loading.on_progress(self._progress())

    def _append(self, batch: Sequence[Record]) -> None:
        """Add records; withdrawals behind the others, so that what they silence is counted."""
        said = [record for record in batch if not record.withdrawn]
        taken = [record for record in batch if record.withdrawn]
        for records in (said, taken):
            receipt = self._received(records)
            self._new += receipt.new
            self._known += receipt.known
            self._superseded += receipt.superseded
            self._silent += receipt.silent
            self._withdrawn += receipt.superseded if records is taken else 0

    def _retire(self) -> None:
        """Withdraw what the edition no longer has."""
        if self._arrival is not None and self._is_whole:
            for gone, again in self._arrival.gone():
                self._append(gone)
                self._say_again(again)

    def _say_again(self, records: Sequence[Record]) -> None:
        """Add what another edition says: none of this one's own, and so not counted as read."""
        for piece in batches(records, self._loading.batch):
            self._received(piece)

    def _progress(self) -> Progress:
        seconds, there = monotonic() - self._began, self._elsewhere
        share = there.share if there is not None else share_read(self._job.path)
        return Progress(self._job.shown, self._read, self._quarantine.issues, seconds, share)

    def _received(self, batch: Sequence[Record]) -> Receipt:
        try:
            return self._loading.target.append(batch, self._state.id)
        except InvalidEvidence:  # nothing landed: leave out those at fault, and try again
            sound = [record for record in batch if self._is_sound(record)]
            self._contradictions += len(batch) - len(sound)
            return self._loading.target.append(sound, self._state.id)

    def _is_sound(self, record: Record) -> bool:
        try:
            check(record)
        except InvalidEvidence as fault:
            self._set_aside(contradiction(self._job.file, record, fault))
            return False
        return True

    def _differs(self, state: RunState) -> bool:
        """Whether the run that the target holds tells something else than this reading."""
        before, found = self._before, self._quarantine
        return (
            self._told
            or before is None
            or (before.state, before.read, before.issues)
            != (
                state,
                self._read,
                found.issues,
            )
        )

    def _tell(self, state: RunState) -> None:
        self._told = True
        ended = state is not RunState.RUNNING
        run = replace(
            self._state,
            state=state,
            finished_at=self._loading.clock() if ended else None,
            read=self._read,
            new=self._new,
            issues=self._quarantine.issues,
            lost=self._quarantine.lost,
            handlings=tuple(sorted(self._handlings)),
            error=self._error,
            edition=self._edition,
            whole=state is RunState.FINISHED and self._is_whole,
        )
        self._loading.target.save_run(run, self._quarantine if ended else None)

    def _outcome(self, state: RunState) -> Outcome:
        return Outcome(
            file=self._job.shown,
            format=self._job.reader.name,
            source=self._job.source.name,
            run=self._state.id,
            state=state,
            read=self._read,
            new=self._new,
            known=self._known,
            superseded=self._superseded,
            silent=self._silent,
            withdrawn=self._withdrawn,
            edition=self._edition,
            kept=self._kept,
            issues=self._quarantine.issues,
            lost=self._quarantine.lost,
            error=self._error,
            rules=dict(self._quarantine.rules),
            seconds=monotonic() - self._began,
        )
