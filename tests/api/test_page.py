"""The page for asking by hand works offline, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_by_hand import VIEWERS, client, filled
from playwright.sync_api import Browser, expect
from served import looking, real_browser, serving
from stores import SECRET

from tripoint_api import create_app
from tripoint_api.door.page import STATIC, examples, page
from tripoint_graph.open import open_store
from tripoint_graph.worlds import Worlds


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server on a free port of this machine."""
    store = filled(open_store(f"sqlite:///{tmp_path}/page.db", SECRET))
    with serving(create_app(store, Worlds(store), VIEWERS, "full")) as found:
        yield found
    store.close()


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A Chromium for one test: while it is there, no test may run a loop of its own."""
    with real_browser() as found:
        yield found


@pytest.mark.browser
def test_the_page_answers_an_example_and_asks_nobody_but_this_server(
    address: str, browser: Browser
) -> None:
    with looking(browser) as looked:
        shown = looked.page
        shown.goto(f"{address}/graphiql")
        tabs = shown.locator(".graphiql-tabs")
        expect(tabs).to_contain_text("About")
        shown.locator(".graphiql-execute-button").click()
        expect(shown.locator(".graphiql-response")).to_contain_text("extensions")
        # The schema was fetched too: the page for reading it opens with its root type.
        shown.get_by_label("Show Documentation Explorer").click()
        expect(shown.locator(".graphiql-doc-explorer")).to_contain_text("Query")
        assert len(tabs.inner_text().split()) >= len(examples())
        assert looked.asked
        assert looked.foreign(address) == []
        assert looked.complaints == []


@pytest.mark.browser
def test_the_page_asks_as_the_chosen_viewer(address: str, browser: Browser) -> None:
    with looking(browser) as looked:
        looked.page.goto(f"{address}/graphiql")
        looked.page.locator("#viewer").select_option("trade")
        looked.page.locator(".graphiql-execute-button").click()
        expect(looked.page.locator(".graphiql-response")).to_contain_text('"viewer": "trade"')


def test_the_page_names_no_other_host() -> None:
    assert "://" not in page(["full"], "full").partition('id="tabs"')[0]
    for name in ("start.js", "page.css"):
        assert "://" not in (STATIC / "graphiql" / name).read_text("utf-8")


def test_a_viewers_name_and_an_example_cannot_break_out_of_the_page() -> None:
    html = page(['<script>"&'], "full")
    assert "<script>&quot;" not in html
    assert "&lt;script&gt;&quot;&amp;" in html
    tabs = html.partition('id="tabs">')[2].partition("</script>")[0]
    assert "<" not in tabs


def test_the_shipped_files_are_served(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/page.db", SECRET)
    asked = client(store)
    html = asked.request("GET", "/graphiql").text
    for name in ("graphiql.min.js", "react-dom.production.min.js", "graphiql.min.css", "start.js"):
        assert f"/static/graphiql/{name}" in html
        assert asked.request("GET", f"/static/graphiql/{name}").status_code == 200
    store.close()
