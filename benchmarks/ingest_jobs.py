"""Whether a second process that reads pays: `--jobs 2` beside `--jobs 1`, in turn, same files.

Each loads into an empty SQLite store. The ratio is of records a second.
"""

import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from made_manifests import write_manifests
from report import QUICK, metric

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from ingest_formats import write_bookings  # noqa: E402 - beside it
from paxlst_by_hand import write_passengers  # noqa: E402 - of the tests, named above

from tripoint_graph.ids import Ids  # noqa: E402
from tripoint_graph.open import open_store  # noqa: E402
from tripoint_ingest.batch import load_files  # noqa: E402
from tripoint_ingest.loading import JOBS_MAX, Loading  # noqa: E402
from tripoint_ingest.sources import Sources  # noqa: E402

SECRET = b"the secret of a benchmark alone"
SHARE = 2 if QUICK else 1
RUNS = 2


def pace(path: Path, jobs: int) -> float:
    """Records a second into an empty store."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/evidence.db", SECRET)
        began = perf_counter()
        loading = Loading(store, Ids(SECRET), {}, jobs=jobs)
        (outcome,) = load_files([path], None, Sources(), "", loading)
        spent = perf_counter() - began
        store.close()
    return outcome.new / spent


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_bookings(folder / "pnrgov.edi", 16_000 // SHARE, each=125)
        write_passengers(folder / "paxlst.edi", 40_000 // SHARE, each=250)
        write_manifests(folder, 20_000 // SHARE, each=20_000)
        (folder / "ship-0.edi").rename(folder / "cuscar.edi")
        for path in sorted(folder.glob("*.edi")):
            told = [(pace(path, JOBS_MAX), pace(path, 1)) for _ in range(RUNS)]
            ratio = median(two / one for two, one in told)
            metric("ingest_jobs", f"{path.stem}_over_one_job", ratio, "ratio", aim="> 1")
            metric("ingest_jobs", f"{path.stem}_two_jobs", median(t for t, _ in told), "records/s")


if __name__ == "__main__":  # what reads is spawned, and reads this file, too
    main()
