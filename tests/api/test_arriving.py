"""Leads are told as files are loaded, over a real connection, and only what the viewer may see."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
import uvicorn
from asked_by_hand import LATER, RECORDS, VIEWERS, declaration, filled, listed, traveller
from stores import SECRET

from tripoint_api import create_app
from tripoint_api.door import streams
from tripoint_graph.ids import Ids
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.worlds import Worlds


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EvidenceStore]:
    """An empty SQLite store: what is not about stores is tried on one."""
    store = open_store(f"sqlite:///{tmp_path}/evidence.db", SECRET)
    yield store
    store.close()


QUERY = (
    "subscription($since: DateTime) { screening(since: $since) { asKnownAt screened screening { "
    "subjects { names entity { id } hits { state reference probability } "
    "shares { link entity { caption } } } } } }"
)


@contextmanager
def served(store: EvidenceStore) -> Iterator[str]:
    """The app on a free port of this machine, by a real server, until the end."""
    app = create_app(store, Worlds(store), VIEWERS, "full", clock=lambda: LATER, ids=Ids(SECRET))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1, ws="none")
    )
    running = Thread(target=server.run, kwargs={"sockets": [listening]})
    running.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/graphql"
    finally:
        server.should_exit = True
        running.join()
        listening.close()


@contextmanager
def told(
    address: str, viewer: str = "full", query: str = QUERY, since: datetime | None = None
) -> Iterator[Iterator[Any]]:
    """What the server tells in answer to a subscription, one answer after another."""
    asked = {"query": query, "variables": {"since": since.isoformat() if since else None}}
    headers = {"Accept": "text/event-stream", "X-Tripoint-Viewer": viewer}
    with httpx.stream("POST", address, json=asked, headers=headers, timeout=20) as answer:
        assert answer.status_code == 200
        lines = answer.iter_lines()
        yield (json.loads(line[5:]) for line in lines if line.startswith("data:"))


def test_whoever_comes_in_is_screened_at_once(store: EvidenceStore) -> None:
    filled(store, [listed("QDi.901", "Aziz Karimov", "C7431902")])
    begun = datetime.now(UTC)
    with served(store) as address, told(address, since=begun) as answers:
        store.append([traveller("pnr-2", "Siti Rahma", "B1180437", "+62 811 1111 111")])
        store.append([traveller("pnr-1", "KARIMOV AZIZ", "C7431902")])
        answer = next(answers)["data"]["screening"]
    (who,) = answer["screening"]["subjects"]
    assert "KARIMOV AZIZ" in who["names"]
    assert [(hit["state"], hit["reference"]) for hit in who["hits"]] == [("new", "QDi.901")]
    assert who["hits"][0]["probability"] > 0.9
    assert answer["screened"] >= 1


def test_nothing_is_told_of_what_the_viewer_may_not_see(embedded: EvidenceStore) -> None:
    filled(embedded, [listed("QDi.901", "Aziz Karimov", "C7431902"), declaration("decl-1")])
    begun = datetime.now(UTC)
    with served(embedded) as address, told(address, "trade", since=begun) as answers:
        embedded.append([traveller("pnr-1", "KARIMOV AZIZ", "C7431902")])  # hidden from `trade`
        embedded.append([declaration("decl-2")])  # its consignee shares a phone with decl-1's
        answer = next(answers)["data"]["screening"]
    assert all(
        "KARIMOV" not in name for s in answer["screening"]["subjects"] for name in s["names"]
    )


def test_a_broken_connection_goes_on_where_it_was(embedded: EvidenceStore) -> None:
    filled(embedded, RECORDS)
    begun = datetime(2000, 1, 1, tzinfo=UTC)
    with served(embedded) as address, told(address, since=begun) as answers:
        answer = next(answers)["data"]["screening"]
    names = {name for each in answer["screening"]["subjects"] for name in each["names"]}
    assert "KARIMOV AZIZ" in names
    assert answer["asKnownAt"].startswith("2100")


def test_only_so_many_are_answered_at_a_time(
    embedded: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "STREAMS_MAX", 0)
    with served(filled(embedded)) as address, told(address) as answers:
        (error,) = next(answers)["errors"]
    assert error["extensions"]["code"] == "TOO_COSTLY"
    assert "try again later" in error["message"]


def test_a_subscription_is_priced_before_it_begins(embedded: EvidenceStore) -> None:
    deep = "entity { links(first: 100) { edges { node { link { source { links(first: 100) { edges "
    deep += "{ node { link { id } } } } } } } } } }"
    query = "subscription { screening { screening { subjects { " + deep + " } } } }"
    with served(filled(embedded)) as address, told(address, query=query) as answers:
        (error,) = next(answers)["errors"]
    assert error["extensions"]["code"] == "TOO_COSTLY"
    assert error["extensions"]["cost"] > error["extensions"]["limit"]
