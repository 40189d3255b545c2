"""Which proposed pairs may hold together: never two that contradict each other.

Pairs are taken in falling order of what speaks for them, ties by id, and one that would put two
together who contradict each other is set aside for people to look at: a cluster is cut at its
weakest link (after N. Bansal, A. Blum, S. Chawla 2004, doi:10.1023/B:MACH.0000033116.57574.95).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tripoint_resolution.proposing.engine import Pair

Contradiction = Callable[[str, str], str]
"""Why two mentions cannot be one, in words; "" where nothing speaks against it."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A pair that would break something.

    Attributes:
        pair: the pair.
        because: what it would put together.
    """

    pair: Pair
    because: str


def clustered(
    pairs: Sequence[Pair], tied: Iterable[tuple[str, str]], contradiction: Contradiction
) -> tuple[list[Pair], list[SetAside]]:
    """The pairs that may hold, and those that are set aside; what is tied already is neither.

    Args:
        pairs: proposals.
        tied: mentions that are one already, whatever is proposed.
        contradiction: what keeps two mentions apart.
    """
    group: dict[str, set[str]] = {}

    def of(id: str) -> set[str]:
        return group.setdefault(id, {id})

    def join(one: str, other: str) -> None:
        mine, theirs = of(one), of(other)
        if mine is not theirs:
            mine |= theirs
            for id in theirs:
                group[id] = mine

    for one, other in tied:
        join(one, other)
    open_pairs = [pair for pair in pairs if of(pair.left) is not of(pair.right)]
    kept: list[Pair] = []
    aside: list[SetAside] = []
    for pair in sorted(open_pairs, key=lambda p: (-p.probability, -p.strength, p.left, p.right)):
        mine, theirs = of(pair.left), of(pair.right)
        because = ""
        if mine is not theirs:
            found = (contradiction(a, b) for a in sorted(mine) for b in sorted(theirs))
            because = next(filter(None, found), "")
        if because:
            aside.append(SetAside(pair, because))
        else:
            kept.append(pair)
            join(pair.left, pair.right)
    return kept, aside
