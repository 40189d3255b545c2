"""Which routes there are, and whether the trade on them makes sense."""

import strawberry

from tripoint_api import routing
from tripoint_api.arguments import During, KnownAt
from tripoint_api.asking import Asked
from tripoint_api.described import described


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
        chemicals: routing.Chemicals = None,
        modes: routing.Modes = None,
        limit: routing.LegLimit = 500,
        as_known_at: KnownAt = None,
    ) -> routing.Routes:
        """The route network."""
        seen = await info.context.world(info, as_known_at)
        return await routing.network(seen, during, chemicals, modes, limit)
