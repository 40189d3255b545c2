"""Entities tell the places that they touch, with positions where somebody tells them."""

from dataclasses import replace
from typing import Any

import pytest
from asked_by_hand import TRADE, Browser, ask, client, data, filled, id_of, record, refusal

from tripoint_graph.model import Category, Claim, Handling, Mention, Record, Tlp
from tripoint_graph.ports import EvidenceStore

FIRM = {
    "name": ("Selat Trading",),
    "registration_number": ("0112233",),
    "registration_country": ("MYS",),
}
PORTS = Handling("NGA", Tlp.CLEAR, Category.REFERENCE)


def port(code: str, latitude: str, longitude: str) -> Record:
    """A row of a port index."""
    told = {"locode": (code,), "name": (f"Port {code}",), "latitude": (latitude,)}
    place = Mention("place", "place", told | {"longitude": (longitude,)})
    return record(code, PORTS, (place,))


def shipped(key: str, origin: str, destination: str, *, watched: bool = True) -> Record:
    """A consignment of one firm from port to port."""
    held = {"watched": ("urea",)} if watched else {}
    return record(
        key,
        TRADE,
        (
            Mention("bill", "consignment", {"bill": (f"BILL{key}",)}),
            Mention("firm", "organisation", FIRM),
            Mention("goods", "commodity", {"hs": ("310210",), **held}),
            Mention("from", "place", {"locode": (origin,)}),
            Mention("to", "place", {"locode": (destination,)}),
        ),
        Claim("CONSIGNEE_OF", "firm", "bill", "2026-02-01"),
        Claim("CONTAINS", "bill", "goods"),
        Claim("LOADED_AT", "bill", "from", "2026-02-01", "2026-02-01"),
        Claim("DISCHARGED_AT", "bill", "to", "2026-02-09", "2026-02-09"),
    )


RECORDS = (
    port("IDJKT", "-6.1", "106.9"),
    port("SGSIN", "1.3", "103.8"),
    port("FJSUV", "-18.1", "178.4"),
    port("WSAPW", "-13.8", "-171.8"),
    shipped("1001", "IDJKT", "SGSIN"),
    shipped("1002", "IDJKT", "SGSIN", watched=False),
    shipped("1003", "FJSUV", "WSAPW", watched=False),
    shipped("1004", "SGSIN", "MMXXX"),
)
SENDER = {
    "name": ("Kimia Jaya",),
    "registration_number": ("0445566",),
    "registration_country": ("IDN",),
}


def between(key: str, origin: str, destination: str) -> Record:
    """A consignment from one firm to the other."""
    own = shipped(key, origin, destination)
    sender = Mention("sender", "organisation", SENDER)
    return replace(
        own,
        mentions=(*own.mentions, sender),
        claims=(*own.claims, Claim("CONSIGNOR_OF", "sender", "bill")),
    )


AGAIN = (between("2001", "IDJKT", "SGSIN"), between("2002", "THBKK", "SGSIN"))
PLACES = """query P($id: ID!) { entity(id: $id) { caption place { code lat lon positionFrom }
  places(first: 10) { shown total rankedBy edges { node { direct count types throughTotal
    firstSeen lastSeen place { code lat lon name entity { id } } through { caption }
    links { id type } } } } } }"""


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store, RECORDS))


def where(browser: Browser, text: str) -> dict[str, Any]:
    found: dict[str, Any] = data(browser, PLACES, {"id": id_of(browser, text)})["entity"]
    return found


def test_a_place_tells_where_it_lies(browser: Browser) -> None:
    told = where(browser, "SGSIN")
    assert told["place"] == {"code": "SGSIN", "lat": 1.3, "lon": 103.8, "positionFrom": "record"}
    assert told["places"]["edges"] == []  # nothing through what passed it


def test_a_consignment_touches_where_it_was_loaded_and_discharged(browser: Browser) -> None:
    told = where(browser, "BILL1001")
    assert told["place"] is None
    nodes = [edge["node"] for edge in told["places"]["edges"]]
    assert {(n["place"]["code"], *n["types"]) for n in nodes} == {
        ("IDJKT", "LOADED_AT"),
        ("SGSIN", "DISCHARGED_AT"),
    }
    assert all(n["direct"] and n["count"] == 1 and n["through"] == [] for n in nodes)
    assert {n["firstSeen"][:10] for n in nodes} == {"2026-02-01", "2026-02-09"}


