"""What is committed: small enough to load at once, and whole."""

import ast
import gzip
import re
from pathlib import Path

from tripoint_algorithms import layout
from tripoint_api.door import page
from tripoint_api.door.page import STATIC
from tripoint_api.door.workbench import SCREENS

FIRST_LOAD_MAX = 250_000
BUILT = STATIC / "workbench"
SOURCE = Path(__file__).parents[2] / "web" / "src"


def test_the_first_load_is_small() -> None:
    html = (BUILT / "index.html").read_text("utf-8")
    scripts = set(re.findall(r'/static/workbench/([\w./-]+\.js)"', html))
    assert "index.js" in scripts
    size = sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in scripts)
    assert size <= FIRST_LOAD_MAX
    assert not {"maplibre.js", "sigma.js"} & scripts


def test_the_page_names_no_other_host() -> None:
    assert "://" not in (BUILT / "index.html").read_text("utf-8")


def test_the_server_knows_every_screen() -> None:
    paths = re.findall(r'<Route path="([^"]+)"', (SOURCE / "Screens.tsx").read_text("utf-8"))
    assert [re.sub(r":(\w+)", r"{\1}", path) for path in paths] == list(SCREENS)


def test_what_others_wrote_is_named_with_its_licence() -> None:
    told = (BUILT / "third-party-licences.md").read_text("utf-8")
    for name in ("react", "@mantine/core", "sigma", "maplibre-gl", "world-atlas"):
        assert re.search(rf"^## {re.escape(name)} - ", told, re.MULTILINE)
    assert "GPL" not in re.sub(r"[^\n]*LGPL[^\n]*", "", told)


def test_ways_to_rank_are_translated_as_the_server_says_them() -> None:
    said = {
        node.value
        for room in (Path(page.__file__).parents[1], Path(layout.__file__).parent)
        for path in room.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for language in ("fr", "id"):
        words = (SOURCE / "words" / f"{language}.ts").read_text("utf-8")
        ranked = words.partition("  ranked: {\n")[2].partition("\n  },\n")[0]
        phrases = re.findall(r'^\s+(?:"([^"]+)"|(\w+)):', ranked, re.MULTILINE)
        known = [quoted or bare for quoted, bare in phrases]
        assert len(known) > 8
        assert [phrase for phrase in known if phrase not in said] == []
