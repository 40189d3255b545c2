"""Which groups a network falls into, what becomes of them, and what if it was otherwise."""

from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.groups.calendar_windows import Every
from tripoint_algorithms.groups.partitions import Method
from tripoint_api.arguments import ConductOnly, During, Hops, KnownAt, Limit
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.groups import changes as regrouping
from tripoint_api.groups import detection as grouping
from tripoint_api.groups import what_if as supposing
from tripoint_api.links.questions import links_filter
from tripoint_api.ontology.enums import LinkKinds
from tripoint_api.paging import First
from tripoint_api.who_matters import standing
from tripoint_api.who_matters.queries import Around, network_asked

_MODULARITY: Enum = grouping.MethodSaid("modularity")
_YEAR: Enum = regrouping.EverySaid("year")

Change = Annotated[
    supposing.Supposed, strawberry.argument(description="What to change in the copy.")
]
EachLayer = Annotated[
    bool,
    strawberry.argument(description="Whether to look at each kind of link by itself, not pooled."),
]


@strawberry.type
class Grouping:
    """Which groups a network falls into, and what becomes of them."""

    @described(
        "The groups of a network, each with how often it comes back from other seeds and from "
        "evidence drawn anew. Several kinds of links are pooled unless `eachLayer` is asked for."
    )
    async def groups(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        each_layer: EachLayer = False,
        conduct_only: ConductOnly = False,
        during: During = None,
        method: grouping.By = _MODULARITY,
        resolution: grouping.Resolution = None,
        first: First = 20,
        missing: standing.Missing = 0.1,
        as_known_at: KnownAt = None,
    ) -> grouping.FoundGroups:
        """Groups with how often they return."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        asked = grouping.Parting(Method(str(method.value)), resolution, first, missing)
        return await grouping.parted(seen, scope, asked, each_layer=each_layer)

    @described(
        "What became of a network's groups from one window of time to the next: born, died, grew, "
        "shrank, split, merged. A link counts in every window in which it can have held."
    )
    async def group_changes(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        start: regrouping.Start,
        end: regrouping.End,
        every: regrouping.By = _YEAR,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        conduct_only: ConductOnly = False,
        method: grouping.By = _MODULARITY,
        resolution: grouping.Resolution = None,
        missing: standing.Missing = 0.1,
        as_known_at: KnownAt = None,
    ) -> regrouping.GroupChanges:
        """Groups over time."""
        only = links_filter(conduct_only, [], 0.0, None)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        asked = grouping.Parting(Method(str(method.value)), resolution, 1, missing)
        spans = regrouping.spans(start, end, Every(str(every.value)))
        return await regrouping.changed(seen, scope, spans, asked)

    @described(
        "What if these were gone, or those were there? A changed copy of a network beside the "
        "network: reach, efficiency, pieces, ways between actor classes. Hypothetical, not stored."
    )
    async def what_if(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        change: Change,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        conduct_only: ConductOnly = False,
        during: During = None,
        as_known_at: KnownAt = None,
    ) -> supposing.WhatIf:
        """A comparison."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        return await supposing.supposed(seen, scope, change)
