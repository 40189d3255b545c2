"""How alike two words are: letters, sounds, consonants, initials, short forms."""

import re
from functools import lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from tripoint_resolution.naming.habits import FULL, shortened

SOUND_ALIKE = 0.92
"""Likeness of two words that differ in spelling and sound the same."""

INITIAL = 0.9
NICKNAME = 0.9
_SHORT = 3

# One letter for what is heard alike across the romanisations of Arabic, Cyrillic, Chinese, Malay.
_SOUNDS = {
    "tsch": "c",
    "dsch": "g",
    "sch": "s",
    "tch": "c",
    "ch": "c",
    "sh": "s",
    "zh": "g",
    "ph": "f",
    "kh": "k",
    "gh": "g",
    "th": "t",
    "dh": "d",
    "ck": "k",
    "q": "k",
    "x": "ks",
    "w": "v",
    "ou": "u",
    "oo": "u",
    "ee": "i",
    "ie": "i",
    "ij": "i",
    "y": "i",
    "dj": "g",
    "dz": "z",
    "tz": "z",
    "ts": "z",
    "h": "",
    "c": "k",
    "j": "g",
}
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]+")
_VOWELS_AND_V = re.compile("[aeiouv]+")
_SHORT_FORMS = NickNamer()


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """A word's sound, roughly: what spellings of one name tend to share.

    >>> sound("mohammed") == sound("muhamad"), sound("gaddafi") == sound("qaddafi")
    (True, False)
    """
    for written, heard in _SOUNDS.items():
        word = word.replace(written, heard)
    word = _DOUBLED.sub(r"\1", word)
    return word[:1] + _VOWELS.sub("a", word[1:]).removesuffix("a")


@lru_cache(maxsize=262_144)
def consonants(word: str) -> str:
    """A word's sound without vowels, as abjads write it; "v" and "i" are vowels there, too.

    >>> consonants("mahmoud"), consonants("mhmvd")
    ('md', 'md')
    """
    return _DOUBLED.sub(r"\1", _VOWELS_AND_V.sub("", sound(word)))


@lru_cache(maxsize=262_144)
def skeleton(word: str) -> str:
    """A word's consonants where one of two was written without vowels: "z" and "h" that meet there
    are mostly two letters.

    >>> skeleton("zuhair"), skeleton("zhyr")
    ('zr', 'zr')
    """
    return consonants(word.replace("zh", "z"))


@lru_cache(maxsize=1_048_576)
def likeness(one: str, other: str, abjad: bool = False) -> float:
    """How alike two words are, in [0, 1]; the same either way round.

    Args:
        one: lower-case ASCII.
        other: likewise.
        abjad: one of them was written without most of its vowels.
    """
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1 and not abjad:
        return INITIAL if one[0] == other[0] else 0.0
    edits = DamerauLevenshtein.normalized_similarity(one, other)
    letters = (edits + JaroWinkler.similarity(one, other)) / 2
    if min(len(one), len(other)) <= _SHORT:
        letters = min(letters, edits + 0.1)
    if sound(one) == sound(other):
        letters = max(letters, SOUND_ALIKE)
    elif abjad:
        letters = max(letters, _without_vowels(one, other))
    elif is_short_form(*sorted((one, other))):
        letters = max(letters, NICKNAME)
    return letters


def may_reach(one: str, other: str, least: float, abjad: bool = False) -> bool:
    """Whether `likeness` of two longer words may be so much: far quicker, and never wrongly no.

    >>> may_reach("jinping", "jinpin", 0.9), may_reach("jinping", "xi", 0.9)
    (True, False)
    """
    shorter, longer = sorted((len(one), len(other)))
    # Jaro and Winkler's measure is 1 at the most, and each letter too many is an edit.
    if abjad or longer - shorter <= 2 * (1 - least) * longer:
        return True
    return sound(one) == sound(other) or is_short_form(*sorted((one, other)))


def _without_vowels(one: str, other: str) -> float:
    bare = skeleton(one), skeleton(other)
    if not all(bare):
        return 0.0
    if bare[0] == bare[1]:
        return SOUND_ALIKE
    return 0.9 * DamerauLevenshtein.normalized_similarity(*bare)


@lru_cache(maxsize=262_144)
def is_short_form(one: str, other: str) -> bool:
    """Whether one word is a short form of the other ("ted" of "theodore")."""
    return other in short_forms(one) or one in short_forms(other)


@lru_cache(maxsize=262_144)
def short_forms(word: str) -> frozenset[str]:
    """The short forms of a given name.

    >>> "ted" in short_forms("theodore")
    True
    """
    return frozenset(_SHORT_FORMS.nicknames_of(word)) | _shortened_by(sound(word))


@lru_cache(maxsize=262_144)
def _shortened_by(heard: str) -> frozenset[str]:
    """Short forms of the name that sounds so: Mohammed is shortened as Muhammad is."""
    return frozenset(s for full in FULL if sound(full) == heard for s in shortened(full))
