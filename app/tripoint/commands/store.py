"""`tripoint store info|check|backup|restore`: for whoever looks after the store."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json
from tripoint_graph.viewer import FULL

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
