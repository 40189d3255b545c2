"""Looks for anything wrong inside a store: whether its nodes follow from its records."""

from collections.abc import Iterator
from typing import Any

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j import commits, naming, reading, writing
from tripoint_graph.adapters.neo4j.naming import Codes
from tripoint_graph.errors import InvalidEvidence
from tripoint_graph.ids import Ids
from tripoint_graph.rows import Derivation, admitted

COUNTED = """
    MATCH (r:Record) RETURN count(r) AS records, coalesce(max(r.number), -1) + 1 AS numbers"""
STRAY = """
    MATCH (m:Mention) WHERE NOT (m)-[:STANDS_IN]->(:Record) RETURN count(m) AS number"""
RECORDS = f"""
    MATCH (r:Record) USING INDEX r:Record(number) WHERE r.number >= 0 AND r.added <= $head
    OPTIONAL MATCH (handling:Handling {{code: r.handling}})
    RETURN {reading.RECORD}, r.key AS key, r.rank AS rank, r.number AS number,
        r.probability AS probability, r.handling AS code,
        r.mentions AS mentions, r.claims AS claims, r.rules AS rules,
        COLLECT {{ MATCH (m:Mention)-[:STANDS_IN]->(r)
            RETURN [m.id, m.kind, coalesce(m.text, m.long_text), m.position] ORDER BY m.position
        }} AS mention_rows,
        COLLECT {{ MATCH (s:Mention)-[:STANDS_IN]->(r) MATCH (s)-[c:CLAIM]->(t:Mention)
            RETURN [c.id, c.type, s.position, t.position, c.position] ORDER BY c.position
        }} AS claim_rows
    ORDER BY r.number"""


def check(tx: ManagedTransaction, ids: Ids) -> list[str]:
    """Everything wrong, in words; empty when all is well."""
    wrong = []
    counted = tx.run(COUNTED).single(strict=True)
    if counted["records"] != counted["numbers"]:
        wrong.append(f"of {counted['numbers']} records only {counted['records']} are there")
    if stray := tx.run(STRAY).single(strict=True)["number"]:
        wrong.append(f"{stray} mentions belong to no record")
    head = commits.head(tx).number
    handlings = Codes(tx, naming.HANDLINGS, naming.ADD_HANDLINGS)
    rules = Codes(tx, naming.RULES, naming.ADD_RULES)
    return wrong + [
        said for row in tx.run(RECORDS, head=head) for said in _wrong_in(row, ids, handlings, rules)
    ]


def _wrong_in(row: Any, ids: Ids, handlings: Codes, rules: Codes) -> Iterator[str]:  # noqa: ANN401 - a row of `RECORDS`, by name
    where = f"record {row['source_key']!r} of source {row['source']!r}"
    if row["handling"] is None:
        yield f"{where}: its handling is not there"
        return
    try:
        ((id, said),) = admitted(ids, [reading.record_of(row)]).items()
    except InvalidEvidence as error:
        yield str(error)
        return
    *right, mentions, claims = writing.row_of(
        Derivation(ids).rows_of(id, *said), row["number"], handlings, rules
    )
    names = ("id", "key", "rank", "number", "code", "source", "source_key", "version", "withdrawn",
             "probability", "body", "mentions", "claims", "rules")  # fmt: skip
    if any(row[name] != value for name, value in zip(names, right, strict=True)):
        yield f"{where}: is not what was stored under its id"
    if row["mention_rows"] != mentions or row["claim_rows"] != claims:
        yield f"{where}: its mentions or claims are not those that follow from it"
