"""Loading a scenario of 100,000 records (QUICK: 5,000): reading, the embedded store, and memory.

Memory is that of `tripoint ingest` in its own process, on a file and on one ten times as large.
Neo4j is measured where one can be started (`own_neo4j.py`).
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from time import perf_counter

import ingest_neo4j
from report import QUICK, metric, seconds

from tripoint_graph.collector import collector_seldom
from tripoint_graph.model import Record
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore, batches
from tripoint_ingest.formats import detect
from tripoint_ingest.loading import BATCH_RECORDS
from tripoint_scenarios import write_scenario

NEO4J_RECORDS = 20_000
SECRET = b"a secret for benchmarks only"


def read(folder: Path) -> Iterator[Record]:
    """Every record of the scenario's files."""
    paths = [p for p in sorted(folder.rglob("*.*")) if p.name != "truth.json"]
    readers = [(path, detect(path)) for path in paths]
    found = chain.from_iterable(reader.read(path, reader.source) for path, reader in readers)
    return (each for each in found if isinstance(each, Record))


def append(store: EvidenceStore, records: Iterator[Record]) -> float:
    """Records a second into a store; the time it takes to read them is left out."""
    count, spent = 0, 0.0
    for batch in batches(records, BATCH_RECORDS):
        start = perf_counter()
        store.append(batch)
        spent += perf_counter() - start
        count += len(batch)
    return count / spent


def peak_megabytes(folder: Path, size: int) -> float:
    """The most memory that `tripoint ingest` of a manifest of so many bills ever held."""
    head, *lines = (folder / "world/cargo/cargo-0001.csv").read_text("utf-8").splitlines()
    file = folder / f"cargo-{size}.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write(head + "\n")
        for number in range(size):  # the first column is the bill's number: each its own
            rest = lines[number % len(lines)].partition(",")[2]
            out.write(f"NUSL{number:08},{rest}\n")
    command = [sys.executable, "-c", _WATCHED, f"--store=sqlite:///{folder}/{size}.db"]
    ran = subprocess.run(
        [*command, "ingest", "auto", str(file)], stdout=subprocess.PIPE, check=False
    )  # its exit status tells of rows left out, which is no matter here
    return int(ran.stdout.split()[-1]) / 1024


_WATCHED = """
import resource, sys
from tripoint.cli import app
try:
    app()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main() -> None:
    size = 5_000 if QUICK else 100_000
    with tempfile.TemporaryDirectory() as name, collector_seldom():  # as loading does
        folder = Path(name)
        spent, _ = seconds(lambda: write_scenario(folder / "world", size=size, seed=5), 1)
        metric("ingest", "scenario_records_per_second", size / spent, "1/s")
        spent, count = seconds(lambda: sum(1 for _ in read(folder / "world")), 1)
        metric("ingest", "read_records_per_second", count / spent, "1/s")
        store = open_store(f"sqlite:///{folder / 'ingest.db'}", SECRET)
        metric("ingest", "sqlite_records_per_second", append(store, read(folder / "world")), "1/s")
        again = append(store, read(folder / "world"))
        metric("ingest", "sqlite_known_records_per_second", again, "1/s")
        store.close()
        small = peak_megabytes(folder, size // 10)
        metric("ingest", "peak_memory", small, "MB")
        ratio = peak_megabytes(folder, size) / small
        metric("ingest", "peak_memory_flat", ratio, "ratio", aim="<= 1.2")
        ingest_neo4j.measure(list(islice(read(folder / "world"), NEO4J_RECORDS)))


if __name__ == "__main__":
    main()
