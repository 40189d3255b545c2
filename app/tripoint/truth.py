"""Planted stories of a scenario (`truth.json`), as entity rows of the world loaded from it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tripoint.wiring import UsageError
from tripoint_graph.ports import EvidenceReader
from tripoint_graph.snapshot import Snapshot

Stories = dict[str, dict[str, frozenset[int]]]
"""Kind of story ("splitting") to its id to the rows of the entities that are its own."""

_NAMES = ("document", "registration_number", "number", "serial")


def read_truth(path: Path) -> dict[str, Any]:
    """A scenario's truth.

    Raises:
        UsageError: it cannot be read, or is none.
    """
    try:
        truth = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"--truth {path}: cannot be read: {error}") from error
    if not isinstance(truth, dict) or "chains" not in truth:
        raise UsageError(f"--truth {path}: no truth.json of `tripoint scenario`; name that file")
    return truth


def stories(store: EvidenceReader, world: Snapshot, truth: dict[str, Any]) -> Stories:
    """The planted chains and oddities by kind. An entity that is not found is left out."""
    found: Stories = defaultdict(dict)
    for story in truth["chains"]:
        named = [
            text for part in (story["from"], *story["via"], story["to"]) for text in _texts(part)
        ]
        found[story["template"]][story["id"]] = _rows(store, world, named)
    for odd in truth.get("oddities", ()):
        named = [*odd["bills"], odd["consignee"]["registration_number"]]
        found[odd["kind"]][odd["id"]] = _rows(store, world, named)
    return dict(found)


def _texts(part: dict[str, Any]) -> Iterator[str]:
    """What finds an entity of a story: its first telling number, or each of several."""
    if "any_of" in part:
        yield from part["any_of"]
        return
    if "list_reference" in part:
        yield part["list_reference"]
        return
    yield from (str(part[name]) for name in _NAMES if part.get(name))


def _rows(store: EvidenceReader, world: Snapshot, texts: list[str]) -> frozenset[int]:
    rows = set()
    for text in texts:
        hits = store.search(text, world.viewer, limit=1, known_at=world.commit)
        row = world.find(hits[0].mention) if hits else None
        if row is not None:
            rows.add(row)
    return frozenset(rows)
