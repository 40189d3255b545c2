"""Finds a pattern around one entity at a time, by igraph's VF2 over what could be part of it.

Links are vertices of their own between their ends, so that kinds, directions and several links
between the same two are all told by which vertices may stand for which. Source: L. P. Cordella and
others 2004, doi:10.1109/TPAMI.2004.75 (VF2).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import igraph
import numpy as np

from tripoint_algorithms.typologies.candidates import Candidates, Ties, narrowed
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.columns import Ints


@dataclass(frozen=True, slots=True)
class Instance:
    """One entity a node, one link row a link, all different."""

    nodes: dict[str, int]
    links: dict[str, int]


@dataclass
class Budget:
    """How many comparisons of a vertex with a node are left."""

    left: int

    def spend(self) -> bool:
        """Take one; whether it was there."""
        self.left -= 1
        return self.left >= 0

    @property
    def spent(self) -> bool:
        """Whether a comparison was asked for that was not there."""
        return self.left < 0


def anchor_of(pattern: Pattern, found: Candidates) -> str:
    """The node to begin at: one entity in a match, and the fewest candidates."""
    return min(pattern.singles, key=lambda name: (int(found.nodes[name].sum()), name))


@dataclass(frozen=True, eq=False)
class Nearby:
    """What is left of the candidates around one entity, numbered anew from 0.

    Attributes:
        entities: (b,) rows of the world, ascending: number i is `entities[i]`.
        left: candidates by these numbers.
    """

    entities: Ints
    left: Candidates


def around(pattern: Pattern, found: Candidates, anchor: str, entity: int) -> Nearby:
    """What is left of the candidates when one node is one entity.

    Time and memory follow from what lies around it, not from the world.
    """
    reached = {anchor: np.array([entity], np.int32)}
    links = {}
    for name, end in _walk(pattern, anchor):
        link = pattern.links[name]
        near, far = (link.source, link.target) if end == "source" else (link.target, link.source)
        ties = found.links[name].at(reached[near], end=end)
        side = ties.target if end == "source" else ties.source
        if far in reached:
            ties = ties.where(np.isin(side, reached[far]))
        else:
            reached[far] = np.unique(side)
        links[name] = ties
    every = np.unique(np.concatenate(list(reached.values())))
    masks = {name: np.isin(every, rows) for name, rows in reached.items()}
    return Nearby(
        every,
        narrowed(pattern, Candidates(masks, {n: _anew(ties, every) for n, ties in links.items()})),
    )


def _anew(ties: Ties, every: Ints) -> Ties:
    ends = (np.searchsorted(every, each).astype(np.int32) for each in (ties.source, ties.target))
    return Ties(ties.row, *ends)


def _walk(pattern: Pattern, anchor: str) -> Iterator[tuple[str, str]]:
    """Every link once, with the end by which it is come to, nearest to the anchor first."""
    reached, left = {anchor}, dict(pattern.links)
    while left:
        name = next(n for n, k in left.items() if {k.source, k.target} & reached)
        link = left.pop(name)
        yield name, "source" if link.source in reached else "target"
        reached |= {link.source, link.target}


class _Drawn:
    """A pattern, or what is left of a world for it, as a graph with vertices for links."""

    def __init__(self, entities: list[int], ties: list[tuple[int, int, int]]) -> None:
        number = {entity: at for at, entity in enumerate(entities)}
        self.entities, self.ties = entities, ties
        first = len(entities)
        edges = []
        for at, (_, source, target) in enumerate(ties, start=first):
            edges += [(number[source], at), (at, number[target])]
        self.graph = igraph.Graph(first + len(ties), edges, directed=True)
        self.colours = [0] * first + [1] * len(ties)


def instances(
    pattern: Pattern, nearby: Nearby, anchor: str, budget: Budget, most: int
) -> tuple[list[Instance], bool]:
    """Every instance among some candidates, and whether these are all.

    Args:
        pattern: what is looked for.
        nearby: what is left around one entity.
        anchor: the node that it is.
        budget: comparisons that may be made.
        most: instances, at most.

    Exponential in the worst case; that is what the budget is for.
    """
    left = nearby.left
    if left.empty:
        return [], True
    nodes = [anchor, *(name for name in pattern.nodes if name != anchor)]
    links = list(pattern.links)
    world, allowed = _drawn(pattern, left, nodes, links)
    ends = [(0, nodes.index(k.source), nodes.index(k.target)) for k in pattern.links.values()]
    shape = _Drawn(list(range(len(nodes))), ends)
    found: list[Instance] = []

    def fits(_world: object, _shape: object, vertex: int, part: int) -> bool:
        return bool(allowed[part][vertex]) and budget.spend()

    def take(_world: object, _shape: object, _to: object, back: list[int]) -> bool:
        told = [int(nearby.entities[world.entities[v]]) for v in back[: len(nodes)]]
        rows = [world.ties[v - len(world.entities)][0] for v in back[len(nodes) :]]
        if len(set(rows)) == len(rows):  # a link that runs either way is there twice
            own = dict(zip(links, rows, strict=True))
            found.append(Instance(dict(zip(nodes, told, strict=True)), own))
        return len(found) <= most and not budget.spent

    _search(world, shape, fits, take)
    whole = len(found) <= most and not budget.spent
    return found[:most], whole


_Fits = Callable[[object, object, int, int], bool]
_Take = Callable[[object, object, object, list[int]], bool]


def _search(world: _Drawn, shape: _Drawn, fits: _Fits, take: _Take) -> None:
    world.graph.subisomorphic_vf2(
        shape.graph,
        color1=world.colours,
        color2=shape.colours,
        callback=take,
        node_compat_fn=fits,
    )


def _drawn(
    pattern: Pattern, left: Candidates, nodes: list[str], links: list[str]
) -> tuple[_Drawn, list[bytearray]]:
    """The graph of what is left, and for each part of the pattern which vertices may be it."""
    every = np.unique(np.concatenate([left.rows(name) for name in nodes])).tolist()
    ties = sorted({tie for name in links for tie in _told(left.links[name])})
    drawn = _Drawn(every, ties)
    at = {tie: len(every) + number for number, tie in enumerate(ties)}
    size = len(every) + len(ties)
    number = {entity: vertex for vertex, entity in enumerate(every)}
    allowed = [_marked(size, [number[e] for e in left.rows(name).tolist()]) for name in nodes]
    allowed += [_marked(size, [at[tie] for tie in _told(left.links[name])]) for name in links]
    return drawn, allowed


def _told(ties: Ties) -> list[tuple[int, int, int]]:
    return list(zip(ties.row.tolist(), ties.source.tolist(), ties.target.tolist(), strict=True))


def _marked(size: int, places: list[int]) -> bytearray:
    marked = bytearray(size)
    for place in places:
        marked[place] = 1
    return marked
