"""A request is priced from its text before anything runs, whatever the text is."""

from typing import Any

import pytest
from asked_by_hand import EXAMPLES, Browser, ask, client, filled, refusal, traveller
from graphql import (
    GraphQLObjectType,
    get_named_type,
    get_operation_ast,
    is_composite_type,
    parse,
)
from hypothesis import given
from hypothesis import strategies as st

from tripoint_api.door.limits import COST_MAX, DEPTH_MAX, TOKENS_MAX
from tripoint_api.door.prices import SIZES, WEIGHTS
from tripoint_api.door.pricing import IDS_ARGUMENT, PAGE_ARGUMENTS, Price, is_listed, price
from tripoint_api.schema import make_schema
from tripoint_graph.ports import EvidenceStore

SCHEMA = make_schema()._schema
OBJECTS = {
    name: each
    for name, each in SCHEMA.type_map.items()
    if isinstance(each, GraphQLObjectType) and not name.startswith("__")
}
FIELDS = {
    f"{name}.{field}": declared
    for name, each in OBJECTS.items()
    for field, declared in each.fields.items()
}


@pytest.fixture
def browser(store: EvidenceStore) -> Browser:
    return client(filled(store))


def priced(query: str, **variables: Any) -> Price:
    document = parse(query)
    operation = get_operation_ast(document, None)
    assert operation is not None
    return price(SCHEMA, document, operation, variables)


def cost(query: str, **variables: Any) -> int:
    return priced(query, **variables).cost


CHAINS = "{ connections(from: {actorClass: FTF}, to: {actorClass: FTF}, first: %s) { %s } }"


def test_what_a_directive_leaves_out_costs_nothing_and_what_is_in_doubt_its_price() -> None:
    steps = "edges { node { steps { source { id } } } }"
    whole, bare = cost(CHAINS % (5, steps + " shown")), cost(CHAINS % (5, "shown"))
    assert whole > bare

    def asked(directive: str, **variables: Any) -> int:
        chains = CHAINS % (5, steps.replace("edges", f"edges {directive}", 1) + " shown")
        return cost("query($yes: Boolean) " + chains, **variables)

    assert asked("@include(if: false)") == asked("@skip(if: true)") == bare
    assert asked("@include(if: true)") == asked("@skip(if: false)") == whole
    assert asked("@include(if: $yes)", yes=False) == asked("@skip(if: $yes)", yes=True) == bare
    for doubtful in ({}, {"yes": "false"}, {"yes": None}, {"yes": 0}):
        assert asked("@include(if: $yes)", **doubtful) == whole
    assert asked("@include(if: false) @skip(if: false)") == bare


def test_a_page_multiplies_what_is_asked_of_each_item() -> None:
    bare = cost(CHAINS % (1, "shown"))
    one = cost(CHAINS % (1, "edges { node { steps { source { id } } } }")) - bare
    fifty = cost(CHAINS % (50, "edges { node { steps { source { id } } } }")) - bare
    assert one > 2
    assert fifty == pytest.approx(50 * one, rel=0.1)


def test_what_stands_beside_the_items_is_not_multiplied() -> None:
    beside = "shown complete pageInfo { endCursor }"
    assert cost(CHAINS % (1, beside)) == cost(CHAINS % (100, beside))


def test_a_page_within_a_page_multiplies_again() -> None:
    inner = "edges { node { steps { records(first: %d) { id } } } }"
    small, large = (cost(CHAINS % (100, inner % first)) for first in (1, 100))
    assert large > 10 * small


@pytest.mark.parametrize("given", [7, "7"])
def test_a_variable_counts_as_its_value(given: object) -> None:
    query = "query($n: Int!) { ingestRuns(first: $n) { edges { node { id } } } }"
    written = cost("{ ingestRuns(first: 7) { edges { node { id } } } }")
    assert cost(query, n=given) == written
    assert cost(query.replace("Int!", "Int! = 7")) == written


@pytest.mark.parametrize("given", [None, "many", -3, 10**12, 1.5, [1], {"a": 1}, True])
def test_a_number_that_is_none_is_never_cheaper_than_one(given: object) -> None:
    query = "query($n: Int!) { ingestRuns(first: $n) { edges { node { id } } } }"
    assert cost(query, n=given) >= cost("{ ingestRuns(first: 1) { edges { node { id } } } }")


def test_a_list_by_ids_is_as_long_as_they_are() -> None:
    query = "query($i: [ID!]!) { nodes(ids: $i) { id } }"
    assert cost(query, i=["a"] * 50) == 50 * cost('{ nodes(ids: ["a"]) { id } }')
    assert cost('{ nodes(ids: ["a", "b"]) { id } }') == cost(query, i=["a", "b"])


