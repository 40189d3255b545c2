"""Reads a mapping file and checks that what it says hangs together."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from tripoint_graph.errors import TripointError
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.mapping.declaration import (
    ClaimEntry,
    FileEntry,
    JoinEntry,
    Mapping,
    MappingError,
    MentionEntry,
    PersonEntry,
    RecordEntry,
    RowValue,
    SourceEntry,
    Value,
    plain_header,
)
from tripoint_ingest.mapping.overriding import SAID, is_said
from tripoint_ingest.passengers.protected import is_protected_column

_MODELS: dict[str, type[BaseModel]] = {
    "source": SourceEntry,
    "file": FileEntry,
    "joins": JoinEntry,
    "record": RecordEntry,
    "mentions": MentionEntry,
    "claims": ClaimEntry,
}


def load_declaration(path: Path) -> Mapping:
    """Read and check one mapping file.

    Raises:
        MappingError: it is no YAML, or says something that a mapping cannot; every fault is told
            with the file, where in it, and what is allowed.
    """
    try:
        mapping = Mapping.model_validate(yaml.safe_load(path.read_text("utf-8")))
        found = list(_faults(mapping))
    except ValidationError as error:
        faults = "\n".join(f"  {_where(fault)}: {_what(fault)}" for fault in error.errors())
        raise MappingError(f"{path.name}: this mapping cannot be used:\n{faults}") from error
    except (yaml.YAMLError, UnicodeDecodeError, TripointError) as error:
        raise MappingError(f"{path.name}: this mapping cannot be used: {error}") from error
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror or error}") from error
    if found:
        raise MappingError("\n  ".join([f"{path.name}: this mapping cannot be used:", *found]))
    return mapping


def _where(fault: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, which it does not export
    return ".".join(map(str, fault["loc"])) or "the whole"


def _what(fault: Any) -> str:  # noqa: ANN401 - as above
    if fault["type"] != "extra_forbidden":
        return str(fault["msg"]).removeprefix("Value error, ")
    names = [name for name in fault["loc"][:-1] if isinstance(name, str)]
    model = _MODELS.get(names[0] if names else "", Mapping)
    if len(names) > 2:
        model = PersonEntry if names[2] == "as_person" and len(names) == 3 else Value
    return f"there is no such entry; known: {', '.join(model.model_fields)}"


def _faults(mapping: Mapping) -> Iterator[str]:
    """Everything that one entry says of another and that is not so."""
    for name, headers in mapping.columns.items():
        for header in (name, *headers):
            if is_protected_column(header.rpartition(".")[2]):
                yield (
                    f"columns.{name}: {header!r} tells of faith, health, origin, opinion or "
                    "private life, which is never kept; leave the column out"
                )
    read = {*mapping.critical(), *mapping.record.read()}
    read |= {join.by for join in mapping.joins.values()}
    yield from _row_value_faults(mapping.record)
    for key, entry in mapping.mentions.items():
        yield from (f"mention {key}: {fault}" for fault in _mention_faults(entry))
        read |= entry.read()
    for claim in mapping.claims:
        yield from (f"claim {claim.type}: {fault}" for fault in _claim_faults(mapping, claim))
        read |= claim.read()
    if unknown := read - mapping.columns.keys():
        known = ", ".join(mapping.columns)
        yield f"nothing is said under `columns` of {', '.join(sorted(unknown))}; known: {known}"
    meant: dict[str, str] = {}
    for name, given in mapping.columns.items():
        for header in (name, *given):
            other = meant.setdefault(plain_header(header), name)
            if other != name:
                yield f"header {header!r} means both {other} and {name}"


def _row_value_faults(record: RecordEntry) -> Iterator[str]:
    for name in ("grade", "reliability", "credibility", "tlp"):
        said: RowValue | None = getattr(record, name)
        for text, value in said.values.items() if said else ():
            if not is_said(name, str(value)):
                yield f"record.{name}: {text!r} cannot mean {value!r}; known: {SAID[name]}"


def _mention_faults(entry: MentionEntry) -> Iterator[str]:
    kind = ONTOLOGY.kind(entry.kind)
    named = {*entry.properties, *entry.constants, *entry.beside, *entry.needs_properties}
    if unknown := (named | {entry.part_as} - {""}) - kind.properties.keys():
        known = ", ".join(kind.properties)
        yield f"a {entry.kind} has no {', '.join(sorted(unknown))}; known: {known}"
    if bool(entry.each) != bool(entry.part_as):
        yield "`each` and `part_as` go together"
    if entry.unless_order and not entry.needs and "name" not in entry.properties:
        yield "`unless_order` looks at the first column of `needs` or at `name`; there is neither"
    if entry.recognise_goods and entry.kind != "commodity":
        yield "only a commodity can be recognised as goods"
    if entry.as_person:
        known_of_people = ONTOLOGY.kind("person").properties
        if unknown := entry.as_person.properties.keys() - known_of_people.keys():
            known = ", ".join(known_of_people)
            yield f"as_person: a person has no {', '.join(sorted(unknown))}; known: {known}"


def _claim_faults(mapping: Mapping, claim: ClaimEntry) -> Iterator[str]:
    link = ONTOLOGY.link(claim.type)
    for end, allowed in ((claim.source, link.source), (claim.target, link.target)):
        entry = mapping.mentions.get(end)
        if entry is None:
            yield f"no mention {end!r}; known: {', '.join(mapping.mentions)}"
        elif not set(entry.kinds()) <= set(allowed):
            yield f"{end} is no {' or '.join(allowed)}"
    if unknown := set(claim.notes) - mapping.mentions.keys():
        yield f"notes of {', '.join(sorted(unknown))}, of which there is no mention"
