"""Which words of an index are like a given word, found by keys instead of by comparing all.

Spellings of one name mostly share their sound, or their sound but for one letter, or their
consonants. Words are filed by these; a word's own keys lead to few others, which alone are
compared letter by letter. Filing a word under itself with any one letter left out finds all words
one edit away (T. Bocek, E. Hunt, B. Stiller 2007, "Fast similarity search in large dictionaries").
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler
from rapidfuzz.process import cdist

from tripoint_graph.columns import Floats, Ints
from tripoint_resolution.naming.likeness import likeness, short_forms, skeleton, sound

ALIKE_LEAST = 0.72
"""Words less alike than this are not taken for the same."""

_ROUGHLY = 0.75
"""By Jaro and Winkler's measure, which is quick; next to no words that are alike stay below it."""

_ROUNDING = 1e-5
"""Many words are compared in single precision, one pair in double."""

_LEFT_OUT_LEAST = 4
_SKELETON_LEAST = 2
_BUCKET_MAX = 600
"""Words under one key that are compared, at most; a fuller key says nothing."""

_NONE = np.empty(0, np.int32), np.empty(0, np.float64)
Word = tuple[str, bool]
"""Lower-case ASCII, and whether it was written without vowels."""


class WordsAlike:
    """The distinct words of many names, by what they sound like.

    Args:
        words: each once; their places number them in what `alike` gives.
        joined: words that are neighbours written as one; they are found by their sound alone.
    """

    def __init__(self, words: Iterable[Word], joined: Iterable[Word] = ()) -> None:
        plain = list(words)
        every = [*plain, *joined]
        self._texts = np.array([word for word, _ in every], object)
        self._abjad = np.array([abjad for _, abjad in every], np.bool_)
        self._heard = np.array([sound(word) for word, _ in every], object)
        self._short_of: dict[str, list[int]] = {}
        for at, (word, _) in enumerate(every):
            for form in short_forms(word):
                self._short_of.setdefault(form, []).append(at)
        self._filed = self._file(every, len(plain))
        self._known: dict[tuple[str, bool, bool], tuple[Ints, Floats]] = {}

    def _file(self, every: Sequence[Word], plain: int) -> dict[str, Ints]:
        """Numbers of words by key."""
        sounds: dict[str, list[int]] = {}
        for at, heard in enumerate(self._heard):
            sounds.setdefault(heard, []).append(at)
        filed: dict[str, list[int]] = {}
        for at, (word, abjad) in enumerate(every):
            if at < plain:
                for form in _left_out(word):
                    filed.setdefault(f"={form}", []).append(at)
            if at < plain or abjad:  # where vowels are not written, so often are blanks not
                filed.setdefault(f"c{skeleton(word)}", []).append(at)
        for heard in set(self._heard[:plain]):
            for form in _left_out(heard):
                filed.setdefault(form, []).extend(sounds[heard])
        for heard, rows in sounds.items():
            filed.setdefault(heard, rows)
        return {
            key: np.array(rows, np.int32) for key, rows in filed.items() if len(rows) <= _BUCKET_MAX
        }

    def alike(self, word: str, abjad: bool, *, run: bool = False) -> tuple[Ints, Floats]:
        """Numbers of the words that are like one, and how alike each is, rising.

        Args:
            word: lower-case ASCII.
            abjad: whether it was written without vowels.
            run: it is neighbouring words written as one, which are found by their sound alone.
        """
        asked = word, abjad, run
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = self._compared(word, abjad, _keys(word, run=run))
        return found

    def _compared(self, word: str, abjad: bool, keys: Iterable[str]) -> tuple[Ints, Floats]:
        filed = [self._filed[key] for key in keys if key in self._filed]
        if not filed:
            return _NONE
        numbers = np.unique(np.concatenate(filed))
        texts = self._texts[numbers].tolist()
        across = self._abjad[numbers] != abjad
        roughly = cdist([word], texts, scorer=JaroWinkler.similarity)[0]
        edits = cdist([word], texts, scorer=DamerauLevenshtein.normalized_similarity)[0]
        # Where the letters alone are too little, these are all that `likeness` can rest on.
        by_letters = (roughly + edits) / 2 >= ALIKE_LEAST - _ROUNDING
        otherwise = self._heard[numbers] == sound(word)
        if (short := short_forms(word)) or word in self._short_of:
            otherwise |= np.isin(numbers, self._short_of.get(word, ()))
            otherwise |= np.array([text in short for text in texts])
        told = sorted(
            (how, int(numbers[at]))
            for at in np.flatnonzero(across | (roughly >= _ROUGHLY) & (by_letters | otherwise))
            if (how := likeness(word, texts[at], bool(across[at]))) >= ALIKE_LEAST
        )
        return np.array([at for _, at in told], np.int32), np.array([how for how, _ in told])


def _keys(word: str, *, run: bool) -> Iterator[str]:
    if run:
        yield sound(word)
        yield f"c{skeleton(word)}"
        return
    for form in _left_out(word):
        yield f"={form}"
    for form in short_forms(word):
        yield f"={form}"
    bare = skeleton(word)
    if len(bare) >= _SKELETON_LEAST:
        yield f"c{bare}"
    yield from _left_out(sound(word))


def _left_out(word: str) -> set[str]:
    """The word, and where it is long enough the word without each one of its letters."""
    if len(word) < _LEFT_OUT_LEAST:
        return {word}
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
