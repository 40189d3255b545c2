"""The files in a zip archive, one stream after another."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tripoint_ingest.containers.budget import Bytes, Refusal

DIRECTORY_BYTES_MAX = 4 * 2**20
"""An archive's table of contents, which is held whole: about 40,000 names."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error)
"""What a broken archive raises while it is read."""

_END = b"PK\x05\x06"
_END_BYTES_MAX = 22 + 65_535
_END_64_LOCATOR = b"PK\x06\x07"
_IN_64 = 0xFFFFFFFF
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def zip_members(path: Path) -> Iterator[tuple[str, Bytes | Refusal]]:
    """Name and stream of each file, folders left out; a refusal for one that cannot be had.

    Raises:
        Refusal: it is no whole archive, or its table of contents is too long.
    """
    try:
        size = _directory_bytes(path)
        if size > DIRECTORY_BYTES_MAX:
            raise Refusal(f"its table of contents has {size:,} bytes: too many files")
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise Refusal(f"the zip archive is broken or cut ({error})") from error
    with archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            found = _opened(archive, info)
            yield info.filename, found
            if not isinstance(found, Refusal):
                found.close()


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Bytes | Refusal:
    if info.flag_bits & _ENCRYPTED:
        return Refusal("it is encrypted; unpack it with its password and load what comes out")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refusal("it is a link and no file")
    if info.compress_type not in _METHODS:
        return Refusal(
            f"it is packed by a method that is not read ({info.compress_type}); "
            "pack it anew with the usual one (deflate)"
        )
    try:
        return archive.open(info)
    except (*BROKEN, RuntimeError, NotImplementedError) as error:
        return Refusal(f"it is broken ({error})")


def _directory_bytes(path: Path) -> int:
    """How long the table of contents is, by the archive's last record."""
    with path.open("rb") as stream:
        length = stream.seek(0, 2)
        stream.seek(max(0, length - _END_BYTES_MAX))
        tail = stream.read()
        at = tail.rfind(_END)
        if at < 0:
            raise zipfile.BadZipFile("its end is missing")
        (size,) = struct.unpack_from("<L", tail, at + 12)
        locator = tail[max(0, at - 20) : at]
        if size != _IN_64 or not locator.startswith(_END_64_LOCATOR):
            return int(size)
        (where,) = struct.unpack_from("<Q", locator, 8)
        stream.seek(where)
        (size,) = struct.unpack_from("<Q", stream.read(56), 40)
        return int(size)
