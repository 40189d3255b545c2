"""The page on the command line, and the page on dependencies, are whole."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import typer.main

from tripoint.cli import app
from tripoint.settings import Settings

ROOT = Path(__file__).parents[2]
CLI = (ROOT / "docs/cli.md").read_text("utf-8")


def commands() -> Iterator[str]:
    for info in app.registered_commands:
        assert info.name
        yield info.name
    for group in app.registered_groups:
        assert group.typer_instance
        for info in group.typer_instance.registered_commands:
            assert info.callback
            yield f"{group.name} {info.name or info.callback.__name__}"


def test_every_command_is_documented() -> None:
    missing = [name for name in commands() if f"### `tripoint {name}" not in CLI]
    assert missing == []


def test_every_documented_command_is_there() -> None:
    told = re.findall(r"### `tripoint ((?:store )?[a-z]+)", CLI)
    assert sorted(told) == sorted(commands())


def test_every_setting_is_documented() -> None:
    missing = [name for name in Settings.model_fields if f"`TRIPOINT_{name.upper()}`" not in CLI]
    assert missing == []


def test_every_command_says_what_it_does() -> None:
    group = typer.main.get_command(app)
    assert all(command.help for command in group.commands.values())  # type: ignore[attr-defined]  # typer vendors its group's type


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"].values()
    asked = project["project"]["dependencies"] + [each for group in groups for each in group]
    names = {re.match(r"[\w.-]+", each)[0] for each in asked}  # type: ignore[index]  # each names one
    cells = re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)
    told = {name.strip() for cell in cells for name in cell.split(",")}
    assert names - told == set()
    assert told - names - {"package", "---"} == set()
