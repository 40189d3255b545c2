"""`tripoint ingest FORMAT PATH…`: files into the store."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json
from tripoint.loading import loading_bar, outcome_document, outcome_line, totals
from tripoint.wiring import Session, UsageError, store_file
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.formats import AUTO, UnknownFormat, format_named
from tripoint_ingest.mapping.declaration import MappingError
from tripoint_ingest.outcome import Outcome, exit_status
from tripoint_ingest.rehearsal import Rehearsal
from tripoint_ingest.runner import Loading
from tripoint_ingest.sources import Sources, load_sources


def run(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help=f"A format's name, a mapping (.yaml), or {AUTO}.")],
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", exists=True)],
    *,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who speaks.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    json: AsJson = False,
) -> None:
    """Load files; exit status 3 where rows were left out or noted, 4 where a file failed."""
    asked = session(ctx)
    files = files_in(paths)
    outcomes = (
        _rehearsed(asked, files, format, source)
        if dry_run
        else _loaded(asked, files, format, source)
    )
    status = exit_status(outcomes)
    if json:
        print_json(
            {
                "dry_run": dry_run,
                "status": status,
                "totals": totals(outcomes),
                "files": [outcome_document(outcome) for outcome in outcomes],
            }
        )
    else:
        for outcome in outcomes:
            answers().print(outcome_line(outcome, dry_run=dry_run))
        if not outcomes:
            notices().print("there is no file to load")
    if status:
        raise typer.Exit(status)


def _loaded(asked: Session, files: list[Path], format: str, source: str) -> list[Outcome]:
    with asked.writing() as store:
        outcomes = load_into(asked, store, files, format, source)
        asked.publish(store)
        return outcomes


def _rehearsed(asked: Session, files: list[Path], format: str, source: str) -> list[Outcome]:
    path = store_file(asked.settings.store)
    if path is not None and not path.exists():  # a rehearsal makes no file either
        return _read_all(
            asked, Loading(Rehearsal(None, asked.ids), asked.ids, {}), files, format, source
        )
    with asked.reading() as store:
        rehearsal = Loading(Rehearsal(store, asked.ids), asked.ids, {})
        return _read_all(asked, rehearsal, files, format, source)


def load_into(
    asked: Session, store: EvidenceStore, files: list[Path], format: str, source: str = ""
) -> list[Outcome]:
    """Load files into an open store, with a progress bar."""
    previous = {run.id: run for run in store.runs(FULL)}
    return _read_all(asked, Loading(store, asked.ids, previous), files, format, source)


def _read_all(
    asked: Session, loading: Loading, files: list[Path], format: str, source: str
) -> list[Outcome]:
    try:
        reader = None if format == AUTO else format_named(format)
    except (UnknownFormat, MappingError) as error:
        raise UsageError(str(error)) from error
    settings = asked.settings.sources
    sources = load_sources(settings) if settings else Sources()
    with loading_bar(files, loading) as (watched, done):
        return [done(o) for o in load_files(files, reader, sources, source, watched)]
