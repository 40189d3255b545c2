"""`SqliteStore`: the store port on one SQLite file."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tripoint_graph.adapters.sqlite import (
    checking,
    exporting,
    judging,
    reading,
    rebuilding,
    running,
    schema,
    searching,
    upkeep,
    writing,
)
from tripoint_graph.adapters.sqlite.connections import Connections
from tripoint_graph.adapters.sqlite.rights import rights
from tripoint_graph.collector import collector_paused
from tripoint_graph.columns import Export
from tripoint_graph.ids import Ids
from tripoint_graph.model import (
    ClaimId,
    Commit,
    Issue,
    Judgement,
    JudgementId,
    MentionId,
    Record,
    RecordId,
    Run,
    RunId,
)
from tripoint_graph.ports import (
    APPEND_MAX,
    SEARCH_MAX,
    Hit,
    Receipt,
    StoredClaim,
    StoredJudgement,
    StoredMention,
    StoredRecord,
    StoredVersion,
    StoreInfo,
)
from tripoint_graph.rows import Derivation, admitted, withdrawal_of
from tripoint_graph.searching import search_words
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.wire import microseconds


def _now() -> datetime:
    return datetime.now(UTC)


class SqliteStore:
    """Keeps `ports.EvidenceStore` on one file.

    Args:
        path: the file; made where there is none, in a folder that is there.
        secret: the installation's secret.
        clock: gives commits their times.
    """

    def __init__(self, path: Path, secret: bytes, *, clock: Callable[[], datetime] = _now) -> None:
        self._path = path
        self._ids = Ids(secret)
        self._clock = clock
        self._files = Connections(path)
        with self._files.reading() as db:
            new = schema.is_new(db)
        if new:
            with self._files.writing() as db:
                if schema.is_new(db):  # another process may have made it meanwhile
                    schema.create(db, self._ids.fingerprint)
        with self._files.reading() as db:
            schema.verify(db, self._ids.fingerprint)
            stale = rebuilding.is_due(db)
        if stale:
            with self._files.writing() as db:
                if rebuilding.is_due(db):
                    rebuilding.rebuild(db, self._ids)

    def head(self) -> Commit:
        """See `EvidenceReader.head`."""
        with self._files.reading() as db:
            return writing.head(db)

    def commit_at(self, moment: datetime) -> int:
        """See `EvidenceReader.commit_at`."""
        with self._files.reading() as db:
            found = db.execute(
                "SELECT max(number) FROM commit_log WHERE at <= ?", (microseconds(moment),)
            )
            return int(found.get or 0)

    def commit_times(self) -> Sequence[Commit]:
        """See `EvidenceReader.commit_times`."""
        with self._files.reading() as db:
            return writing.commits(db)

    def export(self, since: int = 0) -> Export:
        """See `EvidenceReader.export`."""
        with self._files.reading() as db, collector_paused():
            return exporting.export(db, since)

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        """See `EvidenceReader.records`."""
        with self._files.reading() as db:
            return reading.records(db, rights(db, viewer, known_at), ids)

    def mentions(
        self, ids: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredMention | None]:
        """See `EvidenceReader.mentions`."""
        with self._files.reading() as db:
            return reading.mentions(db, rights(db, viewer, known_at), ids)

    def claims(
        self, ids: Sequence[ClaimId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredClaim | None]:
        """See `EvidenceReader.claims`."""
        with self._files.reading() as db:
            return reading.claims(db, rights(db, viewer, known_at), ids)

    def judgements(
        self, mentions: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredJudgement]:
        """See `EvidenceReader.judgements`."""
        with self._files.reading() as db:
            return judging.judgements(db, rights(db, viewer, known_at), mentions)

    def search(
        self,
        text: str,
        viewer: Viewer,
        kinds: Sequence[str] = (),
        limit: int = SEARCH_MAX,
        known_at: int | None = None,
    ) -> list[Hit]:
        """See `EvidenceReader.search`."""
        if not 1 <= limit <= SEARCH_MAX:
            raise ValueError(f"a search gives 1 to {SEARCH_MAX} hits, not {limit}")
        words = search_words(text)
        if not words:
            return []
        with self._files.reading() as db:
            return searching.search(db, rights(db, viewer, known_at), words, kinds, limit)

    def page(
        self,
        viewer: Viewer,
        after: RecordId | None = None,
        limit: int = 1000,
        known_at: int | None = None,
    ) -> list[StoredRecord]:
        """See `EvidenceReader.page`."""
        with self._files.reading() as db:
            return reading.page(db, rights(db, viewer, known_at), after, limit)

    def versions(self, source: str, keys: Sequence[str] | None = None) -> list[StoredVersion]:
        """See `EvidenceReader.versions`."""
        with self._files.reading() as db:
            return reading.versions(db, self._ids, source, keys)

    def runs(self, viewer: Viewer) -> list[Run]:
        """See `EvidenceReader.runs`."""
        with self._files.reading() as db:
            return running.runs(db, viewer)

    def issues(self, run: RunId, viewer: Viewer) -> list[Issue]:
        """See `EvidenceReader.issues`."""
        with self._files.reading() as db:
            return running.issues(db, run, viewer)

    def info(self) -> StoreInfo:
        """See `EvidenceReader.info`."""
        with self._files.reading() as db:
            return upkeep.info(db, f"sqlite:///{self._path}")

    def check(self) -> list[str]:
        """See `EvidenceReader.check`."""
        with self._files.reading() as db:
            return checking.check(db, self._ids)

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """See `EvidenceWriter.append`."""
        if len(records) > APPEND_MAX:
            raise ValueError(f"a batch holds at most {APPEND_MAX} records, not {len(records)}")
        with collector_paused():
            return self._append(records, run)

    def _append(self, records: Sequence[Record], run: RunId | None) -> Receipt:
        asked = admitted(self._ids, records)
        # All that is slow is done before the writing lock is taken.
        with self._files.reading() as db:
            known = writing.known_among(db, list(asked))
        derive = Derivation(self._ids).rows_of
        rows = [derive(i, *asked[i]) for i in asked if i not in known]
        with self._files.writing() as db:
            known = writing.known_among(db, [r.id for r in rows])
            fresh = [r for r in rows if r.id not in known]
            if not fresh:
                return Receipt(writing.head(db), 0, len(records), 0)
            before = writing.newest_record(db)
            commit = writing.add_commit(db, self._clock())
            writing.insert(db, fresh, commit.number, None if run is None else bytes.fromhex(run))
            superseded = writing.superseded_since(db, before)
            silent = writing.silent_since(db, before)
        return Receipt(commit, len(fresh), len(records) - len(fresh), superseded, silent)

    def retract(self, ids: Sequence[RecordId]) -> Receipt:
        """See `EvidenceWriter.retract`."""
        stored = [found for found in self.records(ids, FULL) if found is not None]
        return self.append([withdrawal_of(s.record) for s in stored if not s.record.withdrawn])

    def judge(self, judgements: Sequence[Judgement]) -> Commit:
        """See `EvidenceWriter.judge`."""
        asked = {self._ids.judgement(j): j for j in reversed(judgements)}
        with self._files.writing() as db:
            fresh = asked.keys() - judging.held_among(db, list(asked))
            if not fresh:
                return writing.head(db)
            commit = writing.add_commit(db, self._clock())
            judging.hold(db, {id: asked[id] for id in sorted(fresh)}, commit.number)
        return commit

    def unjudge(self, ids: Sequence[JudgementId]) -> Commit:
        """See `EvidenceWriter.unjudge`."""
        with self._files.writing() as db:
            held = judging.held_among(db, ids)
            if not held:
                return writing.head(db)
            commit = writing.add_commit(db, self._clock())
            judging.end(db, sorted(held), commit.number)
        return commit

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """See `EvidenceWriter.save_run`."""
        with self._files.writing() as db:
            running.save(db, run, issues)

    def publish_view(self, snapshot: Snapshot) -> None:
        """Keeps no view: a SQLite file is not opened by people."""

    def backup(self, target: Path) -> None:
        """See `EvidenceStore.backup`."""
        with self._files.reading() as db:
            upkeep.backup(db, target)

    def restore(self, origin: Path) -> None:
        """See `EvidenceStore.restore`."""
        with self._files.writing() as db:
            upkeep.restore(db, origin, self._ids)

    def close(self) -> None:
        """See `EvidenceStore.close`."""
        self._files.close()
