"""A store's columns on disk: one .npy a column, memory-mapped when opened.

Beside the columns lies the export they were made from, so that the next commit only has to be
read from where this one ends. Both say how they were derived: when that changes, they are not read
any more, even at the same commit. A cache can be thrown away at any time. It is only ever read
whole: names are written last, so a folder without them is one that was not finished.
"""

import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import orjson

from tripoint_graph.canonical import Columns
from tripoint_graph.columns import Export
from tripoint_graph.model import Category, Handling, Tlp
from tripoint_graph.rows import derivation

LAYOUT = 3
_NAMES = "names.json"
_NOT_ARRAYS = ("commit", "since", "handlings", "sources", "rules")
T = TypeVar("T", Columns, Export)


def load(kind: type[T], folder: Path) -> T | None:
    """The columns, or the export, kept in a folder; None where none are that this version reads."""
    place = folder / kind.__name__.lower()
    try:
        names = orjson.loads((place / _NAMES).read_bytes())
    except FileNotFoundError:
        return None
    if (names.pop("layout"), names.pop("derivation", "")) != (LAYOUT, derivation()):
        return None
    names["handlings"] = tuple(_handling(parts) for parts in names["handlings"])
    names["sources"], names["rules"] = tuple(names["sources"]), tuple(names["rules"])
    arrays: dict[str, Any] = {
        file.stem: np.load(file, mmap_mode="r") for file in place.glob("*.npy")
    }
    return kind(**names, **arrays)


def save(folder: Path, kept: Columns | Export) -> None:
    """Keep columns, or an export, in a folder, in place of what was there."""
    place = folder / type(kept).__name__.lower()
    fresh = place.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True, mode=0o700)
    names: dict[str, Any] = {"layout": LAYOUT, "derivation": derivation()}
    for field in fields(kept):
        value = getattr(kept, field.name)
        if field.name not in _NOT_ARRAYS:
            np.save(fresh / f"{field.name}.npy", value)
        elif field.name == "handlings":
            names[field.name] = [
                [h.owner, int(h.tlp), str(h.category), list(h.releasable_to), h.retention]
                for h in value
            ]
        else:
            names[field.name] = value
    (fresh / _NAMES).write_bytes(orjson.dumps(names))
    shutil.rmtree(place, ignore_errors=True)
    fresh.rename(place)


def _handling(parts: list[Any]) -> Handling:
    owner, tlp, category, releasable_to, retention = parts
    return Handling(owner, Tlp(tlp), Category(category), tuple(releasable_to), retention)
