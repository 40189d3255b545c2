"""Windows of time by the calendar, in UTC: weeks, months, quarters and years."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

Window = tuple[int, int]
"""First and last second since 1970."""

WINDOWS_MAX = 40
"""Windows of one question, at most."""


class Every(StrEnum):
    """How long a window is; a week begins on Monday."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}


def windows(first: date, last: date, every: Every) -> tuple[Window, ...]:
    """The whole windows that hold the days from the first to the last, one after the other.

    Raises:
        ValueError: the last day is before the first, or there are more than `WINDOWS_MAX`.

    >>> [datetime.fromtimestamp(end, UTC).date().isoformat() for _, end in
    ...  windows(date(2002, 5, 1), date(2003, 1, 1), Every.YEAR)]
    ['2002-12-31', '2003-12-31']
    """
    if last < first:
        raise ValueError(f"the last day, {last}, is before the first, {first}")
    found = []
    start = _begin(first, every)
    while start <= last:
        following = _next(start, every)
        found.append((_second(start), _second(following) - 1))
        if len(found) > WINDOWS_MAX:
            raise ValueError(f"more than {WINDOWS_MAX} windows: ask for longer ones, or fewer days")
        start = following
    return tuple(found)


def _begin(day: date, every: Every) -> date:
    if every is Every.WEEK:
        return day - timedelta(days=day.weekday())
    months = _MONTHS[every]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _next(day: date, every: Every) -> date:
    if every is Every.WEEK:
        return day + timedelta(days=7)
    years, month = divmod(day.month - 1 + _MONTHS[every], 12)
    return date(day.year + years, month + 1, 1)


def _second(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
