"""What is probably missing? Pairs that look like linked ones, each as sure as held-out links say.

A suggestion says where to look for a record. It is no link, no evidence and no finding, and no
other answer ever sees it.
"""

from dataclasses import dataclass, replace

import numpy as np

from tripoint_algorithms.links.chains import Chain, Role
from tripoint_algorithms.links.connections import connections
from tripoint_algorithms.networks import Network
from tripoint_algorithms.suggestions.held_out import Judged, Shares, area, error, precision, shares
from tripoint_algorithms.suggestions.holding_back import PARTS, Tried, dealt
from tripoint_algorithms.suggestions.likenesses import Alike
from tripoint_algorithms.suggestions.typed_ties import Layer
from tripoint_algorithms.topology import EVERYTHING, Filter
from tripoint_algorithms.wilson import NORMAL_90, interval
from tripoint_graph.columns import Floats, Longs
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

TIES_MAX = 20_000
"""Ties of a network in which links are looked for, at most."""

LEAST = 20
"""Held-back links of a layer that could be found again, at least: of fewer nothing is learnt."""

LIKELY = 0.1
"""Chances from which on calibration is told: nearly all pairs have nearly none."""

RANKED_BY = "share of held-back links among pairs that looked alike; then the score; ties by ids"

NOT_SUGGESTED = frozenset({"POSSIBLY_SAME"})
"""Kinds of links that are judgements."""

_LINKS, _KINDS = tuple(ONTOLOGY.link_codes), tuple(ONTOLOGY.kind_codes)


class TooLarge(ValueError):
    """The network has too many ties; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two entities that may be linked by a link that no record tells of.

    Attributes:
        one, other: their rows; roles: theirs in the network.
        link: the kind of link that may be missing.
        probability: `links` / `pairs`: of the pairs that looked like this one while a tenth of the
            records was held back, so many were links of what was held back.
        low, high: the 90 % interval of that share.
        links, pairs: as counted; pairs that are no links are sampled, so that counts are estimates.
        shared: rows of what both are tied to, what has the fewest ties first.
        score: the model's log-odds, which order suggestions of one share.
    """

    one: int
    other: int
    roles: tuple[Role, Role]
    link: str
    probability: float
    low: float
    high: float
    links: float
    pairs: float
    shared: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Learnt:
    """What could be learnt of one layer, judged on links that were held back.

    Attributes:
        link: the kind of link; one, other: the kinds of its ends.
        known: pairs that are linked.
        held: of them, those that were lost with the records of some part.
        found: of those, the ones that some way of three steps still joined: nothing is suggested of
            the others.
        area: the chance that a held-back link scores above a pair that is none, over all pairs.
        area_shared: the same of counting what both are tied to, and nothing else.
        precision: average precision, likewise; base: the share of held-back links among all pairs.
        error: expected calibration error among the pairs told a chance of `LIKELY` or more by what
            was not held back with them; None where there are none.
        learnt: whether `found` was enough to suggest anything.
    """

    link: str
    one: str
    other: str
    known: int
    held: int
    found: int
    area: float
    area_shared: float
    precision: float
    base: float
    error: float | None
    learnt: bool


@dataclass(frozen=True, slots=True)
class MissingLinks:
    """What is probably missing.

    Attributes:
        suggestions: by `RANKED_BY`; total: pairs that were scored.
        layers: what was learnt of each layer, in the ontology's order.
        parts: how many parts the records were dealt into.
    """

    suggestions: tuple[Suggestion, ...]
    total: int
    layers: tuple[Learnt, ...]
    parts: int


