"""Who matters in a network, as GraphQL types: a place never comes without its interval."""

import asyncio
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.links.neighbourhood import SHOWN_MAX
from tripoint_algorithms.networks import Network, around, layer_by_layer
from tripoint_algorithms.topology import Filter
from tripoint_algorithms.who_matters.cases import across_cases
from tripoint_algorithms.who_matters.key_entities import (
    RANKED_BY,
    KeyEntity,
    TooLarge,
    key_entities,
)
from tripoint_algorithms.who_matters.key_entities import KeyEntities as FoundKeyEntities
from tripoint_algorithms.who_matters.measures import Measure, shape
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.links.chains import ChainRole
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import LinkKind, described_enum
from tripoint_api.paging import FIRST_MAX, First, checked_first
from tripoint_api.seen import Seen
from tripoint_graph.snapshot import Snapshot

MeasureSaid = described_enum(
    "Measure",
    "What standing in a network is measured by; the greater, the more an entity matters.",
    {
        "degree": (str(Measure.DEGREE), "Ties."),
        "betweenness": (str(Measure.BETWEENNESS), "Share of shortest ways that lead through it."),
        "closeness": (str(Measure.CLOSENESS), "How near it is to all that it reaches."),
        "harmonic": (str(Measure.HARMONIC), "The mean of 1 / distance to all others."),
        "eigenvector": (str(Measure.EIGENVECTOR), "Ties to those who have many ties."),
        "pagerank": (str(Measure.PAGERANK), "Where a walk at random mostly is."),
        "brokerage": (str(Measure.BROKERAGE), "How little its contacts are tied to each other."),
    },
)

By = Annotated[
    Enum, strawberry.argument(graphql_type=MeasureSaid, description="What places go by.")
]
Missing = Annotated[
    float,
    strawberry.argument(description="Share of evidence taken to be missing, from 0 to below 1."),
]
Top = Annotated[
    int, strawberry.argument(description=f"Among how many `inTop` counts, 1 to {FIRST_MAX}.")
]


@strawberry.type(description="An entity's place in a network, and how sure it is.")
class RankedEntity:
    """`key_entities.KeyEntity`."""

    entity: Entity = strawberry.field(description="The entity.")
    role: str = strawberry.field(
        graphql_type=ChainRole, description="Context, where nothing but context ties it."
    )
    value: float = strawberry.field(description="The measure.")
    place: int = strawberry.field(description="1 for the greatest; equal ones share a place.")
    low: int = strawberry.field(description="The best place within the 90 % interval.")
    high: int = strawberry.field(description="The worst place within the 90 % interval.")
    in_top: float = strawberry.field(description="In what share of the draws it is among the top.")
    cut_vertex: bool = strawberry.field(
        description="Whether the network would fall apart without it."
    )
    rests_on: list[str] = strawberry.field(
        description="Sources without any one of which it would not be among the top."
    )
    cases: list[str] = strawberry.field(
        description="Cases whose records name it: sources that are networks somebody drew up."
    )

    @classmethod
    def of(cls, seen: Seen, found: KeyEntity) -> "RankedEntity":
        """The type of a finding."""
        rank = found.rank
        return cls(
            entity=Entity.of(seen, found.entity),
            role=str(found.role),
            value=rank.value,
            place=rank.place,
            low=rank.low,
            high=rank.high,
            in_top=rank.in_top,
            cut_vertex=found.cut_vertex,
            rests_on=list(found.rests_on),
            cases=list(found.cases),
        )


@strawberry.type(description="An entity that several cases name.")
class InCases:
    """One of `cases.across_cases`."""

    entity: Entity = strawberry.field(description="The entity.")
    cases: list[str] = strawberry.field(description="The cases.")


