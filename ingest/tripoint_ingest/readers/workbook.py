"""Rows of an Excel workbook. It is held whole while it is read, so its size is limited."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tripoint_graph.model import Issue
from tripoint_ingest.readers.table import Hints, Row, column_names, fitted, text_of
from tripoint_ingest.reading import Unreadable

WORKBOOK_BYTES_MAX = 64 * 2**20
"""Of the file."""

UNPACKED_BYTES_MAX = 512 * 2**20
"""Of all that is packed in it: a small file can hold a very large sheet."""

WORKBOOK_ROWS_MAX = 1_048_576
"""Of one sheet, as Excel has it."""

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of the newer and of the older Excel begin."""


def workbook_rows(path: Path, hints: Hints) -> Iterator[Row | Issue]:
    """Every row below the header.

    Raises:
        Unreadable: it is no workbook, too large, or has no such sheet.
    """
    sheet = _sheet(path, hints)
    if sheet.height > WORKBOOK_ROWS_MAX:
        raise Unreadable(f"{path.name}: a sheet of more than {WORKBOOK_ROWS_MAX:,} rows; cut it")
    names: list[str] | None = None
    for number, cells in enumerate(_cells(sheet), start=1):
        if number < hints.header_row or (names is None and not any(cells)):
            continue
        if names is None:
            while cells and not cells[-1].strip():
                cells.pop()
            names, faults = column_names(path.name, f"row {number}", cells)
            yield from faults
            continue
        yield from fitted(path.name, f"row {number}", names, cells)


def workbook_header(path: Path, hints: Hints) -> list[str]:
    """The headers of its sheet.

    Raises:
        Unreadable: as `workbook_rows`.
    """
    for number, cells in enumerate(_cells(_sheet(path, hints)), start=1):
        if number >= hints.header_row and any(cells):
            return cells
    return []


def _cells(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Every row of the sheet from its very first, so that numbers are those that people see."""
    first, width = sheet.start or (0, 0)
    for _ in range(first):
        yield []
    for row in sheet.iter_rows():
        yield [""] * width + [text_of(cell) for cell in row]


def _sheet(path: Path, hints: Hints) -> CalamineSheet:
    _check_size(path)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        if isinstance(hints.sheet, int):
            return book.get_sheet_by_index(hints.sheet - 1)
        return book.get_sheet_by_name(hints.sheet) if hints.sheet else book.get_sheet_by_index(0)
    except CalamineError as error:
        wanted = f"; wanted is sheet {hints.sheet!r}" if hints.sheet else ""
        raise Unreadable(
            f"{path.name}: this is no workbook that can be read ({error}){wanted}"
        ) from error


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as packed:
                size = max(size, sum(part.file_size for part in packed.infolist()))
        except zipfile.BadZipFile as error:
            raise Unreadable(f"{path.name}: this workbook is damaged ({error})") from error
    if size > UNPACKED_BYTES_MAX or path.stat().st_size > WORKBOOK_BYTES_MAX:
        raise Unreadable(
            f"{path.name}: a workbook of more than {WORKBOOK_BYTES_MAX:,} bytes, or of more than "
            f"{UNPACKED_BYTES_MAX:,} unpacked; save it as CSV"
        )
