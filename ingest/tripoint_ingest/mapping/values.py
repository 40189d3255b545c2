"""Cells to values: dates, numbers and weights, each as its property's type wants it."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from tripoint_graph.moments import span
from tripoint_ingest import units

YEAR_MIN, YEAR_MAX = 1900, 2100
"""Dates of living people and of their trade; anything else is a slip of the pen."""

FORMED = frozenset({"date", "moment", "number"})
"""Property types that are written in one form alone; the others are kept as given."""

PARTS_MAX = 500
"""Of one cell that is cut in parts."""

_NO_VALUE = frozenset({"", "-", "--", "n/a", "null", "none", "nil"})
_BLANKS = re.compile(r"[\s'’]")
# Grouped in threes (or, in India, in twos before the last three) by commas, decimals by a point.
_GROUPED = re.compile(r"[+-]?[1-9](?:\d{0,2}(?:,\d{3})+|\d?(?:,\d\d)*,\d{3})(?:\.\d*)?")
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_POWERED = re.compile(r"[+-]?\d(?:\.\d{1,20})?[eE][+-]\d\d?", re.ASCII)
_SWAPPED = str.maketrans(",.", ".,")
_MEASURE = re.compile(r"([\d.,'’\s+-]*\d[.,]?)\s*([^\d\s].*)?", re.ASCII)


class BadValue(ValueError):
    """A cell that does not hold what its column must."""


def filled(cell: str) -> str:
    """A cell without its blanks; "" for the ways in which people write nothing."""
    text = " ".join(cell.split())
    return "" if len(text) <= 4 and text.lower() in _NO_VALUE else text


def cut(text: str, marks: Iterable[str]) -> list[str]:
    """A cell's parts between any of these marks, each once, in order.

    Raises:
        BadValue: there are too many.
    """
    parts = [text]
    for mark in marks:
        parts = [piece for part in parts for piece in part.split(mark)]
    found = list(dict.fromkeys(filter(None, map(filled, parts))))
    if len(found) > PARTS_MAX:
        raise BadValue(f"the cell holds {len(found)} parts, {PARTS_MAX} at most")
    return found


def typed(type_name: str, cell: str, dates: tuple[str, ...], decimal: str = ".") -> str:
    """A filled cell in the form that its property's type has.

    Raises:
        BadValue: it cannot be one; the message says why and what would be.
    """
    if type_name == "number":
        return number(cell, decimal)
    return _date(cell, dates) if type_name in FORMED else cell


@lru_cache(maxsize=65536)
def _date(cell: str, dates: tuple[str, ...]) -> str:
    for form in dates:
        try:
            read = datetime.strptime(cell, form)
        except ValueError:
            continue
        return _told(cell, read, _precision(form))
    if re.fullmatch(r"\d{4}(-\d\d)?", cell, re.ASCII):
        return _partial(cell)
    try:
        read = datetime.fromisoformat(cell)
    except ValueError:
        expected = ", ".join(dates)
        raise BadValue(f"{cell!r} is no date of the form {expected} or ISO 8601") from None
    return _told(cell, read, _MINUTE if ":" in cell or "T" in cell else _DAY)


_MINUTE, _DAY, _MONTH, _YEAR = "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%Y-%m", "%Y"


def _precision(form: str) -> str:
    """How precise a date of this form is: "Oct 2025" names no day."""
    if any(mark in form for mark in ("%H", "%I", "%c", "%X")):
        return _MINUTE
    if any(mark in form for mark in ("%d", "%j", "%x", "%D", "%u", "%w", "%a", "%A")):
        return _DAY
    return _MONTH if any(mark in form for mark in ("%m", "%b", "%B")) else _YEAR


def _told(cell: str, read: datetime, precision: str) -> str:
    utc = read.astimezone(UTC) if read.tzinfo and YEAR_MIN < read.year < YEAR_MAX else read
    if not YEAR_MIN <= utc.year <= YEAR_MAX:
        raise BadValue(f"{cell!r} is in the year {utc.year}, before {YEAR_MIN} or after {YEAR_MAX}")
    return utc.strftime(precision)


def _partial(cell: str) -> str:
    try:
        span(cell)
    except ValueError as error:
        raise BadValue(f"{cell!r} is no date ({error})") from None
    if not YEAR_MIN <= int(cell[:4]) <= YEAR_MAX:
        raise BadValue(f"{cell!r} is a year before {YEAR_MIN} or after {YEAR_MAX}")
    return cell


def number(cell: str, decimal: str = ".") -> str:
    """A number with a point before its decimals and nothing between its thousands.

    What leaves it open which mark is which ("1.234") goes by `decimal`; what does not ("12.345,5",
    "12,5") is read as it must be.

    Raises:
        BadValue: it is none.

    >>> number("1,234.5"), number("12.345,5"), number("34.183"), number("34.183", ",")
    ('1234.5', '12345.5', '34.183', '34183')
    """
    digits = _BLANKS.sub("", cell)
    if _POWERED.fullmatch(digits):  # as table calculations write what is very small or large
        return format(Decimal(digits), "f")
    if decimal == ",":
        digits = digits.translate(_SWAPPED)
    for text in (digits, digits.translate(_SWAPPED)):
        bare = text.replace(",", "") if _GROUPED.fullmatch(text) else text
        if _PLAIN.fullmatch(bare):
            return bare.removeprefix("+").removesuffix(".")
    raise BadValue(f"{cell!r} is no number")


def kilograms(cell: str, unit: str = "", decimal: str = ".") -> str:
    """A weight in kilograms; the cell's own unit goes before the one beside it, and neither is kg.

    Raises:
        BadValue: it is no weight, or in a unit that is not known to mean one thing.

    >>> kilograms("12.5 t"), kilograms("1,200", "LBS"), kilograms("870")
    ('12500', '544.310844', '870')
    """
    found = _MEASURE.fullmatch(cell)
    if not found:
        raise BadValue(f"{cell!r} is no weight")
    name = (found[2] or unit or "kg").casefold().strip(" .")
    known = units.unit(name)
    if known is None or known.measures != "kg":
        told = ", ".join(units.known_units())
        raise BadValue(f"{cell!r}: no unit of weight {name!r}; known, among others: {told}")
    return units.plainly(Decimal(number(found[1], decimal)) * known.factor)
