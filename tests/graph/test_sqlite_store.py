"""What the SQLite store promises beyond the contract: its file, its processes, its plans."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import apsw
import pytest
from contract_evidence import numbered_batch, person
from stores import SECRET

from tripoint_graph import rows
from tripoint_graph.adapters.sqlite import (
    connections,
    judging,
    reading,
    schema,
    searching,
    writing,
)
from tripoint_graph.adapters.sqlite.store import SqliteStore
from tripoint_graph.errors import StoreError, StoreOutdated, StoreUnavailable
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "evidence.db"


def test_a_process_killed_in_mid_load_leaves_whole_batches_and_the_rest_can_be_loaded(
    file: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{file}"
    load = [sys.executable, "-c", _LOAD, url]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for wanted in (1, 11):
        with subprocess.Popen(load, env=environment, stdout=subprocess.PIPE, text=True) as loader:
            assert loader.stdout is not None
            acknowledged = 0
            while acknowledged < wanted:
                acknowledged = int(loader.stdout.readline())
            time.sleep(0.003)
            loader.send_signal(signal.SIGKILL)
        store = open_store(url, SECRET)
        assert store.head().number >= wanted
        assert store.info().records == store.head().number * len(numbered_batch(0))
        assert store.check() == []
        store.close()
    subprocess.run(load, env=environment, check=True, stdout=subprocess.DEVNULL)
    undisturbed = open_store(f"sqlite:///{tmp_path}/undisturbed.db", SECRET)
    for number in range(BATCHES):
        undisturbed.append(numbered_batch(number))
    again = open_store(url, SECRET)
    assert again.info().digest == undisturbed.info().digest
    assert again.page(FULL)[0].id == undisturbed.page(FULL)[0].id


BATCHES = 40
_LOAD = f"""
import sys
from contract_evidence import numbered_batch
from stores import SECRET
from tripoint_graph.open import open_store
store = open_store(sys.argv[1], SECRET)
for number in range({BATCHES}):
    print(store.append(numbered_batch(number)).commit.number, flush=True)
