"""How stable is a chain? In what share of worlds drawn anew it stays among those shown.

Records are drawn as ranks are (`key_entities`): each is kept with the probability that its grade
stands for, less the share of evidence that is missing. A link that loses a source is less sure, and
one that loses all its records is gone; the question is asked again of what is left. Source: S. P.
Borgatti, K. M. Carley, D. Krackhardt 2006, doi:10.1016/j.socnet.2005.05.001.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from tripoint_algorithms.drawing import check_missing, kept_with, seed_of
from tripoint_algorithms.links.chains import Chain
from tripoint_algorithms.links.connections import between
from tripoint_algorithms.links.region import Region, region
from tripoint_algorithms.links.search import Wanted
from tripoint_algorithms.links.tally import Ends
from tripoint_algorithms.topology import Filter, Topology
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.snapshot import Mask, Snapshot

DRAWS = 100
"""Worlds drawn anew: a share is then within 0.1 of the truth nineteen times in twenty."""

EXPANSIONS_MAX = 20_000
"""Partial chains looked at in one of them, at most."""

MISSING = 0.1


@dataclass(frozen=True, slots=True)
class Stability:
    """How one chain fares in worlds drawn anew; shares of the draws, in [0, 1].

    Attributes:
        stays: it is certainly among those shown.
        at_most: likewise, and those draws besides in which this was not found out.
        holds: every step of it still has a record.
        draws: worlds drawn; missing: the share of evidence that is taken to be missing.
    """

    stays: float
    at_most: float
    holds: float
    draws: int
    missing: float


def stability(
    graph: Topology,
    only: Filter,
    ends: Ends,
    wanted: Wanted,
    chains: Sequence[Chain],
    *,
    missing: float = MISSING,
    draws: int = DRAWS,
) -> tuple[Stability, ...]:
    """The stability of chains that answer one question.

    Confidences are made anew, and with them the prices of steps; the two sets, how crowded a hub
    is, and which mentions are one, stay as they are. Prices only rise, so what may be shown in a
    draw lies in a small region of the world (`region`); beyond that a draw is left open, and
    `at_most` counts it. The seed depends on the evidence in the region alone.

    Args:
        graph: the world, under the filter of the question.
        only: that filter.
        ends: the two sets.
        wanted: the question; `k` chains are shown.
        chains: the first of its answer.
        missing: share of evidence that nobody has, in [0, 1).
        draws: worlds to draw.

    Raises:
        ValueError: `missing` is out of range.

    Time O(hops * m + l) once, and a search of the region for each draw.
    """
    check_missing(missing)
    cost = max((chain.cost for chain in chains), default=0.0)
    near = region(graph, ends, wanted.hops_max, cost)
    evidence = Evidence.of(graph.snapshot, near.links)
    chance = np.random.default_rng(evidence.seed(graph.snapshot))
    keeps = kept_with(graph.snapshot, missing)[evidence.records]
    asked = replace(wanted, expansions_max=EXPANSIONS_MAX)
    rows = [tuple(near.row_of(np.array(chain.entities, np.int32)).tolist()) for chain in chains]
    counts = np.zeros((len(chains), 3))
    for _ in range(draws):
        kept = chance.random(len(keeps)) < keeps
        drawn = near.with_confidences(evidence.confidence(kept), only.confidence_min)
        counts += _fared(near, drawn, asked, rows)
    return tuple(
        Stability(stays, at_most, holds, draws, missing)
        for stays, at_most, holds in (counts / draws).tolist()
    )


def _fared(
    near: Region, drawn: Topology, asked: Wanted, chains: Sequence[tuple[int, ...]]
) -> Floats:
    """(c, 3) of each chain whether it stays, may stay, and holds in one draw."""
    found = between(drawn, near.ends, asked)
    reach = near.reach if found.complete else min(near.reach, found.explored_cost)
    sure = {chain.entities for chain in found.chains if chain.cost <= reach}
    full = len(sure) >= asked.k
    told = []
    for chain in chains:
        cost = _cost(drawn, chain)
        stays = chain in sure
        open_ = cost is not None and not full and not stays and cost > reach
        told.append((stays, stays or open_, cost is not None))
    return np.array(told, np.float64).reshape(-1, 3)


def _cost(graph: Topology, entities: tuple[int, ...]) -> float | None:
    """What a chain costs in a world, whatever time allows; None where a step is gone."""
    cost = 0.0
    for one, other in pairwise(entities):
        near, price, _ = graph.neighbours(one)
        at = int(near.searchsorted(np.int32(other)))
        if at == len(near) or near[at] != other:
            return None
        cost += float(price[at])
    return cost


@dataclass(frozen=True, eq=False)
class Evidence:
    """What some links stand on.

    Attributes:
        whole: (l,) how sure each is by all of it.
        records: (r,) the records, rows of the world.
        record, probability: (e,) number among them and probability of each claim, by link, then
            source.
        told: (t,) where the claims of one source for one link begin; link: (l,) where the sources
            of one link begin, among those.
    """

    whole: Floats
    records: Ints
    record: Longs
    probability: Floats
    told: Longs
    link: Longs

    @classmethod
    def of(cls, world: Snapshot, links: Longs) -> "Evidence":
        """The evidence of some links, each with one claim or more."""
        claims, of = world.claims_under(links)
        record = world.claim_record[claims]
        source = world.record_source[record]
        order = np.lexsort((source, of))
        of, record, source = of[order], record[order], source[order]
        begins = np.flatnonzero((np.diff(of, prepend=-1) != 0) | (np.diff(source, prepend=-1) != 0))
        records, number = np.unique(record, return_inverse=True)
        return cls(
            world.link_confidence[links],
            records.astype(np.int32),
            number.astype(np.int64),
            world.record_probability[record],
            begins.astype(np.int64),
            np.flatnonzero(np.diff(of[begins], prepend=-1)).astype(np.int64),
        )

    def seed(self, world: Snapshot) -> int:
        """A seed that depends on these records and nothing else."""
        return seed_of(world.record_id[self.records].tobytes())

    def confidence(self, kept: Mask) -> Floats:
        """(l,) how sure each link is when only some of the records are kept; 0: it is gone."""
        if not len(self.whole):
            return self.whole
        drawn = self._doubtless(np.where(kept[self.record], self.probability, 0.0))
        share: Floats = drawn / self._doubtless(self.probability)
        return self.whole * share

    def _doubtless(self, probability: Floats) -> Floats:
        """1 - prod(1 - p) over the best of each source."""
        best = np.minimum(np.maximum.reduceat(probability, self.told), 1 - 1e-12)
        made: Floats = -np.expm1(np.add.reduceat(np.log1p(-best), self.link))
        return made
