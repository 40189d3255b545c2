"""Who matters in a network, and how sure is that? Ranks with intervals, never without."""

from dataclasses import dataclass

import igraph
import numpy as np

from tripoint_algorithms.drawing import check_missing, kept_with
from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.networks import Network
from tripoint_algorithms.who_matters.cases import cases
from tripoint_algorithms.who_matters.measures import Measure, standing
from tripoint_graph.columns import Floats, Longs
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask

TIES_MAX = 20_000
"""Ties of a network whose ranks are resampled, at most: beyond, narrow the scope."""

DRAWS = 200
"""Networks drawn anew where they are small; larger ones get fewer, `DRAWS_LEAST` at least."""

DRAWS_LEAST = 60
_WORK = 2.0e9
"""Vertices times ties times draws: some twenty seconds of betweenness."""

COVERS = 0.9
"""Share of the draws within an interval."""

TOP = 10

WHO = ("person", "organisation")
"""Kinds that are ranked where nobody says otherwise."""

RANKED_BY = "place by the measure; ties by id"


class TooLarge(ValueError):
    """The network has too many ties for ranks with intervals; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One entity's place by one measure.

    Attributes:
        value: the measure.
        place: 1 for the greatest; equal values share the best place.
        low, high: the interval of its place, over networks drawn anew.
        in_top: share of the draws in which it is among the first `top`.
    """

    value: float
    place: int
    low: int
    high: int
    in_top: float


@dataclass(frozen=True, slots=True)
class KeyEntity:
    """One entity.

    Attributes:
        entity: its row; role: context where nothing but context ties it.
        rank: its place.
        cut_vertex: whether a piece of the network falls apart without it.
        rests_on: sources without any one of which it would not be among the first `top`.
        cases: those that it is in (`cases.cases`).
    """

    entity: int
    role: Role
    rank: Rank
    cut_vertex: bool
    rests_on: tuple[str, ...]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEntities:
    """The first entities by a measure.

    Attributes:
        entities: by place, ties by id.
        total: entities that were ranked; ties: of the network.
        draws: networks drawn anew; missing: the share of evidence that is taken to be missing.
    """

    measure: Measure
    entities: tuple[KeyEntity, ...]
    total: int
    ties: int
    draws: int
    missing: float


def key_entities(
    network: Network,
    measure: Measure = Measure.BETWEENNESS,
    *,
    kinds: frozenset[str] = frozenset(),
    first: int = 20,
    top: int = TOP,
    missing: float = 0.1,
    draws: int | None = None,
) -> KeyEntities:
    """Rank a network's entities, each place with its interval.

    Evidence is wrong and it is missing. Each record is kept with the probability that its grade
    stands for, less the share that is missing, and the network is made anew. Places drawn tell how
    far wrong records move them; that drawing moves what is seen about as far as the missing moved
    what is true tells the rest, and the interval holds both. Records are drawn, not ties.

    Args:
        network: which.
        measure: by what.
        kinds: kinds of entities that are ranked, each among the others; empty for all. The others
            stay in the network: people meet over phones and consignments.
        first: entities wanted.
        top: among how many `in_top` counts.
        missing: share of evidence that nobody has, in [0, 1).
        draws: networks to draw; None for as many as its size allows.

    Raises:
        TooLarge: it has more than `TIES_MAX` ties.
        ValueError: `missing` is out of range.

    Sources: S. P. Borgatti, K. M. Carley, D. Krackhardt 2006, doi:10.1016/j.socnet.2005.05.001;
    J. A. Smith, J. Moody 2013, doi:10.1016/j.socnet.2013.09.003; B. Efron, R. J. Tibshirani 1993,
    "An Introduction to the Bootstrap", chapter 13. The draws' seed depends on the network alone.
    """
    _check(network, missing)
    ranked = _Ranked(network, measure, _of_kinds(network, kinds))
    value = ranked.values(network.graph)
    place = places(value)
    count = draws or _draws_for(network)
    drawn = ranked.drawn(missing, count)
    order = np.lexsort((np.arange(len(place)), place))[:first]
    found = ranked.told(order, value, drawn, top)
    return KeyEntities(measure, found, len(place), network.ties, count, missing)


