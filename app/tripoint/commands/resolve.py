"""`tripoint resolve`: proposals of who is the same, as judgements that can be taken back."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, print_json
from tripoint.wiring import UsageError, commit_known_at
from tripoint_graph.columns import hex_of
from tripoint_graph.model import MentionId
from tripoint_graph.viewer import FULL

if TYPE_CHECKING:
    from tripoint_resolution.proposing.engine import Engine
    from tripoint_resolution.proposing.resolve import Proposals


def run(
    ctx: typer.Context,
    *,
    since: Annotated[
        str, typer.Option("--since", metavar="TIME", help="Only whoever came in after it (UTC).")
    ] = "",
    model: Annotated[
        Path | None, typer.Option("--model", metavar="FILE", help="Other trained settings (.json).")
    ] = None,
    spark: Annotated[
        str,
        typer.Option(
            "--spark", metavar="MASTER", help="Score on Spark (local[*], spark://...), not here."
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Propose which people are the same. What people have said is never touched."""
    # Splink and DuckDB take half a second to load, which no other command should pay.
    from tripoint_resolution.proposing.engine import load_model  # noqa: PLC0415
    from tripoint_resolution.proposing.resolve import JUDGE, proposals  # noqa: PLC0415

    asked = session(ctx)
    with asked.writing() as store:
        world = asked.world(store, FULL, None)
        new = None
        if since:
            before = asked.world(store, FULL, commit_known_at(store, since))
            known = set(hex_of(before.mention_id))
            new = [MentionId(id) for id in hex_of(world.mention_id) if id not in known]
        told, engine = _engine(load_model(model), spark)
        found = proposals(store, world, told, new=new, engine=engine)
        if not dry_run:
            store.unjudge(found.drop)
            store.judge(found.add)
            asked.publish(store)
    if json:
        print_json(_document(found, JUDGE) | {"dry_run": dry_run})
    else:
        answers().print(_in_words(found, JUDGE, dry_run=dry_run))


def _engine(model: dict[str, Any], master: str) -> "tuple[dict[str, Any], Engine]":
    """The model in the dialect of what scores, and that."""
    if not master:
        from tripoint_resolution.proposing.engine import HERE  # noqa: PLC0415

        return model, HERE
    try:
        from tripoint_resolution.proposing import spark  # noqa: PLC0415
    except ImportError as error:
        told = "--spark needs pyspark and Java 17 or newer: pip install 'tripoint[spark]'"
        raise UsageError(told) from error
    return spark.for_spark(model), partial(spark.engine, spark.session(master))


def _document(found: "Proposals", judge: str) -> dict[str, object]:
    return {
        "judge": judge,
        "pairs": found.pairs,
        "same": found.same,
        "unsure": found.unsure,
        "added": len(found.add),
        "dropped": len(found.drop),
        "kept": found.kept,
    }


def _in_words(found: "Proposals", judge: str, *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    return (
        f"{found.pairs:,} pairs by {judge}: {found.same:,} the same, {found.unsure:,} for people "
        f"to look at; {len(found.add):,} {would}added, {len(found.drop):,} {would}taken back, "
        f"{found.kept:,} stand"
    )
