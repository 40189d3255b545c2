"""Where? The places that an entity touches: by its own links, and through what moved there."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

THROUGH = ("consignment", "voyage", "flight", "seizure", "weapon", "address", "route")
"""Kinds of things whose places are those of whoever they are linked to."""

RANKED_BY = "its own places first, then the number of links, the most first; ties by id"

_PLACE = ONTOLOGY.kind_codes["place"]
_THROUGH = frozenset(ONTOLOGY.kind_codes[name] for name in THROUGH)


@dataclass(frozen=True, slots=True)
class TouchedPlace:
    """A place that an entity touches. All numbers are rows, ascending.

    Attributes:
        place: which.
        links: links that end there: the entity's own, and those of what lies between.
        through: what lies between; a consignment that was loaded there, a flight that left it.
        direct: whether one of the links is the entity's own.
        start, end: seconds since 1970 between which the links are told to have held;
            `moments.UNKNOWN_START` and `UNKNOWN_END` where not told.
    """

    place: int
    links: tuple[int, ...]
    through: tuple[int, ...]
    direct: bool
    start: int
    end: int


def touched_places(snapshot: Snapshot, entity: int) -> list[TouchedPlace]:
    """The places of an entity, by `RANKED_BY`, in time O(d) for the degrees of what lies between.

    A place touches those that it is linked to itself, and nothing through what passed it.
    """
    own, between = _near(snapshot, entity)
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for link, place in own:
        ends[place].append((link, entity))
    for other in [] if _kind(snapshot, entity) == _PLACE else between:
        for link, place in _near(snapshot, other)[0]:
            ends[place].append((link, other))
    found = [_touched(snapshot, place, told, entity) for place, told in ends.items()]
    return sorted(found, key=lambda each: (not each.direct, -len(each.links), each.place))


def _kind(snapshot: Snapshot, entity: int) -> int:
    return int(snapshot.entity_kind[entity])


def _near(snapshot: Snapshot, entity: int) -> tuple[list[tuple[int, int]], list[int]]:
    """An entity's links to places, each with its place; and its neighbours that have places."""
    links = snapshot.links_of(entity)
    source, target = snapshot.link_source[links], snapshot.link_target[links]
    far = np.where(source == entity, target, source)
    kinds = snapshot.entity_kind[far]
    at = kinds == _PLACE
    places = list(zip(links[at].tolist(), far[at].tolist(), strict=True))
    return places, np.unique(far[np.isin(kinds, list(_THROUGH))]).tolist()


def _touched(
    snapshot: Snapshot, place: int, told: list[tuple[int, int]], entity: int
) -> TouchedPlace:
    links = sorted({link for link, _ in told})
    starts, ends = snapshot.link_start[links], snapshot.link_end[links]
    return TouchedPlace(
        place=place,
        links=tuple(links),
        through=tuple(sorted({other for _, other in told} - {entity})),
        direct=any(other == entity for _, other in told),
        start=int(min(starts[starts > UNKNOWN_START], default=UNKNOWN_START)),
        end=int(max(ends[ends < UNKNOWN_END], default=UNKNOWN_END)),
    )
