"""`tripoint export FORMAT PATH`: one viewer's world for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import KnownAt, ViewerName, session
from tripoint.console import notices
from tripoint.exporting import ExportFormat, export
from tripoint.wiring import commit_known_at


def run(
    ctx: typer.Context,
    form: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="graphml, ndjson, csv.")],
    path: Annotated[Path, typer.Argument(help="The file to write.")],
    *,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
) -> None:
    """Write the entities and links that one viewer sees; handle the file as its records."""
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        written = export(store, world, form, path)
    files = " and ".join(str(each) for each in written)
    notices().print(
        f"{world.entities:,} entities and {world.links:,} links as {viewer} sees them, in {files}"
    )
