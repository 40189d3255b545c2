"""The house rules that no linter knows, as one test file."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "ingest", "resolution", "algorithms", "api", "app", "scenarios")
LINES_MAX = 400
FUNCTION_LINES_MAX = 50
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "base", "misc"}
# Written in pieces, so that this file does not break its own rule.
TELLTALES = [
    re.compile(pattern)
    for pattern in (
        r"/wo" + r"rk/",
        r"/ro" + r"ot/",
        r"py" + r"pi\.org|files\.python" + r"hosted|registry\." + r"npmjs|repo1?\.maven",
        r"(?i)\bclau" + r"de\b|\bcopi" + r"lot\b|\bLL" + r"M\b|\bAI assis" + r"tant",
    )
]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of the project's own files")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_are_short() -> None:
    long = {str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in modules()}
    assert {name: lines for name, lines in long.items() if lines > LINES_MAX} == {}


def test_functions_fit_a_screen() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in modules()
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]
    assert long == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(p) for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]
    assert silent == []


def test_no_module_has_a_vague_name() -> None:
    named = {part.removesuffix(".py") for p in modules() for part in p.relative_to(ROOT).parts}
    assert named & VAGUE == set()


def test_nothing_tells_of_the_machine_it_was_made_on() -> None:
    told = []
    for path in tracked():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a workbook; their texts come from files that are read here
        if "/static/" in path.as_posix():
            continue  # other people's builds
        told += [f"{path.relative_to(ROOT)}: {p.pattern}" for p in TELLTALES if p.search(text)]
    assert told == []


def test_links_between_documents_lead_somewhere() -> None:
    dead = []
    for page in tracked():
        if page.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            here = "://" not in target and not target.startswith("mailto:")
            if here and not (page.parent / target).exists():
                dead.append(f"{page.relative_to(ROOT)} -> {target}")
    assert dead == []


def test_no_test_is_silent_about_why_it_skips() -> None:
    bare = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if re.search(r"pytest\.skip\(\s*\)|mark\.skip\b(?!if)\s*(?!\()", path.read_text("utf-8"))
    ]
    assert bare == []


@pytest.fixture
def compose() -> dict[str, dict[str, dict[str, object]]]:
    read: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        (ROOT / "docker-compose.yml").read_text("utf-8")
    )
    return read


def test_compose_publishes_ports_on_loopback_alone(
    compose: dict[str, dict[str, dict[str, object]]],
) -> None:
    ports = [p for service in compose["services"].values() for p in service.get("ports", [])]  # type: ignore[attr-defined]  # a list in a YAML tree
    assert ports
    assert [p for p in ports if not str(p).startswith("127.0.0.1:")] == []


def test_compose_has_no_default_password() -> None:
    text = (ROOT / "docker-compose.yml").read_text("utf-8")
    for name in ("TRIPOINT_NEO4J_PASSWORD", "TRIPOINT_SECRET_FILE"):
        uses = re.findall(r"\$\{" + name + r"([^}]*)\}", text)
        assert all(not use.startswith((":-", "-")) for use in uses)
    assert "${TRIPOINT_NEO4J_PASSWORD:?" in text
    assert "${TRIPOINT_SECRET_FILE:?" in text


def test_compose_and_tests_run_the_same_neo4j(
    compose: dict[str, dict[str, dict[str, object]]],
) -> None:
    image = str(compose["services"]["neo4j"]["image"])
    pom = (ROOT / "tests/neo4j/pom.xml").read_text("utf-8")
    found = re.search(r"<neo4j\.version>([^<]+)<", pom)
    assert found
    assert image == f"neo4j:{found[1]}-community"
