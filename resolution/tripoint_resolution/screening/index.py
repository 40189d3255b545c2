"""Names by their words: which of many names may be another spelling of one."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tripoint_graph.columns import Floats, Ints
from tripoint_graph.grouped import Grouped, grouped
from tripoint_resolution.naming.tokens import Name, Token, parsed
from tripoint_resolution.screening.words_alike import Word, WordsAlike

COARSE_LEAST = 0.66
"""Names whose words cover each other less than this are not compared closely."""

CANDIDATES_MAX = 12
"""Names that one name is compared with closely, at most: those that it covers best."""

_SHORTER = 0.75
"""How far the shorter of two names decides: "Abu Umar" may be all that a source knows."""


Scores = npt.NDArray[np.float32]


class Candidates(NamedTuple):
    """Names that may be another's other spelling, the best first, ties by name.

    Attributes:
        rows: (r,) their rows in the index.
        coarse: (r,) how well the words cover each other, in [0, 1].
        runs: each two neighbouring words of the one who is asked about, written as one.
        alike: (r, w) how alike each word, then each run, is to the best word of the name; 0 where
            none is found to be.
    """

    rows: Ints
    coarse: Floats
    runs: tuple[str, ...]
    alike: Floats


class NameIndex:
    """Many names, filed by words that may be written in other ways.

    What it finds does not depend on the order in which names were given.

    Args:
        names: as written, each with whether it is a person's; equal ones are kept once.
    """

    def __init__(self, names: Iterable[tuple[str, bool]]) -> None:
        distinct = sorted(set(names))
        self.names: tuple[Name, ...] = tuple(
            name
            for name in (parsed(given, person=person) for given, person in distinct)
            if name.tokens
        )
        self._person = np.array([name.person for name in self.names], np.bool_)
        self._weight = np.array([_weight(name.tokens) for name in self.names])
        self._lightest = float(self._weight.min(initial=np.inf))
        filed = [(word, row) for row, name in enumerate(self.names) for word in _words(name)]
        joined = [(word, row) for row, name in enumerate(self.names) for word in _joined(name)]
        words = sorted({word for word, _ in filed})
        more = sorted({word for word, _ in joined} - set(words))
        number = {word: at for at, word in enumerate([*words, *more])}
        self._alike = WordsAlike(words, more)
        pairs = [(number[word], row) for word, row in filed + joined]
        self._rows_of_word = _filed(pairs, len(number))

    def candidates(
        self, name: Name, most: int = CANDIDATES_MAX, least: float = COARSE_LEAST
    ) -> Candidates:
        """The names that may be one's other spelling.

        Args:
            name: the one.
            most: how many are given at most.
            least: of names that it covers less than this nothing is said.
        """
        own = _weight(name.tokens)
        words = [(t.text, t.weight) for t in name.tokens]
        words += [(a.text + b.text, a.weight + b.weight) for a, b in pairwise(name.tokens)]
        having = [
            self._having(*word, name.abjad, run=at >= len(name.tokens))
            for at, word in enumerate(words)
        ]
        covered = self._covered(having[: len(name.tokens)], having[len(name.tokens) :])
        # Whatever the weight of a name, covering this little of one's own is too little.
        rows = np.flatnonzero(covered >= least * min(own, self._lightest))
        rows = rows[self._person[rows] == name.person]
        weight = self._weight[rows]
        shorter, longer = np.minimum(weight, own), np.maximum(weight, own)
        coarse = np.minimum(covered[rows] / (_SHORTER * shorter + (1 - _SHORTER) * longer), 1.0)
        enough = coarse >= least
        rows, coarse = rows[enough], coarse[enough]
        order = np.argsort(-coarse, kind="stable")[:most]
        rows = rows[order]
        alike = np.zeros((len(rows), len(words)))
        for at, (each, (_, heavy)) in enumerate(zip(having, words, strict=True)):
            if each is not None:
                alike[:, at] = each[rows] / heavy
        runs = tuple(text for text, _ in words[len(name.tokens) :])
        return Candidates(rows.astype(np.int32), coarse[order].astype(np.float64), runs, alike)

    def _covered(self, each: list[Scores | None], joined: list[Scores | None]) -> Scores:
        """(n,) the weight of one's words that each name has in some spelling.

        Args:
            each: of each word, what `_having` gives.
            joined: of each two neighbours as one word, likewise.
        """
        total = np.zeros(len(self.names), np.float32)
        for having in each:
            if having is not None:
                total += having
        for at, both in enumerate(joined):
            if both is not None:
                more = both.copy()
                for apart in each[at : at + 2]:
                    if apart is not None:
                        more -= apart
                total += np.maximum(more, 0.0)
        return total

    def _having(self, word: str, weight: float, abjad: bool, *, run: bool) -> Scores | None:
        """(n,) the weight times how alike each name's best word is, 0 where none is; None for all
        alike 0.
        """
        words, alike = self._alike.alike(word, abjad, run=run)
        if not len(words):
            return None
        having = np.zeros(len(self.names), np.float32)
        filed = self._rows_of_word
        often = filed.offset[words + 1] - filed.offset[words]
        # Rising, and of values for one place the last is assigned: the best stays.
        having[filed.of_all(words)] = np.repeat(alike * weight, often)
        return having


def _words(name: Name) -> set[Word]:
    return {(token.text, name.abjad) for token in name.tokens}


def _joined(name: Name) -> set[Word]:
    """A name's neighbouring words, written as one."""
    return {(one.text + other.text, name.abjad) for one, other in pairwise(name.tokens)}


def _weight(tokens: Iterable[Token]) -> float:
    return sum(token.weight for token in tokens)


def _filed(pairs: list[tuple[int, int]], words: int) -> Grouped:
    """Rows by word."""
    filed: npt.NDArray[np.int32] = np.array(pairs, np.int32).reshape(-1, 2)
    by_word = grouped(filed[:, 0], words)
    return Grouped(by_word.offset, filed[by_word.rows, 1])
