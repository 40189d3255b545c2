"""Fewer pairs that say as much: a firm in a thousand manifests has half a million with itself.

Before scoring, mentions whose columns are the same, in records that the same people may see, are
scored by two of them. Afterwards, of the pairs that hold, those are kept that tie the same mentions
together for every viewer: a forest for any two handlings, since what a viewer sees is made up of
whole handlings. Where pairs wait for people, the strongest between two groups stands for all.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tripoint_resolution.disjoint_sets import DisjointSets
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.engine import Pair

_ID = "unique_id"
_SCORED = 2
"""Of twins, so many are compared: with each other, and with all others."""

HandlingOf = Callable[[str], Hashable]


@dataclass(frozen=True, slots=True)
class Twins:
    """Mentions that tell the same.

    Attributes:
        scored: the rows that are compared.
        groups: the ids of each group of twins, the first two of which are among them.
    """

    scored: tuple[Row, ...]
    groups: tuple[tuple[str, ...], ...]

    def expanded(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs, and those of each other twin with the first: they are as the first two are."""
        of = {(pair.left, pair.right): pair for pair in pairs}
        found = list(pairs)
        for first, second, *others in self.groups:
            if (pair := of.get((min(first, second), max(first, second)))) is not None:
                for other in others:
                    left, right = sorted((first, other))
                    found.append(replace(pair, left=left, right=right))
        return found


def twins(rows: Iterable[Row], handling: HandlingOf, new: Collection[str] = ()) -> Twins:
    """Rows without their twins.

    Args:
        rows: in order of ids.
        handling: of the record of a mention.
        new: ids of those who came lately; they are twins of each other alone.
    """
    groups: dict[Hashable, list[Row]] = {}
    for row in rows:
        id = str(row["unique_id"])
        told = tuple(tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != _ID)
        groups.setdefault((told, handling(id), id in new), []).append(row)
    return Twins(
        tuple(row for group in groups.values() for row in group[:_SCORED]),
        tuple(
            tuple(str(row["unique_id"]) for row in group)
            for group in groups.values()
            if len(group) > _SCORED
        ),
    )


def enough(pairs: Iterable[Pair], handling: HandlingOf) -> list[Pair]:
    """Pairs that hold, without those that no viewer needs.

    Whatever set of handlings a viewer sees, these tie together what all pairs that are seen tie
    together: each pair left out lies between two handlings, and the forest of the pairs between
    those two holds another way from one of its ends to the other.
    """
    forests: dict[Hashable, DisjointSets] = {}
    return [
        pair
        for pair in sorted(pairs, key=_strongest)
        if forests.setdefault(_handlings(pair, handling), DisjointSets()).joined(
            pair.left, pair.right
        )
    ]


def one_each(
    pairs: Iterable[Pair], group: Mapping[str, Hashable], handling: HandlingOf
) -> list[Pair]:
    """The strongest pair between any two groups, for any two handlings."""
    found: dict[Hashable, Pair] = {}
    for pair in sorted(pairs, key=_strongest):
        ends = frozenset(group.get(id, id) for id in (pair.left, pair.right))
        found.setdefault((ends, _handlings(pair, handling)), pair)
    return list(found.values())


def groups_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Mention to a name of the group that pairs make of it."""
    groups = DisjointSets()
    told = list(pairs)
    for one, other in told:
        groups.joined(one, other)
    return {id: groups.root(id) for pair in told for id in pair}


def _handlings(pair: Pair, handling: HandlingOf) -> tuple[Hashable, Hashable]:
    one, other = sorted((handling(pair.left), handling(pair.right)), key=repr)
    return one, other


def _strongest(pair: Pair) -> tuple[float, float, str, str]:
    return -pair.probability, -pair.strength, pair.left, pair.right
