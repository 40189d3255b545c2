"""`tripoint follow FORMAT FILE`: loads lines, rows or messages as they are appended."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from tripoint.commands.options import session
from tripoint.commands.watch import stopped_by_signals
from tripoint.console import answers
from tripoint.loading import outcome_line
from tripoint.telling import Events, write_metrics
from tripoint.wiring import Session, UsageError, reader_named
from tripoint_graph.viewer import FULL
from tripoint_ingest.following import RECORDS, SECONDS, Following, Growing, Piece
from tripoint_ingest.loading import Job, Loading
from tripoint_ingest.metrics import Metrics
from tripoint_ingest.outcome import STATUS_LOADED, Outcome, exit_status
from tripoint_ingest.reading import Reader
from tripoint_ingest.runner import load

STANDARD_INPUT = "-"


def run(
    ctx: typer.Context,
    format: Annotated[str, typer.Argument(help="A format's name, or a mapping (.yaml).")],
    file: Annotated[str, typer.Argument(help="What is appended to; - is standard input.")],
    *,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="Who speaks.")] = "",
    records: Annotated[int, typer.Option("--records", min=1, help="Commit so many.")] = RECORDS,
    seconds: Annotated[float, typer.Option("--seconds", min=0, help="Or after.")] = SECONDS,
    start: Annotated[int, typer.Option("--start", min=0, help="Skip so many bytes.")] = 0,
    until_end: Annotated[bool, typer.Option("--until-end", help="End where it ends.")] = False,
    events: Annotated[bool, typer.Option("--events", help="An event a line, as JSON.")] = False,
    metrics: Annotated[
        Path | None, typer.Option("--metrics", metavar="FILE", help="Write Prometheus text here.")
    ] = None,
) -> None:
    """Load what is appended to a file or a pipe, a piece at a time, each a run of its own."""
    following = _Follow(session(ctx), reader_named(format), source, file)
    following.events = Events() if events else None
    stop, counted, worst = stopped_by_signals(), Metrics(), STATUS_LOADED
    with _opened(file) as stream:
        ends = until_end or file == STANDARD_INPUT
        cutting = Following(stream, records, seconds, until_end=ends, stop=stop.is_set)
        if start:
            cutting.skip(start)
        for piece in cutting.pieces():
            outcome = following.load(piece)
            counted.add(outcome)
            worst = max(worst, exit_status([outcome]))
            if metrics is not None:
                write_metrics(metrics, counted)
    if following.events is not None:
        following.events.ended(worst)
    if worst:
        raise typer.Exit(worst)


@contextmanager
def _opened(file: str) -> Iterator[Growing]:
    try:
        if file != STANDARD_INPUT:
            with open(file, "rb") as stream:
                yield stream
            return
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    number = sys.stdin.fileno()
    waits = os.get_blocking(number)
    os.set_blocking(number, False)  # so that a quiet pipe does not keep back what has come
    try:
        with open(number, "rb", buffering=0, closefd=False) as pipe:
            yield pipe
    finally:
        os.set_blocking(number, waits)


@dataclass
class _Follow:
    """Loads pieces of one stream."""

    asked: Session
    reader: Reader
    source: str
    file: str
    events: Events | None = None

    def load(self, piece: Piece) -> Outcome:
        """Load one piece, known by the byte at which it begins."""
        name = Path(self.file).name if self.file != STANDARD_INPUT else "standard-input"
        with TemporaryDirectory(prefix="tripoint-") as place, self.asked.writing() as store:
            path = Path(place, name)
            path.write_bytes(piece.content)
            previous = {run.id: run for run in store.runs(FULL)}
            loading = Loading(store, self.asked.ids, previous)
            if self.events is not None:
                loading = self.events.hearing(loading)
            source = self.asked.sources().source(self.reader.source, self.source)
            shown = f"{self.file} from byte {piece.start}"
            outcome = load(Job(path, self.reader, source, shown), loading)
            self.asked.publish(store)
        if self.events is not None:
            return self.events.finished(outcome)
        answers().print(outcome_line(outcome, dry_run=False))
        return outcome
