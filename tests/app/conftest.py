"""The command line in the test's own process, with a folder, a secret and a cache of its own."""

from pathlib import Path

import pytest
from asking import Answer, Tripoint
from stores import SECRET
from typer.testing import CliRunner

from tripoint.cli import app
from tripoint_scenarios import write_scenario


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


@pytest.fixture(scope="session")
def loaded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a scenario of 2,000 records, for questions alone."""
    folder = tmp_path_factory.mktemp("scenario")
    write_scenario(folder / "files", size=2_000, seed=7)
    url = f"sqlite:///{folder}/evidence.db"
    environment = {"TRIPOINT_SECRET": SECRET.decode(), "TRIPOINT_CACHE": str(folder / "cache")}
    result = CliRunner().invoke(
        app, ["ingest", "auto", str(folder / "files"), "--store", url], env=environment
    )
    assert result.exit_code == 0, result.output
    return url


@pytest.fixture
def asked(tripoint: Tripoint, loaded_url: str, monkeypatch: pytest.MonkeyPatch) -> Tripoint:
    """Gives one command to the command line, on the store with the scenario."""
    monkeypatch.setenv("TRIPOINT_SECRET", SECRET.decode())
    monkeypatch.setenv("TRIPOINT_STORE", loaded_url)
    return tripoint
