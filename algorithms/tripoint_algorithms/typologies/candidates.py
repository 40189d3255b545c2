"""Who could be what: each node's candidates and each link's, narrowed until they agree.

Source: A. K. Mackworth 1977, doi:10.1016/0004-3702(77)90007-8 (arc consistency): a candidate stays
while every link of the pattern that touches its node has a candidate at it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tripoint_algorithms.topology import EVERYTHING, Filter, topology
from tripoint_algorithms.typologies.declaration import Thing
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.columns import Ints, Longs
from tripoint_graph.grouped import Grouped, grouped
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Mask, Snapshot


@dataclass(frozen=True, eq=False)
class Ties:
    """Candidates of one link of the pattern.

    Attributes:
        row: (t,) rows of links of the world.
        source, target: (t,) entities at the pattern's ends; a link that may run either way is
            there once for each way that fits.
    """

    row: Longs
    source: Ints
    target: Ints

    def where(self, kept: Mask) -> "Ties":
        """Some of them."""
        return self if kept.all() else Ties(self.row[kept], self.source[kept], self.target[kept])

    @cached_property
    def _from(self) -> Grouped:
        return grouped(self.source, int(self.source.max(initial=-1)) + 1)

    @cached_property
    def _to(self) -> Grouped:
        return grouped(self.target, int(self.target.max(initial=-1)) + 1)

    def at(self, entities: Ints, *, end: str) -> "Ties":
        """Those that have one of some entities at an end ("source" or "target")."""
        index = self._from if end == "source" else self._to
        known = entities[entities < len(index.offset) - 1]
        rows = np.sort(index.of_all(known)) if len(known) else np.empty(0, np.int32)
        return Ties(self.row[rows], self.source[rows], self.target[rows])


@dataclass(frozen=True, eq=False)
class Candidates:
    """What is left of a world for one pattern.

    Attributes:
        nodes: node to (n,) mask of entities.
        links: link to its ties.
    """

    nodes: dict[str, Mask]
    links: dict[str, Ties]

    @property
    def empty(self) -> bool:
        """Whether nothing can match."""
        return not all(mask.any() for mask in self.nodes.values())

    def rows(self, node: str) -> Ints:
        """The entities that could be a node, ascending."""
        return np.flatnonzero(self.nodes[node]).astype(np.int32)


def candidates(
    snapshot: Snapshot,
    pattern: Pattern,
    only: Filter = EVERYTHING,
    allowed: dict[str, Mask] | None = None,
) -> Candidates:
    """The entities and links that could be part of a match, by structure alone.

    Args:
        snapshot: the viewer's world.
        pattern: what is looked for.
        only: which links may be used.
        allowed: node to (n,) mask of entities that its other conditions allow.

    Time O(r l) for l links of the pattern's kinds and r rounds, at most as many as the pattern's
    links in a row, mostly two or three.
    """
    walkable = topology(snapshot, only=only).steps.walkable
    nodes = {name: meant(snapshot, node) for name, node in pattern.nodes.items()}
    for name, mask in (allowed or {}).items():
        nodes[name] = nodes[name] & mask
    ties = {}
    for name, link in pattern.links.items():
        codes = [ONTOLOGY.link_codes[kind] for kind in link.type]
        rows = np.flatnonzero(np.isin(snapshot.link_type, codes) & walkable)
        source, target = snapshot.link_source[rows], snapshot.link_target[rows]
        if link.either_way:
            rows = np.concatenate([rows, rows])
            source, target = np.concatenate([source, target]), np.concatenate([target, source])
        ties[name] = Ties(rows.astype(np.int64), source, target)
    return narrowed(pattern, Candidates(nodes, ties))


def narrowed(pattern: Pattern, found: Candidates) -> Candidates:
    """The candidates that are left when those without a partner have gone."""
    nodes, ties = dict(found.nodes), dict(found.links)
    changed = True
    while changed:
        changed = False
        for name, link in pattern.links.items():
            own = ties[name]
            kept = nodes[link.source][own.source] & nodes[link.target][own.target]
            ties[name] = own = own.where(kept)
            for end, at in ((link.source, own.source), (link.target, own.target)):
                touched = np.zeros(len(nodes[end]), np.bool_)
                touched[at] = True
                left = nodes[end] & touched
                if (left != nodes[end]).any():
                    nodes[end], changed = left, True
    return Candidates(nodes, ties)


def meant(snapshot: Snapshot, thing: Thing) -> Mask:
    """(n,) which entities are of a kind, in a class and under a mark."""
    mask = np.isin(snapshot.entity_kind, [ONTOLOGY.kind_codes[kind] for kind in thing.kind])
    if thing.in_class:
        mask &= np.logical_or.reduce([snapshot.classes[name] for name in thing.in_class])
    for name in thing.not_class:
        mask &= ~snapshot.classes[name]
    for name in thing.mark:
        marked = (snapshot.mention_marks & ONTOLOGY.mark_bits[name]) != 0
        having = np.zeros(snapshot.entities, np.bool_)
        having[snapshot.mention_entity[marked]] = True
        mask &= having
    found: Mask = mask
    return found
