"""Words that stand in many names, from `words.yaml`, and how common the rest are."""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from math import log, log1p
from typing import Any

import orjson
import yaml

_HERE = files("tripoint_resolution.naming")
_DECLARED: dict[str, Any] = yaml.safe_load(_HERE.joinpath("words.yaml").read_text("utf-8"))
_COUNTS: dict[str, int] = orjson.loads(_HERE.joinpath("common-1.json").read_bytes())

_EVERYDAY: dict[str, Any] = orjson.loads(_HERE.joinpath("common-2.json").read_bytes())
"""How often words stand in names of notable people of all the world (Wikidata, CC0), and of how
many names; words counted fewer than twenty times are left out."""

_NAMES_COUNTED = 19_000
"""Names that the counts of public lists were made of, roughly."""

_UNSEEN = 2.0
"""A word counted fewer than three times on lists is left out of their counts."""


def _words(name: str) -> frozenset[str]:
    return frozenset(map(str, _DECLARED[name]))


def _turned(entries: dict[str, Iterable[object]]) -> dict[str, str]:
    return {str(other): name for name, others in entries.items() for other in others}


TITLES = _words("titles")
PARTICLES = _words("particles")
KUNYA = _words("kunya")
GENERIC = _words("generic")
FORM_OF = _turned(_DECLARED["legal_forms"])
SAME = {word: tuple(name.split()) for word, name in _turned(_DECLARED["same"]).items()}


@lru_cache(maxsize=262_144)
def commonness(word: str) -> float:
    """What a word says about whose name it is, in (0, 1]; 1 for a word never seen.

    The counts are of names on public lists (`tools/fit_names.py`), never of what a store holds:
    what a viewer may not see must not sway a comparison.
    """
    return 1.0 / (1.0 + 0.12 * log1p(_COUNTS.get(word, 0)))


@lru_cache(maxsize=262_144)
def rarity(word: str) -> float:
    """How rare a word is among names, in nats: the logarithm of one in how many has it, where it is
    commonest of public lists and of everyday names.

    >>> rarity("mohammed") < rarity("david") < rarity("never-seen")
    True
    """
    listed = (_COUNTS.get(word, 0) + _UNSEEN) / _NAMES_COUNTED
    return -log(max(listed, _EVERYDAY["words"].get(word, 0) / _EVERYDAY["of"]))
