"""What only the Neo4j store promises: its errors, its recovery, its indexes."""

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from contract_evidence import numbered_batch, person
from evidence_by_hand import Evidence, evidence
from hypothesis import HealthCheck, given, settings
from neo4j import GraphDatabase
from neo4j_server import emptied, free_port
from stores import SECRET

from tripoint_graph.adapters.neo4j.address import address_of
from tripoint_graph.adapters.neo4j.store import Neo4jStore
from tripoint_graph.canonical import canonical
from tripoint_graph.errors import StoreError, StoreOutdated, StoreUnavailable
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL

pytestmark = pytest.mark.neo4j


@pytest.fixture
def url(neo4j_url: str) -> str:
    """An empty server."""
    return emptied(neo4j_url)


@pytest.fixture
def store(url: str) -> Iterator[Neo4jStore]:
    store = Neo4jStore(url, SECRET)
    yield store
    store.close()


def ask(url: str, query: str, **parameters: object) -> list[list[object]]:
    """Rows of a query, as an administrator would ask it."""
    address = address_of(url)
    signs_in = (address.user, address.password)
    with GraphDatabase.driver(address.server, auth=signs_in) as driver, driver.session() as session:
        return [list(row.values()) for row in session.run(query, parameters)]


def test_a_wrong_password_is_told_and_never_repeated(url: str) -> None:
    address, wrong = address_of(url), secrets.token_hex(8)
    bad = address.server.replace("://", f"://neo4j:{wrong}@")
    with pytest.raises(StoreUnavailable, match="password") as caught:
        open_store(bad, SECRET)
    said = f"{caught.value} {caught.value.__cause__}"
    assert wrong not in said
    assert address.password not in said


def test_a_server_that_is_not_there_is_told_at_once() -> None:
    with pytest.raises(StoreUnavailable, match="is it running") as caught:
        open_store(f"neo4j://neo4j:hush@127.0.0.1:{free_port()}", SECRET)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("bad", ["neo4j://", "neo4j://u:hush@host:port", "bolt://u:hush@h:1?x=1"])
def test_an_address_that_is_none_is_told_without_its_password(bad: str) -> None:
    with pytest.raises(StoreError, match="neo4j://user:password@host:7687") as caught:
        open_store(bad, SECRET)
    assert "hush" not in str(caught.value)


def test_a_database_of_something_else_is_left_alone(url: str) -> None:
    ask(url, "CREATE (:Film {title: 'Heat'})")
    with pytest.raises(StoreError, match="Film"):
        open_store(url, SECRET)
    assert ask(url, "MATCH (n) RETURN labels(n)") == [[["Film"]]]


def test_another_layout_is_told_and_not_guessed_at(url: str) -> None:
    Neo4jStore(url, SECRET).close()
    ask(url, "MATCH (s:Store) SET s.layout = 999")
    with pytest.raises(StoreOutdated, match="999"):
        open_store(url, SECRET)


