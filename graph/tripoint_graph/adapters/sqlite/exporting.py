"""Hands all rows since a commit to snapshots, as numpy columns."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

import apsw
import numpy as np

from tripoint_graph.adapters.sqlite.writing import head
from tripoint_graph.columns import (
    LIVE,
    Export,
    Flags,
    Floats,
    Ids,
    Ints,
    Longs,
    Texts,
    ids_from_bytes,
)
from tripoint_graph.model import Verdict
from tripoint_graph.wire import load_handling

PIECE = 50_000
"""Rows held as Python values at once."""
Make = Callable[[Sequence[Any]], Any]  # values of one column -> its array
Columns = dict[str, Any]  # names of Export fields to arrays
_VERDICTS = {str(Verdict.SAME): 1, str(Verdict.DIFFERENT): -1, str(Verdict.UNSURE): 0}


def export(db: apsw.Connection, since: int) -> Export:
    """All that changed after commit `since`."""
    rules = _names(db, "SELECT number, name FROM rule ORDER BY number")
    sources = _names(db, "SELECT number, name FROM source ORDER BY number")
    handlings = _names(db, "SELECT number, body FROM handling ORDER BY number")
    first_record = _first(db, "record", "added", since + 1)
    first_mention = _first(db, "mention", "record", first_record)
    records = _records(db, first_record, sources, handlings)
    mentions = _mentions(db, first_mention, first_record, records["record_id"])
    return Export(
        since=since,
        commit=head(db).number,
        handlings=tuple(load_handling(body) for body in handlings.values()),
        sources=tuple(sources.values()),
        rules=tuple(rules.values()),
        **records,
        **mentions,
        **_claims(db, first_record, records["record_id"], first_mention, mentions["mention_id"]),
        **_rule_keys(db, rules, first_mention, mentions),
        **_judgements(db, since),
    )


def _names(db: apsw.Connection, statement: str) -> dict[int, str]:
    return dict(db.execute(statement))


def _first(db: apsw.Connection, table: str, column: str, floor: int) -> int:
    """The first row number at which a column that only grows is at least `floor`."""
    low, high = 1, int(db.execute(f"SELECT ifnull(max(number), 0) + 1 FROM {table}").get)
    statement = f"SELECT {column} FROM {table} WHERE number >= ? ORDER BY number LIMIT 1"
    while low < high:
        middle = (low + high) // 2
        if db.execute(statement, (middle,)).get >= floor:
            high = middle
        else:
            low = middle + 1
    return low


def _fetch(
    db: apsw.Connection, table: str, columns: Mapping[str, Make], *, where: str, since: int
) -> list[Any]:
    """Columns of a table as arrays, made piece by piece so that few Python values live at once.

    Args:
        db: the connection.
        table: what to select from.
        columns: expression to how its values become an array.
        where: the condition and order, with `since` as its first parameter.
        since: its value.
    """
    rows = db.execute(f"SELECT {', '.join(columns)} FROM {table} WHERE {where}", (since,))
    makers = list(columns.values())
    pieces = [[make([]) for make in makers]]
    while piece := list(islice(rows, PIECE)):
        pieces.append([m(c) for m, c in zip(makers, zip(*piece, strict=True), strict=True)])
    return [np.concatenate(column) for column in zip(*pieces, strict=True)]


def _codes(numbers: Longs, names: dict[int, str]) -> Ints:
    """Row numbers of a naming table as positions in the list of its names."""
    place = np.zeros(max(names, default=0) + 1, np.int32)
    place[list(names)] = np.arange(len(names), dtype=np.int32)
    return place[numbers]


def _records(
    db: apsw.Connection, first: int, sources: dict[int, str], handlings: dict[int, str]
) -> Columns:
    id, handling, source, probability, added, key, version, withdrawn, content = _fetch(
        db,
        "record",
        {
            "id": _ids,
            "handling": _longs,
            "source": _longs,
            "probability": _floats,
            "added": _longs,
            "key": _ids,
            "version": _texts,
            "withdrawn": _flags,
            "substr(content, 1, 16)": _ids,
        },
        where="number >= ? ORDER BY number",
        since=first,
    )
    return {
        "record_id": id,
        "record_handling": _codes(handling, handlings),
        "record_source": _codes(source, sources),
        "record_probability": probability,
        "record_added": added,
        "record_key": key,
        "record_version": version,
        "record_withdrawn": withdrawn,
        "record_content": content,
    }


def _mentions(db: apsw.Connection, first: int, first_record: int, record_ids: Ids) -> Columns:
    id, record, kind, atom, marks = _fetch(
        db,
        "mention",
        {"id": _ids, "record": _longs, "kind": _ints, "atom": _ids, "marks": _longs},
        where="number >= ? ORDER BY number",
        since=first,
    )
    return {
        "mention_id": id,
        "mention_record": record_ids[record - first_record],
        "mention_kind": kind,
        "mention_atom": atom,
        "mention_marks": marks,
    }


def _claims(
    db: apsw.Connection, first_record: int, record_ids: Ids, first_mention: int, mention_ids: Ids
) -> Columns:
    id, record, source, target, type, starts, ends = _fetch(
        db,
        "claim",
        {
            "id": _ids,
            "record": _longs,
            "source": _longs,
            "target": _longs,
            "type": _ints,
            "starts": _longs,
            "ends": _longs,
        },
        where="number >= ? ORDER BY number",
        since=_first(db, "claim", "record", first_record),
    )
    return {
        "claim_id": id,
        "claim_record": record_ids[record - first_record],
        "claim_source": mention_ids[source - first_mention],
        "claim_target": mention_ids[target - first_mention],
        "claim_type": type,
        "claim_start": starts,
        "claim_end": ends,
    }


def _rule_keys(
    db: apsw.Connection, rules: dict[int, str], first_mention: int, mentions: Columns
) -> Columns:
    mention, rule, key, guard = _fetch(
        db,
        "rule_key",
        {"mention": _longs, "rule": _longs, "key": _ids, "guard": _ints},
        where="mention >= ? ORDER BY mention",
        since=first_mention,
    )
    row = mention - first_mention
    return {
        "rule_mention": mentions["mention_id"][row],
        "rule_record": mentions["mention_record"][row],
        "rule_key": key,
        "rule_code": _codes(rule, rules),
        "rule_guard": guard,
    }


def _judgements(db: apsw.Connection, since: int) -> Columns:
    changed = f"(h.starts > ?1 OR (h.ends > ?1 AND h.ends < {LIVE}))"
    id, left, right, verdict, probability, starts, ends = _fetch(
        db,
        "held AS h CROSS JOIN judgement AS j ON j.number = h.judgement",
        {
            "j.id": _ids,
            "j.left_end": _ids,
            "j.right_end": _ids,
            "j.verdict": _verdicts,
            "j.probability": _floats,
            "h.starts": _longs,
            "h.ends": _longs,
        },
        where=f"{changed} ORDER BY j.number, h.starts",
        since=since,
    )
    used, judged = _fetch(
        db,
        "judged_on AS o CROSS JOIN judgement AS j ON j.number = o.judgement",
        {"o.record": _ids, "j.id": _ids},
        where=f"EXISTS (SELECT 1 FROM held AS h WHERE h.judgement = j.number AND {changed})",
        since=since,
    )
    return {
        "judgement_id": id,
        "judgement_left": left,
        "judgement_right": right,
        "judgement_verdict": verdict,
        "judgement_probability": probability,
        "judgement_from": starts,
        "judgement_to": ends,
        "judged_on": used,
        "judged_on_judgement": judged,
    }


def _ids(values: Sequence[bytes]) -> Ids:
    return ids_from_bytes(list(values))


def _ints(values: Sequence[int]) -> Ints:
    return np.array(values, np.int32)


def _longs(values: Sequence[int]) -> Longs:
    return np.array(values, np.int64)


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, np.float64)


def _flags(values: Sequence[int]) -> Flags:
    return np.array(values, np.bool_)


def _texts(values: Sequence[str]) -> Texts:
    return np.array([value.encode() for value in values], np.bytes_)


def _verdicts(values: Sequence[str]) -> Ints:
    return np.array([_VERDICTS[value] for value in values], np.int32)
