"""From a wrong merge that is seen to one that is undone, in two calls."""

from math import log
from typing import Any

import pytest
from asked_by_hand import ask, client, data, filled, id_of

from tripoint_graph.model import Judgement, MentionId, Verdict
from tripoint_graph.ports import EvidenceStore

JUDGE = """mutation J($one: ID!, $other: ID!, $verdict: Verdict!) {
    judge(one: $one, other: $other, verdict: $verdict, reason: "the same handwriting") {
        judgement holds entities { id caption joins { edges { node { by judgement
            left { id } right { id } } } } } } }"""
UNJUDGE = """mutation U($judgement: ID!, $of: ID!) {
    unjudge(judgement: $judgement, of: $of) { holds entities { id } } }"""


def test_a_wrong_merge_is_seen_and_undone_in_two_calls(store: EvidenceStore) -> None:
    browser = client(filled(store))
    siti, budi = id_of(browser, "siti karima"), id_of(browser, "budi santoso")
    made = data(browser, JUDGE, {"one": siti, "other": budi, "verdict": "same"})["judge"]
    assert made["holds"]
    (entity,) = made["entities"]
    (join,) = [edge["node"] for edge in entity["joins"]["edges"]]
    assert join["judgement"] == made["judgement"]
    # Seen: why are these one? Undone: take it back.
    query = "query($a: ID!, $b: ID!) { why(one: $a, other: $b) { together tiedBy { judgement } } }"
    told = data(browser, query, {"a": join["left"]["id"], "b": join["right"]["id"]})["why"]
    assert told == {"together": True, "tiedBy": [{"judgement": made["judgement"]}]}
    variables = {"judgement": made["judgement"], "of": siti}
    undone = data(browser, UNJUDGE, variables)["unjudge"]
    assert not undone["holds"]
    assert sorted(each["id"] for each in undone["entities"]) == sorted([siti, budi])


def test_a_rule_is_overruled_by_saying_different(store: EvidenceStore) -> None:
    browser = client(filled(store))
    query = """query($id: ID!) { entity(id: $id) { joins { edges { node {
        judgement left { id } right { id } } } } } }"""
    entity = data(browser, query, {"id": id_of(browser, "karimov")})["entity"]
    join = entity["joins"]["edges"][0]["node"]
    assert join["judgement"] is None
    made = data(
        browser,
        JUDGE,
        {"one": join["left"]["id"], "other": join["right"]["id"], "verdict": "different"},
    )["judge"]
    assert len(made["entities"]) == 2


def test_a_merge_with_somebody_listed_waits_for_a_second_person(store: EvidenceStore) -> None:
    browser = client(filled(store))
    listed, siti = id_of(browser, "aziz karimov"), id_of(browser, "siti karima")
    made = data(browser, JUDGE, {"one": listed, "other": siti, "verdict": "same"})["judge"]
    assert not made["holds"]
    assert len(made["entities"]) == 2


def test_what_is_hidden_is_refused_as_if_it_were_not_there(store: EvidenceStore) -> None:
    browser = client(filled(store))
    siti, budi = id_of(browser, "siti karima"), id_of(browser, "budi santoso")
    variables = {"one": siti, "other": budi, "verdict": "same"}
    hidden = ask(browser, JUDGE, variables, viewer="nobody")["errors"]
    absent = ask(browser, JUDGE, variables | {"other": "f" * 32})["errors"]
    assert [e["message"] for e in hidden] == [e["message"] for e in absent]
    told = ask(browser, UNJUDGE, {"judgement": "f" * 32, "of": siti})["errors"]
    assert told[0]["extensions"]["code"] == "NOT_FOUND"


