"""Who stands between groups, and which few matter together."""

from enum import Enum

import strawberry

from tripoint_algorithms.groups.groupings import Grouping
from tripoint_algorithms.who_matters.key_players import Aim
from tripoint_api.arguments import ConductOnly, During, Hops, KnownAt, Limit
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.links.questions import links_filter
from tripoint_api.ontology.enums import LinkKinds
from tripoint_api.paging import First
from tripoint_api.who_matters import brokers as playing
from tripoint_api.who_matters.queries import Around, network_asked

_CLASS: Enum = playing.GroupingSaid("class")
_FRAGMENT: Enum = playing.AimSaid("fragment")


@strawberry.type
class Brokering:
    """Who stands between groups, and which few matter together."""

    @described(
        "Who stands between groups, by the roles of Gould and Fernandez: coordinator, consultant, "
        "gatekeeper, representative, liaison. No verdict on anybody."
    )
    async def brokers(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        between: playing.Between = _CLASS,
        directed: playing.Directed = False,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        conduct_only: ConductOnly = False,
        during: During = None,
        first: First = 20,
        as_known_at: KnownAt = None,
    ) -> playing.Brokers:
        """Brokers."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        asked = playing.Brokering(Grouping(str(between.value)), directed, first)
        return await playing.brokering(seen, scope, asked)

    @described(
        "The few who together part a network the most, or reach it the best (Borgatti's key "
        "players). The best alone need not be the best together. No verdict on anybody."
    )
    async def key_players(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        aim: playing.For = _FRAGMENT,
        size: playing.Size = 3,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 300,
        layers: LinkKinds = None,
        conduct_only: ConductOnly = False,
        during: During = None,
        as_known_at: KnownAt = None,
    ) -> playing.KeyPlayers:
        """A set."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        return await playing.playing(seen, scope, Aim(str(aim.value)), size)
