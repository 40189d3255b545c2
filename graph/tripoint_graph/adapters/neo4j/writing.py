"""Adds records: one query writes a piece of a batch, while the next piece is being prepared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j import naming
from tripoint_graph.adapters.neo4j.naming import Codes, Numbering
from tripoint_graph.adapters.neo4j.packing import pack_claims, pack_mentions, pack_rules
from tripoint_graph.ids import Ids
from tripoint_graph.model import Record, RecordId, RunId
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.rows import Derivation, RecordRows
from tripoint_graph.wire import dump_body, dump_handling

PIECE = 1_000
"""Records in one query, at most: prepared while the server writes the piece before."""

PIECE_ROWS = 10_000
"""Records, mentions and claims in one query, at most, where one record has no more: what a query
holds in the server's memory beside the transaction does not grow with the batch."""

KNOWN = """
    UNWIND $keys AS key MATCH (r:Record {key: key})
    RETURN key, collect(r.id) AS ids, max(r.rank) AS rank"""

# Rows are lists, not maps: names would travel with every row. Everything in them is new, so
# nothing is looked up: the ends of a claim are places in its record's list of mentions.
CREATE = """
    UNWIND $rows AS row
    CREATE (r:Record {id: row[0], key: row[1], rank: row[2], number: row[3], handling: row[4],
        added: $added, source: row[5], source_key: row[6], version: row[7], withdrawn: row[8],
        probability: row[9], body: row[10], run: $run,
        mentions: row[11], claims: row[12], rules: row[13]})
    WITH r, row
    CALL (r, row) {
        UNWIND row[14] AS m
        CREATE (x:Mention {id: m[0], kind: m[1], text: m[2], position: m[3]})-[:STANDS_IN]->(r)
        RETURN collect(x) AS ends }
    WITH ends, row WHERE size(row[15]) > 0
    UNWIND row[15] AS c
    WITH ends[c[2]] AS source, ends[c[3]] AS target, c
    CREATE (source)-[:CLAIM {id: c[0], type: c[1], position: c[4]}]->(target)"""

# A text index takes no value above 32 KiB; what is longer is found by reading those few mentions.
INDEXED_MAX = 32_000
"""Bytes of all searchable values of one mention, at most, that the index takes."""
ADD_LONG = """
    UNWIND $rows AS row
    MATCH (m:Mention {id: row[0]})-[:STANDS_IN]->(:Record {id: row[1]})
    SET m:LongText, m.long_text = row[2]"""

_KINDS = tuple(ONTOLOGY.kinds)
_LINKS = tuple(ONTOLOGY.links)


class Held(NamedTuple):
    """What a store holds under some source keys: record ids, and the rank that speaks by key."""

    ids: set[str]
    rank: dict[str, str]


def rank(version: str, withdrawn: bool, content: bytes) -> str:
    """A text that sorts as (version, withdrawn, content) does: a version holds no NUL.

    >>> rank("1", False, b"z") < rank("1", True, b"a") < rank("10", False, b"a")
    True
    """
    return f"{version.encode().hex()}00{int(withdrawn)}{content.hex()}"


def held(tx: ManagedTransaction, keys: Iterable[str]) -> Held:
    """What the store holds of some source keys."""
    ids: set[str] = set()
    ranks: dict[str, str] = {}
    for row in tx.run(KNOWN, keys=list(keys)):
        ids.update(row["ids"])
        ranks[row["key"]] = row["rank"]
    return Held(ids, ranks)


def outranked(
    before: Held, keys: Sequence[str], new: Sequence[tuple[Record, bytes]]
) -> tuple[int, int]:
    """How many keys are spoken for by one of the new records, but were by another; and how many
    new records do not speak because of what spoke before.
    """
    beside = [
        (key, rank(record.version, record.withdrawn, content) > before.rank[key])
        for key, (record, content) in zip(keys, new, strict=True)
        if key in before.rank
    ]
    return len({key for key, above in beside if above}), sum(not above for _, above in beside)


