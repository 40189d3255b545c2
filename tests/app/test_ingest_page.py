"""Every command on the pages on loading and on mappings does what the page says."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from asking import Tripoint

ROOT = Path(__file__).parents[2]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
STATUS = re.compile(r"\s+# exit status (\d)$")


def lines_of(page: str) -> list[str]:
    blocks = CONSOLE.findall((ROOT / "docs" / page).read_text("utf-8"))
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]


def test_a_table_that_nobody_knows_goes_into_the_store_as_the_page_says(
    tripoint: Tripoint, installation: Path
) -> None:
    shutil.copytree(ROOT / "docs" / "walks", installation / "walks")
    for line in lines_of("mappings.md"):
        told = STATUS.search(line)
        words = shlex.split(line[: told.start()] if told else line)
        if words[0] != "tripoint":
            subprocess.run(words, check=True)
            continue
        answer = tripoint(*words[1:])
        assert answer.status == (int(told[1]) if told else 0), (line, answer.out, answer.err)
    (run,) = tripoint("runs", "--json").json
    assert (run["source"], run["new"]) == ("port-office", 2)


@pytest.mark.slow
def test_the_page_can_be_followed_from_its_beginning_to_its_end(
    tripoint: Tripoint, installation: Path
) -> None:
    shutil.copytree(ROOT / "docs" / "examples", installation / "examples")
    run = ""
    lines = lines_of("ingest.md")
    assert sum(line.startswith("tripoint ") for line in lines) > 10
    for line in lines:
        told = STATUS.search(line)
        words = shlex.split(line[: told.start()] if told else line)
        if words[0] != "tripoint":
            subprocess.run(words, check=True)
            continue
        answer = tripoint(*(run if word == "RUN" else word for word in words[1:]))
        usual = {0, 3} if "examples" in words or "retry" in words else {0}
        assert answer.status in ({int(told[1])} if told else usual), (line, answer.out, answer.err)
        if words[1] == "ingest" and not {"--dry-run", "--draft"} & set(words):
            run = tripoint("runs", "--json").json[0]["id"]
    assert [path.name for path in (installation / "drop" / "done").iterdir()] == [
        "weapons-tracing.csv"
    ]
