"""`tripoint watch DIR`: loads what is dropped into a folder, until it is told to stop."""

import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from tripoint.commands.ingest import Wanted, load_into
from tripoint.commands.options import session
from tripoint.console import answers, notices, shown
from tripoint.loading import outcome_line
from tripoint.telling import Events, write_metrics
from tripoint.wiring import Session
from tripoint_graph.errors import StoreError
from tripoint_ingest.dropping import DropFolder
from tripoint_ingest.formats import AUTO
from tripoint_ingest.metrics import Metrics
from tripoint_ingest.outcome import STATUS_FAILED, exit_status

EVERY_SECONDS = 2.0
HEALTH_SECONDS = 60.0


def run(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where files are dropped.", exists=True)],
    *,
    format: Annotated[str, typer.Option("--format", help="As `ingest` takes it.")] = AUTO,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who speaks.")] = "",
    leave: Annotated[bool, typer.Option("--leave", help="Leave files where they are.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Load what is there, and end.")] = False,
    every: Annotated[float, typer.Option("--every", min=0.05, help="Seconds.")] = EVERY_SECONDS,
    events: Annotated[bool, typer.Option("--events", help="An event a line, as JSON.")] = False,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", metavar="FILE", help="Write Prometheus text here.")
    ] = None,
) -> None:
    """Load each file once it is complete, and move it into `done/` or `failed/`."""
    stop = stopped_by_signals()
    told = Events() if events else None
    watch = _Watch(session(ctx), DropFolder(folder, leave), format, source, stop, told, metrics)
    watch.look()
    while not stop.wait(every):
        watch.look()
        if once and not watch.folder.waiting():
            break
    watch.tell_health()
    if once and watch.worst:
        raise typer.Exit(watch.worst)


def stopped_by_signals() -> threading.Event:
    """Set once the process is asked to end: what is being written lands whole, then it ends."""
    stop = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda _number, _frame: stop.set())
    return stop


@dataclass
class _Watch:
    """One watch over one folder."""

    asked: Session
    folder: DropFolder
    format: str
    source: str
    stop: threading.Event
    events: Events | None
    metrics: Path | None
    worst: int = 0
    _counted: Metrics = field(default_factory=Metrics)
    _files: Counter[str] = field(default_factory=Counter)
    _told_at: float = field(default_factory=monotonic)

    def look(self) -> None:
        """Load what is complete; what the store cannot take now waits for the next look."""
        for path in self.folder.complete():
            if self.stop.is_set():
                return
            try:
                self._load(path)
            except StoreError as error:
                notices().print(shown(f"{path.name} waits: {error}"))
                break
        if monotonic() - self._told_at >= HEALTH_SECONDS:
            self.tell_health()

    def _load(self, path: Path) -> None:
        with self.asked.writing() as store:
            wanted = Wanted([path], self.format, self.source, self.events, self.stop.is_set)
            outcomes = load_into(self.asked, store, wanted)
            self.asked.publish(store)
        if self.stop.is_set():
            return  # it may be half read: it stays, and is read again at the next start
        status = exit_status(outcomes)
        self.worst = max(self.worst, status)
        place = self.folder.take_away(path, failed=status == STATUS_FAILED)
        self._files["failed" if status == STATUS_FAILED else "loaded"] += 1
        for outcome in outcomes:
            self._counted.add(outcome)
            if self.events is None:
                answers().print(outcome_line(outcome, dry_run=False) + shown(f" -> {place}"))
        if self.metrics is not None:
            write_metrics(self.metrics, self._counted)

    def tell_health(self) -> None:
        """Say that the watch lives, and how it does."""
        self._told_at = monotonic()
        told = {"folder": str(self.folder.folder), "waiting": self.folder.waiting()}
        counts = {name: self._files[name] for name in ("loaded", "failed")}
        if self.events is not None:
            self.events.health({**told, **counts})
            return
        sums = ", ".join(f"{count:,} files {name}" for name, count in counts.items())
        notices().print(shown(f"watching {told['folder']}: {sums}, {told['waiting']:,} waiting"))
