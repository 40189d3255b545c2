"""Pages of one answer fit together, and cursors tell nothing and fit nothing else."""

from base64 import urlsafe_b64decode
from typing import Any

import pytest
from asked_by_hand import (
    LATER,
    RECORDS,
    VIEWERS,
    Browser,
    client,
    data,
    filled,
    id_of,
    listed,
    refusal,
    traveller,
)

from tripoint_api import create_app
from tripoint_api.paging import Cursor
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.worlds import Worlds

SEARCH = """query($n: Int!, $a: String) { search(text: "karim", first: $n, after: $a) {
  edges { cursor node { entity { id } } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
CHAINS = """query($n: Int!, $a: String) {
  connections(from: {actorClass: FTF}, to: {actorClass: SALW_TRAFFICKER}, perPair: null,
    first: $n, after: $a) {
  edges { cursor node { id cost } } pageInfo { hasNextPage endCursor } } }"""
LINKS = """query($n: Int!, $a: String, $id: ID!) { entity(id: $id) { links(first: $n, after: $a) {
  edges { cursor node { link { id } } } pageInfo { hasNextPage endCursor } } } }"""


@pytest.fixture
def many(store: EvidenceStore) -> EvidenceStore:
    more = [traveller(f"pnr-{n}", "AZIZ KARIMOV", "C7431902", f"+62 81 555 {n}") for n in range(9)]
    others = [traveller(f"pnr-{n}", f"Karim {n}", f"D{n}443322") for n in range(10, 15)]
    lists = [listed(f"QDi.{n}", f"Karim {n}", f"D{n}443322") for n in range(10, 15)]
    return filled(store, (*RECORDS, *more, *others, *lists))


def pages(browser: Browser, query: str, size: int, **variables: object) -> list[list[str]]:
    """All pages of an answer, as the nodes' texts."""
    found, after = [], None
    while True:
        answer: Any = data(browser, query, {"n": size, "a": after, **variables})
        while "edges" not in answer:
            (answer,) = answer.values()
        found.append([str(edge["node"]) for edge in answer["edges"]])
        if not answer["pageInfo"]["hasNextPage"]:
            return found
        after = answer["pageInfo"]["endCursor"]


@pytest.mark.parametrize("query", [SEARCH, CHAINS, LINKS])
def test_small_pages_give_what_a_large_one_gives(many: EvidenceStore, query: str) -> None:
    browser = client(many)
    named = {"id": id_of(browser, "karimov")} if "$id" in query else {}
    (whole,) = pages(browser, query, 100, **named)
    parts = pages(browser, query, 2, **named)
    assert len(whole) > 2
    assert [node for part in parts for node in part] == whole
    assert len(set(whole)) == len(whole)


def test_what_comes_in_between_two_pages_moves_nothing(store: EvidenceStore) -> None:
    browser = Browser(create_app(filled(store), Worlds(store), VIEWERS, "full"))
    (whole,) = pages(browser, SEARCH, 100)
    first = data(browser, SEARCH, {"n": 1})["search"]
    store.append([traveller("pnr-9", "Karim", "E554433")])
    second = data(browser, SEARCH, {"n": 9, "a": first["pageInfo"]["endCursor"]})["search"]
    assert [str(edge["node"]) for edge in first["edges"] + second["edges"]] == whole
    assert len(pages(browser, SEARCH, 100)[0]) == len(whole) + 1


def test_a_cursor_of_another_question_is_refused(many: EvidenceStore) -> None:
    browser = client(many)
    cursor = data(browser, SEARCH, {"n": 1})["search"]["pageInfo"]["endCursor"]
    error = refusal(browser, f'{{ search(text: "siti", after: "{cursor}") {{ complete }} }}')
    assert error["extensions"]["code"] == "BAD_CURSOR"


@pytest.mark.parametrize("cursor", ["", "x", "====", "bnVsbA", "W10", "WzEsMiwzXQ", "ü", "9" * 500])
def test_what_is_no_cursor_is_refused(store: EvidenceStore, cursor: str) -> None:
    error = refusal(client(store), f'{{ search(text: "a", after: "{cursor}") {{ complete }} }}')
    assert error["extensions"]["code"] == "BAD_CURSOR"


def test_a_cursor_carries_no_number_of_the_store(many: EvidenceStore) -> None:
    browser = client(many)
    cursor = data(browser, SEARCH, {"n": 1})["search"]["pageInfo"]["endCursor"]
    packed = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert b"2100-01-01T00:00:00+00:00" in packed
    assert str(many.head().number).encode() + b"]" not in packed


@pytest.mark.parametrize("first", [0, -1, 101, 2_000_000_000])
def test_a_page_holds_1_to_100(store: EvidenceStore, first: int) -> None:
    error = refusal(client(store), f'{{ search(text: "a", first: {first}) {{ complete }} }}')
    assert error["extensions"]["code"] in ("BAD_ARGUMENT", "TOO_COSTLY")


def test_a_cursor_reads_back_as_it_was() -> None:
    cursor = Cursor("abc", LATER, "key")
    assert Cursor.read(str(cursor), "abc") == cursor
