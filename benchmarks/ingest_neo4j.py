"""Loading into Neo4j beside a bare driver that UNWINDs the same rows, batch by batch in turn.

The bare driver writes the rows that our adapter would write, made beforehand, with our own CREATE
under other names, and with the same constraints and indexes: all that it lacks is the making of
the rows, the look whether they are there already, and the commit that readers see.
"""

from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import Any

import ingest_bulk
from neo4j import Driver, ManagedTransaction
from own_neo4j import bare_driver, own_neo4j
from report import metric

from tripoint_graph.adapters.neo4j import naming, schema, writing
from tripoint_graph.adapters.neo4j.naming import Codes
from tripoint_graph.ids import Ids
from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.ports import batches
from tripoint_graph.rows import Derivation, admitted

BATCH = 2_000
RECORDS_MAX = 20_000
"""Records measured, at most: enough batches for a median, few enough for a busy machine."""
RENAMED = {":Record": ":PeerRecord", ":Mention": ":PeerMention", ":CLAIM": ":PEER_CLAIM"}
SECRET = b"a secret for benchmarks only"


def measure(records: Sequence[Record]) -> None:
    """Print how loading through Bolt and through import files went."""
    _beside_unwind(records)
    ingest_bulk.measure(records)


def _beside_unwind(records: Sequence[Record]) -> None:
    """Print how fast both wrote, in records a second, and the median ratio of the batches."""
    records = records[:RECORDS_MAX]
    with own_neo4j() as url:
        if url is None:
            return
        store = open_store(url, SECRET)
        with bare_driver(url) as driver:
            _prepare(driver)
            ours, peers = [], []
            for number, batch in enumerate(batches(records, BATCH)):
                rows = _rows(driver, batch, number * BATCH)
                ours.append(_spent(lambda batch=batch: store.append(batch)))
                peers.append(_spent(lambda rows=rows: _unwind(driver, rows)))
        store.close()
    # The first batch of both pays for the server's warming up.
    ratios = [peer / mine for mine, peer in zip(ours[1:], peers[1:], strict=True)]
    size = len(records) - BATCH
    metric("ingest", "neo4j_records_per_second", size / sum(ours[1:]), "1/s")
    metric("ingest", "neo4j_bare_unwind_per_second", size / sum(peers[1:]), "1/s")
    metric(
        "ingest", "neo4j_over_bare_unwind", median(ratios), "ratio",
        peer="neo4j driver, UNWIND of the same rows", aim=">= 0.7",
    )  # fmt: skip


def _spent(work: Any) -> float:  # noqa: ANN401 - a callable of no arguments
    start = perf_counter()
    work()
    return perf_counter() - start


def _prepare(driver: Driver) -> None:
    """The peer's constraints and indexes: those of our records, mentions and claims."""
    with driver.session() as session:
        for name, what in schema.CONSTRAINTS.items():
            if "n:Record" in what:
                session.run(f"CREATE CONSTRAINT peer_{name} FOR {_renamed(what)} IS UNIQUE")
        for name, what in schema.INDEXES.items():
            if any(each in what for each in RENAMED):
                session.run(f"CREATE {_renamed(what.format('peer_' + name))}")
        session.run(schema.AWAIT).consume()


def _renamed(text: str) -> str:
    for ours, theirs in RENAMED.items():
        text = text.replace(ours, theirs)
    return text


def _rows(driver: Driver, records: Sequence[Record], first: int) -> list[list[Any]]:
    """The rows that our adapter makes of these records."""
    ids = Ids(SECRET)

    def made(tx: ManagedTransaction) -> list[list[Any]]:
        handlings = Codes(tx, naming.HANDLINGS, naming.ADD_HANDLINGS)
        rules = Codes(tx, naming.RULES, naming.ADD_RULES)
        asked, derive = admitted(ids, records).items(), Derivation(ids).rows_of
        return [
            writing.row_of(derive(id, *said), first + at, handlings, rules)
            for at, (id, said) in enumerate(asked)
        ]

    with driver.session() as session:
        return session.execute_read(made)


def _unwind(driver: Driver, rows: list[list[Any]]) -> None:
    with driver.session() as session:
        session.execute_write(
            lambda tx: tx.run(_renamed(writing.CREATE), rows=rows, added=1, run=None).consume()
        )
