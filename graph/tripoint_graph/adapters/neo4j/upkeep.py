"""For operators: counts and digest, backup."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from neo4j import ManagedTransaction

from tripoint_graph import backup as backups
from tripoint_graph.adapters.neo4j import commits, judging, reading, running
from tripoint_graph.adapters.neo4j.packing import CLAIM, MENTION
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.digest import digest_of
from tripoint_graph.model import MentionId, RecordId, RunId
from tripoint_graph.ports import StoreInfo
from tripoint_graph.viewer import FULL
from tripoint_graph.wire import MentionName, PortableJudgement, RecordName

RECORDS_AT_ONCE = 20_000
"""Records in one answer: one row of lists comes several times faster than as many rows."""

RECORDS = "MATCH (s:Store {name: 'tripoint'}) RETURN s.records AS records"
CONTENTS = """
    MATCH (r:Record) WHERE r.number >= $start AND r.number < $end AND r.added <= $head
    RETURN collect(r.source) AS source, collect(r.source_key) AS source_key,
        collect(right(r.rank, 64)) AS content,
        sum(size(r.mentions)) AS mentions, sum(size(r.claims)) AS claims"""
LIVE_NOW = """
    MATCH (j:Judgement) WHERE any(i IN range(0, size(j.starts) - 1)
        WHERE j.starts[i] <= $head AND j.ends[i] > $head) RETURN count(j) AS number"""
ISSUES = "MATCH (n:Issue) RETURN count(n) AS number"
EVERYTHING = f"""
    MATCH (r:Record) USING INDEX r:Record(number) WHERE r.number >= 0 AND r.added <= $head
    MATCH (handling:Handling {{code: r.handling}})
    RETURN {reading.RECORD}, r.added AS added, r.run AS run ORDER BY r.number"""
MENTION_NAME = (
    """
    MATCH (m:Mention {id: $id})-[:STANDS_IN]->(r:Record)
    MATCH (handling:Handling {code: r.handling})
    RETURN """
    + reading.RECORD
    + ", m.position AS position LIMIT 1"
)
RECORD_NAME = """
    MATCH (r:Record {id: $id})
    RETURN r.source AS source, r.source_key AS source_key, right(r.rank, 64) AS content"""


def info(tx: ManagedTransaction, url: str) -> StoreInfo:
    """Counts and the content digest."""
    commit = commits.head(tx)
    counted: Counter[str] = Counter()

    def contents() -> Iterator[tuple[str, str, bytes]]:
        end = tx.run(RECORDS).single(strict=True)["records"]
        for start in range(0, end, RECORDS_AT_ONCE):
            piece = {"start": start, "end": start + RECORDS_AT_ONCE, "head": commit.number}
            row = tx.run(CONTENTS, piece).single(strict=True)
            counted["records"] += len(row["source"])
            counted["mentions"] += row["mentions"] // MENTION.itemsize
            counted["claims"] += row["claims"] // CLAIM.itemsize
            content = map(bytes.fromhex, row["content"])
            yield from zip(row["source"], row["source_key"], content, strict=True)

    digest = digest_of(contents(), portable_judgements(tx, commit.number))
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


def portable_judgements(tx: ManagedTransaction, head: int) -> Iterator[PortableJudgement]:
    """Every judgement made up to a commit, named by content, in the order they came."""
    for said, starts, ends in list(judging.everything(tx)):
        held = [
            (begins, None if ceases > head else ceases)
            for begins, ceases in zip(starts, ends, strict=True)
            if begins <= head
        ]
        if held:
            yield PortableJudgement(
                left=_mention_name(tx, said.left),
                right=_mention_name(tx, said.right),
                judgement=said,
                records=tuple(_record_name(tx, record) for record in said.records),
                held=tuple(held),
            )


def _mention_name(tx: ManagedTransaction, id: MentionId) -> MentionName:
    row = tx.run(MENTION_NAME, id=id).single()
    if row is None:
        return MentionName("", "", id)
    record = reading.record_of(row)
    return MentionName(record.source, record.source_key, record.mentions[row["position"]].key)


def _record_name(tx: ManagedTransaction, id: RecordId) -> RecordName:
    row = tx.run(RECORD_NAME, id=id).single()
    if row is None:
        return RecordName("", "", id)
    return RecordName(row["source"], row["source_key"], row["content"])


def backup(tx: ManagedTransaction, target: Path) -> None:
    """Write everything up to the head to one file."""
    backups.write(target, _items(tx))


def _items(tx: ManagedTransaction) -> Iterator[Item]:
    times = commits.times(tx)
    head = times[-1].number if times else 0
    yield from times
    for row in tx.run(EVERYTHING, head=head):
        brought_by = None if row["run"] is None else RunId(row["run"])
        yield BackedRecord(reading.record_of(row), row["added"], brought_by)
    yield from portable_judgements(tx, head)
    for run in running.runs(tx, FULL):
        yield run
        for issue in running.issues(tx, run.id, FULL):
            yield BackedIssue(run.id, issue)
