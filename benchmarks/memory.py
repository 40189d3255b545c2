"""Loading a small and a large file in processes of their own: memory stays flat, re-reading cheap.

20 MB and 400 MB of passenger lists and of airport rows (QUICK: 2 MB and 20 MB) into SQLite, plain
and packed; then the small file again, of which every record is known.
"""

import gzip
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from report import QUICK, metric

MB = 1_000_000
SMALL, LARGE = (2 * MB, 20 * MB) if QUICK else (20 * MB, 400 * MB)
PEOPLE_A_MESSAGE = 200


def passengers() -> Iterator[str]:
    """The segments of one interchange without end."""
    yield "UNA:+.? '\nUNB+UNOA:4+AIRLINE+GOVERNMENT+261101:0900+1'\n"
    number = 0
    while True:
        reference = number // PEOPLE_A_MESSAGE + 1
        yield (
            f"UNH+{reference}+PAXLST:D:12B:UN:IATA'\nBGM+745'\nTDT+20+QZ{reference % 9000 + 100}'\n"
            f"LOC+125+CGK'\nDTM+189:2611{reference % 28 + 1:02d}0900:201'\nLOC+87+SIN'\n"
        )
        for _ in range(PEOPLE_A_MESSAGE):
            number += 1
            yield (
                f"NAD+FL+++FAMILY{number % 977}:GIVEN{number}'\nATT+2++M'\nDTM+329:800101'\n"
                f"NAT+2+IDN'\nDOC+P:110:111+X{number:08d}'\nDTM+36:301231'\nLOC+91+IDN'\n"
            )
        yield f"CNT+42:{PEOPLE_A_MESSAGE}'\nUNT+{7 + 7 * PEOPLE_A_MESSAGE + 1}+{reference}'\n"


def manifest() -> Iterator[str]:
    """Rows of a sea manifest without end."""
    yield "bl_number,voyage,vessel_name,load_port,discharge_port,departure_date,consignor_name,"
    yield "consignee_name,container_numbers,hs_code,goods_description\n"
    number = 0
    while True:
        number += 1
        yield (
            f"EX{number:09d},{number // 500}W,MV EXAMPLE {number % 300},IDSUB,MYPKG,2026-01-07,"
            f"PT Contoh {number % 5003},Niaga {number % 4999} Sdn Bhd,ABCU{number % 9999999:07d},"
            f"280800,NITRIC ACID 68 PCT\n"
        )


def written(path: Path, parts: Iterator[str], size: int) -> Path:
    left = size
    opener: Callable[..., object] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "wt") as target:  # type: ignore[attr-defined]  # both give text files
        for part in parts:
            target.write(part)
            left -= len(part)
            if left < 0 and part.startswith(("UNT", "EX", "CNT")):
                return path
    return path


def loaded(path: Path, format: str, folder: Path, store: str) -> tuple[float, float]:
    """Seconds, and the peak of memory in MB, of a process that loads one file."""
    environment = os.environ | {
        "TRIPOINT_STORE": f"sqlite:///{folder / store}",
        "TRIPOINT_SECRET": "a secret for benchmarks only",
        "TRIPOINT_CACHE": str(folder / "cache"),
    }
    before = perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "tripoint", "ingest", format, str(path)],
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 3)
    return perf_counter() - before, usage.ru_maxrss / 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for format, parts in (("paxlst", passengers), ("sea-manifest", manifest)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            small = written(folder / "small.txt", parts(), SMALL)
            first, low = loaded(small, format, folder, "small.db")
            again, _ = loaded(small, format, folder, "small.db")
            large = written(folder / "large.txt.gz", parts(), LARGE)
            _, high = loaded(large, format, folder, "large.db")
        metric("memory", f"{format}_peak_small", low, "MB")
        metric("memory", f"{format}_peak_large_packed", high, "MB")
        growth = high / low
        metric("memory", f"{format}_peak_memory_growth", growth, "ratio", aim="at most 1.5")
        metric("memory", f"{format}_new_over_known", first / again, "ratio", aim="at least 3")


if __name__ == "__main__":
    main()
