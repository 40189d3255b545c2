"""How fast tables are read, beside polars and the bare csv module on the same bytes.

A reader makes records: mentions, claims, checked dates and weights, recognised chemicals. Its peers
only cut the file in cells. `rows_lost` counts rows that neither came out nor were told of.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from report import QUICK, metric, paired, seconds

from tripoint_graph.model import Issue, Record
from tripoint_ingest.formats import known_formats
from tripoint_ingest.mapping import shipped_mappings

NAME = "ingest_formats_rows"
ROWS = 2_000 if QUICK else 20_000
RUNS = 3
FORMATS = tuple(reader.name for reader in shipped_mappings())
EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"


@dataclass(frozen=True)
class Table:
    """A file of so many good rows of one format."""

    format: str
    path: Path
    rows: int
    mark: str = ","


def tables(folder: Path, formats: tuple[str, ...] = FORMATS, rows: int = ROWS) -> Iterator[Table]:
    """A table of each format: the first rows of its example again and again, each numbered."""
    for name in formats:
        with (EXAMPLES / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            dialect = csv.Sniffer().sniff(stream.readline(), delimiters=",;\t")
            stream.seek(0)
            header, *given = csv.reader(stream, dialect)
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream, dialect)
            out.writerow(header)
            for number in range(rows):
                first, *rest = given[number % min(2, len(given))]
                out.writerow([f"{first}{number}", *rest])
        yield Table(name, path, rows, dialect.delimiter)


def read(table: Table) -> int:
    """Read it as the product does; rows that came out or were told of as lost."""
    reader, told = known_formats()[table.format], 0
    for found in reader.read(table.path, reader.source):
        told += isinstance(found, Record) or (isinstance(found, Issue) and found.lost)
    return told


def peers(table: Table) -> list[tuple[str, Callable[[], object]]]:
    """What else takes the same file apart, every cell as a text."""

    def with_polars() -> object:
        import polars  # noqa: PLC0415 - a peer of benchmarks alone

        return polars.read_csv(table.path, infer_schema=False, separator=table.mark).rows()

    def with_csv() -> int:
        with table.path.open(encoding="utf-8", newline="") as stream:
            return sum(1 for _ in csv.DictReader(stream, delimiter=table.mark))

    return [("polars", with_polars), ("csv.DictReader", with_csv)]


def main() -> None:
    """Measure every table."""
    with TemporaryDirectory() as folder:
        for table in tables(Path(folder)):
            took, told = seconds(lambda table=table: read(table), RUNS)  # type: ignore[misc]
            metric(NAME, f"{table.format}_rows_per_second", table.rows / took, "rows/s")
            metric(NAME, f"{table.format}_rows_lost", table.rows - told, "rows", aim="0")
            for peer, work in peers(table):
                ratio = paired(lambda table=table: read(table), work, RUNS)  # type: ignore[misc]
                metric(NAME, f"{table.format}_over_{peer}", ratio, "times its time", peer=peer)


if __name__ == "__main__":
    main()
