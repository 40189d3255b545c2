"""Every reader, given spoilt files: no crash, no hang, no swelling; and every format's example.

`python tests/ingest/test_fuzzing.py SECONDS [FORMAT]` looks for longer and keeps what it finds in
`corpus/`, which is read again at every test.
"""

import sys
import tracemalloc
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest
from fuzzing import Fault, fault, spoilt

from tripoint_ingest.formats import detect, known_formats
from tripoint_ingest.reading import Unreadable

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
CORPUS = Path(__file__).parent / "corpus"
SEEDS = 66
MEMORY_BYTES_MAX = 200 * 2**20
CELL_BYTES = 10_000_000
FORMATS = tuple(known_formats())


def format_of(path: Path) -> str:
    """The format that a file is named for: the longest name that its own begins with."""
    fitting = [name for name in FORMATS if path.name.startswith((f"{name}.", f"{name}-"))]
    return max(fitting, key=len, default="")


KEPT = sorted(CORPUS.glob("*.*"))


def examples(name: str) -> list[Path]:
    """Files named for a format, and in a folder named for it those under their official names."""
    named = [path for path in EXAMPLES.iterdir() if path.is_file() and format_of(path) == name]
    return sorted(named) or [p for p in sorted((EXAMPLES / name).glob("*")) if is_of(name, p)]


def is_of(name: str, path: Path) -> bool:
    """Whether a file is found to be of a format: others beside it are only read with it."""
    try:
        return detect(path).name == name
    except Unreadable:
        return False


def spoilt_examples(name: str, folder: Path, seeds: Iterator[int]) -> Iterator[tuple[Path, str]]:
    """Spoilt files, and how each was."""
    given = examples(name)
    for seed in seeds:
        example = given[seed % len(given)]
        data, how = spoilt(example.read_bytes(), seed)
        path = folder / f"spoilt{example.suffix}"
        path.write_bytes(data)
        yield path, how


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_an_example_that_is_named_for_it_and_found_by_its_content(
    name: str,
) -> None:
    given = examples(name)
    assert given, f"docs/examples has no {name}.…: add a small made-up one"
    assert {detect(path).name for path in given} == {name}


def test_every_example_is_named_for_its_format() -> None:
    nameless = [
        p.name
        for p in EXAMPLES.iterdir()
        if p.suffix != ".md" and not format_of(p) and p.name not in FORMATS
    ]
    assert nameless == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_reader_takes_spoilt_files_as_they_come(name: str, tmp_path: Path) -> None:
    found: dict[str, Fault] = {}
    for path, how in spoilt_examples(name, tmp_path, iter(range(SEEDS))):
        if broken := fault(known_formats()[name], path):
            found[how] = broken
    assert {how: str(each) for how, each in found.items()} == {}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_what_once_broke_a_reader_breaks_it_no_more(path: Path) -> None:
    if not (name := format_of(path)):
        pytest.skip(f"{path.name}: its format is no more")
    assert fault(known_formats()[name], path) is None


@pytest.mark.parametrize("name", FORMATS)
def test_a_cell_of_ten_megabytes_does_not_swell_a_reader(name: str, tmp_path: Path) -> None:
    for example in examples(name):
        data = example.read_bytes()
        path = tmp_path / f"huge{example.suffix}"
        path.write_bytes(data[: len(data) // 2] + b"x" * CELL_BYTES + data[len(data) // 2 :])
        tracemalloc.start()
        try:
            broken = fault(known_formats()[name], path)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert broken is None
        assert peak < MEMORY_BYTES_MAX


@pytest.mark.parametrize("content", [b"", b"\n", b"\0" * 4096, b"\xff\xfe", b"UNA", b"PK\x03\x04"])
@pytest.mark.parametrize("name", FORMATS)
def test_next_to_nothing_is_taken_as_it_comes(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "next-to-nothing"
    path.write_bytes(content)
    assert fault(known_formats()[name], path) is None
    assert known_formats()[name].sniff(content, path.name) in (True, False)


def look_for_longer(seconds: float, names: tuple[str, ...]) -> None:
    """Spoil examples until the time is over; keep one file for each new way of breaking."""
    seen: set[tuple[str, str]] = set()
    end, seed = monotonic() + seconds, SEEDS
    with TemporaryDirectory() as folder:
        while monotonic() < end:
            for name in names:
                for path, how in spoilt_examples(name, Path(folder), iter([seed])):
                    broken = fault(known_formats()[name], path)
                    if broken is None or (name, broken.what[:40]) in seen:
                        continue
                    seen.add((name, broken.what[:40]))
                    mark = blake2b(path.read_bytes(), digest_size=4).hexdigest()
                    kept = CORPUS / f"{name}-{mark}{path.suffix}"
                    kept.write_bytes(path.read_bytes())
                    print(f"{kept.name}: {how}: {broken}")
            seed += 1
    print(f"{seed - SEEDS} files of each of {len(names)} formats, {len(seen)} ways of breaking")


if __name__ == "__main__":
    look_for_longer(float(sys.argv[1]), tuple(sys.argv[2:]) or FORMATS)
