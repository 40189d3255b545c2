"""A server on a free port of this machine, and a real browser to look at it with."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


@contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[str]:
    """An application at an address; it is gone at the end."""
    with closing(socket.socket()) as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, args=([bound],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


def chromium_path() -> str:
    """Where the system's Chromium is; skips on a laptop without one, fails in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Chromium for tests of pages")
        pytest.skip("no Chromium is installed")
    return found


@contextmanager
def real_browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    path = chromium_path()
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


class Looked:
    """What a page did while it was looked at.

    Attributes:
        page: the page.
        asked: every address that it asked for.
        complaints: what the browser logged as an error, refusals by the content policy among them.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda told: self.complaints.append(told.text) if told.type == "error" else None,
        )

    def foreign(self, address: str) -> list[str]:
        """Addresses asked for that are not the server's own."""
        return [url for url in self.asked if not url.startswith((f"{address}/", "data:", "blob:"))]


@contextmanager
def looking(browser: Browser, **options: object) -> Iterator[Looked]:
    """A page in a context of its own: no cookies, no storage, no traces left."""
    settings: Mapping[str, object] = {"viewport": {"width": 1440, "height": 900}} | options
    context = browser.new_context(**settings)  # type: ignore[arg-type]  # playwright's own options
    context.set_default_timeout(20_000)
    try:
        yield Looked(context.new_page())
    finally:
        context.close()
