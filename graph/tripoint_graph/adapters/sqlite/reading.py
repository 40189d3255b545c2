"""Point reads and paging: records, mentions and claims as one viewer may see them."""

from collections.abc import Iterator, Sequence
from typing import Any

import apsw
import orjson

from tripoint_graph.adapters.sqlite.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.adapters.sqlite.schema import has_id
from tripoint_graph.ids import Ids
from tripoint_graph.model import ClaimId, MentionId, Record, RecordId
from tripoint_graph.ports import StoredClaim, StoredMention, StoredRecord, StoredVersion
from tripoint_graph.wire import load_handling, load_record, moment_of

_RECORD = "s.name, r.source_key, r.version, h.body, r.withdrawn, b.body"
_JOINS = """
    CROSS JOIN record_body AS b ON b.number = r.number
    CROSS JOIN source AS s ON s.number = r.source
    CROSS JOIN handling AS h ON h.number = r.handling
"""

# CROSS JOIN keeps the order of the loops as written: ids asked for, then their rows by index.
RECORDS = f"""
    SELECT r.id, {_RECORD}, c.at, {SPEAKS}
    FROM json_each(:ids) AS asked
    CROSS JOIN record AS r ON r.id = unhex(asked.value)
    {_JOINS} CROSS JOIN commit_log AS c ON c.number = r.added
    WHERE {VISIBLE}"""

MENTIONS = f"""
    SELECT m.id, r.id, m.position, {_RECORD}
    FROM json_each(:ids) AS asked
    CROSS JOIN mention AS m INDEXED BY mention_by_id ON {has_id("m", "unhex(asked.value)")}
    CROSS JOIN record AS r ON r.number = m.record {_JOINS}
    WHERE {VISIBLE} AND {SPEAKS}"""

CLAIMS = f"""
    SELECT c.id, r.id, c.position, f.id, t.id, {_RECORD}
    FROM json_each(:ids) AS asked
    CROSS JOIN claim AS c INDEXED BY claim_by_id ON {has_id("c", "unhex(asked.value)")}
    CROSS JOIN record AS r ON r.number = c.record {_JOINS}
    CROSS JOIN mention AS f ON f.number = c.source
    CROSS JOIN mention AS t ON t.number = c.target
    WHERE {VISIBLE} AND {SPEAKS}"""

PAGE = f"""
    SELECT r.id, {_RECORD}, c.at, 1
    FROM record AS r INDEXED BY sqlite_autoindex_record_1
    {_JOINS} CROSS JOIN commit_log AS c ON c.number = r.added
    WHERE r.id > :after AND {VISIBLE} AND {SPEAKS}
    ORDER BY r.id LIMIT :limit"""

_VERSION = "r.id, r.source_key, r.version, r.withdrawn, r.content, h.body, r.added"
VERSIONS_OF_KEYS = f"""
    SELECT {_VERSION}
    FROM json_each(?) AS asked
    CROSS JOIN record AS r INDEXED BY record_by_key ON r.key = unhex(asked.value)
    CROSS JOIN handling AS h ON h.number = r.handling"""
VERSIONS_OF_SOURCE = f"""
    SELECT {_VERSION}
    FROM source AS s CROSS JOIN record AS r ON r.source = s.number
    CROSS JOIN handling AS h ON h.number = r.handling
    WHERE s.name = ?"""

EVERYTHING = f"""
    SELECT {_RECORD}, r.added, b.run FROM record AS r {_JOINS} ORDER BY r.number"""


def records(
    db: apsw.Connection, rights: Rights, ids: Sequence[RecordId]
) -> list[StoredRecord | None]:
    """One answer per id, in the order asked."""
    found = {
        stored.id: stored
        for stored in map(_stored, db.execute(RECORDS, rights.bind(ids=_ids(ids))))
    }
    return [found.get(id) for id in ids]


def page(
    db: apsw.Connection, rights: Rights, after: RecordId | None, limit: int
) -> list[StoredRecord]:
    """Speaking records in the order of their ids, after one id."""
    bound = rights.bind(after=bytes.fromhex(after or ""), limit=limit)
    return [_stored(row) for row in db.execute(PAGE, bound)]


def mentions(
    db: apsw.Connection, rights: Rights, ids: Sequence[MentionId]
) -> list[StoredMention | None]:
    """One answer per id, in the order asked, as the speaking records have them."""
    found = {}
    for row in db.execute(MENTIONS, rights.bind(ids=_ids(ids))):
        id, record, position = MentionId(row[0].hex()), RecordId(row[1].hex()), row[2]
        found[id] = StoredMention(id, record, _record(row[3:]).mentions[position])
    return [found.get(id) for id in ids]


def claims(db: apsw.Connection, rights: Rights, ids: Sequence[ClaimId]) -> list[StoredClaim | None]:
    """One answer per id, in the order asked, where their records speak."""
    found = {}
    for row in db.execute(CLAIMS, rights.bind(ids=_ids(ids))):
        id, record, position = ClaimId(row[0].hex()), RecordId(row[1].hex()), row[2]
        source, target = MentionId(row[3].hex()), MentionId(row[4].hex())
        claim = _record(row[5:]).claims[position]
        found[id] = StoredClaim(id, record, source, target, claim)
    return [found.get(id) for id in ids]


def versions(
    db: apsw.Connection, ids: Ids, source: str, keys: Sequence[str] | None
) -> list[StoredVersion]:
    """Every version of some keys of a source, or of all, by key and rank."""
    if keys is None:
        rows = db.execute(VERSIONS_OF_SOURCE, (source,))
    else:
        rows = db.execute(VERSIONS_OF_KEYS, (_ids([ids.source_key(source, key) for key in keys]),))
    found = [
        StoredVersion(
            RecordId(id.hex()),
            key,
            version,
            bool(withdrawn),
            content.hex(),
            load_handling(handling),
            added,
        )
        for id, key, version, withdrawn, content, handling, added in rows
    ]
    return sorted(found, key=lambda each: (each.source_key, each.rank))


def everything(db: apsw.Connection) -> Iterator[tuple[Record, int, bytes | None]]:
    """Every record in the order it came, its commit, and the run that brought it."""
    for *row, added, run in db.execute(EVERYTHING):
        yield _record(row), added, run


def _stored(row: tuple[Any, ...]) -> StoredRecord:
    id, *record, at, speaks = row
    return StoredRecord(RecordId(id.hex()), _record(record), moment_of(at), bool(speaks))


def _record(row: Sequence[Any]) -> Record:
    source, source_key, version, handling, withdrawn, body = row
    return load_record(
        source,
        source_key,
        body,
        version=version,
        handling=load_handling(handling),
        withdrawn=bool(withdrawn),
    )


def _ids(ids: Sequence[str]) -> str:
    return orjson.dumps(list(dict.fromkeys(ids))).decode()
