"""Ingest runs as GraphQL types: what was read, and what was wrong with it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import strawberry

from tripoint_api.asking import Asking
from tripoint_api.described import described
from tripoint_api.ontology.enums import RunState
from tripoint_api.paging import After, Connection, First, cut, fingerprint, page_of
from tripoint_graph.model import Issue, Run

Rule = Annotated[
    str | None, strawberry.argument(description='Only issues of this rule, such as "bad-date".')
]
Lost = Annotated[
    bool | None, strawberry.argument(description="Only rows left out, or only those kept.")
]


@strawberry.type(description="Something wrong with an input: what, where, why, what to do.")
class IngestIssue:
    """`model.Issue`."""

    file: str = strawberry.field(description="The file's name.")
    position: str = strawberry.field(description="Where in the file.")
    field: str = strawberry.field(description='The field at fault, or "".')
    rule: str = strawberry.field(description="A stable code.")
    reason: str = strawberry.field(description="What is wrong, in words.")
    hint: str = strawberry.field(description="What to do about it.")
    lost: bool = strawberry.field(description="Whether the row was left out.")
    excerpt: str = strawberry.field(description="The text at fault, cut.")

    @classmethod
    def of(cls, issue: Issue) -> "IngestIssue":
        """The type of an issue."""
        return cls(
            file=issue.file,
            position=issue.position,
            field=issue.field,
            rule=issue.rule,
            reason=issue.reason,
            hint=issue.hint,
            lost=issue.lost,
            excerpt=issue.excerpt,
        )


@strawberry.type(description="One file read by one reader.")
class IngestRun:
    """`model.Run`."""

    asking: strawberry.Private[Asking]
    moment: strawberry.Private[datetime]
    run: strawberry.Private[Run]
    id: strawberry.ID = strawberry.field(description="The same for the same file and source.")
    source: str = strawberry.field(description="The source it was read as.")
    format: str = strawberry.field(description="The format it was read as.")
    file: str = strawberry.field(description="The file's name, without its folder.")
    state: str = strawberry.field(graphql_type=RunState, description="How far it came.")
    started_at: datetime = strawberry.field(description="When the reading began, in UTC.")
    finished_at: datetime | None = strawberry.field(
        description="When it ended, in UTC; null while it has not."
    )
    read: int = strawberry.field(description="Records the reader gave.")
    new: int = strawberry.field(description="Of those, records the store did not hold.")
    lost: int = strawberry.field(description="Rows left out.")
    error: str = strawberry.field(description='Why it failed, or "".')
    edition: str = strawberry.field(description='The edition of its list that it is, or "".')
    whole: bool = strawberry.field(
        description="Whether all of an edition was read, so that what it lacks was withdrawn."
    )

    @classmethod
    def of(cls, asking: Asking, moment: datetime, run: Run) -> "IngestRun":
        """The type of a run."""
        return cls(
            asking=asking,
            moment=moment,
            run=run,
            id=strawberry.ID(run.id),
            source=run.source,
            format=run.format,
            file=run.file,
            state=str(run.state),
            started_at=run.started_at,
            finished_at=run.finished_at,
            read=run.read,
            new=run.new,
            lost=run.lost,
            error=run.error,
            edition=run.edition,
            whole=run.whole,
        )

    @described("What was wrong, in the order found.")
    async def issues(
        self,
        first: First = 20,
        after: After = None,
        rule: Rule = None,
        lost: Lost = None,
    ) -> Connection[IngestIssue]:
        """Its issues."""
        question = fingerprint("issues", self.id, rule, lost)
        found = await asyncio.to_thread(self.asking.store.issues, self.run.id, self.asking.viewer)
        numbered = [
            (at, issue)
            for at, issue in enumerate(found)
            if rule in {None, issue.rule} and lost in {None, issue.lost}
        ]
        page = cut(numbered, first, after, question, _number)
        nodes = [IngestIssue.of(issue) for _, issue in page.items]
        return page_of(
            page,
            nodes,
            moment=self.moment,
            question=question,
            key=_number,
            ranked_by="place in the file, as found",
        )


def _number(numbered: tuple[int, Issue]) -> str:
    return str(numbered[0])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which runs are asked for; None for any.

    Attributes:
        states: how far they came.
        format, source: what they were read as.
    """

    states: tuple[str, ...] | None
    format: str | None
    source: str | None

    def holds(self, run: Run) -> bool:
        """Whether a run is one of them."""
        return (
            (self.states is None or str(run.state) in self.states)
            and self.format in {None, run.format}
            and self.source in {None, run.source}
        )

    def question(self) -> str:
        """Its fingerprint, for cursors."""
        return fingerprint("ingestRuns", self.states, self.format, self.source)


ANY = Wanted(None, None, None)


async def run_page(
    asking: Asking, moment: datetime, wanted: Wanted, first: int, after: str | None
) -> Connection[IngestRun]:
    """A page of the runs that began by a moment, newest first, in the state they are in now."""
    question = wanted.question()
    found = [run for run in await _begun(asking, moment) if wanted.holds(run)]
    page = cut(found, first, after, question, _id)
    nodes = [IngestRun.of(asking, moment, run) for run in page.items]
    return page_of(
        page,
        nodes,
        moment=moment,
        question=question,
        key=_id,
        ranked_by="when the reading began, the newest first",
    )


async def one_run(asking: Asking, moment: datetime, id: str) -> IngestRun | None:
    """A run that began by a moment; None where the viewer sees none of that id."""
    found = next((run for run in await _begun(asking, moment) if run.id == id), None)
    return None if found is None else IngestRun.of(asking, moment, found)


async def _begun(asking: Asking, moment: datetime) -> list[Run]:
    runs = await asyncio.to_thread(asking.store.runs, asking.viewer)
    return [run for run in runs if run.started_at <= moment]


def _id(run: Run) -> str:
    return run.id
