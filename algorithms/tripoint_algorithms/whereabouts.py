"""Where is it told to have been? Places of entities, directly or by what they moved with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tripoint_graph.moments import UNKNOWN_END
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

SHOWN_MAX = 1_000
"""Places of one answer, at most."""

MOVING = frozenset({"flight", "voyage", "consignment", "seizure"})
"""Kinds that take others along: a passenger was where the flight went."""

RANKED_BY = "the latest first, the undated last; ties by ids"

_KINDS = tuple(ONTOLOGY.kinds)


@dataclass(frozen=True, slots=True)
class Whereabout:
    """That an entity is told to have been at a place.

    Attributes:
        entity: its row.
        via: the row of what took it there, or None where it is linked to the place itself.
        place: the place's row.
        link: the row of the link that points to the place.
    """

    entity: int
    via: int | None
    place: int
    link: int


def whereabouts(
    snapshot: Snapshot, entities: Sequence[int], *, limit: int = SHOWN_MAX
) -> tuple[list[Whereabout], int]:
    """Places one link away, and those of the flights, voyages, consignments and seizures that are.

    Args:
        snapshot: the viewer's world.
        entities: rows of entities.
        limit: places wanted, 1 to `SHOWN_MAX`.

    Returns:
        The places, by `RANKED_BY`, and how many there are. Time O(d) for d links around.

    Raises:
        ValueError: the limit is out of range.
    """
    if not 1 <= limit <= SHOWN_MAX:
        raise ValueError(f"limit runs from 1 to {SHOWN_MAX}")
    found = {each for row in dict.fromkeys(entities) for each in _of(snapshot, row)}

    def latest_first(each: Whereabout) -> tuple[int, int, int, int, int]:
        end = int(snapshot.link_end[each.link])
        told = end if end < UNKNOWN_END else -1
        via = -1 if each.via is None else each.via
        return (-told, each.entity, via, each.place, each.link)

    return sorted(found, key=latest_first)[:limit], len(found)


def _of(snapshot: Snapshot, entity: int) -> Iterator[Whereabout]:
    for link, far in _ends(snapshot, entity):
        kind = _KINDS[int(snapshot.entity_kind[far])]
        if kind == "place":
            yield Whereabout(entity, None, far, link)
        elif kind in MOVING:
            for onward, place in _ends(snapshot, far):
                if _KINDS[int(snapshot.entity_kind[place])] == "place":
                    yield Whereabout(entity, far, place, onward)


def _ends(snapshot: Snapshot, entity: int) -> Iterator[tuple[int, int]]:
    """Link rows of an entity, each with its far end."""
    links = np.asarray(snapshot.links_of(entity))
    source, target = snapshot.link_source[links], snapshot.link_target[links]
    far = np.where(source == entity, target, source)
    return zip(links.tolist(), far.tolist(), strict=True)
