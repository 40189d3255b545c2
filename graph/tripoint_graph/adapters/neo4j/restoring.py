"""Fills an empty store from a backup, in many transactions, of which readers see the last.

Until the head moves at the end, nobody sees any evidence. A restore that is cut off leaves a
mark, and the next one begins by clearing away what that one has left.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, groupby, islice
from pathlib import Path
from typing import TypeVar

from neo4j import ManagedTransaction

from tripoint_graph import backup as backups
from tripoint_graph.adapters.neo4j import commits, judging, running, writing
from tripoint_graph.adapters.neo4j.connection import Connection
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.columns import LIVE
from tripoint_graph.errors import StoreError, TripointError
from tripoint_graph.ids import Ids
from tripoint_graph.model import Commit, Run
from tripoint_graph.rows import admitted
from tripoint_graph.wire import EPOCH, PortableJudgement, microseconds

AT_ONCE = 5_000
"""Records, judgements or nodes in one transaction."""

EMPTY = """
    MATCH (s:Store {name: 'tripoint'})
    RETURN s.restoring AS begun, s.number = 0 AND NOT EXISTS { MATCH (:Run) } AS empty"""
MARK = "MATCH (s:Store {name: 'tripoint'}) SET s.restoring = $restoring"
CLEAR = """
    MATCH (n) WHERE NOT n:Store AND NOT n:Head
    WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS cleared"""
JUDGEMENTS = """
    UNWIND $rows AS row
    CREATE (j:Judgement {id: row.id, number: row.number, starts: row.starts, ends: row.ends})
    SET j += row.said"""
COMMITS = "UNWIND $rows AS row CREATE (:Commit {number: row[0], at: row[1], first: row[2]})"
FINISH = """
    MATCH (s:Store {name: 'tripoint'})
    SET s.restoring = false, s.number = $number, s.records = $records"""

T = TypeVar("T")


def restore(connection: Connection, origin: Path, ids: Ids) -> None:
    """Fill an empty store.

    Raises:
        StoreError: it is not empty, or the file is not whole; nothing was changed.
    """
    items = backups.read(origin)
    # The first item comes when the whole file has been checked, before anything is written.
    items = chain(list(islice(items, 1)), items)
    _begin(connection)
    try:
        _fill(connection, items, ids)
    except TripointError:
        _clear(connection)
        raise


def _begin(connection: Connection) -> None:
    def mark(tx: ManagedTransaction) -> bool:
        commits.take_turn(tx, restoring=True)
        row = tx.run(EMPTY).single(strict=True)
        if not row["begun"] and not row["empty"]:
            raise StoreError("only an empty store can be restored into; name a new one")
        tx.run(MARK, restoring=True).consume()
        return bool(row["begun"])

    if connection.write(mark):
        _clear(connection)
        connection.write(lambda tx: tx.run(MARK, restoring=True).consume() and None)


def _clear(connection: Connection) -> None:
    def piece(tx: ManagedTransaction) -> int:
        return int(tx.run(CLEAR, limit=AT_ONCE).single(strict=True)["cleared"])

    while connection.write(piece):
        pass
    connection.write(lambda tx: tx.run(MARK, restoring=False).consume() and None)


def _fill(connection: Connection, items: Iterable[Item], ids: Ids) -> None:
    times: list[Commit] = []
    came: Counter[int] = Counter()  # records by the commit they came with
    judged = 0
    for kind, group in groupby(items, type):
        for piece in _pieces(group):
            if kind is Commit:
                times += [item for item in piece if isinstance(item, Commit)]
            elif kind is BackedRecord:
                records = [item for item in piece if isinstance(item, BackedRecord)]
                _records(connection, ids, records, came.total())
                came.update(item.added for item in records)
            elif kind is PortableJudgement:
                said = [item for item in piece if isinstance(item, PortableJudgement)]
                _judgements(connection, ids, said, judged)
                judged += len(said)
            else:
                _runs(connection, piece)
    _finish(connection, times, came)


def _records(connection: Connection, ids: Ids, items: list[BackedRecord], first: int) -> None:
    def work(tx: ManagedTransaction) -> None:
        number = first
        for (added, run), group in groupby(items, lambda item: (item.added, item.run)):
            asked = admitted(ids, [item.record for item in group])
            writing.insert(tx, ids, writing.Batch(asked, added, number, run))
            number += len(asked)

    connection.write(work)


def _judgements(
    connection: Connection, ids: Ids, items: list[PortableJudgement], first: int
) -> None:
    rows = []
    for number, item in enumerate(items, first):
        judgement = item.judgement_under(ids)
        rows.append(
            {
                "id": ids.judgement(judgement),
                "number": number,
                "starts": [begins for begins, _ in item.held],
                "ends": [LIVE if ceases is None else ceases for _, ceases in item.held],
                "said": judging.said_of(judgement),
            }
        )
    connection.write(lambda tx: tx.run(JUDGEMENTS, rows=rows).consume() and None)


def _runs(connection: Connection, items: list[Item]) -> None:
    def work(tx: ManagedTransaction) -> None:
        for item in items:
            if isinstance(item, Run):
                running.save(tx, item, None)
        issues = (item for item in items if isinstance(item, BackedIssue))
        for run, group in groupby(issues, lambda item: item.run):
            running.add_issues(tx, run, (item.issue for item in group))

    connection.write(work)


def _finish(connection: Connection, times: list[Commit], came: Counter[int]) -> None:
    firsts = accumulate((came[commit.number] for commit in times), initial=0)
    rows = [
        [commit.number, microseconds(commit.at), first]
        for commit, first in zip(times, firsts, strict=False)  # the last sum is the whole
    ]
    newest = times[-1] if times else Commit(0, EPOCH)

    def work(tx: ManagedTransaction) -> None:
        tx.run(COMMITS, rows=rows).consume()
        tx.run(FINISH, number=newest.number, records=came.total()).consume()

    connection.write(work)
    connection.write(lambda tx: commits.publish(tx, newest))


def _pieces(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while piece := list(islice(rest, AT_ONCE)):
        yield piece
