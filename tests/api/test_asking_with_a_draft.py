"""The same questions, asked of the store as it would be with a draft."""

from pathlib import Path

from asked_by_hand import Browser
from stores import SECRET

from tripoint.service.drafting import Drafts, OpenDrafts
from tripoint_api import create_app
from tripoint_graph.model import Category, Handling, Mention, Record, Tlp
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds

QUESTION = {"query": '{ search(text: "nur") { total } }'}
TRADE = Viewer("trade", categories=frozenset({Category.TRADE}))


def person(key: str, name: str) -> Record:
    return Record(
        source="manifest",
        source_key=key,
        handling=Handling("ID", Tlp.AMBER, Category.PASSENGER),
        mentions=(Mention("person", "person", {"name": (name,)}),),
    )


def test_a_draft_is_looked_through_by_its_header_and_by_the_same_rules(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/evidence.db", SECRET)
    store.append([person("1", "Nur One")])
    drafts = Drafts(tmp_path / "drafts", SECRET)
    with drafts.filling("monday", store) as draft:
        draft.append([person("2", "Nur Two")])
    opened = OpenDrafts(drafts, store)
    viewers = {"full": FULL, "trade": TRADE}
    app = create_app(store, Worlds(store), viewers, "full", drafts=opened.opened)

    def total(**headers: str) -> int:
        answer = Browser(app).post("/graphql", json=QUESTION, headers=headers)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["data"]["search"]["total"])

    with_draft = {"X-Tripoint-Draft": "monday"}
    assert total() == 1
    assert total(**with_draft) == 2
    assert total(**with_draft, **{"X-Tripoint-Viewer": "trade"}) == 0
    drafts.drop("monday")
    gone = Browser(app).post("/graphql", json=QUESTION, headers=with_draft)
    assert gone.status_code == 404
    opened.close()
    store.close()
