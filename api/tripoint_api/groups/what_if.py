"""What if, as GraphQL types: every answer says that it is hypothetical. Nothing is stored."""

import asyncio
from collections.abc import Sequence

import strawberry

from tripoint_algorithms.networks import Network
from tripoint_algorithms.what_if import CHANGES_MAX, Change, Newcomer, TooLarge, what_if
from tripoint_algorithms.what_if import Between as FoundBetween
from tripoint_algorithms.what_if import Measured as FoundMeasured
from tripoint_algorithms.what_if import WhatIf as FoundWhatIf
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import find_links
from tripoint_api.entities.node import is_id
from tripoint_api.links.questions import IDS_MAX
from tripoint_api.ontology.enums import ActorClass
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_api.who_matters.standing import Scope
from tripoint_graph.snapshot import Snapshot

NAME_MAX = 200
"""Characters of a newcomer's name."""


@strawberry.input(description="Two entities to be tied.")
class SupposedTie:
    """A tie that is not there."""

    one: strawberry.ID = strawberry.field(description="An entity's id.")
    other: strawberry.ID = strawberry.field(description="Another's.")


@strawberry.input(description="An entity that is not there.")
class SupposedEntity:
    """A newcomer."""

    name: str = strawberry.field(description=f"How it is told of; {NAME_MAX} characters.")
    tied_to: list[strawberry.ID] = strawberry.field(
        description=f"Those it would be tied to, {IDS_MAX} at most."
    )


@strawberry.input(description=f"What is to be changed in a copy, {CHANGES_MAX} of each at most.")
class Supposed:
    """A change."""

    without: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Entities to take away."
    )
    without_links: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Links to take away."
    )
    with_ties: list[SupposedTie] = strawberry.field(
        default_factory=list, description="Ties to put in."
    )
    with_entities: list[SupposedEntity] = strawberry.field(
        default_factory=list, description="Entities to put in."
    )

    def change(self, world: Snapshot) -> Change:
        """The rows that it names.

        Raises:
            Refused: too much is to be changed, or an id of nothing that the viewer sees.
        """
        parts = (self.without, self.without_links, self.with_ties, self.with_entities)
        if any(len(part) > CHANGES_MAX for part in parts):
            raise Refused(Code.BAD_ARGUMENT, f"`change` holds {CHANGES_MAX} of each at most")
        return Change(
            entities=frozenset(_rows(world, self.without)),
            links=frozenset(_links(world, self.without_links)),
            ties=tuple((_row(world, e.one), _row(world, e.other)) for e in self.with_ties),
            newcomers=tuple(
                Newcomer(each.name[:NAME_MAX], tuple(_rows(world, each.tied_to)))
                for each in self.with_entities
            ),
        )


def _rows(world: Snapshot, ids: Sequence[str]) -> list[int]:
    if len(ids) > IDS_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"give {IDS_MAX} ids at most, not {len(ids)}")
    return [_row(world, id) for id in ids]


def _row(world: Snapshot, id: str) -> int:
    found = world.find(id)
    if found is None:
        raise Refused(Code.NOT_FOUND, f"no entity {id[:80]!r}; `search` gives ids")
    return found


def _links(world: Snapshot, ids: Sequence[str]) -> list[int]:
    found = find_links(world, [id for id in ids if is_id(id)])
    for id in ids:
        if id not in found:
            raise Refused(Code.NOT_FOUND, f"no link {id[:80]!r}; `neighbourhood` gives ids")
    return list(found.values())


@strawberry.type(description="How two actor classes are tied in a network.")
class SupposedWays:
    """`what_if.Between`."""

    one: str = strawberry.field(graphql_type=ActorClass, description="A class.")
    other: str = strawberry.field(graphql_type=ActorClass, description="Another.")
    ways: int = strawberry.field(
        description="Ways between them that share no tie: so many ties must be cut to part them."
    )
    steps: int | None = strawberry.field(description="Of the shortest; null where there is none.")
    both: int = strawberry.field(description="Entities in both classes; they are left out.")

    @classmethod
    def of(cls, found: FoundBetween) -> "SupposedWays":
        """The type of a finding."""
        return cls(
            one=found.one, other=found.other, ways=found.ways, steps=found.steps, both=found.both
        )


@strawberry.type(description="A network, over the entities that are in it before and after.")
class SupposedMeasures:
    """`what_if.Measured`."""

    ties: int = strawberry.field(description="Ties in the whole network.")
    components: int = strawberry.field(description="Pieces that nothing ties to each other.")
    largest: int = strawberry.field(description="Entities of the largest piece.")
    reach: float = strawberry.field(description="Share of pairs that some way joins, 0 to 1.")
    efficiency: float = strawberry.field(description="Mean of 1 / distance over pairs, 0 to 1.")
    between: list[SupposedWays] = strawberry.field(
        description="Each two actor classes that have members."
    )

    @classmethod
    def of(cls, found: FoundMeasured) -> "SupposedMeasures":
        """The type of a finding."""
        return cls(
            ties=found.ties,
            components=found.components,
            largest=found.largest,
            reach=found.reach,
            efficiency=found.efficiency,
            between=[SupposedWays.of(each) for each in found.between],
        )


@strawberry.type(description="What a change would do. Hypothetical: no evidence, and not stored.")
class WhatIf:
    """`what_if.WhatIf`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundWhatIf]
    hypothetical: bool = strawberry.field(description="True, always.")
    before: SupposedMeasures = strawberry.field(description="As it is known.")
    after: SupposedMeasures = strawberry.field(description="As it would be.")
    compared: int = strawberry.field(description="Entities that are in both.")
    ties_gone: int = strawberry.field(description="Ties taken away.")
    ties_added: int = strawberry.field(description="Ties put in.")
    parted_total: int = strawberry.field(description="How many the largest piece would lose.")
    joined_total: int = strawberry.field(description="How many it would gain.")

    @classmethod
    def of(cls, seen: Seen, found: FoundWhatIf) -> "WhatIf":
        """The type of a finding."""
        return cls(
            seen=seen,
            found=found,
            hypothetical=found.hypothetical,
            before=SupposedMeasures.of(found.before),
            after=SupposedMeasures.of(found.after),
            compared=found.compared,
            ties_gone=found.gone,
            ties_added=found.added,
            parted_total=len(found.parted),
            joined_total=len(found.joined),
        )

    @described("Those the largest piece would lose, by id; `partedTotal` counts them all.")
    def parted(self, first: First = 20) -> list[Entity]:
        """Who would be cut off."""
        return [Entity.of(self.seen, row) for row in self.found.parted[: checked_first(first)]]

    @described("Those it would gain, by id; `joinedTotal` counts them all.")
    def joined(self, first: First = 20) -> list[Entity]:
        """Who would be joined."""
        return [Entity.of(self.seen, row) for row in self.found.joined[: checked_first(first)]]


async def supposed(seen: Seen, scope: Scope, asked: Supposed) -> WhatIf:
    """Compare a network with a changed copy.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    change = asked.change(seen.snapshot)
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    return WhatIf.of(seen, await asyncio.to_thread(_found, cut, change))


def _found(cut: Network, change: Change) -> FoundWhatIf:
    try:
        return what_if(cut, change)
    except TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    except ValueError as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error
