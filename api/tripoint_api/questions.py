"""What may be asked of searches: the ends of a question, and which links may be walked."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from tripoint_algorithms.topology import Filter
from tripoint_api.asking import in_utc
from tripoint_api.links import known_types
from tripoint_api.refusals import Code, Refused
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

IDS_MAX = 100
"""Ids in one list, at most."""


@strawberry.input(one_of=True, description="One end of a question: give exactly one of these.")
class EndpointInput:
    """An entity, some entities, or all of an actor class."""

    entity: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="An entity's or a mention's id."
    )
    entities: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description=f"Several of them, {IDS_MAX} at most."
    )
    actor_class: str | None = strawberry.field(
        default=strawberry.UNSET, description=f"One of: {', '.join(ONTOLOGY.classes)}."
    )

    def rows(self, world: Snapshot) -> list[int]:
        """The entity rows it names; a class nobody is in gives none.

        Raises:
            Refused: an id of nothing that the viewer sees, or an unknown class.
        """
        if self.actor_class:
            if self.actor_class not in ONTOLOGY.classes:
                known = ", ".join(ONTOLOGY.classes)
                told = f"no actor class {self.actor_class[:80]!r}; known: {known}"
                raise Refused(Code.BAD_ARGUMENT, told)
            return [int(row) for row in world.classes[self.actor_class].nonzero()[0]]
        return rows_of(world, [self.entity] if self.entity else self.entities or [])

    def told(self) -> object:
        """What it asks, for a question's fingerprint."""
        return [self.entity or "", sorted(self.entities or []), self.actor_class or ""]


@strawberry.input(description="A span of time; an end that is left out is open.")
class PeriodInput:
    """Links that cannot have held within it are left out."""

    start: datetime | None = None
    end: datetime | None = None

    def seconds(self) -> tuple[int, int]:
        """First and last second since 1970.

        Raises:
            Refused: it ends before it starts.
        """
        first = int(in_utc(self.start).timestamp()) if self.start else -(2**61)
        last = int(in_utc(self.end).timestamp()) if self.end else 2**61
        if last < first:
            raise Refused(Code.BAD_ARGUMENT, "`during` ends before it starts")
        return first, last


def rows_of(world: Snapshot, ids: Sequence[str]) -> list[int]:
    """The entity rows of entity or mention ids.

    Raises:
        Refused: none or too many are given, or one is of nothing that the viewer sees.
    """
    if not 1 <= len(ids) <= IDS_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"give 1 to {IDS_MAX} ids, not {len(ids)}")
    found = [world.find(id) for id in ids]
    for id, row in zip(ids, found, strict=True):
        if row is None:
            raise Refused(Code.NOT_FOUND, f"no entity {id[:80]!r}; `search` gives ids")
    return [row for row in found if row is not None]


def links_filter(
    conduct_only: bool,
    exclude_types: Sequence[str],
    min_confidence: float,
    during: PeriodInput | None,
) -> Filter:
    """Which links a search may walk.

    Raises:
        Refused: an unknown link kind, or a confidence outside [0, 1].
    """
    known_types(exclude_types)
    if not 0 <= min_confidence <= 1:
        raise Refused(Code.BAD_ARGUMENT, "`minConfidence` lies in [0, 1]")
    return Filter(
        conduct_only=conduct_only,
        without=frozenset(exclude_types),
        confidence_min=min_confidence,
        during=during.seconds() if during else None,
    )
