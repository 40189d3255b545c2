"""`tripoint ingest [FORMAT] PATH…`: files into the store."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from tripoint.commands.options import AsJson, session
from tripoint.console import answers, notices, print_json
from tripoint.loading import loading_bar, outcome_document, outcome_line, totals
from tripoint.telling import Events, write_metrics
from tripoint.told.foretelling import foretold, print_foretold
from tripoint.wiring import Session, UsageError, reader_named
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.formats import AUTO, is_mapping, known_formats
from tripoint_ingest.loading import JOBS_MAX, Loading
from tripoint_ingest.metrics import Metrics
from tripoint_ingest.outcome import Outcome, exit_status

JOBS = min(JOBS_MAX, os.cpu_count() or 1)
"""Where nobody says: both, where there are two processors."""

Jobs = Annotated[
    int, typer.Option("--jobs", min=1, max=JOBS_MAX, help="2: another reads large files.")
]


What = Annotated[
    list[str],
    typer.Argument(
        metavar="[FORMAT] PATH",
        help=f"A format's name, a mapping (.yaml) or {AUTO}, which is meant where none is named; "
        "then files and folders.",
    ),
]


def run(
    ctx: typer.Context,
    what: What,
    *,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who speaks.")] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; say what would become of the store.")
    ] = False,
    retire: Annotated[
        bool, typer.Option("--retire", help="Withdraw even most of a list that is gone from it.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Leave out messages with anything wrong (EDIFACT).")
    ] = False,
    jobs: Jobs = JOBS,
    events: Annotated[bool, typer.Option("--events", help="An event a line, as JSON.")] = False,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", metavar="FILE", help="Write Prometheus text here.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Load files; exit status 3 where rows were left out or noted, 4 where a file failed."""
    asked = session(ctx)
    format, paths = format_and_paths(what)
    told = Events() if events else None
    asking = Wanted(files_in(paths), format, source, told, retire=retire, strict=strict, jobs=jobs)
    outcomes, world = _rehearsed(asked, asking) if dry_run else (_loaded(asked, asking), None)
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
                "draft": asked.settings.draft,
                "status": status,
                "totals": totals(outcomes),
                "files": [outcome_document(outcome) for outcome in outcomes],
                "world": world,
            }
        )
    else:
        _print(asked, outcomes, world)
    if status:
        raise typer.Exit(status)


def format_and_paths(what: Sequence[str]) -> tuple[str, list[Path]]:
    """What the files are, and which: the first word is a path where no format is named so.

    Raises:
        UsageError: a path leads nowhere, or there is none.
    """
    first = what[0]
    named = first == AUTO or first in known_formats() or is_mapping(first)
    if not named and not Path(first).exists():
        raise UsageError(
            f"there is neither a file nor a format {first!r}; `tripoint formats` lists the formats"
        )
    paths = [Path(each) for each in (what[1:] if named else what)]
    if not paths:
        raise UsageError(f"which file? `tripoint ingest {first} PATH`")
    if gone := [str(path) for path in paths if not path.exists()]:
        raise UsageError(f"there is no file or folder {', '.join(gone)}")
    return first if named else AUTO, paths


@dataclass(frozen=True)
class Wanted:
    """What is to be loaded, and how: see the command's options."""

    files: list[Path]
    format: str
    source: str = ""
    events: Events | None = None
    stop: Callable[[], bool] = lambda: False
    retire: bool = False
    strict: bool = False
    jobs: int = 1


def _print(asked: Session, outcomes: list[Outcome], world: dict[str, Any] | None) -> None:
    for outcome in outcomes:
        answers().print(outcome_line(outcome, dry_run=world is not None))
    if not outcomes:
        notices().print("there is no file to load")
    if world is not None:
        print_foretold(world)
    if draft := asked.settings.draft:
        notices().print(
            f"held in draft {draft}: `tripoint drafts show {draft}` says what it would do, "
            f"`accept` takes it in, `drop` throws it away; --draft {draft} asks with it"
        )


def _loaded(asked: Session, asking: Wanted) -> list[Outcome]:
    if asked.settings.draft:
        with asked.drafting() as (_, draft):
            return load_into(asked, draft, asking)
    with asked.writing() as store:
        outcomes = load_into(asked, store, asking)
        asked.publish(store)
        return outcomes


def _rehearsed(asked: Session, asking: Wanted) -> tuple[list[Outcome], dict[str, Any]]:
    with asked.rehearsing() as (store, draft):
        outcomes = load_into(asked, draft, asking)
        before = asked.world(store, FULL, None)
        return outcomes, foretold(store, before, draft, asked.world(draft, FULL, None))


def load_into(asked: Session, store: EvidenceStore, asking: Wanted) -> list[Outcome]:
    """Load files into an open store, with a progress bar; asked to stop, after the batch."""
    previous = {run.id: run for run in store.runs(FULL)}
    loading = Loading(
        store,
        asked.ids,
        previous,
        stop=asking.stop,
        retire=asking.retire,
        strict=asking.strict,
        jobs=asking.jobs,
    )
    reader = None if asking.format == AUTO else reader_named(asking.format)
    with loading_bar(asking.files, loading) as (watched, done):
        heard = asking.events.hearing(watched) if asking.events else watched
        found = load_files(asking.files, reader, asked.sources(), asking.source, heard)
        return [_told(done(outcome), asking.events) for outcome in found]


def _told(outcome: Outcome, events: Events | None) -> Outcome:
    return events.finished(outcome) if events else outcome
