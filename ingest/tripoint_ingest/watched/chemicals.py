"""The watched chemicals as they are declared: codes, registry numbers and names."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from tripoint_graph.normalise import plain


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Chemical(_Declared):
    """One watched chemical; `chemicals.yaml` says what its fields mean."""

    hs: frozenset[str]
    basket: frozenset[str] = frozenset()
    cas: frozenset[str]
    cas_beside: frozenset[str] = frozenset()
    un: frozenset[str] = frozenset()
    from_percent: float = 0
    names: tuple[str, ...]
    near: tuple[str, ...] = ()

    @property
    def chapters(self) -> frozenset[str]:
        """The HS chapters of its codes."""
        return frozenset(code[:2] for code in self.hs | self.basket)


class _Table(_Declared):
    version: int
    others: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    chemicals: dict[str, Chemical]


@dataclass(frozen=True, slots=True)
class Naming:
    """A name found in a description.

    Attributes:
        key: the chemical that it names.
        name: the name as it is declared.
        near: whether it is one that counts in the chemical's chapter alone.
        qualified: whether the words beside it say that the goods are something else.
    """

    key: str
    name: str
    near: bool
    qualified: bool


class Chemicals:
    """The table, made ready for looking things up in."""

    def __init__(self, table: _Table) -> None:
        self.by_key = table.chemicals
        self.of_code = {code: key for key, c in table.chemicals.items() for code in c.hs}
        self.of_basket = {code: key for key, c in table.chemicals.items() for code in c.basket}
        self.of_number = {number: key for key, c in table.chemicals.items() for number in c.cas}
        self.of_un = {number: key for key, c in table.chemicals.items() for number in c.un}
        self._names: dict[str, tuple[str, str, bool]] = {}
        for key, chemical in table.chemicals.items():
            for name in (*chemical.names, *chemical.near):
                self._names[_written(name)] = key, name, name in chemical.near
        spaced = [*filter(str.isascii, self._names), *table.others]
        self._spaced = re.compile(rf"\b(?:{_longest_first(spaced)})\b")
        self._joined = re.compile(_longest_first([n for n in self._names if not n.isascii()]))
        self._after = re.compile(rf" (?:{_longest_first(table.not_after)})\b")
        self._before = re.compile(rf"\b(?:{_longest_first(table.not_before)}) $")

    def named(self, description: str) -> list[Naming]:
        """Every name in a text, longest first; of names that overlap the longer ("calcium
        ammonium nitrate" is no ammonium nitrate).
        """
        words = plain(description)
        found = [
            (match[0], self._is_qualified(words, match)) for match in self._spaced.finditer(words)
        ]
        if not description.isascii():
            found += [(name, False) for name in self._joined.findall(_composed(description))]
        namings = [Naming(*self._names[n], aside) for n, aside in found if n in self._names]
        return sorted(namings, key=lambda naming: -len(naming.name))

    def _is_qualified(self, words: str, match: re.Match[str]) -> bool:
        after = self._after.match(words, match.end())
        return bool(after or self._before.search(words[: match.start()]))


@cache
def chemicals() -> Chemicals:
    """The shipped table."""
    text = (files("tripoint_ingest.watched") / "chemicals.yaml").read_text("utf-8")
    return Chemicals(_Table.model_validate(yaml.safe_load(text)))


def title(key: str) -> str:
    """A chemical's key as words."""
    return key.replace("_", " ")


def _written(name: str) -> str:
    """A name as it is looked for: Latin in the form of `plain`, any other script as it is."""
    latin = all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())
    return plain(name) if latin else _composed(name)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _longest_first(names: "list[str] | tuple[str, ...]") -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
