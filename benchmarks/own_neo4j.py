"""A Neo4j of a benchmark's own, started as tests start theirs, or a word on why there is none."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from neo4j import Driver, GraphDatabase

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from neo4j_server import NoServerError, emptied, loaded_by, locked, used


@contextmanager
def own_neo4j() -> Iterator[str | None]:
    """The URL of an empty server; None where there is none, which stderr says with the reason.

    TRIPOINT_TEST_NEO4J names another one to use, for tests alone: it is emptied.
    """
    try:
        if named := os.environ.get("TRIPOINT_TEST_NEO4J"):
            yield emptied(named)
            return
        with used() as url, locked("data.lock"):
            yield emptied(url)
    except NoServerError as error:
        print(f"Neo4j is left out: {error}", file=sys.stderr)
        yield None


def bare_driver(url: str) -> Driver:
    """The official driver on a store's URL."""
    parts = urlsplit(url)
    signs_in = unquote(parts.username or ""), unquote(parts.password or "")
    return GraphDatabase.driver(
        f"bolt://{parts.hostname}:{parts.port or 7687}",
        auth=signs_in,
        notifications_min_severity="OFF",
    )


__all__ = ["bare_driver", "loaded_by", "own_neo4j"]
