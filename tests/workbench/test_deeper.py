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


def test_what_makes_somebody_an_end_is_told_with_its_record(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}")
    note = page.locator(".chain-card").first.get_by_text("Possible foreign terrorist fighter, by")
    expect(note).to_contain_text("rule FTF/1 and one record, un-sc-list")
    page.goto(f"{address}/?from=text:Chemicals&to=FTF&hops=4")
    expect(page.get_by_text("Possible foreign terrorist fighter, by").first).to_be_visible()
    assert page.get_by_text("Supplier of a watched chemical, by").count() == 0


def test_a_printed_chain_says_what_was_asked_by_whom_and_when(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}&as=full")
    page.locator(".chain-card").first.wait_for()
    page.keyboard.press("j")
    page.emulate_media(media="print")
    printed = page.locator(".printed-evidence")
    for told in ("from=FTF", "full", "Now", "UTC"):
        expect(printed).to_contain_text(told)
    expect(page.get_by_text("choose a step to read them").first).not_to_be_visible()
    page.emulate_media(media="screen")


def test_enter_takes_the_first_that_was_found(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}")
    page.locator(".asking button").first.click()
    expect(page.get_by_role("textbox", name="Or one, or several")).to_be_focused()
    page.keyboard.type("chemicals")
    expect(page.get_by_role("button", name="Whatever matches “chemicals”")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "from=FTF" not in url)


def test_a_mistyped_address_is_told_of_by_the_workbench(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/review")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="There is no such screen")).to_be_visible()
    assert page.request.get(f"{address}/review").json() == {"detail": "Not Found"}


def test_a_language_that_was_chosen_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}/ingest")
    page.get_by_role("combobox", name="Language").click()
    page.get_by_role("option", name="Français").click()
    expect(page.get_by_role("heading", name="Chargement")).to_be_visible()
    page.goto(f"{address}/ingest")
    expect(page.get_by_role("heading", name="Chargement")).to_be_visible()


def test_nothing_is_found_before_anything_was_loaded(page: Page, address: str) -> None:
    page.goto(f"{address}{QUESTION}&known=2019-01-01")
    expect(page.get_by_text("what was known at the end of 2019-01-01")).to_be_visible()


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
