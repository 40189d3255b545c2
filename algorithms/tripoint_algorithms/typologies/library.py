"""The library: typologies by name, each enabled version pinned by its digest and never changed.

A folder holds a file a pattern and `pins.txt`, a line an enabled version: key, digest, and what
its back-test found. A file that says something else than its pin is refused: an answer names the
version that it used, and must mean the same next year.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from tripoint_algorithms.typologies.reading import Declaration, PatternError, read_pattern

PINS = "pins.txt"
Pins = Mapping[str, str]
"""Key ("split-lots/1") to digest."""


@dataclass(frozen=True)
class Library:
    """Patterns that may be run.

    Attributes:
        patterns: the newest version of each, by name.
    """

    patterns: Mapping[str, Declaration]

    def named(self, name: str) -> Declaration:
        """The pattern of that name, or an error that lists what there is.

        Raises:
            PatternError: there is none.
        """
        found = self.patterns.get(name.partition("/")[0])
        if found is None or ("/" in name and found.pattern.key != name):
            known = ", ".join(each.pattern.key for each in self.patterns.values())
            raise PatternError(f"no pattern {name!r}; known: {known}")
        return found


@cache
def shipped() -> Library:
    """The patterns that come with the product."""
    return library()


def library(*further: Path) -> Library:
    """The shipped patterns, and those enabled in further folders; of each the newest version.

    Raises:
        PatternError: a file cannot be used, is not what was enabled, or two say one version.
    """
    found: dict[str, Declaration] = {}
    with as_file(files("tripoint_algorithms.typologies") / "shipped") as folder:
        for told in (each for own in (folder, *further) for each in _enabled(own)):
            other = found.get(told.pattern.name)
            if other and other.pattern.version == told.pattern.version:
                raise PatternError(
                    f"{told.file} and {other.file} are both {told.pattern.key}; raise the version "
                    "of one"
                )
            if not other or other.pattern.version < told.pattern.version:
                found[told.pattern.name] = told
    return Library(dict(sorted(found.items())))


def _enabled(folder: Path) -> Iterator[Declaration]:
    """The patterns of a folder, each as it was enabled."""
    pins = read_pins(folder)
    for path in sorted(folder.glob("*.yaml")):
        told = read_pattern(path)
        check_pinned(told, pins)
        if told.pattern.key not in pins:
            raise PatternError(
                f"{path}: {told.pattern.key} is not enabled; look at what it finds with `tripoint "
                f"patterns try {path}`, then `tripoint patterns enable {path}`"
            )
        yield told


def check_pinned(told: Declaration, pins: Pins) -> None:
    """Whether a declaration is what was enabled under its key, if anything was.

    Raises:
        PatternError: it says something else.
    """
    pinned = pins.get(told.pattern.key)
    if pinned is not None and pinned != told.digest:
        raise PatternError(
            f"{told.file}: {told.pattern.key} was enabled with other contents, and an enabled "
            f"version never changes; set `version: {told.pattern.version + 1}`, try it and enable "
            "it, or take the change back"
        )


def read_pins(folder: Path) -> dict[str, str]:
    """The enabled versions of a folder: key to digest.

    Raises:
        PatternError: the file of pins is damaged.
    """
    path = folder / PINS
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    pins: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(maxsplit=2)
        if len(parts) < 2 or "/" not in parts[0] or len(parts[1]) != 64:
            raise PatternError(
                f"{path} line {number}: not `name/version digest`; take the line out of a backup, "
                "or enable the pattern again under a new version"
            )
        pins[parts[0]] = parts[1]
    return pins


def pin_line(told: Declaration, note: str = "") -> str:
    """The line that pins a declaration."""
    return " ".join(filter(None, [told.pattern.key, told.digest, note]))


def pins_text(declared: Iterable[Declaration]) -> str:
    """The pins of several declarations, a line each."""
    lines = sorted(pin_line(each) for each in declared)
    return "\n".join(["# name/version, and the SHA-256 of what it says", *lines, ""])
