"""Recognises watched chemicals in what is declared: by code, registry number and name."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from tripoint_graph.normalise import normalise, plain


@dataclass(frozen=True, slots=True)
class Recognition:
    """A watched chemical, and in words why these goods are taken for it."""

    substance: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Chemical:
    key: str
    hs: frozenset[str]
    basket: frozenset[str]
    cas: frozenset[str]
    names: tuple[str, ...]

    def named_in(self, words: str) -> str:
        return next((n for n in self.names if re.search(rf"\b{re.escape(n)}\b", words)), "")


@cache
def _chemicals() -> tuple[_Chemical, ...]:
    text = (files("tripoint_ingest.watched") / "chemicals.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.safe_load(text)["chemicals"]
    return tuple(
        _Chemical(
            key,
            frozenset(entry["hs"]),
            frozenset(entry.get("basket", ())),
            frozenset(entry["cas"]),
            # The longer name first: "calcium ammonium nitrate" is no ammonium nitrate.
            tuple(sorted((plain(name) for name in entry["names"]), key=len, reverse=True)),
        )
        for key, entry in entries.items()
    )


@lru_cache(maxsize=65536)
def recognise(hs: str, cas: str, description: str) -> Recognition | None:
    """The watched chemical that goods are, or None.

    A registry number names one substance. A tariff code of its own names it too; a basket code
    only beside its name, because most of such a heading is something else. A name alone counts
    where the code is missing or of the same chapter.

    >>> recognise("310230", "", "").reason
    'HS 3102.30 is the code of ammonium nitrate'
    >>> recognise("282919", "", "chlorates, other") is None
    True
    """
    code, number, words = normalise("hs", hs), normalise("cas", cas), plain(description)
    for chemical in _chemicals():
        title = chemical.key.replace("_", " ")
        if number in chemical.cas:
            return Recognition(chemical.key, f"CAS {number} is the number of {title}")
        if code in chemical.hs:
            return Recognition(chemical.key, f"HS {code[:4]}.{code[4:]} is the code of {title}")
    return _by_name(code, words) if words and not number else None


def _by_name(code: str, words: str) -> Recognition | None:
    named = [(name, c) for c in _chemicals() if (name := c.named_in(words))]
    if not named:
        return None
    name, chemical = max(named, key=lambda pair: len(pair[0]))
    title = chemical.key.replace("_", " ")
    codes = chemical.hs | chemical.basket
    if code in chemical.basket:
        where = f"HS {code[:4]}.{code[4:]} with the name {name!r}"
    elif not code:
        where = f"the name {name!r}, and no tariff code"
    elif any(code[:2] == own[:2] for own in codes):
        where = f"the name {name!r} beside HS {code[:4]}.{code[4:]} of the same chapter"
    else:
        return None
    return Recognition(chemical.key, f"{where}: {title}")
