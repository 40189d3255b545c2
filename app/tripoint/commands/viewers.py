"""`tripoint viewers`: who may ask, until there is a sign-in."""

import typer
from rich.table import Table
from rich.text import Text

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, print_json


def run(ctx: typer.Context, json: AsJson = False) -> None:
    """List the viewers that --viewer takes, and what each may see."""
    named = session(ctx).viewers
    if json:
        print_json(
            [
                {
                    "name": name,
                    "meaning": entry.meaning,
                    "member": entry.member,
                    "tlp": entry.tlp.name.lower(),
                    "categories": sorted(entry.categories),
                }
                for name, entry in named.items()
            ]
        )
        return
    table = Table("viewer", "Member", "up to TLP", "sees", "for")
    for name, entry in named.items():
        level = entry.tlp.name.lower().replace("_", "+")
        sees = ", ".join(sorted(entry.categories))
        table.add_row(*map(Text, (name, entry.member, level, sees, entry.meaning)))
    answers().print(table)
