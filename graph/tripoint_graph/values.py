"""What visible records say of some entities' properties, read once at the edge."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

from tripoint_graph.hydrate import kind_of, mentions_at
from tripoint_graph.normalise import normalise
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

Said = tuple[str, int]
"""A value in its normalised form, and the row of the record that tells it."""

Values = Mapping[int, Mapping[str, tuple[Said, ...]]]
"""Entity row to property to what is said of it, sorted."""


def values_of(
    store: EvidenceReader, snapshot: Snapshot, asked: Mapping[int, Iterable[str]]
) -> Values:
    """What the snapshot's own mentions say of the properties of some entities.

    Only mentions of the snapshot are read, so that nothing in the answer depends on what its
    viewer may not see. Time O(mentions of the entities).

    Args:
        store: where the mentions are.
        snapshot: the viewer's world.
        asked: entity row to names of properties; others are left out.
    """
    rows = {entity: snapshot.member_rows(entity) for entity in asked}
    every = np.unique(np.concatenate([np.empty(0, np.int32), *rows.values()]))
    read = mentions_at(store, snapshot, every)
    found: dict[int, dict[str, tuple[Said, ...]]] = {}
    for entity, names in asked.items():
        declared = ONTOLOGY.kinds[kind_of(snapshot, entity)].properties
        said: dict[str, set[Said]] = defaultdict(set)
        for row in rows[entity].tolist():
            told = read[row].mention.properties if row in read else {}
            record = int(snapshot.mention_record[row])
            for name in names:
                for value in told.get(name, ()):
                    if value.strip():
                        normal = normalise(declared[name].type, value) or value.strip()
                        said[name].add((normal, record))
        found[entity] = {name: tuple(sorted(each)) for name, each in sorted(said.items())}
    return found


def greatest(said: Iterable[Said]) -> float | None:
    """The greatest number that is told; None where none is.

    >>> greatest([("12.5", 0), ("3", 1), ("some", 2)])
    12.5
    """
    return max(
        (number for value, _ in said if (number := _number(value)) is not None), default=None
    )


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None
