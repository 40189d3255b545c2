"""Every screen in both schemes: it is there, asks nobody else, and everybody can use it."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]
    Axe,
)
from playwright.sync_api import Browser, Page, expect
from served import looking

pytestmark = pytest.mark.browser

SCREENS = {
    "chains": ("/", ".chain-card"),
    "evidence": ("/?view=chains", ".record"),
    "between": ("/?hops=4&open=stays,breaks,gaps", ".gaps li"),
    "no-chain": ("/?hops=2&open=gaps", ".gaps li"),
    "network": ("/?view=network", ".stage[data-ready]"),
    "map": ("/?view=map", ".stage[data-ready]"),
    "timeline": ("/?view=timeline", ".timeline .bar"),
    "table": ("/?view=table", "td"),
    "entity": ("/entity/{id}", "td"),
    "entity-chains": ("/entity/{id}?tab=chains", ".chain"),
    "entity-timeline": ("/entity/{id}?tab=timeline", ".timeline"),
    "entity-why": ("/entity/{id}?tab=mentions", ".record"),
    "entity-map": ("/entity/{id}?tab=map", ".padded"),
    "entity-missing": ("/entity/{id}?tab=missing", ".padded"),
    "convergence": ("/convergence", ".chain-card"),
    "routes": ("/routes", ".stage[data-ready]"),
    "routes-table": ("/routes?view=table", "td"),
    "ingest": ("/ingest", "td"),
    "formats": ("/ingest?tab=formats", "td"),
    "sources": ("/ingest?tab=sources", "td"),
    "load": ("/ingest?tab=load", ".padded"),
    "nothing": ("/entity/00000000000000000000000000000000", "[role=alert]"),
}


def somebody(page: Page, address: str) -> str:
    """The id of the first entity of the first chain."""
    page.goto(address)
    link = page.locator(".chain-node").first.get_attribute("href")
    assert link is not None
    return link.rpartition("/")[2]


def violations(page: Page) -> list[Any]:
    """What axe finds, shortened to what one has to know to mend it."""
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:5]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen(name: str, scheme: str, address: str, browser: Browser, pictures: Path) -> None:
    path, sign = SCREENS[name]
    with looking(browser, color_scheme=scheme, bypass_csp=True) as looked:
        page = looked.page
        if "{id}" in path:
            path = path.format(id=somebody(page, address))
        page.goto(address + path)
        if name == "evidence":
            page.locator(".chain-step").first.click()
        expect(page.locator(sign).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=pictures / f"{name}-{scheme}.png")
        assert violations(page) == []
        assert looked.foreign(address) == []
        assert [told for told in looked.complaints if "404" not in told] == []
