"""Options of commands that ask about two sides."""

from typing import Annotated

import typer

from tripoint_algorithms.links.connections import HOPS_MAX

_END = "A class (FTF), an entity's id, text:WORDS, or saved:NAME."

From = Annotated[str, typer.Option("--from", metavar="END", help=_END)]
To = Annotated[str, typer.Option("--to", metavar="END", help=_END)]
MaxHops = Annotated[
    int, typer.Option("--max-hops", min=1, max=HOPS_MAX, help="Steps of a chain at most.")
]
