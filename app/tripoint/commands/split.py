"""`tripoint split ENTITY MENTION...`: takes mentions out of an entity."""

from typing import Annotated

import typer

from tripoint.commands.options import AsJson, ViewerName, session
from tripoint.console import answers, print_json
from tripoint_resolution.splitting import split


def run(
    ctx: typer.Context,
    entity: Annotated[str, typer.Argument(help="The entity's id, or a mention's in it.")],
    mentions: Annotated[list[str], typer.Argument(help="Ids of the mentions to take out.")],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so: a person.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in words.")],
    viewer: ViewerName = "full",
    json: AsJson = False,
) -> None:
    """Take mentions out of an entity; `unjudge` of one of its judgements takes all of it back.

    Where the entity stands on a list it holds only when a second person says the same.
    """
    asked = session(ctx)
    with asked.writing() as store:
        world = asked.world(store, asked.viewer(viewer), None)
        made = split(store, world, entity, mentions, by=by, reason=reason)
        asked.publish(store)
    if json:
        told = {"judgements": list(made.judgements), "holds": made.holds}
        print_json(told | {"out": list(made.out), "left": list(made.left)})
        return
    first, mention = made.judgements[0], made.out[0]
    answers().print(
        f"{len(made.out)} mentions taken out, {len(made.left)} stay: {len(made.judgements)} "
        f"judgements; take them back: tripoint unjudge {first} --of {mention}"
    )
    if not made.holds:
        answers().print("The entity stands on a list: it holds when a second person says the same.")
