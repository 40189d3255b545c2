"""Somebody who has never seen it, from the home to the answer: what it rests on, what breaks it."""

import re

import pytest
from playwright.sync_api import Page, expect
from served import Looked

pytestmark = pytest.mark.browser


@pytest.fixture
def page(address: str, look: Looked) -> Page:
    """The home on a small screen, with its answer there."""
    look.page.set_viewport_size({"width": 1280, "height": 800})
    look.page.goto(address)
    expect(look.page.locator(".chain-card").first).to_be_visible()
    return look.page


def seen_at_once(page: Page, words: str) -> bool:
    """Whether some text is on the screen without scrolling."""
    box = page.get_by_text(words, exact=True).first.bounding_box()
    return box is not None and box["y"] + box["height"] <= 800


def test_two_clicks_from_the_home_to_the_records(page: Page) -> None:
    page.get_by_role("link", name="within two steps of somebody listed, or travelling").click()
    expect(page).to_have_url(re.compile("hops=4"))
    expect(page.locator(".chain-card").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Ready questions")).to_have_count(0)
    for words in ("Rests on", "What would break it"):
        assert seen_at_once(page, words)
    page.locator(".chain-step").first.click()
    expect(page.locator("aside .record pre").first).not_to_be_empty()
    assert seen_at_once(page, "Step 1")


def test_a_question_without_an_answer_offers_a_wider_one(page: Page, address: str) -> None:
    page.goto(f"{address}/?hops=2")
    expect(page.get_by_text("No chain was found.")).to_be_visible()
    page.get_by_role("button", name="Ask within 4 links").click()
    expect(page.locator(".chain-card").first).to_be_visible()


def test_more_chains_are_shown_when_asked_for(page: Page) -> None:
    expect(page.locator(".chain-card")).to_have_count(10)
    expect(page.get_by_text("shown 10 of more than 10, ranked by")).to_be_visible()
    page.get_by_role("button", name="More chains").click()
    expect(page.locator(".chain-card").nth(10)).to_be_visible()


def test_as_many_chains_as_may_be_shown_are_no_more_than_one_request_may_ask(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/?first=100")
    expect(page.locator(".chain-card").nth(10)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_filters_make_chains_unlike_and_of_certain_links(page: Page, address: str) -> None:
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("combobox", name="Chains unlike each other").click()
    page.get_by_role("option", name="every bridge once").click()
    expect(page).to_have_url(re.compile("shared=0"))
    expect(page.get_by_text("near copies of these were passed over")).to_be_visible()
    page.goto(f"{address}/?only=BOOKED_IN,LISTED_ON&shared=0")
    expect(page.get_by_role("button", name="Filters (2)")).to_be_visible()


def test_a_search_that_had_no_time_says_what_it_did_not_look_at(page: Page, address: str) -> None:
    page.goto(f"{address}/?seconds=0.001")
    expect(page.get_by_text("the search stopped before it had looked")).to_be_visible()
    page.get_by_text("What was not looked at").click()
    expect(page.get_by_text("because its time was up")).to_be_visible()


def test_what_is_opened_is_asked_then_and_kept_in_the_address(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.post_data or ""))
    page.goto(f"{address}/?hops=4")
    for name, words, query in (
        ("If records were wrong or missing", "of 100 worlds drawn anew", "StabilityOf"),
        ("What would part the two sides?", "SINGLE SOURCE", "HoldingOf"),
        ("Which one missing fact would draw them closer?", "never leads", "GapsOf"),
    ):
        button = page.get_by_role("button", name=name).first
        expect(button).to_have_attribute("aria-expanded", "false")
        assert not any(query in told for told in asked)
        button.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(words).first).to_be_visible()
        assert any(query in told for told in asked)
    expect(page).to_have_url(re.compile("open=stays%2Cbreaks%2Cgaps"))


def test_where_nothing_connects_the_two_the_missing_fact_is_offered(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/?hops=2")
    page.get_by_role("button", name="Which one missing fact would connect them?").click()
    expect(page.locator(".gaps li").first).to_contain_text("If a record showed that")
    expect(page.get_by_role("button", name="What would part the two sides?")).to_have_count(0)


def test_every_cell_of_the_board_opens_its_chains(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.get_by_role("button", name="Which classes are closer than chance?").press("Enter")
    cells = page.locator(".cells td a")
    expect(cells).to_have_count(9)
    for cell in cells.all():
        assert re.match(r"\d+ close pair", cell.inner_text())
    row = page.get_by_role("row", name=re.compile("^Possible foreign terrorist fighter"))
    row.get_by_role("link").last.click()
    expect(page.locator(".chain-card").first).to_be_visible()
    assert "from=FTF&to=CHEMICAL_SUPPLIER" in page.url


def busiest(page: Page, address: str) -> str:
    """The id of whoever is on a chain as context and has the most around."""
    links = page.locator(".chain-node", has_text="context").all()
    ids = {(link.get_attribute("href") or "").rpartition("/")[2] for link in links}

    def around(id: str) -> int:
        query = f'{{ neighbourhood(ids: ["{id}"], limit: 1) {{ truncated {{ total }} }} }}'
        told = page.request.post(f"{address}/graphql", data={"query": query}).json()
        return int(told["data"]["neighbourhood"]["truncated"]["total"])

    return max(ids, key=around)


def test_whoever_was_expanded_can_be_expanded_further(page: Page, address: str) -> None:
    page.goto(f"{address}/?view=network&node={busiest(page, address)}")
    sizes = []
    for words in ("Expand", "12 more around it"):
        drawn = page.locator(".stage[data-ready]")
        expect(drawn).to_be_visible()
        sizes.append(drawn.get_attribute("data-ready") or "")
        page.get_by_role("button", name=words).click()
        expect(page.locator(f".stage[data-ready='{sizes[-1]}']")).to_have_count(0)
    assert sizes == sorted(sizes, key=int)
    for size in reversed(sizes):
        page.keyboard.press("u")
        expect(page.locator(f".stage[data-ready='{size}']")).to_be_visible()
