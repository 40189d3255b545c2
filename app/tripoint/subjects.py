"""Who is in a file: its records read without storing anything, and whom of them to screen."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Record
from tripoint_ingest.batch import pieces
from tripoint_ingest.containers import Refused
from tripoint_ingest.formats import detect
from tripoint_ingest.reading import Edition, Reader
from tripoint_ingest.sources import Sources
from tripoint_resolution.profile import KINDS, Profile, profile_of

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody to be screened.

    Attributes:
        place: where they stand ("paxlst.edi message 1 passenger 3"), or how they were named.
        record: the record that tells of them; key: of their mention in it.
        profile: what is known of them.
    """

    place: str
    record: Record
    key: str
    profile: Profile


def subjects_in(
    path: Path, reader: Reader | None, sources: Sources, note: Note, fail: Note
) -> Iterator[Subject]:
    """Everybody in a file of any known format, or in each file of a container.

    Rows of which nothing can be made are told to `note`, a file that cannot be read to its end to
    `fail`, and the rest goes on.
    """
    for found in pieces(path):
        if isinstance(found, Refused):
            fail(f"{found.name}: {found.reason}")
            continue
        try:
            chosen = reader or detect(found.path)
            for each in chosen.read(found.path, sources.source(chosen.source, "")):
                if isinstance(each, Record):
                    yield from subjects_of(each)
                elif not isinstance(each, Edition):
                    note(f"{each.file} {each.position}: {each.reason}")
        except (TripointError, OSError) as error:
            fail(str(error).replace(str(found.path), found.name))


def subjects_of(record: Record) -> Iterator[Subject]:
    """Everybody whom a record names; nobody of a list's own record."""
    if record.handling.category is Category.LIST:
        return
    for mention in record.mentions:
        if mention.kind in KINDS:
            profile = profile_of(record, mention.key)
            if profile.names:
                place = record.origin or record.source_key
                yield Subject(place, record, mention.key, profile)
