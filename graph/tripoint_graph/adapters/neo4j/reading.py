"""Point reads and paging: records, mentions and claims as one viewer may see them."""

from collections.abc import Sequence
from typing import Any

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.ids import Ids
from tripoint_graph.model import ClaimId, MentionId, Record, RecordId
from tripoint_graph.ports import StoredClaim, StoredMention, StoredRecord, StoredVersion
from tripoint_graph.wire import load_handling, load_record, moment_of

RECORD = """r.id AS id, r.source AS source, r.source_key AS source_key, r.version AS version,
    r.withdrawn AS withdrawn, r.body AS body, handling.body AS handling"""

RECORDS = f"""
    UNWIND $ids AS asked
    MATCH (r:Record {{id: asked}}) WHERE {VISIBLE}
    MATCH (handling:Handling {{code: r.handling}})
    MATCH (c:Commit {{number: r.added}})
    RETURN {RECORD}, c.at AS at, {SPEAKS} AS speaks"""

PAGE = f"""
    MATCH (r:Record) USING INDEX r:Record(id) WHERE r.id > $after AND {VISIBLE} AND {SPEAKS}
    WITH r ORDER BY r.id LIMIT $limit
    MATCH (handling:Handling {{code: r.handling}})
    MATCH (c:Commit {{number: r.added}})
    RETURN {RECORD}, c.at AS at, true AS speaks ORDER BY id"""

# Grouped by record: what many mentions of one record share travels once.
MENTIONS = f"""
    UNWIND $ids AS asked
    MATCH (m:Mention {{id: asked}})-[:STANDS_IN]->(r:Record) WHERE {VISIBLE} AND {SPEAKS}
    WITH r, collect([m.id, m.position]) AS found
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {RECORD}, found"""

CLAIMS = f"""
    UNWIND $ids AS asked
    MATCH (s:Mention)-[c:CLAIM {{id: asked}}]->(t:Mention)
    MATCH (s)-[:STANDS_IN]->(r:Record) WHERE {VISIBLE} AND {SPEAKS}
    WITH r, collect([c.id, c.position, s.id, t.id]) AS found
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {RECORD}, found"""

_VERSION = """r.id AS id, r.source_key AS source_key, r.version AS version,
    r.withdrawn AS withdrawn, right(r.rank, 64) AS content, handling.body AS handling,
    r.added AS added"""
VERSIONS_OF_KEYS = f"""
    MATCH (h:Head {{name: 'tripoint'}}) WITH h.number AS head
    UNWIND $keys AS asked
    MATCH (r:Record {{key: asked}}) WHERE r.added <= head
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {_VERSION}"""
VERSIONS_OF_SOURCE = f"""
    MATCH (h:Head {{name: 'tripoint'}}) WITH h.number AS head
    MATCH (r:Record) WHERE r.source = $source AND r.added <= head
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {_VERSION}"""


def records(
    tx: ManagedTransaction, rights: Rights, ids: Sequence[RecordId]
) -> list[StoredRecord | None]:
    """One answer per id, in the order asked."""
    found = {s.id: s for s in map(_stored, tx.run(RECORDS, rights.bind(ids=_each_once(ids))))}
    return [found.get(id) for id in ids]


def page(
    tx: ManagedTransaction, rights: Rights, after: RecordId | None, limit: int
) -> list[StoredRecord]:
    """Speaking records in the order of their ids, after one id."""
    return [_stored(row) for row in tx.run(PAGE, rights.bind(after=after or "", limit=limit))]


def mentions(
    tx: ManagedTransaction, rights: Rights, ids: Sequence[MentionId]
) -> list[StoredMention | None]:
    """One answer per id, in the order asked, as the speaking records have them."""
    found = {}
    for row in tx.run(MENTIONS, rights.bind(ids=_each_once(ids))):
        record = record_of(row)
        for id, place in row["found"]:
            found[id] = StoredMention(id, row["id"], record.mentions[place])
    return [found.get(id) for id in ids]


def claims(
    tx: ManagedTransaction, rights: Rights, ids: Sequence[ClaimId]
) -> list[StoredClaim | None]:
    """One answer per id, in the order asked, where their records speak."""
    found = {}
    for row in tx.run(CLAIMS, rights.bind(ids=_each_once(ids))):
        record = record_of(row)
        for id, place, source, target in row["found"]:
            found[id] = StoredClaim(id, row["id"], source, target, record.claims[place])
    return [found.get(id) for id in ids]


def versions(
    tx: ManagedTransaction, ids: Ids, source: str, keys: Sequence[str] | None
) -> list[StoredVersion]:
    """Every version of some keys of a source, or of all, by key and rank."""
    if keys is None:
        rows = tx.run(VERSIONS_OF_SOURCE, source=source)
    else:
        rows = tx.run(VERSIONS_OF_KEYS, keys=[ids.source_key(source, key) for key in set(keys)])
    found = [
        StoredVersion(**{**row.data(), "handling": load_handling(row["handling"])}) for row in rows
    ]
    return sorted(found, key=lambda each: (each.source_key, each.rank))


def record_of(row: Any) -> Record:  # noqa: ANN401 - a row of `RECORD`'s values, by name
    """The record of a row."""
    return load_record(
        row["source"],
        row["source_key"],
        row["body"],
        version=row["version"],
        handling=load_handling(row["handling"]),
        withdrawn=row["withdrawn"],
    )


def _stored(row: Any) -> StoredRecord:  # noqa: ANN401 - a row of `RECORD`'s values, by name
    return StoredRecord(
        RecordId(row["id"]), record_of(row), moment_of(row["at"]), bool(row["speaks"])
    )


def _each_once(ids: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(ids))
