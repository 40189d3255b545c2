"""How far a chain can be relied on, as GraphQL types: chance, and what would break it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import strawberry

from tripoint_algorithms.assurance.breaks import SETS_MAX, SIZE_MAX, By, breaks
from tripoint_algorithms.assurance.breaks import Breaks as FoundBreaks
from tripoint_algorithms.assurance.stability import Stability as FoundStability
from tripoint_algorithms.links.chains import Chain as FoundChain
from tripoint_algorithms.topology import Filter, Topology
from tripoint_api.described import described
from tripoint_api.entities.record import Record
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen

BREAKS_RANKED_BY = "the ids of the records, or the names of the sources: all are equally small"

BreakBy = described_enum(
    "BreakBy",
    "What may turn out wrong as one.",
    {
        "RECORD": (str(By.RECORD), "A single record."),
        "SOURCE": (str(By.SOURCE), "All records of one source at once."),
    },
)


@dataclass(frozen=True, slots=True)
class Asking:
    """The question that a chain answers.

    Attributes:
        graph: the world, under the question's filter.
        only: that filter.
        sources: entity rows that the question began at.
        targets: entity rows that it led to.
        drawn: the answer in worlds drawn anew; None where that cannot be told.
    """

    graph: Topology
    only: Filter
    sources: Sequence[int]
    targets: Sequence[int]
    drawn: "Drawn | None" = None


class Drawn:
    """One answer in worlds drawn anew: worked out once, whichever of its chains asks first.

    Args:
        chains: the chains of the answer.
        work_out: their stability, in their order, with such a share of evidence missing.
    """

    def __init__(
        self,
        chains: Sequence[FoundChain],
        work_out: Callable[[float], Sequence[FoundStability]],
    ) -> None:
        self._at = {chain.entities: at for at, chain in enumerate(chains)}
        self._work_out = work_out
        self._found: dict[float, asyncio.Task[Sequence[FoundStability]]] = {}

    async def of(self, chain: FoundChain, missing: float) -> FoundStability:
        """The stability of one of the chains."""
        if missing not in self._found:
            work = asyncio.to_thread(self._work_out, missing)
            self._found[missing] = asyncio.create_task(work)
        return (await self._found[missing])[self._at[chain.entities]]


@strawberry.type(
    description="How a chain fares in worlds drawn anew, in which each record is kept with the "
    "probability that its grade stands for: shares of the draws."
)
class Stability:
    """`stability.Stability`."""

    stays: float = strawberry.field(
        description="In which it is certainly among the chains asked for so far."
    )
    at_most: float = strawberry.field(
        description="Likewise, and those besides in which this was not found out."
    )
    holds: float = strawberry.field(description="In which every step of it still has a record.")
    draws: int = strawberry.field(description="Worlds drawn; the same ones each time.")
    missing: float = strawberry.field(description="Share of evidence taken to be missing.")

    @classmethod
    def of(cls, found: FoundStability) -> "Stability":
        """The type of an answer."""
        return cls(
            stays=found.stays,
            at_most=found.at_most,
            holds=found.holds,
            draws=found.draws,
            missing=found.missing,
        )


@strawberry.type(
    description="How many chains of a chain's kind the numbers of links lead to expect."
)
class Expected:
    """`chance.Chance`."""

    between_the_two: float = strawberry.field(description="Between its two ends, on average.")
    between_any_asked: float = strawberry.field(
        description="Between any two of those that were asked for, on average."
    )
    at_least_one: float = strawberry.field(
        description="The probability that chance gives one or more between those asked for."
    )


@strawberry.type(description="A smallest set of what would have to be wrong together.")
class BreakingSet:
    """One of the sets."""

    seen: strawberry.Private[Seen]
    rows: strawberry.Private[tuple[int, ...]]
    by: strawberry.Private[By]

    @described("The records; empty where whole sources were asked for.")
    async def records(self) -> list[Record]:
        """Its records."""
        if self.by is not By.RECORD:
            return []
        names = self.seen.snapshot.record_names(self.rows)
        return [Record.of(self.seen, each) for each in await self.seen.read_records(names)]

    @described("The sources, by name.")
    def sources(self) -> list[str]:
        """Its sources."""
        world = self.seen.snapshot
        rows = self.rows if self.by is By.SOURCE else world.record_source[list(self.rows)]
        return sorted({world.sources[row] for row in rows})


@strawberry.type(
    description="What would break a chain: without this, nothing as short connects its two ends."
)
class Breaks:
    """`breaks.Breaks`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundBreaks]
    size: int | None = strawberry.field(
        description="How many must be wrong together at least; null where that is not known."
    )
    at_least: int = strawberry.field(description="Fewer than these certainly do not break it.")
    robust: bool = strawberry.field(description=f"Whether no {SIZE_MAX} of them would break it.")
    shown: int = strawberry.field(description="How many smallest sets were found.")
    total: int | None = strawberry.field(description=f"How many there are; null beyond {SETS_MAX}.")
    ranked_by: str = strawberry.field(description="In what order they stand.")

    @classmethod
    def of(cls, seen: Seen, found: FoundBreaks) -> "Breaks":
        """The type of an answer."""
        return cls(
            seen=seen,
            found=found,
            size=found.size,
            at_least=found.at_least,
            robust=found.robust,
            shown=len(found.sets),
            total=len(found.sets) if found.complete else None,
            ranked_by=BREAKS_RANKED_BY,
        )

    @described("The smallest sets; each of them alone would do.")
    def sets(self, first: First = 3) -> list[BreakingSet]:
        """The first of them."""
        return [
            BreakingSet(seen=self.seen, rows=rows, by=self.found.by)
            for rows in self.found.sets[: checked_first(first)]
        ]


def broken_by(asked: Asking, chain: FoundChain, by: By) -> FoundBreaks:
    """What would leave the ends of a chain without a chain as short.

    Raises:
        TooWideError: too much lies between the two.
    """
    return breaks(
        asked.graph.snapshot,
        chain.entities[:1],
        chain.entities[-1:],
        hops_max=len(chain.steps),
        by=by,
        only=asked.only,
        model=asked.graph.model,
    )
