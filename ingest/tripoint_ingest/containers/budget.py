"""How much may come out of one file, so that a small file cannot fill a disk or a day."""

from dataclasses import dataclass
from typing import Protocol

from tripoint_graph.errors import TripointError

UNPACKED_BYTES_MAX = 64 * 2**30
"""What may come out of one file, everything inside it counted."""

RATIO_MAX = 200
"""How many times its own size may come out of one file: text is packed 5 to 50 times."""

FREE_BYTES = 64 * 2**20
"""What may come out whatever the ratio: small files of one repeated line are no attack."""

MEMBERS_MAX = 20_000
"""Files inside one file, at all depths together."""

NESTING_MAX = 2
"""An archive in an archive is opened, and what is packed in that; no deeper."""


class Bytes(Protocol):
    """A stream of bytes, read from its beginning to its end."""

    def read(self, size: int = -1, /) -> bytes:
        """So many of them at most, none at the end."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Refusal(TripointError):
    """A member, or all that follows in a file, is not unpacked; the message says why."""


class Spent(Refusal):
    """A file held more than may come out of one: nothing more of it is unpacked."""


@dataclass(slots=True)
class Budget:
    """What may still come out of one file.

    Attributes:
        size: bytes of the file itself.
        spent: bytes unpacked so far, those of archives inside it among them.
        members: files found inside so far.
    """

    size: int
    spent: int = 0
    members: int = 0

    def spend(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            Spent: it is too much.
        """
        self.spent += count
        if self.spent > UNPACKED_BYTES_MAX:
            raise Spent(f"more than {UNPACKED_BYTES_MAX:,} bytes are packed in it")
        if self.spent > max(FREE_BYTES, RATIO_MAX * self.size):
            raise Spent(
                f"it unpacks to more than {RATIO_MAX} times its {self.size:,} bytes, as attacks "
                "do; unpack it yourself if you trust it"
            )

    def enter(self) -> None:
        """Count one member.

        Raises:
            Spent: there are too many.
        """
        self.members += 1
        if self.members > MEMBERS_MAX:
            raise Spent(f"more than {MEMBERS_MAX:,} files are packed in it")
