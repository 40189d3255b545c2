"""Why two mentions are one or not; and what people say of it, which alone can be changed."""

import asyncio
from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_api.asking import Asked, Asking
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity, Join
from tripoint_api.entities.record import Mention
from tripoint_api.identity.comparisons import Evidence, SameOrNot
from tripoint_api.ontology.enums import VerdictSaid
from tripoint_api.paging import Connection, cut, fingerprint, page_of
from tripoint_api.seen import Seen
from tripoint_graph.model import Verdict
from tripoint_graph.ports import StoredJudgement
from tripoint_resolution import deciding, splitting
from tripoint_resolution.criteria import load_criteria
from tripoint_resolution.reviewing import Waiting, review_queue
from tripoint_resolution.said import evidence_of

One = Annotated[strawberry.ID, strawberry.argument(description="A mention's id.")]
Other = Annotated[strawberry.ID, strawberry.argument(description="Another mention's id.")]
Say = Annotated[
    Enum,
    strawberry.argument(
        graphql_type=VerdictSaid,
        description="What the two are.",
    ),
]
Reason = Annotated[
    str,
    strawberry.argument(
        description=f"Why, in words; {deciding.REASON_CHARACTERS_LEAST} characters at least."
    ),
]
AJudgement = Annotated[strawberry.ID, strawberry.argument(description="A judgement's id.")]
AnEntity = Annotated[
    strawberry.ID, strawberry.argument(description="The entity's id, or a mention's in it.")
]
TakenOut = Annotated[
    list[strawberry.ID], strawberry.argument(description="Ids of the mentions to take out.")
]
OfMention = Annotated[
    strawberry.ID, strawberry.argument(description="One of the two mentions that it is about.")
]


@strawberry.type(description="What somebody or something said of two mentions.")
class Judged:
    """`ports.StoredJudgement`."""

    id: strawberry.ID = strawberry.field(description="Its id, by which it can be taken back.")
    verdict: str = strawberry.field(graphql_type=VerdictSaid, description="What was said.")
    by: str = strawberry.field(description="Who or what said so.")
    probability: float = strawberry.field(description="That the two are one, in [0, 1].")
    reason: str = strawberry.field(description="Why, in words.")
    evidence: list[Evidence] = strawberry.field(
        description="What the probability is made of, as it was when this was said; a person's "
        "word is one part. Weights to 0.01."
    )

    @classmethod
    def of(cls, stored: StoredJudgement) -> "Judged":
        """The type of a judgement."""
        said = stored.judgement
        return cls(
            id=strawberry.ID(stored.id),
            verdict=said.verdict,
            by=said.by,
            probability=said.probability,
            reason=said.reason,
            evidence=[Evidence.of(each) for each in evidence_of(said)],
        )


@strawberry.type(description="Two mentions side by side: why they are one, and why not.")
class WhyAnswer:
    """`deciding.Why`."""

    one: Mention = strawberry.field(description="One mention.")
    other: Mention = strawberry.field(description="The other.")
    same: SameOrNot = strawberry.field(description="What their records tell.")
    by_model: SameOrNot = strawberry.field(
        description="The same by the trained model of their kind, which proposes who is the same."
    )
    together: bool = strawberry.field(description="Whether they are one entity.")
    tied_by: list[Join] = strawberry.field(
        description="The joins that lead from one to the other, in order; none where they are two."
    )
    judgements: list[Judged] = strawberry.field(description="What was said of just these two.")


async def why_answer(seen: Seen, one: str, other: str) -> WhyAnswer | None:
    """Two mentions side by side; None alike where one is hidden or absent.

    Raises:
        Refused: they are of kinds that are not compared.
    """
    asked = seen.store, seen.snapshot, one, other, await asyncio.to_thread(load_criteria)
    try:
        found = await asyncio.to_thread(deciding.why, *asked)
    except ValueError as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error
    if found is None:
        return None
    return WhyAnswer(
        one=Mention.of(seen, found.one),
        other=Mention.of(seen, found.other),
        same=SameOrNot.of(found.comparison),
        by_model=SameOrNot.of(found.by_model),
        together=found.together,
        tied_by=[Join.of(seen, join) for join in found.tied_by],
        judgements=[Judged.of(each) for each in found.judgements],
    )


@strawberry.type(description="Two mentions that may be one, and wait for a person.")
class ForReview:
    """`reviewing.Waiting`."""

    seen: strawberry.Private[Seen]
    stored: strawberry.Private[StoredJudgement]
    judged: Judged = strawberry.field(description="What was proposed, and why it waits.")
    value: float = strawberry.field(
        description="How uncertain it is, from 0 to 1, times how much hangs on it: the actor "
        "classes of the two, and one."
    )

    @classmethod
    def of(cls, seen: Seen, waiting: Waiting) -> "ForReview":
        """The type of a pair that waits."""
        judged = Judged.of(waiting.stored)
        return cls(seen=seen, stored=waiting.stored, judged=judged, value=waiting.value)

    @described("Both side by side: what their records tell.")
    async def why(self) -> WhyAnswer | None:
        """Why and why not."""
        said = self.stored.judgement
        return await why_answer(self.seen, said.left, said.right)


