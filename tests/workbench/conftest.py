"""The workbench over a scenario, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from served import looking, real_browser, serving
from served import Looked as Looked
from stores import SECRET

from tripoint_api import create_app
from tripoint_graph.ids import Ids
from tripoint_graph.model import Category
from tripoint_graph.open import open_store
from tripoint_graph.viewer import FULL, Viewer
from tripoint_graph.worlds import Worlds

TRADE_ONLY = Viewer("trade", categories=frozenset(Category) - {Category.PASSENGER})
VIEWERS = {viewer.name: viewer for viewer in (FULL, TRADE_ONLY)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for the tests of one file."""
    with real_browser() as found:
        yield found


@pytest.fixture(scope="module")
def address(loaded_url: str) -> Iterator[str]:
    """The workbench over the scenario."""
    store = open_store(loaded_url, SECRET)
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
    folder = Path(__file__).parents[2] / "artefacts" / "workbench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
