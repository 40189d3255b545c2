"""How things are connected, where classes meet, and what is near."""

import strawberry

from tripoint_algorithms.links.between import Between
from tripoint_algorithms.links.tally import Shares
from tripoint_api.arguments import (
    Among,
    AroundIds,
    ConductOnly,
    During,
    ExcludeTypes,
    FalseShareMax,
    From,
    Hops,
    InTimeOrder,
    KnownAt,
    Limit,
    LinkLimit,
    MaxGapDays,
    MaxShared,
    MinConfidence,
    OnlyTypes,
    PerPair,
    PossiblySame,
    Seconds,
    To,
    TouchedPlaces,
)
from tripoint_api.asking import Asked
from tripoint_api.convergence.answer import Convergence, converged
from tripoint_api.described import described
from tripoint_api.links import holding, joining, searches
from tripoint_api.links.holding import CollectionGaps, Holding, Sides
from tripoint_api.links.questions import links_filter, rows_of, time_order
from tripoint_api.links.searches import ChainConnection, Neighbourhood
from tripoint_api.ontology.enums import names
from tripoint_api.paging import After, First, fingerprint, moment_of

NODES_SHOWN = 300
"""Entities of a neighbourhood where nobody says how many: more are a ball of wool."""


@strawberry.type
class Linking:
    """How things are connected, where classes meet, and what is near."""

    @described("How these and those may be connected: the best chains, each with its records.")
    async def connections(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        from_: From,
        to: To,
        max_hops: Hops = 6,
        first: First = 20,
        after: After = None,
        conduct_only: ConductOnly = False,
        exclude_types: ExcludeTypes = None,
        only_types: OnlyTypes = None,
        min_confidence: MinConfidence = 0.0,
        during: During = None,
        per_pair: PerPair = 1,
        max_shared: MaxShared = None,
        in_order: InTimeOrder = False,
        max_gap_days: MaxGapDays = None,
        possibly_same: PossiblySame = False,
        places: TouchedPlaces = None,
        seconds: Seconds = None,
        as_known_at: KnownAt = None,
    ) -> ChainConnection:
        """Chains between two sets."""
        order = time_order(in_order, max_gap_days)
        kinds = names(exclude_types), names(only_types)
        only = links_filter(conduct_only, kinds[0], min_confidence, during, kinds[1])
        ends = [from_.told(), to.told()]
        kinds_told = [sorted(only.without), sorted(only.among)]
        walked = [conduct_only, kinds_told, min_confidence, only.during, places, max_shared]
        timed = [in_order, max_gap_days]
        question = fingerprint(
            "connections", ends, max_hops, per_pair, walked, timed, possibly_same
        )
        seen = await info.context.world(info, moment_of(after, question, as_known_at))
        seen = await seen.with_possibly_same() if possibly_same else seen
        one, other = [await end.rows(seen, info.context) for end in (from_, to)]
        at = None if places is None else rows_of(seen.snapshot, places)
        asked = Between(
            one,
            other,
            max_hops,
            Shares(per_pair, max_shared),
            only,
            order,
            at,
            searches.patience(info.context.ticks, seconds),
        )
        return await searches.chain_page(seen, asked, question, first, after)

    @described(
        "How all of these hang together: a small network that joins them, at most twice as dear "
        "as the cheapest, and which of them nothing joins to the others. A lead, not a finding."
    )
    async def connect_all(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        of: joining.Joined,
        conduct_only: ConductOnly = False,
        exclude_types: ExcludeTypes = None,
        min_confidence: MinConfidence = 0.0,
        during: During = None,
        possibly_same: PossiblySame = False,
        as_known_at: KnownAt = None,
    ) -> joining.ConnectingNetwork:
        """A tree."""
        only = links_filter(conduct_only, names(exclude_types), min_confidence, during)
        seen = await info.context.world(info, as_known_at)
        seen = await seen.with_possibly_same() if possibly_same else seen
        return await joining.joined(seen, await of.rows(seen, info.context), only)

    @described(
        "What holds these and those together: the smallest sets of records, and of sources, "
        "without which no chain of so few steps is left between any two of them."
    )
    async def what_breaks(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        from_: From,
        to: To,
        max_hops: Hops = 4,
        conduct_only: ConductOnly = False,
        exclude_types: ExcludeTypes = None,
        only_types: OnlyTypes = None,
        min_confidence: MinConfidence = 0.0,
        during: During = None,
        as_known_at: KnownAt = None,
    ) -> Holding:
        """The smallest hitting sets."""
        kinds = names(exclude_types), names(only_types)
        only = links_filter(conduct_only, kinds[0], min_confidence, during, kinds[1])
        seen = await info.context.world(info, as_known_at)
        one, other = [await end.rows(seen, info.context) for end in (from_, to)]
        return await holding.holding(seen, Sides(one, other, max_hops, only))

    @described(
        "Which one missing fact would connect these and those, or draw them closer: links that no "
        "record tells of, between two that the viewer sees. Places to look, and never leads."
    )
    async def collection_gaps(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        from_: From,
        to: To,
        max_hops: Hops = 6,
        first: First = 10,
        conduct_only: ConductOnly = False,
        exclude_types: ExcludeTypes = None,
        only_types: OnlyTypes = None,
        min_confidence: MinConfidence = 0.0,
        during: During = None,
        as_known_at: KnownAt = None,
    ) -> CollectionGaps:
        """The dual of what breaks."""
        kinds = names(exclude_types), names(only_types)
        only = links_filter(conduct_only, kinds[0], min_confidence, during, kinds[1])
        seen = await info.context.world(info, as_known_at)
        one, other = [await end.rows(seen, info.context) for end in (from_, to)]
        return await holding.missing(seen, Sides(one, other, max_hops, only), first)

    @described("Where the actor classes meet: entities close to all of them, with a chain to each.")
    async def convergence(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        first: First = 10,
        max_hops: Hops = 4,
        among: Among = None,
        false_share_max: FalseShareMax = None,
        as_known_at: KnownAt = None,
    ) -> Convergence:
        """Meetings of classes."""
        seen = await info.context.world(info, as_known_at)
        return converged(seen, first, max_hops, names(among), false_share_max)

    @described("What lies around some entities: the nearest, and the links among them.")
    async def neighbourhood(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        ids: AroundIds,
        hops: Hops = 1,
        limit: Limit = NODES_SHOWN,
        link_limit: LinkLimit = 1_000,
        as_known_at: KnownAt = None,
    ) -> Neighbourhood:
        """What is near."""
        seen = await info.context.world(info, as_known_at)
        return await searches.around(seen, ids, hops, limit, link_limit)