def test_fragments_cost_what_they_stand_for() -> None:
    plain = cost('{ a: search(text: "x") { edges { node { entity { facts { value } } } } } }')
    spread = cost(
        '{ a: search(text: "x") { ...S } } fragment S on SearchConnection { edges { ...E } } '
        "fragment E on SearchHitEdge { node { ... on SearchHit { entity { ...F } } } } "
        "fragment F on Entity { facts { value } }"
    )
    assert spread == plain


def test_fragments_of_fragments_are_priced_at_once_and_refused(browser: Browser) -> None:
    """Written out, this would be 2 to the power of 60 fields."""
    doubling = " ".join(f"fragment F{n} on Viewer {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    query = f"{{ viewer {{ ...F0 }} }} {doubling} fragment F60 on Viewer {{ name }}"
    assert priced(query).fields > 2**60
    assert refusal(browser, query)["extensions"]["code"] == "TOO_COSTLY"


@pytest.mark.parametrize(
    "query",
    [
        "{ viewer { ...F } } fragment F on Viewer { name ...F }",
        "{ viewer { ...F } } fragment F on Viewer { ...G } fragment G on Viewer { ...F }",
        "{ ...F } fragment F on Query { viewer { name } ...F }",
    ],
)
def test_fragments_that_hold_themselves_are_refused(browser: Browser, query: str) -> None:
    assert "errors" in ask(browser, query)


def test_a_refusal_names_cost_and_limit_and_nothing_runs(browser: Browser) -> None:
    query = CHAINS % (100, "edges { node { steps { records(first: 100) { id } } } }")
    error = refusal(browser, query)
    assert error["extensions"]["code"] == "TOO_COSTLY"
    assert error["extensions"]["limit"] == COST_MAX
    assert str(error["extensions"]["cost"]) in error["message"]
    assert str(COST_MAX) in error["message"]
    assert ask(browser, query)["data"] is None


def test_every_answer_says_what_it_cost(browser: Browser) -> None:
    query = "{ viewer { name } }"
    assert ask(browser, query)["extensions"]["cost"] == cost(query)


def test_the_price_does_not_depend_on_what_is_stored_or_seen(
    store: EvidenceStore, browser: Browser
) -> None:
    query = EXAMPLES["search"]
    before = ask(browser, query)["extensions"]["cost"]
    store.append([traveller(f"more-{n}", f"Karim {n}", f"Z{n}443322") for n in range(9)])
    assert ask(browser, query)["extensions"]["cost"] == before
    assert ask(browser, query, viewer="nobody")["extensions"]["cost"] == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_leaves_room_for_more(name: str) -> None:
    assert 0 < cost(EXAMPLES[name]) <= COST_MAX // 2


def test_depth_aliases_and_length_are_limited(browser: Browser) -> None:
    deep = '{ entity(id: "a") ' + "{ links { edges { node { far " * DEPTH_MAX
    deep += "{ id }" + " } } } }" * DEPTH_MAX + " }"
    aliases = "{ " + " ".join(f"a{n}: viewer {{ name }}" for n in range(40)) + " }"
    long = "{ viewer { " + "name " * TOKENS_MAX + "} }"
    for query in (deep, aliases, long):
        assert ask(browser, query)["data"] is None


def test_every_weight_and_size_is_of_a_field_that_there_is() -> None:
    assert set(WEIGHTS) | set(SIZES) <= FIELDS.keys()


def test_every_list_says_how_long_it_can_be() -> None:
    """By an argument, by one of the connection that it stands in, or by a declared size."""
    paged = {
        get_named_type(each.type).name
        for each in FIELDS.values()
        if any(name in each.args for name in PAGE_ARGUMENTS)
    }
    unbounded = [
        name
        for name, each in FIELDS.items()
        if is_listed(each)
        and is_composite_type(get_named_type(each.type))
        and not any(argument in each.args for argument in (*PAGE_ARGUMENTS, IDS_ARGUMENT))
        and name not in SIZES
        and name.partition(".")[0] not in paged
    ]
    assert unbounded == []


@given(
    st.recursive(
        st.sampled_from(["name", "nothing", "id", "__typename", "...F", "... on Viewer { name }"]),
        lambda inner: st.builds(
            "{} {{ {} }}".format,
            st.sampled_from(["viewer", "search", "edges", "... on Entity", "a: links", "..."]),
            st.lists(inner, min_size=1, max_size=3).map(" ".join),
        ),
        max_leaves=20,
    )
)
def test_whatever_can_be_read_has_a_price(selection: str) -> None:
    found = priced(f"{{ {selection} }} fragment F on Nothing {{ a ...F }}")
    assert found.cost >= 0
    assert found.fields >= 0
