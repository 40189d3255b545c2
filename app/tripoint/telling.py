"""What loading tells machines: an event a line while it runs, and metrics at its end."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import orjson

from tripoint.loading import outcome_document, totals
from tripoint_graph.model import Issue
from tripoint_ingest.loading import Loading
from tripoint_ingest.metrics import Metrics
from tripoint_ingest.outcome import Outcome, Progress


def write_metrics(path: Path, metrics: Metrics) -> None:
    """Write metrics, whole or not at all: a collector may be reading."""
    with NamedTemporaryFile("w", dir=path.parent, prefix=".", delete=False) as target:
        target.write(metrics.text(time.time()))
    Path(target.name).chmod(0o644)  # counts alone, read by another account
    os.replace(target.name, path)


def _to_standard_output(line: bytes) -> None:
    sys.stdout.write(line.decode())
    sys.stdout.flush()


@dataclass
class Events:
    """One JSON object a line for each thing that happens.

    No event quotes a record: neither excerpts nor the reasons of issues, which may hold names.
    """

    write: Callable[[bytes], None] = _to_standard_output
    _began: float = field(default_factory=time.monotonic)
    _sums: Counter[str] = field(default_factory=Counter)

    def hearing(self, loading: Loading) -> Loading:
        """The loading that tells these events besides whatever it told before."""

        def on_progress(event: Progress) -> None:
            loading.on_progress(event)
            self._progress(event)

        return replace(
            loading, on_start=self._started, on_progress=on_progress, on_issue=self._issue
        )

    def finished(self, outcome: Outcome) -> Outcome:
        """Tell what came of one file."""
        self._sums.update(totals([outcome]))
        document = outcome_document(outcome)
        told = {"rules": outcome.rules, "seconds": round(outcome.seconds, 3)}
        self._say("file", {**document, **told})
        return outcome

    def ended(self, status: int) -> None:
        """Tell the sums of all files."""
        seconds = round(time.monotonic() - self._began, 3)
        self._say("totals", {"status": status, "seconds": seconds, **(totals([]) | self._sums)})

    def health(self, told: dict[str, object]) -> None:
        """Tell that a watch lives, and how it does."""
        self._say("health", told)

    def _started(self, file: Path, size: int) -> None:
        self._say("started", {"file": str(file), "bytes": size})

    def _progress(self, event: Progress) -> None:
        rate = event.read / event.seconds if event.seconds else 0.0
        self._say(
            "progress",
            {
                "file": str(event.file),
                "read": event.read,
                "issues": event.issues,
                "records_per_second": round(rate, 1),
                "seconds_left": None if event.left is None else round(event.left, 1),
            },
        )

    def _issue(self, issue: Issue) -> None:
        told = ("file", "position", "field", "rule", "lost", "hint")
        self._say("issue", {name: getattr(issue, name) for name in told})

    def _say(self, event: str, told: dict[str, object]) -> None:
        line = {"event": event, "at": datetime.now(UTC), **told}
        self.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
