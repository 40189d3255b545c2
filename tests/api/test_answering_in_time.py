"""Chains by the clock, unlike each other, and over some kinds of links alone."""

from itertools import count, repeat
from typing import Any

import pytest
from asked_by_hand import LATER, VIEWERS, Browser, client, data, filled, refusal

from tripoint_api import create_app
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.worlds import Worlds

ASKED = """query C($only: [LinkKind!], $shared: Int, $seconds: Float) {
  connections(from: {actorClass: FTF}, to: {actorClass: SALW_TRAFFICKER}, perPair: null,
              onlyTypes: $only, maxShared: $shared, seconds: $seconds) {
    shown complete certain unexplored
    edges { node { cost steps { type } entities { entity { id } } } } } }"""


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def found(browser: Browser, **asked: object) -> dict[str, Any]:
    told: dict[str, Any] = data(browser, ASKED, asked)["connections"]
    return told


def test_a_search_without_a_clock_is_whole(browser: Browser) -> None:
    told = found(browser)
    assert told["shown"] > 0
    assert (told["complete"], told["certain"], told["unexplored"]) == (True, told["shown"], None)


def test_when_time_is_up_the_answer_says_what_was_not_looked_at(store: EvidenceStore) -> None:
    app = create_app(
        filled(store), Worlds(store), VIEWERS, "full", clock=lambda: LATER, ticks=count().__next__
    )
    told = found(Browser(app), seconds=1.0)
    assert (told["shown"], told["complete"], told["certain"]) == (0, False, 0)
    assert told["unexplored"].startswith("The search stopped because its time was up.")


def test_time_enough_changes_nothing(store: EvidenceStore) -> None:
    still = repeat(7.0)
    app = create_app(
        filled(store), Worlds(store), VIEWERS, "full", clock=lambda: LATER, ticks=still.__next__
    )
    assert found(Browser(app), seconds=1.0) == found(Browser(app))


def test_kinds_of_links_can_be_walked_alone(browser: Browser) -> None:
    every = {step["type"] for edge in found(browser)["edges"] for step in edge["node"]["steps"]}
    for kind in every:
        alone = found(browser, only=[kind])["edges"]
        assert {step["type"] for edge in alone for step in edge["node"]["steps"]} <= {kind}
    assert found(browser, only=sorted(every))["shown"] > 0


def test_unlike_chains_share_no_inner_entity(browser: Browser) -> None:
    edges = found(browser, shared=0)["edges"]
    inner = [part["entity"]["id"] for e in edges for part in e["node"]["entities"][1:-1]]
    assert len(inner) == len(set(inner)) > 0


@pytest.mark.parametrize("argument", ["seconds: 0", "seconds: 61", "maxShared: -1"])
def test_what_is_out_of_range_is_refused(browser: Browser, argument: str) -> None:
    ends = "from: {actorClass: FTF}, to: {actorClass: FTF}"
    told = refusal(browser, f"{{ connections({ends}, {argument}) {{ shown }} }}")
    assert told["extensions"]["code"] == "BAD_ARGUMENT"


STABLE = """query S($after: String, $missing: Float!) {
  connections(from: {actorClass: FTF}, to: {actorClass: SALW_TRAFFICKER}, perPair: null,
              first: 2, after: $after) {
    pageInfo { endCursor hasNextPage }
    edges { node { id steps { type }
      stability(missing: $missing) { stays atMost holds draws } } } } }"""


def test_how_stable_chains_are_is_told_page_by_page(browser: Browser) -> None:
    told, after = [], None
    while True:
        page = data(browser, STABLE, {"after": after, "missing": 0.1})["connections"]
        told += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert any(chain["steps"] for chain in told)
    for chain in told:
        fares = chain["stability"]
        assert (fares is not None) == bool(chain["steps"])
        if fares:
            assert 0 <= fares["stays"] <= fares["atMost"] <= fares["holds"] <= 1
            assert fares["draws"] == 100
    rare = data(browser, STABLE, {"missing": 0.9})["connections"]["edges"]
    assert all(each["node"]["stability"]["holds"] < 0.5 for each in rare)


def test_a_share_of_evidence_that_is_none_is_refused(browser: Browser) -> None:
    query = (
        STABLE.replace("query S($after: String, $missing: Float!)", "")
        .replace("$missing", "1.0")
        .replace(", after: $after", "")
    )
    assert "`missing` lies in [0, 1)" in refusal(browser, query)["message"]


def test_what_is_given_by_the_clock_is_not_drawn_anew(browser: Browser) -> None:
    query = """{ connections(from: {actorClass: FTF}, to: {actorClass: SALW_TRAFFICKER},
      seconds: 60) { edges { node { stability { stays } } } } }"""
    edges = data(browser, query)["connections"]["edges"]
    assert edges
    assert all(edge["node"]["stability"] is None for edge in edges)
