"""Who is in several cases? A case is a network that somebody drew up: a source of that kind."""

import numpy as np

from tripoint_graph.model import Category
from tripoint_graph.snapshot import Snapshot

RANKED_BY = "cases, the most first; ties by id"


def cases(snapshot: Snapshot) -> dict[int, tuple[str, ...]]:
    """Entity row to the cases whose records name it, sorted; who is in none is left out.

    Files of several cases that share a numbering of people (`registry` or `list` with its
    reference) make one entity of one number, and that entity is then in all of them.
    """
    networks = [
        code for code, each in enumerate(snapshot.handlings) if each.category is Category.NETWORK
    ]
    drawn = np.isin(snapshot.record_handling, networks)
    if not drawn.any():
        return {}
    told = np.flatnonzero(drawn[snapshot.mention_record])
    source = snapshot.record_source[snapshot.mention_record[told]].astype(np.int64)
    pairs = np.unique(np.stack([snapshot.mention_entity[told].astype(np.int64), source], 1), axis=0)
    found: dict[int, list[str]] = {}
    for entity, number in pairs.tolist():
        found.setdefault(entity, []).append(snapshot.sources[number])
    return {entity: tuple(sorted(names)) for entity, names in found.items()}


def across_cases(snapshot: Snapshot) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Entities in two cases or more, with their cases: those in the most first, ties by id."""
    several = [(entity, names) for entity, names in cases(snapshot).items() if len(names) > 1]
    return tuple(sorted(several, key=lambda each: (-len(each[1]), each[0])))
