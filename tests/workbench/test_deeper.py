"""Answers that are asked for only when somebody wants to know, and words of other languages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from served import Looked

pytestmark = pytest.mark.browser

QUESTION = "/?from=FTF&to=CHEMICAL_SUPPLIER&hops=4"


@pytest.fixture
def page(look: Looked) -> Iterator[Page]:
    """A page that has asked nothing yet."""
    yield look.page
    assert [told for told in look.complaints if "404" not in told] == []


def pressed(page: Page, name: str) -> None:
    """A button, by keyboard."""
    button = page.get_by_role("button", name=name)
    button.first.focus()
    page.keyboard.press("Enter")


def test_an_end_is_whatever_matches_some_words(page: Page, address: str) -> None:
    page.goto(f"{address}/?from=text:Chemicals&to=FTF&hops=4")
    expect(page.get_by_text("Whatever matches “Chemicals”")).to_be_visible()
    expect(page.locator(".chain-card").first).to_be_visible()


def test_what_joins_a_meeting_to_the_classes_comes_with_its_records(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/convergence")
    expect(page.get_by_text("worlds of chance").first).to_be_visible()
    pressed(page, "What joins it to each class")
    steps = page.get_by_role("region", name="What joins it to each class").locator("tbody tr")
    expect(steps.first).to_be_visible()
    steps.first.get_by_role("link").click()
    expect(page.locator(".chain-card").first).to_be_visible()


def test_a_time_may_be_open_at_either_end(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}&start=2020-01-01")
    expect(page.locator(".chain-card").first).to_be_visible()


def test_what_is_probably_missing_is_told_as_hints(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}")
    link = page.locator(".chain-node").first.get_attribute("href")
    page.goto(f"{address}{link}?tab=missing")
    expect(page.get_by_text("no links, and no leads")).to_be_visible()
    found = page.locator("tbody tr").or_(page.get_by_text("Too little can be learnt here"))
    expect(found.first).to_be_visible()


def test_how_answers_are_ranked_is_told_in_the_language_spoken(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}&lang=fr")
    expect(page.get_by_text("classés par coût")).to_be_visible()


def test_steps_read_in_the_language_spoken(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}&lang=fr&view=table")
    expect(page.get_by_text("utilise le téléphone").first).to_be_visible()
    assert page.get_by_text("uses phone").count() == 0


JUDGE = """mutation($one: ID!, $other: ID!) { judge(one: $one, other: $other, verdict: unsure,
    reason: "one voice on two phones") { judgement } }"""
UNJUDGE = "mutation($id: ID!, $of: ID!) { unjudge(judgement: $id, of: $of) { holds } }"


def test_a_step_over_possibly_the_same_tells_what_its_probability_is_made_of(
    page: Page, address: str
) -> None:
    def ask(query: str, **variables: str) -> dict[str, Any]:
        told = page.request.post(
            f"{address}/graphql", data={"query": query, "variables": variables}
        ).json()
        assert "errors" not in told, told
        found: dict[str, Any] = told["data"]
        return found

    found = ask(
        '{ search(text: "a", kinds: [person], first: 2) { edges { node { entity { id } } } } }'
    )
    one, other = (edge["node"]["entity"]["id"] for edge in found["search"]["edges"])
    judged = ask(JUDGE, one=one, other=other)["judge"]["judgement"]
    page.goto(f"{address}/?from={one}&to={other}&hops=1&possibly=1")
    expect(page.locator(".chain-card").first).to_be_visible()
    for key in ("j", "l"):
        page.keyboard.press(key)
    waterfall = page.locator("aside .waterfall")
    expect(waterfall).to_be_visible()
    expect(waterfall.locator("th")).to_have_text("word")
    ask(UNJUDGE, id=judged, of=one)
