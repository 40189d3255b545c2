"""`tripoint resolve`: proposals of who is the same, as judgements that can be taken back."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, print_json
from tripoint.wiring import Session, UsageError, commit_known_at
from tripoint_graph.columns import hex_of
from tripoint_graph.model import MentionId
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import FULL

if TYPE_CHECKING:
    from tripoint_resolution.proposing.engine import Engine
    from tripoint_resolution.proposing.model import Model
    from tripoint_resolution.proposing.resolve import Proposals


class Kind(StrEnum):
    """What has a model."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    ADDRESS = "address"


def run(
    ctx: typer.Context,
    *,
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Only these; again for more. Else all.")
    ] = None,
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
    """Propose which people, organisations, vessels and addresses are the same, kind by kind.

    What people have said is never touched.
    """
    # Splink and DuckDB take half a second to load, which no other command should pay.
    from tripoint_resolution.proposing.resolve import proposals  # noqa: PLC0415

    found: list[Proposals] = []
    asked = session(ctx)
    with asked.writing() as store:
        world = asked.world(store, FULL, None)
        new = _since(asked, store, world, since) if since else None
        models, engine = _engine(_models(model, kind or list(Kind)), spark)
        for each in models:
            found.append(proposals(store, world, each, new=new, engine=engine))
            if not dry_run:
                store.unjudge(found[-1].drop)
                store.judge(found[-1].add)
        if not dry_run:
            asked.publish(store)
    if json:
        print_json({"dry_run": dry_run, "kinds": [_document(each) for each in found]})
    else:
        for proposed in found:
            answers().print(_in_words(proposed, dry_run=dry_run))


def _since(asked: Session, store: EvidenceStore, world: Snapshot, moment: str) -> list[MentionId]:
    """The mentions that came in after a moment."""
    before = asked.world(store, FULL, commit_known_at(store, moment))
    known = set(hex_of(before.mention_id))
    return [MentionId(id) for id in hex_of(world.mention_id) if id not in known]


def _models(file: Path | None, kinds: Sequence[Kind]) -> "list[Model]":
    from tripoint_resolution.proposing.kinds import MODELLED  # noqa: PLC0415
    from tripoint_resolution.proposing.model import load_model, shipped_model  # noqa: PLC0415

    if file is not None:
        return [load_model(file)]
    return [shipped_model(MODELLED[kind].model) for kind in kinds]


def _engine(models: "list[Model]", master: str) -> "tuple[list[Model], Engine]":
    """The models in the dialect of what scores, and that."""
    if not master:
        from tripoint_resolution.proposing.engine import HERE  # noqa: PLC0415

        return models, HERE
    try:
        from tripoint_resolution.proposing import spark  # noqa: PLC0415
    except ImportError as error:
        told = "--spark needs Java 17 or newer, and in the repository: pip install -e '.[spark]'"
        raise UsageError(told) from error
    return [*map(spark.for_spark, models)], partial(spark.engine, spark.session(master))


def _document(found: "Proposals") -> dict[str, object]:
    return {
        "judge": found.judge,
        "pairs": found.pairs,
        "same": found.same,
        "unsure": found.unsure,
        "added": len(found.add),
        "dropped": len(found.drop),
        "kept": found.kept,
    }


def _in_words(found: "Proposals", *, dry_run: bool) -> str:
    would = "would be " if dry_run else ""
    return (
        f"{found.pairs:,} pairs by {found.judge}: {found.same:,} the same, {found.unsure:,} for "
        f"people to look at; {len(found.add):,} {would}added, {len(found.drop):,} {would}taken "
        f"back, {found.kept:,} stand"
    )
