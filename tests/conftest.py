"""Fixtures that more than one room's tests use."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from asking import Tripoint, command, install, scenario_store
from neo4j_server import NoServerError, locked, used
from stores import SECRET, STORE_PARAMETERS, STORES, StoreHouse

from tripoint_graph.ports import EvidenceStore


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[str]:
    """The URL of a Neo4j for tests alone: TRIPOINT_TEST_NEO4J's, which is emptied, or our own."""
    named = os.environ.get("TRIPOINT_TEST_NEO4J")
    with ExitStack() as stack:
        try:
            yield named or stack.enter_context(used())
        except NoServerError as error:
            if os.environ.get("CI"):
                pytest.fail(f"CI needs a Neo4j: {error}")
            pytest.skip(f"no Neo4j: {error}")


@pytest.fixture
def neo4j_url(neo4j_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The URL of a Neo4j that no other test uses meanwhile, in this or another process."""
    monkeypatch.setenv("TRIPOINT_TEST_NEO4J", neo4j_server)
    with locked("data.lock"):
        yield neo4j_server


@pytest.fixture(params=STORE_PARAMETERS)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreHouse]:
    """Opens stores of each kind in turn."""
    if request.param == "neo4j":
        request.getfixturevalue("neo4j_url")
    house = StoreHouse(STORES[request.param], tmp_path)
    yield house
    house.close()


@pytest.fixture
def store(house: StoreHouse) -> EvidenceStore:
    """An empty store of each kind in turn."""
    return house.fresh()


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to run commands in, with a secret and a cache of its own."""
    return install(tmp_path / "installation", monkeypatch)


@pytest.fixture
def tripoint(installation: Path) -> Tripoint:
    """Gives one command to the command line."""
    assert installation.is_dir()
    return command


@pytest.fixture(scope="session")
def loaded_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a scenario, for questions alone."""
    return scenario_store(tmp_path_factory.mktemp("scenario"))


@pytest.fixture
def asked(tripoint: Tripoint, loaded_url: str, monkeypatch: pytest.MonkeyPatch) -> Tripoint:
    """Gives one command to the command line, on the store with the scenario."""
    monkeypatch.setenv("TRIPOINT_SECRET", SECRET.decode())
    monkeypatch.setenv("TRIPOINT_STORE", loaded_url)
    return tripoint
