"""Whichever store it is, the same records give the same answers."""

from pathlib import Path
from typing import Any

import pytest
from asked_by_hand import EXAMPLES, VIEWERS, ask, client, filled, id_of
from stores import SECRET, STORES

from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore


def answers(store: EvidenceStore) -> dict[tuple[str, str], Any]:
    """Every example as every viewer is answered, without the time when things were loaded."""
    browser = client(filled(store))
    found: dict[tuple[str, str], Any] = {}
    for viewer in VIEWERS:
        for name, query in EXAMPLES.items():
            asked = "santoso" if name == "entity" else "karimov"
            id = id_of(browser, asked, "full")
            variables = {"id": id} if "$id" in query else {}
            told = ask(browser, query.replace("loadedAt", ""), variables, viewer)
            refused = [(each["message"], each["extensions"]) for each in told.get("errors", [])]
            # Who sees nobody is refused an id of somebody, in the same words by both.
            assert not refused or viewer == "nobody", (viewer, name, refused)
            found[viewer, name] = told["data"], refused
    return found


@pytest.mark.neo4j
def test_both_stores_answer_alike(neo4j_url: str, tmp_path: Path) -> None:
    del neo4j_url  # it is in the environment while this test runs
    told = {}
    for name, empty in STORES.items():
        store = open_store(empty(tmp_path), SECRET)
        told[name] = answers(store)
        store.close()
    assert told["sqlite"] == told["neo4j"]
