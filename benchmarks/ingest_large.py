"""Peak memory of reading a file of 5 GB beside one of 1 GB (QUICK: 100 MB and 20 MB), plain and gz.

Each is a file of bookings whose histories (LTS) make up most of the bytes, as in real pushes. It is
read in a process of its own as `tripoint ingest` reads it, packed or not; nothing is written to a
store, whose memory `ingest` measures.
"""

import gzip
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest_formats import pnr_booking
from report import QUICK, metric

NAME = "ingest_large"
LARGE_BYTES = 100_000_000 if QUICK else 5_000_000_000
SMALL_BYTES = LARGE_BYTES // 5
_HISTORY = "LTS+" + "0/O/00/AAA/XY1234/CONTOH " * 2_500
_READ = """
import resource, sys
from pathlib import Path
from time import perf_counter
from tripoint_graph.model import Record
from tripoint_ingest.containers import unpacked
from tripoint_ingest.formats import detect
began, records = perf_counter(), 0
for member in unpacked(Path(sys.argv[1])):
    reader = detect(member.path)
    records += sum(isinstance(found, Record) for found in reader.read(member.path, reader.source))
print(records, perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def write(path: Path, size: int) -> int:
    """A file of at least so many bytes; gives how many bookings it holds."""
    written = bookings = 0
    with gzip.open(path, "wb", 1) if path.suffix == ".gz" else path.open("wb") as file:
        file.write(b"UNA:+.?*'UNB+IATA:1+XY+GOV+260301:0915+1'\n")
        while written < size:
            head = [f"UNH+{bookings}+PNRGOV:15:1:IA", "MSG+:22", "EQN+1"]
            body = [*head, *pnr_booking(bookings), _HISTORY, _HISTORY]
            whole = [*body, f"UNT+{len(body) + 1}+{bookings}"]
            written += file.write("".join(f"{segment}'\n" for segment in whole).encode())
            bookings += 1
        file.write(f"UNZ+{bookings}+1'\n".encode())
    return bookings


def read(path: Path) -> tuple[int, float, float]:
    """Records, seconds and peak megabytes of a process that reads it."""
    ran = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], stdout=subprocess.PIPE, check=True
    )
    records, seconds, kilobytes = ran.stdout.split()
    return int(records), float(seconds), int(kilobytes) / 1024


def measure(folder: Path, suffix: str) -> None:
    """Print what a small and a large file come to."""
    peaks = []
    for size in (SMALL_BYTES, LARGE_BYTES):
        path = folder / f"bookings-{size}{suffix}"
        expected = write(path, size)
        records, seconds, peak = read(path)
        path.unlink()
        peaks.append(peak)
        told = f"{suffix.strip('.').replace('.', '_')}_{size // 1_000_000}"
        metric(NAME, f"{told}_peak_memory", peak, "MB")
        metric(NAME, f"{told}_megabytes_per_second", size / 1e6 / seconds, "MB/s")
        metric(NAME, f"{told}_rows_lost", expected - records, "records", aim="0")
    ratio = peaks[1] / peaks[0]
    metric(
        NAME,
        f"{suffix.strip('.').replace('.', '_')}_peak_memory_flat",
        ratio,
        "ratio",
        aim="<= 1.2",
    )


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        for suffix in (".edi", ".edi.gz"):
            measure(Path(scratch), suffix)
