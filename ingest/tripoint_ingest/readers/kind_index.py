"""Which kind an id has, for millions of ids in little memory."""

from array import array
from hashlib import blake2b

import numpy as np


class KindIndex:
    """Ids to kinds in nine bytes an id; ids are kept as 64-bit hashes.

    Two ids of the same hash (one chance in 10^6 among 10^6.5 ids) would share a kind.
    """

    def __init__(self) -> None:
        self._hashes = array("Q")
        self._codes = bytearray()
        self._kinds: list[str] = []
        self._order = np.empty(0, np.int64)
        self._sorted = np.empty(0, np.uint64)

    def add(self, reference: str, kind: str) -> None:
        """Say which kind an id has; the last word holds."""
        if kind not in self._kinds:
            self._kinds.append(kind)
        self._hashes.append(_hash(reference))
        self._codes.append(self._kinds.index(kind))

    def seal(self) -> None:
        """Make it ready to be asked."""
        hashes = np.frombuffer(self._hashes, np.uint64) if self._hashes else self._sorted
        self._order = np.argsort(hashes, kind="stable")
        self._sorted = hashes[self._order]

    def kind(self, reference: str) -> str:
        """The kind of an id, or "" where nobody said."""
        wanted = np.uint64(_hash(reference))
        at = int(np.searchsorted(self._sorted, wanted, side="right")) - 1
        if at < 0 or self._sorted[at] != wanted:
            return ""
        return self._kinds[self._codes[int(self._order[at])]]


def _hash(reference: str) -> int:
    digest = blake2b(reference.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
