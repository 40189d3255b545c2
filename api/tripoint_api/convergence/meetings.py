"""Meetings as GraphQL types: who stands between the classes, with a chain to each."""

from typing import Annotated

import numpy as np
import strawberry

from tripoint_algorithms.convergence.cells import DRAWS
from tripoint_algorithms.convergence.meeting_network import (
    PER_CLASS,
    PER_CLASS_MAX,
)
from tripoint_algorithms.convergence.meetings import Meeting as FoundMeeting
from tripoint_algorithms.topology import EVERYTHING, Topology
from tripoint_api.convergence.asked import Asked
from tripoint_api.described import described
from tripoint_api.entities.entity import Entity
from tripoint_api.links.assurance import Asking
from tripoint_api.links.chains import Chain, ChainEntity, Step
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import ActorClass
from tripoint_api.seen import Seen


@strawberry.type(description="The way from a meeting point to one actor class.")
class MeetingChain:
    """One class and a chain to its nearest member."""

    actor_class: str = strawberry.field(graphql_type=ActorClass, description="The class.")
    chain: Chain = strawberry.field(description="The cheapest chain to a member of it.")
    chance: float = strawberry.field(
        description="The chance that one of the class would lie as near if its label were dealt "
        "anew among entities of the same kind with about as many neighbours."
    )


PerClass = Annotated[
    int, strawberry.argument(description=f"Chains to each class, 1 to {PER_CLASS_MAX}.")
]


@strawberry.type(description="The small network that joins a meeting to the classes.")
class MeetingNetwork:
    """`meeting_network.MeetingNetwork`."""

    entities: list[ChainEntity] = strawberry.field(description="All of them, by id.")
    steps: list[Step] = strawberry.field(description="All steps, each once, by their ends' ids.")


@strawberry.type(description="An entity that stands between actor classes: a place to look.")
class Meeting:
    """`convergence.Meeting`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundMeeting]
    asked: strawberry.Private[Asked]
    entity: Entity = strawberry.field(description="Who or what stands there.")
    cost: float = strawberry.field(description="The sum of the chains' costs; smaller is closer.")
    false_share: float | None = strawberry.field(
        description="Of the meetings that cost no more, the share that chance accounts for, by "
        "Benjamini and Hochberg's step over worlds of chance: what a list that ends here has of "
        "false discoveries. Null where the world is too large to make enough of them."
    )
    p_value: float | None = strawberry.field(
        description="The share of worlds of chance in which this very entity lies as close to all "
        f"of the classes, at least 1 in {DRAWS + 1}: a hub does in most. Null likewise."
    )
    chains: list[MeetingChain] = strawberry.field(
        description="To each class the cheapest chain; no steps where it is a member itself."
    )

    @described(
        "What joins it to the classes: the best chains to several members of each, as one small "
        "network. A lead, not a finding."
    )
    async def network(self, per_class: PerClass = PER_CLASS) -> MeetingNetwork:
        """Their union."""
        within("perClass", per_class, PER_CLASS_MAX)
        found = (await self.asked.networks(self.seen.snapshot, per_class))[self.found.entity]
        return MeetingNetwork(
            entities=[
                ChainEntity(entity=Entity.of(self.seen, row), role=str(role))
                for row, role in found.entities
            ],
            steps=[Step.of(self.seen, step) for step in found.steps],
        )


def meeting_of(seen: Seen, graph: Topology, found: FoundMeeting, asked: Asked) -> Meeting:
    """The type of a meeting of those asked for."""
    members = {name: np.flatnonzero(seen.snapshot.classes[name]).tolist() for name in found.chains}
    return Meeting(
        seen=seen,
        found=found,
        asked=asked,
        entity=Entity.of(seen, found.entity),
        cost=found.cost,
        false_share=found.false_share,
        p_value=found.p_value,
        chains=[
            MeetingChain(
                actor_class=name,
                chance=found.chances[name],
                chain=Chain.of(
                    seen, Asking(graph, EVERYTHING, [found.entity], members[name]), chain
                ),
            )
            for name, chain in found.chains.items()
        ],
    )
