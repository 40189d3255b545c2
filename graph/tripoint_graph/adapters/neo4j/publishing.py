"""Brings the resolved view in the database up to date: what differs is written, nothing else.

An entity's state is cleared before anything about it changes and set when all of it is there: a
publication that is cut off leaves work for the next one, never a wrong view taken for right.
A link changes only when the mentions at one of its ends do; so the links of touched entities, in
both directions, are all that can differ.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from neo4j import ManagedTransaction

from tripoint_graph.adapters.neo4j import viewing
from tripoint_graph.adapters.neo4j.connection import Connection
from tripoint_graph.columns import hex_of
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

AT_ONCE = 1_000
"""Entities in one transaction."""
LINKS_AT_ONCE = 5_000
"""Links or mentions in one query."""

STATES = "MATCH (e:Entity) RETURN e.id AS id, e.state AS state"
GONE = "UNWIND $ids AS id MATCH (e:Entity {id: id}) DETACH DELETE e"
ENTITIES = """
    UNWIND $rows AS row
    MERGE (e:Entity {id: row.id})
    SET e = row.said
    REMOVE e:$($labels)
    SET e:$(row.labels)"""
PARTS = """
    UNWIND $ids AS id MATCH (e:Entity {id: id})<-[:PART_OF]-(m:Mention)-[:STANDS_IN]->(r:Record)
    RETURN m.id AS mention, r.id AS record, e.id AS entity"""
ADD_PARTS = """
    UNWIND $rows AS row
    MATCH (m:Mention {id: row[0]})-[:STANDS_IN]->(:Record {id: row[1]})
    MATCH (e:Entity {id: row[2]})
    MERGE (m)-[:PART_OF]->(e)"""
DROP_PARTS = """
    UNWIND $rows AS row
    MATCH (e:Entity {id: row[2]})
    MATCH (m:Mention {id: row[0]})-[:STANDS_IN]->(:Record {id: row[1]})
    MATCH (m)-[p:PART_OF]->(e) DELETE p"""
LINKS = """
    UNWIND $ids AS id MATCH (:Entity {id: id})-[l]-(:Entity)
    WITH DISTINCT l
    RETURN startNode(l).id AS source, endNode(l).id AS target, type(l) AS type,
        l.state AS state"""
# Links of one type at a time: the type is part of the query's text, a name of the ontology.
ADD_LINKS = """
    UNWIND $rows AS row
    MATCH (a:Entity {{id: row.source}}) MATCH (b:Entity {{id: row.target}})
    MERGE (a)-[l:`{type}`]->(b) SET l = row.said"""
DROP_LINKS = """
    UNWIND $rows AS row
    MATCH (a:Entity {{id: row.source}})-[l:`{type}`]->(b:Entity {{id: row.target}}) DELETE l"""
DONE = """
    UNWIND $rows AS row MATCH (e:Entity {id: row[0]}) SET e.state = row[1]"""

Link = dict[str, Any]


def publish(connection: Connection, store: EvidenceReader, snapshot: Snapshot) -> None:
    """Make the view show a snapshot.

    Raises:
        ValueError: the snapshot's viewer does not see everything: the view is for administrators.
    """
    if not snapshot.viewer.sees_everything:
        raise ValueError("the view inside Neo4j is made of what the full viewer sees")
    states = viewing.entity_states(snapshot)
    names = hex_of(snapshot.entity_id)
    touched, gone = _differences(connection, names, states)
    for ids in _cut(gone, AT_ONCE):
        _run(connection, GONE, ids=ids)
    for rows in _cut(touched, AT_ONCE):
        nodes = viewing.entities(store, snapshot, rows)
        _run(connection, ENTITIES, rows=nodes, labels=list(viewing.LABELS))
    links = viewing.Links(snapshot)
    for rows in _cut(touched, AT_ONCE):
        connection.write(partial(_parts, snapshot=snapshot, rows=rows))
        connection.write(partial(_links, links=links, rows=rows, ids=[names[r] for r in rows]))
        _run(connection, DONE, rows=[[names[row], int(states[row])] for row in rows])


def _differences(
    connection: Connection, names: Sequence[str], states: viewing.States
) -> tuple[list[int], list[str]]:
    """Rows of entities that the view lacks or shows otherwise; ids that it should not show."""
    shown = connection.read(lambda tx: {row["id"]: row["state"] for row in tx.run(STATES)})
    touched = [
        row
        for row, (name, state) in enumerate(zip(names, states.tolist(), strict=True))
        if shown.get(name) != state
    ]
    return touched, sorted(shown.keys() - set(names))


def _parts(tx: ManagedTransaction, snapshot: Snapshot, rows: Sequence[int]) -> None:
    wanted = {part for row in rows for part in viewing.parts(snapshot, row)}
    ids = [snapshot.entity_name(row) for row in rows]
    shown = {viewing.Part(*row.values()) for row in tx.run(PARTS, ids=ids)}
    for query, differing in ((DROP_PARTS, shown - wanted), (ADD_PARTS, wanted - shown)):
        found = sorted((part.mention, part.record, part.entity) for part in differing)
        for some in _cut(found, LINKS_AT_ONCE):
            tx.run(query, rows=[list(row) for row in some]).consume()


def _links(
    tx: ManagedTransaction, links: viewing.Links, rows: Sequence[int], ids: Sequence[str]
) -> None:
    wanted = links.states_of(rows)
    shown: set[int] = set()
    stale: list[Link] = []
    for found in tx.run(LINKS, ids=ids):
        if found["state"] in wanted:
            shown.add(found["state"])
        else:
            stale.append(found.data())
    _by_type(tx, DROP_LINKS, stale)
    new = [links.link(row) for state, row in wanted.items() if state not in shown]
    _by_type(tx, ADD_LINKS, new)


def _by_type(tx: ManagedTransaction, query: str, links: Sequence[Link]) -> None:
    for type in sorted({link["type"] for link in links}):
        of_type = [link for link in links if link["type"] == type]
        for some in _cut(of_type, LINKS_AT_ONCE):
            tx.run(query.format(type=type), rows=some).consume()


def _run(connection: Connection, query: str, **parameters: object) -> None:
    connection.write(lambda tx: tx.run(query, parameters).consume() and None)


def _cut(rows: Sequence[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(rows)
    while piece := list(islice(rest, size)):
        yield piece
