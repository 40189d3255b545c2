"""Who matters in a network, and how sure that is."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.topology import Filter
from tripoint_algorithms.who_matters.key_entities import TOP, WHO
from tripoint_algorithms.who_matters.measures import Measure
from tripoint_api.arguments import ConductOnly, During, Hops, KnownAt, Limit
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.links.questions import EndpointInput, links_filter
from tripoint_api.ontology.enums import Kinds, LinkKinds, names
from tripoint_api.paging import First
from tripoint_api.seen import Seen
from tripoint_api.who_matters import standing

Around = Annotated[
    EndpointInput | None,
    strawberry.argument(description="Where the network begins; null for all that is seen."),
]


async def network_asked(
    info: Asked,
    around: EndpointInput | None,
    size: tuple[int, int],
    layers: Sequence[Enum] | None,
    *,
    only: Filter,
    as_known_at: datetime | None,
) -> tuple[Seen, standing.Scope]:
    """The viewer's world, and which network of it is asked for.

    Args:
        info: the request.
        around: where the network begins; None for all that is seen.
        size: steps from there, and entities, at most.
        layers: kinds of links that tie; None for all.
        only: which links may be used.
        as_known_at: the moment; None for now.
    """
    seen = await info.context.world(info, as_known_at)
    rows = None if around is None else await around.rows(seen, info.context)
    return seen, standing.Scope(rows, *size, frozenset(names(layers)), only)


_BETWEENNESS: Enum = standing.MeasureSaid("betweenness")


@strawberry.type
class Ranking:
    """Who matters in a network, and how sure that is."""

    @described(
        "Who matters in a network: each place with the interval that wrong and missing records "
        "leave it. Name kinds of links in `layers` to see one layer; without, all of them count."
    )
    async def key_entities(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        conduct_only: ConductOnly = False,
        during: During = None,
        measure: standing.By = _BETWEENNESS,
        kinds: Kinds = None,
        first: First = 20,
        top: standing.Top = TOP,
        missing: standing.Missing = 0.1,
        as_known_at: KnownAt = None,
    ) -> standing.KeyEntities:
        """Ranks with intervals."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        wanted = frozenset(names(kinds) or WHO)
        asked = standing.Ranking(Measure(str(measure.value)), wanted, first, top, missing)
        return await standing.ranked(seen, scope, asked)
