"""Dates as precise as their source was: "2026", "2026-11", "2026-11-23", "2026-11-23T10:30"."""

import re
from calendar import monthrange
from datetime import UTC, datetime
from functools import lru_cache

UNKNOWN_START = -(2**62)
UNKNOWN_END = 2**62
_SHAPE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?)?)?(?:Z|[+]00:00)?"
)
_FORMS = "2026, 2026-11, 2026-11-23 or 2026-11-23T10:30"


@lru_cache(maxsize=65536)
def span(moment: str) -> tuple[int, int]:
    """The first and last second, since 1970 in UTC, that a partial date can mean.

    An empty moment is unknown and may be any time.

    Raises:
        ValueError: it is not a date, or not one that exists.

    >>> span("2026-02")
    (1769904000, 1772323199)
    """
    if not moment:
        return UNKNOWN_START, UNKNOWN_END
    found = _SHAPE.fullmatch(moment)
    if not found:
        raise ValueError(f"{moment!r} is no date; write {_FORMS}")
    year, month, day, hour, minute, second = (int(g) if g else None for g in found.groups())
    if year is None:  # the pattern always gives a year; this narrows the type
        raise ValueError(moment)
    last_month = month or 12
    first = datetime(year, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=UTC)
    last = datetime(
        year,
        last_month,
        day or monthrange(year, last_month)[1],
        23 if hour is None else hour,
        59 if minute is None else minute,
        59 if second is None else second,
        tzinfo=UTC,
    )
    return int(first.timestamp()), int(last.timestamp())
