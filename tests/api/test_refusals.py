"""What is asked wrongly is refused in words with a code; faults of ours are not told."""

import json

import pytest
from asked_by_hand import (
    EXAMPLES,
    LATER,
    VIEWERS,
    Browser,
    ask,
    client,
    data,
    filled,
    id_of,
    refusal,
)

from tripoint_api import create_app
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.worlds import Worlds

NOTHING = "f" * 32


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


@pytest.mark.parametrize(
    "query",
    [
        f'search(text: "{"a" * 201}") {{ complete }}',
        "records { edges { cursor } }",
        f'records(entity: "{NOTHING}", ids: []) {{ edges {{ cursor }} }}',
        "connections(from: {actorClass: FTF}, to: {actorClass: FTF}, maxHops: 11) { shown }",
        "connections(from: {actorClass: FTF}, to: {actorClass: FTF}, perPair: 0) { shown }",
        "connections(from: {actorClass: FTF}, to: {actorClass: FTF}, minConfidence: 2) {shown}",
        "connections(from: {entities: []}, to: {actorClass: FTF}) { shown }",
        "connections(from: {actorClass: FTF}, to: {actorClass: FTF}, "
        'during: {start: "2026-02-01T00:00:00", end: "2026-01-01T00:00:00"}) { shown }',
        "convergence(maxHops: 0) { shown }",
        'neighbourhood(ids: ["a"], linkLimit: 0) { truncated { shown } }',
        "neighbourhood(ids: []) { truncated { shown } }",
        f"neighbourhood(ids: {json.dumps(['a'] * 301)}) {{ truncated {{ shown }} }}",
        'screen(subjects: [{names: ["A"], birthDate: "31-02-1980"}]) { entries }',
        'screen(subjects: [{names: ["A"], nationality: "Atlantis"}]) { entries }',
    ],
)
def test_a_bad_argument_is_refused_with_what_to_do(browser: Browser, query: str) -> None:
    error = refusal(browser, f"{{ {query} }}")
    assert error["extensions"]["code"] == "BAD_ARGUMENT"
    assert len(error["message"]) > 20


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ('search(text: "a", kinds: [warship]) { complete }', "warship"),
        ("connections(from: {actorClass: ANGEL}, to: {actorClass: FTF}) { shown }", "ANGEL"),
        (
            'connections(from: {actorClass: FTF}, to: {entity: "a"}, excludeTypes: [X]) { shown }',
            "X",
        ),
        ("ingestRuns(states: [lost]) { shown }", "lost"),
        ("viewer { nothing }", "nothing"),
        ("viewer { name ", "Syntax"),
    ],
)
def test_what_the_schema_does_not_know_is_refused_by_name(
    browser: Browser, query: str, word: str
) -> None:
    error = ask(browser, f"{{ {query} }}")["errors"][0]
    assert error["extensions"]["code"] == "BAD_QUESTION"
    assert word in error["message"]


@pytest.mark.parametrize(
    "end", ["{}", '{entity: "a", actorClass: FTF}', "{entity: null}", "{entitees: 1}"]
)
def test_an_end_is_exactly_one_thing(browser: Browser, end: str) -> None:
    query = f"{{ connections(from: {end}, to: {{actorClass: FTF}}) {{ shown }} }}"
    assert "errors" in ask(browser, query)


def test_hidden_and_unknown_ids_are_answered_in_the_same_words(browser: Browser) -> None:
    entity = data(browser, EXAMPLES["entity"], {"id": id_of(browser, "siti")})["entity"]
    hidden = {
        entity["id"],
        entity["records"]["edges"][0]["node"]["id"],
        entity["links"]["edges"][0]["node"]["link"]["id"],
    }
    for id in hidden:
        for asked in (
            '{ node(id: "%") { id } }',
            '{ entity(id: "%") { id } }',
            '{ records(ids: ["%"]) { edges { node { id } } } }',
            '{ records(entity: "%") { edges { node { id } } } }',
            '{ records(link: "%") { edges { node { id } } } }',
            '{ neighbourhood(ids: ["%"]) { truncated { total } } }',
            '{ connections(from: {entity: "%"}, to: {actorClass: FTF}) { shown } }',
        ):
            told = ask(browser, asked.replace("%", id), viewer="trade")
            unknown = ask(browser, asked.replace("%", NOTHING), viewer="trade")
            for answer in (told, unknown):
                del answer["extensions"]["answerId"]  # stands for the question, id and all
            assert str(told).replace(id, NOTHING) == str(unknown)


