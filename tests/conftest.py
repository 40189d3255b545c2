"""Fixtures that more than one room's tests use."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from asking import Tripoint, command, install, loaded, scenario_store
from neo4j_server import NoServerError, locked, used
from playwright.sync_api import Browser, expect
from served import Looked, looking, real_browser, serving
from stores import SECRET, STORE_PARAMETERS, STORES, StoreHouse

from tripoint_api import create_app
from tripoint_graph.ids import Ids
from tripoint_graph.model import Category
from tripoint_graph.open import open_store
from tripoint_graph.ports import EvidenceStore
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds

TRADE_ONLY = Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER})
VIEWERS = {viewer.name: viewer for viewer in (FULL, TRADE_ONLY)}
EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
WORKBENCH_RECORDS = 2_000

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two processes one asks the one server, instead of each waiting for the other; and what a
    file's tests share is made once.
    """
    for item in items:
        server = item.get_closest_marker("neo4j")
        item.add_marker(pytest.mark.xdist_group("neo4j" if server else item.location[0]))


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


@pytest.fixture(scope="session")
def workbench_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a scenario, and a file with a broken row."""
    folder = tmp_path_factory.mktemp("workbench")
    from tripoint_scenarios import write_scenario  # only these tests pay for loading it

    write_scenario(folder / "files", size=WORKBENCH_RECORDS, seed=7, oddities=1)
    broken = folder / "files" / "broken.csv"
    broken.write_text((EXAMPLES / "sea-manifest.csv").read_text("utf-8") + "no,such,row\n", "utf-8")
    return loaded(folder, status=3)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one file."""
    with real_browser() as found:
        yield found


@pytest.fixture(scope="module")
def address(workbench_url: str) -> Iterator[str]:
    """The workbench over the scenario."""
    store = open_store(workbench_url, SECRET)
    app = create_app(store, Worlds(store), VIEWERS, "full", ids=Ids(SECRET))
    with serving(app) as found:
        yield found
    store.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Looked]:
    """A page."""
    with looking(browser) as looked:
        yield looked


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Where screenshots are kept: git ignores it."""
    folder = Path(__file__).parents[1] / "artefacts" / "workbench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