def test_possibly_the_same_is_walked_by_choice(store: EvidenceStore) -> None:
    browser = client(filled(store))
    siti, budi = id_of(browser, "siti karima"), id_of(browser, "budi santoso")
    data(browser, JUDGE, {"one": siti, "other": budi, "verdict": "unsure"})
    query = """query($a: ID!, $b: ID!, $weak: Boolean!) {
        connections(from: {entity: $a}, to: {entity: $b}, maxHops: 1, possiblySame: $weak) {
            edges { node { steps { type nature confidence sentence support } } } } }"""
    asked = {"a": siti, "b": budi, "weak": True}
    (edge,) = data(browser, query, asked)["connections"]["edges"]
    (step,) = edge["node"]["steps"]
    assert "possibly the same as" in step.pop("sentence")
    told = {"type": "POSSIBLY_SAME", "nature": "context", "confidence": 0.5, "support": 2}
    assert step == told
    assert data(browser, query, asked | {"weak": False})["connections"]["edges"] == []
    waterfall = query.replace("type nature", f"judgements {{ by {WATERFALL} }} type nature")
    (edge,) = data(browser, waterfall, asked)["connections"]["edges"]
    (judged,) = edge["node"]["steps"][0]["judgements"]
    assert (judged["by"], judged["probability"]) == ("person:full", 0.5)
    _adds_up(judged)
    hidden = ask(browser, query, asked, viewer="nobody")
    absent = ask(browser, query, asked | {"weak": False}, viewer="nobody")
    assert hidden["errors"][0]["message"] == absent["errors"][0]["message"]


SPLIT = """mutation S($entity: ID!, $mentions: [ID!]!) {
    split(entity: $entity, mentions: $mentions, reason: "two signatures, two men") {
        judgements holds entities { id } } }"""


def test_a_wrong_merge_that_is_seen_is_split_in_two_calls(store: EvidenceStore) -> None:
    browser = client(filled(store))
    siti, budi = id_of(browser, "siti karima"), id_of(browser, "budi santoso")
    (merged,) = data(browser, JUDGE, {"one": siti, "other": budi, "verdict": "same"})["judge"][
        "entities"
    ]
    # Seen: who was made one, by what? Undone: take the wrong one out.
    query = """query($id: ID!) { entity(id: $id) { joins { edges { node {
        left { id } right { id } } } } } }"""
    (join,) = data(browser, query, {"id": merged["id"]})["entity"]["joins"]["edges"]
    out = next(end["id"] for end in join["node"].values() if end["id"] == budi)
    made = data(browser, SPLIT, {"entity": merged["id"], "mentions": [out]})["split"]
    assert made["holds"]
    assert sorted(each["id"] for each in made["entities"]) == sorted([siti, budi])
    variables = {"judgement": made["judgements"][0], "of": budi}
    assert len(data(browser, UNJUDGE, variables)["unjudge"]["entities"]) == 1, "one, as before"
    hidden = ask(browser, SPLIT, {"entity": siti, "mentions": [budi]}, viewer="nobody")["errors"]
    absent = ask(browser, SPLIT, {"entity": "f" * 32, "mentions": [budi]})["errors"]
    assert [e["message"] for e in hidden] == [e["message"] for e in absent]


WATERFALL = "probability evidence { feature level weight }"


def _adds_up(told: dict[str, Any]) -> None:
    total = sum(part["weight"] for part in told["evidence"])
    likely = told["probability"]
    slack = 0.006 * len(told["evidence"])  # a programme's weights are kept to a hundredth
    assert total == pytest.approx(log(likely / (1 - likely)), abs=slack)


