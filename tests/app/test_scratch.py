"""What a killed service left is cleared by the next; what a living one holds is not."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tripoint.scratch import HeldFolder, clear_left

PREFIX = "tripoint-test-"
HOLDING = f"""
import time
from tripoint.scratch import HeldFolder
held = HeldFolder({PREFIX!r})
print(held.path, flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary place of this test's own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def aged(path: Path) -> None:
    os.utime(path, (1, 1), follow_symlinks=False)


def test_a_folder_goes_when_its_maker_is_gone_and_not_before(place: Path) -> None:
    command = [sys.executable, "-c", HOLDING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        left = Path(holder.stdout.readline().strip())
        (left / "passengers.edi").write_text("somebody")
        assert left.parent == place
        aged(left)
        clear_left(PREFIX)
        assert (left / "passengers.edi").exists(), "its maker lives"
        holder.send_signal(signal.SIGKILL)
    aged(left)
    held = HeldFolder(PREFIX)
    assert not left.exists()
    assert held.path.stat().st_mode & 0o077 == 0
    held.cleanup()
    assert not held.path.exists()


def test_what_is_young_or_another_name_or_a_link_is_left_alone(place: Path) -> None:
    young, other, real = place / f"{PREFIX}young", place / "other", place / "real"
    for folder in (young, other, real):
        folder.mkdir()
    link = place / f"{PREFIX}link"
    link.symlink_to(real)
    for path in (other, real, link):
        aged(path)
    clear_left(PREFIX)
    assert young.exists()
    assert other.exists()
    assert real.exists()
    assert link.is_symlink()
    aged(young)
    clear_left(PREFIX)
    assert not young.exists(), "nobody ever held it"
