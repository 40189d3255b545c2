"""What was read, and what can be."""

import asyncio

import strawberry

from tripoint_api.arguments import AnyId, Format, KnownAt, SourceName, States
from tripoint_api.asking import Asked
from tripoint_api.described import described
from tripoint_api.loading import drafting, runs
from tripoint_api.ontology import declared
from tripoint_api.ontology.enums import names
from tripoint_api.paging import After, Connection, First, moment_of


@strawberry.type
class Loading:
    """What was read, and what can be."""

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

    @described("One file that was read; null where there is none, or not for the viewer.")
    async def ingest_run(
        self, info: Asked, id: AnyId, as_known_at: KnownAt = None
    ) -> runs.IngestRun | None:
        """One ingest run."""
        seen = await info.context.world(info, as_known_at)
        return await runs.one_run(info.context, seen.moment, id)

    @described("Every format that can be read from files.")
    async def formats(self) -> list[declared.FormatDeclared]:
        """The formats."""
        return await asyncio.to_thread(declared.formats)

    @described(
        "Sources whose records the viewer would see: whose they are, and how far to believe them."
    )
    async def sources(self, info: Asked) -> list[declared.SourceDeclared]:
        """The sources."""
        context = info.context
        return await asyncio.to_thread(declared.sources, context.sources, context.viewer)

    @described(
        "Batches that are held back, by name, how far they are and what they would do. For who "
        "may not load there are none."
    )
    async def drafts(
        self,
        info: Asked,
        name: drafting.OneDraft = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[drafting.HeldDraft]:
        """Drafts."""
        return await drafting.draft_page(info.context, name, first, after)
