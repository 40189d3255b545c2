"""`tripoint store info|check|backup|restore|bulk-write`: for whoever looks after the store."""

import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tripoint.commands.ingest import Wanted, load_into
from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json
from tripoint.loading import outcome_line
from tripoint.wiring import Session
from tripoint_graph.open import write_import
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import AUTO
from tripoint_ingest.outcome import exit_status

STATUS_FAULTS = 4

app = typer.Typer(help="Look after the store.", no_args_is_help=True)
File = Annotated[Path, typer.Argument(help="One file of newline-delimited JSON.")]


@app.command()
def info(ctx: typer.Context, *, json: AsJson = False) -> None:
    """Count what is in the store, and say the digest of its content."""
    asked = session(ctx)
    with asked.reading() as store:
        told = store.info()
        world = asked.world(store, FULL, None)
    document = {
        "url": told.url,
        "records": told.records,
        "mentions": told.mentions,
        "claims": told.claims,
        "entities": world.entities,
        "links": world.links,
        "judgements": told.judgements,
        "issues": told.issues,
        "classes": {name: int(mask.sum()) for name, mask in world.classes.items()},
        "last_commit_at": told.commit.at if told.commit.number else None,
        "digest": told.digest,
    }
    if json:
        print_json(document)
        return
    for name, value in document.items():
        counts = value if isinstance(value, dict) else {name: value}
        for label, count in counts.items():
            shown = f"{count:,}" if isinstance(count, int) else str(count)
            answers().print(f"{label:<20}{shown}")


@app.command()
def check(ctx: typer.Context, *, json: AsJson = False) -> None:
    """Look for anything wrong inside the store; exit status 4 where there is."""
    with session(ctx).reading() as store:
        faults = store.check()
    if json:
        print_json({"ok": not faults, "faults": faults})
    else:
        for fault in faults:
            answers().print(fault)
        answers().print(f"{len(faults)} faults found" if faults else "all is well")
    if faults:
        raise typer.Exit(STATUS_FAULTS)


@app.command()
def backup(ctx: typer.Context, path: File) -> None:
    """Write everything to one file, the same for every kind of store."""
    with session(ctx).reading() as store:
        store.backup(path)
        records = store.info().records
    notices().print(f"{records:,} records written to {path}")


@app.command()
def restore(ctx: typer.Context, path: File) -> None:
    """Fill an empty store from such a file; its digest comes out the same."""
    asked = session(ctx)
    with asked.writing() as store:
        store.restore(path)
        asked.publish(store)
        told = store.info()
    notices().print(f"{told.records:,} records restored; digest {told.digest}")


@app.command("bulk-write")
def bulk_write(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILES]...", help="Files to load instead of the store's content."),
    ] = None,
) -> None:
    """Write files for a first load into an empty Neo4j at full speed, and the command to run.

    Without FILES they hold what the store holds; exit status as of `tripoint ingest`.
    """
    asked = session(ctx)
    if not paths:
        with asked.reading() as store:
            script = write_import(store, asked.world(store, FULL, None), folder, asked.ids)
        status = 0
    else:
        script, status = _written_from(asked, folder, paths)
    notices().print("on the server's machine, while the server is stopped:")
    answers().print(f"sh {shlex.quote(str(script))}")
    if status:
        raise typer.Exit(status)


def _written_from(asked: Session, folder: Path, paths: list[Path]) -> tuple[Path, int]:
    """Files go through a store of their own, which has all the checks; it is thrown away."""
    with TemporaryDirectory(prefix="tripoint-bulk-") as scratch:
        url = f"sqlite:///{Path(scratch) / 'evidence.db'}"
        alone = Session(asked.settings.model_copy(update={"store": url, "cache": Path(scratch)}))
        with alone.writing() as store:
            outcomes = load_into(alone, store, Wanted(files_in(paths), AUTO))
            for outcome in outcomes:
                notices().print(outcome_line(outcome, dry_run=False))
            script = write_import(store, alone.world(store, FULL, None), folder, asked.ids)
    return script, exit_status(outcomes)
