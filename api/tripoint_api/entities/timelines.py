"""A timeline as GraphQL: what is dated of some entities, no more exactly than it was told."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.timeline import (
    EVENTS_MAX,
    RANKED_BY,
    Event,
    Kind,
    Wanted,
    records_about,
    timeline,
)
from tripoint_api.described import described
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.link import Link
from tripoint_api.entities.record import Record, record_page
from tripoint_api.links.questions import rows_of
from tripoint_api.links.searches import Truncated, within
from tripoint_api.ontology.enums import described_enum
from tripoint_api.paging import After, Connection, First, fingerprint
from tripoint_api.seen import Seen
from tripoint_graph.columns import hex_of
from tripoint_graph.dating import Precision, ToldTime, observed, told_time, validity
from tripoint_graph.moments import span

RECORDS_READ = 5_000
"""Records whose dates one answer reads, at most: the first by id."""

TimelineKind = described_enum(
    "TimelineKind",
    "What an event of a timeline is.",
    {
        "link": (str(Kind.LINK), "A link is said to have held then."),
        "record": (str(Kind.RECORD), "A source saw then what its record tells."),
    },
)

DatePrecision = described_enum(
    "DatePrecision",
    "How exactly a date is told.",
    {
        "year": (str(Precision.YEAR), "2026"),
        "month": (str(Precision.MONTH), "2026-11"),
        "day": (str(Precision.DAY), "2026-11-23"),
        "minute": (str(Precision.MINUTE), "2026-11-23T10:30"),
        "second": (str(Precision.SECOND), "2026-11-23T10:30:05"),
    },
)

EventKinds = Annotated[
    list[Enum] | None,
    strawberry.argument(
        graphql_type=list[TimelineKind] | None,  # type: ignore[valid-type]  # made by a function
        description="Only links, or only records; null for both.",
    ),
]
EventLimit = Annotated[
    int, strawberry.argument(description=f"Events to show, 1 to {EVENTS_MAX}: the latest are kept.")
]


@strawberry.type(description="A date as it was told: a span of time where it was told roughly.")
class DateTold:
    """`dating.ToldTime`."""

    text: str = strawberry.field(description='As the record has it, such as "2026-11".')
    earliest: datetime = strawberry.field(description="The first second it can mean, in UTC.")
    latest: datetime = strawberry.field(description="The last second it can mean, in UTC.")
    precision: str = strawberry.field(graphql_type=DatePrecision, description="How exact it is.")

    @classmethod
    def of(cls, told: ToldTime | None) -> "DateTold | None":
        """The type of a date; None where none is told."""
        if told is None:
            return None
        return cls(
            text=told.text,
            earliest=datetime.fromtimestamp(told.earliest, UTC),
            latest=datetime.fromtimestamp(told.latest, UTC),
            precision=str(told.precision),
        )


@strawberry.type(description="A link that is said to have held, or a record made, at a time.")
class TimelineEvent:
    """`timeline.Event`, with its dates as they were told."""

    seen: strawberry.Private[Seen]
    event: strawberry.Private[Event]
    id: strawberry.ID = strawberry.field(
        description="Of a claim or a record: `node` finds the link or the record by it."
    )
    kind: str = strawberry.field(graphql_type=TimelineKind, description="A link or a record.")
    at: DateTold | None = strawberry.field(
        description="When it began, or was seen; null where only its end is told."
    )
    until: DateTold | None = strawberry.field(
        description="When it ended; null where that is not told or is the same as `at`."
    )
    link: Link | None = strawberry.field(description="The link; null for a record.")

    @described("The event in words, without its dates.")
    async def summary(self) -> str:
        """In words."""
        if self.link is not None:
            return await self.link.in_words()
        told = await self.record()
        return f"{told.source} told of it: {told.source_key}, grade {told.grade}" if told else ""

    @described("Both ends of the link; of those asked, the ones that the record mentions.")
    def entities(self) -> list[Entity]:
        """Its entities."""
        return [Entity.of(self.seen, row) for row in self.event.entities]

    @described("The record; null for a link.")
    async def record(self) -> Record | None:
        """Its record."""
        if self.event.kind is Kind.LINK:
            return None
        (id,) = self.seen.snapshot.record_names(self.event.records)
        found = await self.seen.records.load(id)
        return Record.of(self.seen, found) if found else None

    @described("The records that give just this time, by id.")
    async def records(self, first: First = 20, after: After = None) -> Connection[Record]:
        """Its evidence."""
        ids = self.seen.snapshot.record_names(self.event.records)
        return await record_page(self.seen, ids, first, after, fingerprint("event", self.id))


@strawberry.type(description="What is dated of some entities, in the order of time.")
class Timeline:
    """`timeline.Timeline`."""

    events: list[TimelineEvent] = strawberry.field(
        description="The earliest first; of too many the latest are shown."
    )
    undated_links: int = strawberry.field(
        description="Links of these entities of which no record gives a date: they are no events."
    )
    undated_records: int = strawberry.field(
        description="Records of these entities that do not say when their source saw it."
    )
    unread_records: int = strawberry.field(
        description=f"Records beyond the first {RECORDS_READ:,} by id, whose dates were not read."
    )
    truncated: Truncated = strawberry.field(description="How many of the events are shown.")


async def events_of(seen: Seen, ids: Sequence[str], only: Wanted, limit: int) -> Timeline:
    """The timeline of some entities.

    Raises:
        Refused: the limit is out of range, or an id is of nothing that the viewer sees.
    """
    within("limit", limit, EVENTS_MAX)
    rows = rows_of(seen.snapshot, ids)
    found = await asyncio.to_thread(_found, seen, rows, only, limit)
    return Timeline(
        events=[_event(seen, *each) for each in found.events],
        undated_links=found.undated_links,
        undated_records=found.undated_records,
        unread_records=found.unread_records,
        truncated=Truncated(shown=len(found.events), total=found.total, ranked_by=RANKED_BY),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """Events with their dates, and what is not among them."""

    events: list[tuple[Event, str, str]]
    total: int
    undated_links: int
    undated_records: int
    unread_records: int


def _found(seen: Seen, rows: list[int], only: Wanted, limit: int) -> _Found:
    world, store = seen.snapshot, seen.store
    about = records_about(world, rows) if Kind.RECORD in only.kinds else records_about(world, ())
    read = about[:RECORDS_READ]
    told = observed(store, world, read)
    spans = {row: span(text) for row, text in told.items()}
    line = timeline(world, rows, observed=spans, only=only, limit=limit)
    first = [event.claims[0] for event in line.events if event.claims]
    held = validity(store, world, first)
    dated = [
        (event, *(held.get(event.claims[0], ("", "")) if event.claims else (told[event.row], "")))
        for event in line.events
    ]
    return _Found(dated, line.total, line.undated, len(read) - len(told), len(about) - len(read))


def _event(seen: Seen, event: Event, at: str, until: str) -> TimelineEvent:
    world = seen.snapshot
    if event.kind is Kind.LINK:
        id = hex_of(world.claim_id[list(event.claims[:1])])[0]
    else:
        id = str(world.record_names(event.records)[0])
    return TimelineEvent(
        seen=seen,
        event=event,
        id=strawberry.ID(id),
        kind=str(event.kind),
        at=DateTold.of(told_time(at)),
        until=DateTold.of(told_time(until if until != at else "")),
        link=Link.of(seen, event.row) if event.kind is Kind.LINK else None,
    )
