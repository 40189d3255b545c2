"""A draft: records laid over a store that does not hold them, looked at as if it did.

All reads answer as the store would once it held the draft too; nothing is written to it until the
draft is accepted. The draft's own records lie in a small store of their own, under the same
secret, so all ids are those that they will have. Commits of the draft count on from the store's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from tripoint_graph.columns import Export
from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids, content_hash
from tripoint_graph.merging import merged
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
    SEARCH_MAX,
    EvidenceReader,
    EvidenceStore,
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
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL, Viewer


class _InRecord(Protocol):
    """A stored thing that stands in a record."""

    @property
    def record(self) -> RecordId: ...


P = TypeVar("P", bound=_InRecord)


class Draft:
    """Keeps `ports.EvidenceStore`, but for judgements, backups and the resolved view.

    Args:
        base: the store; only read.
        own: the draft's records, in a store under the same secret; closed with the draft.
        ids: ids under that secret.
    """

    def __init__(self, base: EvidenceReader, own: EvidenceStore, ids: Ids) -> None:
        self._base = base
        self.own = own
        self._ids = ids

    def head(self) -> Commit:
        """See `EvidenceReader.head`."""
        base, own = self._base.head(), self.own.head()
        return Commit(base.number + own.number, max(base.at, own.at))

    def commit_at(self, moment: datetime) -> int:
        """See `EvidenceReader.commit_at`."""
        own = self.own.commit_at(moment)
        return self._base.head().number + own if own else self._base.commit_at(moment)

    def commit_times(self) -> Sequence[Commit]:
        """See `EvidenceReader.commit_times`."""
        base = list(self._base.commit_times())
        newest = self._base.head()
        return base + [
            Commit(newest.number + each.number, max(newest.at, each.at))
            for each in self.own.commit_times()
        ]

    def export(self, since: int = 0) -> Export:
        """See `EvidenceReader.export`."""
        held = self._base.head().number
        if since > held:
            return _counted_on(self.own.export(since - held), held)
        return merged(self._base.export(since), _counted_on(self.own.export(), held))

    def records(
        self, ids: Sequence[RecordId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredRecord | None]:
        """See `EvidenceReader.records`."""
        base_at, own_at = self._parted(known_at)
        base = self._base.records(ids, viewer, base_at)
        own = self.own.records(ids, viewer, own_at)
        held = self._silenced(base, self.own, viewer, own_at)
        added = self._silenced(own, self._base, viewer, base_at)
        return [there or new for there, new in zip(held, added, strict=True)]

    def mentions(
        self, ids: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredMention | None]:
        """See `EvidenceReader.mentions`."""
        base_at, own_at = self._parted(known_at)
        base = self._base.mentions(ids, viewer, base_at)
        return self._speaking(base, self.own.mentions(ids, viewer, own_at), viewer, known_at)

    def claims(
        self, ids: Sequence[ClaimId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredClaim | None]:
        """See `EvidenceReader.claims`."""
        base_at, own_at = self._parted(known_at)
        base = self._base.claims(ids, viewer, base_at)
        return self._speaking(base, self.own.claims(ids, viewer, own_at), viewer, known_at)

    def judgements(
        self, mentions: Sequence[MentionId], viewer: Viewer, known_at: int | None = None
    ) -> list[StoredJudgement]:
        """See `EvidenceReader.judgements`; of those that the store answers without the draft: one
        whose mention speaks again only with the draft is told once that is accepted.
        """
        found = self._base.judgements(mentions, viewer, self._parted(known_at)[0])
        ends = [end for each in found for end in (each.judgement.left, each.judgement.right)]
        there = {m.id for m in self.mentions(ends, viewer, known_at) if m is not None}
        return [f for f in found if {f.judgement.left, f.judgement.right} <= there]

    def search(
        self,
        text: str,
        viewer: Viewer,
        kinds: Sequence[str] = (),
        limit: int = SEARCH_MAX,
        known_at: int | None = None,
    ) -> list[Hit]:
        """See `EvidenceReader.search`."""
        base_at, own_at = self._parted(known_at)
        # Hits of either side that the other silences make room for those behind them.
        base = self._base.search(text, viewer, kinds, SEARCH_MAX, base_at)
        own = self.own.search(text, viewer, kinds, SEARCH_MAX, own_at)
        asked = [hit.mention for hit in (*base, *own)]
        spoken = {m.id: m.record for m in self.mentions(asked, viewer, known_at) if m is not None}
        here = self.own.records(list(set(spoken.values())), viewer, own_at)
        drafted = {found.id for found in here if found is not None}
        kept = [h for h in base if h.mention in spoken and spoken[h.mention] not in drafted]
        kept += [h for h in own if spoken.get(h.mention) in drafted]
        return sorted(kept, key=lambda h: (len(h.text), h.mention))[:limit]

    def page(
        self,
        viewer: Viewer,
        after: RecordId | None = None,
        limit: int = 1000,
        known_at: int | None = None,
    ) -> list[StoredRecord]:
        """See `EvidenceReader.page`."""
        found: list[StoredRecord] = []
        last = after
        while len(found) < limit:
            piece = self._page(viewer, last, limit, known_at)
            if not piece:
                break
            last = piece[-1].id
            found += [stored for stored in piece if stored.speaks]
        return found[:limit]

    def versions(self, source: str, keys: Sequence[str] | None = None) -> list[StoredVersion]:
        """See `EvidenceReader.versions`."""
        held = self._base.head().number
        own = [replace(v, added=held + v.added) for v in self.own.versions(source, keys)]
        both = [*self._base.versions(source, keys), *own]
        return sorted(both, key=lambda each: (each.source_key, each.rank))

    def runs(self, viewer: Viewer) -> list[Run]:
        """See `EvidenceReader.runs`; a file that both have read is told as the draft read it."""
        own = self.own.runs(viewer)
        drafted = {run.id for run in own}
        both = [*own, *(run for run in self._base.runs(viewer) if run.id not in drafted)]
        return sorted(both, key=lambda run: (run.started_at, run.id), reverse=True)

    def issues(self, run: RunId, viewer: Viewer) -> list[Issue]:
        """See `EvidenceReader.issues`."""
        drafted = any(each.id == run for each in self.own.runs(FULL))
        return (self.own if drafted else self._base).issues(run, viewer)

    def info(self) -> StoreInfo:
        """See `EvidenceReader.info`; the digest is the draft's own."""
        base, own = self._base.info(), self.own.info()
        return StoreInfo(
            url=base.url,
            records=base.records + own.records,
            mentions=base.mentions + own.mentions,
            claims=base.claims + own.claims,
            judgements=base.judgements,
            issues=base.issues + own.issues,
            commit=self.head(),
            digest=own.digest,
        )

    def check(self) -> list[str]:
        """See `EvidenceReader.check`: of the draft's own records."""
        return self.own.check()

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """See `EvidenceWriter.append`: into the draft."""
        asked = admitted(self._ids, records)
        by_source: dict[str, list[str]] = defaultdict(list)
        for record, _ in asked.values():
            by_source[record.source].append(record.source_key)
        stored = {s: self.versions(s, sorted(set(keys))) for s, keys in by_source.items()}
        known = {version.id for versions in stored.values() for version in versions}
        fresh = [(record, content) for id, (record, content) in asked.items() if id not in known]
        self.own.append([record for record, _ in fresh], run)
        superseded, silent = _outranked(stored, fresh)
        return Receipt(self.head(), len(fresh), len(records) - len(fresh), superseded, silent)

    def retract(self, ids: Sequence[RecordId]) -> Receipt:
        """See `EvidenceWriter.retract`: in the draft."""
        found = self.records(ids, FULL)
        kept = [s.record for s in found if s is not None and not s.record.withdrawn]
        return self.append([withdrawal_of(record) for record in kept])

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """See `EvidenceWriter.save_run`: in the draft."""
        self.own.save_run(run, issues)

    def judge(self, judgements: Sequence[Judgement]) -> Commit:
        """Refused.

        Raises:
            StoreError: always.
        """
        raise StoreError("a draft takes no judgements; accept it first")

    def unjudge(self, ids: Sequence[JudgementId]) -> Commit:
        """Refused.

        Raises:
            StoreError: always.
        """
        raise StoreError("a draft takes no judgements back; accept it first")

    def publish_view(self, snapshot: Snapshot) -> None:
        """A draft has no view: what is not accepted is not published."""

    def backup(self, target: Path) -> None:
        """Write the draft's own records to one file."""
        self.own.backup(target)

    def restore(self, origin: Path) -> None:
        """Fill the draft from such a file."""
        self.own.restore(origin)

    def close(self) -> None:
        """Let go of the draft; the store stays open."""
        self.own.close()

    def _parted(self, known_at: int | None) -> tuple[int | None, int | None]:
        """A commit as one of the store and one of the draft."""
        if known_at is None:
            return None, None
        held = self._base.head().number
        return min(known_at, held), max(0, known_at - held)

    def _page(
        self, viewer: Viewer, after: RecordId | None, limit: int, known_at: int | None
    ) -> list[StoredRecord]:
        """Records that speak in the store or in the draft, with whether they do in both."""
        base_at, own_at = self._parted(known_at)
        base = self._base.page(viewer, after, limit, base_at)
        own = self.own.page(viewer, after, limit, own_at)
        ids = sorted({stored.id for stored in (*base, *own)})[:limit]
        return [found for found in self.records(ids, viewer, known_at) if found is not None]

    def _silenced(
        self,
        found: Sequence[StoredRecord | None],
        other: EvidenceReader,
        viewer: Viewer,
        known_at: int | None,
    ) -> list[StoredRecord | None]:
        """Records of one side; those no longer speak that the other has a newer version of."""
        keys: dict[str, set[str]] = defaultdict(set)
        for stored in found:
            if stored is not None and stored.speaks:
                keys[stored.record.source].add(stored.record.source_key)
        newest: dict[tuple[str, str], tuple[str, bool, str]] = {}
        for source, wanted in keys.items():
            for v in other.versions(source, sorted(wanted)):
                if viewer.sees(v.handling) and (known_at is None or v.added <= known_at):
                    newest[source, v.source_key] = v.rank  # they come in the order of rank
        return [s if s is None else _outspoken(s, newest) for s in found]

    def _speaking(
        self,
        base: Sequence[P | None],
        own: Sequence[P | None],
        viewer: Viewer,
        known_at: int | None,
    ) -> list[P | None]:
        """Of what both sides answer, that whose record speaks when both are one."""
        asked = sorted({each.record for each in (*base, *own) if each is not None})
        found = self.records(asked, viewer, known_at)
        speaks = {stored.id for stored in found if stored is not None and stored.speaks}
        return [
            next((each for each in both if each is not None and each.record in speaks), None)
            for both in zip(base, own, strict=True)
        ]