def _check(network: Network, missing: float) -> None:
    if network.ties > TIES_MAX:
        raise TooLarge(
            f"the network has {network.ties:,} ties, and ranks with intervals are made of "
            f"{TIES_MAX:,} at most: ask around fewer entities, fewer steps, or for fewer layers"
        )
    check_missing(missing)


@dataclass(frozen=True, eq=False)
class _Ranked:
    """A network, a measure, and (v,) the vertices that are ranked by it."""

    network: Network
    measure: Measure
    vertices: Longs

    def values(self, graph: igraph.Graph) -> Floats:
        """(v,) the measure in one network."""
        return standing(graph, self.measure)[self.vertices]

    def drawn(self, missing: float, count: int) -> Longs:
        """(d, v) places in networks drawn anew."""
        chance = np.random.default_rng(self.network.seed(self.measure))
        probability = kept_with(self.network.snapshot, missing)
        return np.stack(
            [self._without(chance.random(len(probability)) < probability) for _ in range(count)]
        )

    def told(self, order: Longs, value: Floats, drawn: Longs, top: int) -> tuple[KeyEntity, ...]:
        """The findings of some of the ranked, in their order."""
        network, place = self.network, places(value)
        low, high = intervals(place, drawn)
        leaning = self.leaning(order[:top], top)
        cuts, named = set(network.graph.articulation_points()), cases(network.snapshot)
        found = []
        for at in order.tolist():
            vertex = int(self.vertices[at])
            in_top = float((drawn[:, at] <= top).mean())
            rank = Rank(float(value[at]), int(place[at]), int(low[at]), int(high[at]), in_top)
            role, entity = network.role(vertex), int(network.rows[vertex])
            rests_on, known = leaning.get(at, ()), named.get(entity, ())
            found.append(KeyEntity(entity, role, rank, vertex in cuts, rests_on, known))
        return tuple(found)

    def leaning(self, leading: Longs, top: int) -> dict[int, tuple[str, ...]]:
        """Of each that leads, the sources that hold it among the first `top`."""
        world = self.network.snapshot
        found: dict[int, list[str]] = {}
        for source in np.unique(world.record_source[np.unique(self.network.record)]).tolist():
            left = self._without(world.record_source != source)
            for at in leading.tolist():
                if left[at] > top:
                    found.setdefault(at, []).append(world.sources[source])
        return {at: tuple(sorted(names)) for at, names in found.items()}

    def _without(self, kept: Mask) -> Longs:
        return places(self.values(self.network.standing_on(kept)))


def _of_kinds(network: Network, kinds: frozenset[str]) -> Longs:
    if not kinds:
        return np.arange(len(network.rows), dtype=np.int64)
    codes = [ONTOLOGY.kind_codes[kind] for kind in kinds]
    wanted = np.isin(network.snapshot.entity_kind[network.rows], codes)
    return np.flatnonzero(wanted).astype(np.int64)


def places(value: Floats) -> Longs:
    """(n,) 1 for the greatest value; equal ones share the best place.

    >>> places(np.array([0.5, 2.0, 2.0, 0.1])).tolist()
    [3, 1, 1, 4]
    """
    ascending = np.sort(-value)
    return np.searchsorted(ascending, -value).astype(np.int64) + 1


def intervals(place: Longs, drawn: Longs) -> tuple[Longs, Longs]:
    """(n,) the least and the greatest place of each entity.

    Args:
        place: (n,) observed.
        drawn: (d, n) in each network drawn anew.
    """
    if not len(place):
        return place, place
    tail = (1 - COVERS) / 2
    lower = np.floor(np.quantile(drawn, tail, axis=0, method="lower"))
    upper = np.ceil(np.quantile(drawn, 1 - tail, axis=0, method="higher"))
    low = np.minimum(lower, 2 * place - upper)
    high = np.maximum(upper, 2 * place - lower)
    size = max(len(place), 1)
    return (
        np.clip(low, 1, size).astype(np.int64),
        np.clip(high, 1, size).astype(np.int64),
    )


def _draws_for(network: Network) -> int:
    work = max(network.graph.vcount(), 1) * max(network.ties, 1)
    return int(min(DRAWS, max(DRAWS_LEAST, _WORK // work)))
