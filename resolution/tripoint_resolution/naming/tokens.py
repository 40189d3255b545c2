"""A name as tokens that can be compared: one script, titles and legal forms told apart."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from tripoint_resolution.naming.words import (
    FORM_OF,
    GENERIC,
    KUNYA,
    PARTICLES,
    SAME,
    TITLES,
    commonness,
)

NAME_CHARACTERS_MAX = 500
"""Of a longer name the rest is not compared."""

_ABJAD = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_ARTICLE = re.compile("(?<!عبد )(?<!\\w)ال(?!له\\b)(?=\\w{3})")
"""The Arabic article is written with the word, and in Latin letters apart from it. After "Abd", and
in "Allah", it is part of one name.
"""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?\b\.?|\b\w(?:\.\w)+\b")
_APOSTROPHES = re.compile("['\u2018\u2019`\u00b4\u02bc\u02bb\"]")
_NOT_WORD = re.compile(r"[^a-z0-9/]+")


class Part(StrEnum):
    """What a token does in a name."""

    CORE = "core"
    GENERIC = "generic"
    PARTICLE = "particle"
    TITLE = "title"
    FORM = "form"


_WEIGHTS = {Part.GENERIC: 0.35, Part.PARTICLE: 0.15, Part.TITLE: 0.1, Part.FORM: 0.12}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    Attributes:
        text: lower-case ASCII.
        part: what it does.
        weight: how much it says about whose name it is, in (0, 1]: rare words say more.
    """

    text: str
    part: Part
    weight: float

    @property
    def names(self) -> bool:
        """Whether it names somebody, and is not just a word that many names have."""
        return self.part in (Part.CORE, Part.GENERIC)


@dataclass(frozen=True, slots=True)
class Name:
    """A name ready to be compared.

    Attributes:
        given: as it was written.
        person: whether it is a person's.
        tokens: in the order read: family name last where a comma says which it is.
        forms: legal forms, by class ("llc").
        abjad: written without most of its vowels.
        syllabic: written in Chinese, Japanese or Korean characters, each of which counts.
    """

    given: str
    person: bool
    tokens: tuple[Token, ...]
    forms: frozenset[str]
    abjad: bool
    syllabic: bool


@lru_cache(maxsize=262_144)
def parsed(given: str, *, person: bool) -> Name:
    """Cut a name in tokens.

    >>> [t.text for t in parsed("AL-ḤABSHĪ, Nūr", person=True).tokens]
    ['nur', 'al', 'habshi']
    >>> [t.text for t in parsed("RAJU/SIVA A/L", person=True).tokens]
    ['raju', 'siva', 'a/l']
    >>> sorted(parsed("Siemens Aktiengesellschaft", person=False).forms)
    ['sa']
    """
    text = unicodedata.normalize("NFKC", given[:NAME_CHARACTERS_MAX])
    if person and text.count(",") == 1:
        family, _, rest = text.partition(",")
        text = f"{rest} {family}"
    syllabic = bool(_SYLLABIC.search(text))
    words = words_of(text, person=person)
    forms: frozenset[str] = frozenset()
    if not person:
        words, forms = _without_forms(words)
    tokens = tuple(_token(word, person=person) for word in words)
    return Name(given, person, tokens, forms, bool(_ABJAD.search(text)), syllabic)


def words_of(text: str, *, person: bool) -> list[str]:
    """The words of a name as written: lower-case ASCII, titles and legal forms among them.

    >>> words_of("P.T. Laut & Jaya", person=False)
    ['pt', 'laut', 'and', 'jaya']
    """
    syllabic = bool(_SYLLABIC.search(text))
    if not person:
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    ascii_text = anyascii(text if syllabic else _as_spoken(_undecorated(text)))
    if syllabic:
        ascii_text = _CAPITAL.sub(" ", ascii_text)
    plain = _APOSTROPHES.sub("", ascii_text.casefold())
    words = [
        part
        for word in _NOT_WORD.sub(" ", plain.replace("&", " and ")).split()
        for part in ([word] if word in PARTICLES else word.split("/"))
        if part
    ]
    return [part for word in words for part in SAME.get(word, (word,))]


def _as_spoken(text: str) -> str:
    """Arabic as names are mostly put in Latin letters: the article apart, and one letter as "z".

    >>> anyascii(_as_spoken("نظمي الربيعي")), _as_spoken("عبد الله") == "عبد الله"
    ('nzmy al rby`y', True)
    """
    return _ARTICLE.sub("al ", text).replace("ظ", "ز")


def _undecorated(text: str) -> str:
    pieces = unicodedata.normalize("NFKD", text)
    return "".join(c for c in pieces if not unicodedata.combining(c))


def _without_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    """Words with each legal form as one token, and the classes of the forms."""
    kept: list[str] = []
    forms = set()
    at = 0
    while at < len(words):
        for length in range(min(5, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in FORM_OF and kept + words[at + length :]:
                forms.add(FORM_OF[phrase])
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, frozenset(forms)


def _token(word: str, *, person: bool) -> Token:
    part = Part.CORE
    if person and word in TITLES:
        part = Part.TITLE
    elif word in PARTICLES or (person and word in KUNYA):
        part = Part.PARTICLE
    elif not person and word in GENERIC:
        part = Part.GENERIC
    return Token(word, part, _WEIGHTS.get(part) or commonness(word))
