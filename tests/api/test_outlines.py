"""What is told of an entity beside its facts: dates, numbers of links, and how to handle it."""

from datetime import datetime
from typing import Any

import pytest
from asked_by_hand import EXAMPLES, RECORDS, Browser, ask, client, data, filled, id_of, refusal

from tripoint_graph.ports import EvidenceStore

OUTLINE = """query($id: ID!) { entity(id: $id) { marking { tlp owners categories releasableTo }
  seenBetween { first last } linkCounts { type count } } }"""


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def outline(browser: Browser, text: str, viewer: str = "full") -> Any:
    return data(browser, OUTLINE, {"id": id_of(browser, text, viewer)}, viewer)["entity"]


def test_a_marking_is_as_strict_as_the_strictest_visible_record(browser: Browser) -> None:
    """The phone stands in a passenger's record of one Member and a declaration of another."""
    both = outline(browser, "9870")["marking"]
    assert both["tlp"] == "AMBER"
    assert both["owners"] == ["ID", "MY"]
    assert both["categories"] == ["passenger", "trade"]
    assert both["releasableTo"] == ["ID"], "the passenger's record may go to no other Member"
    trade = outline(browser, "9870", "trade")["marking"]
    assert trade["categories"] == ["trade"]
    assert trade["releasableTo"] == ["ID", "MY"]


def test_a_marking_of_public_records_is_clear(browser: Browser) -> None:
    person = outline(browser, "karimov", "trade")["marking"]
    assert (person["tlp"], person["owners"]) == ("CLEAR", ["UN"])


def test_first_and_last_seen_are_the_ends_of_what_is_dated(browser: Browser) -> None:
    seen = outline(browser, "MAEU5512087")["seenBetween"]
    assert datetime.fromisoformat(seen["first"]).isoformat() == "2026-02-01T00:00:00+00:00"
    assert datetime.fromisoformat(seen["last"]).isoformat() == "2026-03-31T23:59:59+00:00"


def test_what_no_record_dates_was_seen_at_no_known_time(browser: Browser) -> None:
    assert outline(browser, "Kimia Jaya")["seenBetween"] == {"first": None, "last": None}


def test_links_are_counted_by_kind(browser: Browser) -> None:
    counts = outline(browser, "MAEU5512087")["linkCounts"]
    assert {each["type"]: each["count"] for each in counts} == {
        "CONSIGNEE_OF": 1,
        "CONSIGNOR_OF": 1,
        "CONTAINS": 1,
        "SEIZED": 1,
    }
    phone = outline(browser, "9870")["linkCounts"]
    assert phone == [{"type": "USES_PHONE", "count": 3}]
    assert outline(browser, "9870", "trade")["linkCounts"] == [{"type": "USES_PHONE", "count": 1}]


def test_nodes_are_what_node_gives_for_each_id(browser: Browser) -> None:
    entity = data(browser, EXAMPLES["entity"], {"id": id_of(browser, "karimov")})["entity"]
    ids = [
        "f" * 32,
        entity["links"]["edges"][0]["node"]["link"]["id"],
        entity["records"]["edges"][0]["node"]["id"],
        "no id",
        entity["id"],
        *(edge["node"]["id"] for edge in entity["mentions"]["edges"]),
        entity["id"],
    ]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    found = data(browser, query, {"ids": ids})["nodes"]
    one = "query($id: ID!) { node(id: $id) { __typename id } }"
    assert found == [data(browser, one, {"id": id})["node"] for id in ids]
    kinds = {node["__typename"] for node in found if node}
    assert kinds == {"Entity", "Link", "Mention", "Record"}


def test_more_ids_than_a_list_may_hold_are_refused(browser: Browser) -> None:
    ids = ", ".join(['"a"'] * 101)
    error = refusal(browser, f"{{ nodes(ids: [{ids}]) {{ id }} }}")
    assert error["extensions"]["code"] == "BAD_ARGUMENT"


def test_an_answers_id_is_that_of_its_question_viewer_and_moment(browser: Browser) -> None:
    def answer_id(query: str, viewer: str = "full") -> str:
        return str(ask(browser, query, viewer=viewer)["extensions"]["answerId"])

    query = '{ search(text: "karim") { complete } }'
    assert answer_id(query) == answer_id(query)
    asked = {
        answer_id(query),
        answer_id(query.replace("karim", "siti")),
        answer_id(query, "trade"),
        answer_id(query.replace('"karim"', '"karim", asKnownAt: "2020-01-01T00:00:00Z"')),
    }
    assert len(asked) == 4


def test_a_moment_to_come_means_now(store: EvidenceStore, browser: Browser) -> None:
    later = '{ search(text: "karim", asKnownAt: "2999-01-01T00:00:00Z") { complete } }'
    assert ask(browser, later)["extensions"]["asKnownAt"] == "2100-01-01T00:00:00+00:00"
    assert len(RECORDS) == store.head().number
