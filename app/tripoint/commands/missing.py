"""`tripoint missing`: what is probably missing, as sure as links say that were held back."""

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
    declared,
    scope,
)
from tripoint.commands.options import AsJson, ConductOnly, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.told.chains import chain_documents
from tripoint.told.reading_aloud import print_steps
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.suggestions.missing_links import (
    LEAST,
    RANKED_BY,
    Learnt,
    MissingLinks,
    Suggestion,
    TooLarge,
    missing_links,
    reasons,
)
from tripoint_algorithms.topology import topology
from tripoint_graph.hydrate import captions, kind_of
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

_option = typer.Option

WHY_SHOWN = 3
Links = Annotated[
    list[str] | None, _option("--link", metavar="LINK", help="A kind to suggest; else all.")
]
First = Annotated[int, _option("--first", min=1, max=100, help="Suggestions shown.")]
_CAREFUL = (
    "A suggestion says where to look for a record. It is no link and no finding about anybody, and "
    "no other answer knows of it."
)


def run(
    ctx: typer.Context,
    *,
    around: Around = "",
    hops: Hops = 2,
    limit: Limit = 500,
    layers: Layers = None,
    links: Links = None,
    conduct_only: ConductOnly = False,
    since: Since = "",
    until: Until = "",
    first: First = 10,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show which links no record tells of that probably exist, how sure that is, and why."""
    network = scope(around, (hops, limit), layers, conduct_only=conduct_only, during=(since, until))
    kinds = declared("--link", links or [], ONTOLOGY.links.keys())
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        cut = network.cut(asked, store, world)
        try:
            found = missing_links(cut, kinds=kinds, only=network.only, first=first)
        except TooLarge as error:
            raise UsageError(str(error)) from error
        document = _document(store, world, found, network)
    if json:
        print_json({"around": around, "viewer": viewer, **document})
    else:
        _print(document)


def _document(
    store: EvidenceReader, world: Snapshot, found: MissingLinks, network: Scope
) -> dict[str, Any]:
    names = captions(store, world, [row for e in found.suggestions for row in (e.one, e.other)])
    layers, only = network.layers, network.only
    graph = topology(world, only=only)
    why = [reasons(world, e, layers=layers, only=only, k=WHY_SHOWN) for e in found.suggestions]
    written = iter(chain_documents(store, graph, [chain for each in why for chain in each]))

    def told(each: Suggestion, chains: int) -> dict[str, Any]:
        ends = [
            {
                "id": world.entity_name(row),
                "caption": names[row],
                "kind": kind_of(world, row),
                "role": str(role),
            }
            for row, role in zip((each.one, each.other), each.roles, strict=True)
        ]
        return {
            "one": ends[0],
            "other": ends[1],
            "link": each.link,
            "probability": each.probability,
            "low": each.low,
            "high": each.high,
            "links": each.links,
            "pairs": each.pairs,
            "shared": len(each.shared),
            "why": [next(written) for _ in range(chains)],
        }

    return {
        "shown": len(found.suggestions),
        "total": found.total,
        "ranked_by": RANKED_BY,
        "parts": found.parts,
        "suggestions": [
            told(each, len(chains)) for each, chains in zip(found.suggestions, why, strict=True)
        ],
        "layers": [_layer(each) for each in found.layers],
    }


def _layer(found: Learnt) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Learnt.__slots__}


def _print(told: dict[str, Any]) -> None:
    out = answers()
    for number, each in enumerate(told["suggestions"], start=1):
        ends = " - ".join(
            f"{end['caption']} ({end['kind']}{', context' if end['role'] == 'context' else ''})"
            for end in (each["one"], each["other"])
        )
        out.print(shown(f"{number}. {each['link']}: {ends}"), style="bold")
        out.print(
            f"   {each['probability']:.0%} ({each['low']:.0%} to {each['high']:.0%}): of "
            f"{each['pairs']:,.0f} pairs that looked alike {each['links']:,.0f} were links that "
            "had been held back"
        )
        for chain in each["why"][:1]:
            print_steps(out, chain["steps"])
        out.print()
    learnt = [each for each in told["layers"] if each["learnt"]]
    print_table(
        ("link", "between", "linked", "held back", "joined still", "AUC", "shared alone", "off by"),
        (
            (
                each["link"],
                f"{each['one']}, {each['other']}",
                f"{each['known']:,}",
                f"{each['held']:,}",
                f"{each['found']:,}",
                f"{each['area']:.2f}",
                f"{each['area_shared']:.2f}",
                "" if each["error"] is None else f"{each['error']:.2f}",
            )
            for each in learnt
        ),
    )
    out.print(
        f"shown {told['shown']:,} of {told['total']:,} pairs scored, ranked by {RANKED_BY}. "
        f"Records were dealt into {told['parts']} parts and each was held back in turn: a share is "
        "what came true of pairs that looked alike while a tenth was missing. Of "
        f"{len(told['layers']) - len(learnt):,} further kinds of links fewer than {LEAST} could be "
        f"found again, so nothing is suggested. {_CAREFUL}"
    )
