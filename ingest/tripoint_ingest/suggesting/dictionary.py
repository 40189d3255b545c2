"""What a header means: by a dictionary of words in many languages (`words.yaml`)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

import yaml
from rapidfuzz import fuzz, process

from tripoint_ingest.mapping.declaration import plain_header

LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian or Malay",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
LIKENESS_MIN = 88
"""Of a header to a word of the dictionary, in percent, for it to be taken as misspelt."""

_MISSPELT_MIN, _PART_MIN = 6, 4
"""Characters that a word must have to be looked for misspelt, and inside a longer header."""

_SHARE = re.compile(r"%|percent|\bpct\b|\bshare\b|\bproportion\b", re.IGNORECASE)
"""A share of a thing is not the thing."""

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W_]+")


class Certainty(IntEnum):
    """How sure a proposal is; people see the name."""

    CONTRADICTED = 0
    UNSURE = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header is taken to mean, how surely, and why."""

    name: str
    certainty: Certainty
    reason: str


@dataclass(frozen=True, slots=True)
class _Word:
    meaning: str
    text: str
    language: str

    def told(self) -> str:
        return f'"{self.text}" ({LANGUAGES[self.language]})'


@cache
def looks_of() -> Mapping[str, tuple[str, ...]]:
    """Meaning to what the values of such a column look like, where it says."""
    return {name: tuple(given.get("looks", ())) for name, given in _dictionary().items()}


def meanings_of(header: str) -> list[Meaning]:
    """What a header may mean, the likeliest first: as it stands in the dictionary, or as words of
    it that the header holds, or misspelt.

    >>> meanings_of("Nama Pengirim")[0].reason
    'the header is "nama pengirim" (Indonesian or Malay)'
    >>> [meaning.name for meaning in meanings_of("Consignee Tel. (mobile)")]
    ['consignee_phone', 'consignee', 'phone']
    >>> meanings_of("Consginee")[0].certainty.name, meanings_of("% of total value")
    ('UNSURE', [])
    """
    if _SHARE.search(header):
        return []
    words, plain = _words(), plain_header(header)
    if word := words.get(plain):
        return [Meaning(word.meaning, Certainty.SURE, f"the header is {word.told()}")]
    inside = sorted(set(_inside(header)), key=lambda word: (-len(word.text), word.text))
    if inside:
        told = {w.meaning: f"the header holds {w.told()}" for w in reversed(inside)}
        names = dict.fromkeys(w.meaning for w in inside)
        return [Meaning(name, Certainty.LIKELY, told[name]) for name in names]
    if len(plain) >= _MISSPELT_MIN:
        near = process.extractOne(plain, words.keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS_MIN)
        if near and len(near[0]) >= _MISSPELT_MIN:
            word = words[near[0]]
            reason = f"the header is much like {word.told()}"
            return [Meaning(word.meaning, Certainty.UNSURE, reason)]
    return []


def _inside(header: str) -> Iterator[_Word]:
    """Words of the dictionary that a longer header holds, whole words in a row."""
    parts = _WORDS.findall(header.casefold())
    runs = {"".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}
    known = _words()
    yield from (known[run] for run in runs if run in known and len(run) >= _PART_MIN)
    if _UNSPACED.search(header):
        plain = plain_header(header)
        yield from (w for text, w in known.items() if _UNSPACED.search(text) and text in plain)


@cache
def _words() -> Mapping[str, _Word]:
    """Each word in its plain form; English goes before other languages."""
    found: dict[str, _Word] = {}
    for meaning, given in _dictionary().items():
        found.setdefault(plain_header(meaning), _Word(meaning, meaning.replace("_", " "), "en"))
        for language in LANGUAGES:
            for text in given.get(language, ()):
                found.setdefault(plain_header(text), _Word(meaning, text, language))
    return found


@cache
def _dictionary() -> Mapping[str, Mapping[str, list[str]]]:
    text = (files("tripoint_ingest.suggesting") / "words.yaml").read_text("utf-8")
    loaded: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(text)
    return loaded
