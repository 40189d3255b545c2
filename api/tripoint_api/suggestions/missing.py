"""What is probably missing, as GraphQL types: where to look for a record, never a link."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

import strawberry

from tripoint_algorithms.networks import Network
from tripoint_algorithms.suggestions.missing_links import (
    LEAST,
    LIKELY,
    RANKED_BY,
    Learnt,
    TooLarge,
    missing_links,
    reasons,
)
from tripoint_algorithms.suggestions.missing_links import MissingLinks as FoundMissing
from tripoint_algorithms.suggestions.missing_links import Suggestion as FoundSuggestion
from tripoint_algorithms.topology import topology
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.links.assurance import Asking
from tripoint_api.links.chains import Chain, ChainRole
from tripoint_api.links.searches import within
from tripoint_api.ontology.enums import EntityKind, LinkKind
from tripoint_api.paging import FIRST_MAX
from tripoint_api.seen import Seen
from tripoint_api.who_matters.standing import Scope

WHY_MAX = 5
"""Chains that say why one link is suggested, at most."""

Why = Annotated[int, strawberry.argument(description=f"Chains, 1 to {WHY_MAX}.")]


@strawberry.type(
    description="Two that may be linked by what no record tells. A hint where to look: no link, no "
    "evidence, no finding, and no other answer knows of it."
)
class SuggestedLink:
    """`missing_links.Suggestion`."""

    seen: strawberry.Private[Seen]
    scope: strawberry.Private[Scope]
    found: strawberry.Private[FoundSuggestion]
    one: Entity = strawberry.field(description="One end.")
    other: Entity = strawberry.field(description="The other.")
    one_role: str = strawberry.field(
        graphql_type=ChainRole, description="Context, where nothing but context ties it."
    )
    other_role: str = strawberry.field(graphql_type=ChainRole, description="The other's.")
    link: str = strawberry.field(
        graphql_type=LinkKind, description="The kind of link that may be missing."
    )
    probability: float = strawberry.field(
        description="`links` of `pairs`: as sure as links say that were held back."
    )
    low: float = strawberry.field(description="The lower end of that share's 90 % interval.")
    high: float = strawberry.field(description="The upper end.")
    pairs: float = strawberry.field(
        description="Pairs that looked alike while a tenth of the records was held back; estimated."
    )
    links: float = strawberry.field(description="How many of those were links of what was held.")
    shared_total: int = strawberry.field(description="Entities that both are tied to.")

    @classmethod
    def of(cls, seen: Seen, scope: Scope, found: FoundSuggestion) -> "SuggestedLink":
        """The type of a suggestion."""
        return cls(
            seen=seen,
            scope=scope,
            found=found,
            one=Entity.of(seen, found.one),
            other=Entity.of(seen, found.other),
            one_role=str(found.roles[0]),
            other_role=str(found.roles[1]),
            link=found.link,
            probability=found.probability,
            low=found.low,
            high=found.high,
            pairs=found.pairs,
            links=found.links,
            shared_total=len(found.shared),
        )

    @described("What joins the two already, at most three steps long: the cheapest chains.")
    async def why(self, first: Why = 3) -> list[Chain]:
        """The chains behind it."""
        within("first", first, WHY_MAX)
        world, scope = self.seen.snapshot, self.scope
        chains = await asyncio.to_thread(
            reasons, world, self.found, layers=scope.layers, only=scope.only, k=first
        )
        graph = await asyncio.to_thread(topology, world, only=scope.only)
        asked = Asking(graph, scope.only, [self.found.one], [self.found.other])
        return [Chain.of(self.seen, asked, each) for each in chains]


@strawberry.type(description="What could be learnt of one kind of link, judged on links held back.")
class LearntLayer:
    """`missing_links.Learnt`."""

    link: str = strawberry.field(graphql_type=LinkKind, description="The kind of link.")
    one: str = strawberry.field(graphql_type=EntityKind, description="The kind of one end.")
    other: str = strawberry.field(graphql_type=EntityKind, description="The kind of the other.")
    known: int = strawberry.field(description="Pairs that are linked.")
    held: int = strawberry.field(description="Of them, those lost with held-back records.")
    found: int = strawberry.field(
        description="Of those, the ones whose ends something still joined; nothing is suggested of "
        "the others."
    )
    area: float = strawberry.field(
        description="The chance that a held-back link scores above a pair that is none (AUC)."
    )
    area_shared: float = strawberry.field(
        description="The same of counting shared neighbours, and nothing else."
    )
    precision: float = strawberry.field(description="Average precision.")
    base: float = strawberry.field(description="The share of held-back links among all pairs.")
    error: float | None = strawberry.field(
        description=f"How far chances of {LIKELY:g} or more were off, on the mean (expected "
        "calibration error); null where there were none."
    )
    learnt: bool = strawberry.field(
        description=f"Whether there were enough to learn from, {LEAST} or more; else nothing is "
        "suggested."
    )

    @classmethod
    def of(cls, found: Learnt) -> "LearntLayer":
        """The type of a finding."""
        return cls(
            link=found.link,
            one=found.one,
            other=found.other,
            known=found.known,
            held=found.held,
            found=found.found,
            area=found.area,
            area_shared=found.area_shared,
            precision=found.precision,
            base=found.base,
            error=found.error,
            learnt=found.learnt,
        )


@strawberry.type(description="What is probably missing: where a record may be worth looking for.")
class MissingLinks:
    """`missing_links.MissingLinks`."""

    suggestions: list[SuggestedLink] = strawberry.field(description="The likeliest first.")
    shown: int = strawberry.field(description="How many are shown.")
    total: int = strawberry.field(description="How many pairs were scored.")
    ranked_by: str = strawberry.field(description="What the order goes by.")
    layers: list[LearntLayer] = strawberry.field(description="What was learnt of each.")
    parts: int = strawberry.field(
        description="Parts into which records were dealt; each was held back in turn."
    )

    @classmethod
    def of(cls, seen: Seen, scope: Scope, found: FoundMissing) -> "MissingLinks":
        """The type of a finding."""
        return cls(
            suggestions=[SuggestedLink.of(seen, scope, each) for each in found.suggestions],
            shown=len(found.suggestions),
            total=found.total,
            ranked_by=RANKED_BY,
            layers=[LearntLayer.of(each) for each in found.layers],
            parts=found.parts,
        )


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What is asked: kinds of links to suggest (none: all), and how many suggestions."""

    kinds: frozenset[str]
    first: int


async def suggested(seen: Seen, scope: Scope, asked: Suggesting) -> MissingLinks:
    """What is probably missing in a network.

    Raises:
        Refused: an argument is out of range, or the network is too large.
    """
    scope.check()
    within("first", asked.first, FIRST_MAX)
    cut = await asyncio.to_thread(scope.cut, seen.snapshot)
    return MissingLinks.of(seen, scope, await asyncio.to_thread(_found, cut, scope, asked))


def _found(cut: Network, scope: Scope, asked: Suggesting) -> FoundMissing:
    try:
        return missing_links(cut, kinds=asked.kinds, only=scope.only, first=asked.first)
    except TooLarge as error:
        raise Refused(Code.TOO_COSTLY, str(error)) from error
