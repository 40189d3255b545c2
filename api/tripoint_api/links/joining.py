"""A network that joins some entities, as GraphQL types: each step with its records."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import strawberry

from tripoint_algorithms.links.connecting import ASKED_MAX, Connecting, connecting
from tripoint_algorithms.topology import Filter
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.links.chains import ChainRole, Step
from tripoint_api.links.questions import EndpointInput
from tripoint_api.seen import Seen

Joined = Annotated[
    EndpointInput,
    strawberry.argument(description=f"What to join, {ASKED_MAX} different entities at most."),
]


@strawberry.type(description="An entity of a connecting network.")
class ConnectingEntity:
    """`connecting.Part`."""

    entity: Entity = strawberry.field(description="The entity.")
    role: str = strawberry.field(graphql_type=ChainRole, description="Subject, or mere context.")
    asked: bool = strawberry.field(description="Whether it was asked for; else it joins others.")


@strawberry.type(description="A small network that joins some entities: a lead, not a verdict.")
class ConnectingNetwork:
    """`connecting.Connecting`."""

    entities: list[ConnectingEntity] = strawberry.field(
        description="All of them: those asked for first, then those between."
    )
    steps: list[Step] = strawberry.field(description="All steps, by the ids of their ends.")
    pieces: int = strawberry.field(description="Pieces of what was asked for; 1 if all is joined.")
    unreached: list[Entity] = strawberry.field(
        description="Those asked for that no way joins to the largest piece."
    )
    cost: float = strawberry.field(description="By the cost model, in nats; smaller is better.")
    times_cheapest: float = strawberry.field(
        description="It costs at most so many times what the cheapest such network does, 1 to 2."
    )
    cost_model: str = strawberry.field(description="Version of the cost model.")

    @classmethod
    def of(cls, seen: Seen, found: Connecting) -> "ConnectingNetwork":
        """The type of a finding."""
        return cls(
            entities=[
                ConnectingEntity(
                    entity=Entity.of(seen, part.entity), role=str(part.role), asked=part.asked
                )
                for part in found.parts
            ],
            steps=[Step.of(seen, step) for step in found.steps],
            pieces=len(found.pieces),
            unreached=[Entity.of(seen, row) for row in found.unreached],
            cost=found.cost,
            times_cheapest=found.times_cheapest,
            cost_model=found.model.version,
        )


async def joined(seen: Seen, rows: Sequence[int], only: Filter) -> ConnectingNetwork:
    """Join some entities.

    Raises:
        Refused: they are too many.
    """
    try:
        found = await asyncio.to_thread(connecting, seen.snapshot, rows, only=only)
    except ValueError as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error
    return ConnectingNetwork.of(seen, found)
