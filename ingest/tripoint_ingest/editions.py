"""A list's editions: what one changes, what is gone from it, and what a late one must not undo.

An edition says of its source: this is all there is. So an entry that an earlier edition had and
this one has not is withdrawn, and one that stands as it stood is not stored again. Every record
of an edition has the edition's version, which makes the newest edition speak whatever came in
first. An edition that arrives after a newer one would speak for entries that the newer one left
unsaid because they had not changed: for those the newer edition says them again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from tripoint_graph.ids import Ids, content_hash
from tripoint_graph.model import Record, RecordId, Run
from tripoint_graph.ports import StoredRecord, StoredVersion
from tripoint_graph.rows import withdrawal_of
from tripoint_graph.viewer import FULL, Viewer

GONE_SHARE_MAX = 0.5
GONE_FEW = 50
"""An edition that lacks more of the entries before it than this share, and more than a few, is
taken for a part of its list until a person says otherwise."""

READ_AT_ONCE = 4_000
"""Records read from the store in one call."""


class Known(Protocol):
    """What must be known of a store to tell what an edition changes: part of `EvidenceReader`."""

    def versions(self, source: str, keys: Sequence[str] | None = None) -> list[StoredVersion]:
        """See `EvidenceReader.versions`."""
        ...

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        """See `EvidenceReader.records`."""
        ...

    def runs(self, viewer: Viewer) -> list[Run]:
        """See `EvidenceReader.runs`."""
        ...


def editions_of(runs: Iterable[Run], source: str) -> list[str]:
    """The versions of the editions of a source that were read whole, the oldest first."""
    return sorted({run.edition for run in runs if run.source == source and run.whole})


def standing(versions: Iterable[StoredVersion], edition: str) -> dict[str, StoredVersion]:
    """What stood when an edition came out: key to the newest version up to it.

    Args:
        versions: of one source, by key and rank, as a store gives them.
        edition: the edition's version.
    """
    return {each.source_key: each for each in versions if each.version <= edition}


def same(before: Record, now: Record) -> bool:
    """Whether two versions say the same, whenever they say it.

    >>> from tripoint_graph.model import Handling
    >>> old = Record("list", "1", Handling("UN"), version="2025", observed_at="2025-01-01")
    >>> same(old, replace(old, version="2026", observed_at="2026-01-01"))
    True
    >>> same(old, replace(old, version="2026", raw="other words"))
    False
    """
    return replace(before, version=now.version, observed_at=now.observed_at) == now


class Told(NamedTuple):
    """What is to be stored of some entries of an edition.

    Attributes:
        changed: those that say something else than the edition before.
        again: what a newer edition says in their stead.
        unchanged: how many stand as they stood.
    """

    changed: list[Record]
    again: list[Record]
    unchanged: int


class Arrival:
    """One edition on its way into a store that may hold older and newer ones.

    Args:
        store: what is there already.
        ids: ids under the store's secret.
        source: whose edition it is.
        version: its version.
    """

    def __init__(self, store: Known, ids: Ids, source: str, version: str) -> None:
        self._store = store
        self._ids = ids
        self._version = version
        others = editions_of(store.runs(FULL), source)
        older = [other for other in others if other < version]
        newer = [other for other in others if other > version]
        versions = store.versions(source) if others else []
        self._before = _spoken(standing(versions, older[-1])) if older else {}
        self._after = standing(versions, newer[0]) if newer else {}
        self._newer = newer[0] if newer else ""
        self._own = {v.id for v in versions if v.version == version} if newer else set()
        self._seen: set[str] = set()

    def told(self, batch: Sequence[Record]) -> Told:
        """What is to be stored of some of its entries."""
        stamped = [replace(record, version=self._version) for record in batch]
        self._seen.update(record.source_key for record in stamped)
        stood = self._read([record.source_key for record in stamped], self._before)
        changed = [
            record
            for record in stamped
            if not (was := stood.get(record.source_key)) or not same(was, record)
        ]
        return Told(changed, self._said_again(changed), len(stamped) - len(changed))

    @property
    def missing(self) -> list[str]:
        """Keys that the edition before had and this one has not told so far, sorted."""
        return sorted(self._before.keys() - self._seen)

    @property
    def looks_cut(self) -> bool:
        """Whether so much is missing that this is rather a part of the list than all of it."""
        missing = len(self.missing)
        return missing > max(GONE_FEW, GONE_SHARE_MAX * len(self._before))

    def gone(self) -> Iterator[tuple[list[Record], list[Record]]]:
        """Withdrawals of what is missing, and what a newer edition says in their stead, some at a
        time. To be asked for once all of the edition was told.
        """
        missing = self.missing
        for start in range(0, len(missing), READ_AT_ONCE):
            stood = self._read(missing[start : start + READ_AT_ONCE], self._before)
            taken = [withdrawal(record, self._version) for record in stood.values()]
            yield taken, self._said_again(taken)

    def _said_again(self, records: Sequence[Record]) -> list[Record]:
        """What the next newer edition says of the same keys, where it has not said so itself."""
        if not self._newer:
            return []
        silent = [r for r in records if not (self._is_stored(r) or self._speaks_later(r))]
        stood = self._read([r.source_key for r in silent], self._after)
        return [
            replace(stood[record.source_key], version=self._newer)
            if record.source_key in stood
            else withdrawal(record, self._newer)
            for record in silent
        ]

    def _is_stored(self, record: Record) -> bool:
        """Whether it came before, and what newer editions say was settled then."""
        if not self._own:
            return False
        content = content_hash(record)
        return self._ids.record(record.source, record.source_key, content) in self._own

    def _speaks_later(self, record: Record) -> bool:
        later = self._after.get(record.source_key)
        return later is not None and later.version > self._version

    def _read(
        self, keys: Sequence[str], versions: Mapping[str, StoredVersion]
    ) -> dict[str, Record]:
        """What some versions say, by key; nothing of those that are withdrawn or not there."""
        known = [versions[key] for key in keys if key in versions and not versions[key].withdrawn]
        found = self._store.records([each.id for each in known], FULL)
        return {stored.record.source_key: stored.record for stored in found if stored is not None}


def withdrawal(record: Record, version: str) -> Record:
    """The record that takes a key back in an edition."""
    return replace(withdrawal_of(record), version=version)


def _spoken(versions: Mapping[str, StoredVersion]) -> dict[str, StoredVersion]:
    return {key: each for key, each in versions.items() if not each.withdrawn}