async def review_page(seen: Seen, first: int, after: str | None) -> Connection[ForReview]:
    """A page of what waits for people."""
    question = fingerprint("reviewQueue")
    waiting = await asyncio.to_thread(review_queue, seen.store, seen.snapshot)
    page = cut(waiting, first, after, question, _waiting_key)
    nodes = [ForReview.of(seen, each) for each in page.items]
    return page_of(
        page,
        nodes,
        moment=seen.moment,
        question=question,
        key=_waiting_key,
        ranked_by="value, the greatest first; ties by id",
    )


def _waiting_key(waiting: Waiting) -> str:
    return waiting.stored.id


@strawberry.type(description="What a decision changed, as the world is now.")
class Decided:
    """A judgement made or taken back."""

    judgement: strawberry.ID = strawberry.field(description="Its id.")
    holds: bool = strawberry.field(
        description="Whether it holds: false where it was taken back, or where one of the two is "
        "on a list and a second person has to say the same."
    )
    entities: list[Entity] = strawberry.field(
        description="Who the two are now: one entity, or two."
    )


@strawberry.type(description="What a split changed, as the world is now.")
class SplitMade:
    """`splitting.Split`."""

    judgements: list[strawberry.ID] = strawberry.field(
        description="Their ids; taking one of them back takes all of them back."
    )
    holds: bool = strawberry.field(
        description="Whether it holds: false where the entity is on a list and a second person "
        "has to say the same."
    )
    entities: list[Entity] = strawberry.field(
        description="Who they are now: those taken out, then those that stay."
    )


@strawberry.type
class Deciding:
    """What people say of who is who."""

    @described("Say that two mentions are the same, different, or that it is unsure.")
    async def judge(
        self, info: Asked, one: One, other: Other, verdict: Say, reason: Reason
    ) -> Decided:
        """Judge."""
        context = info.context
        seen = await context.world(info, None)
        said = Verdict(str(verdict.value))
        try:
            made = await asyncio.to_thread(
                deciding.decide,
                seen.store,
                seen.snapshot,
                one,
                other,
                said,
                by=context.viewer.name,
                reason=reason,
            )
        except deciding.DecisionRefused as error:
            raise Refused(Code.BAD_ARGUMENT, str(error)) from error
        return await _decided(context, seen, made.judgement, [one, other], holds=made.holds)

    @described(
        "Take mentions out of an entity, together: they are said to be different from those that "
        "stay. `unjudge` of one of its judgements takes all of it back."
    )
    async def split(
        self, info: Asked, entity: AnEntity, mentions: TakenOut, reason: Reason
    ) -> SplitMade:
        """Split."""
        context = info.context
        seen = await context.world(info, None)
        try:
            made = await asyncio.to_thread(
                splitting.split,
                seen.store,
                seen.snapshot,
                entity,
                mentions,
                by=context.viewer.name,
                reason=reason,
            )
        except deciding.DecisionRefused as error:
            raise Refused(Code.BAD_ARGUMENT, str(error)) from error
        return SplitMade(
            judgements=[strawberry.ID(id) for id in made.judgements],
            holds=made.holds,
            entities=await _who(context, seen, [*made.out, *made.left]),
        )

    @described(
        "Take a judgement back, with the split that it is a part of: everything is then as if it "
        "had never been made."
    )
    async def unjudge(self, info: Asked, judgement: AJudgement, of: OfMention) -> Decided:
        """Take back."""
        context = info.context
        seen = await context.world(info, None)
        asked = seen.store, seen.snapshot, judgement, of
        try:
            taken = await asyncio.to_thread(deciding.take_back, *asked)
        except deciding.DecisionRefused as error:
            raise Refused(Code.NOT_FOUND, str(error)) from error
        pair = [taken.judgement.left, taken.judgement.right]
        return await _decided(context, seen, taken.id, pair, holds=False)


async def _decided(
    context: Asking, before: Seen, judgement: str, pair: Sequence[str], *, holds: bool
) -> Decided:
    entities = await _who(context, before, pair)
    return Decided(judgement=strawberry.ID(judgement), holds=holds, entities=entities)


async def _who(context: Asking, before: Seen, mentions: Sequence[str]) -> list[Entity]:
    """Who some mentions are by now, each entity once."""
    world = await asyncio.to_thread(context.worlds.snapshot, context.viewer)
    now = Seen(before.store, world, before.moment)
    rows = dict.fromkeys(row for id in mentions if (row := world.find(id)) is not None)
    return [Entity.of(now, row) for row in rows]
