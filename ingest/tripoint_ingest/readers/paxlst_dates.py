"""Dates in PAXLST: two-digit years, read beside the date of the message."""

from datetime import datetime
from functools import lru_cache

from tripoint_ingest.readers.edifact import Segment

_EXPIRY_WINDOW_YEARS = 50
_NO_MESSAGE_DATE = "2049-12-31"
"""What two-digit years are read beside where neither message nor flight tells a day."""


def prepared_at(interchange: Segment | None) -> str:
    """When the interchange was made (UNB), to the minute; "" where it does not say.

    Both YYMMDD:HHMM and, in syntax 4, CCYYMMDD:HHMM occur.
    """
    if interchange is None:
        return ""
    day, time = interchange.get(3), interchange.get(3, 1)
    for form in ("%y%m%d%H%M", "%Y%m%d%H%M"):
        if read := _read(day + time, form):
            return read.strftime("%Y-%m-%dT%H:%M")
    return ""


def sent_as(interchange: Segment | None) -> str:
    """What orders the interchanges of a sender: when each was made, and within a minute the number
    that the sender counts them by (UNB), where it is one.
    """
    control = interchange.get(4) if interchange else ""
    counted = control.isascii() and control.isdigit()
    return f"{prepared_at(interchange)}/{control:0>14}" if counted else prepared_at(interchange)


@lru_cache(maxsize=65_536)
def moment(value: str) -> str:
    """A local time of format 201 (YYMMDDHHMM) or 203; a day alone stays a day; else ""."""
    for form in ("%y%m%d%H%M", "%Y%m%d%H%M"):
        if read := _read(value, form):
            return read.strftime("%Y-%m-%dT%H:%M")
    read = _read(value, "%y%m%d")
    return read.strftime("%Y-%m-%d") if read else ""


@lru_cache(maxsize=65_536)
def birth_date(value: str, message: str) -> str:
    """A birth date: the latest century that is not after the message. "" where it is no date;
    a day, or a month and a day, that nobody knows is written 00.

    >>> birth_date("260101", "2026-11-23T10:00"), birth_date("270101", "2026-11-23T10:00")
    ('2026-01-01', '1927-01-01')
    >>> birth_date("720900", "2026-11-23T10:00"), birth_date("19720000", "2026-11-23T10:00")
    ('1972-09', '1972')
    """
    known, day, month = value, value[-2:], value[-4:-2]
    if day == "00":
        known = f"{value[:-4]}{'01' if month == '00' else month}01"
    read = _read(known, "%Y%m%d")
    if read is None:
        read = _in_century(known, message, years_ahead=0)
    form = "%Y-%m-%d" if day != "00" else "%Y" if month == "00" else "%Y-%m"
    return read.strftime(form) if read else ""


@lru_cache(maxsize=65_536)
def expiry_date(value: str, message: str) -> str:
    """A date of issue or expiry: within fifty years of the message. "" where it is no date."""
    read = _read(value, "%Y%m%d")
    if read is None:
        read = _in_century(value, message, years_ahead=_EXPIRY_WINDOW_YEARS)
    return read.strftime("%Y-%m-%d") if read else ""


def _in_century(value: str, message: str, *, years_ahead: int) -> datetime | None:
    limit = (message[:10] or _NO_MESSAGE_DATE).split("-")
    last = (int(limit[0]) + years_ahead, int(limit[1]), int(limit[2]))
    if len(value) != 6 or not (value.isascii() and value.isdigit()):
        return None
    year, month, day = int(value[:2]), int(value[2:4]), int(value[4:])
    full = last[0] - last[0] % 100 + year
    if (full, month, day) > last:
        full -= 100
    return _read(f"{full:04d}{month:02d}{day:02d}", "%Y%m%d")


@lru_cache(maxsize=65_536)
def _read(value: str, form: str) -> datetime | None:
    digits = {"%y%m%d%H%M": 10, "%Y%m%d%H%M": 12, "%y%m%d": 6, "%Y%m%d": 8}[form]
    if len(value) != digits or not (value.isascii() and value.isdigit()):
        return None
    try:
        return datetime.strptime(value, form)
    except ValueError:
        return None
