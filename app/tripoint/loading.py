"""How loading looks: a progress bar with its rate while it runs, a line a file afterwards."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tripoint.console import notices, shown
from tripoint_graph.model import RunState
from tripoint_ingest.loading import Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.outcome import Progress as Event

_COUNTS = (
    "read",
    "new",
    "known",
    "silent",
    "superseded",
    "changed",
    "withdrawn",
    "kept",
    "issues",
    "lost",
)


@contextmanager
def loading_bar(
    files: list[Path], loading: Loading
) -> Iterator[tuple[Loading, Callable[[Outcome], Outcome]]]:
    """A bar on standard error where somebody watches: files done, records, records a second.

    Gives the loading that tells the bar, and what to pass each outcome through.
    """
    console = notices()
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files, {task.fields[records]:,} records, {task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
        console=console,
        disable=not console.is_terminal,
    )
    task = bar.add_task("loading", total=len(files), records=0, rate=0.0, left="")
    done = 0

    def show(records: int, name: str) -> None:
        elapsed = bar.tasks[0].elapsed or 0.0
        rate = records / elapsed if elapsed else 0.0
        bar.update(task, description=shown(name), records=records, rate=rate)

    def on_progress(event: Event) -> None:
        show(done + event.read, event.file.name)
        left = "" if event.left is None else f"{timedelta(seconds=round(event.left))} left in it"
        bar.update(task, left=left)

    def on_outcome(outcome: Outcome) -> Outcome:
        nonlocal done
        done += outcome.read
        show(done, outcome.file.name)
        bar.advance(task)
        return outcome

    with bar:
        yield replace(loading, on_progress=on_progress), on_outcome


def outcome_line(outcome: Outcome, *, dry_run: bool) -> str:
    """What came of one file, for people."""
    would = "would be " if dry_run else ""
    parts = [f"{outcome.new:,} {would}new, {outcome.known:,} known"]
    if outcome.silent:
        parts.append(
            f"{outcome.silent:,} of the new {'does' if outcome.silent == 1 else 'do'} not speak: a "
            "version of the same time, or later, stands"
        )
    if outcome.superseded:
        parts.append(f"{outcome.changed:,} {would}changed, {outcome.withdrawn:,} {would}withdrawn")
    if outcome.kept:
        parts.append(
            f"{outcome.kept:,} entries that are not in this edition are kept: not all of it could "
            "be read, or it lacks most of its list (then, if that is so, load it with --retire)"
        )
    if outcome.issues:
        parts.append(f"{outcome.issues:,} issues, {outcome.lost:,} {would}left out")
    if twin := outcome.loaded_as:
        parts.append(
            f"THE SAME BYTES ARE LOADED ALREADY as {twin.source!r} (run {twin.id[:12]}): two names "
            "for one sender count as two sources"
        )
    if outcome.state is RunState.FAILED:
        parts.append(f"FAILED: {outcome.error}")
    by = f" ({outcome.format})" if outcome.format else ""
    run = f" [run {outcome.run[:12]}]" if outcome.run and outcome.issues and not dry_run else ""
    return shown(f"{outcome.file}{by}: {'; '.join(parts)}{run}")


def outcome_document(outcome: Outcome) -> dict[str, object]:
    """What came of one file, for machines."""
    twin = outcome.loaded_as
    return {
        "file": str(outcome.file),
        "format": outcome.format,
        "source": outcome.source,
        "run": outcome.run,
        "state": str(outcome.state),
        **{name: getattr(outcome, name) for name in _COUNTS},
        "edition": outcome.edition,
        "loaded_as": {"source": twin.source, "run": twin.id} if twin else None,
        "error": outcome.error,
    }


def totals(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """Sums over files, and how many of them failed."""
    told = list(outcomes)
    sums = {name: sum(getattr(outcome, name) for outcome in told) for name in _COUNTS}
    failed = sum(outcome.state is RunState.FAILED for outcome in told)
    return {"files": len(told), "failed": failed, **sums}
