"""A day of a large airport and of a large port, read and stored: seconds, memory, rows lost.

The airport has 1,000 flights of 250 passengers, each told twice: on a passenger list (PAXLST) and
in a booking of two (PNRGOV). The port has 50,000 consignments in customs manifests (CUSCAR).
`--quick` takes a fiftieth. The store is SQLite in a process of its own, whose peak memory is
measured.
"""

import multiprocessing
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from made_manifests import write_manifests
from report import QUICK, metric

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from ingest_formats import write_bookings  # noqa: E402 - beside it
from paxlst_by_hand import write_passengers  # noqa: E402 - of the tests, named above

from tripoint_graph.ids import Ids  # noqa: E402
from tripoint_graph.open import open_store  # noqa: E402
from tripoint_ingest.batch import files_in, load_files  # noqa: E402
from tripoint_ingest.runner import Loading  # noqa: E402
from tripoint_ingest.sources import Sources  # noqa: E402

NAME = "ingest_day"
SHARE = 50 if QUICK else 1
FLIGHTS, SEATS, CONSIGNMENTS = 1_000 // SHARE, 250, 50_000 // SHARE
SECRET = b"the secret of a benchmark alone"


def write_airport(folder: Path) -> None:
    """A list and bookings of every flight, a file each."""
    write_passengers(folder / "lists.edi", FLIGHTS * SEATS, each=SEATS)
    write_bookings(folder / "bookings.edi", FLIGHTS * SEATS // 2, each=SEATS // 2)


def load(folder: Path) -> tuple[int, int, float, float]:
    """Load all files of a folder; gives records, rows left out, seconds, peak MiB."""
    ids = Ids(SECRET)
    store = open_store(f"sqlite:///{folder}/evidence.db", SECRET)
    began = perf_counter()
    files = [path for path in files_in([folder]) if path.suffix == ".edi"]
    outcomes = list(load_files(files, None, Sources(), "", Loading(store, ids, {})))
    seconds = perf_counter() - began
    store.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return sum(o.new for o in outcomes), sum(o.lost for o in outcomes), seconds, peak


def measure(place: str, write: Callable[[Path], None], expected: int) -> None:
    """One day of one place, in a process of its own."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            records, lost, seconds, peak = pool.apply(load, (folder,))
    metric(NAME, f"{place}_seconds", seconds, "s")
    metric(NAME, f"{place}_records_per_second", records / seconds, "records/s")
    metric(NAME, f"{place}_peak_memory", peak, "MiB")
    metric(NAME, f"{place}_rows_lost", expected - records + lost, "rows", aim="0")


if __name__ == "__main__":
    measure("airport", write_airport, FLIGHTS * SEATS + FLIGHTS * SEATS // 2)
    measure("port", lambda folder: write_manifests(folder, CONSIGNMENTS), CONSIGNMENTS)
