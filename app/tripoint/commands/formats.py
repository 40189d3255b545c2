"""`tripoint formats`: what can be read."""

from tripoint.commands.options import AsJson
from tripoint.console import print_json, print_table
from tripoint_ingest.formats import family, known_formats


def run(*, json: AsJson = False) -> None:
    """List the formats that `tripoint ingest` reads; a mapping of your own is a YAML file."""
    known = known_formats()
    if json:
        print_json(
            [
                {"name": f.name, "family": family(f), "title": f.title, "source": f.source.name}
                for f in known.values()
            ]
        )
        return
    print_table(
        ("format", "family", "reads", "as source"),
        ((f.name, family(f), f.title, f.source.name) for f in known.values()),
    )
