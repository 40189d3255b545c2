"""Every command on the page on loading does what the page says."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from asking import Tripoint

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "ingest.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
STATUS = re.compile(r"\s+# exit status (\d)$")


@pytest.mark.slow
def test_the_page_can_be_followed_from_its_beginning_to_its_end(
    tripoint: Tripoint, installation: Path
) -> None:
    shutil.copytree(ROOT / "docs" / "examples", installation / "examples")
    run = ""
    lines = [line.removeprefix("$ ") for block in BLOCKS for line in block.splitlines()]
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
