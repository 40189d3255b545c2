"""`kill -9` in the middle of loading, and the same command again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from paxlst_by_hand import write_passengers
from stores import SECRET, StoreHouse

from tripoint_graph.model import RunState
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL
from tripoint_ingest.elsewhere import PAYS_FROM_BYTES
from tripoint_ingest.loading import BATCH_RECORDS

PEOPLE = {"sqlite": 8_000, "neo4j": 5_000}
"""Enough to be killed in between: a server takes longer over each."""
LINE_ENDS = {1: b"\n", 2: b"\n" * 48}
"""By processes: a file that is worth a second one is larger, if only by the empty lines in it."""
SECONDS_MAX = 120


def command(url: str, path: Path, folder: Path, jobs: int = 1) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "TRIPOINT_STORE": url,
        "TRIPOINT_SECRET": SECRET.decode(),
        "TRIPOINT_CACHE": str(folder / "cache"),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tripoint", "ingest", "auto", str(path), "--jobs", str(jobs)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def done(loading: subprocess.Popen[bytes]) -> None:
    _, told = loading.communicate(timeout=SECONDS_MAX)
    assert loading.returncode == 0, told.decode()


@pytest.mark.slow
@pytest.mark.parametrize("jobs", LINE_ENDS)
def test_a_killed_load_given_again_ends_as_an_undisturbed_one(
    house: StoreHouse, tmp_path: Path, jobs: int
) -> None:
    store = house.fresh()
    people = PEOPLE[house.url.partition(":")[0]]
    path = write_passengers(tmp_path / "list.edi", people)
    path.write_bytes(path.read_bytes().replace(b"\n", LINE_ENDS[jobs]))
    assert (path.stat().st_size >= PAYS_FROM_BYTES) == (jobs > 1)
    undisturbed = f"sqlite:///{tmp_path}/undisturbed.db"
    done(command(undisturbed, path, tmp_path))
    loading = command(house.url, path, tmp_path, jobs)
    patience = time.monotonic() + SECONDS_MAX
    while store.head().number < 1 and time.monotonic() < patience:
        time.sleep(0.01)
    loading.kill()
    loading.communicate(timeout=SECONDS_MAX)
    assert loading.returncode == -signal.SIGKILL
    landed = store.info().records
    assert 0 < landed < people
    assert landed % BATCH_RECORDS == 0  # whole batches
    assert [run.state for run in store.runs(FULL)] == [RunState.RUNNING]

    done(command(house.url, path, tmp_path, jobs))
    other = open_store(undisturbed, SECRET)
    assert store.info().digest == other.info().digest
    assert store.check() == []
    assert [run.state for run in store.runs(FULL)] == [RunState.FINISHED]
    other.close()
