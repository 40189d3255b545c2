"""The page on the command line, and the page on dependencies, are whole."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from tripoint.cli import app
from tripoint.settings import Settings

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs/cli.md").read_text("utf-8")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command by its full name, with what typer makes of it."""
    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        below = getattr(command, "commands", {})
        yield from ((f"{name} {each}", made) for each, made in below.items())
        if not below:
            yield name, command


def test_every_command_is_documented() -> None:
    missing = [name for name, _ in commands() if f"### `tripoint {name}" not in CLI]
    assert missing == []


def test_every_documented_command_is_there() -> None:
    told = re.findall(r"### `tripoint ((?:(?:store|drafts|map|patterns) )?[a-z-]+)", CLI)
    assert sorted(told) == sorted(name for name, _ in commands())


def test_every_setting_is_documented() -> None:
    missing = [name for name in Settings.model_fields if f"`TRIPOINT_{name.upper()}`" not in CLI]
    assert missing == []


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands() if not command.help] == []


def test_what_asks_no_graph_loads_no_graph_library() -> None:
    heavy = {"igraph", "networkx", "faker", "strawberry", "fastapi", "neo4j", "splink", "duckdb"}
    told = "import sys; from tripoint.cli import app; app(['formats'], standalone_mode=False); "
    told += f"print(sorted({heavy} & sys.modules.keys()), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "paxlst" in ran.stdout
    assert ran.stderr.strip() == "[]"


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"].values()
    asked = project["project"]["dependencies"] + [each for group in groups for each in group]
    names = {re.match(r"[\w.-]+", each)[0] for each in asked}  # type: ignore[index]  # each names one
    names |= json.loads((ROOT / "web/package.json").read_text("utf-8"))["dependencies"].keys()
    cells = re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)
    told = {name.strip() for cell in cells for name in cell.split(",")}
    assert names - told == set()
    assert told - names - {"package", "---"} == set()