"""


def test_processes_may_make_the_same_new_store_at_once(file: Path) -> None:
    script = (
        "import sys; from stores import SECRET; from tripoint_graph.open import open_store; "
        "from contract_evidence import person; "
        "open_store(sys.argv[1], SECRET).append([person(sys.argv[2], 'Nur')])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    makers = [
        subprocess.Popen([sys.executable, "-c", script, f"sqlite:///{file}", key], env=environment)
        for key in "abcd"
    ]
    assert [maker.wait() for maker in makers] == [0] * 4
    store = SqliteStore(file, SECRET)
    assert (store.head().number, store.info().records) == (4, 4)
    store.close()


def test_the_file_is_for_its_owner_alone(file: Path) -> None:
    store = SqliteStore(file, SECRET)
    store.append([person("a", "Nur")])
    store.backup(file.with_suffix(".ndjson"))
    for path in file.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    store.close()


def test_another_programs_file_is_left_alone(file: Path) -> None:
    with apsw.Connection(str(file)) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    with pytest.raises(StoreError, match="no Tripoint store"):
        SqliteStore(file, SECRET)
    file.with_name("text.db").write_text("not a database, but long enough to look at" * 100)
    with pytest.raises(StoreError, match="damaged"):
        SqliteStore(file.with_name("text.db"), SECRET)


def test_another_layout_is_told_and_not_guessed_at(file: Path) -> None:
    SqliteStore(file, SECRET).close()
    with apsw.Connection(str(file)) as db:
        db.pragma("user_version", schema.LAYOUT + 1)
    db.close()
    with pytest.raises(StoreOutdated, match="backup"):
        SqliteStore(file, SECRET)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="folder"):
        SqliteStore(tmp_path / "nowhere" / "evidence.db", SECRET)


def test_a_closed_store_says_so(file: Path) -> None:
    store = SqliteStore(file, SECRET)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.head()


def test_a_writer_that_waits_too_long_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_MS", 50)
    store = SqliteStore(file, SECRET)
    other = apsw.Connection(str(file))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="another process"):
        store.append([person("a", "Nur")])
    assert store.page(FULL) == []
    other.close()
    assert store.append([person("a", "Nur")]).new == 1
    store.close()


def test_an_old_sqlite_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "OLDEST_SQLITE", (99, 0, 0))
    with pytest.raises(StoreError, match="too old"):
        SqliteStore(file, SECRET)


def test_a_changed_way_of_deriving_makes_the_rows_anew(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(file, SECRET)
    store.append(numbered_batch(1))
    store.append([person("a", "Nur Habib", phone="+628111222333")])
    before, hits = store.info(), store.search("nur", FULL)
    store.close()
    with apsw.Connection(str(file)) as db:
        db.execute("UPDATE mention SET atom = id, marks = 77")
        db.execute("DELETE FROM posting")
    db.close()
    stale = SqliteStore(file, SECRET)
    assert len(stale.check()) == before.records
    stale.close()
    with apsw.Connection(str(file)) as db:
        db.execute("UPDATE meta SET value = 'of old' WHERE name = 'derivation'")
    db.close()
    anew = SqliteStore(file, SECRET)
    assert (anew.info(), anew.search("nur", FULL)) == (before, hits)
    assert anew.check() == []
    anew.close()
    assert rows.derivation().startswith(f"{rows.DERIVATION}-")


def test_a_changed_record_is_found_by_the_check(file: Path) -> None:
    store = SqliteStore(file, SECRET)
    store.append(numbered_batch(0))
    store.close()
    with apsw.Connection(str(file)) as db:
        db.execute(
            "UPDATE record_body SET body = cast(replace(body, 'Nur', 'Run') AS BLOB) "
            "WHERE number = 2"
        )
    db.close()
    store = SqliteStore(file, SECRET)
    wrong = store.check()
    assert any("'k0-1'" in said and "not what was stored" in said for said in wrong)
    assert not any("'k0-2'" in said for said in wrong)
    store.close()


def plan(store: SqliteStore, statement: str) -> str:
    bound = dict.fromkeys(
        ("ids", "visible", "known", "after", "limit", "words", "longest", "trigrams", "texts",
         "text", "kinds", "before")
    )  # fmt: skip
    with store._files.reading() as db:
        found = db.execute(f"EXPLAIN QUERY PLAN {statement}", bound)
        return "\n".join(detail for *_, detail in found)


@pytest.mark.parametrize(
    "statement",
    [reading.RECORDS, reading.MENTIONS, reading.CLAIMS, reading.PAGE, judging.ON_MENTIONS,
     searching.BY_TRIGRAMS, searching.HITS, searching.HITS_OF_ONE],
    ids=["records", "mentions", "claims", "page", "judgements", "trigrams", "hits", "hits of one"],
)  # fmt: skip
def test_no_read_runs_through_a_whole_table(file: Path, statement: str) -> None:
    store = SqliteStore(file, SECRET)
    for number in range(5):
        store.append(numbered_batch(number))
    scans = [
        line
        for line in plan(store, statement).splitlines()
        if line.startswith("SCAN") and "VIRTUAL TABLE" not in line and "found" not in line
    ]
    assert scans == []
    store.close()


@pytest.mark.parametrize("statement", [reading.PAGE, searching.HITS_OF_ONE, searching.BY_SCAN])
def test_what_is_read_in_order_is_never_sorted_first(file: Path, statement: str) -> None:
    store = SqliteStore(file, SECRET)
    store.append(numbered_batch(0))
    assert "TEMP B-TREE" not in plan(store, statement)
    store.close()


def test_superseding_looks_only_at_the_keys_of_the_batch(file: Path) -> None:
    store = SqliteStore(file, SECRET)
    store.append(numbered_batch(0))
    assert "SCAN record" not in plan(store, writing.SUPERSEDED)
    store.close()


@pytest.mark.parametrize(
    "url",
    ["", "evidence.db", "sqlite://", "sqlite:///", "sqlite:evidence.db", "sqlite://evidence.db",
     "mysql://root:hush@host/db", "postgresql://a:hush/b@host"],
)  # fmt: skip
def test_a_url_that_names_no_store_is_told_without_its_password(url: str) -> None:
    with pytest.raises(StoreError, match=r"write sqlite:///path\.db") as told:
        open_store(url, SECRET)
    assert "hush" not in str(told.value)


def test_relative_and_absolute_urls_name_the_files_they_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    open_store("sqlite:///near.db", SECRET).close()
    open_store(f"sqlite:///{tmp_path}/far.db", SECRET).close()
    assert {path.name for path in tmp_path.glob("*.db")} == {"near.db", "far.db"}


def test_a_short_secret_is_refused(file: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        open_store(f"sqlite:///{file}", b"short")
