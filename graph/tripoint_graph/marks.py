"""Marks: the property tests that class rules stand on, as one bit each."""

from functools import cache

from tripoint_graph.model import Mention
from tripoint_graph.ontology import ONTOLOGY, Mark


def marks_of(mention: Mention) -> int:
    """The bits of every mark of the ontology that holds for this mention."""
    bits = 0
    for mark in _marks(mention.kind):
        if _holds(mark, mention.properties.get(mark.property, ())):
            bits |= ONTOLOGY.mark_bits[mark.name]
    return bits


@cache
def _marks(kind: str) -> tuple[Mark, ...]:
    return tuple(mark for mark in ONTOLOGY.marks.values() if kind in mark.kinds)


def _holds(mark: Mark, values: tuple[str, ...]) -> bool:
    if mark.has:
        return any(values)
    return any(value in mark.values for value in values)
