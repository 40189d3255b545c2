"""What a typology may say: nodes, links, times, amounts, and what must not be there.

A pattern is a small graph with conditions. A match gives every node an entity of its own and every
link a link of the viewer's world, so that all conditions hold.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tripoint_graph.ontology import ONTOLOGY, Nature
from tripoint_graph.protected import protected_word

NODES_MAX = 10
LINKS_MAX = 14
DAYS_MAX = 3_660

_PERSONAL_STATES = frozenset({"nationality", "residence", "birth_place", "title", "occupation"})
"""Properties of people that stand for what is protected: nobody is looked for by a passport."""


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z_0-9]*$")]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda v: [str(each) for each in _listed(v)])]


class Declared(BaseModel):
    """Part of a pattern: never changed, and nothing in it that nothing reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Where(Declared):
    """A test of what records say of an entity; it holds where any visible record says so.

    Attributes:
        property: a property that the ontology declares for the node's kinds.
        one_of: values of which one must be told; none_of: of which none may be.
        contains: a word that a value holds.
        at_least, at_most: bounds of the greatest number that is told.
        known: whether the property is told at all.
    """

    property: str
    one_of: Texts = ()
    none_of: Texts = ()
    contains: str = ""
    at_least: float | None = None
    at_most: float | None = None
    known: bool | None = None

    @model_validator(mode="after")
    def _tests_something(self) -> Self:
        told = self.one_of or self.none_of or self.contains
        if not told and self.at_least is None and self.at_most is None and self.known is None:
            raise ValueError(
                "tests nothing: give one_of, none_of, contains, at_least, at_most or known"
            )
        return self


class Sum(Declared):
    """A bound on a number added up over all entities of a node.

    Attributes:
        property: of each entity the greatest number that a record tells counts.
        at_least, at_most: bounds, in the property's own unit.
    """

    property: str
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("bounds nothing: give at_least or at_most")
        return self


class Many(Declared):
    """A node that stands for several entities in one match.

    Attributes:
        at_least: how many different ones there must be; at_most: there may be.
        within_days: all of them within so many days of each other, going by the link `by`.
        by: a link of the pattern that touches the node.
        sum: what their numbers add up to.
    """

    at_least: int = Field(default=1, ge=1, le=1_000)
    at_most: int | None = Field(default=None, ge=1)
    within_days: int | None = Field(default=None, ge=0, le=DAYS_MAX)
    by: str = ""
    sum: Sum | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError("at_most is less than at_least: no number is both")
        if (self.within_days is None) != (not self.by):
            raise ValueError("within_days and by belong together: name the link that dates them")
        return self


class Role(StrEnum):
    """What part a node's entities may play at most."""

    SUBJECT = "subject"
    CONTEXT = "context"


class Thing(Declared):
    """What kind of entity is meant.

    Attributes:
        kind: kinds of the ontology.
        in_class: actor classes of which it is in one; not_class: in none of which it is.
        mark: marks of the ontology ("watched_chemical"), each of them set by some record.
    """

    kind: Names = Field(min_length=1)
    in_class: Annotated[Names, Field(alias="class")] = ()
    not_class: Names = ()
    mark: Names = ()

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        _known("kind", self.kind, ONTOLOGY.kinds)
        _known("class", (*self.in_class, *self.not_class), ONTOLOGY.classes)
        _known("mark", self.mark, ONTOLOGY.marks)
        return self


class Node(Thing):
    """A node of the pattern.

    Attributes:
        where: tests of its properties; all must hold.
        many: that it stands for several entities.
        role: `context` for who is never more than context (a carrier, a forwarder).
    """

    where: tuple[Where, ...] = ()
    many: Many | None = None
    role: Role = Role.SUBJECT

    @model_validator(mode="after")
    def _may_be_asked(self) -> Self:
        for place, asked in self._asked():
            check_property(place, asked, self.kind)
        return self

    def _asked(self) -> Iterator[tuple[str, str]]:
        """Where a property is named, and which."""
        for at, test in enumerate(self.where):
            yield f"where.{at}.property", test.property
        if self.many and self.many.sum:
            yield "many.sum.property", self.many.sum.property

    @property
    def properties(self) -> tuple[str, ...]:
        """Properties that its own conditions go by."""
        return tuple(dict.fromkeys(name for _, name in self._asked()))


