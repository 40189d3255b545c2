"""`tripoint timeline NAME`: what is dated of somebody, in the order of time."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, shown
from tripoint.ends import entities_at
from tripoint.told.trade import period
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.timeline import (
    EVENTS_MAX,
    EVERY_KIND,
    RANKED_BY,
    Event,
    Kind,
    Wanted,
    records_about,
    timeline,
)
from tripoint_graph.captions import sentence
from tripoint_graph.dating import ToldTime, observed, told_time, validity
from tripoint_graph.hydrate import captions, kind_of, records
from tripoint_graph.moments import span
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

RECORDS_READ = 5_000
"""Records whose dates are read, at most: the first by id."""

_LINKS = tuple(ONTOLOGY.links)


def run(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="An id, a class, text:WORDS, or saved:NAME.")],
    *,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Up to this day.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only these; else both.")] = None,
    link: Annotated[
        list[str] | None, typer.Option("--link", metavar="LINK", help="A kind of link; else all.")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=EVENTS_MAX, help="The latest are kept.")
    ] = 50,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show what is dated of somebody, no more exactly than it was told."""
    if wrong := sorted(set(link or ()) - ONTOLOGY.links.keys()):
        raise UsageError(f"--link {wrong[0]}: one of {', '.join(ONTOLOGY.links)}")
    only = Wanted(
        kinds=frozenset({kind}) if kind else EVERY_KIND,
        types=frozenset(link or ()),
        during=period(since, until) if since or until else None,
    )
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        document = _document(store, world, entities_at(asked, store, world, name), only, limit)
    if json:
        print_json(document)
    else:
        _print(document)


def _document(
    store: EvidenceReader, world: Snapshot, rows: list[int], only: Wanted, limit: int
) -> dict[str, Any]:
    about = records_about(world, rows)
    read = about[:RECORDS_READ]
    told = observed(store, world, read)
    spans = {row: span(text) for row, text in told.items()}
    line = timeline(world, rows, observed=spans, only=only, limit=limit)
    held = validity(store, world, [event.claims[0] for event in line.events if event.claims])
    names = captions(store, world, {row for event in line.events for row in event.entities})
    heads = _heads(store, world, line.events)
    return {
        "shown": len(line.events),
        "total": line.total,
        "ranked_by": RANKED_BY,
        "undated_links": line.undated,
        "undated_records": len(read) - len(told),
        "unread_records": len(about) - len(read),
        "events": [
            {
                "kind": str(event.kind),
                "at": _date(told[event.row] if not event.claims else held[event.claims[0]][0]),
                "until": _date(held[event.claims[0]][1] if event.claims else ""),
                "summary": _words(world, event, names, heads),
                "nature": str(ONTOLOGY.link(_type(world, event)).nature) if event.claims else "",
                "entities": [
                    {"id": world.entity_name(r), "kind": kind_of(world, r), "caption": names[r]}
                    for r in event.entities
                ],
                "link": world.claims_of(event.row)[0] if event.claims else None,
                "records": list(world.record_names(event.records)),
            }
            for event in line.events
        ],
    }


def _heads(store: EvidenceReader, world: Snapshot, events: tuple[Event, ...]) -> dict[int, str]:
    """Record row to how a record is called."""
    rows = [event.row for event in events if event.kind is Kind.RECORD]
    ids = {row: world.record_names([row])[0] for row in rows}
    found = records(store, world, ids.values())
    return {
        row: f"{found[id].record.source} told of it: {found[id].record.source_key}, "
        f"grade {found[id].record.grade}"
        for row, id in ids.items()
    }


def _type(world: Snapshot, event: Event) -> str:
    return _LINKS[int(world.link_type[event.row])]


def _words(world: Snapshot, event: Event, names: dict[int, str], heads: dict[int, str]) -> str:
    if event.kind is Kind.RECORD:
        return heads[event.row]
    source, target = event.entities
    return sentence(_type(world, event), names[source], names[target])


def _date(text: str) -> dict[str, Any] | None:
    told: ToldTime | None = told_time(text)
    if told is None:
        return None
    return {
        "text": told.text,
        "earliest": told.earliest,
        "latest": told.latest,
        "precision": str(told.precision),
    }


def _print(document: dict[str, Any]) -> None:
    out = answers()
    for each in document["events"]:
        context = ", context" if each["nature"] == "context" else ""
        count = len(each["records"])
        on = f" ({count:,} record{'s' * (count != 1)}{context})" if each["nature"] else ""
        out.print(shown(f"{_when(each)}: {each['summary']}{on}"))
    out.print(
        f"shown {document['shown']:,} of {document['total']:,} events, ranked by "
        f"{document['ranked_by']}; {document['undated_links']:,} links and "
        f"{document['undated_records']:,} records tell no date"
    )
    if document["unread_records"]:
        out.print(f"{document['unread_records']:,} further records were not read for their dates")


def _when(event: dict[str, Any]) -> str:
    at, until = event["at"], event["until"]
    if at is None:
        return f"until {until['text']}"
    return at["text"] if until in (None, at) else f"{at['text']} to {until['text']}"
