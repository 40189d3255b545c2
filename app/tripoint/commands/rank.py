"""`tripoint rank`: who matters in a network, each place with its interval."""

from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table
from tripoint.ends import entities_at
from tripoint.traded import period
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms import networks
from tripoint_algorithms.connections import HOPS_MAX
from tripoint_algorithms.key_entities import (
    RANKED_BY,
    TOP,
    WHO,
    KeyEntities,
    TooLarge,
    key_entities,
)
from tripoint_algorithms.neighbourhood import SHOWN_MAX
from tripoint_algorithms.networks import Network, layer_by_layer
from tripoint_algorithms.standing import Measure, shape
from tripoint_algorithms.topology import Filter
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader

_option = typer.Option

Around = Annotated[
    str, _option("--around", metavar="END", help="A class, an id or text:WORDS; else everything.")
]
Hops = Annotated[int, _option("--hops", min=1, max=HOPS_MAX, help="Steps from there, at most.")]
Limit = Annotated[int, _option("--limit", min=1, max=SHOWN_MAX, help="Entities of the network.")]
Layers = Annotated[
    list[str] | None, _option("--layer", metavar="LINK", help="A kind of link that ties; else all.")
]
Kinds = Annotated[
    list[str] | None, _option("--kind", help="Who is ranked; else people and organisations.")
]
By = Annotated[Measure, _option("--by", help="The measure.")]
Missing = Annotated[float, _option("--missing", min=0, max=0.9, help="Evidence taken as missing.")]
First = Annotated[int, _option("--first", min=1, max=100, help="Places shown.")]
Top = Annotated[int, _option("--top", min=1, max=100, help="Among how many chances count.")]
Since = Annotated[str, _option("--since", metavar="DAY", help="Ties that held from then on.")]
Until = Annotated[str, _option("--until", metavar="DAY", help="Ties that held up to then.")]
EachLayer = Annotated[
    bool, _option("--each-layer", help="Each kind of link by itself, not pooled.")
]
Conduct = Annotated[bool, _option("--conduct-only", help="Leave out what people merely share.")]


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
    conduct_only: Conduct = False,
    since: Since = "",
    until: Until = "",
    each_layer: EachLayer = False,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show who matters in a network: places with the intervals that poor evidence leaves them."""
    tied = declared("--layer", layers or [], ONTOLOGY.links.keys())
    who = declared("--kind", kinds or WHO, ONTOLOGY.kinds.keys())
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        only = Filter(conduct_only=conduct_only, during=window(since, until))
        start = entities_at(store, world, around) if around else None
        cut = networks.around(world, start, hops=hops, limit=limit, layers=tied, only=only)
        how: dict[str, Any] = {"kinds": who, "first": first, "top": top, "missing": missing}
        cuts = layer_by_layer(cut, only) if each_layer else (cut,)
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


def window(since: str, until: str) -> tuple[int, int] | None:
    """First and last second of a period; None where neither day is given.

    Raises:
        UsageError: one is no date.
    """
    return period(since, until) if since or until else None


def declared(option: str, given: Any, known: Any) -> frozenset[str]:  # noqa: ANN401 - two collections of names
    """The names given, if the ontology declares them.

    Raises:
        UsageError: it does not.
    """
    wrong = set(given) - set(known)
    if wrong:
        raise UsageError(f"{option} {sorted(wrong)[0]}: one of {', '.join(known)}")
    return frozenset(given)


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
