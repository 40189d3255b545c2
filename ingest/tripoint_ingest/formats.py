"""Every format that can be read, by name; and which of them a file is."""

from functools import cache
from pathlib import Path

from tripoint_graph.errors import TripointError
from tripoint_ingest.mapping.mapped import MappedReader, load_mapping, shipped_mappings
from tripoint_ingest.readers.airline_routes import AirlineRoutesReader
from tripoint_ingest.readers.lists import list_readers
from tripoint_ingest.readers.manifests import ManifestReader
from tripoint_ingest.readers.openflights_airports import OpenFlightsAirportsReader
from tripoint_ingest.readers.paxlst import PaxlstReader
from tripoint_ingest.readers.pnrgov import PnrgovReader
from tripoint_ingest.readers.rows import Hints, headers, is_workbook, workbook_header
from tripoint_ingest.readers.un_list import UnListReader
from tripoint_ingest.readers.un_locode import UnLocodeReader
from tripoint_ingest.readers.wco_xml import WcoXmlReader
from tripoint_ingest.reading import SNIFF_BYTES, InSeveralFiles, Reader, Unreadable

AUTO = "auto"
_MAPPING_SUFFIXES = (".yaml", ".yml")


class UnknownFormat(TripointError):
    """A format that nobody reads, or a mapping file that does not hold together."""


@cache
def known_formats() -> dict[str, Reader]:
    """Format name to its reader: those written in Python, then the shipped mappings."""
    readers: list[Reader] = [
        PaxlstReader(),
        PnrgovReader(),
        ManifestReader("CUSCAR"),
        ManifestReader("IFTMCS"),
        WcoXmlReader(),
        UnListReader(),
        *list_readers(),
        UnLocodeReader(),
        AirlineRoutesReader(),
        OpenFlightsAirportsReader(),
        *shipped_mappings(),
    ]
    return {reader.name: reader for reader in readers}


def family(reader: Reader) -> str:
    """What sort of information a format brings: the category that its records are handled by."""
    return str(reader.source.handling.category)


def format_named(name: str) -> Reader:
    """The reader of that name, or of a mapping in a YAML file.

    Raises:
        UnknownFormat: there is none; the message lists those there are.
    """
    if name in known_formats():
        return known_formats()[name]
    if is_mapping(name):
        return load_mapping(Path(name))
    raise UnknownFormat(
        f"no format {name!r}; write {AUTO}, the path of a mapping (.yaml), or one of: "
        + ", ".join(known_formats())
    )


def format_again(name: str) -> Reader:
    """The reader that has read a run, by the format that the run tells.

    Raises:
        UnknownFormat: a mapping of somebody's own has read it, which has to be given again.
    """
    if name in known_formats():
        return known_formats()[name]
    raise UnknownFormat(
        f"a mapping of your own, {name!r}, has read it: give its file, `--mapping {name}.yaml`"
    )


def is_mapping(name: str) -> bool:
    """Whether a format is named by the file of a mapping."""
    return name.lower().endswith(_MAPPING_SUFFIXES)


def detect(path: Path) -> Reader:
    """The one format that a file's content looks like.

    Raises:
        Unreadable: no format claims it, or several do; the message says what to do.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(SNIFF_BYTES)
    candidates = _candidates(path, head)
    if len(candidates) == 1:
        return candidates[0]
    if best := _knowing_most(candidates, path, head):
        return best
    if candidates:
        names = " or ".join(reader.name for reader in candidates)
        raise Unreadable(f"{path}: could be {names}; name the format instead of {AUTO}")
    if not head:
        raise Unreadable(f"{path}: the file is empty")
    raise Unreadable(
        f"{path}: looks like none of the known formats (`tripoint formats` lists them); for a "
        "table `tripoint map suggest FILE` proposes a mapping"
    )


def is_read_with_another(path: Path) -> bool:
    """Whether a file is a part of a list or network in several files, of which the first lies
    beside it.
    """
    readers = known_formats().values()
    return any(each.is_part(path) for each in readers if isinstance(each, InSeveralFiles))


def _knowing_most(candidates: list[Reader], path: Path, head: bytes) -> Reader | None:
    """Of mappings alone, the one that knows every header that another knows, and more."""
    tables = [each for each in candidates if isinstance(each, MappedReader)]
    if not tables or len(tables) < len(candidates):
        return None
    names = workbook_header(path, Hints()) if is_workbook(head) else None
    known = [
        (each, each.known(names or headers(head, each.mapping.file.hints()))) for each in tables
    ]
    best, most = max(known, key=lambda pair: len(pair[1]))
    return best if all(each is best or theirs < most for each, theirs in known) else None


def _candidates(path: Path, head: bytes) -> list[Reader]:
    if not is_workbook(head):
        return [reader for reader in known_formats().values() if reader.sniff(head, path.name)]
    names = workbook_header(path, Hints())  # a workbook does not tell by how it begins
    tables = (reader for reader in known_formats().values() if isinstance(reader, MappedReader))
    return [reader for reader in tables if reader.fits(names)]
