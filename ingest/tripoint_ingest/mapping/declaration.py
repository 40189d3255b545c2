"""What a mapping may say: the YAML of one tabular source, checked when it is loaded."""

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tripoint_graph.errors import TripointError
from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_graph.normalise import TYPES
from tripoint_ingest.readers.table import Hints


class MappingError(TripointError):
    """A mapping file that cannot be used; the message names the file and the entry."""


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _listed(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class SourceEntry(_Declared):
    """Who speaks: owner, handling and grade."""

    name: str = ""
    owner: str = "OWN"
    tlp: Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] = "AMBER"
    category: Category
    releasable_to: tuple[str, ...] = ()
    retention: str = "default"
    grade: str = Field(default="F6", pattern="^[A-F][1-6]$")

    def handling(self) -> Handling:
        """The handling of its records."""
        level = Tlp[self.tlp.replace("+", "_")]
        return Handling(self.owner, level, self.category, self.releasable_to, self.retention)

    def graded(self) -> Grade:
        """The grade of its records."""
        return Grade(self.grade[0], int(self.grade[1]))


class FileEntry(_Declared):
    """What is known of the files beforehand (`readers/table.py`); the rest is found by looking."""

    delimiter: str = Field(default="", max_length=1)
    encoding: str = ""
    sheet: str | int = ""
    header_row: int = Field(default=1, ge=1)
    names: tuple[str, ...] = ()
    records: str = ""

    def hints(self) -> Hints:
        """The same for those who read rows."""
        return Hints(**self.model_dump())


class JoinEntry(_Declared):
    """Another table whose row with the same key is read with a row; its cells are named
    "<the join's name>.<header>".

    Attributes:
        file: its name, in the folder of the table that is read; `*` may stand for a part of it.
        sheet: instead of a file, a sheet of the same workbook.
        by: the column that holds the key.
        key: headers that mean the key in the other table.
        delimiter, encoding, header_row: of the other table, where they cannot be seen by looking.
    """

    file: str = Field(default="", pattern=r"^[^/\\]*$")
    sheet: str = ""
    by: str
    key: Names
    delimiter: str = Field(default="", max_length=1)
    encoding: str = ""
    header_row: int = Field(default=1, ge=1)

    @model_validator(mode="after")
    def _has_one_place(self) -> "JoinEntry":
        if bool(self.file) == bool(self.sheet):
            raise ValueError("give either a file or a sheet")
        return self

    def hints(self) -> Hints:
        """The same for those who read rows."""
        return Hints(
            delimiter=self.delimiter,
            encoding=self.encoding,
            sheet=self.sheet,
            header_row=self.header_row,
        )


class RowValue(_Declared):
    """What a row says of its own handling or grade.

    Attributes:
        column: where it says so; an empty cell leaves what holds for the source.
        values: texts of that column and what they mean; without these the cell says it itself.
    """

    column: str
    values: dict[str, str | int] = {}


class RecordEntry(_Declared):
    """What rows override of their source.

    Attributes:
        grade: Admiralty grade ("B2").
        reliability, credibility: its letter, and its digit.
        tlp: stricter than the source's, or just so.
        may_widen: let a row be less strict than its source.
    """

    grade: RowValue | None = None
    reliability: RowValue | None = None
    credibility: RowValue | None = None
    tlp: RowValue | None = None
    may_widen: bool = False

    def read(self) -> set[str]:
        """The columns that it reads."""
        said = (self.grade, self.reliability, self.credibility, self.tlp)
        return {each.column for each in said if each}


class Value(_Declared):
    """Where a value comes from: columns joined by a separator, or a constant.

    Attributes:
        columns: what it is made of; empty cells are left out.
        constant: a text instead of columns.
        separator: stands between the columns' texts.
        split: cuts the text in several values.
        lines: which lines of a cell with several: a party cell holds a name and an address.
        pattern: a regular expression; its first group, or all that it matches, is taken of
            each value, and nothing where it does not match.
        holds, lacks: regular expressions; only a text in which one does, or does not, match
            somewhere is taken.
        like, unlike: property types; only a text that can, or cannot, be read as one is taken.
        to: the unit wanted; a number and its unit are read from the cell, and turned into it.
        unit: the column that names the unit, where the cell does not.
        needs, unless: columns that must hold something too, or must not, else there is no
            such value.
    """

    columns: Names = ()
    constant: str = ""
    separator: str = " "
    split: Names = ()
    lines: Literal["all", "first", "rest"] = "all"
    pattern: str = ""
    holds: str = ""
    lacks: str = ""
    like: str = ""
    unlike: str = ""
    to: Literal["", "kg"] = ""
    unit: str = ""
    needs: Names = ()
    unless: Names = ()

    @model_validator(mode="after")
    def _has_an_origin(self) -> "Value":
        if bool(self.columns) == bool(self.constant):
            raise ValueError("give either columns or a constant")
        for expression in (self.pattern, self.holds, self.lacks):
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(f"{expression!r} is no regular expression: {error}") from error
        for name in (self.like, self.unlike):
            if name and name not in TYPES:
                raise ValueError(f"no property type {name!r}; known: {', '.join(sorted(TYPES))}")
        return self

    def read(self) -> set[str]:
        """The columns that it reads."""
        return {*self.columns, self.unit, *self.needs, *self.unless} - {""}


def _values(given: object) -> object:
    """One origin or several, each a column's name or a `Value`."""
    return tuple({"columns": [e]} if isinstance(e, str) else e for e in _as_list(given))


