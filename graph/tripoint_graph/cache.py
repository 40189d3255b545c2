"""A store's columns on disk: one .npy a column, memory-mapped when opened.

A cache can be thrown away at any time. It is only ever read whole: names are written last, so a
folder without them is one that was not finished.
"""

import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from tripoint_graph.canonical import Columns
from tripoint_graph.model import Category, Handling, Tlp

_LAYOUT = 1
_NAMES = "names.json"
_TUPLES = ("handlings", "sources", "rules")


def load_columns(folder: Path, commit: int) -> Columns | None:
    """The columns kept for one commit, or None where there are none that this version reads."""
    place = folder / str(commit)
    try:
        names = orjson.loads((place / _NAMES).read_bytes())
    except FileNotFoundError:
        return None
    if names["layout"] != _LAYOUT:
        return None
    arrays: dict[str, Any] = {
        name: np.load(place / f"{name}.npy", mmap_mode="r") for name in names["arrays"]
    }
    return Columns(
        commit=commit,
        handlings=tuple(_handling(parts) for parts in names["handlings"]),
        sources=tuple(names["sources"]),
        rules=tuple(names["rules"]),
        **arrays,
    )


def save_columns(folder: Path, columns: Columns) -> None:
    """Keep the columns of one commit, and let go of those of earlier ones."""
    place = folder / str(columns.commit)
    shutil.rmtree(folder, ignore_errors=True)
    place.mkdir(parents=True, mode=0o700)
    arrays = [f.name for f in fields(Columns) if f.name not in (*_TUPLES, "commit")]
    for name in arrays:
        np.save(place / f"{name}.npy", getattr(columns, name))
    names = {
        "layout": _LAYOUT,
        "arrays": arrays,
        "sources": columns.sources,
        "rules": columns.rules,
        "handlings": [
            [h.owner, int(h.tlp), str(h.category), list(h.releasable_to), h.retention]
            for h in columns.handlings
        ],
    }
    (place / _NAMES).write_bytes(orjson.dumps(names))


def _handling(parts: list[Any]) -> Handling:
    owner, tlp, category, releasable_to, retention = parts
    return Handling(owner, Tlp(tlp), Category(category), tuple(releasable_to), retention)
