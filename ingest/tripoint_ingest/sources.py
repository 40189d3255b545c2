"""Sources at the door: whose a file is, who may see it, and how far it is to be believed."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Grade, Tlp
from tripoint_ingest.reading import Source


class SourcesError(TripointError):
    """A file of sources that cannot be read or does not hold together."""


class SourceSettings(BaseModel):
    """What one entry overrides; whatever it leaves out stays as the format has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: str | None = None
    tlp: str | None = None
    category: Category | None = None
    releasable_to: tuple[str, ...] | None = None
    retention: str | None = None
    grade: str | None = None


class _SourcesFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, SourceSettings]


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that somebody said something about, by name."""

    settings: dict[str, SourceSettings] = field(default_factory=dict)

    def source(self, default: Source, name: str = "") -> Source:
        """The source of a file: the format's own, renamed where a name is given, with what the
        settings say of that name.
        """
        named = replace(default, name=name or default.name)
        entry = self.settings.get(named.name)
        return named if entry is None else _overridden(named, entry)


def load_sources(path: Path) -> Sources:
    """Read a YAML file: `sources:` name to owner, tlp, category, releasable_to, retention, grade.

    Raises:
        SourcesError: it cannot be read, or an entry is wrong; the message names it.
    """
    try:
        entries = _SourcesFile.model_validate(yaml.safe_load(path.read_text("utf-8"))).sources
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise SourcesError(f"{path}: not a readable file of sources: {error}") from error
    for name, entry in entries.items():
        try:
            _grade(entry.grade)
            _tlp(entry.tlp)
        except ValueError as error:
            raise SourcesError(f"{path}: source {name!r}: {error}") from error
    return Sources(entries)


def _overridden(source: Source, entry: SourceSettings) -> Source:
    given = entry.model_dump(exclude_none=True, exclude={"grade", "tlp"})
    if (tlp := _tlp(entry.tlp)) is not None:
        given["tlp"] = tlp
    grade = _grade(entry.grade) or source.grade
    return replace(source, handling=replace(source.handling, **given), grade=grade)


def _grade(text: str | None) -> Grade | None:
    if text is None:
        return None
    if len(text) != len("A1") or not text[1].isdecimal():
        raise ValueError(f"a grade runs from A1 to F6, not {text!r}")
    return Grade(text[0].upper(), int(text[1]))


def _tlp(text: str | None) -> Tlp | None:
    if text is None:
        return None
    if text.upper() not in Tlp.__members__:
        known = ", ".join(name.lower() for name in Tlp.__members__)
        raise ValueError(f"{text!r} is no TLP level; known: {known}")
    return Tlp[text.upper()]