@pytest.mark.parametrize("id", ["", "x", "G" * 32, "é" * 32, "0" * 31, "0" * 33])
def test_what_is_no_id_names_nothing(browser: Browser, id: str) -> None:
    found = data(browser, f'{{ node(id: "{id}") {{ id }} entity(id: "{id}") {{ id }} }}')
    assert found == {"node": None, "entity": None}


def test_the_schema_is_not_guessed_for_those_who_misspell(browser: Browser) -> None:
    error = refusal(browser, "{ serach { complete } }")
    assert "Did you mean" not in error["message"]


def test_a_fault_of_ours_is_told_and_logged_by_an_id_and_no_name(
    store: EvidenceStore, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Worlds):
        def snapshot(self, *_: object) -> None:  # type: ignore[override]  # it only raises
            try:
                raise KeyError("Aziz Karimov")
            except KeyError as error:
                raise RuntimeError("no passport for Aziz Karimov") from error

    app = create_app(store, Broken(store), VIEWERS, "full", clock=lambda: LATER)
    with caplog.at_level("DEBUG"):
        told = ask(Browser(app), '{ Karimov: search(text: "Karimov") { complete } }')
    (error,) = told["errors"]
    assert error["extensions"]["code"] == "FAULT"
    assert error["extensions"]["fault"] in error["message"]
    assert "Aziz" not in str(told)
    (line,) = [each for each in caplog.records if each.name == "tripoint_api.door.faults"]
    assert error["extensions"]["fault"] in line.getMessage()
    assert "at search: builtins.RuntimeError" in line.getMessage()
    assert "builtins.KeyError" in line.getMessage()
    assert "snapshot" in line.getMessage()
    assert "Karimov" not in caplog.text


def test_the_default_viewer_must_be_one_of_the_viewers(store: EvidenceStore) -> None:
    with pytest.raises(ValueError, match="stranger"):
        create_app(store, Worlds(store), VIEWERS, "stranger")


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { ...A } } fragment A on Viewer { name ...A }",
        "{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }",
        "{ " + " ".join(f"a{n}: viewer {{ name }}" for n in range(31)) + " }",
        "{ " + "viewer { name } " * 600 + "}",
        '{ entity(id: "a") '
        + "{ links(first: 1) { edges { node { far " * 4
        + "{ id }"
        + " } } } }" * 4
        + " }",
        '{ search(text: "a", first: 100) { edges { node { entity '
        "{ links(first: 100) { edges { node { link { sentence target { id } } } } } } } } } }",
    ],
    ids=["loop", "long loop", "aliases", "tokens", "depth", "cost"],
)
def test_a_request_beyond_a_limit_is_refused_before_it_runs(browser: Browser, query: str) -> None:
    told = ask(browser, query)
    assert told["data"] is None
    assert told["errors"]


@pytest.mark.parametrize("last", ["fragment F60 on Viewer { name }", ""])
def test_fragments_that_double_are_refused_at_once(browser: Browser, last: str) -> None:
    doubled = " ".join(f"fragment F{n} on Viewer {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    query = f"{{ viewer {{ ...F0 }} }} {doubled} {last}"
    assert refusal(browser, query)["extensions"]["code"] == "TOO_COSTLY"


def test_every_answer_says_what_it_cost_who_asked_and_as_known_when(browser: Browser) -> None:
    query = '{ a: search(text: "siti") { complete } }'
    told = ask(browser, query, viewer="trade")["extensions"]
    assert told["viewer"] == "trade"
    assert told["cost"] > 0
    assert told["asKnownAt"] == LATER.isoformat()
    assert told["asKnownAtByField"] == {"a": LATER.isoformat()}


def test_a_question_can_be_asked_as_known_before_anything_was(browser: Browser) -> None:
    query = '{ search(text: "siti", asKnownAt: "2001-01-01T00:00:00Z") { edges { cursor } } }'
    told = ask(browser, query)
    assert told["data"]["search"]["edges"] == []
    assert told["extensions"]["asKnownAt"] == "2001-01-01T00:00:00+00:00"
