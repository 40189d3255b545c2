"""Numbers for the names that many records share: handlings and identity rules."""

from typing import Protocol

from neo4j import ManagedTransaction

HANDLINGS = "MATCH (n:Handling) RETURN n.code AS code, n.body AS name ORDER BY code"
RULES = "MATCH (n:Rule) RETURN n.code AS code, n.name AS name ORDER BY code"
ADD_HANDLINGS = "UNWIND $new AS row CREATE (:Handling {code: row[0], body: row[1]})"
ADD_RULES = "UNWIND $new AS row CREATE (:Rule {code: row[0], name: row[1]})"


class Numbering(Protocol):
    """Gives each name a number, a new name the next one."""

    def __getitem__(self, name: str) -> int:
        """The number of a name."""
        ...


class Codes:
    """The codes of names, read when a writer has its turn; new names get the next ones.

    Args:
        tx: the transaction that has its turn to write.
        known: the query that reads code and name.
        add: the query that adds such pairs.
    """

    def __init__(self, tx: ManagedTransaction, known: str, add: str) -> None:
        self._tx = tx
        self._add = add
        self._codes = read_names(tx, known)
        self._stored = len(self._codes)

    def __getitem__(self, name: str) -> int:
        """The code of a name."""
        return self._codes.setdefault(name, len(self._codes))

    def save(self) -> None:
        """Store the names that are new."""
        new = list(self._codes.items())[self._stored :]
        self._tx.run(self._add, new=[[code, name] for name, code in new]).consume()
        self._stored = len(self._codes)


def read_names(tx: ManagedTransaction, known: str) -> dict[str, int]:
    """Every stored name and its code, in the order of codes."""
    return {row["name"]: int(row["code"]) for row in tx.run(known)}
