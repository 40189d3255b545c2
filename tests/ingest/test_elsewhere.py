"""A file read in another process is read as it would be here, to the last word and error."""

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import psutil
import pytest
from paxlst_by_hand import write_passengers
from shared_data import ROOT
from stores import SECRET

from tripoint_graph.errors import TripointError
from tripoint_graph.ids import Ids
from tripoint_graph.model import Grade, Handling, Record
from tripoint_graph.open import open_store
from tripoint_ingest.batch import files_in, load_files
from tripoint_ingest.elsewhere import Elsewhere
from tripoint_ingest.formats import detect, known_formats
from tripoint_ingest.loading import Loading
from tripoint_ingest.outcome import Outcome
from tripoint_ingest.reading import Found, Source
from tripoint_ingest.sources import Sources

RECORDS = 20_000
EXAMPLES = files_in([ROOT / "docs/examples"])


def test_every_reader_can_be_sent_to_another_process() -> None:
    for reader in known_formats().values():
        sent = pickle.loads(pickle.dumps(reader))  # noqa: S301 - our own
        assert sent.name == reader.name


def told(found: Iterator[Found]) -> list[object]:
    """All that is found, and at the end what went wrong."""
    every: list[object] = []
    try:
        every.extend(found)
    except (TripointError, OSError) as error:
        every.append((type(error), str(error)))
    return every


@pytest.mark.parametrize("name", ["paxlst.edi", "un-sc-list.xml", "sea-manifest.csv"])
def test_it_gives_what_the_reader_gives_here(name: str) -> None:
    path = ROOT / "docs/examples" / name
    reader = detect(path)
    there = Elsewhere(reader, path, reader.source)
    assert told(there.found()) == told(iter(reader.read(path, reader.source)))
    assert there.share == 1.0


def test_what_came_before_an_error_comes_and_then_the_error(tmp_path: Path) -> None:
    whole = (ROOT / "docs/examples/un-sc-list.xml").read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(whole[: len(whole) * 2 // 3])
    reader = known_formats()["un-sc-list"]
    here = told(iter(reader.read(path, reader.source)))
    assert isinstance(here[-1], tuple)
    assert told(Elsewhere(reader, path, reader.source).found()) == here


def test_a_reader_that_is_ended_from_outside_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "list.edi"
    write_passengers(path, 20_000, each=250)
    reader = known_formats()["paxlst"]
    found = Elsewhere(reader, path, reader.source).found()
    next(found)
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(ChildProcessError, match="ended from outside; load it again"):
        list(found)


def loaded(folder: Path, jobs: int) -> tuple[str, list[Outcome]]:
    """The digest of a store after loading every example, and what came of each."""
    folder.mkdir()
    store = open_store(f"sqlite:///{folder}/evidence.db", SECRET)
    loading = Loading(store, Ids(SECRET), {}, batch=50, jobs=jobs)
    outcomes = list(load_files(EXAMPLES, None, Sources(), "", loading))
    digest = store.info().digest
    store.close()
    return digest, outcomes


def test_two_processes_make_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tripoint_ingest.landing.PAYS_FROM_BYTES", 1_500)
    one, two = loaded(tmp_path / "one", 1), loaded(tmp_path / "two", 2)
    assert two[0] == one[0]
    counts = [
        [(o.file, o.state, o.read, o.new, o.issues, o.lost) for o in x[1]] for x in (one, two)
    ]
    assert counts[0] == counts[1]


WAITING = """
import sys, time
from pathlib import Path
from tripoint_ingest.elsewhere import Elsewhere
from tripoint_ingest.formats import known_formats
if __name__ == "__main__":
    reader = known_formats()["paxlst"]
    found = Elsewhere(reader, Path(sys.argv[1]), reader.source).found()
    next(found)
    print("begun", flush=True)
    time.sleep(60)
"""


def test_it_ends_when_whoever_asked_is_killed(tmp_path: Path) -> None:
    path, script = tmp_path / "list.edi", tmp_path / "waiting.py"
    write_passengers(path, 20_000, each=250)
    script.write_text(WAITING)
    command = [sys.executable, str(script), str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as asking:
        assert asking.stdout
        assert asking.stdout.readline() == "begun\n"
        children = psutil.Process(asking.pid).children(recursive=True)
        assert children
        asking.kill()
    _, alive = psutil.wait_procs(children, timeout=20)
    assert alive == []


class Counting:
    """A reader that says how far it is, as fast as it can."""

    name = title = "counting"
    source = Source("counting", Handling("XX"), Grade("B", 2))

    def sniff(self, head: bytes, file_name: str) -> bool:
        return False

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        for number in range(RECORDS):
            if number % 100 == 0:
                path.write_text(str(number))
            yield Record(source.name, str(number), source.handling, raw="x" * 500)


def test_a_reader_that_is_ahead_waits(tmp_path: Path) -> None:
    path = tmp_path / "read"
    found = Elsewhere(Counting(), path, Counting.source).found()
    first = next(found)
    far = -1
    while (now := int(path.read_text() or 0)) > far:  # until it stands still
        far = now
        sleep(0.5)
    assert far < RECORDS / 2
    assert [first, *found][-1] == Record(
        "counting", str(RECORDS - 1), Counting.source.handling, raw="x" * 500
    )
