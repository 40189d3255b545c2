"""A folder to drop files into: whole files alone, moved when done, none lost on the way."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asking import Tripoint
from paxlst_by_hand import write_passengers

from tripoint_ingest.dropping import DropFolder

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "airports.csv"
SECONDS_MAX = 60


def test_a_file_is_complete_when_two_looks_see_the_same(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    path = tmp_path / "a.edi"
    path.write_text("UN")
    assert folder.complete() == []
    path.write_text("UNA")
    assert folder.complete() == []
    assert folder.waiting() == 1
    assert folder.complete() == [path]


def test_unfinished_and_hidden_names_and_folders_are_left_alone(tmp_path: Path) -> None:
    for name in (".a.edi", "a.edi.part", "a.edi.TMP"):
        (tmp_path / name).touch()
    (tmp_path / "done").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / ".a.edi")
    folder = DropFolder(tmp_path)
    folder.complete()
    assert folder.complete() == []
    (tmp_path / "a.edi.part").rename(tmp_path / "a.edi")
    folder.complete()
    assert folder.complete() == [tmp_path / "a.edi"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path)
    for expected in ("a.edi", "a-2.edi", "a-3.edi"):
        (tmp_path / "a.edi").write_text(expected)
        folder.complete()
        (path,) = folder.complete()
        assert folder.take_away(path, failed=False) == tmp_path / "done" / expected
    assert (tmp_path / "done" / "a.edi").read_text() == "a.edi"


def test_files_that_stay_are_read_once_and_again_when_they_change(tmp_path: Path) -> None:
    folder = DropFolder(tmp_path, leave=True)
    path = tmp_path / "a.edi"
    path.write_text("1")
    folder.complete()
    assert folder.complete() == [path]
    assert folder.take_away(path, failed=False) == path
    assert folder.complete() == []
    path.write_text("22")
    folder.complete()
    assert folder.complete() == [path]


def test_good_files_go_to_done_and_others_to_failed(tripoint: Tripoint, installation: Path) -> None:
    drop = installation / "drop"
    drop.mkdir()
    write_passengers(drop / "list.edi", 5)
    (drop / "junk.bin").write_bytes(b"\0\1")
    told = tripoint("watch", drop, "--once", "--every", 0.05, "--metrics", installation / "m.prom")
    assert told.status == 4
    assert (drop / "done" / "list.edi").exists()
    assert (drop / "failed" / "junk.bin").exists()
    assert "1 files loaded, 1 files failed, 0 waiting" in told.err
    assert 'what="new"} 5' in (installation / "m.prom").read_text()
    assert tripoint("store", "check").status == 0


@pytest.mark.slow
def test_a_watch_asked_to_end_leaves_what_it_has_not_read_and_a_new_one_takes_it_up(
    tripoint: Tripoint, installation: Path
) -> None:
    drop = installation / "drop"
    drop.mkdir()
    path = write_passengers(drop / "list.edi", 12_000)
    watching = subprocess.Popen(
        [sys.executable, "-m", "tripoint", "watch", str(drop), "--every", "0.05", "--events"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"TRIPOINT_STORE": f"sqlite:///{installation}/tripoint.db"},
    )
    assert watching.stdout
    patience = time.monotonic() + SECONDS_MAX
    while b'"progress"' not in watching.stdout.readline():
        assert time.monotonic() < patience
    watching.send_signal(signal.SIGTERM)
    watching.communicate(timeout=SECONDS_MAX)
    assert watching.returncode == 0
    assert path.exists()
    landed = tripoint("store", "info", "--json").json["records"]
    assert 0 < landed < 12_000
    assert tripoint("watch", drop, "--once", "--every", 0.05).status == 0
    assert (drop / "done" / "list.edi").exists()
    assert tripoint("store", "info", "--json").json["records"] == 12_000


@pytest.mark.slow
def test_a_pipe_is_followed_and_its_lines_land_before_it_ends(
    tripoint: Tripoint, installation: Path
) -> None:
    header, *rows = EXAMPLE.read_bytes().splitlines(keepends=True)
    following = subprocess.Popen(
        [sys.executable, "-m", "tripoint", "follow", "airports", "-", "--seconds", "0.1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"TRIPOINT_STORE": f"sqlite:///{installation}/tripoint.db"},
    )
    assert following.stdin
    assert following.stdout
    following.stdin.write(header + rows[0])
    following.stdin.flush()
    assert b"from byte" in following.stdout.readline()  # it has landed while the pipe is open
    out, _ = following.communicate(b"".join(rows[1:]), timeout=SECONDS_MAX)
    assert following.returncode == 0, out
    assert tripoint("store", "info", "--json").json["records"] == len(rows)
