"""`routes`, `checks` and `trade` on a scenario with odd trade, as a user would ask them."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tripoint.cli import app
from tripoint_scenarios import write_scenario


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("traded")
    write_scenario(folder / "world", size=2_000, seed=3, oddities=1)
    url = f"sqlite:///{folder / 'traded.db'}"
    for part in ("cargo", "places", "seizures"):
        told = CliRunner().invoke(
            app, ["--store", url, "ingest", "auto", str(folder / "world" / part)]
        )
        assert told.exit_code == 0, told.output
    return url


@pytest.fixture
def truth(store: str) -> dict[str, dict[str, Any]]:
    folder = Path(store.removeprefix("sqlite:///")).parent
    every = json.loads((folder / "world" / "truth.json").read_text("utf-8"))["oddities"]
    return {each["kind"]: each for each in every}


def asked(store: str, *words: str) -> dict[str, Any]:
    told = CliRunner().invoke(app, ["--store", store, *words, "--json"])
    assert told.exit_code == 0, told.output
    document: dict[str, Any] = json.loads(told.stdout)
    return document


def test_routes_have_positions_and_say_how_many_are_shown(store: str) -> None:
    told = asked(store, "routes", "--limit", "5")
    assert told["shown"] == len(told["legs"]) == 5 < told["total"]
    assert told["seizures"] > 0
    assert all(leg["from"]["position_from"] == "record" for leg in told["legs"])
    assert all(leg["records"] and leg["count"] for leg in told["legs"])


def test_the_planted_detour_is_the_first(store: str, truth: dict[str, dict[str, Any]]) -> None:
    first = asked(store, "routes", "--detours")["detours"][0]
    assert [place["code"] for place in first["places"]] == truth["detour"]["places"]
    assert first["ratio"] >= 1.5
    assert len(first["records"]) == 2


def test_planted_odd_trade_is_told_with_its_bills(
    store: str, truth: dict[str, dict[str, Any]]
) -> None:
    told = asked(store, "trade")
    bills = {
        each["kind"]: {one["caption"] for one in each["consignments"]} for each in told["findings"]
    }
    for kind in ("splitting", "quantity"):
        assert set(truth[kind]["bills"]) & bills[kind], kind
    assert all(each["innocent"] and each["records"] for each in told["findings"])
    for each in told["findings"]:
        parties = {one["id"] for one in (*each["consignors"], *each["consignees"])}
        assert not parties & {one["id"] for one in each["context"]}


def test_checks_cover_and_cut_and_what_is_closed_is_avoided(store: str) -> None:
    covered = asked(store, "checks", "--capacity", "3")
    assert len(covered["checkpoints"]) == 3
    assert covered["exact"]
    assert covered["covered"] <= covered["total"]
    ends = [
        leg[end]["code"] for leg in asked(store, "routes")["legs"][:1] for end in ("from", "to")
    ]
    between = asked(store, "checks", "--from", ends[0], "--to", ends[1])
    over = next(place["code"] for way in between["after"] for place in way["places"][1:-1])
    rhine = ["checks", "--from", ends[0], "--to", ends[1], "--passage", "rhine"]
    assert "no passage; there are" in CliRunner().invoke(app, ["--store", store, *rhine]).output
    left = asked(store, "checks", "--from", ends[0], "--to", ends[1], "--closed", over)
    assert left["after"]
    assert over not in {place["code"] for way in left["after"] for place in way["places"]}


def test_prose_says_lead_and_what_is_innocent(store: str) -> None:
    told = CliRunner().invoke(app, ["--store", store, "trade"])
    assert "possible leads out of" in told.stdout
    assert "likeliest innocent:" in told.stdout
    for words in (
        ["routes"],
        ["routes", "--detours"],
        ["checks"],
        ["trade", "--balance", "corridor"],
    ):
        answer = CliRunner().invoke(app, ["--store", store, *words])
        assert answer.exit_code == 0, answer.output
        assert "shown" in answer.stdout or "see" in answer.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["routes", "--chemical", "sugar"], "there are: "),
        (["routes", "--mode", "rail"], "none of sea, air, unknown"),
        (["routes", "--since", "soon"], "no date"),
        (["checks", "--from", "IDJKT"], "together"),
        (["checks", "--from", "XXXXX", "--to", "IDJKT"], "no port or airport"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(
    store: str, words: list[str], told: str
) -> None:
    answer = CliRunner().invoke(app, ["--store", store, *words])
    assert answer.exit_code == 2
    assert told in answer.output
