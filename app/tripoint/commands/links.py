"""`tripoint links --from END --to END`: how two sides are connected."""

from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Annotated, Any

import typer

from tripoint.assurance import assured
from tripoint.chains import RANKED_BY, chain_documents
from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json
from tripoint.ends import entities_at
from tripoint.reading_aloud import print_chain, print_legend
from tripoint.walking import walked
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.connections import CHAINS_MAX, EXPANSIONS_MAX, HOPS_MAX, connections
from tripoint_algorithms.connections_at import connections_at
from tripoint_algorithms.patience import always, unexplored, until
from tripoint_algorithms.search import Wanted
from tripoint_algorithms.stability import stability
from tripoint_algorithms.tally import Ends, Shares
from tripoint_algorithms.timing import InOrder
from tripoint_algorithms.topology import Filter, topology
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.possibly import with_possibly_same

DAY_SECONDS = 86_400
_END = "A class (FTF), an entity's id, or text:WORDS."


def run(
    ctx: typer.Context,
    *,
    source: Annotated[str, typer.Option("--from", metavar="END", help=_END)],
    target: Annotated[str, typer.Option("--to", metavar="END", help=_END)],
    k: Annotated[int, typer.Option("-k", min=1, max=CHAINS_MAX, help="Chains at most.")] = 20,
    max_hops: Annotated[
        int, typer.Option("--max-hops", min=1, max=HOPS_MAX, help="Steps of a chain at most.")
    ] = 6,
    per_pair: Annotated[
        int, typer.Option("--per-pair", min=0, help="Chains between the same two; 0: no limit.")
    ] = 1,
    max_shared: Annotated[
        int | None,
        typer.Option(
            "--max-shared", min=0, help="Inner entities two chains may share; 0: bridges once."
        ),
    ] = None,
    conduct_only: Annotated[
        bool, typer.Option("--conduct-only", help="Leave out what people merely share.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="LINK", help="Walk these kinds alone.")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="LINK", help="Leave a kind out.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", min=0, max=1, help="Leave out less sure links.")
    ] = 0.0,
    since: Annotated[str, typer.Option("--since", metavar="DAY", help="Held on it or later.")] = "",
    before: Annotated[
        str, typer.Option("--until", metavar="DAY", help="Or on it, or before.")
    ] = "",
    place: Annotated[
        str, typer.Option("--place", metavar="END", help="Only chains that touch this place.")
    ] = "",
    possibly_same: Annotated[
        bool, typer.Option("--possibly-same", help="Walk pairs that wait for review too, as weak.")
    ] = False,
    in_order: Annotated[
        bool, typer.Option("--in-order", help="Only steps that can have followed one another.")
    ] = False,
    max_gap: Annotated[
        int | None,
        typer.Option(
            "--max-gap", min=0, metavar="DAYS", help="Between two steps; with --in-order."
        ),
    ] = None,
    stable: Annotated[
        bool, typer.Option("--stability", help="How each fares in worlds drawn anew; takes long.")
    ] = False,
    seconds: Annotated[
        float | None, typer.Option("--seconds", min=0.001, help="Give what there is by then.")
    ] = None,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show the best chains between two sides, a sentence a step, with the records behind it."""
    if stable and (place or seconds):
        raise UsageError("--stability goes neither with --place nor with --seconds")
    asked = session(ctx)
    walks = walked(
        conduct_only=conduct_only,
        among=only,
        without=without,
        confidence_min=min_confidence,
        since=since,
        until=before,
    )
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        world = with_possibly_same(store, world) if possibly_same else world
        document = {"from": source, "to": target, "viewer": viewer} | linked(
            store,
            world,
            entities_at(store, world, source),
            entities_at(store, world, target),
            k=k,
            hops_max=max_hops,
            shares=Shares(per_pair or None, max_shared),
            only=walks,
            order=_order(in_order, max_gap),
            places=entities_at(store, world, place) if place else None,
            seconds=seconds,
            stable=stable,
        )
    document["possibly_same"] = possibly_same
    print_json(document) if json else print_links(document)


def linked(
    store: EvidenceReader,
    world: Snapshot,
    sources: list[int],
    targets: list[int],
    *,
    k: int,
    hops_max: int,
    shares: Shares,
    only: Filter,
    order: InOrder | None = None,
    places: list[int] | None = None,
    seconds: float | None = None,
    stable: bool = False,
) -> dict[str, Any]:
    """The best chains between two sets of entity rows, as a document with keys that stay."""
    find = connections if places is None else partial(connections_at, places=places)
    found = find(
        world,
        sources,
        targets,
        k=k,
        hops_max=hops_max,
        per_pair=shares.per_pair,
        shared_max=shares.shared_max,
        only=only,
        order=order,
        go_on=always if seconds is None else until(monotonic, seconds),
    )
    shown = len(found.chains)
    graph = topology(world, model=found.model, only=only)
    told = [assured(graph, only, chain, sources, targets) for chain in found.chains]
    if stable and shown:
        ends = Ends.of(sources, targets, world.entities, directed=order is not None)
        wanted = Wanted(k, hops_max, shares, EXPANSIONS_MAX, order)
        drawn = stability(graph, only, ends, wanted, found.chains)
        told = [replace(each, stability=its) for each, its in zip(told, drawn, strict=True)]
    return {
        "from_entities": len(sources),
        "to_entities": len(targets),
        "max_hops": hops_max,
        "per_pair": shares.per_pair,
        "max_shared": shares.shared_max,
        "conduct_only": only.conduct_only,
        "only": sorted(only.among),
        "without": sorted(only.without),
        "min_confidence": only.confidence_min,
        "places": None if places is None else len(places),
        "in_order": order is not None,
        "max_gap_seconds": order.gap if order else None,
        "shown": shown,
        "all_shown": found.complete and shown < k,
        "complete": found.complete,
        "explored_cost": found.explored_cost if found.explored_cost != float("inf") else None,
        "certain": found.certain,
        "unexplored": unexplored(found.stopped, found.certain, shown, found.explored_cost),
        "ranked_by": RANKED_BY,
        "cost_model": found.model.version,
        "chains": chain_documents(store, graph, found.chains, told),
    }


def _order(in_order: bool, max_gap: int | None) -> InOrder | None:
    if max_gap is not None and not in_order:
        raise UsageError("--max-gap belongs to --in-order")
    return InOrder(None if max_gap is None else max_gap * DAY_SECONDS) if in_order else None


def print_links(document: dict[str, Any]) -> None:
    """The answer for people."""
    out = answers()
    for chain in document["chains"]:
        print_chain(out, chain)
    sides = f"{document['from_entities']:,} x {document['to_entities']:,} entities"
    reach = f"within {document['max_hops']} steps"
    count = len(document["chains"])
    if not count:
        out.print(f"no chain {reach} between them ({sides})")
    else:
        of = f"all {count}" if document["all_shown"] else f"the first {count}"
        out.print(f"shown: {of} chains {reach} ({sides}), ranked by {document['ranked_by']}")
        print_legend(out, document["chains"])
    if document["max_shared"] is not None:
        out.print(
            f"Chains that share more than {document['max_shared']} inner entities with one above "
            "them were passed over, however good."
        )
    if document["unexplored"]:
        out.print(document["unexplored"])
    elif not document["complete"]:
        out.print(
            f"Of the best {CHAINS_MAX:,} chains these touch the place; further ones may, and were "
            "not looked at."
        )
