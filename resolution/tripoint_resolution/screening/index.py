"""Names by their words: which of many names may be another spelling of one."""

from collections.abc import Iterable
from itertools import pairwise

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
    ) -> tuple[Ints, Floats]:
        """Rows of the names that may be one's other spelling, and how well the words cover each
        other, from `least` to 1; the best first, ties by name.
        """
        own = _weight(name.tokens)
        covered = self._covered(name)
        # Whatever the weight of a name, covering this little of one's own is too little.
        rows = np.flatnonzero(covered >= least * min(own, self._lightest))
        rows = rows[self._person[rows] == name.person]
        weight = self._weight[rows]
        shorter, longer = np.minimum(weight, own), np.maximum(weight, own)
        coarse = np.minimum(covered[rows] / (_SHORTER * shorter + (1 - _SHORTER) * longer), 1.0)
        enough = coarse >= least
        rows, coarse = rows[enough], coarse[enough]
        order = np.argsort(-coarse, kind="stable")[:most]
        return rows[order].astype(np.int32), coarse[order].astype(np.float64)

    def _covered(self, name: Name) -> Scores:
        """(n,) the weight of one's words that each name has in some spelling."""
        each = [self._having(token.text, token.weight, name.abjad) for token in name.tokens]
        total = np.zeros(len(self.names), np.float32)
        for having in each:
            if having is not None:
                total += having
        for at, (one, other) in enumerate(pairwise(name.tokens)):
            joined = self._having(one.text + other.text, one.weight + other.weight, name.abjad)
            if joined is not None:
                for apart in each[at : at + 2]:
                    if apart is not None:
                        joined -= apart
                total += np.maximum(joined, 0.0)
        return total

    def _having(self, word: str, weight: float, abjad: bool) -> Scores | None:
        """(n,) the weight times how alike each name's best word is, 0 where none is; None for all
        alike 0.
        """
        words, alike = self._alike.alike(word, abjad)
        if not len(words):
            return None
        having = np.zeros(len(self.names), np.float32)
        for number, how in zip(words.tolist(), (alike * weight).tolist(), strict=True):
            having[self._rows_of_word.of(number)] = how  # rising: the best stays
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
