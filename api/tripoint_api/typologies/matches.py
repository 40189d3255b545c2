"""Typologies and their matches as GraphQL types: leads, each with its records and its caution."""

import asyncio
from typing import Annotated

import strawberry

from tripoint_algorithms.typologies.library import Library
from tripoint_algorithms.typologies.matching import (
    RANKED_BY,
    Match,
    Matches,
    asked_values,
    matches,
)
from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_algorithms.typologies.reading import Declaration, PatternError
from tripoint_algorithms.typologies.words import cautions, extent, says, sentences
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record
from tripoint_api.links.chains import ChainEntity
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_graph.values import values_of

PatternName = Annotated[
    str, strawberry.argument(description='A pattern, by name ("split-lots") or with its version.')
]


@strawberry.type(description="A typology: a known pattern of records that may mean something.")
class Typology:
    """`pattern.Pattern`."""

    name: str = strawberry.field(description="Its name.")
    version: int = strawberry.field(description="Its version; one that is enabled never changes.")
    digest: str = strawberry.field(description="SHA-256 of what it says.")
    title: str = strawberry.field(description="What it is, in a line.")
    strand: str = strawberry.field(description="people, weapons or chemicals.")
    source: str = strawberry.field(description="Where it is described.")
    says: str = strawberry.field(description="What a match may mean, with names of its nodes.")
    innocent: str = strawberry.field(description="The likeliest innocent reason for it.")
    nodes: list[str] = strawberry.field(description="Names of its nodes.")

    @classmethod
    def of(cls, told: Declaration) -> "Typology":
        """The type of a declaration."""
        pattern = told.pattern
        return cls(
            name=pattern.name,
            version=pattern.version,
            digest=told.digest,
            title=pattern.title,
            strand=str(pattern.strand),
            source=pattern.source,
            says=pattern.says,
            innocent=pattern.innocent,
            nodes=list(pattern.nodes),
        )


@strawberry.type(description="Who or what stands for a node of a pattern.")
class PatternNode:
    """One node of a match."""

    name: str = strawberry.field(description="The node.")
    entities: list[ChainEntity] = strawberry.field(
        description="By id; several where the node stands for several."
    )


@strawberry.type(description="A match of a pattern: a lead to check, never a verdict.")
class PatternMatch:
    """`matching.Match`."""

    seen: strawberry.Private[Seen]
    pattern: strawberry.Private[Pattern]
    found: strawberry.Private[Match]
    cost: float = strawberry.field(description="Of its cheapest instance, in nats; smaller first.")
    confidence: float = strawberry.field(
        description="The product of that instance's confidences; for ranking, not a verdict."
    )
    nodes: list[PatternNode] = strawberry.field(description="Who or what each node is.")

    @classmethod
    def of(cls, seen: Seen, pattern: Pattern, found: Match) -> "PatternMatch":
        """The type of a finding."""
        return cls(
            seen=seen,
            pattern=pattern,
            found=found,
            cost=found.cost,
            confidence=found.confidence,
            nodes=[
                PatternNode(
                    name=name,
                    entities=[
                        ChainEntity(entity=Entity.of(seen, row), role=str(found.roles[row]))
                        for row in rows
                    ],
                )
                for name, rows in found.nodes.items()
            ],
        )

    @described("What it may mean, with names put in.")
    async def says(self) -> str:
        """The pattern's sentence."""
        return says(self.pattern, self.found, await self._captions())

    @described("A sentence a link, with its time.")
    async def links(self) -> list[str]:
        """Its links in words."""
        return sentences(self.seen.snapshot, self.found, await self._captions())

    @described("What to hold against it: what is only not told, who is context, what is innocent.")
    async def cautions(self) -> list[str]:
        """Reasons for care."""
        return cautions(self.pattern, self.found, await self._captions())

    @described("Records that it stands on, by id; `support` counts them all.")
    async def records(self, first: First = 20) -> list[Record]:
        """Its records."""
        asked = self.seen.snapshot.record_names(self.found.records)[: checked_first(first)]
        return [Record.of(self.seen, each) for each in await self.seen.read_records(asked)]

    @described("How many visible records it stands on.")
    def support(self) -> int:
        """All of them."""
        return len(self.found.records)

    async def _captions(self) -> dict[int, str]:
        rows = list(self.found.roles)
        told = await asyncio.gather(*(self.seen.caption(row) for row in rows))
        return dict(zip(rows, told, strict=True))


@strawberry.type(description="Matches of one pattern.")
class PatternMatches:
    """`matching.Matches`."""

    typology: Typology = strawberry.field(description="What was looked for.")
    matches: list[PatternMatch] = strawberry.field(description="The cheapest first.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int | None = strawberry.field(
        description="How many there are; null where the budget was spent before all were found."
    )
    found: int = strawberry.field(description="How many were found.")
    extent: str = strawberry.field(description="The same in words, and what was not looked at.")
    ranked_by: str = strawberry.field(description="What the order goes by.")

    @classmethod
    def of(cls, seen: Seen, told: Declaration, found: Matches, first: int) -> "PatternMatches":
        """The first of them."""
        shown = [PatternMatch.of(seen, told.pattern, each) for each in found.found[:first]]
        return cls(
            typology=Typology.of(told),
            matches=shown,
            shown=len(shown),
            total=len(found.found) if found.complete else None,
            found=len(found.found),
            extent=extent(found, len(shown)),
            ranked_by=RANKED_BY,
        )


async def matched(seen: Seen, library: Library, name: str, first: int) -> PatternMatches:
    """The matches of a pattern.

    Raises:
        Refused: an argument is out of range, or there is no such pattern.
    """
    checked_first(first)
    try:
        told = library.named(name)
    except PatternError as error:
        raise Refused(Code.NOT_FOUND, str(error)) from error
    found = await asyncio.to_thread(_matches, seen, told.pattern)
    return PatternMatches.of(seen, told, found, first)


def _matches(seen: Seen, pattern: Pattern) -> Matches:
    world = seen.snapshot
    return matches(world, pattern, values_of(seen.store, world, asked_values(world, pattern)))
