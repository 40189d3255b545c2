"""What one record knows of somebody, in the forms that comparisons need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tripoint_graph.model import Mention, Record
from tripoint_graph.normalise import normalise
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

KINDS = ("person", "organisation", "vessel")
"""Kinds that are compared by what they are called."""

PROFILED = (*KINDS, "address")
"""Kinds of which it is said what one record knows."""

_NAMES = ("name", "alias", "name_original", "text")
_LINKED = {
    "HOLDS_DOCUMENT": ("document", "number"),
    "USES_PHONE": ("phone", "number"),
    "USES_EMAIL": ("email", "address"),
    "HAS_ADDRESS": ("address", "text"),
}
_OWN = {
    "birth_date": ("birth_date",),
    "birth_place": ("birth_place",),
    "nationality": ("nationality", "country", "registration_country", "flag"),
    "death_date": ("death_date",),
    "registration": ("imo", "registration_number", "mmsi", "call_sign", "tax_number"),
    "imo": ("imo",),
    "mmsi": ("mmsi",),
    "call_sign": ("call_sign",),
    "tax_number": ("tax_number",),
    "since": ("built_on", "founded_on"),
    "tonnage": ("gross_tonnage", "tonnage"),
}
_IMO_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Value:
    """One value: as it was given, and in the form that is compared."""

    given: str
    normal: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one person, organisation, vessel or address.

    Attributes:
        kind: a kind of the ontology, one of `PROFILED`.
        names: as written, in any script.
        values: feature ("birth_date", "document") to its values; none where nothing is known.
    """

    kind: str
    names: tuple[str, ...]
    values: Mapping[str, tuple[Value, ...]]

    @property
    def is_person(self) -> bool:
        """Whether it is somebody, not something."""
        return self.kind == "person"

    def of(self, feature: str) -> tuple[Value, ...]:
        """The values of one feature."""
        return self.values.get(feature, ())


def profile_of(record: Record, key: str) -> Profile:
    """What a record says of the mention under a key, what it links to it included.

    Raises:
        KeyError: the record has no such mention.
    """
    mention = record.mention_by_key[key]
    found: dict[str, list[Value]] = {}
    for feature, properties in _OWN.items():
        for name in properties:
            if name in mention.properties:
                found.setdefault(feature, []).extend(_values(mention, name))
    for link, (feature, name) in _LINKED.items():
        for target in record.targets.get((link, key), ()):
            found.setdefault(feature, []).extend(_values(record.mention_by_key[target], name))
    for feature, value in _composed(mention):
        found.setdefault(feature, []).append(value)
    given = (value for name in _NAMES for value in mention.properties.get(name, ()))
    return profile(mention.kind, given, found)


def profile(kind: str, names: Iterable[str], values: Mapping[str, Iterable[Value]]) -> Profile:
    """A profile of distinct names and values.

    Raises:
        ValueError: such a kind is not compared.
    """
    if kind not in PROFILED:
        raise ValueError(f"a {kind} is not compared by name; compared are {', '.join(PROFILED)}")
    kept = {feature: tuple(dict.fromkeys(each)) for feature, each in values.items()}
    return Profile(
        kind,
        tuple(dict.fromkeys(name for name in names if name.strip())),
        {feature: each for feature, each in kept.items() if each},
    )


def stated(feature: str, given: str) -> Value | None:
    """A value that somebody states of a feature; None where it cannot be read.

    >>> stated("nationality", "Indonesia")
    Value(given='Indonesia', normal='IDN')
    """
    normal = normalise(_TYPES[feature], given)
    return Value(given, normal) if normal else None


_TYPES = {
    "birth_date": "date",
    "birth_place": "text",
    "nationality": "country",
    "registration": "registration",
    "document": "document_number",
    "phone": "phone",
    "email": "email",
    "address": "address",
}
FEATURES = tuple(_TYPES)
"""What may be known of somebody beside names."""


def _values(mention: Mention, name: str) -> Iterator[Value]:
    type_name = _type_of(mention.kind, name)
    if type_name is None:
        return
    for given in mention.properties.get(name, ()):
        if normal := normalise(type_name, given):
            yield Value(given, normal)


def _composed(mention: Mention) -> Iterator[tuple[str, Value]]:
    """What is made of two properties, or of one whose check digit is wrong.

    A number in a register is one only beside the register's country. An IMO number that fails its
    check (`normalise`) is no identity, but it is mostly one digit from the right one.
    """
    properties = mention.properties
    for given in properties.get("imo", ()):
        digits = "".join(filter(str.isdigit, given))
        if len(digits) == _IMO_DIGITS:
            yield "imo_given", Value(given, digits)
    state = normalise("country", mention.first("registration_country"))
    for given in properties.get("registration_number", ()) if state else ():
        if number := normalise("document_number", given):
            yield "register", Value(f"{given} ({state})", f"{state} {number}")


@cache
def _type_of(kind: str, name: str) -> str | None:
    declared = ONTOLOGY.kind(kind).properties.get(name)
    return declared.type if declared else None


def merged_profile(profiles: Sequence[Profile]) -> Profile:
    """What several profiles of one thing tell together, of the first one's kind."""
    features = {feature for each in profiles for feature in each.values}
    return profile(
        profiles[0].kind,
        [name for each in profiles for name in each.names],
        {feature: [v for each in profiles for v in each.of(feature)] for feature in features},
    )


def mentions_of(world: Snapshot, kind: str) -> int:
    """How many mentions of a kind a viewer sees."""
    of_kind = world.entity_kind[world.mention_entity] == ONTOLOGY.kind_codes[kind]
    return int(of_kind.sum())
