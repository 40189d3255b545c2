"""Dates as lists write them ("05 Feb 1970", "circa 1951"), as precise as they were told."""

import re

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = re.compile(r"(?:(?:(\d{1,2}) )?([A-Za-z]{3})[a-z]* )?(\d{4})")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_LAST_DAY = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def written_dates(text: str) -> list[str]:
    """Every date in a text, both ends of a span, as ISO 8601; what is no date is left out.

    >>> written_dates("circa 05 Feb 1970 to 1972"), written_dates("11/20/2020")
    (['1970-02-05', '1972'], ['2020-11-20'])
    """
    whole = text.strip()
    if _ISO.fullmatch(whole[:10]):
        return [whole[:10]] if exists(whole[:10]) else []
    if found := _AMERICAN.fullmatch(whole):
        day = f"{found[3]}-{found[1]:0>2}-{found[2]:0>2}"
        return [day] if exists(day) else []
    days = (_iso(*found.groups("")) for found in _WRITTEN.finditer(whole))
    return [day for day in dict.fromkeys(days) if day]


def written_date(text: str) -> str:
    """The first date in a text, or ""."""
    return next(iter(written_dates(text)), "")


def parts_date(year: str, month: str, day: str) -> str:
    """A date from its numbers; months and days of 0 or "" are not known."""
    if not re.fullmatch(r"\d{4}", year) or int(year) == 0:
        return ""
    told = year
    for part in (month, day):
        if not part.isdecimal() or int(part) == 0:
            break
        told += f"-{int(part):02}"
    return told if exists(told) else ""


def exists(day: str) -> bool:
    """Whether an ISO date has a month and a day that can be."""
    numbers = [int(part) for part in day.split("-")]
    if numbers[0] == 0 or (len(numbers) > 1 and not 1 <= numbers[1] <= 12):
        return False
    if len(numbers) < 3:
        return True
    leap = numbers[0] % 4 == 0 and (numbers[0] % 100 != 0 or numbers[0] % 400 == 0)
    last = 28 if numbers[1] == 2 and not leap else _LAST_DAY[numbers[1] - 1]
    return 1 <= numbers[2] <= last


def _iso(day: str, month: str, year: str) -> str:
    number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else 0
    return parts_date(year, str(number), day)
