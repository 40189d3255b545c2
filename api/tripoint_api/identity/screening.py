"""Screening: whom on the lists somebody may be, and with whom they share something."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from tripoint_api.described import described
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.entities.entity import Entity
from tripoint_api.entities.record import Record
from tripoint_api.identity.comparisons import Evidence, SameOrNot
from tripoint_api.links.questions import rows_of
from tripoint_api.seen import Seen
from tripoint_graph.ids import Ids
from tripoint_graph.legible import check_legible
from tripoint_graph.model import Record as StoredAsRecord
from tripoint_resolution.criteria import Criteria
from tripoint_resolution.profile import Profile, profile_of
from tripoint_resolution.screening.asked import SUBJECT, named
from tripoint_resolution.screening.entries import Entry
from tripoint_resolution.screening.known import known_subjects, parties
from tripoint_resolution.screening.leads import LeadState
from tripoint_resolution.screening.report import report_of
from tripoint_resolution.screening.screen import Hit, Screen
from tripoint_resolution.screening.shared_things import Graph, Shared

SUBJECTS_MAX = 50
"""People and things named in one question, at most."""

CAUTION = "Each hit is a lead to look into, not a finding about anybody."


@strawberry.input(description="Somebody who need not be in the graph, and what is known of them.")
class SubjectInput:
    """A name with whatever else is known."""

    names: list[str] = strawberry.field(description="What they are called, in any script.")
    kind: str = strawberry.field(
        default="person", description="What is named: person, organisation or vessel."
    )
    birth_date: str = strawberry.field(default="", description="1980, 1980-02 or 1980-02-03.")
    nationality: str = strawberry.field(default="", description="A country's code or name.")
    document: str = strawberry.field(default="", description="A number, or number/issuer.")
    phone: str = strawberry.field(default="", description="With its country: +62 812 …")
    email: str = strawberry.field(default="", description="An address.")

    def record(self) -> StoredAsRecord:
        """As a record that is never stored.

        Raises:
            Refused: no name is given, no such kind is screened, or a value cannot be read.
        """
        if not any(name.strip() for name in self.names):
            raise Refused(Code.BAD_ARGUMENT, "`names` holds at least one name")
        own = {"birth_date": self.birth_date, "nationality": self.nationality}
        linked = {"document": self.document, "phone": self.phone, "email": self.email}
        try:
            check_legible(own | linked)
            return named(self.kind, self.names, own, linked)
        except ValueError as error:
            raise Refused(Code.BAD_ARGUMENT, str(error)) from error


Subjects = Annotated[
    list[SubjectInput] | None,
    strawberry.argument(description=f"Whom to screen, {SUBJECTS_MAX} at most."),
]
Known = Annotated[
    list[strawberry.ID] | None,
    strawberry.argument(
        description="Of the graph: people and parties, or bookings, flights and consignments, "
        f"of which everybody is screened; {SUBJECTS_MAX} at most."
    ),
]
On = Annotated[
    date | None,
    strawberry.argument(description="The day of the screening; else that of the answer."),
]


@strawberry.type(description="A possible match with an entry of a list: a lead, never a verdict.")
class ScreeningHit:
    """`screen.Hit`."""

    seen: strawberry.Private[Seen]
    entry: strawberry.Private[Entry]
    state: str = strawberry.field(
        description="`new`: nobody has looked yet. Only a named person changes that, with reasons."
    )
    probability: float = strawberry.field(description="That the two are one, in (0, 1).")
    evidence: list[Evidence] = strawberry.field(
        description="What speaks for it and against; the weights add up to the log-odds."
    )
    names: list[str] = strawberry.field(description="What the entry calls who is listed.")
    list_: str = strawberry.field(name="list", description="The list.")
    issuer: str = strawberry.field(description="The source that published it.")
    reference: str = strawberry.field(description="The entry's own number.")
    basis: str = strawberry.field(description="The regime that it is listed under.")
    listed_on: str = strawberry.field(description="Since when; empty where not told.")
    review_by: date | None = strawberry.field(
        description="By when the entry must be looked at again; null where no date is known."
    )
    review_overdue: bool = strawberry.field(description="Whether that day had passed.")
    expires_on: str = strawberry.field(
        description="Until when it holds; empty where not told. Expired entries never match."
    )

    @classmethod
    def of(cls, seen: Seen, hit: Hit) -> "ScreeningHit":
        """The type of a hit."""
        entry = hit.entry
        return cls(
            seen=seen,
            entry=entry,
            state=str(LeadState.NEW),
            probability=hit.probability,
            evidence=[Evidence.of(each) for each in hit.comparison.evidence],
            names=list(entry.profile.names),
            list_=entry.list,
            issuer=entry.source,
            reference=entry.reference,
            basis=entry.basis,
            listed_on=entry.listed_on,
            review_by=hit.review_by,
            review_overdue=hit.review_overdue,
            expires_on=entry.expires_on,
        )

    @described("Who is listed.")
    def entity(self) -> Entity | None:
        """The entry's entity."""
        row = self.seen.snapshot.find(self.entry.mention)
        return None if row is None else Entity.of(self.seen, row)

    @described("The entry word for word.")
    async def record(self) -> Record | None:
        """The entry's record."""
        found = await self.seen.records.load(self.entry.record)
        return None if found is None else Record.of(self.seen, found)


@strawberry.type(description="Somebody in the graph who is linked to the same thing.")
class SharedThing:
    """`shared_things.Shared`."""

    seen: strawberry.Private[Seen]
    shared: strawberry.Private[Shared]
    link: str = strawberry.field(description="How both are linked to it: a kind of link.")
    same: SameOrNot | None = strawberry.field(
        description="Whether the two are one; null where they are of different kinds."
    )

    @described("What is shared.")
    def thing(self) -> Entity | None:
        """The thing."""
        row = self.seen.snapshot.find(self.shared.thing)
        return None if row is None else Entity.of(self.seen, row)

    @described("Who else is linked to it.")
    def entity(self) -> Entity | None:
        """Who shares it."""
        row = self.seen.snapshot.find(self.shared.entity)
        return None if row is None else Entity.of(self.seen, row)


