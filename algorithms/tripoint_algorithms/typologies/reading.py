"""Reads a typology's YAML; whatever is wrong is told by file, line and field."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from tripoint_algorithms.typologies.pattern import Pattern
from tripoint_graph.errors import TripointError

_PLACE = re.compile(r"([a-z][a-z_0-9.]*): ")
BYTES_MAX = 64_000
"""A pattern is read by people."""


class PatternError(TripointError):
    """A pattern that cannot be used; the message says where, why and what to do."""


@dataclass(frozen=True)
class Declaration:
    """A pattern as its file tells it.

    Attributes:
        pattern: what it says.
        digest: SHA-256 of what it says: comments and layout do not count, every value does.
        file: where it was read from.
    """

    pattern: Pattern
    digest: str
    file: str


def read_pattern(path: Path) -> Declaration:
    """The pattern of a file.

    Raises:
        PatternError: it cannot be read, or says something that cannot be meant.
    """
    try:
        text = path.read_bytes()[: BYTES_MAX + 1].decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return parse_pattern(text, str(path))


def parse_pattern(text: str, file: str) -> Declaration:
    """The pattern that a text holds; `file` is named in errors.

    Raises:
        PatternError: it is no YAML, or says something that cannot be meant.
    """
    if len(text.encode()) > BYTES_MAX:
        raise PatternError(f"{file}: longer than {BYTES_MAX:,} bytes; write a shorter pattern")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise PatternError(f"{file}: refers to itself by & and *; write the part out twice")
        tree = yaml.compose(text, yaml.SafeLoader)
        told = yaml.safe_load(text)
    except RecursionError as error:
        raise PatternError(f"{file}: nested too deeply; a pattern has four levels") from error
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        line = f" line {at.line + 1}" if at else ""
        why = getattr(error, "problem", None) or error
        raise PatternError(f"{file}{line}: not YAML: {why}; check indents and quotes") from error
    if not isinstance(told, dict) or tree is None:
        raise PatternError(f"{file} line 1: a pattern is a mapping that begins with `name:`")
    if twice := _told_twice(tree):
        raise PatternError(f"{file} line {twice[1]}, {twice[0]}: told twice; keep one of them")
    try:
        pattern = Pattern.model_validate(told)
    except ValidationError as error:
        faults = "\n".join(_fault(file, tree, fault) for fault in error.errors())
        raise PatternError(faults) from error
    return Declaration(pattern, digest_of(pattern), file)


def digest_of(pattern: Pattern) -> str:
    """SHA-256 of what a pattern says, in hex."""
    said = pattern.model_dump(mode="json", exclude_defaults=True)
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _fault(file: str, tree: yaml.Node, fault: Any) -> str:  # noqa: ANN401 - pydantic's own
    where = [part for part in fault["loc"] if part not in {"Thing", "str", "[key]"}]
    told = str(fault["msg"]).removeprefix("Value error, ")
    if fault["type"] == "extra_forbidden":
        told = "is nothing that a pattern says here; take it out, or mend its spelling"
    elif fault["type"] == "missing":
        told = "is missing; write it"
    elif "[key]" in fault["loc"]:
        told = (
            "is no name: small letters, digits and _, and not on, off, yes or no, which YAML reads "
            "as true and false; choose another"
        )
    # A check of several parts says itself, before a colon, in which of them the fault lies.
    deeper = _PLACE.match(told)
    at = where + (deeper[1].split(".") if deeper else [])
    field = ".".join(map(str, at)) or "pattern"
    return f"{file} line {_line(tree, at)}, {field}: {told[deeper.end() :] if deeper else told}"


def _line(node: yaml.Node, path: Sequence[str | int]) -> int:
    """The line of the deepest part of a path that is there."""
    line = int(node.start_mark.line) + 1
    for part in path:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next((p for p in node.value if str(p[0].value) == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and str(part).isdecimal():
            at = int(part)
            found = (node.value[at],) * 2 if at < len(node.value) else None
        if found is None:
            break
        line, node = int(found[0].start_mark.line) + 1, found[1]
    return line


def _told_twice(node: yaml.Node, above: str = "") -> tuple[str, int] | None:
    """A key that stands twice in one mapping, and its line; YAML would keep the last, silently."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = f"{above}{key.value}"
            if name in seen:
                return name, int(key.start_mark.line) + 1
            seen.add(name)
            if found := _told_twice(value, f"{name}."):
                return found
    elif isinstance(node, yaml.SequenceNode):
        for at, value in enumerate(node.value):
            if found := _told_twice(value, f"{above}{at}."):
                return found
    return None
