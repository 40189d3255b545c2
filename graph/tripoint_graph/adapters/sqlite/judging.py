"""Judgements: made, taken back, read by whoever sees all that they rest on."""

from collections.abc import Mapping, Sequence

import apsw
import orjson

from tripoint_graph.adapters.sqlite.rights import SPEAKS, VISIBLE, Rights
from tripoint_graph.adapters.sqlite.schema import has_id
from tripoint_graph.columns import LIVE
from tripoint_graph.model import Judgement, JudgementId, MentionId, RecordId, Verdict
from tripoint_graph.ports import StoredJudgement
from tripoint_graph.wire import moment_of

FIELDS = """j.id, j.left_end, j.right_end, j.verdict, j.probability, j.judge, j.reason,
    j.features, (SELECT json_group_array(hex(o.record)) FROM judged_on AS o
                 WHERE o.judgement = j.number)"""


def _stands(end: str) -> str:
    return f"""EXISTS (
        SELECT 1 FROM mention AS m INDEXED BY mention_by_id
        CROSS JOIN record AS r ON r.number = m.record
        WHERE {has_id("m", end)} AND {VISIBLE} AND {SPEAKS})"""


ON_MENTIONS = f"""
    WITH found AS MATERIALIZED (
        SELECT j.number FROM json_each(:ids) AS asked
        CROSS JOIN judgement AS j INDEXED BY judgement_by_left ON j.left_end = unhex(asked.value)
        UNION
        SELECT j.number FROM json_each(:ids) AS asked
        CROSS JOIN judgement AS j INDEXED BY judgement_by_right ON j.right_end = unhex(asked.value))
    SELECT {FIELDS}, c.at
    FROM found CROSS JOIN judgement AS j ON j.number = found.number
    CROSS JOIN held AS h ON h.judgement = j.number AND h.starts <= :known AND h.ends > :known
    CROSS JOIN commit_log AS c ON c.number = h.starts
    WHERE {_stands("j.left_end")} AND {_stands("j.right_end")}
      AND NOT EXISTS (
        SELECT 1 FROM judged_on AS o WHERE o.judgement = j.number AND NOT EXISTS (
            SELECT 1 FROM record AS r WHERE r.id = o.record AND {VISIBLE}))
    ORDER BY j.id"""


def judgements(
    db: apsw.Connection, rights: Rights, mentions: Sequence[MentionId]
) -> list[StoredJudgement]:
    """Every judgement on any of these mentions that holds and may be seen, by id."""
    asked = orjson.dumps(list(dict.fromkeys(mentions))).decode()
    # `LIVE` itself is the end of what still holds, so "now" is the moment before it.
    bound = {**rights.bind(ids=asked), "known": min(rights.known, LIVE - 1)}
    return [
        StoredJudgement(JudgementId(row[0].hex()), judgement_of(row[1:9]), moment_of(row[9]))
        for row in db.execute(ON_MENTIONS, bound)
    ]


def judgement_of(row: Sequence[object]) -> Judgement:
    """A judgement from (ends, verdict, probability, judge, reason, features, record ids)."""
    left, right, verdict, probability, judge, reason, features, records = row
    if not isinstance(left, bytes) or not isinstance(right, bytes):
        raise TypeError("the ends of a judgement are stored as bytes")
    return Judgement(
        left=MentionId(left.hex()),
        right=MentionId(right.hex()),
        verdict=Verdict(str(verdict)),
        by=str(judge),
        probability=float(str(probability)),
        reason=str(reason),
        features=orjson.loads(str(features)),
        records=tuple(sorted(RecordId(id.lower()) for id in orjson.loads(str(records)))),
    )


def held_among(db: apsw.Connection, ids: Sequence[JudgementId]) -> set[JudgementId]:
    """Those of some judgements that hold now."""
    held = db.execute(
        "SELECT j.id FROM json_each(?) AS asked CROSS JOIN judgement AS j "
        "ON j.id = unhex(asked.value) CROSS JOIN held AS h ON h.judgement = j.number "
        "WHERE h.ends = ?",
        (orjson.dumps(list(ids)).decode(), LIVE),
    )
    return {JudgementId(id.hex()) for (id,) in held}


def hold(db: apsw.Connection, judgements: Mapping[JudgementId, Judgement], starts: int) -> None:
    """Let judgements that do not hold begin to, at a commit."""
    for id, judgement in judgements.items():
        number = add(db, id, judgement)
        db.execute("INSERT INTO held VALUES (?, ?, ?)", (number, starts, LIVE))


def add(db: apsw.Connection, id: JudgementId, judgement: Judgement) -> int:
    """The number of a judgement, which is stored first where it is new."""
    known = db.execute("SELECT number FROM judgement WHERE id = ?", (bytes.fromhex(id),)).get
    if known is not None:
        return int(known)
    number = int(db.execute("SELECT ifnull(max(number), 0) + 1 FROM judgement").get)
    db.execute(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            bytes.fromhex(id),
            bytes.fromhex(judgement.left),
            bytes.fromhex(judgement.right),
            str(judgement.verdict),
            judgement.by,
            judgement.probability,
            judgement.reason,
            orjson.dumps(dict(judgement.features)).decode(),
        ),
    )
    db.executemany(
        "INSERT INTO judged_on VALUES (?, ?)",
        [(number, bytes.fromhex(record)) for record in sorted(set(judgement.records))],
    )
    return number


def end(db: apsw.Connection, ids: Sequence[JudgementId], ends: int) -> None:
    """Let judgements that hold cease to, at a commit."""
    db.executemany(
        "UPDATE held SET ends = ? WHERE ends = ? AND judgement = "
        "(SELECT number FROM judgement WHERE id = ?)",
        [(ends, LIVE, bytes.fromhex(id)) for id in ids],
    )
