"""What came of a batch in the text format of Prometheus: counts and seconds, never content."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from tripoint_graph.model import RunState
from tripoint_ingest.outcome import Outcome

_RECORDS = ("read", "new", "known", "silent", "superseded")
_HELP = {
    "tripoint_ingest_files": "Files read, by format and by how it ended.",
    "tripoint_ingest_records": "Records, by format and by what came of them.",
    "tripoint_ingest_issues": "Rows with something wrong, by format and rule.",
    "tripoint_ingest_rows_lost": "Rows left out, by format.",
    "tripoint_ingest_seconds": "Seconds spent on files, by format.",
    "tripoint_ingest_last_finished_seconds": "When the batch ended, in seconds since 1970.",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})

Series = tuple[str, tuple[tuple[str, str], ...]]
"""A name and its labels."""


class Metrics:
    """Counts what came of files, for as long as it lives; its memory does not grow with them."""

    def __init__(self) -> None:
        self._values: dict[Series, float] = defaultdict(float)

    def add(self, outcome: Outcome) -> None:
        """Count one file."""
        for name, value, labels in _counted(outcome):
            self._values[name, (("format", outcome.format or "none"), *labels)] += value

    def text(self, finished_at: float) -> str:
        """All of it, as the text collector of a node exporter reads it.

        Args:
            finished_at: seconds since 1970.

        Source: the Prometheus text exposition format, version 0.0.4.
        """
        values = {**self._values, ("tripoint_ingest_last_finished_seconds", ()): finished_at}
        return "".join(_family(name, values) for name in _HELP)


def _counted(outcome: Outcome) -> Iterator[tuple[str, float, tuple[tuple[str, str], ...]]]:
    state = "failed" if outcome.state is RunState.FAILED else "loaded"
    yield "tripoint_ingest_files", 1, (("state", state),)
    for name in _RECORDS:
        yield "tripoint_ingest_records", getattr(outcome, name), (("what", name),)
    for rule, count in outcome.rules.items():
        yield "tripoint_ingest_issues", count, (("rule", rule),)
    yield "tripoint_ingest_rows_lost", outcome.lost, ()
    yield "tripoint_ingest_seconds", outcome.seconds, ()


def _family(name: str, values: Mapping[Series, float]) -> str:
    lines = [f"# HELP {name} {_HELP[name]}", f"# TYPE {name} gauge"]
    for (family, labels), value in sorted(values.items()):
        if family == name:
            told = ",".join(f'{key}="{text.translate(_ESCAPES)}"' for key, text in labels)
            lines.append(f"{name}{{{told}}} {value:.10g}" if told else f"{name} {value:.10g}")
    return "\n".join(lines) + "\n"
