"""List entries as screening reads them: who is listed, by whom, on what basis, and until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tripoint_graph.columns import hex_of
from tripoint_graph.model import Category, Mention, MentionId, Record, RecordId
from tripoint_graph.moments import span
from tripoint_graph.ports import EvidenceReader, StoredMention
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.profile import KINDS, Profile, profile_of

READ_AT_ONCE = 5_000
"""Records read from the store in one call."""

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list.

    Attributes:
        mention: the listed mention; record: the record that it stands in.
        source: who published it; list: the list; reference: the entry's own number there.
        basis: the regime or resolution that it is listed under.
        listed_on, updated_on, review_on, expires_on: dates as given, "" where not told.
        profile: what the entry tells of who is listed.
    """

    mention: MentionId
    record: RecordId
    source: str
    list: str
    reference: str
    basis: str
    listed_on: str
    updated_on: str
    review_on: str
    expires_on: str
    profile: Profile

    def expired(self, on: date) -> bool:
        """Whether it had ceased to hold before a day; an expired entry never matches."""
        return bool(self.expires_on) and _last_day(self.expires_on) < on

    def review_by(self, days: int) -> date | None:
        """The day by which it must be looked at again: the list's own, or so many days after the
        last update; None where no date is known.
        """
        if self.review_on:
            return _last_day(self.review_on)
        told = self.updated_on or self.listed_on
        return _last_day(told) + timedelta(days) if told else None


def _last_day(moment: str) -> date:
    return date.fromordinal(_EPOCH + span(moment)[1] // _DAY_SECONDS)


_EPOCH = date(1970, 1, 1).toordinal()


def entries_in(store: EvidenceReader, snapshot: Snapshot) -> Iterator[Entry]:
    """The entries of all lists that the snapshot's viewer may see, by record."""
    listing = [h.category is Category.LIST for h in snapshot.handlings]
    rows = np.flatnonzero(np.array(listing, np.bool_)[snapshot.record_handling])
    ids = [RecordId(id) for id in hex_of(snapshot.record_id[rows])]
    mentions = [snapshot.mentions_in(int(row)) for row in rows]
    for first in range(0, len(ids), READ_AT_ONCE):
        asked = slice(first, first + READ_AT_ONCE)
        every = np.concatenate(mentions[asked])
        found = store.mentions(
            [MentionId(id) for id in hex_of(snapshot.mention_id[every])],
            snapshot.viewer,
            snapshot.commit,
        )
        named = [each for each in found if each is not None and is_entry(each.mention)]
        yield from _read(store, snapshot, named)


def is_entry(mention: Mention) -> bool:
    """Whether a mention of a list's record is who is listed, and not just somebody named there."""
    listed = any(map(mention.first, ("list", "list_reference", "list_regime")))
    return mention.kind in KINDS and listed and any(map(mention.first, ("name", "name_original")))


def _read(
    store: EvidenceReader, snapshot: Snapshot, named: Iterable[StoredMention]
) -> Iterator[Entry]:
    of_record: dict[RecordId, list[StoredMention]] = {}
    for each in named:
        of_record.setdefault(each.record, []).append(each)
    stored = store.records(list(of_record), snapshot.viewer, snapshot.commit)
    for record in stored:
        if record is None:
            continue
        for each in of_record[record.id]:
            yield entry_of(each.id, record.id, record.record, each.mention)


def entry_of(id: MentionId, record_id: RecordId, record: Record, mention: Mention) -> Entry:
    """The entry that one mention of a list's record is."""
    return Entry(
        mention=id,
        record=record_id,
        source=record.source,
        list=mention.first("list"),
        reference=mention.first("list_reference"),
        basis=mention.first("list_regime"),
        listed_on=mention.first("listed_on"),
        updated_on=mention.first("list_updated_on"),
        review_on=mention.first("list_review_on"),
        expires_on=mention.first("list_expires_on"),
        profile=profile_of(record, mention.key),
    )
