"""An organisation's legal form, told apart from its name, by the law of its country.

"CV" is a partnership in Indonesia and part of a public company in Mexico; "Bhd" alone is public in
Malaysia, "Sdn Bhd" is private. Forms come from `legal_forms.yaml`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from tripoint_resolution.naming.tokens import words_of

ANY = "any"


@dataclass(frozen=True, slots=True)
class Folded:
    """An organisation's name without its legal form.

    Attributes:
        words: the rest of its name, in order.
        family: "private", "public", "partner", "state", "free"; "" where no form is told.
        country: whose form it is, ISO 3166, where only one country has it; else "".
    """

    words: tuple[str, ...]
    family: str
    country: str


@lru_cache(maxsize=262_144)
def folded(name: str, country: str = "") -> Folded:
    """A name and its legal form, the longest that its country, or any, knows.

    Args:
        name: as written.
        country: ISO 3166 alpha-3, or "" where it is not known.

    >>> folded("P.T. Laut Jaya")
    Folded(words=('laut', 'jaya'), family='private', country='IDN')
    >>> folded("Laut Jaya CV", "IDN").family, folded("Laut Jaya, S.A. de C.V.", "MEX").family
    ('partner', 'public')
    >>> folded("Laut Jaya Sdn. Bhd.").family, folded("Laut Jaya Bhd").family
    ('private', 'public')
    """
    words = words_of(name, person=False)
    family, homes = "", frozenset[str]()
    for at, length in _places(len(words)):
        phrase = " ".join(words[at : at + length])
        found = _forms().get(phrase, {})
        told = found.get(country) or found.get(ANY) or ("" if country else _first(found))
        if told and len(words) > length:
            family, homes = told, frozenset(found)
            words = [*words[:at], *words[at + length :]]
            break
    home = next(iter(homes)) if len(homes) == 1 and ANY not in homes else ""
    return Folded(tuple(words), family, home)


def _places(count: int) -> list[tuple[int, int]]:
    """Where a form may stand: at the end, then at the beginning, the longest first."""
    ends = [(count - length, length) for length in range(min(5, count), 0, -1)]
    return ends + [(0, length) for length in range(min(5, count), 0, -1)]


def _first(found: dict[str, str]) -> str:
    return next(iter(found.values()), "")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """Phrase to the countries that have it as a form, each with its family."""
    place = files("tripoint_resolution.naming").joinpath("legal_forms.yaml")
    declared: dict[str, Any] = yaml.safe_load(place.read_text("utf-8"))["forms"]
    found: dict[str, dict[str, str]] = {}
    for country, families in declared.items():
        for family, phrases in families.items():
            for phrase in phrases:
                found.setdefault(str(phrase), {})[country] = family
    return found
