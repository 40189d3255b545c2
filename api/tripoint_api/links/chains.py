"""Chains as GraphQL types: who is on them in what role, a sentence a step, records behind each."""

import asyncio
from datetime import datetime
from enum import Enum
from hashlib import blake2b
from typing import Annotated

import strawberry

from tripoint_algorithms.assurance.breaks import By
from tripoint_algorithms.assurance.chance import chance
from tripoint_algorithms.assurance.proofs import TooWideError
from tripoint_algorithms.assurance.stability import MISSING
from tripoint_algorithms.links.chains import Chain as FoundChain
from tripoint_algorithms.links.chains import Role
from tripoint_algorithms.links.chains import Step as FoundStep
from tripoint_algorithms.links.chains import roles as roles_of
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import Link, link_type
from tripoint_api.entities.record import Record
from tripoint_api.identity.deciding import Judged
from tripoint_api.links.assurance import Asking, BreakBy, Breaks, Expected, Stability, broken_by
from tripoint_api.ontology.enums import LinkKind, described_enum
from tripoint_api.paging import First, checked_first
from tripoint_api.seen import Seen
from tripoint_graph.model import RecordId
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.possibly import unsure_behind

RANKED_BY = "cost: unsure, unspecific and long chains cost more"

ChainRole = described_enum(
    "ChainRole",
    "Subject or mere context. Context is never guilt.",
    {
        "SUBJECT": (str(Role.SUBJECT), "Somebody or something whose own conduct the chain tells."),
        "CONTEXT": (str(Role.CONTEXT), "What many share, or who is reached only over it."),
    },
)


@strawberry.type(description="An entity's part in a chain.")
class ChainEntity:
    """One of a chain's entities."""

    entity: Entity = strawberry.field(description="The entity.")
    role: str = strawberry.field(graphql_type=ChainRole, description="Subject, or mere context.")


@strawberry.type(description="One step of a chain. It may be walked against its link's direction.")
class Step:
    """`chains.Step`, told by its cheapest link."""

    seen: strawberry.Private[Seen]
    step: strawberry.Private[FoundStep]
    source: Entity = strawberry.field(description="Where the chain comes from.")
    target: Entity = strawberry.field(description="Where the chain goes to.")
    link: Link = strawberry.field(description="The link that the step stands on.")
    type: str = strawberry.field(graphql_type=LinkKind, description="That link's kind.")
    types: list[str] = strawberry.field(
        graphql_type=list[LinkKind],  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of all links between the two.",
    )
    nature: str = strawberry.field(description="conduct, or context that many merely share.")
    confidence: float = strawberry.field(description="In (0, 1); for ranking, not a verdict.")
    independent_sources: int = strawberry.field(
        description="How many sources say so independently of each other."
    )
    valid_from: datetime | None = strawberry.field(description="Earliest it can have held.")
    valid_to: datetime | None = strawberry.field(description="Latest it can have held.")

    @classmethod
    def of(cls, seen: Seen, step: FoundStep) -> "Step":
        """The type of a step."""
        link = Link.of(seen, step.link)
        types = sorted({link_type(seen.snapshot, row) for row in step.links})
        return cls(
            seen=seen,
            step=step,
            source=Entity.of(seen, step.source),
            target=Entity.of(seen, step.target),
            link=link,
            type=link.type,
            types=types,
            nature="context" if step.context else "conduct",
            confidence=step.confidence,
            independent_sources=link.independent_sources,
            valid_from=link.valid_from,
            valid_to=link.valid_to,
        )

    @described("The step's link in words.")
    async def sentence(self) -> str:
        """How the step reads."""
        return await sentence_of(self.seen, self.step)

    @described("The independent sources behind any of its links.")
    def sources(self) -> list[str]:
        """Its sources."""
        world = self.seen.snapshot
        return sorted({name for row in self.step.links for name in world.sources_of(row)})

    @described("Records behind any of its links, by id; `support` counts them all.")
    async def records(self, first: First = 20) -> list[Record]:
        """Its records."""
        asked = self._behind()[: checked_first(first)]
        return [Record.of(self.seen, each) for each in await self.seen.read_records(asked)]

    @described("How many visible records are behind its links.")
    def support(self) -> int:
        """All of them."""
        return len(self._behind())

    @described(
        "What the step's probability is made of, where it joins two that are possibly the same: "
        "each unsure judgement with its parts, the surest first. Empty for all other steps."
    )
    async def judgements(self) -> list[Judged]:
        """Its waterfall."""
        asked = self.seen.store, self.seen.snapshot, self.step.link
        return [Judged.of(each) for each in await asyncio.to_thread(unsure_behind, *asked)]

    def _behind(self) -> list[RecordId]:
        world = self.seen.snapshot
        return sorted({record for row in self.step.links for record in world.records_of(row)})


