"""The service ends at once when somebody interrupts it, whoever is still listening."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
from asking import Tripoint


def test_it_ends_quietly_while_somebody_is_subscribed(asked: Tripoint, installation: Path) -> None:
    assert asked("store", "info").status == 0
    command = [sys.executable, "-m", "tripoint", "serve", "--port", "0"]
    serving = subprocess.Popen(command, cwd=installation, stderr=subprocess.PIPE, text=True)
    assert serving.stderr
    told = ""
    while not (address := re.search(r"http://[\d.]+:\d+/graphql", told)):
        line = serving.stderr.readline()
        assert line, "it ended before it said where it answers"
        told += line
    query = {"query": "subscription { screening { screened } }"}
    accept = {"Accept": "text/event-stream"}
    with httpx.stream("POST", address[0], json=query, headers=accept, timeout=30) as answer:
        assert answer.status_code == 200
        serving.send_signal(signal.SIGINT)
        answer.read()  # the stream comes to its end
    _, rest = serving.communicate(timeout=20)
    assert serving.returncode in (0, -signal.SIGINT, 130)
    assert "Traceback" not in rest
    assert "ERROR" not in rest
