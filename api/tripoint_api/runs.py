"""Ingest runs as GraphQL types: what was read, and what was wrong with it."""

import asyncio
from datetime import datetime

import strawberry

from tripoint_api.asking import Asking
from tripoint_api.described import described
from tripoint_api.paging import Connection, connected, cut, fingerprint
from tripoint_graph.model import Issue, Run


@strawberry.type(description="Something wrong with an input: what, where, why, what to do.")
class IngestIssue:
    """`model.Issue`."""

    file: str
    position: str = strawberry.field(description="Where in the file.")
    field: str = strawberry.field(description='The field at fault, or "".')
    rule: str = strawberry.field(description="A stable code.")
    reason: str
    hint: str = strawberry.field(description="What to do about it.")
    lost: bool = strawberry.field(description="Whether the row was left out.")
    excerpt: str

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
    id: strawberry.ID
    source: str
    format: str
    file: str
    state: str = strawberry.field(description="running, finished or failed.")
    started_at: datetime
    finished_at: datetime | None
    read: int = strawberry.field(description="Records the reader gave.")
    new: int = strawberry.field(description="Of those, records the store did not hold.")
    lost: int = strawberry.field(description="Rows left out.")
    error: str = strawberry.field(description='Why it failed, or "".')

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
        )

    @described("What was wrong, in the order found.")
    async def issues(self, first: int = 20, after: str | None = None) -> Connection[IngestIssue]:
        """Its issues."""
        question = fingerprint("issues", self.id)
        found = await asyncio.to_thread(self.asking.store.issues, self.run.id, self.asking.viewer)
        numbered = list(enumerate(found))
        page = cut(numbered, first, after, question, _number)
        nodes = [IngestIssue.of(issue) for _, issue in page.items]
        edges, info = connected(page, nodes, moment=self.moment, question=question, key=_number)
        return Connection(edges=edges, page_info=info)


def _number(numbered: tuple[int, Issue]) -> str:
    return str(numbered[0])


async def run_page(
    asking: Asking, moment: datetime, first: int, after: str | None
) -> Connection[IngestRun]:
    """A page of the runs that began by a moment, newest first, in the state they are in now."""
    question = fingerprint("ingestRuns")
    runs = await asyncio.to_thread(asking.store.runs, asking.viewer)
    page = cut([r for r in runs if r.started_at <= moment], first, after, question, _id)
    nodes = [IngestRun.of(asking, moment, run) for run in page.items]
    edges, info = connected(page, nodes, moment=moment, question=question, key=_id)
    return Connection(edges=edges, page_info=info)


def _id(run: Run) -> str:
    return run.id
