"""The command line in a test's own process, and an installation of its own to run it in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pytest
from stores import SECRET
from typer.testing import CliRunner

SCENARIO_RECORDS = 1_000


@dataclass(frozen=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer of a command that was asked for --json."""
        return orjson.loads(self.out)


Tripoint = Callable[..., Answer]


def command(*args: object) -> Answer:
    """Give one command to the command line."""
    from tripoint.cli import app  # only tests of the app pay for loading it

    result = CliRunner().invoke(app, [str(arg) for arg in args])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)


def install(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with nothing of the machine's own settings."""
    folder.mkdir()
    patch.chdir(folder)
    for name in ("STORE", "VIEWERS", "SOURCES", "SECRET", "DRAFT", "SEARCHES"):
        patch.delenv(f"TRIPOINT_{name}", raising=False)
    patch.setenv("TRIPOINT_SECRET_FILE", str(folder / "secret"))
    patch.setenv("TRIPOINT_CACHE", str(folder / "cache"))
    patch.setenv("TRIPOINT_DRAFTS", str(folder / "drafts"))
    return folder


def scenario_store(folder: Path) -> str:
    """The URL of a store with a scenario loaded, under the tests' secret."""
    from tripoint_scenarios import write_scenario

    write_scenario(folder / "files", size=SCENARIO_RECORDS, seed=7)
    return loaded(folder)


def loaded(folder: Path, status: int = 0) -> str:
    """The URL of a store with all of the folder's `files` loaded; checks how that ended."""
    from tripoint.cli import app

    url = f"sqlite:///{folder}/evidence.db"
    environment = {"TRIPOINT_SECRET": SECRET.decode(), "TRIPOINT_CACHE": str(folder / "cache")}
    args = ["ingest", "auto", str(folder / "files"), "--store", url]
    result = CliRunner().invoke(app, args, env=environment)
    assert result.exit_code == status, result.output
    return url
