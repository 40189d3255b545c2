"""A search as a set of entities: who or what it finds in the world of whoever asks, when asking."""

from dataclasses import dataclass

import numpy as np

from tripoint_graph.errors import TripointError
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import SEARCH_MAX, EvidenceReader
from tripoint_graph.snapshot import Snapshot


class SoughtError(TripointError):
    """A search that asks for nothing, or that finds more than can be told whole."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for; all of it must hold.

    Attributes:
        text: words of which one value of a mention holds each, or "" for no matter which.
        kinds: kinds of entities; empty for all.
        classes: actor classes, of which one is enough; empty for no matter which.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()


def found(store: EvidenceReader, world: Snapshot, asked: Sought) -> list[int]:
    """The entity rows that a search finds in a viewer's world, ascending.

    Args:
        store: where texts are looked up.
        world: the world of whoever asks, as known when it is asked of.
        asked: the search.

    Raises:
        SoughtError: it asks for nothing, or its text is in too many mentions.
    """
    if not (asked.text or asked.kinds or asked.classes):
        raise SoughtError("a search asks for a text, for kinds or for classes")
    keep = np.ones(world.entities, np.bool_)
    if asked.kinds:
        codes = [ONTOLOGY.kind_codes[kind] for kind in asked.kinds]
        keep &= np.isin(world.entity_kind, codes)
    if asked.classes:
        keep &= np.logical_or.reduce([world.classes[name] for name in sorted(asked.classes)])
    if not asked.text:
        return [int(row) for row in np.flatnonzero(keep)]
    hits = store.search(asked.text, world.viewer, sorted(asked.kinds), SEARCH_MAX, world.commit)
    if len(hits) == SEARCH_MAX:
        raise SoughtError(
            f"{asked.text!r} is in {SEARCH_MAX:,} mentions or more, which would leave some out: "
            "search for more words, or for fewer kinds"
        )
    rows = {world.find(hit.mention) for hit in hits}
    return sorted(row for row in rows if row is not None and keep[row])
