"""What a file is read into: the part of a store that loading needs, which a draft has too."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from tripoint_graph.model import Issue, Record, Run, RunId
from tripoint_graph.ports import Receipt
from tripoint_ingest.editions import Known


class Target(Known, Protocol):
    """See `EvidenceStore`."""

    def append(self, records: Sequence[Record], run: RunId | None = None) -> Receipt:
        """See `EvidenceWriter.append`."""
        ...

    def save_run(self, run: Run, issues: Iterable[Issue] | None = None) -> None:
        """See `EvidenceWriter.save_run`."""
        ...
