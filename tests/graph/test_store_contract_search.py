"""What every store promises of text search."""

from dataclasses import replace

import pytest
from contract_evidence import (
    LIST,
    PASSENGER,
    TRADE_VIEWER,
    Known,
    loads,
    mention_id,
    person,
    viewers,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import StoreHouse

from tripoint_graph.errors import OntologyError
from tripoint_graph.model import Mention, MentionId, Record
from tripoint_graph.normalise import plain
from tripoint_graph.ports import SEARCH_MAX, EvidenceStore, Hit
from tripoint_graph.searching import searchable_texts
from tripoint_graph.viewer import FULL, Viewer


def texts(store: EvidenceStore, text: str, viewer: Viewer = FULL) -> list[str]:
    return [hit.text for hit in store.search(text, viewer)]


def plainly(speaking: list[Record], text: str, kinds: tuple[str, ...]) -> list[Hit]:
    """The promise, read as plainly as can be."""
    words = plain(text).split()
    hits = [
        Hit(mention_id(record, m.key), m.kind, min(held, key=lambda v: (len(v), v)))
        for record in speaking
        for m in record.mentions
        if (not kinds or m.kind in kinds)
        and (held := [v for v in searchable_texts(m) if all(w in v for w in words)])
    ]
    return sorted(hits, key=lambda hit: (len(hit.text), hit.mention)) if words else []


queries = st.sampled_from(
    ["nur", "NŪR", "ur", "u", "nur habib", "habib nur", "thi", "tran mai", "阮", "محمد", "66812",
     "8111", "al nu", "nuri al", "zzz", "", "  ", "%", "_", "'", '"', '" OR "', "x AND y", "nur*"]
)  # fmt: skip


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    batches=loads,
    asked=st.lists(queries, min_size=1, max_size=4),
    viewer=viewers,
    options=st.tuples(
        st.sampled_from([(), ("person",), ("phone",), ("phone", "person"), ("vessel",)]),
        st.sampled_from([1, 2, SEARCH_MAX]),
        st.none() | st.integers(0, 5),
    ),
)
def test_search_is_what_a_plain_reading_of_the_promise_says(
    house: StoreHouse,
    batches: list[list[Record]],
    asked: list[str],
    viewer: Viewer,
    options: tuple[tuple[str, ...], int, int | None],
) -> None:
    kinds, limit, known_at = options
    store = house.fresh()
    for batch in batches:
        store.append(batch)
    speaking = list(Known.of(batches).speaking(viewer, known_at).values())
    for text in asked:
        found = store.search(text, viewer, kinds=kinds, limit=limit, known_at=known_at)
        assert found == plainly(speaking, text, kinds)[:limit]


def test_all_words_must_stand_in_one_value_in_any_order(store: EvidenceStore) -> None:
    store.append([person("a", "Nur Habib", "Abu Omar")])
    assert texts(store, "habib nur") == ["nur habib"]
    assert texts(store, "abi nu") == ["nur habib"]
    assert texts(store, "nur omar") == []


def test_a_number_is_found_however_it_is_spaced(store: EvidenceStore) -> None:
    paper = Mention("paper", "identity_document", {"number": ("C 1234-576",)})
    held = replace(person("a", "C 99 Nur"), mentions=(paper,), claims=())
    store.append([held, person("b", "C 99 Nur")])
    for text in ("C 1234-576", "C1234576", "c1234 576", "1234576", "234576"):
        assert [hit.mention for hit in store.search(text, FULL)] == [mention_id(held, "paper")]
    assert texts(store, "c99") == []  # names are words


def test_the_shortest_value_that_holds_the_words_is_shown_and_comes_first(
    store: EvidenceStore,
) -> None:
    long, short = person("a", "Nur Habib bin Said", "Nur Habib"), person("b", "Nur")
    store.append([long, short])
    assert [(h.mention, h.text) for h in store.search("nur", FULL)] == [
        (mention_id(short), "nur"),
        (mention_id(long), "nur habib"),
    ]


def test_scripts_are_searched_in_latin_letters_or_their_own(store: EvidenceStore) -> None:
    names = {"arabic": "محمد نور", "thai": "สมชาย", "chinese": "阮文清", "lao": "ສົມສັກ"}
    store.append([person(key, name) for key, name in names.items()])
    for key, name in names.items():
        wanted = [mention_id(person(key, name))]
        assert [hit.mention for hit in store.search(name, FULL)] == wanted
        assert [hit.mention for hit in store.search(plain(name), FULL)] == wanted


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "*", "'", '"', "\\", "\x00", "~~~"])
def test_a_query_without_letters_or_digits_finds_nothing(store: EvidenceStore, text: str) -> None:
    store.append([person("a", "Nur")])
    assert store.search(text, FULL) == []


@pytest.mark.parametrize(
    "text",
    ["nur' OR 1=1 --", 'nur" OR "mai', "nur*", "NEAR(nur mai)", "nur NOT mai", "value:nur",
     "}) DETACH DELETE n //", "nur~", "-nur", "nur AND", "^nur", "{nur}"],
)  # fmt: skip
def test_a_query_is_words_and_never_a_language(store: EvidenceStore, text: str) -> None:
    store.append([person("a", "Nur"), person("b", "Mai"), person("c", plain(text))])
    assert set(texts(store, text)) == {plain(text)}


def test_only_searchable_properties_are_searched(store: EvidenceStore) -> None:
    mention = Mention("person", "person", {"name": ("Nur",), "occupation": ("welder",)})
    store.append([replace(person("a"), mentions=(mention,))])
    assert texts(store, "nur") == ["nur"]
    assert texts(store, "welder") == []


def test_hidden_records_never_push_visible_ones_out_of_an_answer(store: EvidenceStore) -> None:
    hidden = [person(f"h{n}", "Nur", handling=PASSENGER) for n in range(30)]
    shown = [person(f"s{n}", "Nur the Elder", handling=LIST) for n in range(3)]
    store.append([*hidden, *shown])
    found = store.search("nur", TRADE_VIEWER, limit=2)
    assert [hit.mention for hit in found] == sorted(map(mention_id, shown))[:2]


def test_a_common_name_is_cut_by_mention_id(store: EvidenceStore) -> None:
    records = [person(f"k{n}", "Nur") for n in range(50)]
    store.append(records)
    wanted: list[MentionId] = sorted(map(mention_id, records))
    assert [hit.mention for hit in store.search("nur", FULL, limit=7)] == wanted[:7]


def test_a_search_has_a_greatest_length_and_knows_its_kinds(store: EvidenceStore) -> None:
    with pytest.raises(ValueError, match=str(SEARCH_MAX)):
        store.search("nur", FULL, limit=SEARCH_MAX + 1)
    with pytest.raises(OntologyError, match="ghost"):
        store.search("nur", FULL, kinds=["ghost"])


def test_very_long_words_are_found(store: EvidenceStore) -> None:
    word = "".join(f"{n:x}" for n in range(3000))
    store.append([person("a", word), person("b", word[:-1] + "z")])
    assert texts(store, word) == [word]
    assert texts(store, word[5:200]) == sorted([word, word[:-1] + "z"])
