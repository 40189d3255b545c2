"""`tripoint runs`: what was loaded; and how runs and issues are told."""

import typer

from tripoint.commands.options import AsJson, ViewerName, session
from tripoint.console import answers, print_json, print_table, shown
from tripoint.wiring import UsageError
from tripoint_graph.model import Issue, Run, RunId
from tripoint_graph.viewer import Viewer

_SHORT_ID = 12
_COUNTS = ("read", "new", "issues", "lost")


def run(ctx: typer.Context, *, viewer: ViewerName = "full", json: AsJson = False) -> None:
    """List ingest runs, newest first: one for each file read by one reader as one source."""
    asked = session(ctx)
    with asked.reading() as store:
        found = store.runs(asked.viewer(viewer))
    if json:
        print_json([run_document(run) for run in found])
        return
    print_table(("run", "file", "format", "source", "state", "started", *_COUNTS), map(_row, found))
    for run in found:
        if run.error:
            answers().print(f"{run.id[:_SHORT_ID]} {shown(run.file)}: {shown(run.error)}")


def _row(run: Run) -> list[str]:
    started = f"{run.started_at:%Y-%m-%d %H:%M}"
    words = [run.id[:_SHORT_ID], run.file, run.format, run.source, run.state, started]
    return [*words, *(f"{getattr(run, name):,}" for name in _COUNTS)]


def run_named(start: str, runs: list[Run], viewer: Viewer) -> RunId:
    """The one run whose id begins so, of those that the viewer sees."""
    matching = [run.id for run in runs if run.id.startswith(start.lower())] if start else []
    if len(matching) != 1:
        what = "no run" if not matching else f"{len(matching)} runs"
        raise UsageError(
            f"{what} that {viewer.name} sees begins with {start!r}; see `tripoint runs`"
        )
    return matching[0]


def issue_line(issue: Issue) -> str:
    """One issue for people."""
    place = " ".join(part for part in (issue.file, issue.position, issue.field) if part)
    fate = "left out" if issue.lost else "loaded all the same"
    said = "; ".join(filter(None, (issue.reason, issue.hint)))
    return shown(f"{place}: {said} [{issue.rule}; {fate}]")


def run_document(run: Run) -> dict[str, object]:
    """One run for machines."""
    return {
        "id": run.id,
        "source": run.source,
        "format": run.format,
        "file": run.file,
        "state": str(run.state),
        "started_at": run.started_at,
        "finished_at": run.finished_at,
        "read": run.read,
        "new": run.new,
        "issues": run.issues,
        "lost": run.lost,
        "error": run.error,
        "edition": run.edition,
        "whole": run.whole,
    }


def issue_document(issue: Issue) -> dict[str, object]:
    """One issue for machines."""
    return {
        "file": issue.file,
        "position": issue.position,
        "field": issue.field,
        "rule": issue.rule,
        "reason": issue.reason,
        "hint": issue.hint,
        "lost": issue.lost,
        "excerpt": issue.excerpt,
    }
