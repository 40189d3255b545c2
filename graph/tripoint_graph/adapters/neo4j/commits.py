"""Commits: who may write, what the newest number is, and when readers see it.

A server shows a transaction's changes to readers piece by piece while it lands. So a writer
lands its batch under the next number first, and only then moves the head to that number, in a
transaction of its own; readers use nothing with a number above the head they read first.
"""

from dataclasses import dataclass
from datetime import datetime

from neo4j import ManagedTransaction

from tripoint_graph.errors import StoreError
from tripoint_graph.model import Commit
from tripoint_graph.wire import microseconds, moment_of

# Setting a property takes the lock; only what is read after that is sure to be the newest.
LOCK = """
    MATCH (s:Store {name: 'tripoint'}) SET s.locked = true
    WITH s CALL (s) {
        OPTIONAL MATCH (c:Commit {number: s.number}) RETURN coalesce(c.at, 0) AS at }
    RETURN s.number AS number, s.records AS records, at, s.restoring AS restoring"""
ADD = """
    MATCH (s:Store {name: 'tripoint'}) SET s.number = $number, s.records = $records
    CREATE (:Commit {number: $number, at: $at, first: $first})"""
PUBLISH = """
    MATCH (h:Head {name: 'tripoint'}) SET h.locked = true
    WITH h WHERE h.number < $number SET h.number = $number, h.at = $at"""
HEAD = "MATCH (h:Head {name: 'tripoint'}) RETURN h.number AS number, h.at AS at"
TIMES = """
    MATCH (h:Head {name: 'tripoint'}) WITH h.number AS head
    MATCH (c:Commit) WHERE c.number <= head
    RETURN c.number AS number, c.at AS at ORDER BY number"""


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to write, until the transaction ends.

    Attributes:
        newest: the newest commit that landed, whether readers see it yet or not.
        records: how many records there are; the next one gets this number.
    """

    newest: Commit
    records: int

    def next(self, now: datetime) -> Commit:
        """The commit to write under. Its time is after the last, even where the clock went back."""
        stamp = max(microseconds(now), microseconds(self.newest.at) + 1)
        return Commit(self.newest.number + 1, moment_of(stamp))


def take_turn(tx: ManagedTransaction, *, restoring: bool = False) -> Turn:
    """Wait until no other writer is at work.

    Raises:
        StoreError: a restore into this store was cut off.
    """
    row = tx.run(LOCK).single(strict=True)
    if row["restoring"] and not restoring:
        raise StoreError("a restore into this store was cut off; restore the backup again")
    return Turn(Commit(row["number"], moment_of(row["at"])), row["records"])


def add(tx: ManagedTransaction, turn: Turn, commit: Commit, new_records: int) -> None:
    """Write a commit, which holds so many new records."""
    tx.run(
        ADD,
        number=commit.number,
        at=microseconds(commit.at),
        first=turn.records,
        records=turn.records + new_records,
    ).consume()


def publish(tx: ManagedTransaction, commit: Commit) -> None:
    """Let readers see all up to a commit that has landed; never the other way."""
    tx.run(PUBLISH, number=commit.number, at=microseconds(commit.at)).consume()


def head(tx: ManagedTransaction) -> Commit:
    """The newest commit that readers see."""
    row = tx.run(HEAD).single(strict=True)
    return Commit(row["number"], moment_of(row["at"]))


def times(tx: ManagedTransaction) -> list[Commit]:
    """Every commit that readers see, oldest first."""
    return [Commit(row["number"], moment_of(row["at"])) for row in tx.run(TIMES)]
