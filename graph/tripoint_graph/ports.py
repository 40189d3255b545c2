"""What every store promises. Nothing outside `adapters/` knows which one it holds.

Common to all reads: a viewer is asked for, what it may not see does not exist, an unknown id and
a hidden one give the same `None`, and `known_at` (a commit number; None means now) shows the
store as it was when that commit had just landed.

Records are only ever added. Which version of a record *speaks* is not stored but derived: of the
records of one (source, source_key) that the viewer may see and that were known at the asked
commit, the one with the greatest (version, withdrawn, content hash). So a newer version that
somebody may not see does not silence, for them, the older one that they may.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tripoint_graph.columns import Export
from tripoint_graph.model import (
    Claim,
    ClaimId,
    Commit,
    Handling,
    Issue,
    Judgement,
    JudgementId,
    Mention,
    MentionId,
    Record,
    RecordId,
    Run,
    RunId,
)
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import Viewer

APPEND_MAX = 20_000
"""Records in one batch, at most: one batch is one transaction."""

SEARCH_MAX = 1_000
"""Hits of one text search, at most."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one batch did.

    Attributes:
        commit: the batch's commit, or the newest one where the batch held nothing new.
        new: records the store had not held.
        known: records it already held; nothing was written for them.
        superseded: records that no longer speak for their key because of this batch (seen in
            full, as `viewer.FULL` sees it).
        silent: of the new ones, those that do not speak for their key, as what was there before
            them is of a later version, or ranks before them at the same one (`viewer.FULL`).
    """

    commit: Commit
    new: int
    known: int
    superseded: int
    silent: int = 0


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the store holds it.

    Attributes:
        id: its id.
        record: what the source said.
        loaded_at: when it was committed (UTC).
        speaks: whether it speaks for its key, for this viewer at the asked time; a withdrawal
            speaks and says nothing.
    """

    id: RecordId
    record: Record
    loaded_at: datetime
    speaks: bool


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One version of a record without what it says.

    Attributes:
        id, source_key, version, withdrawn, handling: the record's.
        content: its content hash, 64 hex digits.
        added: the number of the commit that it came with.
    """

    id: RecordId
    source_key: str
    version: str
    withdrawn: bool
    content: str
    handling: Handling
    added: int

    @property
    def rank(self) -> tuple[str, bool, str]:
        """Of the versions of one key, the one of the greatest rank speaks."""
        return self.version, self.withdrawn, self.content


@dataclass(frozen=True, slots=True)
class StoredMention:
    """A mention, and the record it stands in."""

    id: MentionId
    record: RecordId
    mention: Mention


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim, the record it stands in, and the mentions at its ends."""

    id: ClaimId
    record: RecordId
    source: MentionId
    target: MentionId
    claim: Claim


