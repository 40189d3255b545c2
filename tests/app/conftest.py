"""The command line in the test's own process, with a folder, a secret and a cache of its own."""

from pathlib import Path

import pytest
from asking import Answer, Tripoint
from typer.testing import CliRunner

from tripoint.cli import app


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with nothing of the machine's own settings."""
    folder = tmp_path / "installation"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in ("STORE", "VIEWERS", "SOURCES", "SECRET"):
        monkeypatch.delenv(f"TRIPOINT_{name}", raising=False)
    monkeypatch.setenv("TRIPOINT_SECRET_FILE", str(folder / "secret"))
    monkeypatch.setenv("TRIPOINT_CACHE", str(folder / "cache"))
    return folder


@pytest.fixture
def tripoint(installation: Path) -> Tripoint:
    """Gives one command to the command line."""
    assert installation.is_dir()

    def run(*args: object) -> Answer:
        result = CliRunner().invoke(app, [str(arg) for arg in args])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run
