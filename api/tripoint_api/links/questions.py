"""What may be asked of searches: the ends of a question, and which links may be walked."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from enum import Enum

import strawberry

from tripoint_algorithms.links.timing import InOrder
from tripoint_algorithms.topology import Filter
from tripoint_api.asking import Asking, in_utc
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.ontology.enums import ActorClass, EntityKind, names
from tripoint_api.seen import Seen
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.sought import Sought, SoughtError, found

DAY_SECONDS = 86_400
GAP_DAYS_MAX = 36_500

TEXT_MAX = 200
"""Characters of a text to search for, at most."""

IDS_MAX = 100
"""Ids in one list, at most."""
AROUND_MAX = 300
"""Ids around which is shown what is near, at most: as many as a picture holds."""


@strawberry.input(description="A search; all that is given must hold.")
class SearchInput:
    """`sought.Sought`."""

    text: str = strawberry.field(
        default="", description=f"Words that one value holds; {TEXT_MAX} characters at most."
    )
    kinds: list[Enum] | None = strawberry.field(
        default=None,
        graphql_type=list[EntityKind] | None,  # type: ignore[valid-type]  # from the ontology
        description="Only these kinds.",
    )
    classes: list[Enum] | None = strawberry.field(
        default=None,
        graphql_type=list[ActorClass] | None,  # type: ignore[valid-type]  # from the ontology
        description="Only who is in one of these classes.",
    )

    def sought(self) -> Sought:
        """The search.

        Raises:
            Refused: the text is too long.
        """
        if len(self.text) > TEXT_MAX:
            told = f"`text` has at most {TEXT_MAX} characters, not {len(self.text)}"
            raise Refused(Code.BAD_ARGUMENT, told)
        return Sought(self.text, frozenset(names(self.kinds)), frozenset(names(self.classes)))

    def told(self) -> object:
        """What it asks, for a question's fingerprint."""
        return [self.text, sorted(names(self.kinds)), sorted(names(self.classes))]


@strawberry.input(one_of=True, description="One end of a question: give exactly one of these.")
class EndpointInput:
    """An entity, some entities, all of an actor class, or whatever a search finds."""

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

    search: SearchInput | None = strawberry.field(
        default=strawberry.UNSET, description="Everybody and everything that a search finds."
    )
    saved: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="The name of a search that the installation has saved; it is asked anew.",
    )

    async def rows(self, seen: Seen, asking: Asking) -> list[int]:
        """The entity rows it names; a class nobody is in, and a search without a hit, give none.

        Raises:
            Refused: an id of nothing that the viewer sees, no such saved search, or one that
                finds too much.
        """
        world = seen.snapshot
        if self.actor_class:
            return [int(row) for row in world.classes[str(self.actor_class.value)].nonzero()[0]]
        if self.search or self.saved:
            sought = self.search.sought() if self.search else _saved(self.saved or "", asking)
            try:
                return await asyncio.to_thread(found, seen.store, world, sought)
            except SoughtError as error:
                raise Refused(Code.BAD_ARGUMENT, str(error)) from error
        return rows_of(world, [self.entity] if self.entity else self.entities or [])

    def told(self) -> object:
        """What it asks, for a question's fingerprint."""
        named = [self.actor_class] if self.actor_class else []
        sought = self.search.told() if self.search else self.saved or ""
        return [self.entity or "", sorted(self.entities or []), names(named), sought]


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


def _saved(name: str, asking: Asking) -> Sought:
    if name not in asking.saved:
        known = ", ".join(asking.saved) or "none"
        told = f"no search is saved as {name[:80]!r}; there are: {known}"
        raise Refused(Code.NOT_FOUND, told)
    return asking.saved[name]


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
    only_types: Sequence[str] = (),
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
        among=frozenset(only_types),
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
