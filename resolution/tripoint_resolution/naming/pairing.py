"""Which word of one name is which of the other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from tripoint_resolution.naming.likeness import likeness, may_reach
from tripoint_resolution.naming.tokens import Name, Part, Token

_JOINED_ALIKE = 0.9
_RUN_MAX = 3
_OTHER_CHARACTERS = 0.5
_ORDER = 0.02
"""What it costs a pair to stand at opposite ends: enough to settle ties."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words taken for the same."""

    one: Token
    other: Token
    place: int
    other_place: int
    alike: float

    @property
    def names(self) -> bool:
        """Whether it says who is meant."""
        return self.one.names or self.other.names


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two names side by side, the one with fewer words first.

    Attributes:
        fewer, more: their words, runs joined where the other name writes them as one.
        pairs: in the order of `fewer`.
    """

    fewer: tuple[Token, ...]
    more: tuple[Token, ...]
    pairs: tuple[Pair, ...]

    @property
    def left_over(self) -> tuple[Token, ...]:
        """Words that only one of the names has."""
        paired = {pair.other_place for pair in self.pairs}
        lone = {pair.place for pair in self.pairs}
        rest = tuple(token for at, token in enumerate(self.more) if at not in paired)
        return rest + tuple(token for at, token in enumerate(self.fewer) if at not in lone)


def paired(one: Name, other: Name) -> Pairing:
    """The pairing of words with the greatest weighted likeness in all."""
    abjad = one.abjad != other.abjad
    fewer = _joined(one.tokens, other.tokens, abjad)
    more = _joined(other.tokens, fewer, abjad)
    if len(fewer) > len(more):
        fewer, more = more, fewer
    if not fewer:
        return Pairing(fewer, more, ())
    alike = np.array([[likeness(a.text, b.text, abjad) for b in more] for a in fewer])
    if one.syllabic and other.syllabic:  # characters are as different as can be, or the same
        alike[alike < 1.0] *= _OTHER_CHARACTERS
    weight = np.array([[(a.weight + b.weight) / 2 for b in more] for a in fewer])
    place = np.arange(len(fewer))[:, None] / len(fewer)
    distance = np.abs(place - np.arange(len(more))[None, :] / len(more))
    rows, columns = linear_sum_assignment(-(alike - _ORDER * distance) * weight)
    return Pairing(
        fewer,
        more,
        tuple(
            Pair(fewer[a], more[b], int(a), int(b), float(alike[a, b]))
            for a, b in zip(rows, columns, strict=True)
        ),
    )


def _joined(tokens: Sequence[Token], others: Sequence[Token], abjad: bool) -> tuple[Token, ...]:
    """Runs of words joined to one where the other name has them so ("jin ping", "jinping")."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        run = next(
            (
                length
                for length in range(min(_RUN_MAX, len(tokens) - at), 1, -1)
                if _is_one_there(tokens[at : at + length], others, abjad)
            ),
            1,
        )
        result.append(tokens[at] if run == 1 else _as_one(tokens[at : at + run]))
        at += run
    return tuple(result)


def _is_one_there(run: Sequence[Token], others: Sequence[Token], abjad: bool) -> bool:
    whole = "".join(token.text for token in run)
    there = [other.text for other in others if may_reach(whole, other.text, _JOINED_ALIKE, abjad)]
    best = max((likeness(whole, text, abjad) for text in there), default=0.0)
    return best >= _JOINED_ALIKE and best > max(
        likeness(token.text, other.text, abjad) for token in run for other in others
    )


def _as_one(run: Sequence[Token]) -> Token:
    return Token("".join(t.text for t in run), Part.CORE, max(t.weight for t in run))
