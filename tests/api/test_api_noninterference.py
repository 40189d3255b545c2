"""The first promise, at the door: an answer is made from what the asker may see, to the byte.

Two stores are compared: one that holds everything, and one in which what a viewer may not see
never was. The second is restored from a backup of the first with those lines left out, so that
both tell the same times.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from asked_by_hand import (
    EXAMPLES,
    LIST,
    PASSENGER,
    TRADE,
    VIEWERS,
    Browser,
    client,
    filled,
    id_of,
    person,
    record,
    traveller,
)
from asked_by_hand import RECORDS as KNOWN
from stores import StoreHouse

from tripoint_graph import backup
from tripoint_graph.backup import BackedIssue, BackedRecord, Item
from tripoint_graph.model import (
    Claim,
    Commit,
    Handling,
    Judgement,
    Mention,
    MentionId,
    Record,
    Run,
    Verdict,
)
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import Viewer
from tripoint_graph.wire import PortableJudgement


def shipment(key: str, handling: Handling, route: tuple[str, str] = ("IDJKT", "SGSIN")) -> Record:
    """Watched goods from port to port."""
    parts = (
        Mention("bill", "consignment", {"bill": (f"OOLU{key[-1]}837261",)}),
        Mention("sender", "organisation", {"name": ("Kimia Jaya",)}),
        Mention("firm", "organisation", {"name": ("Selat Trading",)}),
        Mention(
            "goods", "commodity", {"hs": ("310210",), "watched": ("urea",), "quantity_kg": ("5",)}
        ),
        Mention(
            "from", "place", {"locode": (route[0],), "latitude": ("-6.1",), "longitude": ("106.9",)}
        ),
        Mention("to", "place", {"locode": (route[1],)}),
    )
    return record(
        key,
        handling,
        parts,
        Claim("CONSIGNOR_OF", "sender", "bill", "2026-02-01"),
        Claim("CONSIGNEE_OF", "firm", "bill", "2026-02-01"),
        Claim("CONTAINS", "bill", "goods"),
        Claim("LOADED_AT", "bill", "from", "2026-02-01", "2026-02-01"),
        Claim("DISCHARGED_AT", "bill", "to", "2026-02-09", "2026-02-09"),
    )


# A newer version that most may not see, one text in records of both sorts, a hidden hub, and
# hidden names that sort before and after the visible ones.
RECORDS = (
    *KNOWN,
    traveller("pnr-3", "Karim", "Q0000001"),
    traveller("pnr-4", "Aziz Karimov Karimov", "C7431902", "+62 81 555 777"),
    record("decl-9", TRADE, (person("person", "Karimova"),)),
    record("QDi.901b", LIST, (person("person", "Abdul Karim", note="seen at sea"),)),
    Record("trade", "decl-1", PASSENGER, "2", mentions=(person("person", "Karimov Hidden"),)),
    shipment("ship-1", TRADE),
    shipment("ship-2", PASSENGER),
    *(shipment(f"ship-{n}", PASSENGER, ("SGSIN", "THBKK")) for n in range(3, 7)),
    *(traveller(f"hub-{n}", f"Karimov {n}", f"H{n}443322") for n in range(20)),
)
QUESTIONS = EXAMPLES | {
    "a hidden id": "query H($id: ID!) { node(id: $id) { __typename id } entity(id: $id) { id } }",
    "ends that may be hidden": """query E($id: ID!) { connections(from: {entity: $id},
        to: {actorClass: SALW_TRAFFICKER}, perPair: null) { complete exploredCost shown
        pageInfo { hasNextPage endCursor } edges { cursor node { id cost confidence } } } }""",
    "possibly the same": """query W($id: ID!) { connections(from: {entity: $id},
        to: {actorClass: FTF}, possiblySame: true, maxHops: 2) { shown total edges { node {
        cost steps { type confidence sentence records(first: 9) { id } } } } } }""",
    "who matters in everything": """{ keyEntities { draws entities { place low high inTop value
        restsOn cases entity { id } } byLayer { layers entities { place entity { id } } }
        acrossCases { cases entity { id } } } }""",
    "a page and its cursor": """query P { search(text: "karim", first: 1) { complete
        pageInfo { hasNextPage endCursor } edges { cursor node { matched entity { id } } } } }""",
    "too costly": "{ "
    + " ".join(f"a{n}: convergence {{ shown }}" for n in range(30))
    + " "
    + " ".join("convergence { shown }" for _ in range(30))
    + " }",
}


@pytest.fixture
def full(house: StoreHouse) -> EvidenceStore:
    """Everything, with judgements on what is hidden and what is not."""
    store = filled(house.fresh(), RECORDS)
    world = {
        edge: id_of(client(store), edge)
        for edge in ("siti karima", "karimova", "karim", "aziz karimov")
    }
    store.judge(
        [
            Judgement(
                MentionId(world["siti karima"]),
                MentionId(world["karimova"]),
                Verdict.SAME,
                "analyst:rahim",
                0.9,
            ),
            *(
                Judgement(
                    MentionId(world[one]),
                    MentionId(world[other]),
                    Verdict.UNSURE,
                    "analyst:dewi",
                    0.6,
                )
                for one, other in (("siti karima", "karim"), ("siti karima", "aziz karimov"))
            ),
        ]
    )
    return store


def bare(items: Iterable[Item], viewer: Viewer) -> Iterator[Item]:
    """A backup's lines without what a viewer may not see."""
    known = list(items)
    seen = {
        (each.record.source, each.record.source_key)
        for each in known
        if isinstance(each, BackedRecord) and viewer.sees(each.record.handling)
    }
    runs = {each.id for each in known if isinstance(each, Run) and viewer.sees_all(each.handlings)}

    def kept(item: Item) -> bool:
        if isinstance(item, BackedRecord):
            return viewer.sees(item.record.handling)
        if isinstance(item, PortableJudgement):
            return {(end.source, end.source_key) for end in (item.left, item.right)} <= seen
        if isinstance(item, Run):
            return item.id in runs
        return item.run in runs if isinstance(item, BackedIssue) else isinstance(item, Commit)

    return filter(kept, known)


