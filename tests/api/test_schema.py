"""The schema is kept in the repository, and says of itself what it is."""

from importlib.resources import files

from graphql import GraphQLInputObjectType, GraphQLObjectType

from tripoint_api.print_schema import printed
from tripoint_api.schema import make_schema

SCHEMA = make_schema()._schema


def test_the_kept_schema_is_that_of_the_code() -> None:
    kept = (files("tripoint_api") / "schema.graphql").read_text("utf-8")
    assert kept == printed(), "run: python -m tripoint_api.print_schema > schema.graphql"


def test_every_root_field_is_described() -> None:
    assert SCHEMA.query_type is not None
    assert [name for name, f in SCHEMA.query_type.fields.items() if not f.description] == []


def test_every_type_is_described() -> None:
    types = [
        name
        for name, each in SCHEMA.type_map.items()
        if isinstance(each, GraphQLObjectType | GraphQLInputObjectType)
        and not name.startswith("__")
        and not each.description
    ]
    assert types == []


def test_nothing_can_be_changed_through_it() -> None:
    assert SCHEMA.mutation_type is None
    assert SCHEMA.subscription_type is None


def test_no_field_counts_what_lies_beyond_a_page() -> None:
    counting = [
        f"{name}.{field}"
        for name, each in SCHEMA.type_map.items()
        if isinstance(each, GraphQLObjectType)
        for field in each.fields
        if field == "totalCount"
    ]
    assert counting == []
