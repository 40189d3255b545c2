"""`tripoint screen`: as a person at a desk uses it."""

import gzip
from pathlib import Path

import pytest
from asking import Tripoint

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.fixture
def listed(tripoint: Tripoint) -> Tripoint:
    """A store with the example of a list, and nothing else."""
    tripoint("ingest", "auto", EXAMPLES / "un-sc-list.xml")  # one entry of it is spoilt on purpose
    return tripoint


def test_a_name_is_screened_with_its_reasons(listed: Tripoint) -> None:
    answer = listed("screen", "--name", "KARIMOV AZIZ", "--document", "C7431902", "--json").json
    (subject,) = answer["subjects"]
    hit = subject["hits"][0]
    assert hit["state"] == "new"
    assert hit["reference"]
    assert hit["basis"]
    assert sum(part["weight"] for part in hit["evidence"]) == pytest.approx(hit["log_odds"])
    assert "lead" in answer["caution"]
    told = listed("screen", "--name", "KARIMOV AZIZ", "--why").out
    assert "possibly" in told
    assert "prior: one in 1,000,000" in told


def test_a_file_is_screened_and_nothing_of_it_is_stored(listed: Tripoint) -> None:
    before = listed("store", "info", "--json").json
    answer = listed("screen", EXAMPLES / "paxlst.edi", "--all", "--disparity", "--json").json
    assert answer["screened"] == len(answer["subjects"]) > 0
    assert {rate["by"] for rate in answer["disparity"]} == {"nationality", "script"}
    assert all(rate["low"] <= rate["rate"] <= rate["high"] for rate in answer["disparity"])
    assert listed("store", "info", "--json").json == before


def test_a_manifest_is_screened_by_its_parties(listed: Tripoint) -> None:
    answer = listed("screen", EXAMPLES / "sea-manifest.csv", "--all", "--json").json
    assert {subject["kind"] for subject in answer["subjects"]} >= {"organisation"}


def test_what_is_protected_is_no_criterion(listed: Tripoint, installation: Path) -> None:
    path = installation / "criteria.yaml"
    path.write_text("features: {religion: {same: {same: 0.9, chance: 0.1}}}")
    refused = listed("screen", "--name", "A", "--criteria", path)
    assert refused.status == 4
    assert "protected attribute (religion)" in refused.err


def test_what_is_asked_amiss_is_told(listed: Tripoint, installation: Path) -> None:
    assert listed("screen").status == 2
    assert listed("screen", "--name", "A", "--on", "today").status == 2
    assert listed("screen", "--name", "A", "--kind", "ghost").status == 2
    (installation / "nothing.txt").write_text("nothing")
    told = listed("screen", installation / "nothing.txt")
    assert told.status == 4
    assert "looks like none" in told.err


def test_a_file_that_cannot_be_read_clears_nobody(listed: Tripoint, installation: Path) -> None:
    spoilt = installation / "rusak.xlsx"
    spoilt.write_bytes(bytes(range(256)) * 8)
    cut = installation / "cut.edi.gz"
    cut.write_bytes(gzip.compress((EXAMPLES / "paxlst.edi").read_bytes())[:-20])
    for path in (spoilt, cut, installation / "gone.csv"):
        told = listed("screen", path)
        assert told.status == 4, path
        assert f"not screened: {path}" in told.err.replace("\n", "")
    both = listed("screen", spoilt, EXAMPLES / "paxlst.edi", "--json")  # the others go on
    assert (both.status, len(both.json["faults"])) == (4, 1)
    assert both.json["screened"] > 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--birth-date", "nonsense"),
        ("--birth-date", "31-02-1980"),
        ("--birth-date", "1980-02-31"),
        ("--nationality", "Atlantis"),
        ("--document", "12"),
        ("--document", "/ID"),
        ("--document", "C7431902/Atlantis"),
        ("--phone", "0812 3456"),
        ("--email", "nobody"),
    ],
)
def test_what_cannot_be_compared_is_refused(listed: Tripoint, option: str, value: str) -> None:
    told = listed("screen", "--name", "KARIMOV AZIZ", option, value)
    assert told.status == 2
    assert value.rpartition("/")[2] in told.err
    assert "write" in told.err
