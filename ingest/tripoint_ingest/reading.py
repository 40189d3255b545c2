"""The contract of readers: one file in, records and issues out, in the order of the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Grade, Handling, Issue, Record

LINE_BYTES_MAX = 1_048_576
"""A line of a text file; a longer one is no row of anything."""

SEGMENT_BYTES_MAX = 65_536
"""An EDIFACT segment; real ones stay under one kilobyte."""

CELL_CHARACTERS_MAX = 10_000
"""One value: a cell, an element, a component."""

RAW_CHARACTERS_MAX = 20_000
"""A record's own words, as kept for people to check against."""

SNIFF_BYTES = 65_536
"""How much of a file `auto` looks at."""


class Unreadable(TripointError):
    """Nothing (more) of a file can be read; the message says where it stopped and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks in a file.

    Attributes:
        name: the source's name; independent sources have different names.
        handling: who may see what it says.
        grade: how far it is to be believed where a record says nothing of its own.
    """

    name: str
    handling: Handling
    grade: Grade


@dataclass(frozen=True, slots=True)
class Edition:
    """Said by a file that holds all that its source had to say at one time, such as a list.

    Attributes:
        version: the date or time of the edition, as ISO 8601 has it; orders editions.
    """

    version: str


Found = Record | Issue | Edition


class Reader(Protocol):
    """Reads one format. Its memory does not grow with the file."""

    @property
    def name(self) -> str:
        """The format's name on the command line."""
        ...

    @property
    def title(self) -> str:
        """What it reads, in a line."""
        ...

    @property
    def source(self) -> Source:
        """Who speaks where nobody says otherwise."""
        ...

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a file that begins like this (`SNIFF_BYTES` at most) is of this format."""
        ...

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """Records, and issues for what is wrong, in the order of the file; where the file is an
        edition, that first.

        Raises:
            Unreadable: nothing (more) can be read.
            OSError: the file cannot be opened.
        """
        ...


@runtime_checkable
class InSeveralFiles(Protocol):
    """A reader whose one file is read with others that lie beside it."""

    def is_part(self, path: Path) -> bool:
        """Whether a file is one of those others, and the one that it is read with is there."""
        ...


@runtime_checkable
class Forgiving(Protocol):
    """A reader that loads what it can of a faulty message, unless it is asked not to."""

    def strictly(self) -> Reader:
        """The same reader, which leaves out messages that have anything wrong."""
        ...
