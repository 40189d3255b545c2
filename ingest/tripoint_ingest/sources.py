"""Sources at the door: whose a file is, who may see it, and how far it is to be believed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_ingest.reading import Source

DEFAULT_RETENTION = "default"
"""The rule of whoever says nothing; every other must stand under `retention`."""


class SourcesError(TripointError):
    """A file of sources that cannot be read or does not hold together."""


def _member(text: str) -> str:
    if text.split() != [text]:
        raise ValueError(f"a Member is named in one word, not {text!r}")
    return text


def _grade(text: str) -> str:
    if len(text) != len("A1") or text[0].upper() not in "ABCDEF" or text[1] not in "123456":
        raise ValueError(f"a grade runs from A1 to F6, not {text!r}")
    return text.upper()


def _level(text: object) -> object:
    name = str(text).upper().replace("+", "_")
    if name not in Tlp.__members__:
        known = ", ".join(level.lower() for level in Tlp.__members__)
        raise ValueError(f"{text!r} is no TLP level; known: {known}")
    return Tlp[name]


Member = Annotated[str, AfterValidator(_member)]


class SourceSettings(BaseModel):
    """What one entry overrides; whatever it leaves out stays as the format has it.

    Attributes:
        owner: the Member or body whose records these are.
        tlp, category, releasable_to, retention: their handling.
        grade: reliability and default credibility in one ("B3"), or
        reliability, credibility: each by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    owner: Member | None = None
    tlp: Annotated[Tlp, BeforeValidator(_level)] | None = None
    category: Category | None = None
    releasable_to: tuple[Member, ...] | None = None
    retention: str | None = None
    grade: Annotated[str, AfterValidator(_grade)] | None = None
    reliability: Annotated[str, Field(pattern="^[A-Fa-f]$")] | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None

    @model_validator(mode="after")
    def _is_graded_once(self) -> "SourceSettings":
        if self.grade and (self.reliability or self.credibility):
            raise ValueError("give either a grade, or reliability and credibility")
        return self


class _SourcesFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, SourceSettings]
    retention: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources that somebody said something about, by name.

    Attributes:
        settings: what is said of each.
        said_by: the file that says so, or "".
    """

    settings: dict[str, SourceSettings] = field(default_factory=dict)
    said_by: str = ""

    def source(self, default: Source, name: str = "") -> Source:
        """The source of a file: the format's own, renamed where a name is given, with what the
        settings say of that name.
        """
        named = replace(default, name=name or default.name)
        entry = self.settings.get(named.name)
        return named if entry is None else _overridden(named, entry)


@dataclass(frozen=True, slots=True)
class Known:
    """What holds for the records of one source; None where each format says so itself.

    Attributes:
        name: the source's.
        owner, tlp, category, releasable_to, retention: their handling.
        reliability, credibility: of the source, and of what it says where a record does not tell.
        said_by: the file that says so, or "" where it is the format.
    """

    name: str
    owner: str | None
    tlp: Tlp | None
    category: Category | None
    releasable_to: tuple[str, ...] | None
    retention: str | None
    reliability: str | None
    credibility: int | None
    said_by: str = ""

    @property
    def handling(self) -> Handling | None:
        """How they are handled; None where that is not all told."""
        if self.owner is None or self.tlp is None or self.category is None:
            return None
        return Handling(self.owner, self.tlp, self.category, self.releasable_to or ())


def known_sources(sources: Sources, own: Iterable[Source]) -> list[Known]:
    """The source of each format, and those that only the settings name, in this order.

    Args:
        sources: the settings.
        own: the sources of the formats.
    """
    formats = {source.name: sources.source(source) for source in own}
    named = {name: sources.settings[name] for name in sorted(sources.settings.keys() - formats)}
    return [_of_format(each, sources) for each in formats.values()] + [
        _of_settings(name, entry, sources.said_by) for name, entry in named.items()
    ]


def _of_format(source: Source, sources: Sources) -> Known:
    handling, grade = source.handling, source.grade
    return Known(
        source.name,
        handling.owner,
        handling.tlp,
        handling.category,
        handling.releasable_to,
        handling.retention,
        grade.reliability,
        grade.credibility,
        sources.said_by if source.name in sources.settings else "",
    )


def _of_settings(name: str, entry: SourceSettings, said_by: str) -> Known:
    grade = entry.grade or ""
    return Known(
        name,
        entry.owner,
        entry.tlp,
        entry.category,
        entry.releasable_to,
        entry.retention,
        grade[:1] or (entry.reliability or "").upper() or None,
        int(grade[1]) if grade else entry.credibility,
        said_by,
    )


def load_sources(path: Path) -> Sources:
    """Read a YAML file: `sources:` name to what holds for it (`SourceSettings`), and `retention:`
    the rules there are, name to what each means.

    Raises:
        SourcesError: it cannot be read, or an entry is wrong; the message names each with its line.
    """
    try:
        text = path.read_text("utf-8")
        given, node = yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
        read = _SourcesFile.model_validate(given)
    except ValidationError as error:
        faults = [_told(node, each["loc"], str(each["msg"])) for each in error.errors()]
        raise _refused(path, faults) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourcesError(f"{path}: not a readable file of sources: {error}") from error
    if faults := list(_unknown_rules(read, node)):
        raise _refused(path, faults)
    return Sources(read.sources, str(path))


def _unknown_rules(read: _SourcesFile, node: yaml.Node | None) -> Iterator[str]:
    known = [DEFAULT_RETENTION, *read.retention]
    for name, entry in read.sources.items():
        if entry.retention is not None and entry.retention not in known:
            why = f"no retention rule {entry.retention!r}; known: {', '.join(known)}"
            yield _told(node, ("sources", name, "retention"), why)


def _refused(path: Path, faults: list[str]) -> SourcesError:
    return SourcesError("\n  ".join([f"{path}: these sources cannot be used:", *faults]))


def _told(node: yaml.Node | None, place: tuple[int | str, ...], why: str) -> str:
    """A fault with its line and where in the file it is."""
    line, names = _line(node, place), ".".join(map(str, place)) or "the whole"
    if "Extra inputs" in why:
        model = SourceSettings if len(place) > 2 else _SourcesFile
        why = f"there is no such entry; known: {', '.join(model.model_fields)}"
    return f"line {line}, {names}: {why.removeprefix('Value error, ')}"


def _line(node: Any, place: tuple[int | str, ...]) -> int:  # noqa: ANN401 - any node of YAML
    """The line of the entry, as far as the way to it is in the file."""
    line = 1
    for name in place:
        if not isinstance(node, yaml.MappingNode):
            break
        found = next(((k, v) for k, v in node.value if k.value == name), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line


def _overridden(source: Source, entry: SourceSettings) -> Source:
    handling = entry.model_dump(
        exclude_none=True, include={"owner", "tlp", "category", "releasable_to", "retention"}
    )
    grade = Grade(entry.grade[0], int(entry.grade[1])) if entry.grade else source.grade
    if entry.reliability:
        grade = replace(grade, reliability=entry.reliability.upper())
    if entry.credibility:
        grade = replace(grade, credibility=entry.credibility)
    return replace(source, handling=replace(source.handling, **handling), grade=grade)
