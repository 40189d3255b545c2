"""`tripoint whatif`: what if these were gone, or those were there? Hypothetical, never stored."""

from typing import Annotated, Any

import typer

from tripoint.commands.network import Around, Hops, Layers, Limit, scope
from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.ends import entities_at, entity_named
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.networks import Network
from tripoint_algorithms.what_if import Change, Measured, Newcomer, TooLarge, WhatIf, what_if
from tripoint_graph.hydrate import captions
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

NAMED_MAX = 20
"""Entities cut off or joined that are named in prose; JSON has them all."""

_option = typer.Option

Without = Annotated[
    list[str] | None, _option("--without", metavar="END", help="Take these entities away.")
]
Cut = Annotated[
    list[str] | None, _option("--cut", metavar="ID,ID", help="Take away all links between two.")
]
Tie = Annotated[list[str] | None, _option("--tie", metavar="ID,ID", help="Tie two.")]
Add = Annotated[
    list[str] | None,
    _option("--add", metavar="NAME=ID,ID", help="Put in an entity that is tied to these."),
]


def run(
    ctx: typer.Context,
    *,
    around: Around = "",
    hops: Hops = 2,
    limit: Limit = 500,
    layers: Layers = None,
    conduct_only: ConductOnly = False,
    without: Without = None,
    cut: Cut = None,
    tie: Tie = None,
    add: Add = None,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Compare a network with a copy that is changed. Hypothetical: nothing is stored."""
    network = scope(around, (hops, limit), layers, conduct_only=conduct_only)
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        net = network.cut(asked, store, world)
        change = Change(
            entities=frozenset(
                row for name in without or [] for row in entities_at(asked, store, world, name)
            ),
            links=frozenset(link for pair in cut or [] for link in _links(net, world, pair)),
            ties=tuple(_pair(world, "--tie", pair) for pair in tie or []),
            newcomers=tuple(_newcomer(world, told) for told in add or []),
        )
        try:
            document = _document(store, world, what_if(net, change))
        except (TooLarge, ValueError) as error:
            raise UsageError(str(error)) from error
    print_json({"around": around, "viewer": viewer, **document}) if json else _print(document)


def _pair(world: Snapshot, option: str, told: str) -> tuple[int, int]:
    ids = told.split(",")
    if len(ids) != 2:
        raise UsageError(f"{option} {told}: two ids with a comma between them")
    one, other = (entity_named(world, id.strip()) for id in ids)
    return one, other


def _links(net: Network, world: Snapshot, told: str) -> list[int]:
    ends = set(_pair(world, "--cut", told))
    found = [
        int(link)
        for link in net.link
        if {int(world.link_source[link]), int(world.link_target[link])} == ends
    ]
    if not found:
        raise UsageError(f"--cut {told}: nothing ties these two in the network")
    return found


def _newcomer(world: Snapshot, told: str) -> Newcomer:
    name, _, ids = told.partition("=")
    if not name or not ids:
        raise UsageError(f"--add {told}: a name, =, and ids with commas between them")
    return Newcomer(name, tuple(entity_named(world, id.strip()) for id in ids.split(",")))


def _document(store: EvidenceReader, world: Snapshot, found: WhatIf) -> dict[str, Any]:
    names = captions(store, world, [*found.parted, *found.joined])

    def listed(rows: tuple[int, ...]) -> list[dict[str, str]]:
        return [{"id": world.entity_name(row), "caption": names[row]} for row in rows]

    return {
        "hypothetical": found.hypothetical,
        "compared": found.compared,
        "ties_gone": found.gone,
        "ties_added": found.added,
        "parted": listed(found.parted),
        "joined": listed(found.joined),
        "before": _measured(found.before),
        "after": _measured(found.after),
    }


def _measured(told: Measured) -> dict[str, Any]:
    return {
        "ties": told.ties,
        "components": told.components,
        "largest": told.largest,
        "reach": told.reach,
        "efficiency": told.efficiency,
        "between": [
            {
                "one": each.one,
                "other": each.other,
                "ways": each.ways,
                "steps": each.steps,
                "both": each.both,
            }
            for each in told.between
        ],
    }


def _print(told: dict[str, Any]) -> None:
    before, after = told["before"], told["after"]
    rows = [
        (name, f"{before[key]:{form}}", f"{after[key]:{form}}")
        for name, key, form in (
            ("ties", "ties", ","),
            ("pieces", "components", ","),
            ("largest piece", "largest", ","),
            ("pairs that some way joins", "reach", ".3f"),
            ("efficiency", "efficiency", ".3f"),
        )
    ]
    later = {(each["one"], each["other"]): each for each in after["between"]}
    for was in before["between"]:
        would = later.get((was["one"], was["other"]))
        name = f"ways {was['one']} to {was['other']} (steps)"
        rows.append((name, _ways(was), _ways(would) if would else "nobody left"))
    answers().print("HYPOTHETICAL: a changed copy, no evidence, and nothing of it is stored")
    print_table(("", "as known", "if it was so"), rows)
    for word, listed in (("cut off", told["parted"]), ("joined", told["joined"])):
        if listed:
            shown = ", ".join(each["caption"] for each in listed[:NAMED_MAX])
            total = f"shown {min(len(listed), NAMED_MAX)} of {len(listed)}, ranked by id"
            answers().print(f"{word}: {shown} ({total})")
    answers().print(
        f"{told['ties_gone']:,} ties taken away, {told['ties_added']:,} put in; measured over the "
        f"{told['compared']:,} entities that are in both. What is supposed is no finding."
    )


def _ways(told: dict[str, Any]) -> str:
    return "none" if told["steps"] is None else f"{told['ways']:,} ({told['steps']})"
