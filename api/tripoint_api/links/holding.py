"""What holds two sides together, and what would join them, as GraphQL types."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Annotated

import strawberry

from tripoint_algorithms.assurance.breaks import SETS_MAX, SIZE_MAX, By, breaks, parted
from tripoint_algorithms.assurance.gaps import GAPS_MAX, RANKED_BY, SURE, Gap, gaps
from tripoint_algorithms.assurance.proofs import TooWideError
from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.topology import Filter
from tripoint_api.described import described
from tripoint_api.entities.entity import Entity
from tripoint_api.links.assurance import BreakBy, Breaks
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import LinkKind
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_graph.captions import sentence
from tripoint_graph.ontology import ONTOLOGY

_LINKS = tuple(ONTOLOGY.links)


@dataclass(frozen=True, slots=True)
class Sides:
    """What two sides were asked about.

    Attributes:
        sources, targets: entity rows.
        hops_max: steps of a chain, at most.
        only: which links may be walked.
    """

    sources: Sequence[int]
    targets: Sequence[int]
    hops_max: int
    only: Filter


@strawberry.type(
    description="What holds two sides together: what would have to be wrong, so that no chain of "
    "so few steps were left between any two of them."
)
class Holding:
    """`breaks.breaks` between two sides."""

    seen: strawberry.Private[Seen]
    sides: strawberry.Private[Sides]

    @described("Whoever is on both sides, which nothing parts; left out of either.")
    def shared(self, first: First = 20) -> list[Entity]:
        """The first of them."""
        rows = parted(self.sides.sources, self.sides.targets)[2]
        return [Entity.of(self.seen, row) for row in rows[: checked_first(first)]]

    @described(
        f"The smallest sets, exactly; `robust` where no {SIZE_MAX} would do. Null where too much "
        "lies between the two to work it out."
    )
    async def breaks(
        self,
        by: Annotated[
            Enum,
            strawberry.argument(graphql_type=BreakBy, description="What turns out wrong as one."),
        ] = BreakBy["RECORD"],
    ) -> Breaks | None:
        """The counterfactual."""
        return await self._broken(By(by.value))

    @described(
        "Sources of which one alone, being wrong, leaves nothing: everything rests on each of "
        f"them, {SETS_MAX} at most. Empty is what one hopes for. Null where it is not known."
    )
    async def single_sources(self) -> list[str] | None:
        """Their names."""
        found = await self._broken(By.SOURCE)
        if found is None:
            return None
        world = self.seen.snapshot
        alone = [rows[0] for rows in found.found.sets if len(rows) == 1]
        return sorted(world.sources[row] for row in alone)

    async def _broken(self, by: By) -> Breaks | None:
        sides = self.sides
        one, other, _ = parted(sides.sources, sides.targets)
        find = partial(breaks, hops_max=sides.hops_max, by=by, only=sides.only)
        try:
            found = await asyncio.to_thread(find, self.seen.snapshot, one, other)
        except TooWideError:
            return None
        return Breaks.of(self.seen, found)


async def holding(seen: Seen, sides: Sides) -> Holding:
    """What holds two sides together.

    Raises:
        Refused: too many steps.
    """
    within("maxHops", sides.hops_max, HOPS_MAX)
    return Holding(seen=seen, sides=sides)


@strawberry.type(
    description="One link that is not told of by any record, and would join two sides. Nothing "
    "says that it is so: a place to look, and never a lead."
)
class CollectionGap:
    """`gaps.Gap`."""

    seen: strawberry.Private[Seen]
    gap: strawberry.Private[Gap]
    source: Entity = strawberry.field(description="What the link would start at.")
    target: Entity = strawberry.field(description="What it would point at.")
    type: str = strawberry.field(graphql_type=LinkKind, description="Its kind.")
    plausible: float = strawberry.field(
        description="How many such links to expect between two that have as many as these have, "
        "mostly far below 1; for ranking."
    )
    cost: float = strawberry.field(
        description=f"What the chain would cost, in nats, the new step {SURE:.0%} sure."
    )
    gain: float | None = strawberry.field(
        description="How much less that is than the best chain today; null where there is none."
    )
    hops: int = strawberry.field(description="Steps of the chain that it would make.")
    before: list[Entity] = strawberry.field(
        description="The chain from one side to the link's nearer end."
    )
    after: list[Entity] = strawberry.field(
        description="The chain from its other end to the other side."
    )

    @classmethod
    def of(cls, seen: Seen, gap: Gap) -> "CollectionGap":
        """The type of a missing fact."""
        return cls(
            seen=seen,
            gap=gap,
            source=Entity.of(seen, gap.source),
            target=Entity.of(seen, gap.target),
            type=_LINKS[gap.kind],
            plausible=gap.plausible,
            cost=gap.cost,
            gain=gap.gain,
            hops=gap.hops,
            before=[Entity.of(seen, row) for row in gap.before],
            after=[Entity.of(seen, row) for row in gap.after],
        )

    @described("The gap in careful words.")
    async def words(self) -> str:
        """As `Gap.in_words` says it."""
        gap, caption = self.gap, self.seen.caption
        rows = (gap.source, gap.target, gap.before[0], gap.after[-1])
        source, target, one, other = await asyncio.gather(*map(caption, rows))
        return gap.in_words(sentence(_LINKS[gap.kind], source, target), one, other)


@strawberry.type(description="Which one missing fact would join two sides, or draw them closer.")
class CollectionGaps:
    """`gaps.Gaps`."""

    gaps: list[CollectionGap] = strawberry.field(description="The best first.")
    hypothetical: bool = strawberry.field(description="True, always: no record tells of any.")
    today: float | None = strawberry.field(
        description="What the best chain costs today, in nats; null where there is none."
    )
    shown: int = strawberry.field(description="How many are shown.")
    total: int | None = strawberry.field(
        description="How many there are; null where the search stopped before it had them all."
    )
    has_more: bool = strawberry.field(description="Whether there are more than were asked for.")
    complete: bool = strawberry.field(description="Whether no better one can have been missed.")
    ranked_by: str = strawberry.field(description="What the order, and so the cut, goes by.")


async def missing(seen: Seen, sides: Sides, first: int) -> CollectionGaps:
    """The facts that would join two sides.

    Raises:
        Refused: an argument is out of range.
    """
    within("maxHops", sides.hops_max, HOPS_MAX)
    checked_first(first, GAPS_MAX - 1)
    find = partial(gaps, k=first + 1, hops_max=sides.hops_max, only=sides.only)
    found = await asyncio.to_thread(find, seen.snapshot, sides.sources, sides.targets)
    shown = [CollectionGap.of(seen, gap) for gap in found.found[:first]]
    return CollectionGaps(
        gaps=shown,
        hypothetical=True,
        today=found.today,
        shown=len(shown),
        total=len(shown) if len(found.found) <= first and found.complete else None,
        has_more=len(found.found) > first,
        complete=found.complete,
        ranked_by=RANKED_BY,
    )
