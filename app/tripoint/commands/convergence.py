"""`tripoint convergence`: who stands between the classes, and how each is reached."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, shown
from tripoint.told.chains import chain_documents
from tripoint.told.reading_aloud import print_chain, print_legend
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.convergence.cells import Cells, cells
from tripoint_algorithms.convergence.meetings import (
    DRAWN_LINKS_MAX,
    DRAWS,
    MEETINGS_MAX,
    Meeting,
    convergence,
    draws_for,
    no_falser,
)
from tripoint_algorithms.links.connections import HOPS_MAX
from tripoint_algorithms.topology import Filter, Topology, topology
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

RANKED_BY = "closeness: the summed cost of the chains to each class"
UNUSUAL = 0.05
"""Cells that so few worlds of chance match are said to be unusual."""
_CHANCE = (
    f"What chance accounts for: the links were joined anew, {DRAWS} times, kind by kind and "
    "quarter by quarter, so that everybody keeps his class and how many he has; meetings as close "
    "were counted. A list that ends where the share is 10 % has a tenth of false discoveries."
)


def run(
    ctx: typer.Context,
    *,
    among: Annotated[
        list[str] | None, typer.Option("--class", help="A class; two or more, else all.")
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=MEETINGS_MAX, help="Meetings at most.")] = 10,
    max_hops: Annotated[
        int, typer.Option("--max-hops", min=1, max=HOPS_MAX, help="Steps to each class at most.")
    ] = 4,
    false_share_max: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, help="Cut the list where chance accounts for more than this share of it."
        ),
    ] = None,
    conduct_only: ConductOnly = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show where the classes meet: who lies closest to all of them, with a chain to each."""
    asked = session(ctx)
    classes = _classes(among)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        only = Filter(conduct_only=conduct_only)
        share = false_share_max
        found = _found(world, classes, k=k, hops_max=max_hops, only=only, false_share_max=share)
        meetings = _documents(store, topology(world, only=only), found)
        board = cells(world, classes=classes, only=only, draws=draws_for(world))
    document = {
        "classes": classes,
        "viewer": viewer,
        "max_hops": max_hops,
        "conduct_only": conduct_only,
        "false_share_max": false_share_max,
        "shown": len(meetings),
        "all_shown": len(meetings) < k,
        "ranked_by": RANKED_BY,
        "meetings": meetings,
        "close_within": board.limit,
        "worlds_of_chance": board.draws,
        "cells": [asdict(cell) for cell in board.cells],
    }
    if json:
        print_json(document)
    else:
        _print(document)
        _print_board(classes, board)


def _classes(among: list[str] | None) -> list[str]:
    classes = [name.upper() for name in among or ONTOLOGY.classes]
    if len(set(classes)) < 2 or set(classes) - ONTOLOGY.classes.keys():
        raise UsageError(f"--class: name two or more of {', '.join(ONTOLOGY.classes)}")
    return classes


def _found(
    world: Snapshot,
    classes: list[str],
    *,
    k: int,
    hops_max: int,
    only: Filter,
    false_share_max: float | None,
) -> list[Meeting]:
    draws = draws_for(world)
    found = convergence(world, classes=classes, k=k, hops_max=hops_max, only=only, draws=draws)
    if false_share_max is None:
        return found
    if not draws:
        told = f"--false-share-max: this world has more than {DRAWN_LINKS_MAX:,} links, and worlds"
        raise UsageError(f"{told} of chance would take too long")
    return no_falser(found, false_share_max)


def _documents(
    store: EvidenceReader, graph: Topology, found: list[Meeting]
) -> list[dict[str, Any]]:
    every = [chain for meeting in found for chain in meeting.chains.values()]
    written = iter(chain_documents(store, graph, every))
    documents = []
    for rank, meeting in enumerate(found, start=1):
        chains = {name: next(written) for name in meeting.chains}
        entity = next(iter(chains.values()))["from"]
        documents.append(
            {
                "rank": rank,
                "entity": entity,
                "cost": meeting.cost,
                "chance": meeting.chances,
                "p_value": meeting.p_value,
                "false_share": meeting.false_share,
                "chains": chains,
            }
        )
    return documents


def _print(document: dict[str, Any]) -> None:
    out = answers()
    for meeting in document["meetings"]:
        entity = meeting["entity"]
        out.print(shown(f"{meeting['rank']}. {entity['caption']} ({entity['kind']})"), style="bold")
        if (share := meeting["false_share"]) is not None:
            out.print(f"   of meetings as close, chance accounts for {share:.0%}")
            out.print(f"   as close to all of them in {meeting['p_value']:.0%} of worlds of chance")
        for name, chain in meeting["chains"].items():
            print_chain(out, chain, heading=ONTOLOGY.classes[name].label)
    every = "all " if document["all_shown"] else "the first "
    classes = ", ".join(document["classes"])
    most = document["false_share_max"]
    share = "" if most is None else f" of which chance accounts for {most:.0%} at most,"
    out.print(
        f"shown {every}{document['shown']} meetings of {classes} within {document['max_hops']} "
        f"steps of each,{share} ranked by {document['ranked_by']}"
    )
    if any(meeting["false_share"] is not None for meeting in document["meetings"]):
        out.print(_CHANCE)
    print_legend(out, (chain for m in document["meetings"] for chain in m["chains"].values()))


def _print_board(classes: list[str], board: Cells) -> None:
    """Each two classes once."""
    out = answers()
    out.print(
        f"pairs that are close (a chain of at most {board.limit:g} nats), beside {board.draws} "
        "worlds of chance in which everybody keeps how many links of each kind he has:"
    )
    for cell in board.cells:
        if classes.index(cell.first) > classes.index(cell.second):
            continue
        chance = "" if cell.expected is None else f", chance gives {cell.expected:.1f}"
        chance += "" if cell.low is None else f" ({cell.low} to {cell.high})"
        more = cell.chance is not None and cell.chance <= UNUSUAL
        told = f"; as many in {cell.chance:.0%} of such worlds" if more else ""
        out.print(f"   {cell.first} and {cell.second}: {cell.observed}{chance}{told}")