def test_a_party_touches_the_places_of_its_consignments(browser: Browser) -> None:
    told = where(browser, "selat")["places"]
    assert (told["shown"], told["total"]) == (5, 5)
    nodes = [edge["node"] for edge in told["edges"]]
    assert [(n["place"]["code"], n["count"], n["throughTotal"]) for n in nodes[:2]] == [
        ("SGSIN", 3, 3),
        ("IDJKT", 2, 2),
    ]
    assert not any(n["direct"] for n in nodes)
    assert {each["caption"] for each in nodes[1]["through"]} == {"BILL1001", "BILL1002"}
    unknown = next(n for n in nodes if n["place"]["code"] == "MMXXX")
    assert (unknown["place"]["lat"], unknown["place"]["lon"]) == (None, None)


def legs(browser: Browser, arguments: str) -> set[tuple[str, str]]:
    asked = f"{{ routes({arguments}) {{ legs {{ from {{ code }} to {{ code }} }} "
    told = data(browser, asked + "truncated { shown total } } }")["routes"]
    assert told["truncated"] == {"shown": len(told["legs"]), "total": len(told["legs"])}
    return {(leg["from"]["code"], leg["to"]["code"]) for leg in told["legs"]}


def test_routes_of_a_piece_of_the_map(browser: Browser) -> None:
    java = "box: {south: -10, west: 100, north: 0, east: 110}"
    pacific = "box: {south: -20, west: 170, north: -10, east: -170}"
    nowhere = "box: {south: 50, west: 0, north: 60, east: 10}"
    assert legs(browser, java) == {("IDJKT", "SGSIN")}
    assert legs(browser, pacific) == {("FJSUV", "WSAPW")}
    assert legs(browser, nowhere) == set()
    assert len(legs(browser, "limit: 10")) == 3


def test_routes_of_watched_goods_alone(browser: Browser) -> None:
    assert legs(browser, "watchedOnly: true") == {("IDJKT", "SGSIN"), ("SGSIN", "MMXXX")}


@pytest.mark.parametrize(
    "box",
    [
        "{south: 10, west: 0, north: 0, east: 1}",
        "{south: -91, west: 0, north: 0, east: 1}",
        "{south: 0, west: 0, north: 1, east: 181}",
    ],
)
def test_what_is_no_box_is_refused(browser: Browser, box: str) -> None:
    told = refusal(browser, f"{{ routes(box: {box}) {{ withoutPosition }} }}")
    assert told["extensions"]["code"] == "BAD_ARGUMENT"


PLACED = """query C($from: ID!, $to: ID!, $places: [ID!]) {
  connections(from: {entity: $from}, to: {entity: $to}, perPair: null, places: $places) {
    shown total complete edges { node { entities { entity { caption } } } } } }"""


def test_chains_that_touch_a_place(store: EvidenceStore) -> None:
    browser = client(filled(store, (shipped("1001", "IDJKT", "SGSIN"), *AGAIN)))
    ends = {"from": id_of(browser, "selat"), "to": id_of(browser, "kimia")}

    def over(*places: str) -> list[str]:
        ids = [id_of(browser, place) for place in places] or None
        told = data(browser, PLACED, {**ends, "places": ids})["connections"]
        assert told["complete"]
        assert told["shown"] == told["total"] == len(told["edges"])
        return sorted(edge["node"]["entities"][1]["entity"]["caption"] for edge in told["edges"])

    assert over() == ["BILL2001", "BILL2002"]
    assert over("IDJKT") == ["BILL2001"]
    assert over("THBKK") == ["BILL2002"]
    assert over("IDJKT", "THBKK") == ["BILL2001", "BILL2002"]
    assert over("SGSIN") == ["BILL2001", "BILL2002"]


def test_a_place_that_is_not_seen_is_refused(store: EvidenceStore) -> None:
    browser = client(filled(store, RECORDS))
    ends = {"from": id_of(browser, "selat"), "to": id_of(browser, "selat")}
    (error,) = ask(browser, PLACED, {**ends, "places": ["f" * 32]})["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"
