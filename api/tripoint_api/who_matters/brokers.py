"""Brokers between groups and key-player sets, as GraphQL types."""

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.groups.groupings import Grouping, by_class, by_group
from tripoint_algorithms.networks import Network
from tripoint_algorithms.who_matters import brokerage_roles, key_players
from tripoint_algorithms.who_matters.brokerage_roles import Broker as FoundBroker
from tripoint_algorithms.who_matters.brokerage_roles import BrokerRole, brokers
from tripoint_algorithms.who_matters.key_players import SIZE_MAX, Aim
from tripoint_algorithms.who_matters.key_players import key_players as chosen
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import checked_first
from tripoint_api.seen import Seen
from tripoint_api.who_matters.standing import Scope
from tripoint_graph.seats import issuers, seats

GroupingSaid = described_enum(
    "BrokersBetween",
    "What brokers stand between.",
    {
        "class": (str(Grouping.CLASS), "Actor classes, and those in none."),
        "group": (str(Grouping.GROUP), "Groups that modularity finds, the largest is 1."),
        "country": (str(Grouping.COUNTRY), "Where somebody sits: registration, residence, flag."),
        "issuer": (str(Grouping.ISSUER), "The country that issued the document held."),
    },
)
AimSaid = described_enum(
    "KeyPlayerAim",
    "What a set is chosen for.",
    {
        "fragment": (str(Aim.FRAGMENT), "Without it, what is left is the most parted (KPP-Neg)."),
        "reach": (str(Aim.REACH), "It is as near as can be to everybody (KPP-Pos)."),
    },
)

Between = Annotated[
    Enum, strawberry.argument(graphql_type=GroupingSaid, description="What they stand between.")
]
Directed = Annotated[
    bool,
    strawberry.argument(
        description="Whether ties lead from source to target alone; else both ways, and a "
        "gatekeeper is as often a representative."
    ),
]
For = Annotated[
    Enum, strawberry.argument(graphql_type=AimSaid, description="What the set is chosen for.")
]
Size = Annotated[int, strawberry.argument(description=f"Entities of the set, 1 to {SIZE_MAX}.")]


@strawberry.type(description="A broker, and between how many pairs it stands in each role.")
class Broker:
    """`brokerage_roles.Broker`."""

    entity: Entity = strawberry.field(description="The entity.")
    group: str = strawberry.field(description="Its group.")
    coordinator: int = strawberry.field(description="Both ends are of its own group.")
    consultant: int = strawberry.field(description="Both ends are of one other group.")
    gatekeeper: int = strawberry.field(description="From another group into its own.")
    representative: int = strawberry.field(description="From its own group to another.")
    liaison: int = strawberry.field(description="All three are of different groups.")
    all_roles: int = strawberry.field(description="All roles together.")

    @classmethod
    def of(cls, seen: Seen, found: FoundBroker) -> "Broker":
        """The type of a finding."""
        return cls(
            entity=Entity.of(seen, found.entity),
            group=found.group,
            coordinator=found.roles[BrokerRole.COORDINATOR],
            consultant=found.roles[BrokerRole.CONSULTANT],
            gatekeeper=found.roles[BrokerRole.GATEKEEPER],
            representative=found.roles[BrokerRole.REPRESENTATIVE],
            liaison=found.roles[BrokerRole.LIAISON],
            all_roles=found.total,
        )


@strawberry.type(
    description="Who stands between groups: a way from one to another, untied, over it."
)
class Brokers:
    """`brokerage_roles.brokers`."""

    brokers: list[Broker] = strawberry.field(description="Those between the most pairs first.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    grouped: int = strawberry.field(description="Entities that have a group; others are left out.")
    entities: int = strawberry.field(description="Entities of the network.")


@strawberry.type(description="A few who together part a network the most, or reach it the best.")
class KeyPlayers:
    """`key_players.KeyPlayers`."""

    entities: list[Entity] = strawberry.field(description="The set, by id.")
    value: float = strawberry.field(description="What it is worth by the aim, 0 to 1.")
    before: float = strawberry.field(description="What nobody is worth.")
    singles: list[Entity] = strawberry.field(
        description="As many that are the best alone: they need not be the best together."
    )
    single_value: float = strawberry.field(description="What those are worth.")
    candidates: int = strawberry.field(description="Of how many the set was put together.")
    total: int = strawberry.field(description="How many there are.")


@dataclass(frozen=True, slots=True)
class Brokering:
    """How brokers are asked for."""

    grouping: Grouping
    directed: bool
    first: int


async def brokering(seen: Seen, scope: Scope, asked: Brokering) -> Brokers:
    """Who stands between groups.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    checked_first(asked.first)
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    group = await asyncio.to_thread(_grouped, seen, cut, asked.grouping)
    try:
        found = await asyncio.to_thread(brokers, cut, group, directed=asked.directed)
    except brokerage_roles.TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    shown = [Broker.of(seen, each) for each in found[: asked.first]]
    return Brokers(
        brokers=shown,
        shown=len(shown),
        total=len(found),
        ranked_by=brokerage_roles.RANKED_BY,
        grouped=len(group),
        entities=len(cut.rows),
    )


def _grouped(seen: Seen, cut: Network, grouping: Grouping) -> dict[int, str]:
    rows = cut.rows.tolist()
    if grouping is Grouping.COUNTRY:
        return seats(seen.store, seen.snapshot, rows)
    if grouping is Grouping.ISSUER:
        return issuers(seen.store, seen.snapshot, rows)
    return by_class(cut) if grouping is Grouping.CLASS else by_group(cut)


async def playing(seen: Seen, scope: Scope, aim: Aim, size: int) -> KeyPlayers:
    """A key-player set.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    within("size", size, SIZE_MAX)
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    try:
        found = await asyncio.to_thread(chosen, cut, aim, size=size)
    except key_players.TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    return KeyPlayers(
        entities=[Entity.of(seen, row) for row in found.entities],
        value=found.value,
        before=found.before,
        singles=[Entity.of(seen, row) for row in found.singles],
        single_value=found.single_value,
        candidates=found.candidates,
        total=found.total,
    )
