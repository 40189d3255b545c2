"""What may be asked of searches: the ends of a question, and which links may be walked."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

import strawberry

from tripoint_algorithms.timing import InOrder
from tripoint_algorithms.topology import Filter
from tripoint_api.asking import in_utc
from tripoint_api.enums import ActorClass, names
from tripoint_api.refusals import Code, Refused
from tripoint_graph.snapshot import Snapshot

DAY_SECONDS = 86_400
GAP_DAYS_MAX = 36_500

IDS_MAX = 100
"""Ids in one list, at most."""
AROUND_MAX = 300
"""Ids around which is shown what is near, at most: as many as a picture holds."""


@strawberry.input(one_of=True, description="One end of a question: give exactly one of these.")
class EndpointInput:
    """An entity, some entities, or all of an actor class."""

    entity: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="An entity's or a mention's id."
    )
    entities: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description=f"Several of them, {IDS_MAX} at most."
    )
    actor_class: Enum | None = strawberry.field(
        default=strawberry.UNSET,
        graphql_type=ActorClass | None,
        description="Everybody whom rules put in this class.",
    )

    def rows(self, world: Snapshot) -> list[int]:
        """The entity rows it names; a class nobody is in gives none.

        Raises:
            Refused: an id of nothing that the viewer sees.
        """
        if self.actor_class:
            return [int(row) for row in world.classes[str(self.actor_class.value)].nonzero()[0]]
        return rows_of(world, [self.entity] if self.entity else self.entities or [])

    def told(self) -> object:
        """What it asks, for a question's fingerprint."""
        named = [self.actor_class] if self.actor_class else []
        return [self.entity or "", sorted(self.entities or []), names(named)]


@strawberry.input(description="A span of time; an end that is left out is open.")
class PeriodInput:
    """Links that cannot have held within it are left out."""

    start: datetime | None = strawberry.field(
        default=None, description="Its first moment; UTC where no zone is given."
    )
    end: datetime | None = strawberry.field(
        default=None, description="Its last moment; UTC where no zone is given."
    )

    def seconds(self) -> tuple[int, int]:
        """First and last second since 1970.

        Raises:
            Refused: it ends before it starts.
        """
        first = int(in_utc(self.start).timestamp()) if self.start else -(2**61)
        last = int(in_utc(self.end).timestamp()) if self.end else 2**61
        if last < first:
            raise Refused(
                Code.BAD_ARGUMENT,
                "`during` ends before it starts; give `start` and `end` the other way round",
            )
        return first, last


def rows_of(world: Snapshot, ids: Sequence[str], most: int = IDS_MAX) -> list[int]:
    """The entity rows of entity or mention ids, `most` of them at most.

    Raises:
        Refused: none or too many are given, or one is of nothing that the viewer sees.
    """
    if not 1 <= len(ids) <= most:
        raise Refused(Code.BAD_ARGUMENT, f"give 1 to {most} ids, not {len(ids)}")
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
        Refused: a confidence outside [0, 1].
    """
    if not 0 <= min_confidence <= 1:
        raise Refused(Code.BAD_ARGUMENT, f"`minConfidence` lies in [0, 1], not {min_confidence:g}")
    return Filter(
        conduct_only=conduct_only,
        without=frozenset(exclude_types),
        confidence_min=min_confidence,
        during=during.seconds() if during else None,
    )


def time_order(wanted: bool, max_gap_days: int | None) -> InOrder | None:
    """Whether steps must be in the order of time, and how far apart.

    Raises:
        Refused: a gap without an order, or one below nothing.
    """
    if max_gap_days is not None and (not wanted or not 0 <= max_gap_days <= GAP_DAYS_MAX):
        told = f"`maxGapDays` runs from 0 to {GAP_DAYS_MAX:,} and belongs to `inOrder`"
        raise Refused(Code.BAD_ARGUMENT, told)
    if not wanted:
        return None
    return InOrder(None if max_gap_days is None else max_gap_days * DAY_SECONDS)
