"""Cells to values: dates and numbers as each property's type wants them."""

import re
from datetime import datetime
from functools import lru_cache

from tripoint_graph.moments import span

_ORDER = re.compile(r"\s*(?:(?:to\s+(?:the\s+)?)?order\b|a la orden\b|a l'ordre\b)", re.IGNORECASE)
_NO_VALUE = frozenset({"", "-", "--", "n/a", "null", "none", "nil"})


class BadValue(ValueError):
    """A cell that does not hold what its column must."""


def is_order(cell: str) -> bool:
    """Whether a party cell is "TO THE ORDER [OF ...]", which names nobody."""
    return bool(_ORDER.match(cell))


def filled(cell: str) -> str:
    """A cell without its blanks; "" for the ways in which people write nothing."""
    text = " ".join(cell.split())
    return "" if text.lower() in _NO_VALUE else text


def typed(type_name: str, cell: str, dates: tuple[str, ...]) -> str:
    """A filled cell in the form that its property's type has.

    Raises:
        BadValue: it cannot be one; the message says why and what would be.
    """
    if type_name in ("date", "moment"):
        return _date(cell, dates)
    if type_name == "number":
        return _number(cell)
    return cell


@lru_cache(maxsize=65536)
def _date(cell: str, dates: tuple[str, ...]) -> str:
    for form in dates:
        try:
            read = datetime.strptime(cell, form)
        except ValueError:
            continue
        return read.strftime("%Y-%m-%dT%H:%M" if "%H" in form else "%Y-%m-%d")
    text = cell.replace(" ", "T", 1)[:16]
    try:
        span(text)
    except ValueError:
        expected = ", ".join(dates)
        raise BadValue(f"{cell!r} is no date of the form {expected} or ISO 8601") from None
    return text


def _number(cell: str) -> str:
    digits = re.sub(r"[\s']", "", cell)
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    try:
        float(digits)
    except ValueError:
        raise BadValue(f"{cell!r} is no number") from None
    return digits
