"""What happened when? Every dated link and record of some entities, in the order of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tripoint_graph.columns import Longs
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

EVENTS_MAX = 2_000
"""Events of one answer, at most."""

RANKED_BY = "time, the latest kept; ties by id"

Span = tuple[int, int]
"""First and last second since 1970."""


class Kind(StrEnum):
    """What an event is."""

    LINK = "link"
    RECORD = "record"


EVERY_KIND = frozenset(Kind)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for.

    Attributes:
        kinds: links, records, or both.
        types: kinds of links; none for all.
        during: leave out what cannot have been then; None for any time.
    """

    kinds: frozenset[Kind] = EVERY_KIND
    types: frozenset[str] = frozenset()
    during: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A link that is said to have held, or a record that was made, at a time. All are rows.

    Attributes:
        kind: which of the two.
        row: of the link, or of the record.
        claims: of a link, those that give just this time; of a record, none.
        records: what tells of it.
        entities: both ends of the link; of those asked, the ones that the record mentions.
        start, end: the first and last second that can be meant; `moments.UNKNOWN_START` and
            `UNKNOWN_END` where an end is not told.
    """

    kind: Kind
    row: int
    claims: tuple[int, ...]
    records: tuple[int, ...]
    entities: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of time.

    Attributes:
        events: the earliest first; of too many the latest.
        total: how many there are.
        undated: links of these entities of which no record gives a date.
    """

    events: tuple[Event, ...]
    total: int
    undated: int


EVERYTHING = Wanted()


def timeline(
    snapshot: Snapshot,
    entities: Sequence[int],
    *,
    observed: Mapping[int, Span] | None = None,
    only: Wanted = EVERYTHING,
    limit: int = EVENTS_MAX,
) -> Timeline:
    """Gather what is dated, in time O(c log c) for c claims on the entities' links.

    A link is an event once for each time that its claims give: a phone used in two years is two
    events, and two records of one day are one. Nothing is taken to be more exact than it is
    told: an event has a first and a last second.

    Args:
        snapshot: the viewer's world.
        entities: rows whose events are asked for.
        observed: record row to the seconds between which its source saw what it tells.
        only: which events.
        limit: how many, 1 to `EVENTS_MAX`.

    Raises:
        ValueError: the limit is out of range.
    """
    if not 1 <= limit <= EVENTS_MAX:
        raise ValueError(f"limit runs from 1 to {EVENTS_MAX}")
    asked = sorted(set(entities))
    links, undated = _links(snapshot, asked, only.types)
    found = [
        *(_of_link(snapshot, each) for each in links if Kind.LINK in only.kinds),
        *(_of_records(snapshot, asked, observed or {}) if Kind.RECORD in only.kinds else ()),
    ]
    within = [event for event in found if _can_be(event, only.during)]
    ordered = sorted(within, key=_when)
    return Timeline(tuple(ordered[-limit:]), len(ordered), undated)


def records_about(snapshot: Snapshot, entities: Sequence[int]) -> Longs:
    """The rows of the records that mention any of some entities, ascending."""
    rows = [snapshot.mention_record[snapshot.member_rows(each)] for each in entities]
    about: Longs = np.unique(np.concatenate(rows or [np.empty(0, np.int64)])).astype(np.int64)
    return about


_Dated = tuple[int, int, int, tuple[int, ...]]
"""Link, start, end, claims."""


def _links(
    snapshot: Snapshot, entities: Sequence[int], types: frozenset[str]
) -> tuple[list[_Dated], int]:
    """Links with each time that is told of them, and how many have none."""
    rows = [snapshot.links_of(each) for each in entities]
    links = np.unique(np.concatenate(rows or [np.empty(0, np.int64)]))
    if types:
        codes = [ONTOLOGY.link_codes[name] for name in sorted(types)]
        links = links[np.isin(snapshot.link_type[links], codes)]
    claims, of = snapshot.claims_under(links)
    start, end = snapshot.claim_start[claims], snapshot.claim_end[claims]
    told = (start > UNKNOWN_START) | (end < UNKNOWN_END)
    claims, of, start, end = claims[told], of[told], start[told], end[told]
    order = np.lexsort((claims, end, start, of))
    keys = np.stack([of, start, end])[:, order]
    begins = np.flatnonzero(np.append(True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)))
    groups = np.split(claims[order], begins[1:]) if len(order) else []
    times = keys[:, begins].T.tolist() if len(order) else []
    found = [(*time, tuple(group.tolist())) for time, group in zip(times, groups, strict=True)]
    return found, len(links) - len(np.unique(of))


def _of_link(snapshot: Snapshot, dated: _Dated) -> Event:
    link, start, end, claims = dated
    ends = int(snapshot.link_source[link]), int(snapshot.link_target[link])
    records = np.unique(snapshot.claim_record[list(claims)]).tolist()
    return Event(Kind.LINK, link, claims, tuple(records), ends, start, end)


def _of_records(
    snapshot: Snapshot, entities: Sequence[int], observed: Mapping[int, Span]
) -> list[Event]:
    mentioned: dict[int, list[int]] = {}
    for entity in entities:
        for row in np.unique(snapshot.mention_record[snapshot.member_rows(entity)]).tolist():
            if row in observed:
                mentioned.setdefault(row, []).append(entity)
    return [
        Event(Kind.RECORD, row, (), (row,), tuple(own), *observed[row])
        for row, own in mentioned.items()
    ]


def _can_be(event: Event, during: Span | None) -> bool:
    return during is None or (event.start <= during[1] and event.end >= during[0])


def _when(event: Event) -> tuple[int, int, Kind, int]:
    """Where an event stands: at its beginning, or where only its end is told, at that."""
    begins = event.start if event.start > UNKNOWN_START else event.end
    return begins, event.end, event.kind, event.row
