"""`tripoint rank`: who matters in a network, each place with its interval."""

from typing import Annotated, Any

import typer

from tripoint.commands.network import (
    Around,
    Hops,
    Layers,
    Limit,
    Since,
    Until,
    declared,
    scope,
)
from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.networks import Network, layer_by_layer
from tripoint_algorithms.who_matters.key_entities import (
    RANKED_BY,
    TOP,
    WHO,
    KeyEntities,
    TooLarge,
    key_entities,
)
from tripoint_algorithms.who_matters.measures import Measure, shape
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader

_option = typer.Option

Kinds = Annotated[
    list[str] | None, _option("--kind", help="Who is ranked; else people and organisations.")
]
By = Annotated[Measure, _option("--by", help="The measure.")]
Missing = Annotated[float, _option("--missing", min=0, max=0.9, help="Evidence taken as missing.")]
First = Annotated[int, _option("--first", min=1, max=100, help="Places shown.")]
Top = Annotated[int, _option("--top", min=1, max=100, help="Among how many chances count.")]
EachLayer = Annotated[
    bool, _option("--each-layer", help="Each kind of link by itself, not pooled.")
]


def run(
    ctx: typer.Context,
    *,
    around: Around = "",
    hops: Hops = 2,
    limit: Limit = 500,
    layers: Layers = None,
    by: By = Measure.BETWEENNESS,
    kinds: Kinds = None,
    missing: Missing = 0.1,
    first: First = 20,
    top: Top = TOP,
    conduct_only: ConductOnly = False,
    since: Since = "",
    until: Until = "",
    each_layer: EachLayer = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show who matters in a network: places with the intervals that poor evidence leaves them."""
    network = scope(around, (hops, limit), layers, conduct_only=conduct_only, during=(since, until))
    who = declared("--kind", kinds or WHO, ONTOLOGY.kinds.keys())
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        cut = network.cut(asked, store, world)
        how: dict[str, Any] = {"kinds": who, "first": first, "top": top, "missing": missing}
        cuts = layer_by_layer(cut, network.only) if each_layer else (cut,)
        try:
            found = [_document(store, each, key_entities(each, by, **how), top) for each in cuts]
        except TooLarge as error:
            raise UsageError(str(error)) from error
    asking = {"around": around, "viewer": viewer}
    if json:
        print_json(asking | ({"networks": found} if each_layer else found[0]))
    else:
        for each in found:
            _print(each)


def _document(store: EvidenceReader, cut: Network, found: KeyEntities, top: int) -> dict[str, Any]:
    world = cut.snapshot
    names = captions(store, world, [each.entity for each in found.entities])
    form = shape(cut.graph)
    return {
        "measure": str(found.measure),
        "shown": len(found.entities),
        "total": found.total,
        "ranked_by": RANKED_BY,
        "draws": found.draws,
        "missing": found.missing,
        "top": top,
        "layers": list(cut.layers),
        "network": {
            "entities": form.entities,
            "ties": form.ties,
            "components": form.components,
            "density": form.density,
            "cut_vertices": len(form.cut_vertices),
        },
        "entities": [
            {
                "id": world.entity_name(each.entity),
                "caption": names[each.entity],
                "kind": kind_of(world, each.entity),
                "role": str(each.role),
                "place": each.rank.place,
                "low": each.rank.low,
                "high": each.rank.high,
                "in_top": each.rank.in_top,
                "value": each.rank.value,
                "cut_vertex": each.cut_vertex,
                "rests_on": list(each.rests_on),
                "cases": list(each.cases),
            }
            for each in found.entities
        ],
    }


def _print(document: dict[str, Any]) -> None:
    net, top = document["network"], document["top"]
    kinds = document["layers"]
    pooled = f" ({len(kinds)} kinds of links pooled)" if len(kinds) > 1 else ""
    answers().print(f"tied by {', '.join(kinds) or 'no link'}{pooled}", soft_wrap=True)
    print_table(
        ("place", "90 %", f"in top {top}", "who", "kind", "value", "role", "mind"),
        (
            (
                str(each["place"]),
                f"{each['low']} to {each['high']}",
                f"{each['in_top']:.0%}",
                each["caption"],
                each["kind"],
                f"{each['value']:.3f}",
                each["role"],
                _mind(each),
            )
            for each in document["entities"]
        ),
    )
    answers().print(
        f"shown {document['shown']:,} of {document['total']:,}, ranked by {document['measure']}, "
        f"in a network of {net['entities']:,} entities and {net['ties']:,} ties in "
        f"{net['components']:,} pieces. Intervals: {document['draws']} networks drawn anew, "
        f"records kept by their grades, {document['missing']:.0%} of evidence taken to be missing. "
        "A place is no verdict on anybody."
    )


def _mind(each: dict[str, Any]) -> str:
    parts = ["holds a piece together"] if each["cut_vertex"] else []
    if each["rests_on"]:
        parts.append(f"rests on {', '.join(each['rests_on'])}")
    if len(each["cases"]) > 1:
        parts.append(f"in {len(each['cases'])} cases: {', '.join(each['cases'])}")
    return "; ".join(parts)