@strawberry.type(description="Who matters in a network, and what the network is like.")
class KeyEntities:
    """`key_entities.KeyEntities`, and the shape of the network."""

    seen: strawberry.Private[Seen]
    cut: strawberry.Private[Network]
    scope: strawberry.Private["Scope"]
    asked: strawberry.Private["Ranking"]
    layers: list[str] = strawberry.field(
        graphql_type=list[LinkKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of links that tie; several are pooled.",
    )
    entities: list[RankedEntity] = strawberry.field(description="By place.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many were ranked.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    draws: int = strawberry.field(description="Networks drawn anew for the intervals.")
    missing: float = strawberry.field(description="Share of evidence taken to be missing.")
    network_entities: int = strawberry.field(description="Entities of the network, of all kinds.")
    ties: int = strawberry.field(description="Pairs of them that are tied.")
    components: int = strawberry.field(description="Pieces that nothing ties to each other.")
    density: float = strawberry.field(description="Ties of all that there could be, 0 to 1.")
    cut_vertices: int = strawberry.field(
        description="Entities without which a piece would fall apart."
    )

    @described("The same of each kind of link by itself: who leads in one need not in another.")
    async def by_layer(self) -> list["KeyEntities"]:
        """Layer by layer."""
        cuts = await asyncio.to_thread(layer_by_layer, self.cut, self.scope.only)
        return [await _told(self.seen, each, self.scope, self.asked) for each in cuts]

    @described("Entities of the network that several cases name, those in the most first.")
    def across_cases(self, first: First = 20) -> list[InCases]:
        """Who joins cases."""
        inside = set(self.cut.rows.tolist())
        found = [each for each in across_cases(self.seen.snapshot) if each[0] in inside]
        return [
            InCases(entity=Entity.of(self.seen, row), cases=list(names))
            for row, names in found[: checked_first(first)]
        ]


@dataclass(frozen=True, slots=True)
class Scope:
    """Which network is asked for.

    Attributes:
        start: entity rows to start from; None for everything.
        hops, limit: how far, and how many entities at most.
        layers: kinds of links that tie; empty for all.
        only: which links may be used.
    """

    start: list[int] | None
    hops: int
    limit: int
    layers: frozenset[str]
    only: Filter

    def cut(self, world: Snapshot) -> Network:
        """The network."""
        return around(
            world,
            self.start,
            hops=self.hops,
            limit=self.limit,
            layers=self.layers,
            only=self.only,
        )

    def check(self) -> None:
        """Whether it can be asked for.

        Raises:
            Refused: an argument is out of range.
        """
        within("hops", self.hops, HOPS_MAX)
        within("limit", self.limit, SHOWN_MAX)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a network is ranked: see `key_entities`."""

    measure: Measure
    kinds: frozenset[str]
    first: int
    top: int
    missing: float


async def ranked(seen: Seen, scope: Scope, asked: Ranking) -> KeyEntities:
    """Who matters.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    within("first", asked.first, FIRST_MAX)
    within("top", asked.top, FIRST_MAX)
    scope.check()
    if not 0 <= asked.missing < 1:
        raise Refused(Code.BAD_ARGUMENT, f"`missing` lies in [0, 1), not {asked.missing:g}")
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    return await _told(seen, cut, scope, asked)


async def _told(seen: Seen, cut: Network, scope: Scope, asked: Ranking) -> KeyEntities:
    try:
        found = await asyncio.to_thread(_found, cut, asked)
    except TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
    form = await asyncio.to_thread(shape, cut.graph)
    return KeyEntities(
        seen=seen,
        cut=cut,
        scope=scope,
        asked=asked,
        layers=list(cut.layers),
        entities=[RankedEntity.of(seen, each) for each in found.entities],
        shown=len(found.entities),
        total=found.total,
        ranked_by=RANKED_BY,
        draws=found.draws,
        missing=found.missing,
        network_entities=form.entities,
        ties=found.ties,
        components=form.components,
        density=form.density,
        cut_vertices=len(form.cut_vertices),
    )


def _found(cut: Network, asked: Ranking) -> FoundKeyEntities:
    return key_entities(
        cut,
        asked.measure,
        kinds=asked.kinds,
        first=asked.first,
        top=asked.top,
        missing=asked.missing,
    )