@strawberry.type(description="One who was screened.")
class ScreenedSubject:
    """Hits and shared things of one."""

    names: list[str] = strawberry.field(description="What they are called.")
    kind: str = strawberry.field(description="What they are.")
    entity: Entity | None = strawberry.field(description="Who it is in the graph, if asked so.")
    hits: list[ScreeningHit] = strawberry.field(description="The most probable first.")
    shares: list[SharedThing] = strawberry.field(
        description="Who in the graph has the same document, phone, e-mail, booking or bill."
    )


@strawberry.type(description="How often one group of made-up people is hit, all of them falsely.")
class HitRate:
    """`disparity.Rate`."""

    by: str = strawberry.field(description="What tells the group: nationality or script.")
    group: str = strawberry.field(description="The group.")
    screened: int = strawberry.field(description="People of it who were screened.")
    hit: int = strawberry.field(description="Those of them with a hit.")
    low: float = strawberry.field(description="Lower end of the rate's 95 % interval.")
    high: float = strawberry.field(description="Upper end of the rate's 95 % interval.")


@strawberry.type(description="What a screening found.")
class Screening:
    """Everybody who was asked about, in that order."""

    going_by: strawberry.Private[Criteria]
    criteria: str = strawberry.field(description="The version of the criteria.")
    on: date = strawberry.field(description="The day of the screening.")
    entries: int = strawberry.field(description="Entries of lists that were compared with.")
    show_from: float = strawberry.field(description="Less probable hits are not shown.")
    subjects: list[ScreenedSubject] = strawberry.field(description="Who was screened.")
    caution: str = strawberry.field(description="How to read it.")

    @described("The report that comes with the criteria: whom they hit falsely, and how often.")
    def disparity(self) -> list[HitRate]:
        """Hit rates by nationality and script, from the criteria's own report."""
        found = report_of(self.going_by) or []
        return [
            HitRate(
                by=rate.by,
                group=rate.group,
                screened=rate.screened,
                hit=rate.hit,
                low=rate.low,
                high=rate.high,
            )
            for rate in found
        ]


_Told = tuple[int | None, Profile, Sequence[tuple[StoredAsRecord, str]]]


async def screened(
    seen: Seen,
    screen: Screen,
    subjects: Sequence[SubjectInput],
    known: Sequence[str],
    *,
    ids: Ids | None,
    on: date,
) -> Screening:
    """Screen who is told of, and who is known.

    Raises:
        Refused: nobody is named, or too many are, or an id is of nothing that the viewer sees.
    """
    if not 1 <= len(subjects) + len(known) <= SUBJECTS_MAX:
        told = f"name 1 to {SUBJECTS_MAX} in `subjects` and `ids`"
        raise Refused(Code.BAD_ARGUMENT, told)
    asked: list[_Told] = []
    for subject in subjects:
        record = subject.record()
        asked.append((None, profile_of(record, SUBJECT), [(record, SUBJECT)]))
    rows = rows_of(seen.snapshot, known) if known else []
    asked += await asyncio.to_thread(_known, seen, rows)
    return await _answered(seen, screen, asked, ids=ids, on=on)


async def screened_rows(
    seen: Seen, screen: Screen, rows: Sequence[int], *, ids: Ids | None, on: date
) -> Screening:
    """Screen people and parties by their entity rows, however many."""
    asked = await asyncio.to_thread(_known, seen, rows)
    return await _answered(seen, screen, asked, ids=ids, on=on)


async def _answered(
    seen: Seen, screen: Screen, asked: Sequence[_Told], *, ids: Ids | None, on: date
) -> Screening:
    found = await asyncio.to_thread(screen.screen, [profile for _, profile, _ in asked], on)
    graph = None if ids is None else Graph(seen.store, seen.snapshot, ids)
    answered = [
        await asyncio.to_thread(_subject, seen, graph, screen, told, hits)
        for told, hits in zip(asked, found, strict=True)
    ]
    return Screening(
        going_by=screen.criteria,
        criteria=screen.criteria.version,
        on=on,
        entries=len(screen.entries),
        show_from=screen.criteria.show_from,
        subjects=answered,
        caution=CAUTION,
    )


def _known(seen: Seen, rows: Sequence[int]) -> list[_Told]:
    who = dict.fromkeys(party for row in rows for party in parties(seen.snapshot, row))
    found = known_subjects(seen.store, seen.snapshot, list(who))
    return [(each.entity, each.profile, each.told) for each in found]


def _subject(
    seen: Seen, graph: Graph | None, screen: Screen, told: _Told, hits: Sequence[Hit]
) -> ScreenedSubject:
    entity, profile, records = told
    own = None if entity is None else seen.snapshot.entity_name(entity)
    shared: dict[tuple[str, str], Shared] = {}
    for record, key in records if graph else ():
        for each in graph.shares(record, key, screen.criteria) if graph else ():
            if each.entity != own:
                shared.setdefault((each.thing, each.mention.id), each)
    return ScreenedSubject(
        names=list(profile.names),
        kind=profile.kind,
        entity=None if entity is None else Entity.of(seen, entity),
        hits=[ScreeningHit.of(seen, hit) for hit in hits],
        shares=[
            SharedThing(
                seen=seen,
                shared=each,
                link=each.link,
                same=SameOrNot.of(each.comparison) if each.comparison else None,
            )
            for each in shared.values()
        ],
    )
