"""Hands everything since a commit to snapshots, as numpy columns."""

from typing import Any

import numpy as np
from neo4j import ManagedTransaction, Record, Result

from tripoint_graph.adapters.neo4j import commits, naming, packing
from tripoint_graph.columns import LIVE, Export, Ids, ids_from_hex
from tripoint_graph.model import Verdict
from tripoint_graph.wire import load_handling

RECORDS_AT_ONCE = 5_000
"""Records in one answer. They come as one row of lists, four times faster than as rows."""

RANGE = """
    MATCH (s:Store {name: 'tripoint'}) OPTIONAL MATCH (c:Commit {number: $since + 1})
    RETURN coalesce(c.first, s.records) AS first, s.records AS end"""
RECORDS = """
    MATCH (r:Record) WHERE r.number >= $start AND r.number < $end AND r.added <= $head
    RETURN collect(r.id) AS id, collect(r.key) AS key, collect(right(r.rank, 64)) AS content,
        collect(r.version) AS version, collect(r.withdrawn) AS withdrawn,
        collect(r.handling) AS handling, collect(r.source) AS source,
        collect(r.probability) AS probability, collect(r.added) AS added,
        collect(coalesce(r.mentions, $nothing)) AS mentions,
        collect(coalesce(r.claims, $nothing)) AS claims,
        collect(coalesce(r.rules, $nothing)) AS rules"""
JUDGEMENTS = """
    MATCH (j:Judgement)
    UNWIND range(0, size(j.starts) - 1) AS i
    WITH j, j.starts[i] AS starts, CASE WHEN j.ends[i] > $head THEN $live ELSE j.ends[i] END AS ends
    WHERE starts <= $head AND (starts > $since OR (ends > $since AND ends < $live))
    RETURN j.id, j.left, j.right, j.verdict, j.probability, starts, ends, j.records"""
_VERDICTS = {str(Verdict.SAME): 1, str(Verdict.DIFFERENT): -1, str(Verdict.UNSURE): 0}

Columns = dict[str, Any]  # names of Export fields to arrays


def export(tx: ManagedTransaction, since: int) -> Export:
    """All that changed after commit `since`."""
    head = commits.head(tx).number
    span = tx.run(RANGE, since=since).single(strict=True)
    sources: dict[str, int] = {}
    starts = range(span["first"], span["end"], RECORDS_AT_ONCE)
    pieces = [_records(piece(tx, start, head), sources) for start in starts or [0]]
    return Export(
        since=since,
        commit=head,
        handlings=tuple(load_handling(body) for body in naming.read_names(tx, naming.HANDLINGS)),
        sources=tuple(sources),
        rules=tuple(naming.read_names(tx, naming.RULES)),
        **{name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]},
        **_judgements(tx.run(JUDGEMENTS, since=since, head=head, live=LIVE)),
    )


def piece(tx: ManagedTransaction, start: int, head: int) -> Record:
    """`RECORDS_AT_ONCE` records from a number on, up to a commit, as lists by name."""
    end = start + RECORDS_AT_ONCE
    return tx.run(RECORDS, start=start, end=end, head=head, nothing=b"").single(strict=True)


def _records(rows: Record, sources: dict[str, int]) -> Columns:
    ids = ids_from_hex(rows["id"])
    mentions, starts = _mentions(rows["mentions"], ids)
    mention_ids = mentions["mention_id"]
    source = [sources.setdefault(name, len(sources)) for name in rows["source"]]
    return {
        "record_id": ids,
        "record_handling": np.array(rows["handling"], np.int32),
        "record_source": np.array(source, np.int32),
        "record_probability": np.array(rows["probability"], np.float64),
        "record_added": np.array(rows["added"], np.int64),
        "record_key": ids_from_hex(rows["key"]),
        "record_version": np.array([text.encode() for text in rows["version"]], np.bytes_),
        "record_withdrawn": np.array(rows["withdrawn"], np.bool_),
        "record_content": ids_from_hex([text[:32] for text in rows["content"]]),
        **mentions,
        **_claims(rows["claims"], ids, mention_ids, starts),
        **_rules(rows["rules"], ids, mention_ids, starts),
    }


def _mentions(packed: list[bytes], records: Ids) -> tuple[Columns, Any]:
    """The mentions of some records, and the place of each record's first mention."""
    rows, record = packing.unpacked(packing.MENTION, packed)
    counts = np.bincount(record, minlength=len(packed))
    return {
        "mention_id": rows["id"].astype(np.uint64),
        "mention_record": records[record],
        "mention_kind": rows["kind"].astype(np.int32),
        "mention_atom": rows["atom"].astype(np.uint64),
        "mention_marks": rows["marks"].astype(np.int64),
    }, np.cumsum(counts) - counts


def _claims(packed: list[bytes], records: Ids, mentions: Ids, starts: Any) -> Columns:  # noqa: ANN401 - ints
    rows, record = packing.unpacked(packing.CLAIM, packed)
    return {
        "claim_id": rows["id"].astype(np.uint64),
        "claim_record": records[record],
        "claim_source": mentions[starts[record] + rows["source"]],
        "claim_target": mentions[starts[record] + rows["target"]],
        "claim_type": rows["type"].astype(np.int32),
        "claim_start": rows["start"].astype(np.int64),
        "claim_end": rows["end"].astype(np.int64),
    }


def _rules(packed: list[bytes], records: Ids, mentions: Ids, starts: Any) -> Columns:  # noqa: ANN401 - ints
    rows, record = packing.unpacked(packing.RULE, packed)
    return {
        "rule_mention": mentions[starts[record] + rows["mention"]],
        "rule_record": records[record],
        "rule_key": rows["key"].astype(np.uint64),
        "rule_code": rows["code"].astype(np.int32),
        "rule_guard": rows["guard"].astype(np.int32),
    }


def _judgements(result: Result) -> Columns:
    rows = [list(row.values()) for row in result]
    columns = zip(*rows, strict=True) if rows else [()] * 8
    id, left, right, verdict, probability, starts, ends, used = columns
    # A judgement that held twice gives two rows, but what it rests on once.
    judged = {judgement: records for judgement, records in zip(id, used, strict=True)}
    return {
        "judgement_id": ids_from_hex(list(id)),
        "judgement_left": ids_from_hex(list(left)),
        "judgement_right": ids_from_hex(list(right)),
        "judgement_verdict": np.array([_VERDICTS[v] for v in verdict], np.int32),
        "judgement_probability": np.array(probability, np.float64),
        "judgement_from": np.array(starts, np.int64),
        "judgement_to": np.array(ends, np.int64),
        "judged_on": ids_from_hex([record for records in judged.values() for record in records]),
        "judged_on_judgement": ids_from_hex(
            [judgement for judgement, records in judged.items() for _ in records]
        ),
    }
