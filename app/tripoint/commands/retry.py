"""`tripoint retry PATH…`: read again what is in quarantine, corrected or with a better mapping."""

from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson, MappingOf, Rule, session
from tripoint.commands.runs import run_named
from tripoint.console import answers, notices, print_json
from tripoint.loading import outcome_document, outcome_line
from tripoint.wiring import UsageError, reader_named
from tripoint_graph.model import Run, RunState
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.viewer import FULL
from tripoint_ingest.batch import files_in
from tripoint_ingest.formats import UnknownFormat
from tripoint_ingest.loading import Loading
from tripoint_ingest.outcome import exit_status
from tripoint_ingest.retrying import Retried, Retry

NOTHING_TO_DO = (
    "none of these files is one that a run with issues has read; a file that was corrected as a "
    "whole needs --run RUN, which says whose it is (`tripoint runs`)"
)


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, and folders.", exists=True)],
    *,
    run: Annotated[str, typer.Option("--run", metavar="RUN", help="Of this run alone.")] = "",
    rule: Rule = "",
    mapping: MappingOf = "",
    json: AsJson = False,
) -> None:
    """Read files again whose rows are in quarantine; issues that occur no more are closed."""
    asked = session(ctx)
    with asked.reading() as store:
        runs = _wanted(store, run, rule)
        loading = Loading(store, asked.ids, {})
        reader = reader_named(mapping) if mapping else None
        one_file = len(paths) == 1 and paths[0].is_file()
        corrected = runs[0] if run and runs and one_file else None
        retry = Retry(store, loading, asked.sources(), reader, corrected)
        try:
            found = list(retry.files(files_in(paths), runs))
        except UnknownFormat as error:
            raise UsageError(str(error)) from error
        asked.publish(store)
    if json:
        print_json([_document(each) for each in found])
    else:
        for each in found:
            line = outcome_line(each.outcome, dry_run=False)
            answers().print(f"{line}; {each.closed:,} of {each.before:,} issues closed")
        if not found:
            notices().print(NOTHING_TO_DO)
    if status := exit_status(each.outcome for each in found):
        raise typer.Exit(status)


def _wanted(store: EvidenceReader, start: str, rule: str) -> list[Run]:
    """Runs with something to be closed, oldest first."""
    runs = store.runs(FULL)
    if start:
        named = run_named(start, runs, FULL)
        runs = [each for each in runs if each.id == named]
    open_ = [each for each in runs if each.issues or each.state is RunState.FAILED]
    if rule:
        open_ = [r for r in open_ if any(i.rule == rule for i in store.issues(r.id, FULL))]
    return open_[::-1]


def _document(retried: Retried) -> dict[str, object]:
    told = {"retried": retried.run.id, "before": retried.before, "closed": retried.closed}
    return outcome_document(retried.outcome) | told
