"""Protected attributes: what of a passenger's data may be kept, and what is only counted.

Source: WCO/IATA/ICAO API-PNR guidelines and ICAO Annex 9, chapter 9 (states shall not use data that
tell of racial or ethnic origin, political opinion, religion, trade union membership, health, sexual
life; such data are to be deleted). The lists are `kept.yaml`; what they do not name is left out.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from tripoint_graph.model import Issue

RULE = "protected-attribute"
FREE_TEXT = "free text"
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Kept:
    """What may be kept.

    Attributes:
        ssr: codes of special service requests.
        without_text: of those, the ones whose free text may not be.
        counted: code that may not be kept -> what it is counted as.
        columns: words of a column's name that may not be kept, plain.
    """

    ssr: frozenset[str]
    without_text: frozenset[str]
    counted: dict[str, str]
    columns: frozenset[str]


@cache
def kept() -> Kept:
    """The shipped lists."""
    said = yaml.safe_load((files("tripoint_ingest.passengers") / "kept.yaml").read_text("utf-8"))
    return Kept(
        ssr=frozenset(code for codes in said["keep"]["ssr"] for code in codes),
        without_text=frozenset(said["keep"]["without_text"]),
        counted={code: name for name, codes in said["counted"].items() for code in codes},
        columns=frozenset(_plain(word) for words in said["columns"] for word in words),
    )


def permitted(told: Mapping[str, Any]) -> dict[str, Any]:
    """What may be kept of an object: without entries, at any depth, whose names are protected.

    >>> permitted({"name": "Ali", "religion": "x", "more": [{"meal": "y", "seat": "1A"}]})
    {'name': 'Ali', 'more': [{'seat': '1A'}]}
    """
    return {name: _within(value) for name, value in told.items() if not is_protected_column(name)}


def _within(value: object) -> object:
    if isinstance(value, Mapping):
        return permitted(value)
    return [_within(each) for each in value] if isinstance(value, list) else value


@lru_cache(maxsize=65_536)
def is_protected_column(header: str) -> bool:
    """Whether a column's name says that it holds a protected attribute.

    >>> is_protected_column("Meal_Code"), is_protected_column("AGAMA"), is_protected_column("Name")
    (True, True, False)
    """
    words = _plain(header)
    return any(f" {word} " in f" {words} " for word in kept().columns)


def _plain(text: str) -> str:
    return " ".join(_WORDS.split(text.casefold())).strip()


@dataclass
class LeftOut:
    """Counts what was left out of one file, and what it was; the words themselves go nowhere."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, code: str) -> None:
        """Count one request or text by its code, "" for free text without one."""
        self.counts[kept().counted.get(code, FREE_TEXT)] += 1

    def issues(self, file: str) -> list[Issue]:
        """One issue for each sort, with how often, and nothing of what it said."""
        return [
            Issue(
                file=file,
                position="",
                field=sort,
                rule=RULE,
                reason=f"{sort} ({count:,} times) may tell of faith, health, opinion or private "
                "life, and was left out; it is stored nowhere",
                hint="nothing to do: everything else was loaded",
                lost=False,
            )
            for sort, count in sorted(self.counts.items())
        ]
