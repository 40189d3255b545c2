"""Every example that is shipped can be run, and says what it should."""

from typing import Any

import pytest
from asked_by_hand import EXAMPLES, Browser, client, data, filled, id_of, refusal

from tripoint_api.convergence import answer
from tripoint_api.schema import make_schema
from tripoint_graph.model import Grade
from tripoint_graph.ports import EvidenceStore


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def id_for(browser: Browser, name: str, viewer: str) -> str:
    """The id that an example is about: a file's that was read, else a person's."""
    if name != "ingestRun":
        return id_of(browser, "karimov", viewer)
    query = "{ ingestRuns(first: 1) { edges { node { id } } } }"
    (edge,) = data(browser, query, viewer=viewer)["ingestRuns"]["edges"]
    return str(edge["node"]["id"])


def example(browser: Browser, name: str, viewer: str = "full") -> dict[str, Any]:
    variables = {"id": id_for(browser, name, viewer)} if "$id" in EXAMPLES[name] else {}
    answer: dict[str, Any] = data(browser, EXAMPLES[name], variables, viewer)[name]
    return answer


def test_there_is_an_example_for_each_root_field() -> None:
    query = make_schema()._schema.query_type
    assert query is not None
    assert sorted(query.fields) == sorted(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_answered(browser: Browser, name: str) -> None:
    assert example(browser, name)


def test_search_finds_who_has_the_name(browser: Browser) -> None:
    found = [edge["node"]["entity"] for edge in example(browser, "search")["edges"]]
    assert [each["caption"] for each in found] == ["Siti Karima", "Aziz Karimov"]
    assert [[c["name"] for c in each["classes"]] for each in found] == [[], ["FTF"]]


def test_an_entity_shows_who_says_what_and_why_it_is_one(browser: Browser) -> None:
    entity = example(browser, "entity")
    names = [f for f in entity["facts"] if f["property"] == "name"]
    told = {s["record"]["source"]: s["value"] for f in names for s in f["statements"]}
    assert told == {"list": "Aziz Karimov", "passenger": "KARIMOV AZIZ"}
    assert [c["rule"] for c in entity["classes"]] == ["FTF/1"]
    assert all(j["node"]["by"].startswith("same-document") for j in entity["joins"]["edges"])
    assert entity["joins"]["edges"]
    assert {e["node"]["link"]["type"] for e in entity["links"]["edges"]} == {
        "HOLDS_DOCUMENT",
        "USES_PHONE",
    }


def test_chains_carry_their_records_and_careful_words(browser: Browser) -> None:
    answer = example(browser, "connections")
    (chain,) = [edge["node"] for edge in answer["edges"]]
    ends = [chain["entities"][at]["entity"]["caption"] for at in (0, -1)]
    assert ends == ["Aziz Karimov", "Budi Santoso"]
    assert all(step["records"] for step in chain["steps"])
    assert chain["explanation"].startswith("Possible link between Aziz Karimov and Budi Santoso")
    assert (answer["complete"], answer["exploredCost"], answer["shown"]) == (True, None, 1)


def test_one_entity_and_each_class_are_asked_about_in_one_request(browser: Browser) -> None:
    fields = "shown complete edges { node { cost entities { entity { id caption } } } }"
    ends = "from: {entity: $id}, first: 1"
    query = "query($id: ID!) {"
    for name in ("FTF", "SALW_TRAFFICKER", "CHEMICAL_SUPPLIER"):
        query += f" {name}: connections({ends}, to: {{actorClass: {name}}}) {{ {fields} }}"
    told = data(browser, query + " }", {"id": id_of(browser, "selat")})
    nearest = {
        name: [each["entity"]["caption"] for each in found["edges"][0]["node"]["entities"]]
        for name, found in told.items()
    }
    assert {name: chain[0] for name, chain in nearest.items()} == dict.fromkeys(
        nearest, "Selat Trading"
    )
    assert nearest["FTF"][-1] == "Aziz Karimov"
    assert nearest["SALW_TRAFFICKER"][-1] == "Budi Santoso"
    assert nearest["CHEMICAL_SUPPLIER"][-1] == "Kimia Jaya"
    assert all(found["complete"] for found in told.values())


def test_classes_meet_where_all_of_them_are_near(browser: Browser) -> None:
    meetings = example(browser, "convergence")["meetings"]
    assert {c["actorClass"] for c in meetings[0]["chains"]} == {
        "FTF",
        "SALW_TRAFFICKER",
        "CHEMICAL_SUPPLIER",
    }


def test_a_meeting_shows_the_network_that_joins_it_to_the_classes(browser: Browser) -> None:
    (meeting, *_) = example(browser, "convergence")["meetings"]
    network = meeting["network"]
    names = {each["entity"]["caption"] for each in network["entities"]}
    assert {"Aziz Karimov", "Budi Santoso", "Kimia Jaya"} <= names
    assert all(step["records"] for step in network["steps"])
    assert 0 < meeting["pValue"] <= 1


def test_two_classes_meet_by_themselves_and_a_list_keeps_to_its_false_share(
    browser: Browser,
) -> None:
    query = "{ convergence(among: [FTF, CHEMICAL_SUPPLIER]%s) "
    query += "{ meetings { falseShare chains { actorClass } } shown } }"
    pair = data(browser, query % "")["convergence"]
    assert {c["actorClass"] for m in pair["meetings"] for c in m["chains"]} == {
        "FTF",
        "CHEMICAL_SUPPLIER",
    }
    strict = data(browser, query % ", falseShareMax: 0.0")["convergence"]
    assert strict["shown"] == 0, "a share of nothing can never be promised"
    refused = refusal(browser, "{ convergence(among: [FTF]) { shown } }")
    assert refused["extensions"]["code"] == "BAD_ARGUMENT"


def test_the_board_has_a_cell_for_every_two_classes(browser: Browser) -> None:
    cells = example(browser, "convergence")["cells"]
    found = {(cell["first"], cell["second"]): cell for cell in cells}
    assert len(found) == len(cells) == 9
    for (first, second), cell in found.items():
        mirrored = {**found[second, first], "first": first, "second": second}
        assert cell == mirrored
        assert 0 < cell["chance"] <= 1
        assert 0 <= cell["low"] <= cell["high"]
    assert found["FTF", "SALW_TRAFFICKER"]["observed"] == 1


def test_whoever_asks_for_the_board_alone_does_not_wait_for_the_meetings(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    def find(*_: object, **__: object) -> list[object]:
        found.append(1)
        return []

    monkeypatch.setattr(answer, "convergence", find)
    data(browser, "{ convergence { cells { observed } } }")
    assert not found
    data(browser, "{ convergence { meetings { cost } shown total hasMore } }")
    assert found == [1], "fields of one answer share one search"


def test_what_would_part_two_classes_is_told_by_record_and_by_source(browser: Browser) -> None:
    held = example(browser, "whatBreaks")
    by_record, by_source = held["breaks"], held["bySource"]
    assert by_record["size"] == by_record["atLeast"] == 1
    assert by_record["shown"] == by_record["total"] == len(by_record["sets"]) == 2
    named = {each["sourceKey"] for s in by_record["sets"] for each in s["records"]}
    assert named == {"pnr-1", "decl-1"}
    assert sorted(name for s in by_source["sets"] for name in s["sources"]) == held["singleSources"]
    assert held["singleSources"] == ["passenger", "trade"]
    assert held["shared"] == []


HELD_BY = """query H($only: [LinkKind!]) {
  whatBreaks(from: {actorClass: FTF}, to: {actorClass: CHEMICAL_SUPPLIER}, maxHops: 5,
             onlyTypes: $only) { breaks(by: RECORD) { size sets { records { id } } } }
  collectionGaps(from: {actorClass: FTF}, to: {actorClass: CHEMICAL_SUPPLIER},
                 onlyTypes: $only) { today gaps { type } } }"""


def test_what_holds_and_what_is_missing_is_asked_of_some_kinds_of_links(browser: Browser) -> None:
    whole = data(browser, HELD_BY, {"only": None})
    every = data(browser, '{ __type(name: "LinkKind") { enumValues { name } } }')["__type"]
    assert data(browser, HELD_BY, {"only": [v["name"] for v in every["enumValues"]]}) == whole
    phones = data(browser, HELD_BY, {"only": ["USES_PHONE"]})
    assert whole["whatBreaks"]["breaks"]["size"] == 1
    assert phones["whatBreaks"]["breaks"]["size"] == 0
    assert phones["collectionGaps"]["today"] is None
    assert {gap["type"] for gap in phones["collectionGaps"]["gaps"]} <= {"USES_PHONE"}


def test_whoever_may_not_see_the_passengers_is_told_that_nothing_holds(browser: Browser) -> None:
    held = example(browser, "whatBreaks", viewer="trade")
    assert held["breaks"]["size"] == 0
    assert held["singleSources"] == []


def test_a_missing_fact_is_between_two_that_the_viewer_sees(browser: Browser) -> None:
    told = example(browser, "collectionGaps", viewer="trade")
    assert told["hypothetical"] is True
    assert told["today"] is None
    assert told["gaps"]
    for gap in told["gaps"]:
        assert gap["words"].startswith("If a record showed that ")
        assert gap["gain"] is None
        for end in (gap["source"], gap["target"]):
            query = "query($id: ID!) { entity(id: $id) { caption } }"
            seen = data(browser, query, {"id": end["id"]}, "trade")["entity"]
            assert seen["caption"] == end["caption"]
    everybody = example(browser, "collectionGaps")
    assert everybody["today"] is not None
    assert all(gap["gain"] > 0 for gap in everybody["gaps"])


def test_a_neighbourhood_says_how_much_of_it_is_shown(browser: Browser) -> None:
    near = example(browser, "neighbourhood")
    assert near["truncated"]["shown"] == near["truncated"]["total"] == len(near["entities"])
    assert {each["kind"] for each in near["entities"]} == {
        "person",
        "identity_document",
        "phone",
        "organisation",
    }


def test_a_picture_grows_without_moving_what_is_there(browser: Browser) -> None:
    id = id_of(browser, "karimov")
    query = "query($id: ID!, $hops: Int!, $placed: [PlacedInput!]!) "
    query += "{ neighbourhood(ids: [$id], hops: $hops) "
    query += "{ entities { id } layout(placed: $placed) { x y } } }"

    def places(hops: int, placed: list[dict[str, Any]]) -> list[dict[str, Any]]:
        variables = {"id": id, "hops": hops, "placed": placed}
        near = data(browser, query, variables)["neighbourhood"]
        ids = [each["id"] for each in near["entities"]]
        points = zip(ids, near["layout"]["x"], near["layout"]["y"], strict=True)
        return [{"id": name, "x": x, "y": y} for name, x, y in points]

    small = places(1, [])
    grown = places(2, small)
    assert small == places(1, [])
    assert len(grown) > len(small) > 1
    assert all(each in grown for each in small)


def test_records_say_what_stands_in_them(browser: Browser) -> None:
    records = [edge["node"] for edge in example(browser, "records")["edges"]]
    assert {each["sourceKey"] for each in records} == {"QDi.901", "pnr-1"}
    assert {m["entity"]["caption"] for r in records for m in r["mentions"]} >= {"Aziz Karimov"}
    assert all(each["raw"] and each["origin"] and each["speaks"] for each in records)


def test_links_of_a_neighbourhood_are_cut_with_a_count(browser: Browser) -> None:
    id = id_of(browser, "karimov")
    query = "query($id: ID!, $n: Int!) { neighbourhood(ids: [$id], hops: 2, linkLimit: $n) "
    query += "{ links { id confidence } linksTruncated { shown total rankedBy } } }"
    every = data(browser, query, {"id": id, "n": 100})["neighbourhood"]
    one = data(browser, query, {"id": id, "n": 1})["neighbourhood"]
    assert every["linksTruncated"]["total"] == len(every["links"]) > 1
    assert one["links"] == every["links"][:1]
    assert (one["linksTruncated"]["shown"], one["linksTruncated"]["total"]) == (
        1,
        len(every["links"]),
    )
    sure = [each["confidence"] for each in every["links"]]
    assert sure == sorted(sure, reverse=True)


def test_a_grade_is_shown_with_its_probability(browser: Browser) -> None:
    (chain,) = [edge["node"] for edge in example(browser, "connections")["edges"]]
    graded = {(r["grade"], r["gradeProbability"]) for s in chain["steps"] for r in s["records"]}
    assert graded == {("B2", Grade("B", 2).probability)}


def test_runs_and_issues_can_be_narrowed(browser: Browser) -> None:
    def sources(narrowed: str) -> list[str]:
        query = f"{{ ingestRuns({narrowed}) {{ total edges {{ node {{ source }} }} }} }}"
        found = data(browser, query)["ingestRuns"]
        assert found["total"] == len(found["edges"])
        return sorted(edge["node"]["source"] for edge in found["edges"])

    assert sources('source: "trade"') == ["trade"]
    assert len(sources('states: [finished], format: "rows"')) == 4
    assert sources("states: [running, failed]") == sources('format: "pnrgov"') == []
    query = "{ ingestRuns(first: 1) { edges { node { issues(%s) { total } } } } }"
    for narrowed, total in {'rule: "bad-date"': 1, 'rule: "x"': 0, "lost: false": 0}.items():
        (edge,) = data(browser, query % narrowed)["ingestRuns"]["edges"]
        assert edge["node"]["issues"]["total"] == total


def test_runs_are_told_with_their_issues(browser: Browser) -> None:
    runs = [edge["node"] for edge in example(browser, "ingestRuns")["edges"]]
    assert len(runs) == 4
    assert all(run["issues"]["edges"][0]["node"]["rule"] == "bad-date" for run in runs)


def test_one_run_is_told_to_whoever_sees_it(browser: Browser) -> None:
    runs = [edge["node"] for edge in example(browser, "ingestRuns")["edges"]]
    for run in runs:
        told = data(browser, EXAMPLES["ingestRun"], {"id": run["id"]})["ingestRun"]
        assert told["file"] == run["file"]
        assert told["issues"]["total"] == len(run["issues"]["edges"])
    asked = {"id": runs[0]["id"]}
    assert data(browser, EXAMPLES["ingestRun"], asked, "nobody") == {"ingestRun": None}
    assert data(browser, EXAMPLES["ingestRun"], {"id": "0" * 32}) == {"ingestRun": None}


def test_every_kind_of_id_is_found_again(browser: Browser) -> None:
    entity = example(browser, "entity")
    ids = {
        "Entity": entity["id"],
        "Record": entity["records"]["edges"][0]["node"]["id"],
        "Link": entity["links"]["edges"][0]["node"]["link"]["id"],
    }
    found = {kind: data(browser, EXAMPLES["node"], {"id": id})["node"] for kind, id in ids.items()}
    assert {kind: (node["__typename"], node["id"]) for kind, node in found.items()} == {
        kind: (kind, id) for kind, id in ids.items()
    }
    mentions = [edge["node"]["id"] for edge in entity["mentions"]["edges"]]
    (other,) = [id for id in mentions if id != entity["id"]]
    assert data(browser, EXAMPLES["node"], {"id": other})["node"]["__typename"] == "Mention"
    assert data(browser, EXAMPLES["entity"], {"id": other})["entity"]["id"] == entity["id"]


def test_what_joins_some_entities_names_whom_nothing_joins(browser: Browser) -> None:
    ids = [id_of(browser, text) for text in ("karimov", "siti", "kimia")]
    query = "query J($ids: [ID!]!) { connectAll(of: {entities: $ids}) { timesCheapest pieces "
    query += "unreached { id } entities { asked entity { id } } steps { support } } }"
    found = data(browser, query, {"ids": ids})["connectAll"]
    assert {e["entity"]["id"] for e in found["entities"] if e["asked"]} == set(ids)
    assert 1 <= found["timesCheapest"] <= 2
    assert (found["pieces"] == 1) == (found["unreached"] == [])
    assert all(step["support"] > 0 for step in found["steps"])
