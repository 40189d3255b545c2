"""`tripoint demo` and `tripoint serve`, as somebody runs them."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from asking import Tripoint

ROOT = Path(__file__).parents[2]
SECONDS_MAX = 120


@pytest.mark.slow
def test_the_demo_shows_links_and_serves_graphql(tripoint: Tripoint, installation: Path) -> None:
    told = installation / "told"
    with told.open("wb") as stream:
        demo = subprocess.Popen(
            [sys.executable, "-m", "tripoint", "demo", "--port", "0"],
            cwd=installation,
            env=os.environ | {"TRIPOINT_SHARED_DATA": str(installation / "nothing")},
            stdout=subprocess.PIPE,
            stderr=stream,
        )
    try:
        address = waited_for(told, r"GraphQL at (http://127\.0\.0\.1:\d+)/graphql")
        answer = httpx.post(f"{address}/graphql", json={"query": "{ __typename }"})
        assert answer.json()["data"] == {"__typename": "Query"}
        assert httpx.get(f"{address}/healthz").json() == {"status": "ok"}
    finally:
        demo.send_signal(signal.SIGINT)
        out, _ = demo.communicate(timeout=SECONDS_MAX)
    assert "Traceback" not in told.read_text()
    words = out.decode()
    assert "How are FTF and CHEMICAL_SUPPLIER connected?" in words
    assert "1. " in words
    assert "grade" in words
    assert "a lead to be checked" in words
    (shown,) = re.findall(r"```\n(1\. .*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    told_of = shown.partition("   2. ")[0]  # from there on two bills tie, and ids decide
    for part in re.split(r"\.\.\.|\n", told_of):
        assert part.strip() in words, f"README shows {part!r}, and the demo does not say so"
    store = f"sqlite:///{installation}/demo/tripoint.db"
    for page, viewer, asked in (
        ("README.md", "full", r'tripoint search "(\w+)"'),
        ("docs/graphql.md", "trade", r'search\(text: \\"(\w+)\\"\)'),
    ):
        (word, *_) = re.findall(asked, (ROOT / page).read_text("utf-8"))
        found = tripoint("search", word, "--viewer", viewer, "--store", store, "--json").json
        assert found["of"] > 0, f"{page} searches for {word}, and the demo has none"


def waited_for(path: Path, pattern: str) -> str:
    patience = time.monotonic() + SECONDS_MAX
    while time.monotonic() < patience:
        if found := re.search(pattern, path.read_text()):
            return found[1]
        time.sleep(0.1)
    pytest.fail(f"never said: {path.read_text()}")


def test_the_demo_leaves_a_folder_alone_that_is_not_its_own(
    tripoint: Tripoint, installation: Path
) -> None:
    mine = installation / "demo" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    told = tripoint("demo", "--no-serve")
    assert told.status == 2
    assert "something else" in told.err
    assert mine.read_text() == "mine"


def test_only_this_machine_is_served(asked: Tripoint) -> None:
    for host in ("0.0.0.0", "192.0.2.1", "example.org"):  # noqa: S104 - refused, that is the test
        told = asked("serve", "--host", host)
        assert told.status == 2
        assert "loopback" in told.err


def test_a_wrong_viewer_is_told_before_anything_is_served(asked: Tripoint) -> None:
    told = asked("serve", "--port", 0, "--viewer", "nobody")
    assert told.status == 4
    assert "nobody" in told.err
