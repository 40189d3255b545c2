"""`tripoint issues`: what was wrong, in one run or in all, and its rows written out for editing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from tripoint.commands.options import AsJson, MappingOf, Rule, ViewerName, session
from tripoint.commands.runs import issue_document, issue_line, run_named
from tripoint.console import answers, print_json, print_table, shown
from tripoint.wiring import UsageError, reader_named
from tripoint_graph.ids import Ids
from tripoint_graph.model import Issue, Run
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.viewer import Viewer
from tripoint_ingest.editing import NOTE_SUFFIX, write_rows
from tripoint_ingest.formats import UnknownFormat, format_again
from tripoint_ingest.runner import file_hash

_LIMIT = 1_000
Found = tuple[Run, Issue]


def run(
    ctx: typer.Context,
    run: Annotated[str, typer.Argument(help="A run's id, or its first digits; else all.")] = "",
    *,
    rule: Rule = "",
    source: Annotated[str, typer.Option("--source", help="From this source alone.")] = "",
    format: Annotated[str, typer.Option("--format", help="Of this format alone.")] = "",
    counts: Annotated[bool, typer.Option("--counts", help="How many of each rule.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many at most.")] = _LIMIT,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write a run's rows here.")
    ] = None,
    original: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="The file that the run read.")
    ] = None,
    mapping: MappingOf = "",
    viewer: ViewerName = "full",
    json: AsJson = False,
) -> None:
    """List what was wrong: file, position, field, reason, what to do; of one run or of all."""
    asked = session(ctx)
    seen = asked.viewer(viewer)
    with asked.reading() as store:
        runs = store.runs(seen)
        if run:
            named = run_named(run, runs, seen)
            runs = [each for each in runs if each.id == named]
        runs = [r for r in runs if source in ("", r.source) and format in ("", r.format)]
        found = [pair for pair in _issues(store, runs, seen) if rule in ("", pair[1].rule)]
        if export is not None:
            _check_original(runs, original, asked.ids)
    if export is not None and original is not None:
        _export(runs[0], [issue for _, issue in found], original, export, mapping)
    elif counts:
        _print_counts(found, json=json)
    else:
        _print_issues(found, limit, json=json)


def _issues(store: EvidenceReader, runs: list[Run], viewer: Viewer) -> Iterator[Found]:
    for run in runs:
        if run.issues:
            yield from ((run, issue) for issue in store.issues(run.id, viewer))


def _print_issues(found: list[Found], limit: int, *, json: bool) -> None:
    if json:
        print_json([issue_document(i) | {"run": run.id} for run, i in found[:limit]])
        return
    out = answers()
    for _, issue in found[:limit]:
        out.print(issue_line(issue))
    if len(found) > limit:
        out.print(f"… and {len(found) - limit:,} more; --limit shows them")
    out.print(f"{len(found):,} issues, {sum(i.lost for _, i in found):,} of them left out")


def _print_counts(found: list[Found], *, json: bool) -> None:
    names = ("format", "source", "rule", "issues", "lost")
    issues = Counter((run.format, run.source, issue.rule) for run, issue in found)
    lost = Counter((run.format, run.source, issue.rule) for run, issue in found if issue.lost)
    rows = [(*key, count, lost[key]) for key, count in issues.most_common()]
    if json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    print_table(names, ([*row[:3], f"{row[3]:,}", f"{row[4]:,}"] for row in rows))


def _check_original(runs: list[Run], original: Path | None, ids: Ids) -> None:
    if len(runs) != 1 or original is None:
        raise UsageError("--export takes one run, and the file that it read with --from FILE")
    if ids.run(runs[0].source, runs[0].format, file_hash(original)) != runs[0].id:
        raise UsageError(f"{original} is not the file that run {runs[0].id[:12]} has read")


def _export(run: Run, issues: list[Issue], original: Path, target: Path, mapping: str) -> None:
    try:
        reader = reader_named(mapping) if mapping else format_again(run.format)
    except UnknownFormat as error:
        raise UsageError(str(error)) from error
    note = write_rows(run, issues, original, target, reader)
    by = f" --mapping {mapping}" if mapping else ""
    answers().print(
        shown(
            f"{note.rows:,} rows are in {target}: correct them there, and give the file to "
            f"`tripoint retry {target}{by}` ({target.name}{NOTE_SUFFIX} tells it where they belong)"
        )
    )
