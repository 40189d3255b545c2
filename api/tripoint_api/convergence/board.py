"""The board as GraphQL types: every class against every class, beside chance."""

import strawberry

from tripoint_algorithms.convergence.cells import CLOSE, DRAWS
from tripoint_algorithms.convergence.cells import Cell as FoundCell
from tripoint_api.ontology.enums import ActorClass


@strawberry.type(
    description="Two classes, or one and itself: how many pairs are close, beside chance."
)
class ConvergenceCell:
    """`cells.Cell`."""

    first: str = strawberry.field(graphql_type=ActorClass, description="One class.")
    second: str = strawberry.field(graphql_type=ActorClass, description="The other, or the same.")
    observed: int = strawberry.field(
        description=f"Pairs, one of each class, with a chain between them that costs {CLOSE:g} "
        "nats at most."
    )
    expected: float | None = strawberry.field(
        description="How many there are on average in worlds of chance, in which everybody keeps "
        "his class, and how many links of each kind he has in each quarter of a year; null where "
        "the world is too large to make enough of them."
    )
    low: int | None = strawberry.field(
        description="In nine of ten worlds of chance there are no fewer; null likewise."
    )
    high: int | None = strawberry.field(description="... and no more; null likewise.")
    chance: float | None = strawberry.field(
        description="The share of worlds of chance with as many as observed, a p-value: at least "
        f"1 in {DRAWS + 1}; null likewise."
    )

    @classmethod
    def of(cls, found: FoundCell) -> "ConvergenceCell":
        """The type of a cell."""
        return cls(
            first=found.first,
            second=found.second,
            observed=found.observed,
            expected=found.expected,
            low=found.low,
            high=found.high,
            chance=found.chance,
        )
