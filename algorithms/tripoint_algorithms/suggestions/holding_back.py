"""Some records are held back, as if nobody had them: which pairs were links of theirs?"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tripoint_algorithms.networks import Network, records_behind
from tripoint_algorithms.suggestions.held_out import Judged, Model, fitted, shares
from tripoint_algorithms.suggestions.likenesses import NAMED, Alike
from tripoint_algorithms.suggestions.typed_ties import Layer, Ties, Way, usual_ways
from tripoint_algorithms.topology import EVERYTHING, Filter
from tripoint_graph.columns import Floats, Ints, Longs

PARTS = 10
"""Parts into which records are dealt; each is held back in turn."""

SAMPLED = 2_000
"""Pairs that are no links, of one part and layer, that are looked at; each stands for others."""


@dataclass(frozen=True, eq=False)
class Dealt:
    """A network's typed ties, and the parts that each link stands on.

    Attributes:
        ties: its links.
        offset, part: link j stands on records of the parts `part[offset[j]:offset[j + 1]]`.
        seed: what pairs are sampled by; it depends on the network alone.
    """

    ties: Ties
    offset: Longs
    part: Ints
    seed: int

    def without(self, part: int) -> Ties:
        """What is left without the records of one part; all vertices stay."""
        if not len(self.ties.link):
            return self.ties
        return self.ties.of(np.logical_or.reduceat(self.part != part, self.offset[:-1]))


def dealt(network: Network, only: Filter = EVERYTHING) -> Dealt:
    """Deal a network's records into `PARTS` parts of one size.

    Args:
        network: which.
        only: which links it was cut with.
    """
    world, links = network.snapshot, network.link
    vertex = np.full(world.entities, -1, np.int64)
    vertex[network.rows] = np.arange(len(network.rows))
    ties = Ties(
        kind=world.entity_kind[network.rows].astype(np.int64),
        one=vertex[world.link_source[links]],
        other=vertex[world.link_target[links]],
        link=world.link_type[links].astype(np.int64),
    )
    offset, record = records_behind(world, links, np.arange(len(links)), only)
    known, at = np.unique(record, return_inverse=True)
    seed = network.seed("missing links")
    part = np.random.default_rng(seed).permutation(len(known)) % PARTS
    return Dealt(ties, offset, part[at].astype(np.int32), seed)


@dataclass(frozen=True, eq=False)
class HeldBack:
    """Pairs of one layer while one part of the records is held back.

    Attributes:
        likeness: (p, f); true: (p,) whether it was a link; weight: (p,) pairs it stands for.
        held: links that were lost; possible: pairs that were not linked, those among them.
    """

    likeness: Floats
    true: Floats
    weight: Floats
    held: int
    possible: int


def held_back(known: Dealt, layer: Layer, ways: tuple[Way, ...], part: int) -> HeldBack:
    """What can be seen of a layer without one part of the records, and what is true of it."""
    alike = Alike(known.without(part), layer, ways)
    lost = np.setdiff1d(known.ties.pairs_of(layer), alike.linked, assume_unique=True)
    key = alike.candidates()
    true = np.isin(key, lost, assume_unique=True)
    links, others = key[true], key[~true]
    drawn = others
    if len(others) > SAMPLED:
        chance = np.random.default_rng([known.seed, part, layer.link, layer.one, layer.other])
        drawn = np.sort(chance.choice(others, SAMPLED, replace=False))
    sizes = [len(links), len(drawn)]
    return HeldBack(
        likeness=alike.likeness(np.concatenate([links, drawn])),
        true=np.repeat([1.0, 0.0], sizes),
        weight=np.repeat([1.0, len(others) / max(len(drawn), 1)], sizes),
        held=len(lost),
        possible=alike.possible(),
    )


class Tried:
    """One layer with each part held back in turn."""

    def __init__(self, known: Dealt, layer: Layer) -> None:
        self.known, self.layer = known, layer
        self.ways = usual_ways(known.ties, layer)
        self._parts = [held_back(known, layer, self.ways, part) for part in range(PARTS)]
        self._part = np.repeat(np.arange(PARTS), [len(each.true) for each in self._parts])
        self.likeness: Floats = np.concatenate([each.likeness for each in self._parts])
        self.true: Floats = np.concatenate([each.true for each in self._parts])
        self.weight: Floats = np.concatenate([each.weight for each in self._parts])
        self.held = sum(each.held for each in self._parts)
        self.possible = sum(each.possible for each in self._parts)

    @cached_property
    def judged(self) -> Judged:
        """Every pair, scored by a model that was fitted to the other parts."""
        score = np.zeros(len(self.true))
        for part in range(PARTS):
            here = self._part == part
            if here.any() and self.true[~here].any():
                score[here] = self._fitted(~here).score(self.likeness[here])
        return Judged(score, self.true, self.weight)

    @cached_property
    def chance(self) -> Floats:
        """(p,) of every pair the share that the other parts' pairs give its score."""
        found, told = np.zeros(len(self.true)), self.judged
        for part in range(PARTS):
            here = self._part == part
            if here.any() and not here.all():
                rest = Judged(told.score[~here], told.true[~here], told.weight[~here])
                found[here] = shares(rest).probability(told.score[here])
        return found

    def model(self) -> Model:
        """The model fitted to all parts."""
        return self._fitted(np.ones(len(self.true), np.bool_))

    def _fitted(self, which: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Model:
        return fitted(self.likeness[which], self.true[which], self.weight[which])

    def over_all(self, judged: Judged) -> Judged:
        """The same with all pairs that no way joins, which score below all."""
        links = max(self.held - float(self.weight @ self.true), 0.0)
        others = max(self.possible - self.held - float(self.weight @ (1 - self.true)), 0.0)
        least = judged.score.min(initial=0.0) - 1
        return Judged(
            np.append(judged.score, [least, least]),
            np.append(judged.true, [1.0, 0.0]),
            np.append(judged.weight, [links, others]),
        )

    def by(self, column: str) -> Judged:
        """The same pairs, scored by one likeness of `NAMED` alone."""
        return Judged(self.likeness[:, NAMED.index(column)], self.true, self.weight)
