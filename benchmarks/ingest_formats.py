"""How fast each format is read, beside the best public parser of it on the same bytes.

A reader makes records: names in order, dates, documents, links. Its peer only takes the file apart:
pydifact for EDIFACT, lxml.iterparse for XML, polars for delimited rows. Beside both stands our bare
tokenizer, of whose speed a reader should keep a third. `rows_lost` counts records that went in and
did not come out.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import made_lists
import orjson
from lxml import etree
from made_manifests import write_manifests
from networkx import read_gml, read_pajek
from repeated_examples import EDIFACT, JSON, XML
from report import QUICK, metric, paired, seconds

sys.path[:0] = [str(Path(__file__).parents[1] / "tests")]

from paxlst_by_hand import write_passengers  # noqa: E402 - of the tests, named above

from tripoint_graph.collector import collector_seldom  # noqa: E402
from tripoint_graph.model import Record  # noqa: E402
from tripoint_ingest.formats import known_formats  # noqa: E402
from tripoint_ingest.readers.edifact import segments  # noqa: E402
from tripoint_ingest.reading import Found  # noqa: E402

NAME = "ingest_formats"
RUNS = 3
SIZE = 2_000 if QUICK else 20_000
"""Records in each file."""
GTAS_DAY = 67_280
"""Messages of a day that the nearest rival was designed for."""


@dataclass(frozen=True)
class Case:
    """One format: a file of so many records, and what a peer does with it."""

    format: str
    path: Path
    records: int
    peer: str
    parse: Callable[[], object]
    bare: Callable[[], object] | None = None


def read(case: Case) -> int:
    """Read the file as the product does; gives how many records came out."""
    reader = known_formats()[case.format]
    return sum(isinstance(found, Record) for found in reader.read(case.path, reader.source))


def pnr_booking(number: int) -> list[str]:
    """One booking of two people on two flights, checked in on the first."""
    people = (("TAN", f"ALI{number} MR", "1"), ("LIM", f"MEI{number} MS", "2"))
    segments_: list[str] = [
        "SRC",
        f"RCI+XY:{number:06X}:C:250226:1400",
        "DAT+700:270226:1005+710:250226:1410",
        "ORG+1A:CGK+15300011:JKT+++T+ID:IDR+A0001",
        f"ADD++700:JL CONTOH {number}:JAKARTA:::ID:10110:62812{number:08}",
    ]
    for surname, given, reference in people:
        segments_ += [
            f"TIF+{surname}+{given}:A:{reference}",
            f"REF+:P{number}{reference}",
            f"SSR+DOCS:HK:1:XY:::::/P/IDN/C{number:06}{reference}/IDN/10JAN91/M/18FEB31/"
            f"{surname}/{given}+::{reference}",
            f"TKT+12612{number:07}{reference}:T:2",
        ]
    segments_ += [
        "FOP+CC::2900000:VI:411111XXXXXX1111:0928",
        "TVL+010326:1020:010326:1320+CGK+KUL+XY+880:Y",
        "RPI+2+HK",
        "SSR+SEAT:HK:2:XY:::CGK:KUL+12A::1+12B::2",
        "DAT+2:010326:0830",
        "TRI++21:::1",
        f"TBD++1:21:700+++XY:{number:010}:1:KUL",
        "TVL+050326:1500:050326:1805+KUL+CGK+XY+881:Y",
        "RPI+2+HK",
    ]
    return segments_


def write_bookings(path: Path, bookings: int, *, each: int = 50) -> Path:
    """A file of so many bookings, so many in each message."""
    numbers, references = count(1), count(1)
    with path.open("w") as file:
        file.write("UNA:+.?*'UNB+IATA:1+XY+GOV+260301:0915+1'\n")
        messages = 0
        for start in range(0, bookings, each):
            number = next(references)
            body = [f"UNH+{number}+PNRGOV:15:1:IA", "MSG+:22"]
            body += ["TVL+010326:1020:010326:1320+CGK+KUL+XY+880"]
            body += [f"EQN+{min(each, bookings - start)}"]
            for _ in range(min(each, bookings - start)):
                body += pnr_booking(next(numbers))
            body += [f"UNT+{len(body) + 1}+{number}"]
            file.write("'\n".join(body) + "'\n")
            messages += 1
        file.write(f"UNZ+{messages}+1'\n")
    return path


def write_list(path: Path, people: int) -> Path:
    """A UN list of so many people."""
    with path.open("w") as file:
        file.write('<CONSOLIDATED_LIST dateGenerated="2026-01-01"><INDIVIDUALS>')
        for number in range(people):
            file.write(
                f"<INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>"
                f"<FIRST_NAME>ALI{number}</FIRST_NAME><SECOND_NAME>TAN</SECOND_NAME>"
                "<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>"
                f"<REFERENCE_NUMBER>QDi.{number % 1000:03}</REFERENCE_NUMBER>"
                "<LISTED_ON>2003-04-05</LISTED_ON><COMMENTS1>Some words about them.</COMMENTS1>"
                "<NATIONALITY><VALUE>Indonesia</VALUE></NATIONALITY>"
                f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>ALEE {number}</ALIAS_NAME>"
                "</INDIVIDUAL_ALIAS><INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport"
                f"</TYPE_OF_DOCUMENT><NUMBER>C{number:07}</NUMBER></INDIVIDUAL_DOCUMENT>"
                "<INDIVIDUAL_DATE_OF_BIRTH><DATE>1980-01-01</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
                "</INDIVIDUAL>\n"
            )
        file.write("</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>")
    return path


def write_rows(path: Path, example: Path, rows: int) -> tuple[Path, int]:
    """A table of so many rows: an example's, again and again with another first column."""
    header, *lines = example.read_text("utf-8").splitlines()
    kept = lines[:1]
    with path.open("w", encoding="utf-8") as file:
        file.write(header + "\n")
        for number in range(rows):
            first, comma, rest = kept[0].partition(",")
            file.write(f"{first}{number}{comma}{rest}\n")
    return path, rows


