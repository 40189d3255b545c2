"""The page for asking by hand works offline, in a real browser."""

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import chromium
import pytest
import uvicorn
from asked_by_hand import VIEWERS, client, filled
from stores import SECRET

from tripoint_api import create_app
from tripoint_api.page import STATIC, examples, page
from tripoint_graph.open import open_store
from tripoint_graph.worlds import Worlds

ROWS = "document.querySelector('.graphiql-response').innerText"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A server on a free port of this machine."""
    store = filled(open_store(f"sqlite:///{tmp_path}/page.db", SECRET))
    app = create_app(store, Worlds(store), VIEWERS, "full")
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(30)
    store.close()


@pytest.fixture
def browser() -> str:
    """The path of a Chromium."""
    found = chromium.found()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium for tests of pages")
        pytest.skip("no Chromium is installed")
    return found


@pytest.mark.browser
def test_the_page_answers_an_example_and_asks_nobody_but_this_server(
    address: str, browser: str, tmp_path: Path
) -> None:
    with chromium.tab(browser, tmp_path / "profile") as tab:
        tab.open(f"{address}/graphiql")
        tab.wait("document.querySelector('.graphiql-execute-button') !== null")
        titles = tab.wait("document.querySelector('.graphiql-tabs').innerText")
        tab.run("document.querySelector('.graphiql-execute-button').click()")
        tab.wait(f"{ROWS}.includes('data') && {ROWS}.includes('extensions')")
        # The schema was fetched too: the page for reading it opens with its root type.
        tab.run("document.querySelector('[aria-label=\"Show Documentation Explorer\"]').click()")
        tab.wait("document.querySelector('.graphiql-doc-explorer').innerText.includes('Query')")
        asked, complaints = tab.asked, tab.complaints
    assert len(titles.split()) >= len(examples())
    assert asked
    assert [url for url in asked if not url.startswith((f"{address}/", "data:"))] == []
    assert complaints == []


@pytest.mark.browser
def test_the_page_asks_as_the_chosen_viewer(address: str, browser: str, tmp_path: Path) -> None:
    with chromium.tab(browser, tmp_path / "profile") as tab:
        tab.open(f"{address}/graphiql")
        tab.wait("document.querySelector('.graphiql-execute-button') !== null")
        tab.run("document.getElementById('viewer').value = 'trade'")
        tab.run("document.querySelector('.graphiql-execute-button').click()")
        tab.wait(f'{ROWS}.includes(\'"viewer": "trade"\')')


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
