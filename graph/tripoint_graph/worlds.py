"""Makes snapshots: keeps a store's columns at hand and gives each viewer its own world."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from tripoint_graph.cache import load, save
from tripoint_graph.canonical import Columns, canonical
from tripoint_graph.columns import Export
from tripoint_graph.merging import merged
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.viewer import Viewer
from tripoint_graph.world import world

KEPT_MAX = 8
"""Snapshots kept in memory: distinct clearances and dates asked for at one time are few."""


class Worlds:
    """Snapshots of one store, cached in memory by (commit, viewer), with the columns kept on disk.

    Args:
        store: where the evidence is.
        cache: a folder for this store's columns, or None to keep none on disk.
    """

    def __init__(self, store: EvidenceReader, cache: Path | None = None) -> None:
        self._store = store
        self._cache = cache
        self._lock = Lock()
        self._columns: Columns | None = None
        self._kept: OrderedDict[tuple[int, Viewer], Snapshot] = OrderedDict()

    def snapshot(self, viewer: Viewer, known_at: int | None = None) -> Snapshot:
        """The viewer's world now, or as known at a commit. Safe to call from threads."""
        with self._lock:
            columns = self._current()
            commit = columns.commit if known_at is None else min(known_at, columns.commit)
            kept = self._kept.get((commit, viewer))
            if kept is None:
                kept = world(columns, viewer, commit)
                self._kept[commit, viewer] = kept
                if len(self._kept) > KEPT_MAX:
                    self._kept.popitem(last=False)
            self._kept.move_to_end((commit, viewer))
            return kept

    def _current(self) -> Columns:
        head = self._store.head().number
        if self._columns is None and self._cache is not None:
            self._columns = load(Columns, self._cache)
        if self._columns is None or self._columns.commit != head:
            self._columns = self._refreshed(head)
        return self._columns

    def _refreshed(self, head: int) -> Columns:
        """Columns of the newest commit: only what came since the last ones is read."""
        known = load(Export, self._cache) if self._cache is not None else None
        if known is None or known.commit > head:  # another store lay here before
            export = self._store.export()
        else:
            export = merged(known, self._store.export(known.commit))
        columns = canonical(export)
        if self._cache is not None:
            save(self._cache, export)
            save(self._cache, columns)
        return columns
