"""Which few would part a network the most, or reach it the best? Sets, not a list of the first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import igraph
import numpy as np

from tripoint_algorithms.networks import Network
from tripoint_graph.columns import Floats, Longs

SIZE_MAX = 10
"""Entities of one set, at most."""

ENTITIES_MAX = 1_000
"""Entities of a network that sets are looked for in, at most: every choice measures it anew."""

CANDIDATES = 40
"""Entities of which a set is put together: the best alone by the aim, of twice as many that the
most shortest ways lead through."""

STARTS = 5
"""Sets that are begun, each with another of the best alone, in networks of `SMALL` or fewer."""

SMALL = 200


class TooLarge(ValueError):
    """The network has too many entities; the message says what to do."""


class Aim(StrEnum):
    """What a set is chosen for.

    fragment: without it, what is left is the most parted (KPP-Neg): 1 - the mean of 1 / distance
        over all pairs of those left.
    reach: it is as near as can be to everybody (KPP-Pos): the mean over all of 1 / distance to
        the nearest of the set, its own members counted 1.
    """

    FRAGMENT = "fragment"
    REACH = "reach"


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """A set.

    Attributes:
        entities: rows, by id.
        value: what the set is worth by the aim, in [0, 1]; before: what nobody is worth.
        singles: rows of the same number that are the best alone, and single_value their worth:
            the best alone need not be the best together.
        candidates: of how many the set was put together; total: entities there are.
    """

    aim: Aim
    entities: tuple[int, ...]
    value: float
    before: float
    singles: tuple[int, ...]
    single_value: float
    candidates: int
    total: int


def key_players(
    network: Network,
    aim: Aim = Aim.FRAGMENT,
    *,
    size: int = 3,
    among: Sequence[int] | None = None,
) -> KeyPlayers:
    """Choose a set: greedily from several starts, then exchange members while that betters it.

    Args:
        network: which.
        aim: for what.
        size: entities of the set, 1 to `SIZE_MAX`.
        among: rows that may be chosen; None for all.

    Raises:
        TooLarge: it has more than `ENTITIES_MAX` entities.
        ValueError: `size` is out of range.

    Not proved the best: beside brute force in small networks see `docs/benchmarks.md`.
    Time O(c s) measures a round for c candidates: O(n m) each to fragment, O(n s) to reach.

    Source: S. P. Borgatti 2006, "Identifying sets of key players in a social network",
    doi:10.1007/s10588-006-7084-x.
    """
    _check(network, size)
    worth = _worth(network.graph, aim)
    allowed = np.arange(len(network.rows), dtype=np.int64)
    if among is not None:
        allowed = np.flatnonzero(np.isin(network.rows, list(among))).astype(np.int64)
    candidates = _candidates(network.graph, allowed, worth)
    single = tuple(candidates[:size])
    starts = candidates[: STARTS if len(network.rows) <= SMALL else 1]
    begun = [_greedy((each,), candidates, worth, size) for each in starts] + [single]
    best = max((_exchanged(each, candidates, worth) for each in begun), key=worth)
    rows = network.rows
    return KeyPlayers(
        aim=aim,
        entities=tuple(sorted(rows[list(best)].tolist())),
        value=worth(best),
        before=worth(()),
        singles=tuple(sorted(rows[list(single)].tolist())),
        single_value=worth(single),
        candidates=len(candidates),
        total=len(allowed),
    )


def _check(network: Network, size: int) -> None:
    if len(network.rows) > ENTITIES_MAX:
        raise TooLarge(
            f"the network has {len(network.rows):,} entities, and key players are chosen among "
            f"{ENTITIES_MAX:,} at most: ask around fewer entities or fewer steps"
        )
    if not 1 <= size <= SIZE_MAX:
        raise ValueError(f"size runs from 1 to {SIZE_MAX}, not {size}")


_Worth = Callable[[tuple[int, ...]], float]


def _candidates(graph: igraph.Graph, allowed: Longs, worth: _Worth) -> list[int]:
    """The best alone, the best first; of many allowed only the busiest are tried."""
    tried = allowed
    if len(allowed) > 2 * CANDIDATES:
        through = np.round(np.array(graph.betweenness(directed=False), np.float64)[allowed], 8)
        tried = allowed[np.argsort(-through, kind="stable")[: 2 * CANDIDATES]]
    return sorted(tried.tolist(), key=lambda vertex: (-worth((vertex,)), vertex))[:CANDIDATES]


def _greedy(
    chosen: tuple[int, ...], candidates: list[int], worth: _Worth, size: int
) -> tuple[int, ...]:
    while len(chosen) < min(size, len(candidates)):
        rest = [each for each in candidates if each not in chosen]
        best = max(rest, key=lambda each: (worth((*chosen, each)), -each))
        chosen = (*chosen, best)
    return chosen


def _exchanged(chosen: tuple[int, ...], candidates: list[int], worth: _Worth) -> tuple[int, ...]:
    """Put one in for another, the best exchange each time, while it betters the set."""
    while True:
        exchanges = [
            (*chosen[:at], each, *chosen[at + 1 :])
            for at in range(len(chosen))
            for each in candidates
            if each not in chosen
        ]
        best = max(exchanges, key=worth, default=chosen)
        if worth(best) <= worth(chosen):
            return chosen
        chosen = best


def _worth(graph: igraph.Graph, aim: Aim) -> _Worth:
    return _fragmenting(graph) if aim is Aim.FRAGMENT else _reaching(graph)


def _fragmenting(graph: igraph.Graph) -> _Worth:
    known: dict[tuple[int, ...], float] = {}

    def worth(chosen: tuple[int, ...]) -> float:
        key = tuple(sorted(chosen))
        if key not in known:
            left = graph.copy()
            left.delete_vertices(list(key))
            near = np.nan_to_num(np.array(left.harmonic_centrality(mode="all"), np.float64))
            # With nobody or one left, nothing is joined.
            known[key] = 1 - round(float(near.mean()), 12) if left.vcount() > 1 else 1.0
        return known[key]

    return worth


def _reaching(graph: igraph.Graph) -> _Worth:
    distance = np.array(graph.distances(), np.float64).reshape(graph.vcount(), graph.vcount())
    near: Floats = 1 / np.maximum(distance, 1)

    def worth(chosen: tuple[int, ...]) -> float:
        return round(float(near[list(chosen)].max(axis=0).mean()), 12) if chosen else 0.0

    return worth
