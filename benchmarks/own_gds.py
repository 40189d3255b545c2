"""A Neo4j with its Graph Data Science library, or a word on why there is none."""

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from neo4j import Driver
from own_neo4j import bare_driver

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from neo4j_server import (
    CONFIGURATION,
    STOP_SECONDS,
    TARGET,
    NoServerError,
    Running,
    await_ports,
    configured,
    fetched,
    find_java,
    launch,
    within,
)

POM = Path(__file__).parent / "gds" / "pom.xml"
MODULES = "*-2.26.0.jar"
# This older server does not know the settings that make the tests' server stop at once.
SETTINGS = "".join(
    f"{line}\n" for line in CONFIGURATION.splitlines() if not line.startswith("internal.")
)


@contextmanager
def own_gds() -> Iterator[Driver | None]:
    """A driver of a server with the library; None where there is none, which stderr says."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        try:
            running, ports = _started(home)
        except NoServerError as error:
            print(f"the peer is left out: {error}", file=sys.stderr)
            yield None
            return
        try:
            await_ports(running, *ports, home)
            with bare_driver(running.url) as driver:
                yield driver
        finally:
            os.kill(running.pid, signal.SIGTERM)
            if not within(STOP_SECONDS, lambda: not running.alive):
                os.kill(running.pid, signal.SIGKILL)


def _started(home: Path) -> tuple[Running, tuple[int, int]]:
    TARGET.mkdir(exist_ok=True)
    java, jars = find_java(), fetched(POM, TARGET / "gds-jars")
    ports, url = configured(
        java, jars, home, SETTINGS + "dbms.security.procedures.unrestricted=gds.*\n"
    )
    plugins = home / "plugins"
    plugins.mkdir()
    for jar in Path(jars).parent.glob(MODULES):  # procedures are looked for in that folder alone
        shutil.copy(jar, plugins)
    pid = launch(java, jars, home)
    return Running(pid, psutil.Process(pid).create_time(), url, kept=True), ports
