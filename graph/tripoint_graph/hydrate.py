"""Turns rows of a snapshot into what people read: captions, record headings, days."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from tripoint_graph.captions import caption
from tripoint_graph.columns import Ints, hex_of
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader, StoredMention, StoredRecord
from tripoint_graph.snapshot import Snapshot

CAPTION_MEMBERS_MAX = 64
"""Mentions that are asked what an entity is called, at most: a port has 100,000."""

READ_MAX = 5_000
"""Ids in one read of the store, at most."""

_KINDS = tuple(ONTOLOGY.kinds)


def kind_of(snapshot: Snapshot, entity: int) -> str:
    """The kind of an entity row."""
    return _KINDS[int(snapshot.entity_kind[entity])]


def caption_members(snapshot: Snapshot, entity: int) -> list[MentionId]:
    """The mentions that name an entity: its first by id, `CAPTION_MEMBERS_MAX` at most."""
    rows = snapshot.member_rows(entity)[:CAPTION_MEMBERS_MAX]
    return [MentionId(name) for name in hex_of(snapshot.mention_id[rows])]


def captions(store: EvidenceReader, snapshot: Snapshot, entities: Iterable[int]) -> dict[int, str]:
    """Entity row to the name people see, for the snapshot's viewer and commit."""
    members = {entity: caption_members(snapshot, entity) for entity in sorted(set(entities))}
    asked = [mention for each in members.values() for mention in each]
    stored = store.mentions(asked, snapshot.viewer, snapshot.commit)
    found = {mention.id: mention for mention in stored if mention is not None}
    return {
        entity: caption(kind_of(snapshot, entity), [found[m] for m in each if m in found])
        for entity, each in members.items()
    }


def mentions_at(store: EvidenceReader, snapshot: Snapshot, rows: Ints) -> dict[int, StoredMention]:
    """Mention row to what the store holds of it, read `READ_MAX` at a time."""
    ids = [MentionId(name) for name in hex_of(snapshot.mention_id[rows])]
    found: dict[int, StoredMention] = {}
    for at in range(0, len(ids), READ_MAX):
        stored = store.mentions(ids[at : at + READ_MAX], snapshot.viewer, snapshot.commit)
        some = zip(rows[at : at + READ_MAX].tolist(), stored, strict=True)
        found |= {row: each for row, each in some if each is not None}
    return found


def records(
    store: EvidenceReader, snapshot: Snapshot, ids: Iterable[RecordId]
) -> dict[RecordId, StoredRecord]:
    """The records that the snapshot's viewer sees, by id."""
    asked: Sequence[RecordId] = sorted(set(ids))
    stored = store.records(asked, snapshot.viewer, snapshot.commit)
    return {record.id: record for record in stored if record is not None}


def days(start: int, end: int) -> str:
    """A time span in seconds since 1970 as people write it; "" where nothing is known.

    >>> days(1790121600, 1790207999)
    '2026-09-23'
    """
    first = "" if start <= UNKNOWN_START else _day(start)
    last = "" if end >= UNKNOWN_END else _day(end)
    if first == last:
        return first
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}"


def _day(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).date().isoformat()
