"""Finding things by text and by id."""

import asyncio
from collections.abc import Sequence

import strawberry

from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import Link, find_links
from tripoint_api.entities.node import Node, is_id
from tripoint_api.entities.record import Mention, Record
from tripoint_api.links.questions import IDS_MAX, TEXT_MAX
from tripoint_api.paging import Connection, connected, cut, fingerprint
from tripoint_api.seen import Seen
from tripoint_graph.columns import ids_from_hex
from tripoint_graph.model import MentionId, RecordId
from tripoint_graph.ports import SEARCH_MAX
from tripoint_graph.snapshot import row_of


@strawberry.type(description="An entity that a text was found in.")
class SearchHit:
    """An entity, and why it was found."""

    entity: Entity = strawberry.field(description="What was found.")
    matched: str = strawberry.field(description="The value that holds every word, normalised.")


@strawberry.type(description="A page of what was found, the shortest matching value first.")
class SearchConnection(Connection[SearchHit]):
    """Hits, and whether they are all."""

    complete: bool = strawberry.field(
        description=f"False where more than {SEARCH_MAX} mentions match: narrow the text."
    )


async def search(
    seen: Seen, text: str, kinds: list[str], first: int, after: str | None
) -> SearchConnection:
    """A page of the entities of which one value holds every word."""
    if len(text) > TEXT_MAX:
        told = f"`text` has at most {TEXT_MAX} characters, not {len(text)}; search for fewer words"
        raise Refused(Code.BAD_ARGUMENT, told)
    world = seen.snapshot
    hits = await asyncio.to_thread(
        seen.store.search, text, world.viewer, kinds, SEARCH_MAX, world.commit
    )
    matched: dict[int, str] = {}
    for hit in hits:
        entity = world.find(hit.mention)
        if entity is not None:
            matched.setdefault(entity, hit.text)
    question = fingerprint("search", text, kinds)
    page = cut(list(matched), first, after, question, world.entity_name)
    nodes = [SearchHit(entity=Entity.of(seen, row), matched=matched[row]) for row in page.items]
    edges, info = connected(
        page, nodes, moment=seen.moment, question=question, key=world.entity_name
    )
    complete = len(hits) < SEARCH_MAX
    return SearchConnection(
        edges=edges,
        page_info=info,
        shown=len(edges),
        total=page.total if complete else None,
        ranked_by="length of the matching value, the shortest first; ties by id",
        complete=complete,
    )


async def find_nodes(seen: Seen, ids: Sequence[str]) -> list[Node | None]:
    """What each id names, in the order asked: an entity before a mention of the same id, then a
    record, then a link by one of its claims.

    None alike for what does not exist and for what the viewer may not see.

    Raises:
        Refused: there are too many.
    """
    if len(ids) > IDS_MAX:
        raise Refused(
            Code.BAD_ARGUMENT, f"`ids` holds at most {IDS_MAX} ids; ask in several requests"
        )
    world = seen.snapshot
    found: dict[str, Node] = {}
    asked = [id for id in dict.fromkeys(ids) if is_id(id)]
    for id in asked:
        entity = row_of(world.entity_id, ids_from_hex([id])[0])
        if entity is not None:
            found[id] = Entity.of(seen, entity)
    for mention in await seen.read_mentions([MentionId(id) for id in asked if id not in found]):
        found[mention.id] = Mention.of(seen, mention)
    for record in await seen.read_records([RecordId(id) for id in asked if id not in found]):
        found[record.id] = Record.of(seen, record)
    rest = [id for id in asked if id not in found]
    links = await asyncio.to_thread(find_links, world, rest)
    found |= {id: Link.of(seen, row) for id, row in links.items()}
    return [found.get(id) for id in ids]


def find_entity(seen: Seen, id: str) -> Entity | None:
    """The entity that an entity's or a mention's id names."""
    row = seen.snapshot.find(id)
    return None if row is None else Entity.of(seen, row)


async def records_asked(
    seen: Seen, ids: Sequence[str] | None, entity: str | None, link: str | None
) -> list[RecordId]:
    """The ids of the records that a question names; hidden ones are left out with the absent.

    Raises:
        Refused: not exactly one of the three is given, or there are too many ids.
    """
    if sum(each is not None for each in (ids, entity, link)) != 1:
        raise Refused(Code.BAD_ARGUMENT, "give exactly one of `ids`, `entity` and `link`")
    world = seen.snapshot
    if entity is not None:
        row = world.find(entity)
        return [] if row is None else await asyncio.to_thread(world.records_of_entity, row)
    if link is not None:
        asked = [link] if is_id(link) else []
        rows = await asyncio.to_thread(find_links, world, asked)
        return [record for row in rows.values() for record in world.records_of(row)]
    named = list(dict.fromkeys(ids or []))
    if len(named) > IDS_MAX:
        raise Refused(
            Code.BAD_ARGUMENT, f"`ids` holds at most {IDS_MAX} ids; ask in several requests"
        )
    well_formed = [RecordId(id) for id in named if is_id(id)]
    return [each.id for each in await seen.read_records(well_formed)]
