"""Which files hold others, told by how they begin and never by their names."""

from enum import Enum
from pathlib import Path

HEAD_BYTES = 512
_TAR_MARK_AT = 257
_SIGNATURES = {
    b"\x1f\x8b": "gz",
    b"\x28\xb5\x2f\xfd": "zst",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar",
}
_WORKBOOK_PARTS = ("[Content_Types].xml", "xl/workbook.bin", "mimetype")
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xlsb", ".ods")


class Packing(Enum):
    """How a file holds others."""

    GZ = "gz"
    ZST = "zst"
    ZIP = "zip"
    TAR = "tar"
    BZIP2 = "bzip2"
    XZ = "xz"
    SEVEN_ZIP = "7z"
    RAR = "rar"


def packing(path: Path) -> Packing | None:
    """How a file holds others, or None where it holds none; a workbook is a file of its own.

    Raises:
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if is_tar(head):
        return Packing.TAR
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            found = Packing(name)
            return None if found is Packing.ZIP and _is_workbook(path, head) else found
    return None


def is_tar(head: bytes) -> bool:
    """Whether a tar archive begins like this."""
    return head[_TAR_MARK_AT : _TAR_MARK_AT + 5] == b"ustar"


def _is_workbook(path: Path, head: bytes) -> bool:
    """Excel and OpenDocument workbooks are zip files; their first part says so, or their name."""
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("latin-1")
    if first in _WORKBOOK_PARTS or path.suffix.lower() in _WORKBOOK_NAMES:
        return True
    return first.startswith(("xl/", "_rels/", "docProps/"))
