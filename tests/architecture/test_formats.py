"""A format is whole: whoever adds one to the registry is told here what is still missing of it."""

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tripoint.cli import app
from tripoint_ingest.formats import detect, known_formats
from tripoint_ingest.mapping.mapped import MappedReader
from tripoint_ingest.reading import Unreadable

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
GOLDEN = ROOT / "tests" / "ingest" / "golden"
FORMATS = sorted(known_formats())


def example_of(name: str) -> list[Path]:
    """Files named for a format, or in a folder named for it, that are found to be of it."""
    near = [*EXAMPLES.glob(f"{name}*"), *EXAMPLES.glob(f"{name}/*")]
    return [path for path in near if path.is_file() and _is(path, name)]


def _is(path: Path, name: str) -> bool:
    try:
        return detect(path).name == name
    except Unreadable:
        return False


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_an_example_and_the_records_that_it_makes(name: str) -> None:
    given = example_of(name)
    assert given, f"docs/examples: add a small made-up file named {name}.*"
    for path in given:
        inside = path.parent != EXAMPLES
        kept = f"{path.parent.name}-{path.name}" if inside else path.name
        assert (GOLDEN / f"{kept}.records.json").is_file(), (
            "run tests/ingest/test_mapping_examples.py to write it, and read it"
        )


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_told_of_in_the_documentation(name: str) -> None:
    pages = (path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    assert any(f"`{name}`" in page for page in pages)


def test_every_format_is_listed_on_the_command_line() -> None:
    listed = CliRunner().invoke(app, ["formats", "--json"]).stdout
    assert [name for name in FORMATS if f'"{name}"' not in listed] == []


def test_every_format_is_spoilt_by_the_fuzzer() -> None:
    sys.path.insert(0, str(ROOT / "tests" / "ingest"))
    try:
        import test_fuzzing
    finally:
        sys.path.pop(0)
    assert set(test_fuzzing.FORMATS) == set(FORMATS)


def test_every_reader_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    monkeypatch.setattr(sys, "argv", ["bench", "--quick"])
    import ingest_formats
    import ingest_formats_rows

    monkeypatch.setattr(ingest_formats, "SIZE", 10)
    measured = {case.format for case in ingest_formats.cases(tmp_path)}
    measured |= set(ingest_formats_rows.FORMATS)
    # Two lists of one publisher have one reader: measuring one of them measures both.
    classes = {type(known_formats()[name]) for name in measured} - {MappedReader}
    missing = [
        name
        for name, reader in known_formats().items()
        if name not in measured and type(reader) not in classes
    ]
    assert missing == []
