"""Which routes there are, and whether the trade on them makes sense."""

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import Wanted
from tripoint_api.arguments import During, KnownAt
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.links.questions import PeriodInput
from tripoint_api.seen import Seen
from tripoint_api.trade import alternatives as closing
from tripoint_api.trade import balance as balancing
from tripoint_api.trade import checkpoints as checking
from tripoint_api.trade import detours as detouring
from tripoint_api.trade import movements as moving
from tripoint_api.trade import routes as routing
from tripoint_api.trade.box import Box
from tripoint_api.trade.places_asked import OnePlace, SomePlaces
from tripoint_api.trade.traffic import traffic
from tripoint_graph.commerce import Commerce

_From = Annotated[str, strawberry.argument(name="from", description="A place: its code or its id.")]
_FromSome = Annotated[
    list[str], strawberry.argument(name="from", description="Places of one side, by code or id.")
]


async def _told(
    info: Asked,
    as_known_at: datetime | None,
    during: PeriodInput | None,
    chemicals: list[str] | None,
    modes: list[Enum] | None,
    *,
    watched_only: bool = False,
) -> tuple[Seen, Commerce, Wanted]:
    """The asker's world, its trade and traffic, and which of that counts."""
    seen = await info.context.world(info, as_known_at)
    known = await traffic(seen)
    return seen, known, moving.wanted(known, during, chemicals, modes, watched_only)


@strawberry.type
class Trading:
    """Routes and trade."""

    @described(
        "Which routes: legs between ports and airports with what moved on them, usual and "
        "unusual, and seizures at places."
    )
    async def routes(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        during: During = None,
        chemicals: moving.Chemicals = None,
        modes: moving.Modes = None,
        watched_only: moving.WatchedOnly = False,
        box: Box = None,
        limit: routing.LegLimit = 500,
        as_known_at: KnownAt = None,
    ) -> routing.Routes:
        """The route network."""
        seen, known, only = await _told(
            info, as_known_at, during, chemicals, modes, watched_only=watched_only
        )
        return await routing.network(seen, known, limit, only, box)

    @described("What changed ships and went much further than the direct way: possible leads.")
    async def detours(
        self,
        info: Asked,
        during: During = None,
        chemicals: moving.Chemicals = None,
        limit: detouring.DetourLimit = 50,
        as_known_at: KnownAt = None,
    ) -> detouring.RouteDetours:
        """Detours."""
        seen, known, only = await _told(info, as_known_at, during, chemicals, None)
        return await detouring.round_about(seen, known, limit, only)

    @described("Where so many checks see most of the watched flow, with what no choice betters.")
    async def checkpoints(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        capacity: checking.Capacity = 5,
        measure: checking.MeasuredIn = None,
        during: During = None,
        chemicals: moving.Chemicals = None,
        as_known_at: KnownAt = None,
    ) -> checking.Checkpoints:
        """Where to check."""
        seen, known, only = await _told(info, as_known_at, during, chemicals, None)
        return await checking.covered(seen, known, capacity, measure, only)

    @described("The legs of least watched flow whose checking parts two sides, exactly.")
    async def route_cut(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        from_: _FromSome,
        to: SomePlaces,
        measure: checking.MeasuredIn = None,
        during: During = None,
        chemicals: moving.Chemicals = None,
        as_known_at: KnownAt = None,
    ) -> checking.RouteCut:
        """A minimum cut."""
        seen, known, only = await _told(info, as_known_at, during, chemicals, None)
        return await checking.parted(seen, known, (from_, to), measure, only)

    @described("The shortest ways left between two places when others are closed.")
    async def alternatives(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        from_: _From,
        to: OnePlace,
        closed: closing.Closed = None,
        by_sea: closing.BySea = False,
        closed_passages: closing.ClosedPassages = None,
        modes: moving.Modes = None,
        first: closing.Ways = 5,
        as_known_at: KnownAt = None,
    ) -> closing.RouteAlternatives:
        """Substitution after a closure."""
        seen, known, only = await _told(info, as_known_at, None, None, modes)
        shut = frozenset(closed_passages or [])
        asked = closing.Closure((from_, to), closed or [], first, only, by_sea, shut)
        return await closing.left_over(seen, known, asked)

    @described("Watched chemicals in, out and the gap, per party or corridor, month by month.")
    async def trade_balance(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        over: balancing.StruckOver = None,
        during: During = None,
        chemicals: moving.Chemicals = None,
        limit: balancing.AnswerLimit = 50,
        as_known_at: KnownAt = None,
    ) -> balancing.TradeBalances:
        """Balances."""
        seen, known, only = await _told(info, as_known_at, during, chemicals, None)
        return await balancing.struck(seen, known, over, limit, only)

    @described(
        "Consignees, quantities, mixes, new pairs and splitting of watched goods that the other "
        "trade does not explain, with the likeliest innocent explanation."
    )
    async def unusual_trade(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        during: During = None,
        chemicals: moving.Chemicals = None,
        threshold_kg: balancing.Threshold = 1_000.0,
        limit: balancing.AnswerLimit = 50,
        as_known_at: KnownAt = None,
    ) -> balancing.UnusualTrades:
        """Unusual trade."""
        seen, known, only = await _told(info, as_known_at, during, chemicals, None)
        return await balancing.unexplained(seen, known, threshold_kg, limit, only)
