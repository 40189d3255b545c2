"""Makes snapshots: keeps a store's columns at hand and gives each viewer its own world."""

from pathlib import Path

from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import Viewer


class Worlds:
    """Snapshots of one store, cached in memory by (commit, viewer) and on disk by commit.

    Args:
        store: where the evidence is.
        cache: a folder for the columns, or None to keep none on disk.
    """

    def __init__(self, store: EvidenceReader, cache: Path | None = None) -> None:
        self._store = store
        self._cache = cache

    def snapshot(self, viewer: Viewer, known_at: int | None = None) -> Snapshot:
        """The viewer's world now, or as known at a commit. Safe to call from threads."""
        raise NotImplementedError
