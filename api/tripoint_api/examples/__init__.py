"""One runnable example a root field: tabs of the query page, pages of the docs, and tests."""

from importlib.resources import files


def examples() -> dict[str, str]:
    """Root field to a query of it, in the order of the alphabet."""
    found = [each for each in files("tripoint_api.examples").iterdir() if _is_query(each.name)]
    return {
        each.name.removesuffix(".graphql"): each.read_text("utf-8")
        for each in sorted(found, key=lambda each: each.name)
    }


def _is_query(name: str) -> bool:
    return name.endswith(".graphql")
