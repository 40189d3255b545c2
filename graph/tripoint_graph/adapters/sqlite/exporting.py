"""Hands all rows since a commit to snapshots, as numpy columns."""

from collections.abc import Sequence
from typing import Any

import apsw
import numpy as np

from tripoint_graph.adapters.sqlite.writing import head
from tripoint_graph.columns import LIVE, Export, Ids, ids_from_bytes
from tripoint_graph.model import Verdict
from tripoint_graph.wire import load_handling

Columns = dict[str, Any]  # names of Export fields to arrays
_VERDICTS = {str(Verdict.SAME): 1, str(Verdict.DIFFERENT): -1, str(Verdict.UNSURE): 0}


def export(db: apsw.Connection, since: int) -> Export:
    """All that changed after commit `since`."""
    rules = _names(db, "SELECT number, name FROM rule ORDER BY number")
    sources = _names(db, "SELECT number, name FROM source ORDER BY number")
    handlings = _names(db, "SELECT number, body FROM handling ORDER BY number")
    first = _first(db, "record", "added", since + 1)
    records, record_ids = _records(db, first, sources, handlings)
    mentions, mention_ids, first_mention = _mentions(db, first, record_ids)
    return Export(
        since=since,
        commit=head(db).number,
        handlings=tuple(load_handling(body) for body in handlings.values()),
        sources=tuple(sources.values()),
        rules=tuple(rules.values()),
        **records,
        **mentions,
        **_claims(db, first, record_ids, mention_ids, first_mention),
        **_rule_keys(db, rules, mentions, first_mention),
        **_judgements(db, since),
    )


def _names(db: apsw.Connection, statement: str) -> dict[int, str]:
    return dict(db.execute(statement))


def _first(db: apsw.Connection, table: str, column: str, floor: int) -> int:
    """The first row number at which a column that only grows is at least `floor`."""
    low, high = 1, int(db.execute(f"SELECT ifnull(max(number), 0) + 1 FROM {table}").get)  # noqa: S608
    statement = f"SELECT {column} FROM {table} WHERE number >= ? ORDER BY number LIMIT 1"  # noqa: S608
    while low < high:
        middle = (low + high) // 2
        if db.execute(statement, (middle,)).get >= floor:
            high = middle
        else:
            low = middle + 1
    return low


def _fetch(db: apsw.Connection, width: int, statement: str, *bound: int) -> Sequence[Any]:
    """The columns of an answer; `width` empty ones where there are no rows."""
    rows = db.execute(statement, bound).fetchall()
    return list(zip(*rows, strict=True)) if rows else [()] * width


def _codes(numbers: Sequence[int], names: dict[int, str]) -> Any:  # noqa: ANN401 - an int32 array
    """Row numbers of a naming table as positions in the list of its names."""
    place = np.zeros(max(names, default=0) + 1, np.int32)
    place[list(names)] = np.arange(len(names), dtype=np.int32)
    return place[np.array(numbers, np.int64)]


def _records(
    db: apsw.Connection, first: int, sources: dict[int, str], handlings: dict[int, str]
) -> tuple[Columns, Ids]:
    id, handling, source, probability, added, key, version, withdrawn, content = _fetch(
        db,
        9,
        "SELECT id, handling, source, probability, added, key, version, withdrawn, "
        "substr(content, 1, 16) FROM record WHERE number >= ? ORDER BY number",
        first,
    )
    ids = _ids(id)
    encoded = [text.encode() for text in version]
    return {
        "record_id": ids,
        "record_handling": _codes(handling, handlings),
        "record_source": _codes(source, sources),
        "record_probability": np.array(probability, np.float64),
        "record_added": np.array(added, np.int64),
        "record_key": _ids(key),
        "record_version": np.array(encoded, np.bytes_),
        "record_withdrawn": np.array(withdrawn, np.bool_),
        "record_content": _ids(content),
    }, ids


def _mentions(db: apsw.Connection, first: int, record_ids: Ids) -> tuple[Columns, Ids, int]:
    start = _first(db, "mention", "record", first)
    id, record, kind, atom, marks = _fetch(
        db,
        5,
        "SELECT id, record, kind, atom, marks FROM mention WHERE number >= ? ORDER BY number",
        start,
    )
    ids = _ids(id)
    return {
        "mention_id": ids,
        "mention_record": record_ids[np.array(record, np.int64) - first],
        "mention_kind": np.array(kind, np.int32),
        "mention_atom": _ids(atom),
        "mention_marks": np.array(marks, np.int64),
    }, ids, start


def _claims(
    db: apsw.Connection, first: int, record_ids: Ids, mention_ids: Ids, first_mention: int
) -> Columns:
    id, record, source, target, type, starts, ends = _fetch(
        db,
        7,
        "SELECT id, record, source, target, type, starts, ends FROM claim "
        "WHERE number >= ? ORDER BY number",
        _first(db, "claim", "record", first),
    )
    return {
        "claim_id": _ids(id),
        "claim_record": record_ids[np.array(record, np.int64) - first],
        "claim_source": mention_ids[np.array(source, np.int64) - first_mention],
        "claim_target": mention_ids[np.array(target, np.int64) - first_mention],
        "claim_type": np.array(type, np.int32),
        "claim_start": np.array(starts, np.int64),
        "claim_end": np.array(ends, np.int64),
    }


def _rule_keys(
    db: apsw.Connection, rules: dict[int, str], mentions: Columns, first_mention: int
) -> Columns:
    mention, rule, key, guard = _fetch(
        db,
        4,
        "SELECT mention, rule, key, guard FROM rule_key WHERE mention >= ? ORDER BY mention",
        first_mention,
    )
    row = np.array(mention, np.int64) - first_mention
    return {
        "rule_mention": mentions["mention_id"][row],
        "rule_record": mentions["mention_record"][row],
        "rule_key": _ids(key),
        "rule_code": _codes(rule, rules),
        "rule_guard": np.array(guard, np.int32),
    }


def _judgements(db: apsw.Connection, since: int) -> Columns:
    id, left, right, verdict, probability, starts, ends = _fetch(
        db,
        7,
        "SELECT id, left_end, right_end, verdict, probability, starts, ends "
        "FROM held CROSS JOIN judgement ON number = held.judgement "
        f"WHERE starts > ?1 OR (ends > ?1 AND ends < {LIVE}) ORDER BY number, starts",
        since,
    )
    used, judged = _fetch(
        db,
        2,
        "SELECT o.record, j.id FROM judged_on AS o CROSS JOIN judgement AS j "
        "ON j.number = o.judgement WHERE EXISTS (SELECT 1 FROM held AS h WHERE "
        f"h.judgement = j.number AND (starts > ?1 OR (ends > ?1 AND ends < {LIVE})))",
        since,
    )
    return {
        "judgement_id": _ids(id),
        "judgement_left": _ids(left),
        "judgement_right": _ids(right),
        "judgement_verdict": np.array([_VERDICTS[v] for v in verdict], np.int32),
        "judgement_probability": np.array(probability, np.float64),
        "judgement_from": np.array(starts, np.int64),
        "judgement_to": np.array(ends, np.int64),
        "judged_on": _ids(used),
        "judged_on_judgement": _ids(judged),
    }


def _ids(values: Sequence[bytes]) -> Ids:
    return ids_from_bytes(list(values))
