"""A timeline tells dates as exactly as the records do, and says what is not on it."""

from typing import Any

import pytest
from asked_by_hand import EXAMPLES, Browser, client, data, filled, id_of, refusal

from tripoint_graph.ports import EvidenceStore


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def events(browser: Browser, text: str, viewer: str = "full") -> list[dict[str, Any]]:
    told = data(browser, EXAMPLES["timeline"], {"id": id_of(browser, text, viewer)}, viewer)
    found: list[dict[str, Any]] = told["timeline"]["events"]
    return found


def test_a_month_is_a_month_and_no_midnight(browser: Browser) -> None:
    (shipped,) = [e for e in events(browser, "selat") if e["kind"] == "link"]
    assert shipped["link"]["type"] == "CONSIGNEE_OF"
    assert shipped["at"] == {
        "text": "2026-02",
        "earliest": "2026-02-01T00:00:00+00:00",
        "latest": "2026-02-28T23:59:59+00:00",
        "precision": "month",
    }
    assert shipped["until"] == {"text": "2026-03", "latest": "2026-03-31T23:59:59+00:00"}
    assert shipped["summary"] == "Selat Trading is consignee of MAEU5512087"
    assert [each["caption"] for each in shipped["entities"]] == ["Selat Trading", "MAEU5512087"]


def test_records_stand_at_the_day_they_were_seen(browser: Browser) -> None:
    told = events(browser, "karimov")
    seen = [e for e in told if e["kind"] == "record"]
    assert [e["at"]["text"] for e in seen] == ["2026-03-01", "2026-03-01"]
    assert {e["summary"] for e in seen} == {
        "list told of it: QDi.901, grade B2",
        "passenger told of it: pnr-1, grade B2",
    }
    (used,) = [e for e in told if e["kind"] == "link"]
    assert (used["link"]["type"], used["until"]) == ("USES_PHONE", None)


def test_an_event_is_found_again_by_its_id(browser: Browser) -> None:
    for event in events(browser, "karimov"):
        node = data(browser, EXAMPLES["node"], {"id": event["id"]})["node"]
        assert node["__typename"] == {"link": "Link", "record": "Record"}[event["kind"]]


def test_what_is_not_on_it_is_counted(browser: Browser) -> None:
    id = id_of(browser, "selat")
    ask = f'{{ timeline(ids: ["{id}"], %s) {{ events {{ id kind }} undatedLinks undatedRecords '
    ask += "unreadRecords truncated { shown total } } }"
    every = data(browser, ask % "limit: 100")["timeline"]
    assert every["undatedLinks"] == 1  # nobody says when the phone was used
    assert (every["undatedRecords"], every["unreadRecords"]) == (0, 0)
    one = data(browser, ask % "limit: 1")["timeline"]
    assert one["events"] == every["events"][-1:]
    assert one["truncated"] == {"shown": 1, "total": len(every["events"])}
    records = data(browser, ask % "kinds: [record]")["timeline"]["events"]
    assert {event["kind"] for event in records} == {"record"}
    none = data(browser, ask % 'during: {end: "2020-01-01T00:00:00Z"}')["timeline"]
    assert none["events"] == []
    only = data(browser, ask % "kinds: [link], types: [USES_PHONE]")["timeline"]
    assert only["events"] == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (f'ids: ["{"f" * 32}"]', "NOT_FOUND"),
        ("ids: []", "BAD_ARGUMENT"),
        (f'ids: ["{"f" * 32}"], limit: 0', "BAD_ARGUMENT"),
    ],
)
def test_what_cannot_be_asked_is_refused(browser: Browser, asked: str, code: str) -> None:
    told = refusal(browser, f"{{ timeline({asked}) {{ undatedLinks }} }}")
    assert told["extensions"]["code"] == code
