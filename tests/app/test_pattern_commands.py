"""`patterns` on a scenario whose truth is known, as a user would ask."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tripoint.cli import app
from tripoint_scenarios import write_scenario

PATTERN = """\
name: two-watched-lots
version: 1
title: One buyer received two watched consignments
strand: chemicals
source: made up for a test
says: "{buyer} received {lots}."
innocent: Most buyers do.
nodes:
  buyer: {kind: organisation}
  lots: {kind: consignment, many: {at_least: 4, within_days: 30, by: received}}
  goods: {kind: commodity, mark: watched_chemical}
links:
  received: {from: buyer, is: CONSIGNEE_OF, to: lots}
  contains: {from: lots, is: CONTAINS, to: goods}
labelled: [splitting]
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recognised")
    write_scenario(folder / "world", size=2_000, seed=3, oddities=2)
    told = CliRunner().invoke(
        app, ["--store", f"sqlite:///{folder / 's.db'}", "ingest", "auto", str(folder / "world")]
    )
    assert told.exit_code == 0, told.output
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRIPOINT_PATTERNS", str(tmp_path / "patterns"))
    path = tmp_path / "mine.yaml"
    path.write_text(PATTERN, "utf-8")
    return path


def asked(folder: Path, *words: str, code: int = 0) -> str:
    told = CliRunner().invoke(
        app, ["--store", f"sqlite:///{folder / 's.db'}", "patterns", *map(str, words)]
    )
    assert told.exit_code == code, told.output
    return told.output


def document(folder: Path, *words: str) -> Any:
    return json.loads(asked(folder, *words, "--json"))


def test_planted_splitting_is_told_in_words_with_its_records(loaded: Path, own: Path) -> None:
    (told,) = document(loaded, "run", "split-lots")["patterns"]
    truth = json.loads((loaded / "world" / "truth.json").read_text("utf-8"))
    planted = [set(each["bills"]) for each in truth["oddities"] if each["kind"] == "splitting"]
    found = [{lot["caption"] for lot in each["nodes"]["lots"]} for each in told["matches"]]
    assert told["shown"] == told["total"] == len(planted)
    assert sorted(map(sorted, found)) == sorted(map(sorted, planted))
    assert all(each["records"] and each["links"] for each in told["matches"])
    words = asked(loaded, "run", "split-lots")
    assert "shown 2 of 2 matches of split-lots/1, ranked by cost" in words
    assert "likeliest innocent: A buyer with a small store" in words
    assert "not a finding about anybody" in words


def test_all_patterns_are_counted_where_none_is_named(loaded: Path, own: Path) -> None:
    told = document(loaded, "run", "--limit", "1")["patterns"]
    listed = document(loaded, "list")
    assert len(told) == len(listed) >= 20
    assert all(each["complete"] for each in told)
    assert "patterns run NAME" in asked(loaded, "run")


def test_a_pattern_is_shown_as_it_was_written(loaded: Path, own: Path) -> None:
    told = document(loaded, "show", "split-lots")
    assert told["text"].startswith("name: split-lots\n")
    assert told["digest"] in asked(loaded, "show", "split-lots/1")
    assert "known: " in asked(loaded, "show", "nothing", code=4)


def test_a_pattern_is_tried_back_tested_enabled_and_then_never_changes(
    loaded: Path, own: Path
) -> None:
    truth = str(loaded / "world" / "truth.json")
    tried = document(loaded, "try", str(own), "--truth", truth)
    assert tried["back_test"]["recall"]["right"] == tried["back_test"]["recall"]["of"] == 2
    low, high = tried["back_test"]["precision"]["interval"]
    assert 0 < low <= tried["back_test"]["precision"]["value"] <= high <= 1
    assert "no pattern" in asked(loaded, "run", "two-watched-lots", code=4)
    assert "was not back-tested" in asked(loaded, "enable", str(own), code=2)
    assert "enabled two-watched-lots/1" in asked(loaded, "enable", str(own), "--truth", truth)
    assert "enabled already" in asked(loaded, "enable", str(own))
    assert document(loaded, "run", "two-watched-lots")["patterns"][0]["found"]
    own.write_text(PATTERN.replace("at_least: 4", "at_least: 3"), "utf-8")
    assert "version: 2" in asked(loaded, "try", str(own), code=4)
    assert "version: 2" in asked(loaded, "enable", str(own), "--truth", truth, code=4)


def test_an_untested_pattern_says_why(loaded: Path, own: Path) -> None:
    asked(loaded, "enable", str(own), "--untested", "no such case is planted")
    pins = (own.parent / "patterns" / "pins.txt").read_text("utf-8")
    assert pins.startswith("two-watched-lots/1 ")
    assert pins.endswith(" untested: no such case is planted\n")


def test_a_wrong_file_is_told_by_line(loaded: Path, own: Path) -> None:
    own.write_text(PATTERN.replace("watched_chemical", "watched"), "utf-8")
    told = asked(loaded, "try", str(own), code=4)
    assert "mine.yaml line 11, nodes.goods: no mark 'watched'; known: ftf_listed" in told
    own.write_text("not: [yaml", "utf-8")
    assert "line 1" in asked(loaded, "try", str(own), code=4)
    assert "no truth.json" in asked(
        loaded, "try", str(write(own)), "--truth", str(write(own, "{}")), code=2
    )


def write(path: Path, text: str = PATTERN) -> Path:
    place = path.with_name(f"{len(text)}.yaml")
    place.write_text(text, "utf-8")
    return place
