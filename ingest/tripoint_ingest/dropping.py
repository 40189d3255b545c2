"""A folder that files are dropped into: which of them are complete, and where they go then."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tripoint_ingest.batch import ANSWERS

DONE = "done"
FAILED = "failed"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart")


@dataclass
class DropFolder:
    """Watches one folder by looking at it.

    A file is complete when size and time of change were the same at two looks, or when it was
    renamed into the folder under a name that was not there and has not been changed for as long
    as one look is from the next. Hidden files, folders and names that programs give to unfinished
    files are left alone.

    Attributes:
        folder: where files are dropped.
        leave: whether files stay where they are; those seen are remembered while the watch lasts.
    """

    folder: Path
    leave: bool = False
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    _dealt_with: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def complete(self) -> list[Path]:
        """Files that did not change since the last look, in the order of their names."""
        here = dict(self._looked())
        ready = [path for path, state in here.items() if self._seen.get(path) == state]
        self._seen = here
        self._dealt_with = {p: s for p, s in self._dealt_with.items() if here.get(p) == s}
        return sorted(path for path in ready if path not in self._dealt_with)

    def waiting(self) -> int:
        """How many files were there at the last look and are not dealt with."""
        return len(self._seen.keys() - self._dealt_with.keys())

    def take_away(self, path: Path, *, failed: bool) -> Path:
        """Put a file that was loaded, or could not be, where it belongs; gives its new place.

        A name that is taken there gets a number; nothing is overwritten.

        Raises:
            OSError: it cannot be moved.
        """
        if self.leave:
            self._dealt_with[path] = self._seen[path]
            return path
        place = self.folder / (FAILED if failed else DONE)
        place.mkdir(mode=0o700, exist_ok=True)
        target = next(each for each in _names(place / path.name) if not each.exists())
        os.rename(path, target)
        self._seen.pop(path, None)
        return target

    def _looked(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                unfinished = entry.name.lower().endswith(_UNFINISHED)
                if entry.name.startswith(".") or unfinished or entry.name == ANSWERS:
                    continue
                try:
                    if entry.is_file(follow_symlinks=False):
                        told = entry.stat(follow_symlinks=False)
                        yield Path(entry.path), (told.st_size, told.st_mtime_ns)
                except FileNotFoundError:
                    continue  # gone since the look began


def _names(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
