"""A first load through `neo4j-admin` gives the graph that loading through Bolt gives."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from contract_evidence import mention_id
from neo4j_server import emptied, loaded_by
from stores import SECRET
from test_neo4j_store import ask
from test_neo4j_view import LISTED, PUPUK, TRAVELLER, manifest

from tripoint_graph.errors import StoreError
from tripoint_graph.ids import Ids
from tripoint_graph.model import Issue, Judgement, Run, RunId, RunState, Verdict
from tripoint_graph.open import open_store, write_import
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds

NODES = """
    MATCH (n) CALL (n) { UNWIND labels(n) AS l WITH l ORDER BY l RETURN collect(l) AS labels }
    RETURN labels, properties(n)"""
ENDS = """
    MATCH (a)-[r]->(b)
    RETURN type(r), properties(r), [a.id, a.run, a.position], [b.id, b.run, b.position]"""
SCHEMA = "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties"
INDEXES = "SHOW INDEXES YIELD name, state, type, labelsOrTypes, properties"
LOCK = "locked"  # what a writer sets to have its turn; no import has one


def graph(url: str) -> dict[str, Counter[str]]:
    """All that a database holds, but for what writers lock by."""

    def plain(value: Any) -> str:
        if isinstance(value, dict):
            return repr(sorted((k, plain(v)) for k, v in value.items() if k != LOCK))
        if isinstance(value, list):
            return repr([plain(each) for each in value])
        if isinstance(value, bytes | bytearray):
            return repr(bytes(value))
        return repr(value)

    return {
        query: Counter(plain(row) for row in ask(url, query))
        for query in (NODES, ENDS, SCHEMA, INDEXES)
    }


@pytest.fixture
def origin(tmp_path: Path) -> Iterator[EvidenceStore]:
    """A file with all that there can be: versions, judgements, runs, long and odd texts."""
    store = open_store(f"sqlite:///{tmp_path / 'origin.db'}", SECRET)
    run = Ids(SECRET).run("manifest", "rows", "00")
    odd = 'PT "Kimia", Jaya\n; \\ \x00é𝄞, ' + "long " * 8_000
    store.append([PUPUK, TRAVELLER, LISTED], run)
    store.append([manifest("row 1", "PT Pupuk Baru", "MAEU5512087"), manifest("row 2", odd, "B")])
    pair = mention_id(PUPUK, "firm"), mention_id(TRAVELLER, "who")
    other = mention_id(LISTED, "who"), mention_id(TRAVELLER, "who")
    store.judge([Judgement(*other, Verdict.UNSURE, "analyst:rahim", 0.5, records=())])
    store.judge([Judgement(*pair, Verdict.DIFFERENT, "analyst:rahim", 0.1, "not he", {"a": "b"})])
    at = datetime(2026, 11, 1, tzinfo=UTC)
    issue = Issue("a.csv", "line 3", "date", "bad-date", 'no "date"\nat all', "write 2026-11-23")
    store.save_run(
        Run(RunId(run), "manifest", "rows", "a.csv", RunState.FINISHED, at, at, issues=2),
        [issue] * 2,
    )
    yield store
    store.close()


@pytest.mark.neo4j
def test_an_import_gives_the_graph_that_bolt_gives(
    neo4j_url: str, origin: EvidenceStore, tmp_path: Path
) -> None:
    snapshot = Worlds(origin).snapshot(FULL)
    script = write_import(origin, snapshot, tmp_path / "files", Ids(SECRET))
    origin.backup(tmp_path / "whole.ndjson")
    slow = open_store(emptied(neo4j_url), SECRET)
    slow.restore(tmp_path / "whole.ndjson")
    slow.publish_view(snapshot)
    with loaded_by(script, tmp_path / "server") as imported:
        url = imported.url
        fast = open_store(url, SECRET)
        assert fast.check() == []
        assert fast.info().digest == slow.info().digest == origin.info().digest
        expected = graph(neo4j_url)
        assert all(expected.values())
        assert graph(url) == expected
        fast.publish_view(Worlds(fast).snapshot(FULL))
        assert graph(url) == graph(neo4j_url)
        later = manifest("row 3", "PT Susulan", "MAEU5512099")
        assert fast.append([later]).new == slow.append([later]).new == 1
        assert fast.info().digest == slow.info().digest
        fast.close()
    slow.close()


def test_a_folder_that_holds_something_is_left_alone(origin: EvidenceStore, tmp_path: Path) -> None:
    kept = tmp_path / "files" / "mine.csv"
    kept.parent.mkdir()
    kept.write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        write_import(origin, Worlds(origin).snapshot(FULL), kept.parent, Ids(SECRET))
    assert [path.name for path in kept.parent.iterdir()] == ["mine.csv"]


def test_what_only_some_may_see_is_not_lying_about(origin: EvidenceStore, tmp_path: Path) -> None:
    script = write_import(origin, Worlds(origin).snapshot(FULL), tmp_path / "f", Ids(SECRET))
    assert script.parent.stat().st_mode & 0o077 == 0
    assert not list(script.parent.glob("*.ndjson"))
