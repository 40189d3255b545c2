"""`tripoint links --from END --to END`: how two sides are connected."""

from time import monotonic
from typing import Annotated, Any

import typer

from tripoint.commands.options import (
    AsJson,
    ConductOnly,
    KnownAt,
    PossiblySame,
    ViewerName,
    session,
)
from tripoint.commands.sides import From, MaxHops, To
from tripoint.commands.walking import MinConfidence, Only, Since, Until, Without, walked
from tripoint.console import answers, print_json
from tripoint.ends import entities_at
from tripoint.told.links import Question, linked
from tripoint.told.reading_aloud import print_chain, print_legend
from tripoint.wiring import UsageError, commit_known_at
from tripoint_algorithms.links.between import Between
from tripoint_algorithms.links.connections import CHAINS_MAX
from tripoint_algorithms.links.patience import always
from tripoint_algorithms.links.patience import until as time_up_in
from tripoint_algorithms.links.tally import Shares
from tripoint_algorithms.links.timing import InOrder
from tripoint_resolution.possibly import with_possibly_same

DAY_SECONDS = 86_400
_ALIKE = "Inner entities two chains may share; 0: bridges once."

Chains = Annotated[int, typer.Option("-k", min=1, max=CHAINS_MAX, help="Chains at most.")]
PerPair = Annotated[
    int, typer.Option("--per-pair", min=0, help="Chains between the same two; 0: no limit.")
]
MaxShared = Annotated[int | None, typer.Option("--max-shared", min=0, help=_ALIKE)]
Place = Annotated[
    str, typer.Option("--place", metavar="END", help="Only chains that touch this place.")
]
InTimeOrder = Annotated[
    bool, typer.Option("--in-order", help="Only steps that can have followed one another.")
]
MaxGap = Annotated[
    int | None,
    typer.Option("--max-gap", min=0, metavar="DAYS", help="Between two steps; with --in-order."),
]
Stable = Annotated[
    bool, typer.Option("--stability", help="How each fares in worlds drawn anew; takes long.")
]
Seconds = Annotated[
    float | None, typer.Option("--seconds", min=0.001, help="Give what there is by then.")
]


def run(
    ctx: typer.Context,
    *,
    source: From,
    target: To,
    k: Chains = 20,
    max_hops: MaxHops = 6,
    per_pair: PerPair = 1,
    max_shared: MaxShared = None,
    conduct_only: ConductOnly = False,
    only: Only = None,
    without: Without = None,
    min_confidence: MinConfidence = 0.0,
    since: Since = "",
    until: Until = "",
    place: Place = "",
    possibly_same: PossiblySame = False,
    in_order: InTimeOrder = False,
    max_gap: MaxGap = None,
    stable: Stable = False,
    seconds: Seconds = None,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show the best chains between two sides, a sentence a step, with the records behind it."""
    if stable and (place or seconds):
        raise UsageError("--stability goes neither with --place nor with --seconds")
    walks = walked(conduct_only, only, without, min_confidence, (since, until))
    order, shares = _order(in_order, max_gap), Shares(per_pair or None, max_shared)
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        world = with_possibly_same(store, world) if possibly_same else world
        one, other = (entities_at(asked, store, world, end) for end in (source, target))
        at = entities_at(asked, store, world, place) if place else None
        go_on = always if seconds is None else time_up_in(monotonic, seconds)
        between = Between(one, other, max_hops, shares, walks, order, at, go_on)
        told = linked(store, world, Question(between, k, stable))
    document = {"from": source, "to": target, "viewer": viewer, "possibly_same": possibly_same}
    print_json(document | told) if json else print_links(document | told)


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
