"""Drives a headless Chromium over its debugging pipe: what a page shows, and whom it asks."""

import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SECONDS_MAX = 20.0
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--no-first-run",
    "--remote-debugging-pipe",
    "about:blank",
)


def found() -> str | None:
    """The browser, where there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Tab:
    """One page.

    Attributes:
        asked: every URL that the page asked for.
        complaints: errors that the browser logged, refusals by the content policy among them.
    """

    def __init__(self, out: int, back: int) -> None:
        self._out = out
        self._back = back
        self._rest = b""
        self._number = 0
        self._session = ""
        self.asked: list[str] = []
        self.complaints: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        told = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = told["sessionId"]
        for domain in ("Network", "Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser; gives the result."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, url: str) -> None:
        """Go to an address."""
        self.call("Page.navigate", url=url)

    def run(self, script: str) -> Any:
        """What a JavaScript expression gives."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, script: str) -> Any:
        """The first true value of a JavaScript expression."""
        end = time.monotonic() + SECONDS_MAX
        while time.monotonic() < end:
            if value := self.run(script):
                return value
            time.sleep(0.1)
        raise AssertionError(f"never came true: {script}; the browser says {self.complaints}")

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            read = os.read(self._back, 1 << 20)
            assert read, "the browser is gone"
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._note(message.get("method", ""), message.get("params", {}))
        return message

    def _note(self, method: str, params: dict[str, Any]) -> None:
        if method == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.complaints.append(params["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            thrown = params["exceptionDetails"]
            self.complaints.append(thrown.get("exception", thrown).get("description", "thrown"))


@contextmanager
def tab(browser: str, profile: Path) -> Iterator[Tab]:
    """A page in a browser of its own, gone at the end."""
    in_read, in_write = map(_high, os.pipe())
    out_read, out_write = map(_high, os.pipe())
    nowhere = os.open(os.devnull, os.O_RDWR)
    process = os.posix_spawn(
        browser,
        [browser, f"--user-data-dir={profile}", *_FLAGS],
        os.environ,
        file_actions=[
            (os.POSIX_SPAWN_DUP2, nowhere, 1),
            (os.POSIX_SPAWN_DUP2, nowhere, 2),
            (os.POSIX_SPAWN_DUP2, in_read, 3),  # the pipe's numbers are the browser's choice
            (os.POSIX_SPAWN_DUP2, out_write, 4),
        ],
    )
    for end in (in_read, out_write, nowhere):
        os.close(end)
    try:
        yield Tab(in_write, out_read)
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        os.close(in_write)
        os.close(out_read)


def _high(number: int) -> int:
    """The same open file under a number that is in nobody's way."""
    moved = fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(number)
    return moved
