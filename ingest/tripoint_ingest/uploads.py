"""Files that somebody sent, kept for a while under names that cannot do harm."""

import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from tripoint_graph.errors import TripointError

UPLOADS_MAX = 50
"""Files that wait to be read, at most."""

KEPT_SECONDS = 3_600.0
"""How long a file waits to be read before it goes."""

NAME_CHARACTERS = 120
_FORBIDDEN = re.compile(r'[<>:"|?*]')


class UploadRefused(TripointError):
    """A file that is not taken in, or one that is not there."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent.

    Attributes:
        id: what it is asked for by; nobody guesses it.
        name: its name as it is kept.
        path: where it lies.
        since: when it began to come, in seconds of `monotonic`.
    """

    id: str
    name: str
    path: Path
    since: float


@dataclass
class Uploads:
    """Files in a folder of their own, each in a folder by its id.

    Attributes:
        folder: where they lie; whoever made it clears it away.
        clock: seconds that only go forward.
    """

    folder: Path
    clock: Callable[[], float] = monotonic
    _held: dict[str, Upload] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, name: str) -> Upload:
        """An empty file to be filled.

        Raises:
            UploadRefused: too many wait already.
        """
        with self._lock:
            self._forget_old()
            if len(self._held) >= UPLOADS_MAX:
                raise UploadRefused(
                    f"{UPLOADS_MAX} files wait to be read already; hold or rehearse them first"
                )
            id, kept = secrets.token_hex(16), safe_name(name)
            place = self.folder / id
            place.mkdir(mode=0o700, parents=True)
            upload = Upload(id, kept, place / kept, self.clock())
            upload.path.touch(mode=0o600)
            self._held[id] = upload
        return upload

    def find(self, id: str) -> Upload:
        """A file by its id.

        Raises:
            UploadRefused: there is none.
        """
        with self._lock:
            found = self._held.get(id)
        if found is None:
            raise UploadRefused(
                f"no file {id[:40]!r} waits to be read; one waits for an hour: send it again"
            )
        return found

    def drop(self, id: str) -> None:
        """Take a file away, if it is there."""
        with self._lock:
            if found := self._held.pop(id, None):
                shutil.rmtree(found.path.parent, ignore_errors=True)

    def _forget_old(self) -> None:
        for old in [u for u in self._held.values() if self.clock() - u.since > KEPT_SECONDS]:
            del self._held[old.id]
            shutil.rmtree(old.path.parent, ignore_errors=True)


def safe_name(name: str) -> str:
    r"""The last part of a name, without what a path, a terminal or a hidden file would be made of.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\lists\\un.xml"), safe_name("..")
    ('passwd', 'un.xml', 'upload')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    told = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in last)
    clean = _FORBIDDEN.sub("_", told).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if len(clean) > NAME_CHARACTERS and dot and len(suffix) < NAME_CHARACTERS // 4:
        clean = f"{stem[: NAME_CHARACTERS - len(suffix) - 1]}.{suffix}"
    short = clean[:NAME_CHARACTERS]
    while len(short.encode()) > 2 * NAME_CHARACTERS:  # a file system counts bytes
        short = short[1:]
    return short.strip(" .") or "upload"
