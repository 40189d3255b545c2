"""`tripoint entity ID`: all that is known of one entity, and which record says so."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from tripoint.commands.options import AsJson, KnownAt, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.ends import entity_named
from tripoint.told.entity import LINKS_SHOWN, portrait
from tripoint.told.screening import print_parts
from tripoint.wiring import commit_known_at


def run(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="An entity's id, or that of a mention in it.")],
    *,
    links: Annotated[int, typer.Option("--links", min=0, help="Links to show.")] = LINKS_SHOWN,
    viewer: ViewerName = "full",
    as_known_at: KnownAt = "",
    json: AsJson = False,
) -> None:
    """Show one entity: its facts with the records behind them, its classes and its links."""
    asked = session(ctx)
    with asked.reading() as store:
        world = asked.world(store, asked.viewer(viewer), commit_known_at(store, as_known_at))
        document = portrait(store, world, entity_named(world, id), links_max=links)
    if json:
        print_json(document)
    else:
        _print(answers(), document)


def _print(out: Console, document: dict[str, Any]) -> None:
    out.print(Text(shown(f"{document['caption']} ({document['kind']})"), style="bold"))
    out.print(f"id {document['id']}, {document['mentions']:,} mentions")
    for label in document["classes"]:
        out.print(f"{label['label']} by rule {label['rule']}, on {len(label['records'])} records")
    print_table(
        ("property", "value", "said by"),
        ((fact["name"], fact["value"], _few(_speakers(fact))) for fact in document["properties"]),
    )
    for join in document["joins"]:
        out.print(f"two mentions are one by {join['by']} ({join['probability']:.2f})")
        print_parts(join["evidence"])
    for link in document["links"]:
        when = f" ({link['when']})" if link["when"] else ""
        out.print(shown(f"- {link['sentence']}{when}: {link['confidence']:.2f}, {link['nature']}"))
    out.print(f"shown {len(document['links'])} of {document['links_total']:,} links, surest first")


def _speakers(fact: dict[str, Any]) -> list[str]:
    return sorted({f"{s['source']} {s['source_key']} ({s['grade']})" for s in fact["statements"]})


def _few(words: list[str]) -> str:
    shown_max = 3
    rest = len(words) - shown_max
    return "; ".join(words[:shown_max]) + (f"; and {rest:,} more" if rest > 0 else "")
