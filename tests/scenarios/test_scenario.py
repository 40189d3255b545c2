"""Scenarios: the same bytes for the same seed, as many records as asked, and chains that hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from tripoint_graph.model import Record
from tripoint_graph.normalise import normalise
from tripoint_graph.validate import check
from tripoint_ingest.formats import detect
from tripoint_ingest.reading import Edition
from tripoint_scenarios import write_scenario


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.*"))}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("world")
    return folder, write_scenario(folder, size=3000, seed=7)


def records(folder: Path) -> list[Record]:
    found: list[Record] = []
    for path in sorted(folder.rglob("*.*")):
        if path.name != "truth.json":
            reader = detect(path)
            for each in reader.read(path, reader.source):
                if isinstance(each, Edition):
                    continue
                assert isinstance(each, Record), f"{path}: {each}"
                check(each)
                found.append(each)
    return found


def test_the_same_seed_gives_the_same_bytes(made: tuple[Path, Any], tmp_path: Path) -> None:
    write_scenario(tmp_path / "again", size=3000, seed=7)
    assert files(tmp_path / "again") == files(made[0])
    write_scenario(tmp_path / "other", size=3000, seed=8)
    assert files(tmp_path / "other") != files(made[0])


def test_every_file_is_read_without_an_issue_and_as_many_records_as_asked(
    made: tuple[Path, Any],
) -> None:
    folder, truth = made
    assert len(records(folder)) == sum(truth["records"].values()) == 3000
    assert {p.name for p in folder.iterdir()} == {
        "passengers",
        "cargo",
        "weapons",
        "seizures",
        "lists",
        "places",
        "truth.json",
    }


def test_missing_records_are_left_out_and_the_rest_stays(
    made: tuple[Path, Any], tmp_path: Path
) -> None:
    write_scenario(tmp_path, size=3000, seed=7, missing=0.2)
    whole = {r.raw for r in records(made[0])}
    part = {r.raw for r in records(tmp_path)}
    assert 0.77 < len(part) / len(whole) < 0.86
    assert len(part - whole) < 0.01 * len(part)


def test_planted_chains_hold_in_the_written_records(made: tuple[Path, Any]) -> None:
    folder, truth = made
    found = records(folder)
    people = [(r, m) for r in found for m in r.mentions if m.kind == "identity_document"]
    for chain in truth["chains"]:
        document = chain["from"]["document"]
        sources = {r.source for r, m in people if m.first("number") == document}
        assert sources == {"paxlst", "un-sc-list"}, "the listed document travels"
        supplier = chain["to"]["registration_number"]
        shipped = [
            r
            for r in found
            for m in r.mentions
            if m.first("registration_number") == supplier and m.key == "consignor"
        ]
        assert shipped
        assert all(r.mention_by_key["goods"].first("watched") for r in shipped)
        for via in chain["via"]:
            if via["kind"] == "phone":
                number = normalise("phone", via["number"])
                users = {
                    r.source
                    for r in found
                    for m in r.mentions
                    if m.kind == "phone" and normalise("phone", m.first("number")) == number
                }
                assert len(users) >= 2, "a shared phone is in two data sets or more"


def test_numbers_carry_right_check_digits(made: tuple[Path, Any]) -> None:
    for record in records(made[0]):
        for mention in record.mentions:
            for kind, name in (("vessel", "imo"), ("commodity", "cas"), ("phone", "number")):
                if mention.kind == kind and mention.first(name):
                    type_name = {"imo": "imo", "cas": "cas", "number": "phone"}[name]
                    assert normalise(type_name, mention.first(name)), mention


def test_the_truth_is_written_beside_the_files(made: tuple[Path, Any]) -> None:
    folder, truth = made
    assert json.loads((folder / "truth.json").read_text("utf-8")) == truth
    with pytest.raises(ValueError, match="size is"):
        write_scenario(folder, size=10, seed=1)
