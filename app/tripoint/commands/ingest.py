"""`tripoint ingest FORMAT PATH…`: files into the store."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from tripoint_ingest.rehearsal import Rehearsal

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json
from tripoint.loading import loading_bar, outcome_document, outcome_line, totals
from tripoint.telling import Events, write_metrics
from tripoint.wiring import Session, reader_named, store_file
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.formats import AUTO
from tripoint_ingest.metrics import Metrics
from tripoint_ingest.outcome import Outcome, exit_status
from tripoint_ingest.runner import Loading


def run(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help=f"A format's name, a mapping (.yaml), or {AUTO}.")],
    paths: Annotated[list[Path], typer.Argument(help="Files and folders.", exists=True)],
    *,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who speaks.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    events: Annotated[bool, typer.Option("--events", help="An event a line, as JSON.")] = False,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", metavar="FILE", help="Write Prometheus text here.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Load files; exit status 3 where rows were left out or noted, 4 where a file failed."""
    asked = session(ctx)
    files = files_in(paths)
    told = Events() if events else None
    read = _rehearsed if dry_run else _loaded
    outcomes = read(asked, files, format, source, told)
    status = exit_status(outcomes)
    if metrics is not None:
        counted = Metrics()
        for outcome in outcomes:
            counted.add(outcome)
        write_metrics(metrics, counted)
    if told is not None:
        told.ended(status)
    elif json:
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


def _loaded(
    asked: Session, files: list[Path], format: str, source: str, events: Events | None
) -> list[Outcome]:
    with asked.writing() as store:
        outcomes = load_into(asked, store, files, format, source, events=events)
        asked.publish(store)
        return outcomes


def _rehearsed(
    asked: Session, files: list[Path], format: str, source: str, events: Events | None
) -> list[Outcome]:
    path = store_file(asked.settings.store)
    if path is not None and not path.exists():  # a rehearsal makes no file either
        rehearsal = Loading(Rehearsal(None, asked.ids), asked.ids, {})
        return _read_all(asked, rehearsal, files, format, source, events=events)
    with asked.reading() as store:
        rehearsal = Loading(Rehearsal(store, asked.ids), asked.ids, {})
        return _read_all(asked, rehearsal, files, format, source, events=events)


def load_into(
    asked: Session,
    store: EvidenceStore,
    files: list[Path],
    format: str,
    source: str = "",
    *,
    events: Events | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> list[Outcome]:
    """Load files into an open store, with a progress bar; asked to stop, after the batch."""
    previous = {run.id: run for run in store.runs(FULL)}
    loading = Loading(store, asked.ids, previous, stop=stop)
    return _read_all(asked, loading, files, format, source, events=events)


def _read_all(
    asked: Session,
    loading: Loading,
    files: list[Path],
    format: str,
    source: str,
    *,
    events: Events | None,
) -> list[Outcome]:
    reader = None if format == AUTO else reader_named(format)
    with loading_bar(files, loading) as (watched, done):
        heard = events.hearing(watched) if events else watched
        found = load_files(files, reader, asked.sources(), source, heard)
        return [_told(done(outcome), events) for outcome in found]


def _told(outcome: Outcome, events: Events | None) -> Outcome:
    return events.finished(outcome) if events else outcome
