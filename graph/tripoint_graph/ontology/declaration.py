"""Reads the ontology's YAML into checked, frozen values."""

from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from tripoint_graph.errors import OntologyError


class Strand(StrEnum):
    """The colour a thing is drawn in."""

    PEOPLE = "people"
    WEAPONS = "weapons"
    CHEMICALS = "chemicals"
    MOVEMENT = "movement"
    CONTEXT = "context"


class Nature(StrEnum):
    """Whether a link is something somebody did or is, or something many merely share."""

    CONDUCT = "conduct"
    CONTEXT = "context"


class Walk(StrEnum):
    """Which way a rule crosses a claim."""

    FORWARD = "forward"
    BACKWARD = "backward"


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Property(_Declared):
    """A property of a kind: how its values are read and who must be careful with them."""

    type: str
    searchable: bool = False
    personal: bool = False


class SameRule(_Declared):
    """An exact rule that makes two judged mentions one."""

    rule: str
    by: tuple[str, ...] = ()
    via: str = ""


class Kind(_Declared):
    """One kind of thing."""

    name: str
    label: str
    plural: str
    strand: Strand
    icon: str
    shape: str
    caption: tuple[str, ...]
    identity: tuple[tuple[str, ...], ...] = ()
    same_when: tuple[SameRule, ...] = ()
    bridges: bool = True
    properties: dict[str, Property]

    @model_validator(mode="after")
    def _names_only_its_own_properties(self) -> "Kind":
        used = {*self.caption, *(p for key in self.identity for p in key)}
        used |= {p for rule in self.same_when for p in rule.by}
        if unknown := used - self.properties.keys():
            raise ValueError(f"kind {self.name} uses undeclared properties {sorted(unknown)}")
        return self


class LinkKind(_Declared):
    """One kind of link."""

    name: str
    source: Annotated[tuple[str, ...], Field(alias="from")]
    target: Annotated[tuple[str, ...], Field(alias="to")]
    nature: Nature
    sentence: str


class Mark(_Declared):
    """A named test on the properties of one mention."""

    name: str
    kinds: tuple[str, ...]
    property: str
    has: bool = False
    values: Annotated[tuple[str, ...], Field(alias="in")] = ()


class Step(_Declared):
    """One claim crossed by a class rule."""

    link: str
    walk: Walk
    mark: str = ""


class ClassRule(_Declared):
    """One way into an actor class; the number after the slash is its version."""

    rule: str
    kinds: tuple[str, ...]
    mark: str = ""
    steps: tuple[Step, ...] = ()


class ActorClass(_Declared):
    """A class of actors, derived from records."""

    name: str
    label: str
    strand: Strand
    meaning: str
    rules: tuple[ClassRule, ...]


class Ontology(_Declared):
    """All that is declared; the order of declaration is the order of codes."""

    kinds: dict[str, Kind]
    links: dict[str, LinkKind]
    marks: dict[str, Mark]
    classes: dict[str, ActorClass]

    @cached_property
    def kind_codes(self) -> dict[str, int]:
        """Kind name to its number in columns."""
        return {name: code for code, name in enumerate(self.kinds)}

    @cached_property
    def link_codes(self) -> dict[str, int]:
        """Link kind name to its number in columns."""
        return {name: code for code, name in enumerate(self.links)}

    @cached_property
    def mark_bits(self) -> dict[str, int]:
        """Mark name to its bit."""
        return {name: 1 << position for position, name in enumerate(self.marks)}

    def kind(self, name: str) -> Kind:
        """The kind of that name, or an OntologyError that lists what there is."""
        try:
            return self.kinds[name]
        except KeyError:
            raise OntologyError(f"no kind {name!r}; known: {', '.join(self.kinds)}") from None

    def link(self, name: str) -> LinkKind:
        """The link kind of that name, or an OntologyError that lists what there is."""
        try:
            return self.links[name]
        except KeyError:
            raise OntologyError(f"no link {name!r}; known: {', '.join(self.links)}") from None

    @model_validator(mode="after")
    def _hangs_together(self) -> "Ontology":
        for link in self.links.values():
            _all_known(f"link {link.name}", (*link.source, *link.target), self.kinds)
        for kind in self.kinds.values():
            vias = [rule.via for rule in kind.same_when if rule.via]
            _all_known(f"kind {kind.name}", vias, self.links)
        for mark in self.marks.values():
            _all_known(f"mark {mark.name}", mark.kinds, self.kinds)
        for actor in self.classes.values():
            for rule in actor.rules:
                _all_known(rule.rule, rule.kinds, self.kinds)
                _all_known(rule.rule, [step.link for step in rule.steps], self.links)
                marks = [m for m in (rule.mark, *(s.mark for s in rule.steps)) if m]
                _all_known(rule.rule, marks, self.marks)
        return self


def _all_known(where: str, names: Any, known: Any) -> None:  # noqa: ANN401 - any iterable, any map
    if missing := [name for name in names if name not in known]:
        raise ValueError(f"{where} names {missing}, which nothing declares")


def load_ontology() -> Ontology:
    """Read and check the shipped declaration.

    Raises:
        OntologyError: a file contradicts itself; the message names the entry.
    """
    folder = files("tripoint_graph.ontology")
    read = {
        name: yaml.safe_load((folder / f"{name}.yaml").read_text("utf-8"))
        for name in ("kinds", "links", "classes")
    }
    try:
        return Ontology.model_validate(
            {
                "kinds": _named(read["kinds"]["kinds"]),
                "links": _named(read["links"]["links"]),
                "marks": _named(read["classes"]["marks"]),
                "classes": _named(read["classes"]["classes"]),
            }
        )
    except ValidationError as error:
        raise OntologyError(f"the ontology does not hang together: {error}") from error


def _named(entries: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {name: {"name": name, **entry} for name, entry in entries.items()}
