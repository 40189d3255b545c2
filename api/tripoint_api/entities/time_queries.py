"""When: what is dated of some entities."""

import strawberry

from tripoint_algorithms.timeline import EVERY_KIND, Kind, Wanted
from tripoint_api.arguments import During, Ids, KnownAt
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.entities import timelines
from tripoint_api.ontology.enums import LinkKinds, names


@strawberry.type
class Locating:
    """When: what is dated of some entities."""

    @described(
        "Every dated link and record of some entities in the order of time, no more exactly "
        "than it was told: what is dated to a month is a span of that month."
    )
    async def timeline(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        ids: Ids,
        during: During = None,
        kinds: timelines.EventKinds = None,
        types: LinkKinds = None,
        limit: timelines.EventLimit = 200,
        as_known_at: KnownAt = None,
    ) -> timelines.Timeline:
        """What happened when."""
        only = Wanted(
            kinds=EVERY_KIND if kinds is None else frozenset(map(Kind, names(kinds))),
            types=frozenset(names(types)),
            during=during.seconds() if during else None,
        )
        seen = await info.context.world(info, as_known_at)
        return await timelines.events_of(seen, ids, only, limit)
