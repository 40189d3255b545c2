"""`tripoint groups`: which groups a network falls into, and what becomes of them."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from tripoint.commands.network import (
    Around,
    Hops,
    Layers,
    Limit,
    Scope,
    Since,
    Until,
    scope,
)
from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.commands.rank import Missing
from tripoint.console import print_json
from tripoint.told.groups import changes_document, groups_document, print_changes, print_groups
from tripoint.told.trade import period
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.groups.calendar_windows import Every, Window, windows
from tripoint_algorithms.groups.changes import GroupChanges, group_changes
from tripoint_algorithms.groups.detection import TooLarge, groups
from tripoint_algorithms.groups.partitions import Method
from tripoint_algorithms.networks import Network, layer_by_layer

_option = typer.Option

EachLayer = Annotated[
    bool, _option("--each-layer", help="Each kind of link by itself, not pooled.")
]
By = Annotated[Method, _option("--by", help="What makes a group.")]
Resolution = Annotated[
    float | None, _option("--resolution", help="The greater, the smaller the groups.")
]
First = Annotated[int, _option("--first", min=1, max=100, help="Groups shown.")]
Often = Annotated[Every | None, _option("--every", help="What became of groups, window by window.")]


def run(
    ctx: typer.Context,
    *,
    around: Around = "",
    hops: Hops = 2,
    limit: Limit = 500,
    layers: Layers = None,
    each_layer: EachLayer = False,
    by: By = Method.MODULARITY,
    resolution: Resolution = None,
    since: Since = "",
    until: Until = "",
    every: Often = None,
    missing: Missing = 0.1,
    first: First = 20,
    conduct_only: ConductOnly = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show the groups of a network, each with how often it comes back; or what became of them."""
    asked = session(ctx)
    network = scope(around, (hops, limit), layers, conduct_only=conduct_only, during=(since, until))
    parting: dict[str, Any] = {"method": by, "resolution": resolution, "missing": missing}
    try:
        spans = () if every is None else _windows(since, until, every)
        with asked.reading() as store:
            world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
            cut = network.cut(asked, store, world)
            if spans:
                document = changes_document(store, world, _changes(cut, network, spans, parting))
            else:
                cuts = layer_by_layer(cut, network.only) if each_layer else (cut,)
                found = [(each, groups(each, first=first, **parting)) for each in cuts]
                document = {"networks": [groups_document(store, *each) for each in found]}
    except (TooLarge, ValueError) as error:
        raise UsageError(str(error)) from error
    if json:
        print_json({"around": around, "viewer": viewer, **document})
    elif spans:
        print_changes(document)
    else:
        for each in document["networks"]:
            print_groups(each)


def _changes(
    cut: Network, network: Scope, spans: tuple[Window, ...], parting: dict[str, Any]
) -> GroupChanges:
    within = cut.rows.tolist()
    return group_changes(
        cut.snapshot, spans, within=within, layers=network.layers, only=network.only, **parting
    )


def _windows(since: str, until: str, every: Every) -> tuple[Window, ...]:
    if not since or not until:
        raise UsageError("--every needs --since and --until: the first and the last day")
    first, last = (_day(second) for second in period(since, until))
    return windows(first, last, every)


def _day(second: int) -> date:
    return datetime.fromtimestamp(second, UTC).date()
