"""Draws the README's pictures of the workbench, light and dark, from the demo's made-up data.

make demo ARGS=--no-serve && tripoint --store sqlite:///demo/tripoint.db serve &
.venv/bin/python tools/picture_workbench.py http://127.0.0.1:8700
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
SIZE = {"width": 1440, "height": 860}


def draw(address: str) -> None:
    """Write one picture a colour scheme: a ready question's first chain, its second step open."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"{address}/?from=FTF&to=CHEMICAL_SUPPLIER&hops=4")
            page.locator(".chain-card").first.wait_for()
            for key in ("j", "l", "l"):
                page.keyboard.press(key)
            page.locator("aside .record").first.wait_for()
            page.screenshot(path=PICTURES / f"workbench-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    draw(sys.argv[1])
