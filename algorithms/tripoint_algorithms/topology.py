"""The undirected graph that searches walk: one step between two entities, with its price.

Built once for a snapshot and a filter, and kept while the snapshot lives: what is kept does not
refer to the snapshot, so that a world goes when its last user lets go of it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from tripoint_algorithms.links.meanwhile import Work
from tripoint_algorithms.links.patience import GoOn, always
from tripoint_graph.columns import Floats, Ints, Longs
from tripoint_graph.ontology import ONTOLOGY, Nature
from tripoint_graph.snapshot import Mask, Snapshot


@dataclass(frozen=True, slots=True)
class CostModel:
    """What a step costs: -ln(confidence) + hop + hub * ln(degree), half of it at either end.

    With `hub` 1 a step through an entity of degree d weighs as the symmetric random walk does,
    1 / sqrt(d d'): a flight with 300 passengers or a forwarder with 10,000 consignments says
    little about any two of them. A degree is the number of neighbours in the viewer's world,
    whatever the question's filter leaves out: a flight stays crowded for who looks at sure links
    only. The idea of damping paths by degree is that of Himmelstein and Baranzini 2015,
    doi:10.1371/journal.pcbi.1004259.

    Attributes:
        version: named in every answer.
        hop: price of a step as such, in nats.
        hub: weight of the logarithm of an end's degree.
        context: price of a step that many merely share (same flight, same address), in nats.
    """

    version: str = "1"
    hop: float = 0.1
    hub: float = 1.0
    context: float = 0.5


@dataclass(frozen=True, slots=True)
class Filter:
    """Which links a search may walk.

    Attributes:
        conduct_only: leave out context links.
        without: link kinds to leave out.
        among: link kinds to walk alone; empty for all.
        confidence_min: leave out links that are less sure, in [0, 1].
        during: seconds since 1970, first and last: leave out links that cannot have held then.
    """

    conduct_only: bool = False
    without: frozenset[str] = frozenset()
    confidence_min: float = 0.0
    during: tuple[int, int] | None = None
    among: frozenset[str] = frozenset()

    @property
    def codes(self) -> frozenset[int]:
        """The kinds of links that it lets through."""
        code = ONTOLOGY.link_codes
        left_out = {code[name] for name in self.without}
        left_out.update(CONTEXT_CODES if self.conduct_only else ())
        return frozenset(code[name] for name in self.among or code) - left_out


EVERYTHING = Filter()
STANDARD = CostModel()
CONTEXT_CODES = tuple(
    code
    for name, code in ONTOLOGY.link_codes.items()
    if ONTOLOGY.links[name].nature is Nature.CONTEXT
)
_IS_CONTEXT = np.array([link.nature is Nature.CONTEXT for link in ONTOLOGY.links.values()])
_NO_BRIDGE = tuple(
    code for name, code in ONTOLOGY.kind_codes.items() if not ONTOLOGY.kinds[name].bridges
)


KEPT_MAX = 4
"""Filters whose steps are kept for one snapshot: 5 million links take about 0.2 GB each."""

PRICE_UNIT = 2.0**-30
"""Prices are whole multiples of this, in nats: sums of them are exact in any order, so that
equal costs are equal and two ways of adding up the same chain agree."""


@dataclass(frozen=True, eq=False)
class Steps:
    """Steps between entities, both ways, as a sparse matrix of prices.

    Attributes:
        prices: (n, n) CSR, symmetric; entry (u, v) is the cheapest link between u and v.
        link: (nnz,) the link row of each entry.
        begins: (n + 1,) where the links that lead from an entity begin, rows of the world, and end.
        bridging: (n,) whether a chain may pass through an entity.
        walkable: (l,) the links that the filter lets through.
    """

    prices: csr_array
    link: Ints
    begins: Ints
    bridging: Mask
    walkable: Mask


@dataclass(frozen=True, slots=True)
class Topology:
    """The steps of one world under one filter.

    Attributes:
        snapshot: the world.
        model: the prices' version and parameters.
        steps: the steps.
    """

    snapshot: Snapshot
    model: CostModel
    steps: Steps

    @property
    def prices(self) -> csr_array:
        """(n, n) the price of every step, in nats."""
        return self.steps.prices

    @property
    def bridging(self) -> Mask:
        """(n,) whether a chain may pass through an entity."""
        return self.steps.bridging

    def neighbours(self, entity: int) -> tuple[Ints, Floats, Ints]:
        """The entities one step away, in order of row, with price and cheapest link."""
        prices = self.steps.prices
        at = slice(*prices.indptr[entity : entity + 2].tolist())
        return prices.indices[at], prices.data[at], self.steps.link[at]

    def steps_from(self, entities: Ints) -> tuple[Ints, Ints, Floats]:
        """All steps from some entities, one entity after the other: how many each has, where they
        lead to, and their prices.

        The same as rows of `prices`, without the making of a matrix, which costs more than they do
        where they are few.
        """
        first = self.prices.indptr[entities]
        fan: Ints = self.prices.indptr[entities + 1] - first
        ends = np.cumsum(fan)
        at = np.repeat(first - (ends - fan), fan) + np.arange(ends[-1] if len(ends) else 0)
        return fan, self.prices.indices[at], self.prices.data[at]

    def links_between(self, one: int, other: int) -> list[int]:
        """Every walkable link between two entities, in order of row."""
        found = [*self._links_from(one, other), *self._links_from(other, one)]
        return sorted(link for link in found if self.steps.walkable[link])

    def priced_between(self, one: int, other: int) -> list[tuple[int, float]]:
        """Every walkable link between two entities, the cheapest first, with what it costs more
        than that one, in nats.
        """
        links = self.links_between(one, other)
        price = _link_price(self.snapshot, self.model, np.array(links, np.int32))
        price = np.round((price - price.min()) / PRICE_UNIT) * PRICE_UNIT
        order = np.argsort(price, kind="stable")
        return [(links[at], float(price[at])) for at in order]

    def link_price(self, links: npt.NDArray[np.integer[Any]]) -> Floats:
        """What a step over each link costs before its ends are looked at, in nats."""
        return _link_price(self.snapshot, self.model, links)

    def hub_price(self, *, more: int = 0) -> Floats:
        """(n,) what an entity adds to each step at it, in nats: by its neighbours in the world.

        Args:
            more: neighbours that it is to have besides.
        """
        return _hub_price(degrees(self.snapshot, self.model) + more, self.model)

    def _links_from(self, source: int, target: int) -> range:
        low, high = self.steps.begins[source : source + 2].tolist()
        targets = self.snapshot.link_target
        first = bisect_left(targets, target, low, high)
        return range(first, bisect_right(targets, target, first, high))


_ALL = slice(None)
_kept: WeakKeyDictionary[Snapshot, dict[tuple[CostModel, Filter], Work[Steps]]] = (
    WeakKeyDictionary()
)
_keeping = Lock()


def topology(
    snapshot: Snapshot,
    *,
    model: CostModel = STANDARD,
    only: Filter = EVERYTHING,
    go_on: GoOn = always,
) -> Topology:
    """The graph of a snapshot under a filter.

    Its steps are kept while the snapshot lives, for the `KEPT_MAX` filters last asked for.
    Time O(l log l) for l links, once; memory about 40 bytes a link.

    Args:
        snapshot: the world.
        model: prices.
        only: which links may be walked.
        go_on: asked now and then whether to wait for what is not there yet; when it raises, the
            making goes on, and the next who asks finds it.
    """
    asked, fresh = (model, only), Work[Steps]()
    with _keeping:
        kept = _kept.setdefault(snapshot, {})
        known = kept.pop(asked, fresh)
        work = kept[asked] = fresh if known.failed else known
        while len(kept) > KEPT_MAX:
            del kept[next(iter(kept))]
    if work is fresh:
        work.begin(partial(_build, snapshot, model, only), go_on)
    return Topology(snapshot, model, work.result(go_on))


def _build(snapshot: Snapshot, model: CostModel, only: Filter) -> Steps:
    degree = None if only == EVERYTHING else degrees(snapshot, model)
    return built(snapshot, model, _walkable(snapshot, only), degree)


def degrees(snapshot: Snapshot, model: CostModel = STANDARD) -> Ints:
    """(n,) neighbours of each entity in the viewer's world, under no filter."""
    return np.diff(topology(snapshot, model=model).prices.indptr).astype(np.int32)


def built(snapshot: Snapshot, model: CostModel, walkable: Mask, degree: Ints | None) -> Steps:
    """The steps over some links.

    Args:
        snapshot: the world.
        model: prices.
        walkable: (l,) the links.
        degree: (n,) neighbours that an entity is priced by; None for those over these links.
    """
    links = np.flatnonzero(walkable).astype(np.int32)
    price = _link_price(snapshot, model, links)
    entry = _cheapest(_both_ways(snapshot, links), price)
    crowd = np.diff(entry.indptr) if degree is None else degree
    whole = _at_ends(price, snapshot, model, links, crowd)[entry.data]
    prices = csr_array((whole, entry.indices, entry.indptr), shape=entry.shape)
    bridging = ~np.isin(snapshot.entity_kind, _NO_BRIDGE)
    begins = _begins(snapshot.link_source, snapshot.entities).astype(np.int32)
    return Steps(prices, links[entry.data], begins, bridging, walkable)


def link_prices(
    snapshot: Snapshot,
    model: CostModel,
    links: npt.NDArray[np.integer[Any]],
    degree: npt.NDArray[np.integer[Any]],
) -> Floats:
    """What a step over each of some links costs, by the degrees of its ends, in nats."""
    return _at_ends(_link_price(snapshot, model, links), snapshot, model, links, degree)


def _at_ends(
    price: Floats,
    snapshot: Snapshot,
    model: CostModel,
    links: npt.NDArray[np.integer[Any]],
    degree: npt.NDArray[np.integer[Any]],
) -> Floats:
    """What steps cost of which only the links were priced so far."""
    hub = _hub_price(degree, model)
    ends = hub[snapshot.link_source[links]] + hub[snapshot.link_target[links]]
    return rounded(price + ends)


def rounded(price: Floats) -> Floats:
    """Prices as whole multiples of `PRICE_UNIT`, above nothing."""
    whole: Floats = np.maximum(np.round(price / PRICE_UNIT), 1.0) * PRICE_UNIT
    return whole


def _hub_price(degree: npt.NDArray[np.integer[Any]], model: CostModel) -> Floats:
    price: Floats = 0.5 * model.hub * np.log(np.maximum(degree, 1))
    return price


def _walkable(snapshot: Snapshot, only: Filter) -> Mask:
    mask = snapshot.link_confidence >= only.confidence_min
    if only.conduct_only or only.without or only.among:
        mask &= np.isin(snapshot.link_type, sorted(only.codes))
    if only.during is not None:
        mask &= (snapshot.link_start <= only.during[1]) & (snapshot.link_end >= only.during[0])
    return mask


def _link_price(
    snapshot: Snapshot, model: CostModel, links: npt.NDArray[np.integer[Any]] | slice = _ALL
) -> Floats:
    price: Floats = model.hop - np.log(snapshot.link_confidence[links])
    price += np.where(_IS_CONTEXT, model.context, 0.0)[snapshot.link_type[links]]
    return price


def _begins(source: Ints, size: int) -> Longs:
    """(size + 1,) where each entity's part begins among sorted rows of entities, and ends."""
    return np.append(0, np.cumsum(np.bincount(source, minlength=size)))


def _both_ways(snapshot: Snapshot, links: Ints) -> csr_array:
    """(n, n) where each link of some stands among them, once for either end, in order of row.

    Links are in the order of their ends, so a transposition sorts them by the other end, and no
    more than the few at each entity are left to put in order. Several links of two entities are
    several entries.
    """
    size, count = snapshot.entities, len(links)
    source, target = snapshot.link_source[links], snapshot.link_target[links]
    offset: Ints | Longs = _begins(source, size)
    if 2 * count <= np.iinfo(np.int32).max:
        offset = offset.astype(np.int32)
    out = csr_array((np.arange(count, dtype=np.int32), target, offset), shape=(size, size))
    back = out.tocsc()
    indices, entry = np.empty(2 * count, np.int32), np.empty(2 * count, np.int32)
    # At each entity first those that lead to it, and then those that lead from it.
    for side, end, before in ((back, target, out.indptr[:-1]), (out, source, back.indptr[1:])):
        at = before[end[side.data]]
        at += np.arange(count, dtype=at.dtype)
        indices[at], entry[at] = side.indices, side.data
    both = csr_array((entry, indices, out.indptr + back.indptr), shape=(size, size))
    both.sort_indices()
    return both


def _cheapest(both: csr_array, price: Floats) -> csr_array:
    """The same with one entry for two entities: the link of the least price, of equal ones the
    first.
    """
    again = np.zeros(both.nnz, np.bool_)
    again[1:] = both.indices[1:] == both.indices[:-1]
    again[both.indptr[:-1][np.diff(both.indptr) > 0]] = False
    several = again.copy()
    several[:-1] |= again[1:]
    at = np.flatnonzero(several)
    entry = both.data[at]
    both.data[at] = entry[np.lexsort((entry, price[entry], np.cumsum(~again[at])))]
    left_out = np.flatnonzero(again).searchsorted(both.indptr)
    offset = (both.indptr - left_out).astype(both.indptr.dtype)
    return csr_array((both.data[~again], both.indices[~again], offset), shape=both.shape)
