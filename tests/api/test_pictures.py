"""What a picture's layout refuses, and how many nodes it shows where nobody says."""

from typing import Any

import pytest
from asked_by_hand import (
    LIST,
    Browser,
    ask,
    client,
    data,
    filled,
    id_of,
    person,
    record,
)

from tripoint_algorithms.links.neighbourhood import SHOWN_MAX
from tripoint_api.links.queries import NODES_SHOWN
from tripoint_graph.model import Claim, Mention, Record
from tripoint_graph.ports import EvidenceStore

QUERY = """query($id: ID!, $placed: [PlacedInput!]) { neighbourhood(ids: [$id]) {
  entities { id } layout(placed: $placed) { x y } truncated { shown total rankedBy } } }"""


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def refused(browser: Browser, placed: list[dict[str, Any]]) -> tuple[str, str]:
    variables = {"id": id_of(browser, "karimov"), "placed": placed}
    (error,) = ask(browser, QUERY, variables)["errors"]
    return error["extensions"]["code"], error["message"]


def test_a_place_for_nothing_that_is_seen_is_refused_alike_for_hidden_and_absent(
    browser: Browser,
) -> None:
    hidden = id_of(browser, "B1180437")  # a passenger's passport, which `trade` may not see
    told = {}
    for id in ("f" * 32, "nonsense", hidden):
        variables = {
            "id": id_of(browser, "karimov", "trade"),
            "placed": [{"id": id, "x": 0.0, "y": 0.0}],
        }
        (error,) = ask(browser, QUERY, variables, "trade")["errors"]
        told[id] = error["extensions"]["code"], error["message"].replace(id, "")
    assert set(told.values()) == {("NOT_FOUND", "`placed`: no entity ''; leave it out")}


def test_who_is_placed_and_not_shown_is_passed_over(browser: Browser) -> None:
    id, other = id_of(browser, "karimov"), id_of(browser, "kimia")
    bare = data(browser, QUERY, {"id": id})["neighbourhood"]
    placed = [{"id": other, "x": 5.0, "y": 5.0}]
    assert other not in {each["id"] for each in bare["entities"]}
    assert data(browser, QUERY, {"id": id, "placed": placed})["neighbourhood"] == bare


def test_more_places_than_a_picture_has_are_refused(browser: Browser) -> None:
    one = {"id": id_of(browser, "karimov"), "x": 0.0, "y": 0.0}
    code, message = refused(browser, [one] * (SHOWN_MAX + 1))
    assert code == "BAD_ARGUMENT"
    assert f"{SHOWN_MAX} places at most" in message


@pytest.mark.parametrize(
    ("x", "code"),
    [
        ("here", "BAD_QUESTION"),
        (None, "BAD_QUESTION"),
        (True, "BAD_QUESTION"),
        (1e7, "BAD_ARGUMENT"),
        (-1e300, "BAD_ARGUMENT"),
    ],
)
def test_a_place_that_is_no_number_or_too_far_is_refused(
    browser: Browser, x: object, code: str
) -> None:
    assert refused(browser, [{"id": id_of(browser, "karimov"), "x": x, "y": 0.0}])[0] == code


@pytest.mark.parametrize("x", ["1e999", "-1e999", "NaN"])
def test_a_place_at_infinity_is_refused(browser: Browser, x: str) -> None:
    id = id_of(browser, "karimov")
    body = '{"query": %s, "variables": {"id": "%s", "placed": [{"id": "%s", "x": %s, "y": 0}]}}'
    query = '"' + QUERY.replace("\n", " ") + '"'
    answer = browser.post(
        "/graphql",
        content=body % (query, id, id, x),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 400 or answer.json()["errors"][0]["extensions"]["code"] in {
        "BAD_ARGUMENT",
        "BAD_QUESTION",
    }


def calls(key: str) -> Record:
    """A hub and one whom it knows."""
    return record(
        key,
        LIST,
        (
            Mention("hub", "phone", {"number": ("+62 812 0000 0001",)}),
            person("person", f"Person {key}"),
        ),
        Claim("USES_PHONE", "person", "hub"),
    )


def test_where_nobody_says_300_nodes_are_shown_and_the_rest_is_counted(
    store: EvidenceStore,
) -> None:
    store.append([calls(f"{number:03}") for number in range(NODES_SHOWN + 50)])
    browser = client(store)
    near = data(browser, QUERY, {"id": id_of(browser, "628120000")})["neighbourhood"]
    assert NODES_SHOWN == 300
    assert near["truncated"] == {
        "shown": 300,
        "total": 351,
        "rankedBy": "cost of the cheapest way from what was asked, by the cost model",
    }
    assert len(near["entities"]) == len(near["layout"]["x"]) == len(near["layout"]["y"]) == 300
