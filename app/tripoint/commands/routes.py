"""`tripoint routes`: legs between ports and airports, usual and unusual."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.told.trade import chemicals_named, detours_document, leg_document, period
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.routes.legs import RANKED_BY, Wanted, legs
from tripoint_graph.commerce import Commerce
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import commerce
from tripoint_ingest.places import airport_position

MODES = ("sea", "air", "unknown")


def run(
    ctx: typer.Context,
    *,
    chemical: Annotated[
        list[str] | None, typer.Option("--chemical", help="Only of this watched chemical.")
    ] = None,
    mode: Annotated[
        list[str] | None, typer.Option("--mode", help="sea, air or unknown; else all.")
    ] = None,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Up to this day.")] = "",
    detours: Annotated[
        bool, typer.Option("--detours", help="Goods that went the long way round instead.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=2_000)] = 20,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show the route network: what moved from where to where, the unusual legs first."""
    asked = session(ctx)
    if unknown := sorted(set(mode or ()) - set(MODES)):
        raise UsageError(f"--mode: {unknown[0]!r} is none of {', '.join(MODES)}")
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        known = commerce(store, world, airport_position)
    wanted = Wanted(
        during=period(since, until),
        chemicals=chemicals_named(known, chemical or []),
        modes=frozenset(mode or ()),
    )
    if detours:
        document = detours_document(world, known, wanted, limit)
    else:
        document = _document(world, known, wanted, limit)
    if json:
        print_json(document)
    elif detours:
        _print_detours(document)
    else:
        _print(document)


def _document(world: Snapshot, known: Commerce, wanted: Wanted, limit: int) -> dict[str, Any]:
    found = legs(known, wanted=wanted)
    return {
        "shown": len(found[:limit]),
        "total": len(found),
        "ranked_by": RANKED_BY,
        "seizures": len(known.seizures),
        "legs": [leg_document(world, known, leg) for leg in found[:limit]],
    }


def _print(document: dict[str, Any]) -> None:
    rows = document["legs"]
    if rows:
        print_table(
            ("from", "to", "by", "count", "watched", "kg", "seen", "possible lead"),
            (
                (
                    leg["from"]["name"],
                    leg["to"]["name"],
                    leg["mode"],
                    f"{leg['count']:,}",
                    f"{leg['watched']:,}",
                    f"{leg['watched_kg']:,.0f}",
                    leg["when"],
                    "; ".join(reason["text"] for reason in leg["reasons"]),
                )
                for leg in rows
            ),
        )
    out = answers()
    out.print(f"shown {document['shown']} of {document['total']:,} legs, {document['ranked_by']}")
    lost = {p["name"] for leg in rows for p in (leg["from"], leg["to"]) if p["lat"] is None}
    if lost:
        out.print(f"position unknown: {', '.join(sorted(lost))}")


def _print_detours(document: dict[str, Any]) -> None:
    if document["detours"]:
        print_table(
            ("over", "km", "direct km", "times", "went straight", "watched", "kg", "records"),
            (
                (
                    " > ".join(place["name"] for place in each["places"]),
                    f"{each['kilometres']:,.0f}",
                    f"{each['direct']:,.0f}",
                    f"{each['ratio']:.1f}",
                    f"{each['direct_movements']:,}",
                    ", ".join(each["chemicals"]),
                    f"{each['kilograms']:,.0f}",
                    f"{len(each['records']):,}",
                )
                for each in document["detours"]
            ),
        )
    out = answers()
    out.print(
        f"shown {document['shown']} of {document['total']:,} detours among "
        f"{document['transhipped']:,} journeys that changed ships, {document['ranked_by']}"
    )
    out.print("a possible lead each: where nothing went straight, there may be no other service")
