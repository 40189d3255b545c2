"""Files handed in, looked at, and taken in or thrown away: what only who may load can do."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, TypeVar

import strawberry

from tripoint_api.asking import Asked, Asking
from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.loading.desk import Batch, Busy, Desk, DeskRefused, Held
from tripoint_api.loading.foretold import DryRun, FileOutcome, Foretold
from tripoint_api.loading.runs import ANY, IngestRun, run_page
from tripoint_api.paging import After, Connection, First, cut, fingerprint, page_of
from tripoint_ingest.formats import AUTO
from tripoint_ingest.uploads import UPLOADS_MAX

T = TypeVar("T")

SomeUploads = Annotated[
    list[strawberry.ID],
    strawberry.argument(description=f"What `PUT /uploads` answered, 1 to {UPLOADS_MAX}."),
]
FormatName = Annotated[
    str, strawberry.argument(description=f'How they are read; "{AUTO}" goes by content.')
]
Speaker = Annotated[
    str, strawberry.argument(description='Whom they come from; "" for what the format says.')
]
Strictly = Annotated[
    bool,
    strawberry.argument(description="Whether messages with anything wrong are left out (EDIFACT)."),
]
Retire = Annotated[
    bool,
    strawberry.argument(description="Whether even most of a list that is gone from it goes."),
]
DraftName = Annotated[
    str, strawberry.argument(description="Letters, digits, dots and dashes, 64 at most.")
]
OneDraft = Annotated[
    str | None, strawberry.argument(description="Only the draft of this name; null for all.")
]


@strawberry.type(description="How far the file that is being read has come.")
class LoadingProgress:
    """`outcome.Progress`."""

    file: str = strawberry.field(description="Its name.")
    read: int = strawberry.field(description="Records read so far.")
    issues: int = strawberry.field(description="Issues found so far.")
    share: float | None = strawberry.field(
        description="The part of it that is read, 0 to 1; null where that cannot be told."
    )
    seconds_left: float | None = strawberry.field(
        description="Seconds to its end at the rate so far; null where that cannot be told."
    )


@strawberry.type(description="A batch that is held back until somebody accepts or drops it.")
class HeldDraft:
    """`desk.Held`."""

    asking: strawberry.Private[Asking]
    held: strawberry.Private[Held]
    name: str = strawberry.field(
        description="Its name; the header `X-Tripoint-Draft` asks every question with it."
    )
    begun_at: datetime | None = strawberry.field(description="When its first file was begun.")
    records: int = strawberry.field(description="Records that it holds.")
    issues: int = strawberry.field(description="Rows with something wrong.")
    lost: int = strawberry.field(description="Of those, rows left out.")
    reading: bool = strawberry.field(
        description="Whether it is still being read, or waits for its turn: ask again later."
    )
    error: str = strawberry.field(description='Why the reading broke off, or "".')
    progress: LoadingProgress | None = strawberry.field(description="While it is being read.")
    files: list[FileOutcome] = strawberry.field(
        description="What came of each file that was sent to this service since it began."
    )

    @classmethod
    def of(cls, asking: Asking, held: Held) -> "HeldDraft":
        """The type of a held batch."""
        progress = held.progress
        return cls(
            asking=asking,
            held=held,
            name=held.name,
            begun_at=held.begun_at,
            records=held.records,
            issues=held.issues,
            lost=held.lost,
            reading=held.reading,
            error=held.error,
            progress=LoadingProgress(
                file=progress.file.name,
                read=progress.read,
                issues=progress.issues,
                share=progress.share,
                seconds_left=progress.left,
            )
            if progress
            else None,
            files=[FileOutcome.of(outcome) for outcome in held.outcomes],
        )

    @described("What was read into it, newest first, with what was wrong.")
    async def runs(self, first: First = 20, after: After = None) -> Connection[IngestRun]:
        """Its runs."""
        desk = loading_desk(self.asking)
        draft = await at_desk(lambda: desk.opened(self.name))
        own = self.asking.over(draft.own, self.asking.worlds)
        return await run_page(own, self.asking.now, ANY, first, after)

    @described("What accepting it would do to the world as it is now.")
    async def world(self) -> Foretold:
        """What would become of the world."""
        desk, viewer = loading_desk(self.asking), self.asking.viewer
        return Foretold.of(await at_desk(lambda: desk.foretell(self.name, viewer)))


@strawberry.type(description="A draft whose reading has begun.")
class DraftBegun:
    """A name to ask by."""

    name: str = strawberry.field(description="Ask `drafts(name: ...)` how far it is.")


@strawberry.type(description="What came of accepting a draft.")
class DraftAccepted:
    """`accepting.Accepted`."""

    name: str = strawberry.field(description="The draft, which is gone now.")
    new: int = strawberry.field(description="Records that the store had not held.")
    known: int = strawberry.field(description="Records that it had.")
    runs: int = strawberry.field(description="Files that they came from.")


@strawberry.type(description="A draft that is gone.")
class DraftDropped:
    """A name."""

    name: str = strawberry.field(description="The draft; the store is as if it had never been.")


@strawberry.type
class Drafting:
    """What can be done with files by who holds the right to load."""

    @described("Read files that were sent, say what would become of the world, and keep nothing.")
    async def ingest_dry_run(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        uploads: SomeUploads,
        format: FormatName = AUTO,
        source: Speaker = "",
        strict: Strictly = False,
        retire: Retire = False,
    ) -> DryRun:
        """A dry run."""
        desk, viewer = loading_desk(info.context), info.context.viewer
        batch = _batch(uploads, format, source, strict, retire)
        return DryRun.of(await at_desk(lambda: desk.rehearse(batch, viewer)))

    @described(
        "Begin to read files that were sent into a draft: a new one, or one that is there. The "
        "store does not change; `drafts` tells how far it is and what it would do."
    )
    async def hold_draft(  # noqa: PLR0917 - arguments of a field are named by those who ask
        self,
        info: Asked,
        name: DraftName,
        uploads: SomeUploads,
        format: FormatName = AUTO,
        source: Speaker = "",
        strict: Strictly = False,
        retire: Retire = False,
    ) -> DraftBegun:
        """Hold back."""
        desk = loading_desk(info.context)
        batch = _batch(uploads, format, source, strict, retire)
        await at_desk(lambda: desk.hold(name, batch))
        return DraftBegun(name=name)

    @described(
        "Take a draft's records into the store; given again after an interruption, it goes on."
    )
    async def accept_draft(self, info: Asked, name: DraftName) -> DraftAccepted:
        """Accept."""
        desk = loading_desk(info.context)
        done = await at_desk(lambda: desk.accept(name))
        return DraftAccepted(name=name, new=done.new, known=done.known, runs=done.runs)

    @described("Throw a draft away.")
    async def drop_draft(self, info: Asked, name: DraftName) -> DraftDropped:
        """Drop."""
        desk = loading_desk(info.context)
        await at_desk(lambda: desk.drop(name))
        return DraftDropped(name=name)


def loading_desk(asking: Asking) -> Desk:
    """The desk, for who may load.

    Raises:
        Refused: the viewer does not hold that right.
    """
    if asking.desk is None or not asking.desk.may_load(asking.viewer):
        raise Refused(Code.NOT_ALLOWED, "this viewer does not hold the right to load")
    return asking.desk


async def at_desk(work: Callable[[], T]) -> T:
    """What the desk answers.

    Raises:
        Refused: it cannot be done, or not now.
    """
    try:
        return await asyncio.to_thread(work)
    except Busy as error:
        raise Refused(Code.BUSY, str(error)) from error
    except DeskRefused as error:
        raise Refused(Code.BAD_ARGUMENT, str(error)) from error


async def draft_page(
    asking: Asking, name: str | None, first: int, after: str | None
) -> Connection[HeldDraft]:
    """A page of the drafts; for who may not load there are none."""
    question = fingerprint("drafts", name)
    desk = asking.desk
    held = await at_desk(desk.drafts) if desk and desk.may_load(asking.viewer) else []
    wanted = [each for each in held if name in {None, each.name}]
    page = cut(wanted, first, after, question, _name)
    nodes = [HeldDraft.of(asking, each) for each in page.items]
    return page_of(page, nodes, moment=asking.now, question=question, key=_name, ranked_by="name")


def _name(held: Held) -> str:
    return held.name


def _batch(
    uploads: list[strawberry.ID], format: str, source: str, strict: bool, retire: bool
) -> Batch:
    if not 1 <= len(uploads) <= UPLOADS_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"`uploads` holds 1 to {UPLOADS_MAX} ids")
    return Batch(tuple(map(str, uploads)), format, source, strict=strict, retire=retire)
