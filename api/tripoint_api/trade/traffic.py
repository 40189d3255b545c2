"""A viewer's trade and traffic, gathered once for each world that is asked about it."""

import asyncio
from threading import Lock
from weakref import WeakKeyDictionary

from tripoint_api.seen import Seen
from tripoint_graph.commerce import Commerce
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import commerce
from tripoint_ingest.places import airport_position

# A snapshot is one viewer's world: what is kept with it is shown to nobody else, and goes with it.
_KEPT: WeakKeyDictionary[Snapshot, Commerce] = WeakKeyDictionary()
_LOCK = Lock()


async def traffic(seen: Seen) -> Commerce:
    """All consignments, voyages, flights and seizures at places that the viewer sees."""
    return await asyncio.to_thread(_gathered, seen)


def _gathered(seen: Seen) -> Commerce:
    with _LOCK:
        found = _KEPT.get(seen.snapshot)
    if found is None:
        found = commerce(seen.store, seen.snapshot, airport_position)
        with _LOCK:
            _KEPT[seen.snapshot] = found
    return found
