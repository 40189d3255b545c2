"""Who is hit how often: by stated nationality and by the script of the name, with intervals.

For people who answer for the criteria. Nothing here feeds back into a score.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from tripoint_resolution.profile import Profile

_Z = 1.959964
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often one group is hit.

    Attributes:
        by: "nationality" or "script"; group: which ("IDN", "ARABIC", "not told").
        screened, hit: people.
        low, high: 95 % interval of the rate (Wilson 1927, doi:10.1080/01621459.1927.10502953).
    """

    by: str
    group: str
    screened: int
    hit: int
    low: float
    high: float

    @property
    def rate(self) -> float:
        """The share that is hit."""
        return self.hit / self.screened


def disparity(profiles: Sequence[Profile], hit: Iterable[bool]) -> list[Rate]:
    """Hit rates by group, the largest group first; one who states two nationalities is in both."""
    screened: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for profile, was_hit in zip(profiles, hit, strict=True):
        groups = {("nationality", value.normal) for value in profile.of("nationality")}
        for group in (groups or {("nationality", "not told")}) | {("script", script(profile))}:
            screened[group] += 1
            found[group] += was_hit
    order = sorted(screened, key=lambda group: (group[0], -screened[group], group[1]))
    return [
        Rate(*group, screened[group], found[group], *wilson(found[group], screened[group]))
        for group in order
    ]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share.

    >>> low, high = wilson(0, 100)
    >>> low, round(high, 3)
    (0.0, 0.037)
    """
    share, z2 = hits / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z / (1 + z2 / of) * sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    low = middle - half if hits else 0.0  # exactly, whatever the floats make of it
    return low, middle + half if hits < of else 1.0


def script(profile: Profile) -> str:
    """The script of the first letter of the first name; "not told" where there is none.

    >>> script(Profile("person", ("محمد",), {}))
    'ARABIC'
    """
    letters = (c for name in profile.names for c in name if c.isalpha())
    first = next(letters, "")
    return unicodedata.name(first, "other").split()[0] if first else "not told"
