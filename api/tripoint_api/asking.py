"""One request: who asks, and the worlds it is answered from."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic

from strawberry.fastapi import BaseContext
from strawberry.types import Info

from tripoint_algorithms.typologies.library import Library, shipped
from tripoint_api.door.streams import Streams
from tripoint_api.loading.desk import Desk
from tripoint_api.seen import Seen
from tripoint_graph.ids import Ids
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.sought import Sought
from tripoint_graph.viewer import Viewer
from tripoint_graph.worlds import Worlds
from tripoint_ingest.sources import Sources
from tripoint_resolution.screening.screens import Screens

Clock = Callable[[], datetime]
NOTHING_SAVED: Mapping[str, Sought] = {}
UNTOLD = Sources()
"""Nobody said anything of any source."""


class Asking(BaseContext):
    """What resolvers share within one request, and never between two.

    Attributes:
        store, worlds: where answers come from.
        viewer: who asks.
        now: when it was asked, in UTC: what "now" means throughout the request.
        answered: root field of the response to the moment it was answered as known at.
        cost: what the request was priced at; 0 until it is validated.
        screens: the lists, ready to be screened against.
        streams: the subscriptions that are open.
        ids: ids under the installation's secret, or None where no thing is looked up by its number.
        viewers: names that one can ask as at this installation.
        clock: the time in UTC, for what outlives the request; everything else goes by `now`.
        desk: where files are handed in, or None where nobody may.
        sources: what the installation says of sources.
        library: the typologies that may be run.
        ticks: seconds by a clock that never goes back, for answers that must come in time.
        saved: searches that the installation has saved, by name.
    """

    def __init__(
        self,
        store: EvidenceStore,
        worlds: Worlds,
        viewer: Viewer,
        clock: Clock,
        *,
        screens: Screens,
        streams: Streams,
        ids: Ids | None = None,
        desk: Desk | None = None,
        sources: Sources = UNTOLD,
        viewers: Sequence[str] = (),
        library: Library | None = None,
        ticks: Callable[[], float] = monotonic,
        saved: Mapping[str, Sought] = NOTHING_SAVED,
    ) -> None:
        super().__init__()
        self.saved = saved
        self.ticks = ticks
        self.desk = desk
        self.sources = sources
        self.library = shipped() if library is None else library
        self.screens = screens
        self.streams = streams
        self.ids = ids
        self.viewers = viewers
        self.clock = clock
        self.store = store
        self.worlds = worlds
        self.viewer = viewer
        self.now = clock()
        self.answered: dict[str, datetime] = {}
        self.cost = 0
        self._seen: dict[datetime, asyncio.Task[Seen]] = {}

    def over(self, store: EvidenceStore, worlds: Worlds) -> "Asking":
        """The same asker, of another store: its own worlds are not those of this one."""
        return Asking(
            store,
            worlds,
            self.viewer,
            self.clock,
            screens=self.screens,
            streams=self.streams,
            ids=self.ids,
            viewers=self.viewers,
            library=self.library,
            ticks=self.ticks,
            saved=self.saved,
        )

    async def world(self, info: "Asked", as_known_at: datetime | None) -> Seen:
        """The viewer's world at a moment, the same object for all who ask within the request."""
        # What will be known tomorrow is not known yet, and could not be answered again.
        moment = self.now if as_known_at is None else min(in_utc(as_known_at), self.now)
        self.answered[str(info.path.key)] = moment
        if moment not in self._seen:
            self._seen[moment] = asyncio.create_task(self._see(moment))
        return await self._seen[moment]

    async def commit_at(self, moment: datetime) -> int:
        """The number of the newest commit of a moment."""
        return await asyncio.to_thread(self.store.commit_at, moment)

    async def world_at(self, commit: int | None) -> Snapshot:
        """The viewer's world as known at a commit; None for the newest."""
        return await asyncio.to_thread(self.worlds.snapshot, self.viewer, commit)

    async def _see(self, moment: datetime) -> Seen:
        known_at = await self.commit_at(moment) if moment < self.now else None
        return Seen(self.store, await self.world_at(known_at), moment)


Asked = Info[Asking, None]


def in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one that names no zone is in UTC already."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
