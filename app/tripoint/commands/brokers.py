"""`tripoint brokers`: who stands between groups, in which roles; and key-player sets."""

from typing import Annotated, Any

import typer

from tripoint.commands.network import (
    Around,
    Hops,
    Layers,
    Limit,
    Since,
    Until,
    scope,
)
from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.groups.groupings import Grouping, by_class, by_group
from tripoint_algorithms.networks import Network
from tripoint_algorithms.who_matters import brokerage_roles, key_players
from tripoint_algorithms.who_matters.brokerage_roles import Broker, BrokerRole
from tripoint_algorithms.who_matters.key_players import SIZE_MAX, Aim, KeyPlayers
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.seats import issuers, seats

_option = typer.Option

Between = Annotated[Grouping, _option("--between", help="What brokers stand between.")]
Directed = Annotated[
    bool, _option("--directed", help="Ties lead from source to target alone; else both ways.")
]
First = Annotated[int, _option("--first", min=1, max=100, help="Brokers shown.")]
Players = Annotated[
    Aim | None, _option("--players", help="A set that would fragment it, or reach it, instead.")
]
Size = Annotated[int, _option("--size", min=1, max=SIZE_MAX, help="Entities of the set.")]


def run(
    ctx: typer.Context,
    *,
    between: Between = Grouping.CLASS,
    directed: Directed = False,
    players: Players = None,
    size: Size = 3,
    around: Around = "",
    hops: Hops = 2,
    limit: Limit = 300,
    layers: Layers = None,
    conduct_only: ConductOnly = False,
    since: Since = "",
    until: Until = "",
    first: First = 20,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show who stands between groups, in which roles; or the few who matter together."""
    network = scope(around, (hops, limit), layers, conduct_only=conduct_only, during=(since, until))
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        cut = network.cut(asked, store, world)
        try:
            if players:
                chosen = key_players.key_players(cut, players, size=size)
                document = _players_document(store, cut, chosen)
            else:
                group = _grouped(store, cut, between)
                found = brokerage_roles.brokers(cut, group, directed=directed)
                document = _document(store, cut, found, first) | {
                    "between": str(between),
                    "directed": directed,
                    "grouped": len(group),
                }
        except (brokerage_roles.TooLarge, key_players.TooLarge) as error:
            raise UsageError(str(error)) from error
    if json:
        print_json({"around": around, "viewer": viewer, **document})
    else:
        (_print_players if players else _print)(document)


def _grouped(store: EvidenceReader, cut: Network, between: Grouping) -> dict[int, str]:
    rows = cut.rows.tolist()
    if between is Grouping.COUNTRY:
        return seats(store, cut.snapshot, rows)
    if between is Grouping.ISSUER:
        return issuers(store, cut.snapshot, rows)
    return by_class(cut) if between is Grouping.CLASS else by_group(cut)


def _document(
    store: EvidenceReader, cut: Network, found: tuple[Broker, ...], first: int
) -> dict[str, Any]:
    shown = found[:first]
    return {
        "shown": len(shown),
        "total": len(found),
        "ranked_by": brokerage_roles.RANKED_BY,
        "entities": len(cut.rows),
        "brokers": [
            told
            | {
                "group": each.group,
                "total": each.total,
                "roles": {str(role): times for role, times in each.roles.items()},
            }
            for told, each in zip(
                _named(store, cut, [each.entity for each in shown]), shown, strict=True
            )
        ],
    }


def _named(store: EvidenceReader, cut: Network, rows: list[int]) -> list[dict[str, Any]]:
    world = cut.snapshot
    names = captions(store, world, rows)
    return [
        {"id": world.entity_name(row), "caption": names[row], "kind": kind_of(world, row)}
        for row in rows
    ]


def _players_document(store: EvidenceReader, cut: Network, found: KeyPlayers) -> dict[str, Any]:
    return {
        "aim": str(found.aim),
        "entities": _named(store, cut, list(found.entities)),
        "value": found.value,
        "before": found.before,
        "singles": _named(store, cut, list(found.singles)),
        "single_value": found.single_value,
        "candidates": found.candidates,
        "total": found.total,
    }


def _print(told: dict[str, Any]) -> None:
    print_table(
        ("who", "kind", "group", *map(str, BrokerRole)),
        (
            (
                each["caption"],
                each["kind"],
                each["group"],
                *(f"{each['roles'][role]:,}" for role in BrokerRole),
            )
            for each in told["brokers"]
        ),
    )
    ways = "in the direction of links" if told["directed"] else "both ways: gatekeeper and "
    ways += "" if told["directed"] else "representative are one"
    answers().print(
        f"shown {told['shown']:,} of {told['total']:,}, ranked by {told['ranked_by']}; between "
        f"groups by {told['between']}, which {told['grouped']:,} of {told['entities']:,} entities "
        f"have; ties count {ways}. To stand between others is no verdict on anybody."
    )


def _print_players(told: dict[str, Any]) -> None:
    out = answers()
    out.print(f"{told['aim']}: {', '.join(each['caption'] for each in told['entities'])}")
    out.print(f"   worth {told['value']:.3f} together; nobody at all {told['before']:.3f}")
    singles = ", ".join(each["caption"] for each in told["singles"])
    out.print(f"   the best alone: {singles}, worth {told['single_value']:.3f} together")
    out.print(
        f"chosen among {told['candidates']:,} of {told['total']:,} entities, greedily and by "
        "exchange; not proved the best. A place in a set is no verdict on anybody."
    )