def with_pydifact(path: Path) -> Callable[[], object]:
    """Take an EDIFACT file apart with pydifact."""
    from pydifact.segmentcollection import RawSegmentCollection  # noqa: PLC0415 - a peer of two

    return lambda: sum(1 for _ in RawSegmentCollection.from_str(path.read_text()).segments)


def with_lxml(path: Path, tag: str) -> Callable[[], object]:
    """Walk an XML file with lxml, letting go of each element."""

    def walk() -> int:
        found = 0
        for _, element in etree.iterparse(path, tag=tag):
            found += 1
            element.clear()
        return found

    return walk


def with_polars(path: Path, *, header: bool = True) -> Callable[[], object]:
    """Read a table with polars, every cell a text."""

    def rows() -> object:
        import polars  # noqa: PLC0415 - a peer of one

        read_ = polars.read_csv(
            path, infer_schema=False, has_header=header, truncate_ragged_lines=True
        )
        return read_.rows()

    return rows


def with_orjson(path: Path) -> Callable[[], object]:
    """Read JSON lines with orjson."""

    def walk() -> int:
        with path.open("rb") as stream:
            return sum(1 for line in stream if orjson.loads(line))

    return walk


def with_our_tokenizer(path: Path) -> Callable[[], object]:
    """Take an EDIFACT file apart, and nothing else."""

    def walk() -> int:
        with path.open("rb") as stream:
            return sum(1 for _ in segments(stream))

    return walk


