"""The files in a tar archive, read from its beginning to its end and never back."""

import io
import tarfile
from collections.abc import Iterator

from tripoint_ingest.containers.budget import Budget, Bytes, Refusal

HEADER_BYTES_MAX = 2**20
"""What describes one member; longer descriptions would be held in memory."""

BROKEN = (tarfile.TarError, EOFError, ValueError)
"""What a broken archive raises while it is read."""

_CHUNK_BYTES = 2**20


class _Metered(io.RawIOBase):
    """Passes bytes on, so many at most until it is told again."""

    def __init__(self, stream: Bytes) -> None:
        super().__init__()
        self._stream = stream
        self.left: int | None = HEADER_BYTES_MAX

    def read(self, count: int = -1) -> bytes:
        """Bytes of the archive.

        Raises:
            Refusal: one member's description does not end.
        """
        chunk = self._stream.read(count)
        if self.left is not None:
            self.left -= len(chunk)
            if self.left < 0:
                raise Refusal(f"a member is described in more than {HEADER_BYTES_MAX:,} bytes")
        return chunk


def tar_members(stream: Bytes, budget: Budget) -> Iterator[tuple[str, Bytes | Refusal]]:
    """Name and stream of each file, folders left out; a refusal for what is no plain file.

    Raises:
        Refusal: the archive is broken, or cut, from here on.
    """
    metered = _Metered(stream)
    try:
        with tarfile.open(fileobj=metered, mode="r|") as archive:
            while True:
                metered.left = HEADER_BYTES_MAX
                member = archive.next()
                metered.left = None
                if member is None:
                    return
                if member.isdir():
                    budget.enter()  # the library remembers it
                else:
                    yield from _found(archive, member, budget)
    except BROKEN as error:
        raise Refusal(f"the tar archive is broken or cut here ({error})") from error


def _found(
    archive: tarfile.TarFile, member: tarfile.TarInfo, budget: Budget
) -> Iterator[tuple[str, Bytes | Refusal]]:
    content = archive.extractfile(member) if member.isreg() and not member.issparse() else None
    if content is None:
        yield member.name, Refusal("it is a link, a device or a file with holes, and no plain file")
        return
    yield member.name, content
    while rest := content.read(_CHUNK_BYTES):  # not wanted, but before the next description
        budget.spend(len(rest))
