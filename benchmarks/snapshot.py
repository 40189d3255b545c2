"""Opening a store's columns from the cache, and making one viewer's world of them.

1 M entities and 5 M links (QUICK: a fiftieth). The peer of opening is a bare `numpy.load` of the
same files; a world has no peer, and the aim is about a second.
"""

import tempfile
from functools import partial
from pathlib import Path

import numpy as np
from made_columns import made_export
from report import QUICK, metric, paired, seconds

from tripoint_graph.cache import load, save
from tripoint_graph.canonical import Columns, canonical
from tripoint_graph.model import Category
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.world import world

TRADE = Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER})


def bare_load(folder: Path) -> int:
    """Open every column and touch nothing else."""
    return sum(
        len(np.load(file, mmap_mode="r")) for file in sorted((folder / "columns").glob("*.npy"))
    )


def touched(columns: Columns | None) -> int:
    assert columns is not None
    return len(columns.claim_id)


def main() -> None:
    scale = 50 if QUICK else 1
    export = made_export(1_000_000 // scale, 5_000_000 // scale)
    build, columns = seconds(partial(canonical, export), 1)
    metric("snapshot", "columns_build_seconds", build, "s")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        save(folder, columns)
        del export, columns
        ratio = paired(lambda: touched(load(Columns, folder)), lambda: bare_load(folder), 15)
        metric("snapshot", "open_over_numpy_load", ratio, "ratio", peer="numpy.load", aim="<= 3")
        opened = load(Columns, folder)
        assert opened is not None
        for viewer in (FULL, TRADE):
            spent, seen = seconds(partial(world, opened, viewer), 3)
            metric("snapshot", f"viewer_seconds_{viewer.name}", spent, "s", aim="about 1")
            metric("snapshot", f"entities_{viewer.name}", seen.entities, "entities")
            metric("snapshot", f"links_{viewer.name}", seen.links, "links")


if __name__ == "__main__":
    main()
