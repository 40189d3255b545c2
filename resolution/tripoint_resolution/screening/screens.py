"""Screens kept while their worlds are: making one takes seconds, asking it milliseconds."""

from threading import Lock
from weakref import WeakKeyDictionary

from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot
from tripoint_resolution.criteria import Criteria, load_criteria
from tripoint_resolution.screening.entries import entries_in
from tripoint_resolution.screening.screen import Screen


class Screens:
    """One screen for each viewer's world. Safe to call from threads.

    Args:
        criteria: what to go by; the shipped ones where none are given.
    """

    def __init__(self, criteria: Criteria | None = None) -> None:
        self._criteria = criteria
        self._lock = Lock()
        self._kept: WeakKeyDictionary[Snapshot, Screen] = WeakKeyDictionary()

    def of(self, store: EvidenceReader, snapshot: Snapshot) -> Screen:
        """The screen over the entries that the snapshot's viewer may see."""
        with self._lock:
            kept = self._kept.get(snapshot)
            if kept is None:
                self._criteria = self._criteria or load_criteria()
                kept = Screen(entries_in(store, snapshot), self._criteria)
                self._kept[snapshot] = kept
            return kept