def _as_list(given: object) -> list[Any]:
    return list(given) if isinstance(given, list | tuple) else [given]


Values = Annotated[tuple[Value, ...], BeforeValidator(_values), Field(min_length=1)]


class PersonEntry(_Declared):
    """When a party is a person, and what is then known of it.

    Without this a party is what its `kind` says. A registration number, or a word of firms in the
    name, outweighs a title.

    Attributes:
        when: columns and what they say of a person ("type: [individual]").
        titled: also where the name begins with a title of people ("Mr", "Bapak", "Puan").
        properties: of the person, in the place of the organisation's.
    """

    when: dict[str, Names] = {}
    titled: bool = False
    properties: dict[str, Values]


class MentionEntry(_Declared):
    """A mention that a row makes, where one of its properties has a value.

    Attributes:
        kind: a kind of the ontology.
        properties: each from a column, or from the first of several origins that has a value.
        constants: properties with a text of their own.
        needs: columns without which there is no such mention.
        needs_properties: properties without which there is none.
        when: columns and the texts of which they must hold one.
        each: a column that is cut by `split`: one mention a part, the part as `part_as`.
        beside: properties from columns cut alike, where these have as many parts.
        or_one: where `each` is empty, the other properties make one mention all the same.
        unless_order: no mention for "TO THE ORDER [OF ...]" in the first of `needs`, or, without
            any, as its name.
        as_person: when an organisation is a person.
        recognise_goods: a commodity is compared with the watched chemicals.
    """

    kind: str
    properties: dict[str, Values] = {}
    constants: dict[str, str] = {}
    needs: Names = ()
    needs_properties: Names = ()
    when: dict[str, Names] = {}
    each: str = ""
    split: Names = (";", ",")
    part_as: str = ""
    beside: dict[str, str] = {}
    or_one: bool = False
    unless_order: bool = False
    as_person: PersonEntry | None = None
    recognise_goods: bool = False

    def kinds(self) -> tuple[str, ...]:
        """The kinds that it may turn out to be."""
        return (self.kind, "person") if self.as_person else (self.kind,)

    def read(self) -> set[str]:
        """The columns that it reads."""
        person = self.as_person
        values = [v for each in self.properties.values() for v in each]
        values += [v for each in (person.properties if person else {}).values() for v in each]
        own = {*self.needs, self.each, *self.when, *self.beside.values(), *_asked(person)} - {""}
        return own.union(*(value.read() for value in values))


def _asked(person: PersonEntry | None) -> set[str]:
    return set(person.when) if person else set()


class ClaimEntry(_Declared):
    """A claim between two mentions of the row, made where both are there.

    Attributes:
        type: a link of the ontology.
        source, target: mentions of the mapping.
        valid_from, valid_to: columns with dates.
        properties: from columns, as the row has them.
        notes: mentions; where one was left out as "TO THE ORDER ...", its text stands under
            its name among the claim's properties.
        when: columns and the texts of which they must hold one.
    """

    type: str
    source: str
    target: str
    valid_from: str = ""
    valid_to: str = ""
    properties: dict[str, str] = {}
    notes: Names = ()
    when: dict[str, Names] = {}

    def read(self) -> set[str]:
        """The columns that it reads."""
        return {self.valid_from, self.valid_to, *self.properties.values(), *self.when} - {""}


class Mapping(_Declared):
    """One tabular source.

    Attributes:
        title: what it reads, in a line.
        source: who speaks.
        file: what is known of its files.
        columns: column name to the headers that mean it, in any language; case, blanks and
            punctuation do not matter. The name itself is one of them. Where a table has several
            of them, the first in this order with something in its cell counts.
        recognised_by: headers by which a table is known to be of this format although most of
            its columns are not read, where all of these are there.
        required: columns without which a table is not of this format; an empty cell or an
            impossible value in one leaves its row out.
        key: columns that name the record; a row without any is named by a hash of its cells.
        version: the column that orders versions of one key; else `observed_at`.
        observed_at: the column that says when the source saw it.
        dates: forms of dates (as `strptime` has them), beside ISO 8601.
        decimal: the mark before decimals where a number leaves it open ("1.234").
        joins: other tables whose rows are read with those of this one, by name.
        record: what rows say of their own handling and grade.
        empty: texts that mean nothing in this source, beside "NULL", "N/A", "-" and the like.
        mentions: what a row describes.
        claims: how that hangs together.
    """

    title: str
    source: SourceEntry
    file: FileEntry = FileEntry()
    columns: dict[str, Names]
    recognised_by: tuple[str, ...] = ()
    required: tuple[str, ...]
    key: tuple[str, ...] = ()
    version: str = ""
    observed_at: str = ""
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    decimal: Literal[".", ","] = "."
    empty: tuple[str, ...] = ()
    joins: dict[str, JoinEntry] = {}
    record: RecordEntry = RecordEntry()
    mentions: dict[str, MentionEntry]
    claims: tuple[ClaimEntry, ...] = ()

    def critical(self) -> frozenset[str]:
        """Columns of which an impossible value leaves the row out: they say what it is, or when."""
        return frozenset({*self.required, *self.key, self.version, self.observed_at} - {""})


def plain_header(header: str) -> str:
    """The form in which headers are compared: letters and digits, lower case."""
    return "".join(filter(str.isalnum, header.casefold()))
