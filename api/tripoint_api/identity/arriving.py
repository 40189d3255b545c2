"""Screening of what comes in: a subscription that tells of leads as files are loaded."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime
from typing import Annotated

import strawberry

from tripoint_api.asking import Asked, Asking, in_utc
from tripoint_api.identity.screening import Screening, screened_rows
from tripoint_api.seen import Seen
from tripoint_resolution.screening.arrivals import arrivals

POLL_SECONDS = 1.0
"""How often a subscription looks whether something was loaded."""

AT_ONCE = 200
"""People and parties screened for one answer, at most."""

Since = Annotated[
    datetime | None,
    strawberry.argument(
        description="Begin with who came in after this moment: after a broken connection, the "
        "last answer's `asKnownAt`. Else who comes in from now on."
    ),
]


@strawberry.type(description="Leads about those who came in.")
class ScreeningOfArrivals:
    """A screening, and how far it reaches."""

    as_known_at: datetime = strawberry.field(
        description="Everybody who had come in by then was screened, when no answer of the same "
        "moment follows. Give it as `since` to go on."
    )
    screened: int = strawberry.field(description="People and parties screened for this answer.")
    screening: Screening = strawberry.field(
        description="Those of them who may be on a list, or share a thing with somebody."
    )


@strawberry.type(description="What is told as it happens, over server-sent events.")
class Subscription:
    """Thin: look, screen, tell."""

    @strawberry.subscription(  # type: ignore[untyped-decorator]  # as strawberry declares it
        description="Whoever comes in is screened as `screen` does it, against the lists as they "
        "are then; answers come only where there is a lead. A new edition of a list does not "
        "screen anew who was there before: ask `screen`."
    )
    async def screening(
        self, info: Asked, since: Since = None
    ) -> AsyncGenerator[ScreeningOfArrivals, None]:
        """Leads as they arise."""
        asking = info.context
        with asking.streams.one():
            async for seen, rows in _arriving(asking, since):
                told = await _screened(asking, seen, rows)
                if told.subjects:
                    yield ScreeningOfArrivals(
                        as_known_at=seen.moment, screened=len(rows), screening=told
                    )


async def _arriving(
    asking: Asking, since: datetime | None
) -> AsyncIterator[tuple[Seen, list[int]]]:
    """The viewer's newest world and who came in, some at a time, until the service stops."""
    moment = asking.now if since is None else min(in_utc(since), asking.now)
    commit = await asking.commit_at(moment)
    before = await asking.world_at(commit)
    while not asking.streams.ended:
        moment = asking.clock()
        newest = await asking.commit_at(moment)
        if newest != commit:
            after = await asking.world_at(newest)
            rows = await asyncio.to_thread(arrivals, before, after)
            for first in range(0, len(rows), AT_ONCE):
                yield Seen(asking.store, after, moment), rows[first : first + AT_ONCE]
            commit, before = newest, after
        await asyncio.sleep(POLL_SECONDS)


async def _screened(asking: Asking, seen: Seen, rows: list[int]) -> Screening:
    screen = await asyncio.to_thread(asking.screens.of, seen.store, seen.snapshot)
    on = seen.moment.date()
    told = await screened_rows(seen, screen, rows, ids=asking.ids, on=on)
    told.subjects = [each for each in told.subjects if each.hits or each.shares]
    return told
