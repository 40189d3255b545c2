"""Who came in between two states of one viewer's world: whom to screen when files are loaded."""

import numpy as np

from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.profile import KINDS

_SCREENED = tuple(ONTOLOGY.kind_codes[kind] for kind in KINDS)


def arrivals(before: Snapshot, after: Snapshot) -> list[int]:
    """The people and parties of whom the later world tells something that the earlier did not.

    One who was known and of whom a new record tells is among them: the record may hold the name or
    the document that matches. What the viewer may not see is in neither world.

    Args:
        before: one viewer's world.
        after: the same viewer's, as known later.

    Returns:
        Entity rows of `after`, ascending. Time O(m log m) for m mentions.
    """
    known = np.isin(_packed(after), _packed(before))
    told = np.unique(after.mention_entity[~known])
    return [int(row) for row in told[np.isin(after.entity_kind[told], _SCREENED)]]


def _packed(world: Snapshot) -> np.ndarray:
    """(m,) the ids of all mentions, each as one value that can be looked up."""
    ids = np.ascontiguousarray(world.mention_id)
    return ids.view([("high", ids.dtype), ("low", ids.dtype)]).reshape(-1)
