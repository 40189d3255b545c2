"""From a wrong merge that is seen to one that is undone, in two calls."""

from asked_by_hand import ask, client, data, filled, id_of

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
