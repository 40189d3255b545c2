"""`tripoint resolve`: a batch that came in, and why two were taken for one."""

from math import log
from pathlib import Path

import pytest
from asking import Tripoint

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
EVER, NEVER = "2000-01-01", "2100-01-01"


def test_only_who_came_in_since_is_compared(tripoint: Tripoint) -> None:
    tripoint("ingest", "auto", EXAMPLES / "pnrgov.edi", EXAMPLES / "paxlst.edi")
    asked = "resolve", "--kind", "person", "--dry-run", "--json"
    every = tripoint(*asked).json
    assert tripoint(*asked, "--since", EVER).json == every
    (nobody,) = tripoint(*asked, "--since", NEVER).json["kinds"]
    assert nobody["pairs"] == 0
    assert tripoint("resolve", "--since", "lately").status == 2


def test_pairs_that_wait_are_reviewed_and_decided(tripoint: Tripoint) -> None:
    tripoint("ingest", EXAMPLES / "pnrgov.edi", EXAMPLES / "paxlst.edi")
    assert "`tripoint resolve`" in tripoint("review").out
    people = tripoint("search", "a", "--kind", "person", "--json").json["hits"]
    one, other = (each["id"] for each in people[:2])
    judge = "judge", one, other, "--by", "rahim", "--reason", "two voices on one phone"
    tripoint(*judge, "--verdict", "unsure")
    told = tripoint("review", "--json").json
    (pair,) = told["pairs"]
    assert {pair["one"]["mention"], pair["other"]["mention"]} == {one, other}
    assert (told["shown"], told["total"]) == (1, 1)
    assert pair["evidence"]
    assert f"tripoint judge {pair['one']['mention']}" in tripoint("review").out
    tripoint(*judge, "--verdict", "different")
    assert tripoint("review", "--json").json["pairs"] == []


def test_an_entity_tells_what_each_of_its_joins_is_made_of(tripoint: Tripoint) -> None:
    tripoint("ingest", "auto", EXAMPLES / "pnrgov.edi", EXAMPLES / "paxlst.edi")
    tripoint("resolve", "--kind", "person")
    subjects = tripoint("screen", EXAMPLES / "pnrgov.edi", "--all", "--json").json["subjects"]
    shares = [shared for subject in subjects for shared in subject["shares"]]
    told = [tripoint("entity", each["entity"], "--json").json for each in shares]
    joins = [join for each in told for join in each["joins"]]
    assert joins
    for join in joins:
        total = sum(part["weight"] for part in join["evidence"])
        likely = join["probability"]
        slack = 0.006 * len(join["evidence"])
        assert total == pytest.approx(log(likely / (1 - likely)), abs=slack)
    one, other = joins[0]["left"], joins[0]["right"]
    why = tripoint("why", one, other, "--json").json
    assert all(join["evidence"] for join in why["tied_by"])
    assert "tied:" in tripoint("why", one, other).out
    assert "two mentions are one by" in tripoint("entity", one).out
