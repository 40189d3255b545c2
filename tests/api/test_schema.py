"""The schema is kept in the repository, and says of itself what it is."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType

from tripoint_api.print_schema import printed
from tripoint_api.schema import make_schema
from tripoint_graph.model import RunState
from tripoint_graph.ontology import ONTOLOGY

SCHEMA = make_schema()._schema


def test_the_kept_schema_is_that_of_the_code() -> None:
    kept = (files("tripoint_api") / "schema.graphql").read_text("utf-8")
    assert kept == printed(), "run: python -m tripoint_api.print_schema > schema.graphql"


def _undescribed() -> Iterator[str]:
    for name, each in SCHEMA.type_map.items():
        if name.startswith("__"):
            continue
        parts: dict[str, Any] = {name: each}
        for field, declared in {
            **getattr(each, "fields", {}),
            **getattr(each, "values", {}),
        }.items():
            parts[f"{name}.{field}"] = declared
            for argument, asked in getattr(declared, "args", {}).items():
                parts[f"{name}.{field}({argument})"] = asked
        yield from (part for part, it in parts.items() if not it.description)


def test_every_type_field_argument_and_value_is_described() -> None:
    assert list(_undescribed()) == []


@pytest.mark.parametrize(
    ("enum", "declared"),
    [
        ("EntityKind", list(ONTOLOGY.kinds)),
        ("LinkKind", list(ONTOLOGY.links)),
        ("ActorClass", list(ONTOLOGY.classes)),
        ("RunState", [str(state) for state in RunState]),
    ],
)
def test_enums_hold_what_is_declared(enum: str, declared: list[str]) -> None:
    found = SCHEMA.type_map[enum]
    assert isinstance(found, GraphQLEnumType)
    assert list(found.values) == declared


def test_nothing_but_judgements_and_drafts_can_be_changed_through_it() -> None:
    assert SCHEMA.mutation_type is not None
    assert sorted(SCHEMA.mutation_type.fields) == [
        "acceptDraft",
        "dropDraft",
        "holdDraft",
        "ingestDryRun",
        "judge",
        "split",
        "unjudge",
    ]
    assert SCHEMA.subscription_type is not None
    assert sorted(SCHEMA.subscription_type.fields) == ["screening"]


def test_every_page_says_how_much_it_shows_of_how_much_and_in_what_order() -> None:
    silent = [
        name
        for name, each in SCHEMA.type_map.items()
        if isinstance(each, GraphQLObjectType)
        and ("pageInfo" in each.fields or "rankedBy" in each.fields)
        and not {"shown", "total", "rankedBy"} <= each.fields.keys()
    ]
    assert silent == []
