"""A small world made by hand, and a client that asks questions of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
from fastapi import FastAPI
from stores import SECRET

from tripoint_api import create_app
from tripoint_api.door.page import examples
from tripoint_graph.ids import Ids
from tripoint_graph.model import (
    Category,
    Claim,
    Grade,
    Handling,
    Issue,
    Mention,
    Record,
    Run,
    RunState,
    Tlp,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds

LIST = Handling("UN", Tlp.CLEAR, Category.LIST)
PASSENGER = Handling("ID", Tlp.AMBER, Category.PASSENGER)
TRADE = Handling("MY", Tlp.AMBER, Category.TRADE, ("ID",))
SEIZURE = Handling("MY", Tlp.AMBER, Category.SEIZURE, ("ID",))
NO_PASSENGERS = Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER})
NOBODY = Viewer("nobody", categories=frozenset())
SECOND = replace(FULL, name="second")
"""Somebody else who sees everything."""

VIEWERS = {viewer.name: viewer for viewer in (FULL, NO_PASSENGERS, NOBODY, SECOND)}
LATER = datetime(2100, 1, 1, tzinfo=UTC)
"""When every question is asked, so that answers of two stores can be compared."""

_FIRM, _BILL, _PHONE = "Selat Trading", "MAEU5512087", "+62 812 9870 1234"


def record(key: str, handling: Handling, parts: tuple[Mention, ...], *claims: Claim) -> Record:
    """A record whose source is named after its category."""
    return Record(
        source=str(handling.category),
        source_key=key,
        handling=handling,
        version="1",
        grade=Grade("B", 2),
        observed_at="2026-03-01",
        mentions=parts,
        claims=claims,
        raw=f"the words of {key}",
        origin="by-hand.csv line 2",
    )


def person(key: str, name: str, **properties: str) -> Mention:
    """A mention of a person."""
    return Mention(key, "person", {"name": (name,)} | {k: (v,) for k, v in properties.items()})


def _phone(number: str = _PHONE) -> Mention:
    return Mention("phone", "phone", {"number": (number,)})


def _bill(number: str = _BILL) -> Mention:
    return Mention("bill", "consignment", {"bill": (number,)})


def _document(number: str) -> Mention:
    return Mention("document", "identity_document", {"number": (number,), "issuer": ("IDN",)})


def listed(key: str, name: str, number: str) -> Record:
    """A listed person with a passport."""
    held = person("person", name, list_regime="UN SC 1267/1989/2253", list_reference=key)
    holds = Claim("HOLDS_DOCUMENT", "person", "document")
    return record(key, LIST, (held, _document(number)), holds)


def traveller(key: str, name: str, number: str, phone: str = _PHONE) -> Record:
    """A passenger with a passport and a phone."""
    parts = (person("person", name), _document(number), _phone(phone))
    return record(
        key,
        PASSENGER,
        parts,
        Claim("HOLDS_DOCUMENT", "person", "document"),
        Claim("USES_PHONE", "person", "phone", "2026-03-01", "2026-03-01"),
    )


def declaration(key: str) -> Record:
    """A consignment of watched goods whose consignee can be called."""
    firm = Mention("firm", "organisation", {"name": (_FIRM,)})
    sender = Mention("sender", "organisation", {"name": ("Kimia Jaya",)})
    goods = Mention("goods", "commodity", {"hs": ("283429",), "watched": ("yes",)})
    return record(
        key,
        TRADE,
        (firm, sender, goods, _phone(), _bill()),
        Claim("USES_PHONE", "firm", "phone"),
        Claim("CONSIGNEE_OF", "firm", "bill", "2026-02", "2026-03"),
        Claim("CONSIGNOR_OF", "sender", "bill"),
        Claim("CONTAINS", "bill", "goods"),
    )


def seizure(key: str) -> Record:
    """Arms taken from a man, in a consignment."""
    parts = (
        Mention("seizure", "seizure", {"reference": (key,), "agency": ("customs",)}),
        person("person", "Budi Santoso"),
        Mention("arm", "weapon", {"type": ("pistol",), "serial": ("AB1234",)}),
        _bill(),
    )
    return record(
        key,
        SEIZURE,
        parts,
        Claim("SEIZED_FROM", "seizure", "person"),
        Claim("SEIZED", "seizure", "arm"),
        Claim("SEIZED", "seizure", "bill"),
    )


RECORDS = (
    listed("QDi.901", "Aziz Karimov", "C7431902"),
    traveller("pnr-1", "KARIMOV AZIZ", "C7431902"),
    traveller("pnr-2", "Siti Karima", "B1180437"),
    declaration("decl-1"),
    seizure("S-17"),
)


def run_of(handling: Handling) -> tuple[Run, list[Issue]]:
    """A finished ingest run over one sort of information, with one issue."""
    started = datetime(2026, 11, 1, int(handling.tlp), tzinfo=UTC)
    run = Run(
        id=Ids(SECRET).run(str(handling.category), "rows", "00"),
        source=str(handling.category),
        format="rows",
        file=f"{handling.category}.csv",
        state=RunState.FINISHED,
        started_at=started,
        finished_at=started,
        read=2,
        new=2,
        issues=1,
        handlings=(handling,),
    )
    return run, [Issue(run.file, "line 3", "date", "bad-date", "no date", "write 2026-11-23")]


def filled(store: EvidenceStore, records: Sequence[Record] = RECORDS) -> EvidenceStore:
    """A store with these records, each in a commit of its own, and a run for each handling."""
    for each in records:
        store.append([each])
    for handling in sorted({each.handling for each in records}):
        store.save_run(*run_of(handling))
    return store


class Browser:
    """Asks an app without a network between."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request by the name of localhost."""

        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as web:
                return await web.request(method, path, **options)

        return asyncio.run(once())

    def get(self, path: str, **options: Any) -> httpx.Response:
        """One GET."""
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """One POST."""
        return self.request("POST", path, **options)


def client(store: EvidenceStore) -> Browser:
    """A client of an app over a store."""
    made = create_app(store, Worlds(store), VIEWERS, "full", clock=lambda: LATER, ids=Ids(SECRET))
    return Browser(made)


def ask(
    browser: Browser,
    query: str,
    variables: Mapping[str, object] | None = None,
    viewer: str = "full",
) -> dict[str, Any]:
    """The whole response to a question."""
    answer = browser.post(
        "/graphql",
        json={"query": query, "variables": dict(variables or {})},
        headers={"X-Tripoint-Viewer": viewer},
    )
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def data(
    browser: Browser,
    query: str,
    variables: Mapping[str, object] | None = None,
    viewer: str = "full",
) -> dict[str, Any]:
    """The data of an answer without errors."""
    told = ask(browser, query, variables, viewer)
    assert "errors" not in told, told["errors"]
    found: dict[str, Any] = told["data"]
    return found


def refusal(browser: Browser, query: str, viewer: str = "full") -> dict[str, Any]:
    """The only error of an answer."""
    (error,) = ask(browser, query, viewer=viewer)["errors"]
    told: dict[str, Any] = error
    return told


EXAMPLES = {example.name: example.query for example in examples()}


def id_of(browser: Browser, text: str, viewer: str = "full") -> str:
    """The id of the first entity that a text finds; one of nothing where it finds none."""
    query = "query($t: String!) { search(text: $t) { edges { node { entity { id } } } } }"
    edges = data(browser, query, {"t": text}, viewer)["search"]["edges"]
    return str(edges[0]["node"]["entity"]["id"]) if edges else "f" * 32
