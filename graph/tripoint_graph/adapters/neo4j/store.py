"""`Neo4jStore`: the store port on a Neo4j server."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j import (
    checking,
    commits,
    exporting,
    judging,
    publishing,
    reading,
    restoring,
    running,
    schema,
    searching,
    upkeep,
    writing,
)
from tripoint_graph.adapters.neo4j.address import address_of
from tripoint_graph.adapters.neo4j.connection import Connection
from tripoint_graph.adapters.neo4j.rights import rights
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
from tripoint_graph.rows import admitted, withdrawal_of
from tripoint_graph.searching import search_words
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL, Viewer


def _now() -> datetime:
    return datetime.now(UTC)


class Neo4jStore:
    """Keeps `ports.EvidenceStore` on a Neo4j server, 5.26 or newer, Community or Enterprise.

    Args:
        url: "neo4j://user:password@host:7687", and a path where the database is not "neo4j".
        secret: the installation's secret.
        clock: gives commits their times.
    """

    def __init__(self, url: str, secret: bytes, *, clock: Callable[[], datetime] = _now) -> None:
        self._ids = Ids(secret)
        self._clock = clock
        self._server = Connection(address_of(url))
        try:
            behind = schema.open_database(self._server, self._ids.fingerprint)
            if behind:  # a writer died between landing its batch and showing it
                self._show(self._server.write(commits.take_turn).newest)
        except BaseException:
            self._server.close()
            raise

    def head(self) -> Commit:
        """See `EvidenceReader.head`."""
        return self._server.read(commits.head)

    def commit_at(self, moment: datetime) -> int:
        """See `EvidenceReader.commit_at`."""
        return max((c.number for c in self.commit_times() if c.at <= moment), default=0)

    def commit_times(self) -> Sequence[Commit]:
        """See `EvidenceReader.commit_times`."""
        return self._server.read(commits.times)

    def export(self, since: int = 0) -> Export:
        """See `EvidenceReader.export`."""
        return self._server.read(lambda tx: exporting.export(tx, since))

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        """See `EvidenceReader.records`."""
        return self._server.read(lambda tx: reading.records(tx, rights(tx, viewer, known_at), ids))

    def mentions(
        self, ids: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredMention | None]:
        """See `EvidenceReader.mentions`."""
        return self._server.read(lambda tx: reading.mentions(tx, rights(tx, viewer, known_at), ids))

    def claims(
        self, ids: Sequence[ClaimId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredClaim | None]:
        """See `EvidenceReader.claims`."""
        return self._server.read(lambda tx: reading.claims(tx, rights(tx, viewer, known_at), ids))

    def judgements(
        self, mentions: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredJudgement]:
        """See `EvidenceReader.judgements`."""
        return self._server.read(
            lambda tx: judging.judgements(tx, rights(tx, viewer, known_at), mentions)
        )

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
        return self._server.read(
            lambda tx: searching.search(tx, rights(tx, viewer, known_at), words, kinds, limit)
        )

    def page(
        self,
        viewer: Viewer,
        after: RecordId | None = None,
        limit: int = 1000,
        known_at: int | None = None,
    ) -> list[StoredRecord]:
        """See `EvidenceReader.page`."""
        return self._server.read(
            lambda tx: reading.page(tx, rights(tx, viewer, known_at), after, limit)
        )

    def versions(self, source: str, keys: Sequence[str] | None = None) -> list[StoredVersion]:
        """See `EvidenceReader.versions`."""
        return self._server.read(lambda tx: reading.versions(tx, self._ids, source, keys))

    def runs(self, viewer: Viewer) -> list[Run]:
        """See `EvidenceReader.runs`."""
        return self._server.read(lambda tx: running.runs(tx, viewer))

    def issues(self, run: RunId, viewer: Viewer) -> list[Issue]:
        """See `EvidenceReader.issues`."""
        return self._server.read(lambda tx: running.issues(tx, run, viewer))

    def info(self) -> StoreInfo:
        """See `EvidenceReader.info`."""
        return self._server.read(lambda tx: upkeep.info(tx, self._server.address.url))

    def check(self) -> list[str]:
        """See `EvidenceReader.check`."""
        return self._server.read(lambda tx: checking.check(tx, self._ids))

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """See `EvidenceWriter.append`."""
        if len(records) > APPEND_MAX:
            raise ValueError(f"a batch holds at most {APPEND_MAX} records, not {len(records)}")
        asked = admitted(self._ids, records)
        keys = {
            id: self._ids.source_key(record.source, record.source_key)
            for id, (record, _) in asked.items()
        }
        if not asked:
            return Receipt(self.head(), 0, 0, 0)

        def work(tx: ManagedTransaction) -> tuple[Commit, int, int, int]:
            turn = commits.take_turn(tx)
            held = writing.held(tx, set(keys.values()))
            fresh = {id: said for id, said in asked.items() if id not in held.ids}
            if not fresh:
                return turn.newest, 0, 0, 0
            commit = turn.next(self._clock())
            writing.insert(tx, self._ids, writing.Batch(fresh, commit.number, turn.records, run))
            commits.add(tx, turn, commit, len(fresh))
            told = writing.outranked(held, [keys[id] for id in fresh], list(fresh.values()))
            return commit, len(fresh), *told

        commit, new, superseded, silent = self._server.write(work)
        self._show(commit)
        return Receipt(commit, new, len(records) - new, superseded, silent)

    def retract(self, ids: Sequence[RecordId]) -> Receipt:
        """See `EvidenceWriter.retract`."""
        stored = [found for found in self.records(ids, FULL) if found is not None]
        return self.append([withdrawal_of(s.record) for s in stored if not s.record.withdrawn])

    def judge(self, judgements: Sequence[Judgement]) -> Commit:
        """See `EvidenceWriter.judge`."""
        asked = {self._ids.judgement(j): j for j in reversed(judgements)}

        def change(tx: ManagedTransaction, held: set[JudgementId], number: int) -> bool:
            fresh = {id: asked[id] for id in sorted(asked.keys() - held)}
            judging.hold(tx, fresh, number)
            return bool(fresh)

        return self._judging(list(asked), change)

    def unjudge(self, ids: Sequence[JudgementId]) -> Commit:
        """See `EvidenceWriter.unjudge`."""

        def change(tx: ManagedTransaction, held: set[JudgementId], number: int) -> bool:
            judging.end(tx, sorted(held), number)
            return bool(held)

        return self._judging(ids, change)

    def _judging(
        self,
        ids: Sequence[JudgementId],
        change: Callable[[ManagedTransaction, set[JudgementId], int], bool],
    ) -> Commit:
        def work(tx: ManagedTransaction) -> Commit:
            turn = commits.take_turn(tx)
            commit = turn.next(self._clock())
            if not change(tx, judging.held_among(tx, ids), commit.number):
                return turn.newest
            commits.add(tx, turn, commit, 0)
            return commit

        commit = self._server.write(work)
        self._show(commit)
        return commit

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """See `EvidenceWriter.save_run`."""
        found = None if issues is None else list(issues)
        self._server.write(lambda tx: running.save(tx, run, found))

    def publish_view(self, snapshot: Snapshot) -> None:
        """See `EvidenceStore.publish_view`."""
        publishing.publish(self._server, self, snapshot)

    def backup(self, target: Path) -> None:
        """See `EvidenceStore.backup`."""
        self._server.read(lambda tx: upkeep.backup(tx, target))

    def restore(self, origin: Path) -> None:
        """See `EvidenceStore.restore`."""
        restoring.restore(self._server, origin, self._ids)

    def close(self) -> None:
        """See `EvidenceStore.close`."""
        self._server.close()

    def _show(self, commit: Commit) -> None:
        self._server.write(lambda tx: commits.publish(tx, commit))
