"""Which words of an index are like a given word, found by keys instead of by comparing all.

Spellings of one name mostly share their sound, or their sound but for one letter, or their
consonants. Words are filed by these; a word's own keys lead to few others, which alone are
compared letter by letter. Filing a word under itself with any one letter left out finds all words
one edit away (T. Bocek, E. Hunt, B. Stiller 2007, "Fast similarity search in large dictionaries").
"""

from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from tripoint_graph.columns import Floats, Ints
from tripoint_resolution.naming.likeness import likeness, short_forms, skeleton, sound

ALIKE_LEAST = 0.72
"""Words less alike than this are not taken for the same."""

_ROUGHLY = 0.75
"""By Jaro and Winkler's measure, which is quick; next to no words that are alike stay below it."""

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
        self._words = [*plain, *joined]
        sounds: dict[str, list[int]] = {}
        for at, (word, _) in enumerate(self._words):
            sounds.setdefault(sound(word), []).append(at)
        filed: dict[str, list[int]] = {}
        for at, (word, _) in enumerate(plain):
            for form in _left_out(word):
                filed.setdefault(f"={form}", []).append(at)
            filed.setdefault(f"c{skeleton(word)}", []).append(at)
        for at, (word, abjad) in enumerate(self._words[len(plain) :], len(plain)):
            if abjad:  # where vowels are not written, so often are blanks not
                filed.setdefault(f"c{skeleton(word)}", []).append(at)
        for heard in {sound(word) for word, _ in plain}:
            for form in _left_out(heard):
                filed.setdefault(form, []).extend(sounds[heard])
        for heard, rows in sounds.items():
            filed.setdefault(heard, rows)
        self._filed = {key: rows for key, rows in filed.items() if len(rows) <= _BUCKET_MAX}
        self._known: dict[Word, tuple[Ints, Floats]] = {}

    def alike(self, word: str, abjad: bool) -> tuple[Ints, Floats]:
        """Numbers of the words that are like one, and how alike each is, rising.

        Args:
            word: lower-case ASCII.
            abjad: whether it was written without vowels.
        """
        found = self._known.get((word, abjad))
        if found is None:
            found = self._known[word, abjad] = self._compared(word, abjad)
        return found

    def _compared(self, word: str, abjad: bool) -> tuple[Ints, Floats]:
        numbers = sorted({at for key in _keys(word) for at in self._filed.get(key, ())})
        if not numbers:
            return _NONE
        others = [self._words[at] for at in numbers]
        across = np.array([abjad != other for _, other in others])
        roughly = cdist([word], [other for other, _ in others], scorer=JaroWinkler.similarity)[0]
        told = sorted(
            (how, numbers[at])
            for at in np.flatnonzero(across | (roughly >= _ROUGHLY))
            if (how := likeness(word, others[at][0], abjad != others[at][1])) >= ALIKE_LEAST
        )
        return np.array([at for _, at in told], np.int32), np.array([how for how, _ in told])


def _keys(word: str) -> Iterator[str]:
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