def cases(folder: Path) -> Iterator[Case]:
    """A file of each family."""
    examples = Path(__file__).parents[1] / "docs" / "examples"
    passengers = write_passengers(folder / "p.edi", SIZE)
    bookings = write_bookings(folder / "b.edi", SIZE // 2)
    list_ = write_list(folder / "l.xml", SIZE)
    rows, count_ = write_rows(folder / "r.csv", examples / "sea-manifest.csv", SIZE)
    tokenized = with_our_tokenizer
    yield Case(
        "paxlst", passengers, SIZE, "pydifact", with_pydifact(passengers), tokenized(passengers)
    )
    yield Case(
        "pnrgov", bookings, SIZE // 2, "pydifact", with_pydifact(bookings), tokenized(bookings)
    )
    bare = with_lxml(list_, "INDIVIDUAL")
    yield Case("un-sc-list", list_, SIZE, "lxml.iterparse", bare, bare)
    yield Case("sea-manifest", rows, count_, "polars", with_polars(rows))
    yield from repeated(folder)
    yield from made(folder)
    write_manifests(folder, SIZE, each=SIZE)
    ships = folder / "ship-0.edi"
    yield Case("cuscar", ships, SIZE, "pydifact", with_pydifact(ships), tokenized(ships))


def made(folder: Path) -> Iterator[Case]:
    """Lists, networks and places."""
    for name in made_lists.MADE:
        path = made_lists.write(folder, name, SIZE)
        records = sum(isinstance(found, Record) for found in _found(name, path))
        if name == "graphml":
            bare = with_lxml(path, "{*}node")
            yield Case(name, path, max(SIZE, records), "lxml.iterparse", bare, bare)
        elif name == "pajek":
            yield Case(name, path, max(SIZE, records), "networkx", partial(read_pajek, path))
        elif name == "gml":
            yield Case(name, path, max(SIZE, records), "networkx", partial(read_gml, path))
        elif name == "stix-2.1":
            whole = partial(orjson.loads, path.read_bytes())
            yield Case(name, path, max(SIZE, records), "orjson", whole, whole)
        else:
            yield Case(name, path, max(SIZE, records), "polars", with_polars(path, header=False))


def _found(name: str, path: Path) -> Iterator[Found]:
    reader = known_formats()[name]
    return reader.read(path, reader.source)


def repeated(folder: Path) -> Iterator[Case]:
    """Examples, a unit of each again and again."""
    for unit in (*XML, *JSON, *EDIFACT):
        alone = Case(unit.format, unit.write(folder, 1), 1, "", lambda: None)
        records = SIZE + read(alone) - 1
        path = unit.write(folder, SIZE)
        if unit in XML:
            bare = with_lxml(path, "{*}" + unit.begin.strip("<>").rpartition(":")[2])
            yield Case(unit.format, path, records, "lxml.iterparse", bare, bare)
        elif unit in JSON:
            bare = with_orjson(path)
            yield Case(unit.format, path, records, "orjson", bare, bare)
        else:
            tokens = with_our_tokenizer(path)
            yield Case(unit.format, path, records, "pydifact", with_pydifact(path), tokens)


def measure(case: Case) -> None:
    """Print what one format comes to."""
    ratio = paired(lambda: read(case), case.parse, RUNS)
    taken, records = seconds(lambda: read(case), 1)
    size = case.path.stat().st_size / 2**20
    peer = case.peer.replace(".", "_")
    metric(NAME, f"{case.format}_records_per_second", records / taken, "records/s")
    metric(NAME, f"{case.format}_megabytes_per_second", size / taken, "MiB/s")
    metric(NAME, f"{case.format}_over_{peer}", ratio, "ratio of times", peer=case.peer, aim="< 1")
    metric(NAME, f"{case.format}_rows_lost", case.records - records, "records", aim="0")
    if case.bare is not None:
        share = paired(case.bare, lambda: read(case), RUNS)
        metric(NAME, f"{case.format}_of_bare", share, "share of the bare speed", aim=">= 0.33")


def a_day(folder: Path) -> None:
    """The messages of the rival's design day, one booking in each, read and made into records."""
    messages = GTAS_DAY // (20 if QUICK else 1)
    path = write_bookings(folder / "day.edi", messages, each=1)
    case = Case("pnrgov", path, messages, "", lambda: None)
    taken, records = seconds(lambda: read(case), 1)
    metric(NAME, "gtas_day_read_seconds", taken * GTAS_DAY / messages, "s", aim="about 60")
    metric(NAME, "gtas_day_rows_lost", messages - records, "records", aim="0")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch, collector_seldom():  # as loading does, and for peers too
        for each in cases(Path(scratch)):
            measure(each)
        a_day(Path(scratch))
