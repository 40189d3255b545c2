"""Constraints and indexes, and how a database is recognised as a Tripoint store."""

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j.connection import Connection
from tripoint_graph.errors import StoreError, StoreOutdated, WrongInstallation

LAYOUT = 1
"""Counts up whenever what is kept, or how, changes."""

CONSTRAINTS = {
    "tripoint_store": "(n:Store) REQUIRE n.name",
    "tripoint_head": "(n:Head) REQUIRE n.name",
    "tripoint_commit": "(n:Commit) REQUIRE n.number",
    "tripoint_handling": "(n:Handling) REQUIRE n.code",
    "tripoint_rule": "(n:Rule) REQUIRE n.code",
    "tripoint_record": "(n:Record) REQUIRE n.id",
    "tripoint_record_number": "(n:Record) REQUIRE n.number",
    "tripoint_judgement": "(n:Judgement) REQUIRE n.id",
    "tripoint_run": "(n:Run) REQUIRE n.id",
    "tripoint_entity": "(n:Entity) REQUIRE n.id",
}
INDEXES = {
    "tripoint_record_key": "INDEX {} IF NOT EXISTS FOR (n:Record) ON (n.key)",
    "tripoint_mention": "INDEX {} IF NOT EXISTS FOR (n:Mention) ON (n.id)",
    "tripoint_mention_text": "TEXT INDEX {} IF NOT EXISTS FOR (n:Mention) ON (n.text)",
    "tripoint_claim": "INDEX {} IF NOT EXISTS FOR ()-[n:CLAIM]-() ON (n.id)",
    "tripoint_judgement_left": "INDEX {} IF NOT EXISTS FOR (n:Judgement) ON (n.left)",
    "tripoint_judgement_right": "INDEX {} IF NOT EXISTS FOR (n:Judgement) ON (n.right)",
    "tripoint_issue": "INDEX {} IF NOT EXISTS FOR (n:Issue) ON (n.run)",
    "tripoint_entity_caption": "TEXT INDEX {} IF NOT EXISTS FOR (n:Entity) ON (n.caption)",
}
STANDING = "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name"
AWAIT = "CALL db.awaitIndexes(600)"
AWAIT_LONG = "CALL db.awaitIndexes(86400)"
"""After a bulk import, when there is much to index."""

# What files for a bulk import cannot say: an array without items.
COMPLETE = """
    MATCH (j:Judgement) WHERE j.records IS NULL SET j.records = []"""
COMPLETED = "MATCH (s:Store {name: 'tripoint'}) REMOVE s.imported"

# `Store` is what writers lock; readers look at `Head`, which never waits for a writer.
CREATE = """
    MERGE (s:Store {name: 'tripoint'})
      ON CREATE SET s.layout = $layout, s.fingerprint = $fingerprint, s.number = 0, s.records = 0,
        s.restoring = false
    MERGE (h:Head {name: 'tripoint'}) ON CREATE SET h.number = 0, h.at = 0"""
DESCRIBED = """
    MATCH (s:Store {name: 'tripoint'}), (h:Head {name: 'tripoint'})
    RETURN s.layout AS layout, s.fingerprint AS fingerprint, s.number > h.number AS behind,
        coalesce(s.imported, false) AS imported"""
STRANGE = "MATCH (n) RETURN labels(n) AS labels LIMIT 1"


def open_database(connection: Connection, fingerprint: str) -> bool:
    """Make an empty database a store, or pass one that this installation wrote.

    Returns:
        Whether its head lags behind its newest commit: a writer died between the two.

    Raises:
        StoreError: the database holds something else.
        StoreOutdated: its layout is another.
        WrongInstallation: its secret is another.
    """
    found = connection.read(_described)
    if found is None:
        if strange := connection.read(lambda tx: tx.run(STRANGE).single()):
            raise StoreError(
                f"{connection.address.url} holds other things ({':'.join(strange['labels'])}): "
                "name a server whose database is empty"
            )
        _create(connection, fingerprint)
        found = connection.read(_described) or (LAYOUT, fingerprint, False, False)
    layout, written_by, behind, imported = found
    if layout != LAYOUT:
        raise StoreOutdated(
            f"{connection.address.url} has layout {layout}, this version reads layout {LAYOUT}: "
            "write a backup with the version that made it, and restore that into a new store"
        )
    if written_by != fingerprint:
        raise WrongInstallation(
            f"{connection.address.url} was written under another installation's secret: give that "
            "secret, or restore a backup of it into a new store"
        )
    if imported:
        complete(connection)
    return behind


def _described(tx: ManagedTransaction) -> tuple[int, str, bool, bool] | None:
    row = tx.run(DESCRIBED).single()
    if row is None:
        return None
    return row["layout"], row["fingerprint"], row["behind"], row["imported"]


def complete(connection: Connection) -> None:
    """Make a store of what a bulk import loaded; may be cut off, and is done again then."""
    _make_schema(connection)
    connection.alone(AWAIT_LONG)
    for statement in (COMPLETE, COMPLETED):
        connection.alone(statement)


def _create(connection: Connection, fingerprint: str) -> None:
    _make_schema(connection)
    connection.alone(AWAIT)
    connection.write(
        lambda tx: tx.run(CREATE, layout=LAYOUT, fingerprint=fingerprint).consume() and None
    )


def _make_schema(connection: Connection) -> None:
    standing = connection.read(lambda tx: set(tx.run(STANDING).value("name")))
    for name, what in CONSTRAINTS.items():
        if name not in standing:
            connection.alone(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR {what} IS UNIQUE")
    for name, what in INDEXES.items():
        if name not in standing:
            connection.alone(f"CREATE {what.format(name)}")
