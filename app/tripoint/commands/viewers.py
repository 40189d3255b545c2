"""`tripoint viewers`: who may ask, until there is a sign-in."""

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import print_json, print_table


def run(ctx: typer.Context, *, json: AsJson = False) -> None:
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
                    "may_load": entry.may_load,
                }
                for name, entry in named.items()
            ]
        )
        return
    print_table(
        ("viewer", "Member", "up to TLP", "sees", "may load", "for"),
        (
            (
                name,
                entry.member,
                entry.tlp.name.lower().replace("_", "+"),
                ", ".join(sorted(entry.categories)),
                "yes" if entry.may_load else "",
                entry.meaning,
            )
            for name, entry in named.items()
        ),
    )
