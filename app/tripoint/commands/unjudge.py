"""`tripoint unjudge`: takes back what was said of two mentions."""

from typing import Annotated

import typer

from tripoint.commands.options import ViewerName, session
from tripoint.console import answers, shown
from tripoint_resolution.deciding import take_back


def run(
    ctx: typer.Context,
    judgement: Annotated[str, typer.Argument(help="A judgement's id, as `why` shows it.")],
    *,
    of: Annotated[str, typer.Option("--of", metavar="MENTION", help="One of its two mentions.")],
    viewer: ViewerName = "full",
) -> None:
    """Take a judgement back: everything is then as if it had never been made."""
    asked = session(ctx)
    with asked.writing() as store:
        world = asked.world(store, asked.viewer(viewer), None)
        taken = take_back(store, world, judgement, of)
        asked.publish(store)
    said = taken.judgement
    answers().print(shown(f"taken back: {said.verdict}, said by {said.by} ({said.reason})"))
