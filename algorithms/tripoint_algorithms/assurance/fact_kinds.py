"""Which links things of which kinds have in a world, and who is likely to have one more."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.snapshot import Snapshot

COUNTED_MIN = 20
"""Entities with as many links, of which the share that has one more can be told."""


@dataclass(frozen=True, eq=False)
class End:
    """Who may stand at one end of a link.

    Attributes:
        rows: (e,) entities of the kind that it takes, sorted.
        rate: (e,) how many more such links to expect at each, in the unit of all at hand.
    """

    rows: Longs
    rate: Floats


@dataclass(frozen=True, eq=False)
class FactKind:
    """One kind of link between things of two kinds.

    Attributes:
        link: the link's code.
        count: such links in the world, one at least.
        source, target: its ends.
    """

    link: int
    count: int
    source: End
    target: End

    def plausible(self, source: int, target: int) -> float:
        """How many such links to expect between two entity rows: rate by rate, over all at hand.

        Summed over every two entities it is `count`, as in the model of Chung and Lu.
        """
        ends = ((self.source, source), (self.target, target))
        one, other = (float(end.rate[np.searchsorted(end.rows, row)]) for end, row in ends)
        return one * other / self.count


def fact_kinds(world: Snapshot) -> Iterator[FactKind]:
    """Every kind of link between every two kinds of things that has one link in the world.

    Ordered by link, kind of source and kind of target. Time O(l log l) and O(n) for each.
    """
    kind = world.entity_kind
    ends = (world.link_type, kind[world.link_source], kind[world.link_target])
    told, of, counts = np.unique(np.stack(ends), axis=1, return_inverse=True, return_counts=True)
    for number, (link, source, target) in enumerate(told.T.tolist()):
        rows = np.flatnonzero(of.ravel() == number)
        yield FactKind(
            link,
            int(counts[number]),
            _end(np.flatnonzero(kind == source), world.link_source[rows], world.entities),
            _end(np.flatnonzero(kind == target), world.link_target[rows], world.entities),
        )


def _end(rows: Longs, linked: Ints, entities: int) -> End:
    return End(rows, rates(np.bincount(linked, minlength=entities)[rows]))


def rates(have: Longs) -> Floats:
    """How many more to expect at those who have 0, 1, 2, ... already.

    Of those seen d times, (d + 1) N(d + 1) / N(d) further sightings are expected, where N counts
    those seen so often: I. J. Good 1953, doi:10.1093/biomet/40.3-4.237. Who has a passport seldom
    has another, and who has used three phones may well use a fourth: the world itself says so.
    Where fewer than `COUNTED_MIN` have as many, it is halfway between what they have and the mean.

    Args:
        have: (e,) links of each, one in all at least.

    Returns:
        (e,) 0 or more; about as many in all as there are links.

    >>> rates(np.repeat([0, 1, 2], [50, 100, 25])).tolist()[::50]
    [2.0, 0.5, 0.5, 0.0]
    """
    seen = np.bincount(have, minlength=1).astype(np.float64)
    number = np.arange(len(seen), dtype=np.float64)
    further = (number + 1) * np.append(seen[1:], 0.0)
    rate = np.where(
        seen >= COUNTED_MIN, further / np.maximum(seen, 1.0), (number + have.mean()) / 2
    )
    found: Floats = rate[have]
    return found
