"""Loading a scenario of 100,000 records (QUICK: 5,000), beside the bare driver's UNWIND.

Neo4j is measured where one can be started (`own_neo4j.py`).
"""

import resource
import tempfile
from itertools import chain
from pathlib import Path
from time import perf_counter

import ingest_neo4j
from report import QUICK, metric

from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore, batches
from tripoint_ingest.formats import detect
from tripoint_scenarios import write_scenario

BATCH = 2_000
SECRET = b"a secret for benchmarks only"


def read(folder: Path) -> list[Record]:
    """Every record of the scenario's files."""
    paths = [p for p in sorted(folder.rglob("*.*")) if p.name != "truth.json"]
    readers = [(path, detect(path)) for path in paths]
    found = chain.from_iterable(reader.read(path, reader.source) for path, reader in readers)
    return [each for each in found if isinstance(each, Record)]


def append(store: EvidenceStore, records: list[Record]) -> float:
    """Records a second into a store."""
    start = perf_counter()
    for batch in batches(records, BATCH):
        store.append(batch)
    return len(records) / (perf_counter() - start)


def main() -> None:
    size = 5_000 if QUICK else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = perf_counter()
        write_scenario(folder / "world", size=size, seed=5)
        metric("ingest", "scenario_records_per_second", size / (perf_counter() - start), "1/s")
        start = perf_counter()
        records = read(folder / "world")
        metric("ingest", "read_records_per_second", len(records) / (perf_counter() - start), "1/s")
        store = open_store(f"sqlite:///{folder / 'ingest.db'}", SECRET)
        metric("ingest", "sqlite_records_per_second", append(store, records), "1/s")
        store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    metric("ingest", "peak_memory", peak, "MB")
    ingest_neo4j.measure(records)


if __name__ == "__main__":
    main()