def test_ids_are_unique_and_what_is_looked_up_is_indexed(store: Neo4jStore, url: str) -> None:
    kept = ask(url, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    unique = {(labels[0], names[0]) for labels, names, _ in kept}  # type: ignore[index] # lists
    assert {("Record", "id"), ("Judgement", "id"), ("Entity", "id"), ("Commit", "number")} <= unique
    rows = ask(url, "SHOW INDEXES YIELD labelsOrTypes, properties, type, state")
    indexed = {
        (labels[0], names[0], type)  # type: ignore[index] # lists
        for labels, names, type, state in rows
        if labels and state == "ONLINE"
    }
    wanted = {("Record", "key"), ("Mention", "id"), ("CLAIM", "id"), ("Judgement", "left")}
    assert {(*names, "RANGE") for names in wanted} <= indexed
    assert {("Mention", "text", "TEXT"), ("Entity", "caption", "TEXT")} <= indexed


def test_a_batch_is_seen_when_the_head_has_moved_and_not_before(
    store: Neo4jStore, url: str
) -> None:
    store.append([person("a", "Nur")])
    one = store.info()
    store.append([person("b", "Nur Habib", phone="+628111222333")])
    two = store.info()
    # What a reader meets while the second batch lands, or after its writer died.
    ask(url, "MATCH (h:Head) SET h.number = 1, h.at = $at", at=0)
    assert replace(store.info(), commit=one.commit) == one
    assert len(store.page(FULL)) == len(store.search("nur", FULL)) == 1
    assert len(store.export().record_id) == 1
    again = Neo4jStore(url, SECRET)
    assert again.info() == two
    assert store.info() == two
    again.close()


@pytest.mark.parametrize("step", ["append", "judge", "restore"])
def test_a_restore_that_was_cut_off_is_told_and_can_be_made_again(
    store: Neo4jStore, url: str, tmp_path: Path, step: str
) -> None:
    store.append([person("a", "Nur"), person("b", "Mai")])
    whole = store.info()
    store.backup(tmp_path / "whole.ndjson")
    # As a restore leaves it when its process is killed: records, a mark, nothing to be seen.
    ask(url, "MATCH (s:Store), (h:Head) SET s.restoring = true, h.number = 0, s.number = 0")
    assert store.page(FULL) == []
    if step == "append":
        with pytest.raises(StoreError, match="restore"):
            store.append([person("c", "Siti")])
    elif step == "judge":
        with pytest.raises(StoreError, match="restore"):
            store.unjudge([])
    store.restore(tmp_path / "whole.ndjson")
    assert store.info() == whole
    assert store.check() == []


def test_texts_longer_than_an_index_takes_are_found(store: Neo4jStore) -> None:
    long = " ".join(f"word{n}" for n in range(10_000))
    store.append([person("a", long, "Nur"), person("b", "Word9999 Nur")])
    assert [len(hit.text) for hit in store.search("word9999", FULL)] == [12, len(long)]
    assert [hit.text for hit in store.search("nur", FULL)] == ["nur", "word9999 nur"]
    assert store.check() == []


DAMAGE = {
    "a mention is gone": "MATCH (m:Mention) WITH m LIMIT 1 DETACH DELETE m",
    "a claim is gone": "MATCH ()-[c:CLAIM]->() DELETE c",
    "a text was changed": "MATCH (m:Mention {kind: 'person'}) SET m.text = 'somebody else'",
    "a body was changed": "MATCH (r:Record) SET r.body = replace(r.body, 'Nur', 'Run')",
    "columns were changed": "MATCH (r:Record) SET r.claims = r.mentions",
    "a record is gone": "MATCH (r:Record {source_key: 'a'}) DETACH DELETE r",
    "a handling is gone": "MATCH (h:Handling) DETACH DELETE h",
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found(store: Neo4jStore, url: str, damage: str) -> None:
    store.append([person("a", "Nur", phone="+628111222333"), person("b", "Mai")])
    assert store.check() == []
    ask(url, DAMAGE[damage])
    assert store.check() != []


def test_a_large_batch_lands_whole_under_one_commit(store: Neo4jStore) -> None:
    records = [person(f"k{n}", f"Nur {n}", phone=f"+62811{n:07d}") for n in range(2_500)]
    receipt = store.append(records)
    assert (receipt.commit.number, receipt.new) == (1, 2_500)
    assert store.info().mentions == 5_000
    assert store.check() == []


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=evidence())
def test_both_stores_give_equal_columns_for_equal_evidence(
    neo4j_url: str, tmp_path_factory: pytest.TempPathFactory, world: Evidence
) -> None:
    file = tmp_path_factory.mktemp("equal") / "evidence.db"
    columns = []
    for url in (f"sqlite:///{file}", emptied(neo4j_url)):
        store = open_store(url, SECRET)
        fill(store, world)
        columns.append(canonical(store.export()))
        store.close()
    for field in fields(columns[0]):
        one, other = (getattr(each, field.name) for each in columns)
        if isinstance(one, np.ndarray):
            np.testing.assert_array_equal(one, other, err_msg=field.name)
        elif field.name not in ("commit", "export"):
            assert one == other, field.name


def fill(store: EvidenceStore, world: Evidence) -> None:
    """Store evidence, a batch a commit."""
    for commit in sorted({at for at, _ in world.records}):
        store.append([record for at, record in world.records if at == commit])
    store.judge([judgement for _, _, judgement in world.judgements])


BATCHES = 12
LOAD = f"""
import sys
from contract_evidence import numbered_batch
from stores import SECRET
from tripoint_graph.open import open_store
store = open_store(sys.argv[1], SECRET)
for number in range({BATCHES}):
    print(store.append(numbered_batch(number)).commit.number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 5])
def test_a_killed_writer_loses_nothing_it_was_told_and_can_begin_again(
    url: str, tmp_path: Path, after: int
) -> None:
    load = [sys.executable, "-c", LOAD, url]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writer = subprocess.Popen(load, env=environment, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(after)]
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    store = Neo4jStore(url, SECRET)
    assert store.head().number >= told[-1]
    assert store.check() == []
    subprocess.run(load, env=environment, check=True, stdout=subprocess.DEVNULL)
    undisturbed = open_store(f"sqlite:///{tmp_path}/undisturbed.db", SECRET)
    for number in range(BATCHES):
        undisturbed.append(numbered_batch(number))
    assert store.info().digest == undisturbed.info().digest
    undisturbed.close()
    store.close()
