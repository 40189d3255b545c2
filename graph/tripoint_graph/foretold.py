"""What a batch would do to a world, with the names by which people know the things it touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tripoint_graph.foretelling import foretell
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.model import EntityId
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

NAMED_MAX = 10
"""Entities named of each sort; how many there are is always said."""

RANKED_BY = "id"


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as people know it: its id in the world that it is of, its kind and caption."""

    id: EntityId
    kind: str
    caption: str


@dataclass(frozen=True, slots=True)
class Some:
    """The first of some entities, by `RANKED_BY`, and how many there are."""

    total: int
    entities: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class NamedMerge:
    """Several entities that become one, and by which rules."""

    entity: Named
    before: tuple[Named, ...]
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """How a world after a batch differs from the one before.

    Attributes:
        new, grown: how many entities are new, and how many known ones are told more of.
        gone, parted: known entities of which nothing is left, and that fall apart.
        merges: the first of those that become one; merges_total: of how many.
        rules: by which rule a mention of the batch becomes one with another -> how often.
        entering, leaving: actor class -> who would be in it, or in it no more.
    """

    new: int
    grown: int
    gone: Some
    parted: Some
    merges: tuple[NamedMerge, ...]
    merges_total: int
    rules: Mapping[str, int]
    entering: Mapping[str, Some]
    leaving: Mapping[str, Some]


def tell(store: EvidenceReader, before: Snapshot, draft: EvidenceReader, after: Snapshot) -> Told:
    """The difference between a world without and with a draft.

    Args:
        store: what the draft lies over.
        before: its world.
        draft: the draft over it.
        after: its world, of the same viewer.
    """
    found = foretell(before, after)
    old, new = _Namer(store, before), _Namer(draft, after)
    shown = found.merges[:NAMED_MAX]
    one = new.named([merge.entity for merge in shown])
    return Told(
        new=len(found.new),
        grown=len(found.grown),
        gone=old.some(found.gone),
        parted=old.some(found.parted),
        merges=tuple(
            NamedMerge(entity, tuple(old.named(merge.before)), merge.by)
            for entity, merge in zip(one, shown, strict=True)
        ),
        merges_total=len(found.merges),
        rules=dict(found.rules),
        entering={name: new.some(rows) for name, rows in found.entering.items()},
        leaving={name: old.some(rows) for name, rows in found.leaving.items()},
    )


class _Namer:
    """Gives entities of one world their names."""

    def __init__(self, store: EvidenceReader, world: Snapshot) -> None:
        self._store = store
        self._world = world

    def named(self, rows: Sequence[int]) -> list[Named]:
        told = captions(self._store, self._world, rows)
        return [
            Named(self._world.entity_name(row), kind_of(self._world, row), told[row])
            for row in rows
        ]

    def some(self, rows: Sequence[int]) -> Some:
        return Some(len(rows), tuple(self.named(rows[:NAMED_MAX])))
