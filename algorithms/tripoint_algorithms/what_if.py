"""What if these were gone, or these were there? A copy is changed, and compared. Hypothetical.

Nothing here is evidence and nothing of it is stored: a network is copied in memory, changed, and
both are measured over the entities that are in both, so that who is taken away does not count as
lost.
"""

from dataclasses import dataclass
from itertools import combinations

import igraph
import numpy as np

from tripoint_algorithms.networks import Network
from tripoint_graph.columns import Longs

TIES_MAX = 20_000
"""Ties of a network that is compared with its copy, at most: every distance is looked at."""

CHANGES_MAX = 100
"""Entities, links, ties and newcomers of one change, each, at most."""

RANKED_BY = "id"


class TooLarge(ValueError):
    """The network has too many ties to compare; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An entity that is not there.

    Attributes:
        name: how it is told of.
        tied: rows of the entities that it would be tied to.
    """

    name: str
    tied: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed. Numbers are rows of the snapshot.

    Attributes:
        entities: taken away.
        links: taken away; a tie goes when all links go on which it stands.
        ties: pairs of entities tied anew.
        newcomers: entities put in.
    """

    entities: frozenset[int] = frozenset()
    links: frozenset[int] = frozenset()
    ties: tuple[tuple[int, int], ...] = ()
    newcomers: tuple[Newcomer, ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """Two actor classes in a network.

    Attributes:
        one, other: their names.
        ways: how many ways from one to the other there are that share no tie (K. Menger 1927):
            as many ties must be cut to part them. Members of both are left out.
        steps: of the shortest; None where there is none.
        both: entities that are in both.
    """

    one: str
    other: str
    ways: int
    steps: int | None
    both: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A network, over the entities that are in it before and after.

    Attributes:
        ties: in the whole network.
        components: pieces; largest: entities of the largest.
        reach: share of pairs that some way joins, in [0, 1].
        efficiency: mean of 1 / distance over all pairs, 0 where no way leads, in [0, 1]
            (V. Latora, M. Marchiori 2001, doi:10.1103/PhysRevLett.87.198701).
        between: each two actor classes that have members.
    """

    ties: int
    components: int
    largest: int
    reach: float
    efficiency: float
    between: tuple[Between, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a change would do. It is hypothetical, always.

    Attributes:
        before, after: the network as it is known, and changed.
        compared: entities in both.
        parted: rows that were in the largest piece and would not be, by id.
        joined: rows that were not and would be.
        gone, added: ties.
    """

    before: Measured
    after: Measured
    compared: int
    parted: tuple[int, ...]
    joined: tuple[int, ...]
    gone: int
    added: int

    @property
    def hypothetical(self) -> bool:
        """True: it is no finding about anybody."""
        return True


def what_if(network: Network, change: Change) -> WhatIf:
    """Compare a network with a changed copy of it.

    Args:
        network: as it is known.
        change: what to take away and to put in.

    Raises:
        TooLarge: it has more than `TIES_MAX` ties.
        ValueError: something is to be changed that is not in the network, or too much is.

    Time O(n m) for the distances, and a maximum flow for each two classes.
    """
    _check(network, change)
    place = {row: at for at, row in enumerate(network.rows.tolist())}
    kept = np.array([at for row, at in place.items() if row not in change.entities], np.int64)
    graph = _changed(network, change, place)
    before, after = _measured(network, network.graph, kept), _measured(network, graph, kept)
    was, would = (_largest(each, kept) for each in (network.graph, graph))
    gone = network.ties - sum(graph.es["known"])
    return WhatIf(
        before=before,
        after=after,
        compared=len(kept),
        parted=tuple(network.rows[sorted(was - would)].tolist()),
        joined=tuple(network.rows[sorted(would - was)].tolist()),
        gone=gone,
        added=graph.ecount() - (network.ties - gone),
    )


def _check(network: Network, change: Change) -> None:
    if network.ties > TIES_MAX:
        raise TooLarge(
            f"the network has {network.ties:,} ties, and {TIES_MAX:,} at most are compared: ask "
            "around fewer entities, fewer steps, or for fewer layers"
        )
    ends = [row for tie in change.ties for row in tie]
    ends += [row for each in change.newcomers for row in each.tied]
    strange = (change.entities | set(ends)) - set(network.rows.tolist())
    if strange or change.links - set(network.link.tolist()):
        raise ValueError("what is to be changed is not in the network: ask around more, or further")
    if change.entities & set(ends):
        raise ValueError("an entity is to be taken away and to be tied; do one of the two")
    parts = (change.entities, change.links, change.ties, change.newcomers)
    if max(map(len, parts)) > CHANGES_MAX:
        raise ValueError(f"{CHANGES_MAX} entities, links, ties and newcomers are changed at most")


def _changed(network: Network, change: Change, place: dict[int, int]) -> igraph.Graph:
    """The copy: vertices stay where they are, newcomers come behind; `known` marks old ties."""
    graph = network.graph.copy()
    graph.es["known"] = [1] * graph.ecount()
    left = np.bincount(
        network.tie[~np.isin(network.link, list(change.links))], minlength=network.ties
    )
    gone = {int(tie) for tie in np.flatnonzero(left == 0)}
    gone.update(tie for row in change.entities for tie in graph.incident(place[row]))
    graph.delete_edges(sorted(gone))
    first = graph.vcount()
    graph.add_vertices(len(change.newcomers))
    ties = [(place[one], place[other]) for one, other in change.ties]
    for number, newcomer in enumerate(change.newcomers):
        ties += [(first + number, place[row]) for row in newcomer.tied]
    known = {tuple(sorted(tie)) for tie in graph.get_edgelist()}
    new = {(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]} - known
    graph.add_edges(sorted(new), attributes={"known": [0] * len(new)})
    return graph


def _measured(network: Network, graph: igraph.Graph, kept: Longs) -> Measured:
    size = len(kept)
    pieces = np.array(graph.connected_components().membership, np.int64)[kept]
    counts = np.bincount(pieces) if size else np.zeros(0, np.int64)
    pairs = max(size * (size - 1), 1)
    return Measured(
        ties=graph.ecount(),
        components=int((counts > 0).sum()),
        largest=int(counts.max(initial=0)),
        reach=float((counts * (counts - 1)).sum() / pairs),
        efficiency=_nearness(graph, kept) / pairs,
        between=_between(network, graph, kept),
    )


def _nearness(graph: igraph.Graph, kept: Longs) -> float:
    """The sum of 1 / distance over ordered pairs of those kept, in whatever network holds them."""
    if graph.vcount() < 2:
        return 0.0
    every = np.nan_to_num(np.array(graph.harmonic_centrality(mode="all"), np.float64))
    every *= graph.vcount() - 1
    others = np.setdiff1d(np.arange(graph.vcount()), kept)
    among = np.array(graph.distances(others.tolist(), others.tolist())) if len(others) else _NONE
    twice = float((1 / among[among > 0]).sum())
    return round(float(every.sum() - 2 * every[others].sum()) + twice, 9)


_NONE = np.zeros((0, 0))


def _largest(graph: igraph.Graph, kept: Longs) -> set[int]:
    """Of those kept, who is in the piece that has the most of them; of equal ones the first."""
    if not len(kept):
        return set()
    pieces = np.array(graph.connected_components().membership, np.int64)[kept]
    most = int(np.bincount(pieces).argmax())
    return set(kept[pieces == most].tolist())


def _between(network: Network, graph: igraph.Graph, kept: Longs) -> tuple[Between, ...]:
    members = {
        name: set(kept[mask[network.rows[kept]]].tolist())
        for name, mask in network.snapshot.classes.items()
    }
    return tuple(
        _ways(graph, (one, members[one]), (other, members[other]))
        for one, other in combinations(sorted(members), 2)
        if members[one] and members[other]
    )


def _ways(graph: igraph.Graph, one: tuple[str, set[int]], other: tuple[str, set[int]]) -> Between:
    both = one[1] & other[1]
    sources, targets = sorted(one[1] - both), sorted(other[1] - both)
    if not sources or not targets:
        return Between(one[0], other[0], 0, None, len(both))
    start, end = graph.vcount(), graph.vcount() + 1
    ends = [(start, each) for each in sources] + [(end, each) for each in targets]
    joined = graph.copy()
    joined.add_vertices(2)
    joined.add_edges(ends)
    capacity = [1] * graph.ecount() + [graph.ecount() + 1] * len(ends)
    flow = joined.maxflow(start, end, capacity=capacity).value
    far = joined.distances(start, end)[0][0]
    steps = None if np.isinf(far) else int(far) - 2
    return Between(one[0], other[0], round(flow), steps, len(both))
