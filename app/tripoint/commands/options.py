"""Options that several commands share."""

from typing import Annotated

import typer

from tripoint.wiring import Session

ViewerName = Annotated[
    str, typer.Option("--viewer", metavar="NAME", help="Whose eyes to look with.")
]
KnownAt = Annotated[
    str, typer.Option("--as-known-at", metavar="TIME", help="The world as it was known then (UTC).")
]
Rule = Annotated[str, typer.Option("--rule", metavar="RULE", help="Of this rule alone.")]
MappingOf = Annotated[
    str, typer.Option("--mapping", metavar="FILE", help="The mapping (.yaml) or format to read by.")
]
ConductOnly = Annotated[
    bool, typer.Option("--conduct-only", help="Leave out what people merely share.")
]
PossiblySame = Annotated[
    bool, typer.Option("--possibly-same", help="Walk pairs that wait for review too, as weak.")
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document instead of prose.")]


def session(ctx: typer.Context) -> Session:
    """The session that the start of the command line made."""
    made = ctx.obj
    if not isinstance(made, Session):
        raise TypeError("a command was run without the command line around it")
    return made
