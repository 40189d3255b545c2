"""Who is who: screening, why two are one, and what waits for people."""

import asyncio

import strawberry

from tripoint_api.arguments import KnownAt
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.identity import deciding, screening
from tripoint_api.paging import After, Connection, First, fingerprint, moment_of


@strawberry.type
class Identifying:
    """Who is who: screening, why two are one, and what waits for people."""

    @described(
        "Whom on the lists somebody may be, with every reason, and with whom they share a "
        "document, a phone, a booking. Nothing of what is asked is stored."
    )
    async def screen(
        self,
        info: Asked,
        subjects: screening.Subjects = None,
        ids: screening.Known = None,
        on: screening.On = None,
        as_known_at: KnownAt = None,
    ) -> screening.Screening:
        """Screening."""
        seen = await info.context.world(info, as_known_at)
        screens = info.context.screens
        screen = await asyncio.to_thread(screens.of, seen.store, seen.snapshot)
        day = on or seen.moment.date()
        return await screening.screened(
            seen, screen, subjects or [], ids or [], ids=info.context.ids, on=day
        )

    @described(
        "Why two mentions are one, or why not; null alike where one is absent or hidden. Only "
        "people, organisations, vessels and addresses are compared."
    )
    async def why(
        self, info: Asked, one: deciding.One, other: deciding.Other, as_known_at: KnownAt = None
    ) -> deciding.WhyAnswer | None:
        """Why and why not."""
        seen = await info.context.world(info, as_known_at)
        return await deciding.why_answer(seen, one, other)

    @described(
        "Pairs that wait for a person, the most worth looking at first; `judge` decides. What a "
        "merge would do to the graph is told after the decision, not before."
    )
    async def review_queue(
        self, info: Asked, first: First = 20, after: After = None, as_known_at: KnownAt = None
    ) -> Connection[deciding.ForReview]:
        """What waits for people."""
        asked = moment_of(after, fingerprint("reviewQueue"), as_known_at)
        return await deciding.review_page(await info.context.world(info, asked), first, after)
