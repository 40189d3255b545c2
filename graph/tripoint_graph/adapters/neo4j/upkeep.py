"""For operators: counts and digest, backup."""

from collections.abc import Iterator
from pathlib import Path

from neo4j import ManagedTransaction

from tripoint_graph import backup as backups
from tripoint_graph.adapters.neo4j import commits, judging, reading, running
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.columns import LIVE
from tripoint_graph.digest import digest_of
from tripoint_graph.model import RunId
from tripoint_graph.ports import StoreInfo
from tripoint_graph.viewer import FULL
from tripoint_graph.wire import MentionName, PortableJudgement, RecordName

CONTENTS = """
    MATCH (r:Record) WHERE r.added <= $head
    RETURN r.source AS source, r.source_key AS source_key, right(r.rank, 64) AS content,
        size(r.mentions) AS mentions, size(r.claims) AS claims"""
COUNTS = """
    MATCH (r:Record) WHERE r.added <= $head
    OPTIONAL MATCH (m:Mention)-[:STANDS_IN]->(r)
    RETURN count(DISTINCT r) AS records, count(m) AS mentions,
        sum(COUNT { (m)-[:CLAIM]->() }) AS claims"""
LIVE_NOW = """
    MATCH (j:Judgement) WHERE any(i IN range(0, size(j.starts) - 1)
        WHERE j.starts[i] <= $head AND j.ends[i] > $head) RETURN count(j) AS number"""
ISSUES = "MATCH (n:Issue) RETURN count(n) AS number"
EVERYTHING = f"""
    MATCH (r:Record) USING INDEX r:Record(number) WHERE r.number >= 0 AND r.added <= $head
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {reading.RECORD}, r.added AS added, r.run AS run ORDER BY r.number"""
MENTION_NAME = """
    MATCH (m:Mention {id: $id})-[:STANDS_IN]->(r:Record)
    MATCH (handling:Handling {code: r.handling})
    RETURN """ + reading.RECORD + ", m.position AS position LIMIT 1"
RECORD_NAME = """
    MATCH (r:Record {id: $id})
    RETURN r.source AS source, r.source_key AS source_key, right(r.rank, 64) AS content"""


def info(tx: ManagedTransaction, url: str) -> StoreInfo:
    """Counts and the content digest."""
    commit = commits.head(tx)
    counted = tx.run(COUNTS, head=commit.number).single(strict=True)
    contents = tx.run(CONTENTS, head=commit.number)
    digest = digest_of(
        ((r["source"], r["source_key"], bytes.fromhex(r["content"])) for r in contents),
        portable_judgements(tx, commit.number),
    )
    return StoreInfo(
        url=url,
        records=counted["records"],
        mentions=counted["mentions"],
        claims=counted["claims"],
        judgements=tx.run(LIVE_NOW, head=commit.number).single(strict=True)["number"],
        issues=tx.run(ISSUES).single(strict=True)["number"],
        commit=commit,
        digest=digest,
    )
