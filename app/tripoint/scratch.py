"""A folder of this process's own in the temporary place, which outlives no process for long.

A service that ends clears its folder away. One that is killed cannot: the next to start does it for
it. Whether a folder's maker lives is told by a lock that the system lets go of when a process ends.
"""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from time import time

_MARK = ".held"
_YOUNG_SECONDS = 60.0
"""A folder that is this young may not be locked yet."""


class HeldFolder:
    """A folder that only its owner can open; made at once, and cleared by `cleanup`.

    Args:
        prefix: what its name begins with; folders of that prefix whose makers are gone are cleared.
    """

    def __init__(self, prefix: str) -> None:
        clear_left(prefix)
        self.path = Path(tempfile.mkdtemp(prefix=prefix))
        self._mark = (self.path / _MARK).open("wb")
        fcntl.flock(self._mark, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def cleanup(self) -> None:
        """Take it away with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._mark.close()


def clear_left(prefix: str) -> None:
    """Clear away this user's folders of a prefix that no living process holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):  # gone meanwhile, or not ours to touch
            if _is_left(folder):
                shutil.rmtree(folder)


def _is_left(folder: Path) -> bool:
    told = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or told.st_uid != os.getuid():
        return False
    if time() - told.st_mtime < _YOUNG_SECONDS:
        return False
    try:
        with (folder / _MARK).open("rb") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True
