"""The stores that contract tests run against: name -> how to come by an empty one."""

import itertools
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from neo4j_server import emptied

from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore

SECRET = b"the secret that tests install with"
OTHER_SECRET = b"the secret of another installation"
_numbers = itertools.count()


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder}/evidence-{next(_numbers)}.db"


def _neo4j(folder: Path) -> str:
    del folder  # a server keeps its own
    return emptied(os.environ["TRIPOINT_TEST_NEO4J"])  # the fixture neo4j_url names it


STORES: dict[str, Callable[[Path], str]] = {"sqlite": _sqlite, "neo4j": _neo4j}
"""Name to a function that gives the URL of an empty store. What it gave before may be gone: a
Neo4j Community server has but one database."""

STORE_PARAMETERS = [
    pytest.param(name, marks=[pytest.mark.neo4j] if name == "neo4j" else []) for name in STORES
]


@dataclass
class StoreHouse:
    """Opens stores of one kind, one after the other, and closes them all in the end."""

    empty_url: Callable[[Path], str]
    folder: Path
    url: str = ""
    opened: list[EvidenceStore] = field(default_factory=list)

    def fresh(self, secret: bytes = SECRET) -> EvidenceStore:
        """An empty store; whatever the one before held may be gone."""
        self.url = self.empty_url(self.folder)
        return self.again(secret)

    def again(self, secret: bytes = SECRET) -> EvidenceStore:
        """The newest store, opened once more."""
        self.opened.append(open_store(self.url, secret))
        return self.opened[-1]

    def close(self) -> None:
        """Close all that was opened."""
        for store in self.opened:
            store.close()
        self.opened.clear()