class Batch(NamedTuple):
    """Records that a store does not hold yet, to be added under one commit.

    Attributes:
        records: each with its content hash, by id.
        added: the commit.
        first: the number of the first record.
        run: the run that brought them, if any.
    """

    records: Mapping[RecordId, tuple[Record, bytes]]
    added: int
    first: int
    run: RunId | None


def insert(tx: ManagedTransaction, ids: Ids, batch: Batch) -> None:
    """Add a batch; the transaction has its turn to write."""
    handlings = Codes(tx, naming.HANDLINGS, naming.ADD_HANDLINGS)
    rules = Codes(tx, naming.RULES, naming.ADD_RULES)
    records, derive = list(batch.records.items()), Derivation(ids).rows_of

    def prepare(piece: range) -> list[list[Any]]:
        return [
            row_of(derive(id, *said), batch.first + at, handlings, rules)
            for at, (id, said) in ((at, records[at]) for at in piece)
        ]

    for rows in _one_ahead(prepare, list(pieces([record for _, (record, _) in records]))):
        long = _long_texts(rows)
        tx.run(CREATE, rows=rows, added=batch.added, run=batch.run).consume()
        if long:
            tx.run(ADD_LONG, rows=long).consume()
    handlings.save()
    rules.save()


def pieces(records: Sequence[Record]) -> Iterator[range]:
    """Places of the records of each query: `PIECE` records and `PIECE_ROWS` rows at most, and
    where one record alone has more rows, that record alone.
    """
    start = rows = 0
    for at, record in enumerate(records):
        more = 1 + len(record.mentions) + len(record.claims)
        if at > start and (at - start == PIECE or rows + more > PIECE_ROWS):
            yield range(start, at)
            start, rows = at, 0
        rows += more
    if records:
        yield range(start, len(records))


def row_of(rows: RecordRows, number: int, handlings: Numbering, rules: Numbering) -> list[Any]:
    """One record as `CREATE` takes it; null for what is empty costs no room."""
    record = rows.record
    return [
        rows.id,
        rows.key,
        rank(record.version, record.withdrawn, rows.content),
        number,
        handlings[dump_handling(record.handling)],
        record.source,
        record.source_key,
        record.version,
        record.withdrawn,
        record.grade.probability,
        dump_body(record).decode(),
        pack_mentions(rows) or None,
        pack_claims(rows) or None,
        pack_rules(rows, rules) or None,
        mention_rows(rows),
        claim_rows(rows),
    ]


def mention_rows(rows: RecordRows) -> list[list[Any]]:
    """(id, kind, searchable values one a line, place) of each mention."""
    return [
        [m.id, _KINDS[m.kind], "\n".join(sorted(m.texts)) or None, place]
        for place, m in enumerate(rows.mentions)
    ]


def claim_rows(rows: RecordRows) -> list[list[Any]]:
    """(id, type, places of source and target, place) of each claim."""
    return [
        [c.id, _LINKS[c.type], c.source, c.target, place] for place, c in enumerate(rows.claims)
    ]


def _one_ahead(
    prepare: Callable[[range], list[list[Any]]], pieces: Sequence[range]
) -> Iterator[list[list[Any]]]:
    with ThreadPoolExecutor(1, "tripoint-rows") as thread:
        coming = thread.submit(prepare, pieces[0])
        for piece in pieces[1:]:
            ready = coming.result()
            coming = thread.submit(prepare, piece)
            yield ready
        yield coming.result()


def _long_texts(rows: Sequence[list[Any]]) -> list[list[str]]:
    """Take the texts that the index refuses out of rows: (mention, record, text) of each."""
    found = []
    for row in rows:
        for mention in row[14]:
            if mention[2] is not None and len(mention[2]) > INDEXED_MAX:
                found.append([mention[0], row[0], mention[2]])
                mention[2] = None
    return found
