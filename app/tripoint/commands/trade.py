"""`tripoint trade`: what other trade does not explain, and what came in and went out."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.told.trade import chemicals_named, period, place_document
from tripoint.wiring import commit_known_at
from tripoint_algorithms.routes.legs import Wanted
from tripoint_algorithms.trade.balance import RANKED_BY as LARGEST_GAP_FIRST
from tripoint_algorithms.trade.balance import Balance, Over, balances
from tripoint_algorithms.trade.unusual import (
    RANKED_BY,
    THRESHOLD_KG,
    TradeFinding,
    in_words,
    likeliest_innocent,
    unusual_trade,
)
from tripoint_graph.commerce import Commerce
from tripoint_graph.hydrate import captions
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import commerce
from tripoint_ingest.places import airport_position


def run(
    ctx: typer.Context,
    *,
    balance: Annotated[
        Over | None, typer.Option("--balance", help="Balances instead, per party or corridor.")
    ] = None,
    chemical: Annotated[
        list[str] | None, typer.Option("--chemical", help="Only of this watched chemical.")
    ] = None,
    threshold: Annotated[
        float, typer.Option("--threshold-kg", min=0.001, help="Limit that lots may be split below.")
    ] = THRESHOLD_KG,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="From this day on.")] = "",
    until: Annotated[str, typer.Option("--until", metavar="DAY", help="Up to this day.")] = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=500)] = 20,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show watched trade that other trade does not explain, with what may be innocent about it."""
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        known = commerce(store, world, airport_position)
        only = Wanted(period(since, until), chemicals_named(known, chemical or []))
        if balance:
            document = _balances(
                store, world, known, balances(known, over=balance, wanted=only), limit
            )
        else:
            told = unusual_trade(known, wanted=only, threshold_kg=threshold)
            document = {
                "tests": told.tests,
                "looked_at": told.consignments,
                "false_share": told.q_max,
                "shown": len(told.found[:limit]),
                "total": len(told.found),
                "ranked_by": RANKED_BY,
                "findings": _findings(store, world, told.found[:limit]),
            }
    if json:
        print_json(document)
    elif balance:
        _print_balances(document)
    else:
        _print(document)


def _findings(
    store: EvidenceReader, world: Snapshot, found: tuple[TradeFinding, ...]
) -> list[dict[str, Any]]:
    rows = {
        row
        for each in found
        for row in (*each.consignors, *each.consignees, *each.context, *each.consignments)
    }
    names = captions(store, world, rows)

    def told(entities: tuple[int, ...]) -> list[dict[str, str]]:
        return [{"id": world.entity_name(row), "caption": names[row]} for row in entities]

    return [
        {
            "kind": each.kind,
            "text": in_words(each),
            "innocent": likeliest_innocent(each),
            "chemicals": list(each.chemicals),
            "consignors": told(each.consignors),
            "consignees": told(each.consignees),
            "context": told(each.context),
            "consignments": told(each.consignments),
            "records": world.record_names(each.records),
            "observed": each.observed,
            "expected": each.expected,
            "chance": each.chance,
            "q": each.q,
        }
        for each in found
    ]


def _balances(
    store: EvidenceReader, world: Snapshot, known: Commerce, found: list[Balance], limit: int
) -> dict[str, Any]:
    shown_ones = found[:limit]
    names = captions(store, world, [each.party for each in shown_ones if each.party is not None])
    return {
        "shown": len(shown_ones),
        "total": len(found),
        "ranked_by": LARGEST_GAP_FIRST,
        "balances": [
            {
                "party": None
                if each.party is None
                else {"id": world.entity_name(each.party), "caption": names[each.party]},
                "corridor": [place_document(world, known.places[r]) for r in each.corridor or ()],
                "chemical": each.chemical,
                "kg_in": each.whole.kilograms_in,
                "kg_out": each.whole.kilograms_out,
                "gap_kg": each.whole.gap_kilograms,
                "litres_in": each.whole.litres_in,
                "litres_out": each.whole.litres_out,
                "consignments": world.entity_names(each.consignments),
                "unmeasured": each.whole.unmeasured,
                "gross": each.whole.gross,
                "months": {month: own.gap_kilograms for month, own in each.months},
                "records": world.record_names(each.records),
            }
            for each in shown_ones
        ],
    }


def _print(document: dict[str, Any]) -> None:
    out = answers()
    for rank, each in enumerate(document["findings"], start=1):
        who = ", ".join(party["caption"] for party in each["consignees"][:3])
        sender = ", ".join(party["caption"] for party in each["consignors"][:3])
        out.print(shown(f"{rank}. {each['kind']}: {sender} to {who}"), style="bold")
        out.print(shown(f"   {each['text']}"))
        out.print(f"   likeliest innocent: {each['innocent']}")
        bills = ", ".join(one["caption"] for one in each["consignments"][:8])
        out.print(shown(f"   {', '.join(each['chemicals'])}: {bills}"))
    out.print(
        f"shown {document['shown']} of {document['total']} possible leads out of "
        f"{document['tests']:,} tests over {document['looked_at']:,} consignments; about "
        f"{document['false_share']:.0%} of them come about by chance"
    )


def _print_balances(document: dict[str, Any]) -> None:
    if document["balances"]:
        print_table(
            ("party or corridor", "chemical", "kg in", "kg out", "gap kg", "consignments"),
            (
                (
                    each["party"]["caption"]
                    if each["party"]
                    else " and ".join(place["name"] for place in each["corridor"]),
                    each["chemical"],
                    f"{each['kg_in']:,.0f}",
                    f"{each['kg_out']:,.0f}",
                    f"{each['gap_kg']:,.0f}",
                    f"{len(each['consignments']):,}",
                )
                for each in document["balances"]
            ),
        )
    out = answers()
    out.print(f"shown {document['shown']} of {document['total']:,}, {document['ranked_by']}")
    out.print("a gap is no diversion: users of a chemical have nothing but a gap")
