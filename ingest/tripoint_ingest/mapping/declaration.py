"""What a mapping may say: the YAML of one tabular source, checked when it is loaded."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_graph.ontology import ONTOLOGY


class MappingError(TripointError):
    """A mapping file that cannot be used; the message names the file and the entry."""


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class SourceEntry(_Declared):
    """Who speaks: owner, handling and grade."""

    name: str = ""
    owner: str = "OWN"
    tlp: str = "AMBER"
    category: Category
    releasable_to: tuple[str, ...] = ()
    retention: str = "default"
    grade: str = Field(default="F6", pattern="^[A-F][1-6]$")

    def handling(self) -> Handling:
        """The handling of its records."""
        level = Tlp[self.tlp.upper().replace("+", "_")]
        return Handling(self.owner, level, self.category, self.releasable_to, self.retention)

    def graded(self) -> Grade:
        """The grade of its records."""
        return Grade(self.grade[0], int(self.grade[1]))


class Value(_Declared):
    """Where a value comes from: columns joined by a blank, or a constant; then cut in parts."""

    columns: Names = ()
    constant: str = ""
    split: str = ""
    separator: str = " "


class MentionEntry(_Declared):
    """A mention that a row makes: its kind, and its properties from columns.

    `needs` names columns without which there is no such mention; `each` a column that is split
    (by `split`), one mention a part, with the part as the property `part_as`.
    `recognise_goods` matches the commodity to the watched chemicals.
    """

    kind: str
    properties: dict[str, Value | str] = {}
    constants: dict[str, str] = {}
    needs: Names = ()
    each: str = ""
    split: str = ";"
    part_as: str = ""
    unless_order: bool = False
    recognise_goods: bool = False


class ClaimEntry(_Declared):
    """A claim between two mentions of the row, made where both are there."""

    type: str
    source: str
    target: str
    valid_from: str = ""
    valid_to: str = ""
    properties: dict[str, str] = {}


class Mapping(_Declared):
    """One tabular source."""

    title: str
    source: SourceEntry
    columns: dict[str, Names]
    required: tuple[str, ...]
    key: tuple[str, ...] = ()
    version: str = ""
    observed_at: str = ""
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    mentions: dict[str, MentionEntry]
    claims: tuple[ClaimEntry, ...] = ()

    @model_validator(mode="after")
    def _names_what_there_is(self) -> "Mapping":
        columns = {*self.required, *self.key, self.version, self.observed_at} - {""}
        for key, entry in self.mentions.items():
            kind = ONTOLOGY.kind(entry.kind)
            named = {*entry.properties, *entry.constants} | ({entry.part_as} - {""})
            if unknown := named - kind.properties.keys():
                raise ValueError(f"mention {key}: a {entry.kind} has no {sorted(unknown)}")
            columns |= {*entry.needs, entry.each} - {""}
            for value in entry.properties.values():
                columns |= {value} if isinstance(value, str) else set(value.columns)
        for claim in self.claims:
            link = ONTOLOGY.link(claim.type)
            for end, allowed in ((claim.source, link.source), (claim.target, link.target)):
                if end not in self.mentions:
                    raise ValueError(f"claim {claim.type}: no mention {end!r}")
                if self.mentions[end].kind not in allowed:
                    raise ValueError(f"claim {claim.type}: {end} is no {' or '.join(allowed)}")
            columns |= {claim.valid_from, claim.valid_to, *claim.properties.values()} - {""}
        if unknown := columns - self.columns.keys():
            raise ValueError(f"nothing is said under `columns` of {sorted(unknown)}")
        return self


def load_declaration(path: Path) -> Mapping:
    """Read and check one mapping file.

    Raises:
        MappingError: it is no YAML, or says something that a mapping cannot.
    """
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (yaml.YAMLError, ValidationError, TripointError) as error:
        raise MappingError(f"{path.name}: this mapping cannot be used: {error}") from error
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror or error}") from error
