"""An end of a question may be a search, asked anew in the world of whoever asks."""

from typing import Any

import pytest
from asked_by_hand import LATER, VIEWERS, Browser, client, data, filled, id_of, refusal

from tripoint_api import create_app
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.sought import Sought
from tripoint_graph.worlds import Worlds

BETWEEN = """query B($from: EndpointInput!) {
  connections(from: $from, to: {actorClass: SALW_TRAFFICKER}) {
    shown edges { node { id } } } }"""


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    saved = {"fighters": Sought(classes=frozenset({"FTF"})), "selat": Sought(text="selat")}
    app = create_app(
        filled(store), Worlds(store), VIEWERS, "full", clock=lambda: LATER, saved=saved
    )
    return Browser(app)


def chains(browser: Browser, end: dict[str, Any], viewer: str = "full") -> list[str]:
    told = data(browser, BETWEEN, {"from": end}, viewer)["connections"]
    return [edge["node"]["id"] for edge in told["edges"]]


@pytest.mark.parametrize("viewer", ["full", "trade", "nobody"])
def test_a_search_for_a_class_is_the_class(browser: Browser, viewer: str) -> None:
    expected = chains(browser, {"actorClass": "FTF"}, viewer)
    assert chains(browser, {"search": {"classes": ["FTF"]}}, viewer) == expected
    assert chains(browser, {"saved": "fighters"}, viewer) == expected
    assert viewer != "full" or expected


def test_a_search_for_a_name_is_whom_it_finds(browser: Browser) -> None:
    expected = chains(browser, {"entity": id_of(browser, "selat")})
    assert chains(browser, {"search": {"text": "selat", "kinds": ["organisation"]}}) == expected
    assert chains(browser, {"search": {"text": "no such words"}}) == []


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ('{saved: "spies"}', "there are: fighters, selat"),
        ("{search: {}}", "asks for a text"),
        (f'{{search: {{text: "{"a" * 201}"}}}}', "at most 200"),
    ],
)
def test_what_is_no_search_is_refused(browser: Browser, end: str, words: str) -> None:
    asked = f"{{ connections(from: {end}, to: {{actorClass: FTF}}) {{ shown }} }}"
    assert words in refusal(browser, asked)["message"]


def test_an_installation_without_saved_searches_says_so(store: EvidenceStore) -> None:
    asked = '{ connections(from: {saved: "x"}, to: {actorClass: FTF}) { shown } }'
    assert "there are: none" in refusal(client(filled(store)), asked)["message"]
