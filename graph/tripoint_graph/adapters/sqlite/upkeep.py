"""For operators: counts and digest, backup and restore."""

from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

import apsw

from tripoint_graph import backup as backups
from tripoint_graph.adapters.sqlite import judging, reading, running, writing
from tripoint_graph.adapters.sqlite.schema import has_id
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.columns import LIVE
from tripoint_graph.digest import digest_of
from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.model import Commit, RecordId, Run, RunId
from tripoint_graph.ports import StoreInfo
from tripoint_graph.rows import Derivation, admitted
from tripoint_graph.wire import (
    MentionName,
    PortableJudgement,
    RecordName,
    load_issue,
    load_run,
    microseconds,
)

RESTORE_BATCH = 5_000
"""Records made into rows at once."""


def info(db: apsw.Connection, url: str) -> StoreInfo:
    """Counts and the content digest."""
    counted = {
        table: int(db.execute(f"SELECT count(*) FROM {table}").get)
        for table in ("record", "mention", "claim", "issue")
    }
    live = int(db.execute("SELECT count(*) FROM held WHERE ends = ?", (LIVE,)).get)
    contents = db.execute(
        "SELECT s.name, r.source_key, r.content FROM record AS r "
        "CROSS JOIN source AS s ON s.number = r.source"
    )
    return StoreInfo(
        url=url,
        records=counted["record"],
        mentions=counted["mention"],
        claims=counted["claim"],
        judgements=live,
        issues=counted["issue"],
        commit=writing.head(db),
        digest=digest_of(contents, portable_judgements(db)),
    )


def portable_judgements(db: apsw.Connection) -> Iterator[PortableJudgement]:
    """Every judgement that was ever made, named by content, in the order they came."""
    rows = db.execute(f"SELECT {judging.FIELDS}, j.number FROM judgement AS j ORDER BY j.number")
    for *row, number in rows:
        said = judging.judgement_of(row[1:])
        intervals = db.execute(
            "SELECT starts, ends FROM held WHERE judgement = ? ORDER BY starts", (number,)
        )
        yield PortableJudgement(
            left=_mention_name(db, said.left),
            right=_mention_name(db, said.right),
            judgement=said,
            records=tuple(_record_name(db, record) for record in said.records),
            held=tuple((starts, None if ends == LIVE else ends) for starts, ends in intervals),
        )


def _mention_name(db: apsw.Connection, id: str) -> MentionName:
    row = db.execute(
        "SELECT s.name, r.source_key, m.key FROM mention AS m CROSS JOIN record AS r "
        "ON r.number = m.record CROSS JOIN source AS s ON s.number = r.source "
        f"WHERE {has_id('m', '?1')} LIMIT 1",
        (bytes.fromhex(id),),
    ).get
    return MentionName(*row) if row else MentionName("", "", id)


def _record_name(db: apsw.Connection, id: RecordId) -> RecordName:
    row = db.execute(
        "SELECT s.name, r.source_key, lower(hex(r.content)) FROM record AS r "
        "CROSS JOIN source AS s ON s.number = r.source WHERE r.id = ?",
        (bytes.fromhex(id),),
    ).get
    return RecordName(*row) if row else RecordName("", "", id)


def backup(db: apsw.Connection, target: Path) -> None:
    """Write everything to one file."""
    backups.write(target, _items(db))


def _items(db: apsw.Connection) -> Iterator[Item]:
    yield from writing.commits(db)
    for record, added, run in reading.everything(db):
        yield BackedRecord(record, added, None if run is None else RunId(run.hex()))
    yield from portable_judgements(db)
    for (body,) in db.execute("SELECT body FROM run ORDER BY started_at, id"):
        told = load_run(body)
        yield told
        issues = db.execute(
            "SELECT body FROM issue WHERE run = ? ORDER BY position", (bytes.fromhex(told.id),)
        )
        for (issue,) in issues:
            yield BackedIssue(told.id, load_issue(issue))


def restore(db: apsw.Connection, origin: Path, ids: Ids) -> None:
    """Fill an empty store from a backup; to be called inside a writing transaction."""
    if writing.head(db).number or db.execute("SELECT count(*) FROM run").get:
        raise StoreError("only an empty store can be restored into; name a new one")
    for kind, items in groupby(backups.read(origin), type):
        if kind is BackedRecord:
            _restore_records(db, ids, (i for i in items if isinstance(i, BackedRecord)))
        else:
            for item in items:
                _restore_item(db, ids, item)


def _restore_records(db: apsw.Connection, ids: Ids, items: Iterator[BackedRecord]) -> None:
    for (added, run), batch in groupby(items, lambda item: (item.added, item.run)):
        while piece := list(islice(batch, RESTORE_BATCH)):
            asked = admitted(ids, [item.record for item in piece])
            derive = Derivation(ids).rows_of
            rows = [derive(id, *said) for id, said in asked.items()]
            writing.insert(db, rows, added, None if run is None else bytes.fromhex(run))


def _restore_item(db: apsw.Connection, ids: Ids, item: Item) -> None:
    if isinstance(item, Commit):
        db.execute("INSERT INTO commit_log VALUES (?, ?)", (item.number, microseconds(item.at)))
    elif isinstance(item, PortableJudgement):
        judgement = item.judgement_under(ids)
        number = judging.add(db, ids.judgement(judgement), judgement)
        db.executemany(
            "INSERT INTO held VALUES (?, ?, ?)",
            [(number, starts, LIVE if ends is None else ends) for starts, ends in item.held],
        )
    elif isinstance(item, Run):
        running.save(db, item, None)
    elif isinstance(item, BackedIssue):
        running.add_issue(db, item.run, item.issue)