def missing_links(
    network: Network,
    *,
    kinds: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
    first: int = 20,
    least: int = LEAST,
) -> MissingLinks:
    """Suggest links of each layer (a kind of link between two kinds of entities).

    Records are dealt into `PARTS` parts by a seed that depends on the network alone. Each part is
    held back in turn: what only its records tell is gone, and among the pairs that are left a
    logistic model of their likenesses (`likenesses.Alike`) tells the links held back from the
    others. Each pair is scored by a model that has not seen its part; isotonic regression turns
    scores into shares. What is told of a pair is therefore what came true of pairs like it, while a
    tenth of the records was missing: where more is missing the share is too low, and of what is
    hidden on purpose it says nothing.

    Args:
        network: which; all its layers make pairs alike.
        kinds: kinds of links to suggest; empty for all.
        only: which links the network was cut with.
        first: suggestions wanted.
        least: held-back links that could be found again, at least, for a layer to be learnt.

    Raises:
        TooLarge: it has more than `TIES_MAX` ties.

    Sources: D. Liben-Nowell, J. Kleinberg 2007, doi:10.1002/asi.20591; on covert networks C. J.
    Rhodes, P. Jones 2009, doi:10.1057/jors.2008.166. Time O(parts layers walks); walks are bounded
    (`likenesses.WALKS_MAX`).
    """
    if network.ties > TIES_MAX:
        raise TooLarge(
            f"the network has {network.ties:,} ties, and missing links are looked for among "
            f"{TIES_MAX:,} at most: ask around fewer entities, fewer steps, or for fewer layers"
        )
    known = dealt(network, only)
    wanted = [each for each in sorted(known.ties.layers()) if _asked(each, kinds)]
    layers, found, total = [], [], 0
    for layer in wanted:
        tried = Tried(known, layer)
        layers.append(_learnt(tried, least))
        if layers[-1].learnt:
            scored = _scored(network, tried)
            total += len(scored.key)
            found += scored.first(first)
    found.sort(key=lambda e: (-e.probability, -e.score, e.one, e.other, e.link))
    return MissingLinks(tuple(found[:first]), total, tuple(layers), PARTS)


def reasons(
    snapshot: Snapshot,
    found: Suggestion,
    *,
    layers: frozenset[str] = frozenset(),
    only: Filter = EVERYTHING,
    k: int = 3,
) -> tuple[Chain, ...]:
    """Why a link is suggested: the cheapest chains of three steps at most between its ends.

    Args:
        snapshot: the viewer's world.
        found: a suggestion.
        layers: kinds of links that tie in its network; empty for all.
        only: which links that was cut with.
        k: chains wanted.
    """
    if layers:
        only = replace(only, without=only.without | (frozenset(ONTOLOGY.links) - layers))
    return connections(snapshot, [found.one], [found.other], k=k, hops_max=3, only=only).chains


def _asked(layer: Layer, kinds: frozenset[str]) -> bool:
    name = _LINKS[layer.link]
    return name not in NOT_SUGGESTED and (not kinds or name in kinds)


def _learnt(tried: Tried, least: int) -> Learnt:
    """How well the layer's links were found again."""
    every, found = tried.over_all(tried.judged), int(tried.true.sum())
    return Learnt(
        link=_LINKS[tried.layer.link],
        one=_KINDS[tried.layer.one],
        other=_KINDS[tried.layer.other],
        known=len(tried.known.ties.pairs_of(tried.layer)),
        held=tried.held,
        found=found,
        area=area(every),
        area_shared=area(tried.over_all(tried.by("shared"))),
        precision=precision(every),
        base=tried.held / max(tried.possible, 1),
        error=_error(tried),
        learnt=found >= max(least, 1),
    )


def _error(tried: Tried) -> float | None:
    told, likely = tried.judged, tried.chance >= LIKELY
    if not likely.any():
        return None
    judged = Judged(told.score[likely], told.true[likely], told.weight[likely])
    return error(tried.chance[likely], judged)


def _scored(network: Network, tried: Tried) -> "_Scored":
    alike = Alike(tried.known.ties, tried.layer, tried.ways)
    key = alike.candidates()
    score = tried.model().score(alike.likeness(key))
    return _Scored(network, tried.layer, alike, key, score, shares(tried.judged))


@dataclass(frozen=True, eq=False)
class _Scored:
    """Pairs of a layer that are not linked, with their scores."""

    network: Network
    layer: Layer
    alike: Alike
    key: Longs
    score: Floats
    shares: Shares

    def first(self, count: int) -> list[Suggestion]:
        """The likeliest of them."""
        order = np.lexsort((self.key, -self.score))[:count]
        return [self._told(int(self.key[at]), float(self.score[at])) for at in order]

    def _told(self, key: int, score: float) -> Suggestion:
        one, other = divmod(key, self.alike.ties.size)
        at = int(self.shares.range_of(np.array([score]))[0])
        links, pairs = float(self.shares.links[at]), float(self.shares.pairs[at])
        low, high = interval(links, pairs, NORMAL_90)
        rows = self.network.rows
        return Suggestion(
            one=int(rows[one]),
            other=int(rows[other]),
            roles=(self.network.role(one), self.network.role(other)),
            link=_LINKS[self.layer.link],
            probability=links / pairs,
            low=low,
            high=high,
            links=links,
            pairs=pairs,
            shared=tuple(rows[self.alike.shared(one, other)].tolist()),
            score=score,
        )
