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

JOINS_SHOWN = 20
"""Joins told to people; `--json` has them all."""


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
    _print_joins(out, document["joins"])
    for link in document["links"]:
        when = f" ({link['when']})" if link["when"] else ""
        out.print(shown(f"- {link['sentence']}{when}: {link['confidence']:.2f}, {link['nature']}"))
    out.print(f"shown {len(document['links'])} of {document['links_total']:,} links, surest first")


def _print_joins(out: Console, joins: list[dict[str, Any]]) -> None:
    for join in joins[:JOINS_SHOWN]:
        both = " and ".join(_spot(join[side]) for side in ("left_record", "right_record"))
        by = f"{join['by']} ({join['probability']:.2f})"
        out.print(shown(f"two mentions are one by {by}: {both}"), soft_wrap=True)
        print_parts(join["evidence"])
    if joins:
        out.print(f"shown {min(len(joins), JOINS_SHOWN):,} of {len(joins):,} joins")


def _spot(heading: dict[str, Any] | None) -> str:
    """The record that a mention stands in."""
    if heading is None:
        return "a record not read"
    return f"{heading['source']} {heading['source_key']} [{heading['record']}]"


def _speakers(fact: dict[str, Any]) -> list[str]:
    return sorted({f"{s['source']} {s['source_key']} ({s['grade']})" for s in fact["statements"]})


def _few(words: list[str]) -> str:
    shown_max = 3
    rest = len(words) - shown_max
    return "; ".join(words[:shown_max]) + (f"; and {rest:,} more" if rest > 0 else "")
