"""Prints the schema: `python -m tripoint_api.print_schema > api/tripoint_api/schema.graphql`."""

from tripoint_api.schema import make_schema


def printed() -> str:
    """The schema in GraphQL's schema language, as `schema.graphql` keeps it."""
    return make_schema().as_str() + "\n"


if __name__ == "__main__":
    print(printed(), end="")
