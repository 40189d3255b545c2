"""What is probably missing."""

import strawberry

from tripoint_api.arguments import ConductOnly, During, Hops, KnownAt, Limit
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.links.questions import links_filter
from tripoint_api.ontology.enums import LinkKinds, names
from tripoint_api.paging import First
from tripoint_api.suggestions import missing as suggesting
from tripoint_api.who_matters.queries import Around, network_asked


@strawberry.type
class Suggesting:
    """What is probably missing."""

    @described(
        "What is probably missing: pairs that look like linked ones, each as sure as links say "
        "that were held back. `layers` says which links tie, `suggest` which are looked for. Hints "
        "where to collect: no links, and no other answer knows of them."
    )
    async def missing_links(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        around: Around = None,
        hops: Hops = 2,
        limit: Limit = 500,
        layers: LinkKinds = None,
        suggest: LinkKinds = None,
        conduct_only: ConductOnly = False,
        during: During = None,
        first: First = 20,
        as_known_at: KnownAt = None,
    ) -> suggesting.MissingLinks:
        """Suggestions."""
        only = links_filter(conduct_only, [], 0.0, during)
        seen, scope = await network_asked(
            info, around, (hops, limit), layers, only=only, as_known_at=as_known_at
        )
        asked = suggesting.Suggesting(frozenset(names(suggest)), first)
        return await suggesting.suggested(seen, scope, asked)
