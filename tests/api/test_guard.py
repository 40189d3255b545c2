"""The door: who is let in while there is no sign-in."""

import pytest
from asked_by_hand import client
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from tripoint_api.limits import BODY_MAX
from tripoint_graph.ports import EvidenceStore

QUESTION = {"query": "{ about { name } }"}


@pytest.fixture
def browser(store: EvidenceStore) -> TestClient:
    return client(store)


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_this_machine_is_answered_under_each_of_its_names(browser: TestClient, host: str) -> None:
    assert browser.post("/graphql", json=QUESTION, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("path", ["/graphql", "/graphiql", "/healthz", "/", "/static/graphiql/"])
@pytest.mark.parametrize(
    "host",
    ["rebound.example", "localhost.rebound.example", "127.0.0.1.rebound.example", "10.0.0.7", "["],
)
def test_a_name_that_was_made_to_point_here_is_refused(
    browser: TestClient, path: str, host: str
) -> None:
    answer = browser.get(path, headers={"Host": host})
    assert answer.status_code == 403
    assert "localhost" in answer.text


@pytest.mark.parametrize("origin", ["https://other.example", "http://localhost.other.example"])
def test_pages_of_other_sites_are_refused(browser: TestClient, origin: str) -> None:
    answer = browser.post("/graphql", json=QUESTION, headers={"Origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_what_a_form_could_send_is_refused(browser: TestClient, kind: str) -> None:
    answer = browser.post(
        "/graphql", content=b'{"query": "{ about { name } }"}', headers={"Content-Type": kind}
    )
    assert answer.status_code == 415


def test_questions_are_not_asked_by_get(browser: TestClient) -> None:
    answer = browser.get("/graphql", params=QUESTION)
    assert answer.status_code in (400, 404, 405)
    assert "data" not in answer.text


def test_a_list_of_questions_is_refused(browser: TestClient) -> None:
    answer = browser.post("/graphql", json=[QUESTION, QUESTION])
    assert answer.status_code == 400


def test_a_body_beyond_the_limit_is_refused_unread(browser: TestClient) -> None:
    long = {"query": "#" + "x" * BODY_MAX}
    assert browser.post("/graphql", json=long).status_code == 413


def test_web_sockets_are_refused(browser: TestClient) -> None:
    with (
        pytest.raises(WebSocketDisconnect),
        browser.websocket_connect("/graphql", headers={"Host": "rebound.example"}) as socket,
    ):
        socket.receive_text()


@pytest.mark.parametrize("path", ["/graphiql", "/healthz", "/nothing", "/static/graphiql/start.js"])
def test_every_answer_forbids_other_hosts(browser: TestClient, path: str) -> None:
    headers = browser.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "://" not in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in headers


def test_an_answer_is_kept_in_no_cache(browser: TestClient) -> None:
    answer = browser.post("/graphql", json=QUESTION)
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_viewer_is_refused_in_words(browser: TestClient) -> None:
    answer = browser.post("/graphql", json=QUESTION, headers={"X-Tripoint-Viewer": "stranger"})
    assert answer.status_code == 403
    assert "X-Tripoint-Viewer" in answer.text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json"])
def test_pages_that_load_from_elsewhere_are_not_served(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_it_says_that_it_lives(browser: TestClient) -> None:
    answer = browser.get("/healthz")
    assert answer.json()["status"] == "ok"
