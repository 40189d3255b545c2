"""`tripoint judge A B`: what a person says of two mentions."""

from typing import Annotated

import typer

from tripoint.commands.options import AsJson, ViewerName, session
from tripoint.console import answers, print_json
from tripoint_graph.model import Verdict
from tripoint_resolution.deciding import decide


def run(
    ctx: typer.Context,
    one: Annotated[str, typer.Argument(help="A mention's id.")],
    other: Annotated[str, typer.Argument(help="Another's.")],
    *,
    verdict: Annotated[Verdict, typer.Option("--verdict", help="What they are.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so: a person.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in words.")],
    viewer: ViewerName = "full",
    json: AsJson = False,
) -> None:
    """Say that two mentions are the same, different or unsure; `unjudge` takes it back.

    A merge with somebody who is on a list holds only when a second person says the same.
    """
    asked = session(ctx)
    with asked.writing() as store:
        world = asked.world(store, asked.viewer(viewer), None)
        made = decide(store, world, one, other, verdict, by=by, reason=reason)
        asked.publish(store)
    if json:
        print_json({"judgement": made.judgement, "holds": made.holds})
        return
    answers().print(f"judgement {made.judgement}")
    if not made.holds:
        answers().print(
            "One of them stands on a list: it holds when a second person says the same."
        )
