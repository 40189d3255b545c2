"""Groups of a network as GraphQL types: none without how often it comes back."""

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.groups.bridges import RANKED_BY as BRIDGES_RANKED_BY
from tripoint_algorithms.groups.bridges import Bridge as FoundBridge
from tripoint_algorithms.groups.bridges import bridges
from tripoint_algorithms.groups.detection import RANKED_BY, SMALLEST, Groups, TooLarge, groups
from tripoint_algorithms.groups.detection import Group as FoundGroup
from tripoint_algorithms.groups.detection import Member as FoundMember
from tripoint_algorithms.groups.partitions import Method
from tripoint_algorithms.networks import Network, layer_by_layer
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record
from tripoint_api.links.chains import ChainRole
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import LinkKind, described_enum
from tripoint_api.paging import FIRST_MAX, First, checked_first
from tripoint_api.seen import Seen
from tripoint_api.who_matters.standing import Scope

MethodSaid = described_enum(
    "GroupMethod",
    "What makes a group.",
    {
        "modularity": (str(Method.MODULARITY), "More ties within than degrees explain; Leiden."),
        "cpm": (str(Method.CPM), "Denser within than the resolution, which is a density; Leiden."),
        "components": (str(Method.COMPONENTS), "Pieces that nothing ties to each other."),
    },
)

By = Annotated[
    Enum, strawberry.argument(graphql_type=MethodSaid, description="What makes a group.")
]
Resolution = Annotated[
    float | None,
    strawberry.argument(
        description="Above 0; the greater, the smaller the groups. Null: 1, and for cpm the "
        "network's own density."
    ),
]


@strawberry.type(description="A member of a group.")
class GroupMember:
    """`groups.Member`."""

    entity: Entity = strawberry.field(description="The entity.")
    role: str = strawberry.field(
        graphql_type=ChainRole, description="Context, where nothing but context ties it."
    )
    inside: int = strawberry.field(description="Ties to members.")
    outside: int = strawberry.field(description="Ties to others.")
    core: int = strawberry.field(
        description="The greatest k for which it is among entities each tied to k of them."
    )
    together: float = strawberry.field(
        description="Over networks drawn anew, the mean share of its fellows that it is with."
    )

    @classmethod
    def of(cls, seen: Seen, found: FoundMember) -> "GroupMember":
        """The type of a finding."""
        return cls(
            entity=Entity.of(seen, found.entity),
            role=str(found.role),
            inside=found.inside,
            outside=found.outside,
            core=found.core,
            together=found.together,
        )