def test_each_probability_of_a_join_or_a_judgement_has_its_parts(store: EvidenceStore) -> None:
    browser = client(filled(store))
    siti, budi = (MentionId(id_of(browser, name)) for name in ("siti karima", "budi santoso"))
    parts = {"prior": "-8.00", "name": "+7.71 same words", "birth_date": "+3.00 same year"}
    store.judge([Judgement(siti, budi, Verdict.SAME, "splink:person/3", 0.937677, "agree", parts)])
    query = f"""query($id: ID!) {{ entity(id: $id) {{ joins {{ edges {{ node {{
        by {WATERFALL} }} }} }} }} }}"""
    (edge,) = data(browser, query, {"id": siti})["entity"]["joins"]["edges"]
    _adds_up(edge["node"])
    assert [part["feature"] for part in edge["node"]["evidence"]] == ["prior", "name", "birth_date"]
    assert edge["node"]["evidence"][1]["level"] == "same words"
    data(browser, JUDGE, {"one": siti, "other": budi, "verdict": "same"})
    query = f"""query($a: ID!, $b: ID!) {{ why(one: $a, other: $b) {{
        same {{ {WATERFALL} }} byModel {{ {WATERFALL} }}
        tiedBy {{ {WATERFALL} }} judgements {{ by {WATERFALL} }} }} }}"""
    told = data(browser, query, {"a": siti, "b": budi})["why"]
    every = [told["same"], told["byModel"], *told["tiedBy"], *told["judgements"]]
    assert len(every) == 5
    for each in every:
        _adds_up(each)
    rule = data(browser, WHO, {"id": id_of(browser, "karimov")})["entity"]["joins"]["edges"]
    for edge in rule:
        assert [part["feature"] for part in edge["node"]["evidence"]] == ["rule"]
        _adds_up(edge["node"])


WHO = f"""query($id: ID!) {{ entity(id: $id) {{ joins {{ edges {{ node {{
    {WATERFALL} }} }} }} }} }}"""


QUEUE = """{ reviewQueue(first: 50) { edges { node { value judged { id verdict by probability
    evidence { weight } } why { one { id } other { id } together } } } } }"""


def _queue(browser: Any, viewer: str = "full") -> list[dict[str, Any]]:
    edges = ask(browser, QUEUE, {}, viewer=viewer)["data"]["reviewQueue"]["edges"]
    return [edge["node"] for edge in edges]


def test_the_queue_is_worked_from_the_top_with_one_call_a_decision(store: EvidenceStore) -> None:
    """Uncertain times consequential first; each row holds all that the next call needs."""
    browser = client(filled(store))
    siti, budi, listed = (
        MentionId(id_of(browser, name)) for name in ("siti karima", "budi santoso", "aziz karimov")
    )
    unsure = [(siti, budi, 0.5), (siti, listed, 0.5), (budi, listed, 0.95)]
    store.judge(
        [
            Judgement(one, other, Verdict.UNSURE, "splink:person/3", sure, "not sure enough")
            for one, other, sure in unsure
        ]
    )
    waiting = _queue(browser)
    assert len(waiting) == 2, "the third is settled once these two are one"
    assert not any("impact" in name or "link" in name for row in waiting for name in row)
    asked = []
    while waiting:
        asked.append(waiting[0])
        why = waiting[0]["why"]
        pair = {"one": why["one"]["id"], "other": why["other"]["id"], "verdict": "different"}
        assert data(browser, JUDGE, pair)["judge"]["holds"]
        waiting = _queue(browser)
    assert [row["judged"]["probability"] for row in asked] == [0.5, 0.5, 0.95]
    values = [row["value"] for row in asked]
    assert values[0] >= values[1], "of equally uncertain ones the consequential comes first"
    assert values[1] > values[2], "what is nearly sure teaches least"


def test_a_merge_with_a_list_holds_once_a_second_person_says_so(store: EvidenceStore) -> None:
    browser = client(filled(store))
    listed, siti = id_of(browser, "aziz karimov"), id_of(browser, "siti karima")
    asked = {"one": listed, "other": siti, "verdict": "same"}
    for _ in range(2):
        made = data(browser, JUDGE, asked)["judge"]
        assert not made["holds"], "nobody seconds themselves"
        assert len(made["entities"]) == 2
    (row,) = _queue(browser, "second")
    assert row["judged"]["by"] == "person:full"
    assert not row["why"]["together"]
    made = data(browser, JUDGE, asked, viewer="second")["judge"]
    assert made["holds"]
    assert len(made["entities"]) == 1
    assert _queue(browser) == [], "it waits no more"
    undone = data(browser, UNJUDGE, {"judgement": made["judgement"], "of": siti})["unjudge"]
    assert len(undone["entities"]) == 2
