"""What the values of a column look like: dates and their form, countries, codes that check."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from tripoint_graph.normalise import normalise
from tripoint_ingest.mapping.values import BadValue, filled, kilograms, number

SHARE_MIN = 0.8
"""Of a column's filled cells that must look like something for the column to."""

VALUES_MAX = 500
"""Different values of a column that are looked at."""

DATE_FORMS = (
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d-%b-%y",
    "%d-%b-%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%B %d, %Y",
    "%b %Y",
    "%B %Y",
    "%m/%Y",
    "%Y年%m月%d日",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%d-%b-%Y %H:%M",
)
_CONTAINER = re.compile(r"[A-Z]{3}[UJZ]\d{7}")
_CAS = re.compile(r"\d{2,7}-\d\d-\d")
_HS = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-7])\d{2}[. ]?\d{2}(?:[. ]?\d{1,2}){0,3}")
_IMO = re.compile(r"(?:IMO)?\s*\d{7}", re.IGNORECASE)
_FLIGHT = re.compile(r"(?:[A-Z][A-Z0-9]|[0-9][A-Z])[ -]?\d{1,4}[A-Z]?")
_LETTERS = tuple(value for value in range(10, 39) if value % 11)
_NUMBER = re.compile(r"[\d.,]*\d")
_COMMA_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,\d{1,2}|\d+,\d{4,}")
_POINT_DECIMAL = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.\d{1,2}|\d+\.\d{4,}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen in a column.

    Attributes:
        filled: cells with something in them.
        different: how many different ones, `VALUES_MAX` at most.
        shares: look to the share of the different values that have it, in (0, 1].
        dates: forms that read its dates, the likeliest first; "" is ISO 8601.
        unclear: a day and a month might be swapped: nothing in the column tells.
    """

    filled: int
    different: int
    shares: Mapping[str, float] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    unclear: bool = False

    def is_like(self, look: str) -> bool:
        """Whether nearly all values look so; every filled column looks like text."""
        return look == "text" or self.shares.get(look, 0.0) >= SHARE_MIN


def evidence_of(cells: Sequence[str]) -> Evidence:
    """What a column's cells look like."""
    texts = [text for cell in cells if (text := filled(cell))]
    values = list(dict.fromkeys(texts))[:VALUES_MAX]
    if not values:
        return Evidence(0, 0)
    shares = {look: sum(map(test, values)) / len(values) for look, test in _TESTS.items()}
    dates, unclear, share = _dates(values)
    shares["date"] = share
    seen = {look: share for look, share in shares.items() if share}
    return Evidence(len(texts), len(values), seen, dates if share else (), unclear)


def decimal_mark(columns: Sequence[Sequence[str]]) -> str:
    """The mark before decimals that number columns use, as far as they tell; "." where none does.

    >>> decimal_mark([["1.234,50 KG", "12,5"]]), decimal_mark([["1,234.50"]])
    (',', '.')
    """
    found = (_NUMBER.match(cell.strip()) for column in columns for cell in column)
    cells = [each[0] for each in found if each]
    commas = sum(1 for cell in cells if _COMMA_DECIMAL.fullmatch(cell))
    points = sum(1 for cell in cells if _POINT_DECIMAL.fullmatch(cell))
    return "," if commas > points else "."


def is_container(text: str) -> bool:
    """Whether a text is a container number whose check digit is right (ISO 6346).

    >>> is_container("CSQU3054383"), is_container("CSQU3054384")
    (True, False)
    """
    code = re.sub(r"[\s-]", "", text.upper())
    if not _CONTAINER.fullmatch(code):
        return False
    values = (int(c) if c.isdigit() else _LETTERS[ord(c) - ord("A")] for c in code[:10])
    total = sum(value << place for place, value in enumerate(values))
    return total % 11 % 10 == int(code[10])


def _dates(values: Sequence[str]) -> tuple[tuple[str, ...], bool, float]:
    """The fewest forms that read most of the values, whether two read them alike, the share."""
    left, forms, unclear = set(values), [], False
    left -= {value for value in values if _is_iso(value)}
    if len(left) < len(values):
        forms.append("")
    while left:
        read = {form: {v for v in left if _reads(form, v)} for form in DATE_FORMS}
        best = max(read, key=lambda form: len(read[form]))
        if not read[best]:
            break
        swapped = best.translate(str.maketrans("dm", "md"))
        unclear |= swapped in read and swapped != best and read[swapped] == read[best]
        forms.append(best)
        left -= read[best]
    return tuple(forms), unclear, 1 - len(left) / len(values)


@lru_cache(maxsize=65_536)
def _reads(form: str, text: str) -> bool:
    try:
        read = datetime.strptime(text, form)
    except ValueError:
        return False
    return 1900 <= read.year <= 2100


def _is_iso(text: str) -> bool:
    if not re.match(r"(?:19|20)\d\d-", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return bool(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text))
    return True


def _is_number(text: str) -> bool:
    try:
        number(text)
    except BadValue:
        return False
    return True


def _is_weight(text: str) -> bool:
    try:
        kilograms(text)
    except BadValue:
        return False
    return True


def _all_containers(text: str) -> bool:
    parts = [part for part in re.split(r"[;,/\n]", text) if part.strip()]
    return bool(parts) and all(map(is_container, parts))


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "number": _is_number,
    "weight": _is_weight,
    "country": lambda text: bool(normalise("country", text)),
    "imo": lambda text: bool(_IMO.fullmatch(text) and normalise("imo", text)),
    "container": _all_containers,
    "cas": lambda text: bool(_CAS.fullmatch(text) and normalise("cas", text)),
    "hs": lambda text: bool(_HS.fullmatch(text)),
    "phone": lambda text: bool(normalise("phone", text)),
    "email": lambda text: bool(normalise("email", text)),
    "flight": lambda text: bool(_FLIGHT.fullmatch(text.upper())),
    "iata": lambda text: len(text) == len("CGK") and text.isalpha() and text.isupper(),
}
