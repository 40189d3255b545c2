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

PEOPLE = {1: 8_000, 2: 20_000}
"""By processes: a file that is worth a second one is larger."""
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
@pytest.mark.parametrize("jobs", PEOPLE)
def test_a_killed_load_given_again_ends_as_an_undisturbed_one(
    house: StoreHouse, tmp_path: Path, jobs: int
) -> None:
    path = write_passengers(tmp_path / "list.edi", PEOPLE[jobs])
    assert (path.stat().st_size >= PAYS_FROM_BYTES) == (jobs > 1)
    undisturbed = f"sqlite:///{tmp_path}/undisturbed.db"
    done(command(undisturbed, path, tmp_path))
    store = house.fresh()
    loading = command(house.url, path, tmp_path, jobs)
    patience = time.monotonic() + SECONDS_MAX
    while store.head().number < 1 and time.monotonic() < patience:
        time.sleep(0.01)
    loading.kill()
    loading.communicate(timeout=SECONDS_MAX)
    assert loading.returncode == -signal.SIGKILL
    landed = store.info().records
    assert 0 < landed < PEOPLE[jobs]
    assert landed % BATCH_RECORDS == 0  # whole batches
    assert [run.state for run in store.runs(FULL)] == [RunState.RUNNING]

    done(command(house.url, path, tmp_path, jobs))
    other = open_store(undisturbed, SECRET)
    assert store.info().digest == other.info().digest
    assert store.check() == []
    assert [run.state for run in store.runs(FULL)] == [RunState.FINISHED]
    other.close()
