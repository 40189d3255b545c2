"""Files are dropped in, looked at, and loaded or not: in a real browser, on a real service."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from served import Looked, looking, serving

from tripoint.service.desk import LoadingDesk
from tripoint.service.drafting import OpenDrafts
from tripoint.settings import Settings
from tripoint.wiring import Session
from tripoint_api import create_app

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.fixture
def service(installation: Path) -> Iterator[str]:
    """A service over an empty store, as `tripoint serve` puts it together."""
    session = Session(Settings(store=f"sqlite:///{installation}/tripoint.db"))
    with session.writing() as store:
        drafts, worlds = OpenDrafts(session.drafts, store), session.worlds(store)
        desk = LoadingDesk(session, store, worlds, drafts)
        app = create_app(
            store,
            worlds,
            {name: entry.viewer(name) for name, entry in session.viewers.items()},
            "full",
            drafts=drafts.opened,
            ids=session.ids,
            desk=desk,
            sources=session.sources(),
        )
        with serving(app) as address:
            yield address
        desk.close()
        drafts.close()


@pytest.fixture
def loading(service: str, browser: Browser) -> Iterator[Looked]:
    """The page where files are handed in, with two of them read."""
    with looking(browser) as looked:
        looked.page.goto(f"{service}/ingest?tab=load")
        looked.page.locator("input[type=file]").set_input_files(
            [EXAMPLES / "sea-manifest.csv", EXAMPLES / "un-sc-list.xml"]
        )
        expect(looked.page.get_by_role("button", name="Accept: load it")).to_be_visible()
        yield looked


def test_what_files_would_do_is_seen_before_anything_is_loaded(
    loading: Looked, service: str
) -> None:
    page = loading.page
    expect(page.get_by_text("Would add")).to_be_visible()
    expect(page.get_by_text("the entry has no DATAID")).to_be_visible()
    page.goto(f"{service}/ingest")
    expect(page.get_by_text("Nothing is loaded yet")).to_be_visible()


def test_accepting_loads_and_dropping_does_not(loading: Looked, service: str) -> None:
    page = loading.page
    page.get_by_role("button", name="Accept: load it").click()
    expect(page.get_by_role("button", name="Accept: load it")).to_have_count(0)
    expect(page.get_by_text("is loaded: see")).to_be_visible()
    page.goto(f"{service}/ingest")
    expect(page.get_by_role("cell", name="sea-manifest.csv")).to_be_visible()
    page.get_by_role("button", name="1 issue").first.click()
    expect(page.get_by_role("heading", name="Set aside")).to_be_visible()
    page.goto(f"{service}/ingest?tab=load")
    page.locator("input[type=file]").set_input_files(EXAMPLES / "paxlst.edi")
    page.get_by_role("button", name="Drop it").click()
    expect(page.get_by_role("button", name="Drop it")).to_have_count(0)
    page.goto(f"{service}/ingest")
    expect(page.get_by_role("cell", name="sea-manifest.csv")).to_be_visible()
    expect(page.get_by_role("cell", name="paxlst.edi")).to_have_count(0)


def test_a_correction_of_the_same_time_that_does_not_speak_is_told_of(
    loading: Looked, service: str, tmp_path: Path
) -> None:
    page = loading.page
    page.get_by_role("button", name="Accept: load it").click()
    expect(page.get_by_text("is loaded: see")).to_be_visible()
    given = (EXAMPLES / "sea-manifest.csv").read_text("utf-8")
    corrected = [tmp_path / f"sea-manifest-{n}.csv" for n in range(6)]
    for path in corrected:  # of so many that differ, some come behind what is loaded
        path.write_text(given.replace("MV EXAMPLE STAR", f"MV {path.stem}"), "utf-8")
    page.locator("input[type=file]").set_input_files(corrected)
    expect(page.get_by_text("not speak, for ").first).to_be_visible()


def test_who_may_not_load_is_told(service: str, look: Looked) -> None:
    look.page.goto(f"{service}/ingest?tab=load&as=trade")
    expect(look.page.get_by_text("does not hold the right to load")).to_be_visible()
    expect(look.page.locator("input[type=file]")).to_have_count(0)
