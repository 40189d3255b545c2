"""The root of every question."""

import asyncio

import strawberry

from tripoint_api import deciding, declared, finding, runs, screening, searches
from tripoint_api.arguments import (
    AnyId,
    ConductOnly,
    During,
    ExcludeTypes,
    Format,
    From,
    Hops,
    Ids,
    InTimeOrder,
    KnownAt,
    Limit,
    LinkLimit,
    MaxGapDays,
    MinConfidence,
    OneEntity,
    OneLink,
    PerPair,
    SomeIds,
    SourceName,
    States,
    Text,
    To,
)
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.entities import Entity
from tripoint_api.enums import Kinds, names
from tripoint_api.limits import ALIASES_MAX, COST_MAX, DEPTH_MAX, TOKENS_MAX
from tripoint_api.node import Node
from tripoint_api.paging import FIRST_MAX, After, Connection, First, fingerprint, moment_of
from tripoint_api.questions import links_filter, time_order
from tripoint_api.records import Record, record_page
from tripoint_api.searches import Between, ChainConnection, Convergence, Neighbourhood


@strawberry.type(description="Every question; all of them may be asked as known at a moment.")
class Query:
    """Thin: parse, ask, shape."""

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
        min_confidence: MinConfidence = 0.0,
        during: During = None,
        per_pair: PerPair = 1,
        in_order: InTimeOrder = False,
        max_gap_days: MaxGapDays = None,
        as_known_at: KnownAt = None,
    ) -> ChainConnection:
        """Chains between two sets."""
        order = time_order(in_order, max_gap_days)
        only = links_filter(conduct_only, names(exclude_types), min_confidence, during)
        ends = [from_.told(), to.told()]
        walked = [conduct_only, sorted(only.without), min_confidence, only.during]
        timed = [in_order, max_gap_days]
        question = fingerprint("connections", ends, max_hops, per_pair, walked, timed)
        seen = await info.context.world(info, moment_of(after, question, as_known_at))
        rows = from_.rows(seen.snapshot), to.rows(seen.snapshot)
        asked = Between(*rows, max_hops, per_pair, only, order, question)
        return await searches.chain_page(seen, asked, first, after)

    @described("Where the actor classes meet: entities close to all of them, with a chain to each.")
    async def convergence(
        self, info: Asked, first: First = 10, max_hops: Hops = 4, as_known_at: KnownAt = None
    ) -> Convergence:
        """Meetings of classes."""
        seen = await info.context.world(info, as_known_at)
        return await searches.meetings(seen, first, max_hops)

    @described("What lies around some entities: the nearest, and the links among them.")
    async def neighbourhood(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        ids: Ids,
        hops: Hops = 1,
        limit: Limit = 200,
        link_limit: LinkLimit = 1_000,
        as_known_at: KnownAt = None,
    ) -> Neighbourhood:
        """What is near."""
        seen = await info.context.world(info, as_known_at)
        return await searches.around(seen, ids, hops, limit, link_limit)

    @described(
        "Whom on the lists somebody may be, with every reason, and with whom they share a "
        "document, a phone, a booking. Nothing of what is asked is stored."
    )
    async def screen(
        self,
        info: Asked,
        subjects: screening.Subjects = None,
        ids: screening.Known = None,
        on: screening.On = None,
        as_known_at: KnownAt = None,
    ) -> screening.Screening:
        """Screening."""
        seen = await info.context.world(info, as_known_at)
        screens = info.context.screens
        screen = await asyncio.to_thread(screens.of, seen.store, seen.snapshot)
        day = on or seen.moment.date()
        return await screening.screened(
            seen, screen, subjects or [], ids or [], ids=info.context.ids, on=day
        )

    @described(
        "Why two mentions are one, or why not; null alike where one is absent or hidden. Only "
        "people, organisations and vessels are compared."
    )
    async def why(
        self, info: Asked, one: deciding.One, other: deciding.Other, as_known_at: KnownAt = None
    ) -> deciding.WhyAnswer | None:
        """Why and why not."""
        seen = await info.context.world(info, as_known_at)
        return await deciding.why_answer(seen, one, other)

    @described(
        "Pairs that wait for a person, the most worth looking at first; `judge` decides. What a "
        "merge would do to the graph is told after the decision, not before."
    )
    async def review_queue(
        self, info: Asked, first: First = 20, after: After = None, as_known_at: KnownAt = None
    ) -> Connection[deciding.ForReview]:
        """What waits for people."""
        asked = moment_of(after, fingerprint("reviewQueue"), as_known_at)
        return await deciding.review_page(await info.context.world(info, asked), first, after)

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

    @described("Files that were read, newest first, in the state they are in now.")
    async def ingest_runs(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        states: States = None,
        format: Format = None,
        source: SourceName = None,
        first: First = 20,
        after: After = None,
        as_known_at: KnownAt = None,
    ) -> Connection[runs.IngestRun]:
        """Ingest runs."""
        chosen = None if states is None else tuple(names(states))
        wanted = runs.Wanted(chosen, format, source)
        asked = moment_of(after, wanted.question(), as_known_at)
        seen = await info.context.world(info, asked)
        return await runs.run_page(info.context, seen.moment, wanted, first, after)

    @described("Every format that can be read from files.")
    async def formats(self) -> list[declared.FormatDeclared]:
        """The formats."""
        return await asyncio.to_thread(declared.formats)

    @described("Everything that is declared: kinds, links and actor classes.")
    def ontology(self) -> declared.OntologyDeclared:
        """The ontology."""
        return declared.ontology()

    @described("Who asks, and what that lets them see.")
    def viewer(self, info: Asked) -> declared.Viewer:
        """The viewer."""
        return declared.Viewer.of(info.context.viewer)

    @described("The service, its cost model, and its limits.")
    def about(self) -> declared.About:
        """The service."""
        return declared.About(
            name="Tripoint",
            cost_model=declared.COST_MODEL,
            cost_max=COST_MAX,
            depth_max=DEPTH_MAX,
            aliases_max=ALIASES_MAX,
            tokens_max=TOKENS_MAX,
            first_max=FIRST_MAX,
            caution=declared.CAUTION,
        )