@strawberry.type(description="A possible way from one entity to another: a lead, not a verdict.")
class Chain:
    """`chains.Chain`."""

    seen: strawberry.Private[Seen]
    asked: strawberry.Private[Asking]
    found: strawberry.Private[FoundChain]
    id: strawberry.ID = strawberry.field(description="The same for the same entities in order.")
    cost: float = strawberry.field(description="By the cost model, in nats; smaller is better.")
    confidence: float = strawberry.field(
        description="The product of the steps' confidences; for ranking, not a verdict."
    )
    hops: int = strawberry.field(description="How many steps it has.")
    entities: list[ChainEntity] = strawberry.field(description="In walking order.")
    steps: list[Step] = strawberry.field(description="The steps between them; none is one entity.")

    @classmethod
    def of(cls, seen: Seen, asked: Asking, found: FoundChain) -> "Chain":
        """The type of a chain that answers a question."""
        parts = zip(found.entities, roles_of(asked.graph, found), strict=True)
        return cls(
            seen=seen,
            asked=asked,
            found=found,
            id=strawberry.ID(chain_id(seen.snapshot, found)),
            cost=found.cost,
            confidence=found.confidence,
            hops=len(found.steps),
            entities=[
                ChainEntity(entity=Entity.of(seen, row), role=str(role)) for row, role in parts
            ],
            steps=[Step.of(seen, step) for step in found.steps],
        )

    @described("What chance alone would give; null for a chain of no steps.")
    async def expected_by_chance(self) -> Expected | None:
        """Beside the null world of the same degrees."""
        asked = self.asked
        told = await asyncio.to_thread(
            chance, asked.graph, self.found, asked.sources, asked.targets
        )
        if told is None:
            return None
        return Expected(
            between_the_two=told.pair, between_any_asked=told.sets, at_least_one=told.at_least_one
        )

    @described(
        "What would break it, exactly: the smallest sets without which nothing as short connects "
        "its ends. Null for a chain of no steps, and where too much lies between the two."
    )
    async def breaks(
        self,
        by: Annotated[
            Enum,
            strawberry.argument(graphql_type=BreakBy, description="What turns out wrong as one."),
        ] = BreakBy["RECORD"],
    ) -> Breaks | None:
        """The counterfactual."""
        if not self.found.steps:
            return None
        try:
            found = await asyncio.to_thread(broken_by, self.asked, self.found, By(by.value))
        except TooWideError:
            return None
        return Breaks.of(self.seen, found)

    @described(
        "In what share of worlds drawn anew it stays among the chains asked for so far. Worked "
        "out once for a page. Null for a chain of no steps, where a time was set or a place had "
        "to be touched, and for chains that answer no question about two ends."
    )
    async def stability(
        self,
        missing: Annotated[
            float,
            strawberry.argument(description="Share of evidence that nobody has, 0 to below 1."),
        ] = MISSING,
    ) -> Stability | None:
        """Under resampled evidence."""
        if not 0 <= missing < 1:
            raise Refused(Code.BAD_ARGUMENT, f"`missing` lies in [0, 1), not {missing:g}")
        drawn = self.asked.drawn
        if drawn is None or not self.found.steps:
            return None
        return Stability.of(await drawn.of(self.found, missing))

    @described("The chain in careful words, for people to check against the records.")
    async def explanation(self) -> str:
        """The chain in words."""
        seen, ends = self.seen, (self.found.entities[0], self.found.entities[-1])
        first, last = await asyncio.gather(*(seen.caption(row) for row in ends))
        if not self.found.steps:
            return f"{first} is in both sets that were asked for. A lead to check, not a finding."
        told = await asyncio.gather(*(sentence_of(seen, step) for step in self.found.steps))
        shared = sum(step.context for step in self.found.steps)
        caution = "A lead to check against the records, not a finding."
        if shared:
            steps = "1 step is" if shared == 1 else f"{shared} steps are"
            caution = f"{steps} context that many share and implies nothing. {caution}"
        return f"Possible link between {first} and {last}: {'; '.join(told)}. {caution}"


def chain_id(world: Snapshot, found: FoundChain) -> str:
    """A chain's name: its entities, in order."""
    return blake2b("".join(world.entity_names(found.entities)).encode(), digest_size=16).hexdigest()


async def sentence_of(seen: Seen, step: FoundStep) -> str:
    """A step in words, by the link that it stands on."""
    return await Link.of(seen, step.link).in_words()
