"""CSV files as `neo4j-admin database import full` reads them: one header, then quoted rows."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tripoint_graph.errors import StoreError

ARRAY_DELIMITER = "\x1f"
"""Between the items of an array: a character that no name holds."""

Cell = str | int | float | bool | bytes | datetime | Sequence[str] | Sequence[int] | None

# The importer knows no byte strings, but arrays of signed bytes, which the store keeps alike.
_BYTES = tuple(str(byte - 256 if byte > 127 else byte) for byte in range(256))


class Table:
    """One file of nodes or relationships.

    Args:
        path: the file to write.
        header: the columns, in the importer's notation: "id:ID(Record)", "number:long".
    """

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path = path
        self.rows = 0
        self._out = path.open("w", encoding="utf-8", newline="\n")
        self._out.write(",".join(header) + "\n")

    def add(self, *cells: Cell) -> None:
        """Write one row, a cell for each column."""
        self.rows += 1
        self._out.write(",".join([_written(cell) for cell in cells]) + "\n")

    def close(self) -> None:
        """The file is whole."""
        self._out.close()


def _written(cell: Cell) -> str:
    r"""A cell; null is nothing at all, which an empty text in quotation marks is not.

    >>> [_written(cell) for cell in (None, 'say "no" now', b"\x00\xff", True)]
    ['', '"say ""no"" now"', '"0\x1f-1"', 'true']
    """
    match cell:
        case None:
            return ""
        case str():
            return _quoted(cell)
        case bytes():
            return _quoted(ARRAY_DELIMITER.join([_BYTES[byte] for byte in cell]))
        case bool() | int() | float():
            return repr(cell).lower()
        case datetime():
            return cell.isoformat()
        case _:
            return _array(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _array(items: Sequence[str] | Sequence[int]) -> str:
    """An array; an empty one cannot be written, and is nothing."""
    texts = [str(item) for item in items]
    if any(ARRAY_DELIMITER in text for text in texts):
        raise StoreError(f"{texts!r} holds a control character (U+001F): rename it at its source")
    return _quoted(ARRAY_DELIMITER.join(texts)) if texts else ""
