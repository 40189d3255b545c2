"""The resolved view inside Neo4j, as people find it who open the database itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from contract_evidence import LIST, NOBODY, PASSENGER, TRADE, mention_id
from evidence_by_hand import Evidence, evidence
from hypothesis import HealthCheck, given, settings
from neo4j_server import emptied
from stores import SECRET
from test_neo4j_store import ask

from tripoint_graph.adapters.neo4j.store import Neo4jStore
from tripoint_graph.model import Claim, Judgement, Mention, MentionId, Record, Verdict
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.viewer import FULL
from tripoint_graph.worlds import Worlds

pytestmark = pytest.mark.neo4j

PAGE = Path(__file__).parents[2] / "docs" / "neo4j.md"
PHONE = {"number": ("+62 812 9870 1234",)}


def manifest(key: str, firm: str, bill: str, **properties: tuple[str, ...]) -> Record:
    """A firm that consigned a watched chemical and uses a phone."""
    return Record(
        source="manifest",
        source_key=key,
        handling=TRADE,
        mentions=(
            Mention("firm", "organisation", {"name": (firm,), **properties}),
            Mention("bill", "consignment", {"bill": (bill,)}),
            Mention("goods", "commodity", {"hs": ("310230",), "watched": ("ammonium_nitrate",)}),
            Mention("phone", "phone", PHONE),
        ),
        claims=(
            Claim("CONSIGNOR_OF", "firm", "bill", "2026-02", "2026-02"),
            Claim("CONTAINS", "bill", "goods"),
            Claim("USES_PHONE", "firm", "phone"),
        ),
    )


PUPUK = manifest("row 1", "PT Pupuk", "MAEU5512087")
TRAVELLER = Record(
    source="passengers",
    source_key="seat 12A",
    handling=PASSENGER,
    mentions=(
        Mention("who", "person", {"name": ("Aziz Karimov",)}),
        Mention("paper", "identity_document", {"number": ("C7431902",), "issuer": ("IDN",)}),
        Mention("phone", "phone", PHONE),
    ),
    claims=(
        Claim("HOLDS_DOCUMENT", "who", "paper", "2024", "2029"),
        Claim("USES_PHONE", "who", "phone"),
    ),
)
LISTED = Record(
    source="un",
    source_key="QDi.9001",
    handling=LIST,
    mentions=(
        Mention(
            "who",
            "person",
            {"name": ("Aziz Karimov", "Abu Omar"), "list_regime": ("UN SC 1267/1989/2253",)},
        ),
        Mention("paper", "identity_document", {"number": ("C7431902",), "issuer": ("IDN",)}),
    ),
    claims=(Claim("HOLDS_DOCUMENT", "who", "paper"),),
)


@pytest.fixture
def url(neo4j_url: str) -> str:
    return emptied(neo4j_url)


@pytest.fixture
def store(url: str) -> Iterator[Neo4jStore]:
    store = Neo4jStore(url, SECRET)
    yield store
    store.close()


def publish(store: Neo4jStore) -> None:
    store.publish_view(Worlds(store).snapshot(FULL))


def shown(url: str) -> dict[str, Any]:
    """All that the view shows."""
    return {
        "entities": ask(
            url, "MATCH (e:Entity) RETURN e.id, labels(e), properties(e) ORDER BY e.id"
        ),
        "links": ask(
            url,
            "MATCH (a:Entity)-[l]->(b:Entity) "
            "RETURN a.id, type(l), b.id, properties(l) ORDER BY a.id, b.id, type(l)",
        ),
        "parts": ask(
            url,
            "MATCH (e:Entity)<-[:PART_OF]-(m:Mention)-[:STANDS_IN]->(r:Record) "
            "RETURN e.id, m.id, r.id ORDER BY e.id, m.id",
        ),
    }


def test_plain_cypher_reads_naturally(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK, TRAVELLER, LISTED])
    publish(store)
    ((caption, bill, link),) = ask(
        url,
        "MATCH (o:Organisation)-[l:CONSIGNOR_OF]->(c:Consignment) "
        "RETURN o.caption, c.bill, properties(l)",
    )
    assert (caption, bill) == ("PT Pupuk", "MAEU5512087")
    assert isinstance(link, dict)
    assert (link["sources"], link["record_count"]) == (["manifest"], 1)
    assert link["valid_from"].iso_format()[:10] == "2026-02-01"
    assert link["valid_to"].iso_format()[:10] == "2026-02-28"
    assert 0 < link["confidence"] < 1
    # Two records, one document: one person, listed and travelling.
    query = (
        "MATCH (r:Record)<-[:STANDS_IN]-(:Mention)-[:PART_OF]->(p:Person:FTF) "
        "RETURN p.caption, r.source_key ORDER BY r.source_key"
    )
    assert ask(url, query) == [["Aziz Karimov", "QDi.9001"], ["Aziz Karimov", "seat 12A"]]
    assert ask(url, "MATCH (o:Organisation:CHEMICAL_SUPPLIER) RETURN count(o)") == [[1]]


def test_the_queries_of_the_docs_give_answers(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK, TRAVELLER, LISTED])
    publish(store)
    queries = re.findall(r"```cypher\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(queries) == 3
    answers = [ask(url, query) for query in queries]
    assert all(answers)
    chain = ["Aziz Karimov", "+62 812 9870 1234", "PT Pupuk"]
    assert answers[2] == [[chain, ["USES_PHONE", "USES_PHONE"]]]


def test_the_view_shows_everything_a_snapshot_has(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK, TRAVELLER, LISTED])
    publish(store)
    world, view = Worlds(store).snapshot(FULL), shown(url)
    assert [row[0] for row in view["entities"]] == world.entity_names(range(world.entities))
    assert {(a, type, b) for a, type, b, _ in view["links"]} == {
        (
            world.entity_name(world.link_source[link]),
            list(ONTOLOGY.links)[world.link_type[link]],
            world.entity_name(world.link_target[link]),
        )
        for link in range(world.links)
    }
    assert [(entity, mention) for entity, mention, _ in view["parts"]] == [
        (world.entity_name(entity), member)
        for entity in range(world.entities)
        for member in world.members(entity)
    ]


def test_publishing_again_writes_nothing(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK, TRAVELLER, LISTED])
    publish(store)
    marked = "MATCH (e:Entity) OPTIONAL MATCH (e)-[l]->(:Entity) SET e.seen = true, l.seen = true"
    ask(url, marked)
    publish(store)
    unseen = (
        "MATCH (e:Entity) WHERE e.seen IS NULL RETURN e.caption AS new "
        "UNION MATCH (:Entity)-[l]->(:Entity) WHERE l.seen IS NULL RETURN type(l) AS new"
    )
    assert ask(url, unseen) == []
    store.append([manifest("row 2", "PT Lain", "OOLU8837261")])
    publish(store)
    # The phone and the goods are shared, so they are touched; nobody else is.
    new = [["+62 812 9870 1234"], ["310230"], ["CONSIGNOR_OF"], ["CONTAINS"], ["OOLU8837261"]]
    new += [["PT Lain"], ["USES_PHONE"]]
    assert sorted(ask(url, unseen)) == sorted(new)


def test_a_judgement_joins_nodes_and_taking_it_back_parts_them(store: Neo4jStore, url: str) -> None:
    other = manifest("row 2", "P.T. Pupuk", "OOLU8837261")
    store.append([PUPUK, other])
    publish(store)
    apart = shown(url)
    left, right = mention_id(PUPUK, "firm"), mention_id(other, "firm")
    store.judge([Judgement(left, right, Verdict.SAME, "analyst:rahim", 0.9)])
    publish(store)
    firms = "MATCH (o:Organisation)-[:CONSIGNOR_OF]->(c) RETURN count(DISTINCT o), count(c)"
    assert ask(url, firms) == [[1, 2]]
    (judged,) = store.judgements([left], FULL)
    store.unjudge([judged.id])
    publish(store)
    assert ask(url, firms) == [[2, 2]]
    assert shown(url) == apart


def test_what_is_taken_back_leaves_the_view(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK, TRAVELLER])
    publish(store)
    (stored,) = (s for s in store.page(FULL) if s.record.source == "manifest")
    store.retract([stored.id])
    publish(store)
    assert ask(url, "MATCH (e:Entity) RETURN DISTINCT e.caption ORDER BY e.caption") == [
        ["+62 812 9870 1234"], ["Aziz Karimov"], ["C7431902"]
    ]  # fmt: skip
    assert ask(url, "MATCH (:Mention {kind: 'organisation'}) RETURN count(*)") == [[1]]


def test_only_the_full_viewers_world_is_published(store: Neo4jStore, url: str) -> None:
    store.append([PUPUK])
    with pytest.raises(ValueError, match="full"):
        store.publish_view(Worlds(store).snapshot(NOBODY))
    assert ask(url, "MATCH (e:Entity) RETURN count(e)") == [[0]]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=evidence())
def test_a_view_kept_up_to_date_is_the_view_made_at_once(neo4j_url: str, world: Evidence) -> None:
    url = emptied(neo4j_url)
    store = Neo4jStore(url, SECRET)
    for commit in sorted({at for at, _ in world.records}):
        store.append([record for at, record in world.records if at == commit])
        publish(store)
    for _, _, judgement in world.judgements:
        # Ids are made under another secret there: name the mentions and records of this store.
        ends = sorted(m for s in store.page(FULL) for m in _people(s.record))
        if len(ends) > 1:
            store.judge([replace(judgement, left=ends[0], right=ends[-1], records=())])
            publish(store)
    kept = shown(url)
    ask(url, "MATCH (e:Entity) DETACH DELETE e")
    publish(store)
    assert kept == shown(url)
    snapshot = Worlds(store).snapshot(FULL)
    assert len(kept["entities"]) == snapshot.entities
    assert len(kept["links"]) == snapshot.links
    assert len(kept["parts"]) == len(snapshot.mention_id)
    store.close()


def _people(record: Record) -> list[MentionId]:
    return [mention_id(record, m.key) for m in record.mentions if m.kind == "person"]
