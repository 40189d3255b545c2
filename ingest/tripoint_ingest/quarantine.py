"""Keeps the issues of one file until its run is written: in memory while few, on disk beyond."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from tempfile import SpooledTemporaryFile
from types import TracebackType

import orjson

from tripoint_graph.model import Issue

IN_MEMORY_BYTES = 4 * 2**20
EXCERPT_CHARACTERS = 300


class Quarantine:
    """Issues in the order found; gone when closed.

    The overflow file has no name and is readable by its owner alone: excerpts are as sensitive
    as the input they were cut from.
    """

    def __init__(self) -> None:
        self._spill = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 - we are the context
        self.issues = 0
        self.lost = 0
        self.rules: Counter[str] = Counter()

    def __enter__(self) -> "Quarantine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._spill.close()

    def add(self, issue: Issue) -> None:
        """Keep one issue."""
        self._spill.write(orjson.dumps(_cut(issue), option=orjson.OPT_APPEND_NEWLINE))
        self.issues += 1
        self.lost += issue.lost
        self.rules[issue.rule] += 1

    def __iter__(self) -> Iterator[Issue]:
        self._spill.seek(0)
        for line in self._spill:
            yield Issue(**orjson.loads(line))


def _cut(issue: Issue) -> dict[str, object]:
    """Its fields, the long ones cut, and in Unicode that can be written."""
    parts = asdict(issue)
    for name, value in parts.items():
        if isinstance(value, str):
            parts[name] = value.encode("utf-8", "replace").decode()
    parts["excerpt"] = parts["excerpt"][:EXCERPT_CHARACTERS]
    return parts
