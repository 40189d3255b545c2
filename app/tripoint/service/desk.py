"""The desk of a service: what was sent is read into drafts, which are accepted or dropped."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock
from typing import BinaryIO, TypeVar

from tripoint.scratch import HeldFolder
from tripoint.service.drafting import NoDraft, OpenDrafts
from tripoint.wiring import Session
from tripoint_api.loading.desk import ISSUES_NAMED, Batch, Busy, DeskRefused, Held, Rehearsed
from tripoint_graph.drafts import Draft
from tripoint_graph.errors import StoreError, TripointError
from tripoint_graph.foretold import Told, tell
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds
from tripoint_ingest.accepting import Accepted
from tripoint_ingest.accepting import accept as accept_draft
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.formats import AUTO, known_formats
from tripoint_ingest.loading import Loading
from tripoint_ingest.outcome import Outcome, Progress
from tripoint_ingest.reading import Reader
from tripoint_ingest.uploads import Upload, UploadRefused, Uploads

T = TypeVar("T")


@dataclass
class _Job:
    """One batch on its way into a draft."""

    outcomes: list[Outcome] = field(default_factory=list)
    progress: Progress | None = None
    reading: bool = True
    error: str = ""


class LoadingDesk:
    """Keeps `desk.Desk` over an open store.

    Args:
        asked: the installation.
        store: the store; somebody else opened it and closes it, after this.
        worlds: its snapshots.
        drafts: the drafts over it, as questions look through them.
    """

    def __init__(
        self, asked: Session, store: EvidenceStore, worlds: Worlds, drafts: OpenDrafts
    ) -> None:
        self._asked, self._store, self._worlds, self._open = asked, store, worlds, drafts
        self._loaders = {name for name, entry in asked.viewers.items() if entry.may_load}
        self._folder = HeldFolder("tripoint-uploads-")
        self._uploads = Uploads(self._folder.path)
        # One at a time: the store has one writer, and a world takes memory.
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._ending = Event()
        self._jobs: dict[str, _Job] = {}
        self._lock = Lock()

    def close(self) -> None:
        """End what is being read after its batch, and throw away what was sent and never read."""
        self._ending.set()
        self._worker.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def may_load(self, viewer: Viewer) -> bool:
        """See `Desk.may_load`."""
        return viewer.name in self._loaders and viewer.sees_everything

    def receive(self, name: str) -> tuple[Upload, BinaryIO]:
        """See `Desk.receive`."""
        try:
            upload = self._uploads.begin(name)
        except UploadRefused as error:
            raise DeskRefused(str(error)) from error
        return upload, upload.path.open("wb")

    def forget(self, upload: str) -> None:
        """See `Desk.forget`."""
        self._uploads.drop(upload)

    def rehearse(self, batch: Batch, viewer: Viewer) -> Rehearsed:
        """See `Desk.rehearse`."""
        reader = self._reader(batch)
        with self._gathered(batch) as folder:
            return self._in_turn(lambda: self._rehearsed(folder, reader, batch, viewer))

    def hold(self, name: str, batch: Batch) -> None:
        """See `Desk.hold`."""
        reader = self._reader(batch)
        with ExitStack() as gathering:
            folder = gathering.enter_context(self._gathered(batch))
            job = self._begun(name)
            kept = gathering.pop_all()

        def work() -> None:
            try:
                with kept, self._asked.drafts.filling(name, self._store) as draft:
                    self._read(draft, folder, reader, batch, job)
            except (TripointError, OSError) as error:
                job.error = _clean(str(error), folder)
            finally:
                job.reading, job.progress = False, None

        self._worker.submit(work)
        for upload in batch.uploads:
            self._uploads.drop(upload)  # the batch has links of its own

    def _begun(self, name: str) -> _Job:
        """A draft that is there, and a job to fill it."""
        with self._lock:
            before = self._jobs.get(name)
            if before is not None and before.reading:
                raise Busy(f"draft {name} is still being read; wait until it is, then add to it")
            try:
                with self._asked.drafts.filling(name, self._store):
                    pass  # it is there before anybody asks for it
            except NoDraft as error:
                raise DeskRefused(str(error)) from error
            job = self._jobs[name] = _Job(list(before.outcomes) if before else [])
        return job

    def drafts(self) -> list[Held]:
        """See `Desk.drafts`."""
        with self._lock:
            jobs = dict(self._jobs)
        names = {*self._asked.drafts.names(), *(name for name, job in jobs.items() if job.reading)}
        return [self._held(name, jobs.get(name)) for name in sorted(names)]

    def opened(self, name: str) -> Draft:
        """See `Desk.opened`."""
        return self._found(name)[0]

    def foretell(self, name: str, viewer: Viewer) -> Told:
        """See `Desk.foretell`."""
        draft, worlds = self._found(name)
        before, after = self._worlds.snapshot(viewer), worlds.snapshot(viewer)
        return tell(self._store, before, draft, after)

    def accept(self, name: str) -> Accepted:
        """See `Desk.accept`."""
        self._settled(name)
        return self._in_turn(lambda: self._accepted(name))

    def drop(self, name: str) -> None:
        """See `Desk.drop`."""
        self._settled(name)
        try:
            self._asked.drafts.drop(name)
        except NoDraft as error:
            raise DeskRefused(str(error)) from error
        with self._lock:
            self._jobs.pop(name, None)

    def _in_turn(self, work: Callable[[], T]) -> T:
        """Behind what is being read already."""
        try:
            return self._worker.submit(work).result()
        except (NoDraft, StoreError) as error:
            raise DeskRefused(str(error)) from error

    def _rehearsed(
        self, folder: Path, reader: Reader | None, batch: Batch, viewer: Viewer
    ) -> Rehearsed:
        with TemporaryDirectory(prefix="tripoint-dry-run-") as scratch:
            over = self._asked.drafts.over(self._store, Path(scratch) / "draft.db")
            with over as draft:
                job = _Job()
                self._read(draft, folder, reader, batch, job)
                before = self._worlds.snapshot(viewer)
                told = tell(self._store, before, draft, Worlds(draft).snapshot(viewer))
                runs = [outcome.run for outcome in job.outcomes if outcome.run]
                issues = [issue for run in runs for issue in draft.issues(run, FULL)]
        return Rehearsed(tuple(job.outcomes), told, tuple(issues[:ISSUES_NAMED]), len(issues))

    def _read(
        self, draft: Draft, folder: Path, reader: Reader | None, batch: Batch, job: _Job
    ) -> None:
        def heard(progress: Progress) -> None:
            job.progress = progress

        loading = Loading(
            draft,
            self._asked.ids,
            {run.id: run for run in draft.runs(FULL)},
            on_progress=heard,
            stop=self._ending.is_set,
            retire=batch.retire,
            strict=batch.strict,
        )
        files = files_in([folder])
        for outcome in load_files(files, reader, self._asked.sources(), batch.source, loading):
            job.outcomes.append(_named(outcome, folder))

    def _accepted(self, name: str) -> Accepted:
        with self._asked.drafts.opened(name, self._store) as draft:
            done = accept_draft(draft.own, self._store)
        self._asked.drafts.drop(name)
        self._asked.publish(self._store)
        with self._lock:
            self._jobs.pop(name, None)
        return done

    def _held(self, name: str, job: _Job | None) -> Held:
        found = self._open.opened(name)
        runs = found[0].own.runs(FULL) if found else []
        records = found[0].own.info().records if found else 0
        return Held(
            name=name,
            begun_at=min((run.started_at for run in runs), default=None),
            files=len(runs),
            records=records,
            issues=sum(run.issues for run in runs),
            lost=sum(run.lost for run in runs),
            reading=job is not None and job.reading,
            progress=job.progress if job else None,
            outcomes=tuple(job.outcomes) if job else (),
            error=job.error if job else "",
        )

    def _reader(self, batch: Batch) -> Reader | None:
        if batch.format == AUTO:
            return None
        # A mapping is a file of the installation: whoever asks from afar names formats alone.
        if batch.format not in known_formats():
            raise DeskRefused(f"no format {batch.format[:80]!r}; `formats` lists those there are")
        return known_formats()[batch.format]

    def _found(self, name: str) -> tuple[Draft, Worlds]:
        found = self._open.opened(name)
        if found is None:
            raise DeskRefused(f"there is no draft {name[:80]!r}; `drafts` lists those there are")
        return found

    def _settled(self, name: str) -> None:
        with self._lock:
            job = self._jobs.get(name)
        if job is not None and job.reading:
            raise Busy(f"draft {name} is still being read; wait until it is")

    @contextmanager
    def _gathered(self, batch: Batch) -> Iterator[Path]:
        """The batch's files in one folder, as some lists are read from several at once."""
        try:
            uploads = [self._uploads.find(id) for id in dict.fromkeys(batch.uploads)]
        except UploadRefused as error:
            raise DeskRefused(str(error)) from error
        with TemporaryDirectory(prefix="batch-", dir=self._folder.path) as place:
            folder = Path(place)
            for upload in uploads:
                os.link(upload.path, _free(folder, upload.name))
            yield folder


def _free(folder: Path, name: str) -> Path:
    """A place of that name, or of the next that is free."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return path


def _clean(text: str, folder: Path) -> str:
    """Words without the place where a file lay for a while."""
    return text.replace(f"{folder}{os.sep}", "")


def _named(outcome: Outcome, folder: Path) -> Outcome:
    name = _clean(str(outcome.file), folder)
    return replace(outcome, file=Path(name), error=_clean(outcome.error, folder))
