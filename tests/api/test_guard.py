"""The door: who is let in while there is no sign-in."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from asked_by_hand import VIEWERS, Browser, client
from stores import SECRET

from tripoint_api import create_app
from tripoint_api.door.limits import BODY_MAX
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.worlds import Worlds

QUESTION = {"query": "{ about { name } }"}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EvidenceStore]:
    store = open_store(f"sqlite:///{tmp_path}/empty.db", SECRET)
    yield store
    store.close()


@pytest.fixture
def browser(empty: EvidenceStore) -> Browser:
    return client(empty)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered_under_each_of_its_names(browser: Browser, host: str) -> None:
    assert (
        browser.request("POST", "/graphql", json=QUESTION, headers={"Host": host}).status_code
        == 200
    )


@pytest.mark.parametrize("path", ["/graphql", "/graphiql", "/healthz", "/", "/static/graphiql/"])
@pytest.mark.parametrize(
    "host",
    ["rebound.example", "localhost.rebound.example", "127.0.0.1.rebound.example", "10.0.0.7", "["],
)
def test_a_name_that_was_made_to_point_here_is_refused(
    browser: Browser, path: str, host: str
) -> None:
    answer = browser.request("GET", path, headers={"Host": host})
    assert answer.status_code == 403
    assert "localhost" in answer.text


@pytest.mark.parametrize("origin", ["https://other.example", "http://localhost.other.example"])
def test_pages_of_other_sites_are_refused(browser: Browser, origin: str) -> None:
    answer = browser.request("POST", "/graphql", json=QUESTION, headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_could_send_is_refused(browser: Browser, kind: str) -> None:
    answer = browser.request(
        "POST",
        "/graphql",
        content=b'{"query": "{ about { name } }"}',
        headers={"Content-Type": kind},
    )
    assert answer.status_code == 415


def test_questions_are_not_asked_by_get(browser: Browser) -> None:
    answer = browser.request("GET", "/graphql", params=QUESTION)
    assert answer.status_code in (400, 404, 405)
    assert "data" not in answer.text


def test_a_list_of_questions_is_refused(browser: Browser) -> None:
    answer = browser.request("POST", "/graphql", json=[QUESTION, QUESTION])
    assert answer.status_code == 400


def test_a_body_beyond_the_limit_is_refused_unread(browser: Browser) -> None:
    long = {"query": "#" + "x" * BODY_MAX}
    assert browser.request("POST", "/graphql", json=long).status_code == 413


def test_web_sockets_are_refused(empty: EvidenceStore) -> None:
    """There is nothing to subscribe to yet, and a socket knows no Host or Origin rule."""
    app = create_app(empty, Worlds(empty), VIEWERS, "full")
    sent: list[Any] = []

    async def shake_hands() -> None:
        told = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect"}])

        async def receive() -> Any:
            return next(told)

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {
            "type": "websocket",
            "path": "/graphql",
            "raw_path": b"/graphql",
            "query_string": b"",
            "headers": [(b"host", b"rebound.example")],
            "subprotocols": ["graphql-transport-ws"],
        }
        await app(scope, receive, send)

    asyncio.run(shake_hands())
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize("path", ["/graphiql", "/healthz", "/nothing", "/static/graphiql/start.js"])
def test_every_answer_forbids_other_hosts(browser: Browser, path: str) -> None:
    headers = browser.request("GET", path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "://" not in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_an_answer_is_kept_in_no_cache(browser: Browser) -> None:
    answer = browser.request("POST", "/graphql", json=QUESTION)
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_viewer_is_refused_in_words(browser: Browser) -> None:
    answer = browser.request(
        "POST", "/graphql", json=QUESTION, headers={"X-Tripoint-Viewer": "stranger"}
    )
    assert answer.status_code == 403
    assert "X-Tripoint-Viewer" in answer.text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_pages_that_load_from_elsewhere_are_not_served(browser: Browser, path: str) -> None:
    assert browser.request("GET", path).status_code == 404


def test_it_says_that_it_lives(browser: Browser) -> None:
    answer = browser.request("GET", "/healthz")
    assert answer.json()["status"] == "ok"
