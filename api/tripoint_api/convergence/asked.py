"""Meetings that were asked for, found when a field wants them."""

import asyncio
from collections.abc import Callable
from functools import partial

from tripoint_algorithms.convergence.meeting_network import MeetingNetwork as FoundNetwork
from tripoint_algorithms.convergence.meeting_network import (
    meeting_network,
)
from tripoint_algorithms.convergence.meetings import Meeting as FoundMeeting
from tripoint_algorithms.convergence.meetings import (
    no_falser,
)
from tripoint_graph.snapshot import Snapshot


class Asked:
    """Meetings that were asked for: found once, whichever field asks first, and for none not at
    all: whoever wants the board alone does not wait for them.

    Args:
        first: meetings wanted.
        hops_max: steps of a chain.
        find: finds them, and one more.
        false_share_max: leave out those of which chance accounts for more; None for none.
    """

    def __init__(
        self,
        first: int,
        hops_max: int,
        find: Callable[[], list[FoundMeeting]],
        false_share_max: float | None,
    ) -> None:
        self.first, self.hops_max = first, hops_max
        self._find, self._most = find, false_share_max
        self._found: asyncio.Task[list[FoundMeeting]] | None = None
        self._networks: dict[int, asyncio.Task[dict[int, FoundNetwork]]] = {}

    async def found(self) -> list[FoundMeeting]:
        """The closest, and one more than was asked for if there is one."""
        if self._found is None:
            self._found = asyncio.create_task(asyncio.to_thread(self._find))
        found = await self._found
        return found if self._most is None else no_falser(found, self._most)

    async def shown(self) -> list[FoundMeeting]:
        """As many as were asked for, or all."""
        return (await self.found())[: self.first]

    async def networks(self, world: Snapshot, per_class: int) -> dict[int, FoundNetwork]:
        """What joins each meeting shown to the classes, by its entity: worked out for all at once,
        so that what they show is read at once.
        """
        shown = await self.shown()
        if per_class not in self._networks:
            work = partial(_networks, world, shown, per_class=per_class, hops_max=self.hops_max)
            self._networks[per_class] = asyncio.create_task(asyncio.to_thread(work))
        return await self._networks[per_class]


def _networks(
    world: Snapshot, meetings: list[FoundMeeting], *, per_class: int, hops_max: int
) -> dict[int, FoundNetwork]:
    return {
        each.entity: meeting_network(world, each, per_class=per_class, hops_max=hops_max)
        for each in meetings
    }