@strawberry.type(description="Some who are tied to each other more than to others. No verdict.")
class Group:
    """`groups.Group`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundGroup]
    size: int = strawberry.field(description="How many members it has.")
    ties: int = strawberry.field(description="Ties within it.")
    outside: int = strawberry.field(description="Ties from it to others.")
    density: float = strawberry.field(description="Ties of all that there could be, 0 to 1.")
    over_seeds: float = strawberry.field(
        description="From what share of seeds it comes back: a group there shares more than half."
    )
    over_evidence: float = strawberry.field(
        description="In what share of networks drawn anew it comes back."
    )
    likeness: float = strawberry.field(
        description="How like the likest group there is, on the mean, 0 to 1."
    )

    @classmethod
    def of(cls, seen: Seen, found: FoundGroup) -> "Group":
        """The type of a finding."""
        return cls(
            seen=seen,
            found=found,
            size=len(found.members),
            ties=found.ties,
            outside=found.outside,
            density=found.density,
            over_seeds=found.over_seeds,
            over_evidence=found.over_evidence,
            likeness=found.likeness,
        )

    @described("Its members, those with the most ties within first; `size` counts them all.")
    def members(self, first: First = 20) -> list[GroupMember]:
        """Who is in it."""
        shown = self.found.members[: checked_first(first)]
        return [GroupMember.of(self.seen, each) for each in shown]


@strawberry.type(description="A tie without which a piece of the network falls in two.")
class Bridge:
    """`bridges.Bridge`."""

    seen: strawberry.Private[Seen]
    found: strawberry.Private[FoundBridge]
    one: Entity = strawberry.field(description="Its end on the smaller side.")
    other: Entity = strawberry.field(description="Its other end.")
    parts: int = strawberry.field(description="Entities on the smaller side.")
    of_entities: int = strawberry.field(description="Entities on both sides.")

    @classmethod
    def of(cls, seen: Seen, found: FoundBridge) -> "Bridge":
        """The type of a finding."""
        return cls(
            seen=seen,
            found=found,
            one=Entity.of(seen, found.one),
            other=Entity.of(seen, found.other),
            parts=found.parts,
            of_entities=found.of,
        )

    @described("Records that it stands on, by id; `support` counts them all.")
    async def records(self, first: First = 5) -> list[Record]:
        """Its records."""
        asked = self.seen.snapshot.record_names(self.found.records)[: checked_first(first)]
        return [Record.of(self.seen, each) for each in await self.seen.read_records(asked)]

    @described("How many visible records it stands on.")
    def support(self) -> int:
        """All of them."""
        return len(self.found.records)


@strawberry.type(description="The most dividing bridges.")
class Bridges:
    """Some of `bridges.bridges`."""

    bridges: list[Bridge] = strawberry.field(description="Those that part the most first.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many there are.")
    ranked_by: str = strawberry.field(description="What the order goes by.")

    @classmethod
    def of(cls, seen: Seen, found: tuple[FoundBridge, ...], first: int) -> "Bridges":
        """The first of them."""
        shown = [Bridge.of(seen, each) for each in found[:first]]
        return cls(bridges=shown, shown=len(shown), total=len(found), ranked_by=BRIDGES_RANKED_BY)


@strawberry.type(description="The groups of one network.")
class NetworkGroups:
    """`groups.Groups`."""

    layers: list[str] = strawberry.field(
        graphql_type=list[LinkKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of links that tie.",
    )
    pooled: bool = strawberry.field(
        description="Whether several kinds of links count together: groups of one need not be "
        "groups of another."
    )
    method: str = strawberry.field(graphql_type=MethodSaid, description="What makes a group.")
    resolution: float = strawberry.field(description="The greater, the smaller the groups.")
    quality: float = strawberry.field(description="What the parting is worth; see the method.")
    groups: list[Group] = strawberry.field(description="The largest first.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description=f"How many groups of {SMALLEST} or more there are.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    small: int = strawberry.field(description="Entities in smaller groups.")
    alone: int = strawberry.field(description="Entities tied to nobody.")
    entities: int = strawberry.field(description="Entities of the network.")
    ties: int = strawberry.field(description="Pairs of them that are tied.")
    components: int = strawberry.field(description="Pieces that nothing ties to each other.")
    bridges: Bridges = strawberry.field(description="Ties that alone hold two sides together.")
    seeds: int = strawberry.field(description="Runs on the network as it is.")
    draws: int = strawberry.field(description="Networks drawn anew.")
    missing: float = strawberry.field(description="Share of evidence taken to be missing.")

    @classmethod
    def of(
        cls, seen: Seen, found: Groups, parting: tuple[FoundBridge, ...], first: int
    ) -> "NetworkGroups":
        """The type of a finding."""
        return cls(
            layers=list(found.layers),
            pooled=len(found.layers) > 1,
            method=str(found.method),
            resolution=found.resolution,
            quality=found.quality,
            groups=[Group.of(seen, each) for each in found.groups],
            shown=len(found.groups),
            total=found.total,
            ranked_by=RANKED_BY,
            small=found.small,
            alone=found.alone,
            entities=found.entities,
            ties=found.ties,
            components=found.components,
            bridges=Bridges.of(seen, parting, first),
            seeds=found.seeds,
            draws=found.draws,
            missing=found.missing,
        )


@strawberry.type(description="Groups, of one network or of each of its layers.")
class FoundGroups:
    """What `groups` answers."""

    networks: list[NetworkGroups] = strawberry.field(
        description="One, its layers pooled; or each layer by itself."
    )


@dataclass(frozen=True, slots=True)
class Parting:
    """How a network is parted: see `groups`."""

    method: Method
    resolution: float | None
    first: int
    missing: float

    def check(self) -> None:
        """Whether it can be asked for.

        Raises:
            Refused: an argument is out of range.
        """
        within("first", self.first, FIRST_MAX)
        if not 0 <= self.missing < 1:
            raise Refused(Code.BAD_ARGUMENT, f"`missing` lies in [0, 1), not {self.missing:g}")
        if self.resolution is not None and not 0 < self.resolution < float("inf"):
            told = f"`resolution` is above 0, not {self.resolution:g}"
            raise Refused(Code.BAD_ARGUMENT, told)


async def parted(seen: Seen, scope: Scope, asked: Parting, *, each_layer: bool) -> FoundGroups:
    """The groups of a network, or of each of its layers.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    asked.check()
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    cuts = await asyncio.to_thread(layer_by_layer, cut, scope.only) if each_layer else (cut,)
    try:
        found = [await asyncio.to_thread(_found, each, asked) for each in cuts]
    except TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    return FoundGroups(
        networks=[NetworkGroups.of(seen, *each, first=asked.first) for each in found]
    )


def _found(cut: Network, asked: Parting) -> tuple[Groups, tuple[FoundBridge, ...]]:
    found = groups(
        cut,
        asked.method,
        resolution=asked.resolution,
        first=asked.first,
        missing=asked.missing,
    )
    return found, bridges(cut)
