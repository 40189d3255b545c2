"""`tripoint formats`: what can be read."""

import typer
from rich.table import Table
from rich.text import Text
from tripoint_ingest.formats import known_formats

from tripoint.commands.options import AsJson
from tripoint.console import answers, print_json


def run(json: AsJson = False) -> None:
    """List the formats that `tripoint ingest` reads; a mapping of your own is a YAML file."""
    known = known_formats()
    if json:
        print_json([{"name": f.name, "title": f.title, "source": f.source} for f in known.values()])
        return
    table = Table("format", "reads", "as source")
    for format in known.values():
        table.add_row(*map(Text, (format.name, format.title, format.source)))
    answers().print(table)
