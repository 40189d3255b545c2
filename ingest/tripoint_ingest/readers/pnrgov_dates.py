"""Dates in PNRGOV: day, month and two digits of the year, in figures or with the month's name."""

import re
from datetime import datetime
from functools import lru_cache

from tripoint_ingest.readers.paxlst_dates import birth_date, expiry_date, moment

_MONTHS = {
    name: f"{number:02}"
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), 1
    )
}
_NAMED = re.compile(r"(\d{1,2})([A-Z]{3})(\d{2}|\d{4})")


@lru_cache(maxsize=65_536)
def flight_moment(day: str, time: str) -> str:
    """A local time of DDMMYY and HHMM (or HHMMSS); a day alone stays a day; "" where it is none.

    >>> flight_moment("280513", "2225"), flight_moment("280513", ""), flight_moment("311313", "")
    ('2013-05-28T22:25', '2013-05-28', '')
    """
    if len(day) != 6 or not (day.isascii() and day.isdigit()):
        return ""
    turned = day[4:] + day[2:4] + day[:2]
    return moment(turned + time[:4]) or moment(turned)


def born(text: str, message: str) -> str:
    """A birth date such as 04JUL80, read beside the date of the message."""
    return birth_date(_figures(text), message)


def expires(text: str, message: str) -> str:
    """A date of issue or expiry such as 12JAN19, within fifty years of the message."""
    return expiry_date(_figures(text), message)


@lru_cache(maxsize=65_536)
def _figures(text: str) -> str:
    """YYMMDD or CCYYMMDD.

    >>> _figures("04JUL80"), _figures("1 JAN 2001"), _figures("000000")
    ('800704', '20010101', '')
    """
    found = _NAMED.fullmatch(text.strip().upper().replace(" ", ""))
    if found is None or found[2] not in _MONTHS:
        return ""
    return f"{found[3]}{_MONTHS[found[2]]}{int(found[1]):02}"


@lru_cache(maxsize=65_536)
def later(moment_text: str, time: str) -> str:
    """A time of day on the same day as a moment, for arrivals that give no day."""
    if not moment_text or len(time) < 4:
        return ""
    try:
        read = datetime.strptime(f"{moment_text[:10]} {time[:4]}", "%Y-%m-%d %H%M")
    except ValueError:
        return ""
    return read.strftime("%Y-%m-%dT%H:%M")
