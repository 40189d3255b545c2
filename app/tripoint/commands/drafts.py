"""`tripoint drafts list|show|accept|drop`: batches that are held back until somebody decides."""

from typing import Annotated

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json, print_table
from tripoint.told.foretelling import foretold, print_foretold
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds
from tripoint_ingest.accepting import accept as accept_draft

app = typer.Typer(help="Look at held batches, and accept or drop them.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The draft's name.")]


@app.command("list")
def list_(ctx: typer.Context, *, json: AsJson = False) -> None:
    """List the drafts over the store, and what was read into them."""
    asked = session(ctx)
    rows = []
    with asked.reading() as store:
        for name in asked.drafts.names():
            with asked.drafts.opened(name, store) as draft:
                runs, info = draft.own.runs(FULL), draft.own.info()
            rows.append(
                {
                    "name": name,
                    "files": len(runs),
                    "records": info.records,
                    "issues": sum(run.issues for run in runs),
                    "lost": sum(run.lost for run in runs),
                    "begun_at": min((run.started_at for run in runs), default=None),
                }
            )
    if json:
        print_json(rows)
        return
    headings = ("name", "files", "records", "issues", "lost", "begun_at")
    print_table(headings, [[f"{row[heading]}" for heading in headings] for row in rows])


@app.command()
def show(ctx: typer.Context, name: Name, *, json: AsJson = False) -> None:
    """Say what accepting a draft would do: what is new, merges, parts, enters or leaves a class."""
    asked = session(ctx)
    with asked.reading() as store, asked.drafts.opened(name, store) as draft:
        before = asked.world(store, FULL, None)
        told = foretold(store, before, draft, Worlds(draft).snapshot(FULL))
    if json:
        print_json(told)
    else:
        print_foretold(told)


@app.command()
def accept(ctx: typer.Context, name: Name) -> None:
    """Take a draft's records into the store; given again after an interruption, it goes on."""
    asked = session(ctx)
    with asked.writing() as store:
        with asked.drafts.opened(name, store) as draft:
            done = accept_draft(draft.own, store)
        asked.drafts.drop(name)
        asked.publish(store)
    notices().print(
        f"{done.new:,} records accepted from {done.runs:,} files, {done.known:,} known already"
    )


@app.command()
def drop(ctx: typer.Context, name: Name) -> None:
    """Throw a draft away; the store is as if it had never been."""
    asked = session(ctx)
    asked.drafts.drop(name)
    answers().print(f"draft {name} dropped")
