"""What goods would do instead: the shortest ways left when places or legs are closed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

import igraph

from tripoint_algorithms.routes.distances import Distance, great_circle
from tripoint_algorithms.routes.legs import EVERYTHING, Wanted
from tripoint_graph.commerce import Commerce

ALTERNATIVES_MAX = 20
"""Ways of one answer, at most."""

RANKED_BY = "kilometres, the shortest way first; ties by places"


@dataclass(frozen=True, slots=True)
class Way:
    """A way over legs that something moved on before.

    Attributes:
        places: rows in order.
        kilometres: its length.
        weakest: movements on its least used leg: how usual it is.
    """

    places: tuple[int, ...]
    kilometres: float
    weakest: int


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What is left after a closure.

    Attributes:
        before: the shortest way while nothing is closed, or None where there is none.
        after: ways that avoid what is closed, by `RANKED_BY`.
        legs: legs that could be used; unmeasured: legs left out because a position is unknown.
    """

    before: Way | None
    after: tuple[Way, ...]
    legs: int
    unmeasured: int


def alternatives(
    commerce: Commerce,
    origin: int,
    destination: int,
    *,
    closed: Collection[int] = (),
    closed_legs: Collection[tuple[int, int]] = (),
    k: int = 5,
    wanted: Wanted = EVERYTHING,
    distance: Distance = great_circle,
    distance_after: Distance | None = None,
) -> Alternatives:
    """The k shortest loopless ways between two places that avoid what is closed.

    Yen 1971 (10.1287/mnsc.17.11.712) by igraph over the legs that the viewer's world has, each as
    long as `distance` says. A way is possible, not likely: nothing here knows of prices or slots,
    and a leg that nobody has used yet is not thought of. Time O(k n (m + n log n)) for n places
    and m legs.

    Args:
        commerce: the viewer's trade and traffic.
        origin: row of a place that is not closed.
        destination: row of another.
        closed: rows of places that cannot be used.
        closed_legs: pairs of rows, each closed in that direction.
        k: ways wanted, 1 to `ALTERNATIVES_MAX`.
        wanted: which movements make a leg.
        distance: kilometres between two positions by a mode.
        distance_after: the same once it is closed (a canal, say); None for no other.

    Raises:
        ValueError: k is out of range, the ends are one place, or one of them is closed.
    """
    if not 1 <= k <= ALTERNATIVES_MAX:
        raise ValueError(f"k runs from 1 to {ALTERNATIVES_MAX}")
    if origin == destination or {origin, destination} & set(closed):
        raise ValueError("the ends are two places, and neither is closed")
    lengths, counts, unmeasured = _legs(commerce, wanted, distance)
    before = _ways(lengths, counts, origin, destination, 1)
    blocked = set(closed)
    after = lengths if distance_after is None else _legs(commerce, wanted, distance_after)[0]
    left = {
        leg: length
        for leg, length in after.items()
        if not blocked & set(leg) and leg not in set(closed_legs)
    }
    ways = tuple(_ways(left, counts, origin, destination, k))
    return Alternatives(before[0] if before else None, ways, len(left), unmeasured)


_Leg = tuple[int, int]


def _legs(
    commerce: Commerce, wanted: Wanted, distance: Distance
) -> tuple[dict[_Leg, float], dict[_Leg, int], int]:
    """Legs with a length (of several modes the shortest), their movements, and the others."""
    known = commerce.by_entity
    counts: dict[_Leg, int] = defaultdict(int)
    modes: dict[_Leg, set[str]] = defaultdict(set)
    for each in commerce.movements:
        if wanted.takes(each, known.get(each.subject)):
            counts[each.origin, each.destination] += 1
            modes[each.origin, each.destination].add(each.mode)
    lengths: dict[_Leg, float] = {}
    for leg in sorted(counts):
        start, end = (commerce.places[row].position for row in leg)
        if start is not None and end is not None:
            lengths[leg] = min(distance(start, end, mode) for mode in sorted(modes[leg]))
    return lengths, counts, len(counts) - len(lengths)


def _ways(
    lengths: dict[_Leg, float], counts: dict[_Leg, int], origin: int, destination: int, k: int
) -> list[Way]:
    rows = sorted({row for leg in lengths for row in leg} | {origin, destination})
    number = {row: at for at, row in enumerate(rows)}
    graph = igraph.Graph(len(rows), [(number[a], number[b]) for a, b in lengths], directed=True)
    ends = number[origin], number[destination]
    if not lengths or graph.distances(*ends)[0][0] == float("inf"):
        return []
    found = graph.get_k_shortest_paths(
        ends[0], to=ends[1], k=k, weights=list(lengths.values()), mode="out"
    )
    ways = []
    for path in found:
        places = tuple(rows[at] for at in path)
        legs = list(pairwise(places))
        ways.append(
            Way(places, sum(lengths[leg] for leg in legs), min(counts[leg] for leg in legs))
        )
    return sorted(ways, key=lambda way: (way.kilometres, way.places))
