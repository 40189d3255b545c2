"""A first load through `neo4j-admin database import`, beside the same load through Bolt.

Both begin with records in memory that a SQLite store holds too, and end with a store that can be
asked and shows the resolved view; the time to start a server is in neither.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from own_neo4j import loaded_by, own_neo4j
from report import metric

from tripoint_graph.ids import Ids
from tripoint_graph.model import Record
from tripoint_graph.open import open_store, write_import
from tripoint_graph.ports import EvidenceStore, batches
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds

BATCH = 2_000
RECORDS_MAX = 10_000
SECRET = b"a secret for benchmarks only"


def measure(records: Sequence[Record]) -> None:
    """Print both rates, in records a second, and how many times as fast the import is."""
    records = records[:RECORDS_MAX]
    with tempfile.TemporaryDirectory() as name, own_neo4j() as url:
        if url is None:
            return
        folder = Path(name)
        start = perf_counter()
        store = open_store(f"sqlite:///{folder / 'origin.db'}", SECRET)
        _append(store, records)
        first = perf_counter() - start
        files, digest = _through_files(store, folder)
        store.close()
        bolt, same = _through_bolt(url, records)
    if digest != same:
        raise SystemExit("the two ways gave different stores")
    metric("ingest", "neo4j_bulk_records_per_second", len(records) / (first + files), "1/s")
    peer = "Tripoint through Bolt, view included"
    metric("ingest", "bulk_over_unwind", bolt / (first + files), "times as fast", peer=peer)
    metric("ingest", "bulk_over_unwind_from_a_store", bolt / files, "times as fast", peer=peer)


def _append(store: EvidenceStore, records: Sequence[Record]) -> None:
    for batch in batches(records, BATCH):
        store.append(batch)


def _through_bolt(url: str, records: Sequence[Record]) -> tuple[float, str]:
    start = perf_counter()
    store = open_store(url, SECRET)
    _append(store, records)
    store.publish_view(Worlds(store).snapshot(FULL))
    spent = perf_counter() - start
    digest = store.info().digest
    store.close()
    return spent, digest


def _through_files(store: EvidenceStore, folder: Path) -> tuple[float, str]:
    start = perf_counter()
    snapshot = Worlds(store).snapshot(FULL)
    script = write_import(store, snapshot, folder / "files", Ids(SECRET))
    spent = perf_counter() - start
    with loaded_by(script, folder / "server") as imported:
        start = perf_counter()
        loaded = open_store(imported.url, SECRET)
        spent += imported.seconds + perf_counter() - start
        digest = loaded.info().digest
        loaded.close()
    return spent, digest
