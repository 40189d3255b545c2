"""A day of a large airport and of a large port, read and stored: seconds, memory, rows lost.

The airport has 1,000 flights of 250 passengers, each told twice: on a passenger list (PAXLST) and
in a booking of two (PNRGOV). The port has 50,000 consignments in customs manifests (CUSCAR).
`--quick` takes a fiftieth; `--sqlite` or `--neo4j` measures one store, `--airport` or `--port` one
place. Loading runs in a process of its own, whose peak memory is measured; a server's is not.
"""

import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from made_manifests import write_manifests
from own_neo4j import own_neo4j
from report import QUICK, metric

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from ingest_formats import write_bookings  # noqa: E402 - beside it
from paxlst_by_hand import write_passengers  # noqa: E402 - of the tests, named above

from tripoint_graph.ids import Ids  # noqa: E402
from tripoint_graph.open import open_store  # noqa: E402
from tripoint_ingest.batch import files_in, load_files  # noqa: E402
from tripoint_ingest.loading import JOBS_MAX, Loading  # noqa: E402
from tripoint_ingest.sources import Sources  # noqa: E402

NAME = "ingest_day"
SHARE = 50 if QUICK else 1
FLIGHTS, SEATS, CONSIGNMENTS = 1_000 // SHARE, 250, 50_000 // SHARE
SECRET = b"the secret of a benchmark alone"


def write_airport(folder: Path) -> None:
    """A list and bookings of every flight, a file each."""
    write_passengers(folder / "lists.edi", FLIGHTS * SEATS, each=SEATS)
    write_bookings(folder / "bookings.edi", FLIGHTS * SEATS // 2, each=SEATS // 2)


def load(folder: Path, url: str, jobs: int) -> tuple[int, int, float, float]:
    """Load all files of a folder; gives records, rows left out, seconds, peak MiB."""
    ids = Ids(SECRET)
    store = open_store(url, SECRET)
    began = perf_counter()
    files = [path for path in files_in([folder]) if path.suffix == ".edi"]
    loading = Loading(store, ids, {}, jobs=jobs)
    outcomes = list(load_files(files, None, Sources(), "", loading))
    seconds = perf_counter() - began
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(o.new for o in outcomes), sum(o.lost for o in outcomes), seconds, peak


def measure(name: str, folder: Path, url: str, expected: int, *, jobs: int = JOBS_MAX) -> None:
    """One day of one place into one store, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        records, lost, seconds, peak = pool.submit(load, folder, url, jobs).result()
    metric(NAME, f"{name}_seconds", seconds, "s")
    metric(NAME, f"{name}_records_per_second", records / seconds, "records/s")
    metric(NAME, f"{name}_peak_memory", peak, "MiB")
    metric(NAME, f"{name}_rows_lost", expected - records + lost, "rows", aim="0")


def main() -> None:
    told = FLIGHTS * SEATS + FLIGHTS * SEATS // 2
    with TemporaryDirectory() as name:
        airport, port = Path(name, "airport"), Path(name, "port")
        for folder in (airport, port):
            folder.mkdir()
        write_airport(airport)
        write_manifests(port, CONSIGNMENTS)
        for place, folder, expected in (
            ("airport", airport, told),
            ("port", port, CONSIGNMENTS),
        ):
            if {"--airport", "--port"} & {*sys.argv} - {f"--{place}"}:
                continue
            if "--neo4j" not in sys.argv:
                measure(f"sqlite_{place}", folder, f"sqlite:///{name}/{place}.db", expected)
            with own_neo4j() as url:
                if url is not None and "--sqlite" not in sys.argv:
                    measure(f"neo4j_{place}", folder, url, expected)


if __name__ == "__main__":
    main()