def _outspoken(
    stored: StoredRecord, newest: dict[tuple[str, str], tuple[str, bool, str]]
) -> StoredRecord:
    record = stored.record
    other = newest.get((record.source, record.source_key))
    if other is None or not stored.speaks:
        return stored
    rank = record.version, record.withdrawn, content_hash(record).hex()
    return stored if rank >= other else replace(stored, speaks=False)


def _outranked(
    stored: Mapping[str, Sequence[StoredVersion]], fresh: Sequence[tuple[Record, bytes]]
) -> tuple[int, int]:
    """How many keys a fresh record speaks for, of which another record spoke before; and how many
    fresh records do not speak because of what spoke before.
    """
    # The versions of a source come in the order of rank: the last of a key spoke.
    spoke = {(s, v.source_key): v.rank for s, versions in stored.items() for v in versions}
    ranks = [((r.source, r.source_key), (r.version, r.withdrawn, c.hex())) for r, c in fresh]
    beside = [(key, rank > spoke[key]) for key, rank in ranks if key in spoke]
    return len({key for key, above in beside if above}), sum(not above for _, above in beside)


def _counted_on(export: Export, held: int) -> Export:
    """A draft's export with its commits counted on from the store's."""
    return replace(
        export,
        since=export.since + held,
        commit=export.commit + held,
        record_added=export.record_added + held,
    )