def answers(browser: Browser, viewer: str) -> dict[str, bytes]:
    """Question to the bytes of its answer, over several ids."""
    ids = [id_of(browser, text, viewer) for text in ("karimov", "kimia", "siti", "S-17")]
    given = {}
    for name, query in QUESTIONS.items():
        for id in ids if "$id" in query else [""]:
            body = {"query": query, "variables": {"id": id} if id else {}}
            headers = {"X-Tripoint-Viewer": viewer}
            answer = browser.request("POST", "/graphql", json=body, headers=headers)
            given[f"{name} {id}"] = answer.content
    return given


@pytest.mark.parametrize("viewer", [name for name in VIEWERS if name != "full"])
def test_an_answer_equals_that_of_a_store_in_which_hidden_records_never_were(
    house: StoreHouse, full: EvidenceStore, tmp_path: Path, viewer: str
) -> None:
    seen = answers(client(full), viewer)
    everything = answers(client(full), "full")
    full.backup(tmp_path / "full")
    backup.write(tmp_path / "bare", bare(backup.read(tmp_path / "full"), VIEWERS[viewer]))
    other = house.fresh()
    other.restore(tmp_path / "bare")
    never = answers(client(other), viewer)
    assert seen.keys() == never.keys()
    for name, answer in seen.items():
        assert answer == never[name], name
    assert seen != everything, "the two viewers are to differ, or nothing was tried"


@pytest.mark.parametrize("name", [name for name, query in QUESTIONS.items() if "$id" in query])
def test_a_hidden_id_and_one_of_nothing_are_answered_alike(full: EvidenceStore, name: str) -> None:
    query, browser = QUESTIONS[name], client(full)
    hidden = id_of(browser, "karimov 7")
    told = {}
    for id in (hidden, "f" * 32):
        body = {"query": query, "variables": {"id": id}}
        headers = {"X-Tripoint-Viewer": "trade"}
        answer = browser.request("POST", "/graphql", json=body, headers=headers)
        # The answer's own id stands for the question as well, so it differs with the id asked for.
        own = answer.json()["extensions"]["answerId"]
        told[id] = answer.text.replace(id, "").replace(own, "")
    assert told[hidden] == told["f" * 32]
