"""How far two profiles agree on one thing: a level, and the two values it was found on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from tripoint_resolution.naming.likeness import likeness
from tripoint_resolution.profile import Profile, Value

NONE_ALIKE = "differs"
_NEAR_YEARS = 2
_WORD_ALIKE = 0.85


@dataclass(frozen=True, slots=True)
class Agreement:
    """The level of the two values that agree best.

    Attributes:
        level: one of the feature's levels ("same day").
        one, other: the values as given.
    """

    level: str
    one: str
    other: str


_Level = Callable[[str, str], str]


@lru_cache(maxsize=65_536)
def _dates(one: str, other: str) -> str:
    if len(one) >= 10 and len(other) >= 10:
        return _days(one[:10], other[:10])
    apart = abs(int(one[:4]) - int(other[:4]))
    known = min(len(one), len(other))
    if known >= 7:
        return "same month" if one[:7] == other[:7] else _by_years(apart, "other month")
    return _by_years(apart, "same year")


def _days(one: str, other: str) -> str:
    if one == other:
        return "same day"
    if one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]:
        return "day and month exchanged"
    if "01-01" in (one[5:], other[5:]) and one[:4] == other[:4]:
        return "same year"  # the first of January often stands for a year alone
    if OSA.distance(one, other) == 1:
        return "one digit apart"
    return _by_years(abs(int(one[:4]) - int(other[:4])), "other day of the year")


def _by_years(apart: int, none: str) -> str:
    if not apart:
        return none
    return "years near" if apart <= _NEAR_YEARS else NONE_ALIKE


def _codes(one: str, other: str) -> str:
    if one == other:
        return "same"
    close = min(len(one), len(other)) >= 6 and OSA.distance(one, other) == 1
    return "one character apart" if close else NONE_ALIKE


def _equal(one: str, other: str) -> str:
    return "same" if one == other else NONE_ALIKE


@lru_cache(maxsize=65_536)
def _texts(one: str, other: str) -> str:
    fewer, more = sorted((one.split(), other.split()), key=len)
    if not fewer:
        return NONE_ALIKE
    found = sum(any(likeness(w, other) >= _WORD_ALIKE for other in more) for w in fewer)
    if found == len(fewer):
        return "same"
    return "in part" if found * 2 >= len(fewer) else NONE_ALIKE


LEVELS: dict[str, tuple[_Level, tuple[str, ...]]] = {
    "birth_date": (
        _dates,
        (
            "same day",
            "day and month exchanged",
            "one digit apart",
            "same month",
            "same year",
            "other day of the year",
            "other month",
            "years near",
            NONE_ALIKE,
        ),
    ),
    "document": (_codes, ("same", "one character apart", NONE_ALIKE)),
    "registration": (_codes, ("same", "one character apart", NONE_ALIKE)),
    "nationality": (_equal, ("same", NONE_ALIKE)),
    "phone": (_equal, ("same", NONE_ALIKE)),
    "email": (_equal, ("same", NONE_ALIKE)),
    "birth_place": (_texts, ("same", "in part", NONE_ALIKE)),
    "address": (_texts, ("same", "in part", NONE_ALIKE)),
}
"""Feature to what finds its level, and the levels from full agreement to none."""


def agreement(feature: str, one: Profile, other: Profile) -> Agreement | None:
    """How far two profiles agree on a feature; None where either does not tell."""
    find, levels = LEVELS[feature]
    best: tuple[int, Value, Value] | None = None
    for mine in one.of(feature):
        for theirs in other.of(feature):
            at = levels.index(find(mine.normal, theirs.normal))
            if best is None or (at, mine.given, theirs.given) < (
                best[0],
                best[1].given,
                best[2].given,
            ):
                best = at, mine, theirs
    return None if best is None else Agreement(levels[best[0]], best[1].given, best[2].given)
