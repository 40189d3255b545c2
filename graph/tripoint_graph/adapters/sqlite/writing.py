"""Adds records: every table's rows of one batch, inside one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import apsw
import orjson

from tripoint_graph.model import Commit, RecordId
from tripoint_graph.rows import RecordRows
from tripoint_graph.wire import EPOCH, dump_body, dump_handling, microseconds, moment_of

SUPERSEDED = """
    WITH touched AS MATERIALIZED (  -- NOT INDEXED: by number, and not through every key
        SELECT DISTINCT key FROM record NOT INDEXED WHERE number > :before)
    SELECT count(*) FROM touched
    WHERE EXISTS (SELECT 1 FROM record AS r WHERE r.key = touched.key AND r.number <= :before)
      AND (SELECT r.number FROM record AS r INDEXED BY record_by_key WHERE r.key = touched.key
           ORDER BY r.version DESC, r.withdrawn DESC, r.content DESC LIMIT 1) > :before"""

SILENT = """
    SELECT count(*) FROM record AS r NOT INDEXED
    WHERE r.number > :before AND EXISTS (
        SELECT 1 FROM record AS older INDEXED BY record_by_key
        WHERE older.key = r.key AND older.number <= :before
          AND (older.version, older.withdrawn, older.content)
            > (r.version, r.withdrawn, r.content))"""


def head(db: apsw.Connection) -> Commit:
    """The newest commit; number 0 at the epoch where there is none."""
    row = db.execute("SELECT number, at FROM commit_log ORDER BY number DESC LIMIT 1").get
    return Commit(0, EPOCH) if row is None else Commit(row[0], moment_of(row[1]))


def commits(db: apsw.Connection) -> list[Commit]:
    """Every commit, oldest first."""
    rows = db.execute("SELECT number, at FROM commit_log ORDER BY number")
    return [Commit(number, moment_of(at)) for number, at in rows]


def add_commit(db: apsw.Connection, now: datetime) -> Commit:
    """Number a new commit. Its time is after the one before, even where the clock went back."""
    newest = head(db)
    stamp = max(microseconds(now), microseconds(newest.at) + 1)
    db.execute("INSERT INTO commit_log VALUES (?, ?)", (newest.number + 1, stamp))
    return Commit(newest.number + 1, moment_of(stamp))


def known_among(db: apsw.Connection, ids: Sequence[RecordId]) -> set[RecordId]:
    """Those of some record ids that the store holds."""
    asked = orjson.dumps(ids).decode()
    found = db.execute(
        "SELECT r.id FROM json_each(?) AS asked CROSS JOIN record AS r "
        "ON r.id = unhex(asked.value)",
        (asked,),
    )
    return {RecordId(id.hex()) for (id,) in found}


def superseded_since(db: apsw.Connection, before: int) -> int:
    """How many keys are spoken for by a record numbered above `before`, but were by another."""
    return int(db.execute(SUPERSEDED, {"before": before}).get)


def silent_since(db: apsw.Connection, before: int) -> int:
    """How many records numbered above `before` are outranked by one that is not."""
    return int(db.execute(SILENT, {"before": before}).get)


def newest_record(db: apsw.Connection) -> int:
    """The greatest record number; 0 where there is none."""
    return int(db.execute("SELECT ifnull(max(number), 0) FROM record").get)


def insert(db: apsw.Connection, rows: Sequence[RecordRows], added: int, run: bytes | None) -> None:
    """Add the rows of records that the store does not hold yet, under one commit."""
    first = _next(db, "record")
    _insert_records(db, rows, first, added)
    db.executemany(
        "INSERT INTO record_body VALUES (?, ?, ?)",
        ((at, run, dump_body(r.record)) for at, r in enumerate(rows, first)),
    )
    insert_derived(db, list(enumerate(rows, first)))


def insert_derived(db: apsw.Connection, rows: Sequence[tuple[int, RecordRows]]) -> None:
    """Add all that follows from records, which are given with their numbers: mentions, claims,
    rule keys and search texts.
    """
    first, fromhex = _next(db, "mention"), bytes.fromhex
    rules = intern(
        db, "rule", "name", {k.rule for _, r in rows for m in r.mentions for k in m.rules}
    )
    mentions: list[tuple[int, bytes, int, int, str, int, bytes, int]] = []
    keys: list[tuple[int, int, bytes, int]] = []
    said: list[tuple[str, bytes, int, int]] = []
    number = first
    for record, r in rows:
        for position, (hexed, key, kind, atom, marks, exact, texts) in enumerate(r.mentions):
            id = fromhex(hexed)
            mentions.append((number, id, record, position, key, kind, fromhex(atom), marks))
            said.extend([(text, id, record, kind) for text in texts])
            keys.extend([(number, rules[k.rule], fromhex(k.key), k.guard) for k in exact])
            number += 1
    db.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?, ?)", mentions)
    db.executemany("INSERT INTO rule_key VALUES (?, ?, ?, ?)", keys)
    claims = _claims(rows, first, _next(db, "claim"))
    db.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", claims)
    numbers = _intern_texts(db, {text for text, *_ in said})
    postings = sorted((numbers[text], id, record, kind) for text, id, record, kind in said)
    db.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", postings)


def intern(db: apsw.Connection, table: str, column: str, names: Iterable[str]) -> dict[str, int]:
    """The numbers of some names in one of the small naming tables, made where they are new."""
    db.executemany(
        f"INSERT INTO {table} ({column}) VALUES (?) ON CONFLICT DO NOTHING",
        ((name,) for name in sorted(names)),
    )
    return {name: at for at, name in db.execute(f"SELECT number, {column} FROM {table}")}


def _insert_records(
    db: apsw.Connection, rows: Sequence[RecordRows], first: int, added: int
) -> None:
    sources = intern(db, "source", "name", {r.record.source for r in rows})
    distinct = {r.record.handling: "" for r in rows}
    written = {handling: dump_handling(handling) for handling in distinct}
    handlings = intern(db, "handling", "body", written.values())
    db.executemany(
        "INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                at,
                bytes.fromhex(r.id),
                bytes.fromhex(r.key),
                r.record.version,
                int(r.record.withdrawn),
                r.content,
                sources[r.record.source],
                r.record.source_key,
                handlings[written[r.record.handling]],
                added,
                r.record.grade.probability,
            )
            for at, r in enumerate(rows, first)
        ),
    )


def _claims(
    rows: Sequence[tuple[int, RecordRows]], mention: int, number: int
) -> list[tuple[int, bytes, int, int, int, int, int, int, int]]:
    """The rows of all claims, the first of which is numbered so, as is the first mention."""
    found, fromhex = [], bytes.fromhex
    for record, r in rows:
        for position, (id, kind, source, target, start, end) in enumerate(r.claims):
            ends = mention + source, mention + target
            found.append((number, fromhex(id), record, position, kind, *ends, start, end))
            number += 1
        mention += len(r.mentions)
    return found


def _intern_texts(db: apsw.Connection, texts: set[str]) -> dict[str, int]:
    asked = orjson.dumps(list(texts)).decode()
    numbers: dict[str, int] = dict(
        db.execute(
            "SELECT t.value, t.number FROM json_each(?) AS asked CROSS JOIN text AS t "
            "ON t.length = length(asked.value) AND t.value = asked.value",
            (asked,),
        )
    )
    fresh = sorted(texts - numbers.keys(), key=lambda text: (len(text), text))
    numbered = list(enumerate(fresh, _next(db, "text")))
    db.executemany("INSERT INTO text VALUES (?, ?, ?)", ((at, len(t), t) for at, t in numbered))
    db.executemany("INSERT INTO text_index (rowid, value) VALUES (?, ?)", numbered)
    numbers.update((text, at) for at, text in numbered)
    return numbers


def _next(db: apsw.Connection, table: str) -> int:
    return int(db.execute(f"SELECT ifnull(max(number), 0) + 1 FROM {table}").get)