@dataclass(frozen=True, slots=True)
class StoredJudgement:
    """A judgement and when it was made."""

    id: JudgementId
    judgement: Judgement
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Hit:
    """One mention whose names or numbers hold every word searched for.

    Attributes:
        mention: whose text it is.
        kind: that mention's kind.
        text: the shortest normalised value that holds all the words; of equally short ones the
            first in the alphabet.
    """

    mention: MentionId
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What is in a store: versions and withdrawals are records too, a mention counts once in each
    record that has it, and `judgements` are those that hold now. `digest` depends on what is
    stored: not on order, ids, secret or adapter.
    """

    url: str
    records: int
    mentions: int
    claims: int
    judgements: int
    issues: int
    commit: Commit
    digest: str


class EvidenceReader(Protocol):
    """Read access. Safe to share between threads."""

    def head(self) -> Commit:
        """The newest commit; number 0 at the epoch where nothing was ever stored."""
        ...

    def commit_at(self, moment: datetime) -> int:
        """The number of the newest commit at or before a moment; 0 where there is none."""
        ...

    def commit_times(self) -> Sequence[Commit]:
        """Every commit, oldest first."""
        ...

    def export(self, since: int = 0) -> Export:
        """All that changed after commit `since`, as columns (`columns.py`). For snapshots only:
        it knows no viewer, because the mask is applied to the columns.
        """
        ...

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        """One answer per id, in the order asked. Superseded records are answered too."""
        ...

    def mentions(
        self, ids: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredMention | None]:
        """One answer per id, in the order asked: the mention as its speaking record has it, and
        None where no speaking record has it.
        """
        ...

    def claims(
        self, ids: Sequence[ClaimId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredClaim | None]:
        """One answer per id, in the order asked; None where its record does not speak."""
        ...

    def judgements(
        self, mentions: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredJudgement]:
        """Every live judgement on any of these mentions, by id; each only if all the records
        it used are visible, and both its mentions would be answered by `mentions`.
        """
        ...

    def search(
        self,
        text: str,
        viewer: Viewer,
        kinds: Sequence[str] = (),
        limit: int = SEARCH_MAX,
        known_at: int | None = None,
    ) -> list[Hit]:
        """Speaking mentions of which one searchable value holds every word of `text`.

        Words compare in the form of `normalise.plain`, as substrings; the shortest value comes
        first, ties by mention id. `kinds` narrows to those kinds. A text without letters or
        digits finds nothing.

        Raises:
            ValueError: the limit is not 1 to `SEARCH_MAX`.
            OntologyError: no such kind.
        """
        ...

    def page(
        self,
        viewer: Viewer,
        after: RecordId | None = None,
        limit: int = 1000,
        known_at: int | None = None,
    ) -> list[StoredRecord]:
        """Speaking records, withdrawals among them, in the order of their ids, after one id."""
        ...

    def versions(self, source: str, keys: Sequence[str] | None = None) -> list[StoredVersion]:
        """Every version of these keys of a source, or of all its keys, by key and rank. For
        whatever decides what to write: it knows no viewer, its callers mask what they show.
        """
        ...

    def runs(self, viewer: Viewer) -> list[Run]:
        """Ingest runs, newest first, ties by id; only those whose every handling the viewer sees,
        and those of no known handling only where it sees everything.
        """
        ...

    def issues(self, run: RunId, viewer: Viewer) -> list[Issue]:
        """What was wrong in one run, in the order found; empty where the run is hidden."""
        ...

    def info(self) -> StoreInfo:
        """Counts and the content digest (over everything: for operators)."""
        ...

    def check(self) -> list[str]:
        """Everything wrong inside the store, in words; empty when all is well."""
        ...


class EvidenceWriter(Protocol):
    """Write access. One call is one transaction: all of it lands, or none."""

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """Add records; adding one twice changes nothing.

        Of the records of one (source, source_key), the one with the greatest
        (version, withdrawn, content hash) speaks, in whatever order they came: append only adds.

        Raises:
            InvalidEvidence: a record contradicts itself or the ontology; nothing was written.
            ValueError: more than `APPEND_MAX` records.
            StoreUnavailable: the store cannot be reached; nothing was written.
        """
        ...

    def retract(self, ids: Sequence[RecordId]) -> Receipt:
        """Take records back: for each a withdrawal record of the same key, version and handling
        is added, so only a newer version of the key can speak again. Unknown ids are skipped.
        """
        ...

    def judge(self, judgements: Sequence[Judgement]) -> Commit:
        """Add judgements; adding one twice changes nothing, and one taken back lives again."""
        ...

    def unjudge(self, ids: Sequence[JudgementId]) -> Commit:
        """Take judgements back. They stay visible `known_at` earlier commits."""
        ...

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """Write the state of a run, and where given replace its issues. Makes no commit."""
        ...


class EvidenceStore(EvidenceReader, EvidenceWriter, Protocol):
    """A store that reads and writes."""

    def publish_view(self, snapshot: Snapshot) -> None:
        """Bring the resolved view for people who open the store itself up to date with the
        full viewer's snapshot. Stores that keep no such view do nothing.
        """
        ...

    def backup(self, target: Path) -> None:
        """Write everything to one file: newline-delimited JSON, the same for every adapter."""
        ...

    def restore(self, origin: Path) -> None:
        """Fill an empty store from such a file; the digest comes out the same.

        Raises:
            StoreError: the store is not empty, or the file is not whole.
        """
        ...

    def close(self) -> None:
        """Let go of connections. The store is not used again."""
        ...


def batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """Cut a stream of records into lists of at most `size`."""
    batch: list[Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
