"""Looks for anything wrong inside a store: its pages, and whether its rows follow from records."""

from collections.abc import Iterator
from itertools import islice

import apsw

from tripoint_graph.adapters.sqlite import reading
from tripoint_graph.errors import InvalidEvidence
from tripoint_graph.ids import Ids
from tripoint_graph.rows import Derivation, RecordRows, admitted


def check(db: apsw.Connection, ids: Ids) -> list[str]:
    """Everything wrong, in words; empty when all is well."""
    wrong = [f"SQLite: {said}" for (said,) in db.execute("PRAGMA integrity_check") if said != "ok"]
    wrong += [
        f"table {table}, row {row}: names a row of {parent} that is not there"
        for table, row, parent, _ in db.execute("PRAGMA foreign_key_check")
    ]
    return wrong + list(_wrong_records(db, ids))


def _wrong_records(db: apsw.Connection, ids: Ids) -> Iterator[str]:
    held = db.execute("SELECT number, id, content FROM record ORDER BY number")
    # Mentions and claims are numbered in the order of their records.
    mentions = db.execute("SELECT record, id, kind, atom, marks FROM mention ORDER BY number")
    derive = Derivation(ids).rows_of
    claims = db.execute("SELECT record, id, type, starts, ends FROM claim ORDER BY number")
    for (number, id, content), (record, _, _) in zip(held, reading.everything(db), strict=True):
        where = f"record {record.source_key!r} of source {record.source!r}"
        try:
            ((right_id, said),) = admitted(ids, [record]).items()
        except InvalidEvidence as error:
            yield str(error)
            continue
        rows = derive(right_id, *said)
        if (id.hex(), content) != (rows.id, rows.content):
            yield f"{where}: is not what was stored under its id"
        kept = (
            [(r, i.hex(), *more) for r, i, *more in islice(claims, len(rows.claims))],
            [(r, i.hex(), k, a.hex(), b) for r, i, k, a, b in islice(mentions, len(rows.mentions))],
        )
        if kept != _derived(number, rows):
            yield f"{where}: its mentions or claims are not those that follow from it"
    if extra := sum(1 for _ in mentions) + sum(1 for _ in claims):
        yield f"{extra} mentions or claims belong to no record"


def _derived(number: int, rows: RecordRows) -> tuple[list[object], list[object]]:
    return (
        [(number, c.id, c.type, c.start, c.end) for c in rows.claims],
        [(number, m.id, m.kind, m.atom, m.marks) for m in rows.mentions],
    )
