"""Judgements: made, taken back, read by whoever sees all that they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.columns import LIVE
from tripoint_graph.model import Judgement, JudgementId, MentionId, RecordId, Verdict
from tripoint_graph.ports import StoredJudgement
from tripoint_graph.wire import moment_of

FIELDS = """j.id AS id, j.left AS left, j.right AS right, j.verdict AS verdict, j.by AS by,
    j.probability AS probability, j.reason AS reason, j.features AS features,
    j.records AS records"""


def _stands(end: str) -> str:
    return f"""EXISTS {{
        MATCH (m:Mention {{id: {end}}})-[:STANDS_IN]->(r:Record) WHERE {VISIBLE} AND {SPEAKS} }}"""


# A judgement holds from starts[i] until before ends[i], for each i.
ON_MENTIONS = f"""
    UNWIND $ids AS asked
    CALL (asked) {{
        MATCH (j:Judgement {{left: asked}}) RETURN j
        UNION MATCH (j:Judgement {{right: asked}}) RETURN j }}
    WITH DISTINCT j
    WITH j, [i IN range(0, size(j.starts) - 1)
             WHERE j.starts[i] <= $known AND j.ends[i] > $known | j.starts[i]] AS held
    WHERE size(held) > 0 AND {_stands("j.left")} AND {_stands("j.right")}
      AND COUNT {{ UNWIND j.records AS used MATCH (r:Record {{id: used}}) WHERE {VISIBLE} }}
        = size(j.records)
    MATCH (c:Commit {{number: held[0]}})
    RETURN {FIELDS}, c.at AS at ORDER BY id"""

HELD = """
    UNWIND $ids AS asked MATCH (j:Judgement {id: asked}) WHERE last(j.ends) = $live
    RETURN j.id AS id"""
HOLD = """
    UNWIND $rows AS row
    MERGE (j:Judgement {id: row.id})
      ON CREATE SET j += row.said, j.number = row.number, j.starts = [$commit], j.ends = [$live]
      ON MATCH SET j.starts = j.starts + $commit, j.ends = j.ends + $live"""
END = """
    UNWIND $ids AS asked MATCH (j:Judgement {id: asked})
    SET j.ends = j.ends[..-1] + $commit"""
EVERYTHING = f"""
    MATCH (j:Judgement)
    RETURN {FIELDS}, j.starts AS starts, j.ends AS ends ORDER BY j.number"""
COUNTED = "MATCH (j:Judgement) RETURN count(j) AS number"


def judgements(
    tx: ManagedTransaction, rights: Rights, mentions: Sequence[MentionId]
) -> list[StoredJudgement]:
    """Every judgement on any of these mentions that holds and may be seen, by id."""
    rows = tx.run(ON_MENTIONS, rights.bind(ids=list(dict.fromkeys(mentions))))
    return [
        StoredJudgement(JudgementId(row["id"]), judgement_of(row), moment_of(row["at"]))
        for row in rows
    ]


def judgement_of(row: Any) -> Judgement:  # noqa: ANN401 - a row of `FIELDS`, by name
    """The judgement of a row."""
    return Judgement(
        left=MentionId(row["left"]),
        right=MentionId(row["right"]),
        verdict=Verdict(row["verdict"]),
        by=row["by"],
        probability=row["probability"],
        reason=row["reason"],
        features=orjson.loads(row["features"]),
        records=tuple(RecordId(record) for record in row["records"]),
    )


def held_among(tx: ManagedTransaction, ids: Sequence[JudgementId]) -> set[JudgementId]:
    """Those of some judgements that hold now; the caller has its turn to write."""
    return {JudgementId(row["id"]) for row in tx.run(HELD, ids=list(ids), live=LIVE)}


def hold(tx: ManagedTransaction, judgements: Mapping[JudgementId, Judgement], commit: int) -> None:
    """Let judgements that do not hold begin to, at a commit."""
    number = tx.run(COUNTED).single(strict=True)["number"]
    rows = [
        {"id": id, "number": number + at, "said": said_of(judgement)}
        for at, (id, judgement) in enumerate(judgements.items())
    ]
    tx.run(HOLD, rows=rows, commit=commit, live=LIVE).consume()


def end(tx: ManagedTransaction, ids: Sequence[JudgementId], commit: int) -> None:
    """Let judgements that hold cease to, at a commit."""
    tx.run(END, ids=list(ids), commit=commit).consume()


def everything(tx: ManagedTransaction) -> Iterator[tuple[Judgement, list[int], list[int]]]:
    """Every judgement ever made, in the order they came, with when it began and ceased to hold."""
    for row in tx.run(EVERYTHING):
        yield judgement_of(row), row["starts"], row["ends"]


def said_of(judgement: Judgement) -> dict[str, Any]:
    """A judgement as its node keeps it."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": str(judgement.verdict),
        "by": judgement.by,
        "probability": judgement.probability,
        "reason": judgement.reason,
        "features": orjson.dumps(dict(judgement.features)).decode(),
        "records": sorted(set(judgement.records)),
    }
