"""The commonest tasks without a mouse."""

import pytest
from playwright.sync_api import Page, expect
from served import Looked

pytestmark = pytest.mark.browser


@pytest.fixture
def page(address: str, look: Looked) -> Page:
    """The home, with its answer there."""
    look.page.goto(address)
    expect(look.page.locator(".chain-card").first).to_be_visible()
    return look.page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_from_the_question_to_the_evidence(page: Page) -> None:
    press(page, "j", "l")
    expect(page.locator("aside .record pre").first).not_to_be_empty()
    press(page, "l")
    expect(page.get_by_role("heading", name="Step 2")).to_be_visible()


def test_every_view_and_back(page: Page) -> None:
    for key, sign in (("2", ".stage"), ("3", ".stage"), ("4", ".timeline"), ("5", "td")):
        press(page, key)
        expect(page.locator(sign).first).to_be_visible()
    press(page, "1")
    expect(page.locator(".chain-card").first).to_be_visible()


def test_the_table_behind_the_picture(page: Page) -> None:
    press(page, "2", "t")
    expect(page.locator("td").first).to_be_visible()
    press(page, "t")
    expect(page.locator(".chain-card").first).to_be_visible()


def test_finding_somebody(page: Page) -> None:
    name = page.locator(".chain-node b").first.inner_text()
    press(page, "/")
    expect(page.get_by_role("dialog").get_by_role("textbox")).to_be_focused()
    page.keyboard.type(name)
    expect(page.get_by_role("dialog").get_by_text(name).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, ignore_case=True)


def test_going_from_screen_to_screen(page: Page) -> None:
    for key, words in (
        ("c", "Where the three threats meet"),
        ("r", "Routes"),
        ("i", "Ingest"),
        ("l", "How are"),
    ):
        press(page, "g", key)
        expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_asking_about_another_class(page: Page) -> None:
    other = page.get_by_role("button", name="Other end: choose")
    other.focus()
    press(page, "Enter")
    choice = page.get_by_role("button", name="Named in a seizure of small arms")
    choice.focus()
    press(page, "Enter")
    expect(other).to_contain_text("Named in a seizure of small arms")
    expect(page.locator(".chain-card").first).to_be_visible()
    assert "to=SALW_TRAFFICKER" in page.url


def test_leaving_context_out(page: Page) -> None:
    page.get_by_label("Without context").focus()
    press(page, "Space")
    expect(page.locator(".chain-card").first).to_be_visible()
    assert "conduct=1" in page.url
    expect(page.get_by_text("has context steps")).to_have_count(0)


def test_expanding_hiding_and_undoing(page: Page) -> None:
    press(page, "2")
    drawn = page.locator(".stage[data-ready]")
    expect(drawn).to_be_visible()
    before = drawn.get_attribute("data-ready") or ""
    press(page, "n", "x")
    expect(page.locator(f".stage[data-ready='{int(before) - 1}']")).to_be_visible()
    press(page, "u")
    expect(page.locator(f".stage[data-ready='{before}']")).to_be_visible()


def test_opening_an_entity_and_why_it_is_one(page: Page) -> None:
    page.locator(".chain-node").first.focus()
    press(page, "Enter")
    tab = page.get_by_role("tab", name="Facts")
    expect(tab).to_be_visible()
    tab.focus()
    for _ in range(5):
        press(page, "ArrowRight")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="Why these are one")).to_be_visible()


def test_reading_a_leg_of_a_route(page: Page) -> None:
    press(page, "g", "r")
    expect(page.locator(".stage")).to_be_visible()
    press(page, "t", "j")
    expect(page.locator("aside .record").first).to_be_visible()


def test_the_keys_are_told_and_can_be_switched_off(page: Page) -> None:
    press(page, "?")
    switch = page.get_by_label("Single keys act")
    switch.focus()
    press(page, "Space", "Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    press(page, "5")
    expect(page.locator(".chain-card").first).to_be_visible()
