"""A dry run: takes records as a store would, writes nothing, and says what would be new."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Protocol

from tripoint_graph.ids import Ids
from tripoint_graph.model import Commit, Issue, Record, RecordId, Run, RunId
from tripoint_graph.ports import EvidenceReader, Receipt
from tripoint_graph.validate import check
from tripoint_graph.viewer import FULL

_NOTHING_YET = Commit(0, datetime.fromtimestamp(0, UTC))


class Target(Protocol):
    """What a file is read into: the part of `EvidenceWriter` that loading needs."""

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """See `EvidenceWriter.append`."""
        ...

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """See `EvidenceWriter.save_run`."""
        ...


class Rehearsal:
    """Stands in for the store while nothing may be written.

    It remembers the ids of what would be new, about 100 bytes a record, so that a record which
    comes twice counts once, as it would.

    Args:
        store: what is there already; None stands for an empty store.
        ids: ids under the store's secret.
    """

    def __init__(self, store: EvidenceReader | None, ids: Ids) -> None:
        self._store = store
        self._ids = ids
        self._fresh: set[bytes] = set()

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """What appending would do; supersession is not foretold and counts 0.

        Raises:
            InvalidEvidence: as the store would.
        """
        asked = [self._ids.record(r.source, r.source_key, check(r)) for r in records]
        if self._store is None:
            stored: set[RecordId] = set()
        else:
            stored = {found.id for found in self._store.records(asked, FULL) if found is not None}
        fresh = {bytes.fromhex(id) for id in asked if id not in stored} - self._fresh
        self._fresh |= fresh
        head = self._store.head() if self._store else _NOTHING_YET
        return Receipt(head, len(fresh), len(asked) - len(fresh), 0)

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """A rehearsal is no run."""
