"""Finding things by text and by id, and the records behind them."""

import strawberry

from tripoint_api.arguments import AnyId, Ids, KnownAt, OneEntity, OneLink, SomeIds, Text
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.entities import finding
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.node import Node
from tripoint_api.entities.record import Record, record_page
from tripoint_api.ontology.enums import Kinds, names
from tripoint_api.paging import After, Connection, First, fingerprint, moment_of


@strawberry.type
class Finding:
    """Finding things by text and by id, and the records behind them."""

    @described("Entities of which a name or a number holds every word; the shortest value first.")
    async def search(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        text: Text,
        kinds: Kinds = None,
        first: First = 20,
        after: After = None,
        as_known_at: KnownAt = None,
    ) -> finding.SearchConnection:
        """Search by text."""
        wanted = names(kinds)
        question = fingerprint("search", text, wanted)
        seen = await info.context.world(info, moment_of(after, question, as_known_at))
        return await finding.search(seen, text, wanted, first, after)

    @described(
        "What an id names: an entity, a mention, a record, or a link by a claim of it. "
        "Null alike for what does not exist and for what is hidden."
    )
    async def node(self, info: Asked, id: AnyId, as_known_at: KnownAt = None) -> Node | None:
        """Find by id."""
        seen = await info.context.world(info, as_known_at)
        return (await finding.find_nodes(seen, [id]))[0]

    @described("What each of up to 100 ids names, in the order asked; null as for `node`.")
    async def nodes(self, info: Asked, ids: Ids, as_known_at: KnownAt = None) -> list[Node | None]:
        """Find by ids."""
        return await finding.find_nodes(await info.context.world(info, as_known_at), ids)

    @described("The entity of its own or a mention's id; null alike for absent and hidden.")
    async def entity(self, info: Asked, id: AnyId, as_known_at: KnownAt = None) -> Entity | None:
        """Find an entity."""
        return finding.find_entity(await info.context.world(info, as_known_at), id)

    @described("Records: by their ids, of one entity, or of one link. Give exactly one of these.")
    async def records(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        ids: SomeIds = None,
        entity: OneEntity = None,
        link: OneLink = None,
        first: First = 20,
        after: After = None,
        as_known_at: KnownAt = None,
    ) -> Connection[Record]:
        """Evidence."""
        question = fingerprint("records", ids, entity, link)
        seen = await info.context.world(info, moment_of(after, question, as_known_at))
        asked = await finding.records_asked(seen, ids, entity, link)
        return await record_page(seen, asked, first, after, question)