class Link(Declared):
    """A link of the pattern.

    Attributes:
        source, target: nodes (`from` and `to`).
        type: link kinds of which it is one (`is`).
        either_way: whether it may run the other way round.
    """

    source: Annotated[str, Field(alias="from")]
    type: Annotated[Names, Field(alias="is", min_length=1)]
    target: Annotated[str, Field(alias="to")]
    either_way: bool = False

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        _known("link", self.type, ONTOLOGY.links)
        if self.source == self.target:
            raise ValueError("from and to are one node: a link joins two different entities")
        return self

    @property
    def context(self) -> bool:
        """Whether it may be one that many merely share."""
        return any(ONTOLOGY.links[name].nature is Nature.CONTEXT for name in self.type)


class Times(Declared):
    """How two links follow one another.

    A link holds at some time between its first and its last second; the condition holds where
    some choice of times fits all conditions at once.

    Attributes:
        first, then: links of the pattern.
        at_least_days, at_most_days: how long after; negative is before. None for no bound.
        known: both times must be told; otherwise what is not told may fit.
    """

    first: str
    then: str
    at_least_days: float | None = Field(default=0, ge=-DAYS_MAX, le=DAYS_MAX)
    at_most_days: float | None = Field(default=None, ge=-DAYS_MAX, le=DAYS_MAX)
    known: bool = False

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        low, high = self.at_least_days, self.at_most_days
        if low is None and high is None:
            raise ValueError("bounds nothing: give at_least_days or at_most_days")
        if low is not None and high is not None and low > high:
            raise ValueError("at_least_days is more than at_most_days: nothing fits")
        return self


class Comparison(StrEnum):
    """How two properties stand to each other."""

    SAME = "same"
    DIFFERS = "differs"
    ABOVE = "above"


class Compare(Declared):
    """Two properties beside each other; both must be told.

    Attributes:
        left, right: "node.property".
        relation: `same` where they share a value, `differs` where they share none, `above` where
            the left number is more than `times` the right one (`is`).
    """

    left: str = Field(pattern=r"^[a-z_0-9]+\.[a-z_0-9]+$")
    relation: Annotated[Comparison, Field(alias="is")]
    right: str = Field(pattern=r"^[a-z_0-9]+\.[a-z_0-9]+$")
    times: float = Field(default=1.0, gt=0)

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Node and property, twice."""
        (a, b), (c, d) = self.left.split("."), self.right.split(".")
        return (a, b), (c, d)


class Without(Declared):
    """A link that no record seen tells of. That nobody tells of it does not make it untrue.

    Attributes:
        node: the node that it would touch.
        type: kinds of which there must be none (`is`).
        backward: whether it would end at the node, not start there.
        to: a node of the pattern, or what kind of entity; None for anything. Entities of the
            match itself count only where a node is named.
        before: only links count that may have held before this link of the pattern did.
    """

    node: str
    type: Annotated[Names, Field(alias="is", min_length=1)]
    backward: bool = False
    to: str | Thing | None = None
    before: str = ""

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        _known("link", self.type, ONTOLOGY.links)
        return self


def check_property(place: str, asked: str, kinds: tuple[str, ...]) -> None:
    """Whether a pattern may ask for a property of things of some kinds.

    Raises:
        ValueError: it is protected, or a kind has no such property.
    """
    if word := protected_word(asked) or (asked if asked in _PERSONAL_STATES else ""):
        raise ValueError(
            f"{place}: {asked!r} is or stands for a protected attribute ({word}); no pattern "
            "looks for people by it: take the test out"
        )
    for kind in kinds:
        if asked not in ONTOLOGY.kinds[kind].properties:
            known = ", ".join(ONTOLOGY.kinds[kind].properties)
            raise ValueError(f"{place}: a {kind} has no property {asked!r}; it has {known}")


def _known(what: str, names: tuple[str, ...], known: object) -> None:
    declared = list(known)  # type: ignore[call-overload]  # any mapping by name
    if unknown := [name for name in names if name not in declared]:
        raise ValueError(f"no {what} {unknown[0]!r}; known: {', '.join(declared)}")
