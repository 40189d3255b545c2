"""Makes the mentions and claims of one row, as a mapping says."""

from collections.abc import Collection
from dataclasses import dataclass

from tripoint_graph.model import Claim, Mention
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.mapping.cells import Cells
from tripoint_ingest.mapping.declaration import (
    ClaimEntry,
    Mapping,
    MentionEntry,
    PersonEntry,
    Value,
    Values,
)
from tripoint_ingest.mapping.parties import is_order, is_titled_person
from tripoint_ingest.mapping.values import FORMED
from tripoint_ingest.units import normalised
from tripoint_ingest.watched.goods import recognise

Found = dict[str, tuple[str, ...]]
_FIRM_ALONE = ("registration_number", "carrier_code")
"""Properties that only firms have: whoever has one is no person, whatever the title."""


@dataclass(frozen=True, slots=True)
class _Property:
    """A property and where it comes from; `column` where that is one cell as it stands, and
    `formed` where that is written in one form alone.
    """

    name: str
    type: str
    column: str
    formed: bool
    origins: tuple[Value, ...]

    def of(self, cells: Cells) -> tuple[str, ...]:
        if self.column:
            text = cells.value(self.column, self.type)
            return (text,) if text else ()
        for origin in self.origins:
            if found := cells.values(origin, self.type):
                return found
        return ()


class MentionMaker:
    """Makes the mentions of one entry."""

    def __init__(self, key: str, entry: MentionEntry) -> None:
        self._key = key
        self._entry = entry
        self._properties = _properties(entry.kind, entry.properties)
        self._constants: Found = {name: (text,) for name, text in entry.constants.items()}
        person = entry.as_person
        self._person = _properties("person", person.properties) if person else ()

    def make(self, cells: Cells, orders: dict[str, str]) -> list[Mention]:
        """The mentions of one row; one that is left out as an order is told in `orders`."""
        entry = self._entry
        if not cells.has(entry.needs) or (entry.when and not cells.say(entry.when)):
            return []
        found = self._found(self._properties, cells)
        if entry.unless_order and is_order(party := self._party(found, cells)):
            orders[self._key] = party
            return []
        if entry.each:
            return self._parted(cells, found)
        if not self._is_enough(found):
            return []
        if entry.as_person and _is_person(entry.as_person, found, cells):
            return [Mention(self._key, "person", self._found(self._person, cells))]
        return [self._mention(self._key, found)]

    def _party(self, found: Found, cells: Cells) -> str:
        """The cell that names a party: its name may be its first line only, the cell says more."""
        needs = self._entry.needs
        return cells.text(needs[0]) if needs else found.get("name", ("",))[0]

    def _parted(self, cells: Cells, found: Found) -> list[Mention]:
        entry = self._entry
        parts = cells.parts(entry.each, entry.split)
        if not parts:
            return [self._mention(self._key, found)] if entry.or_one and found else []
        aside = {name: cells.parts(column, entry.split) for name, column in entry.beside.items()}
        made = []
        for at, part in enumerate(parts):
            own = {name: (texts[at],) for name, texts in aside.items() if len(texts) == len(parts)}
            key = self._key if at == 0 else f"{self._key}-{at + 1}"
            made.append(self._mention(key, {**found, entry.part_as: (part,), **own}))
        return made

    def _found(self, properties: tuple[_Property, ...], cells: Cells) -> Found:
        found: Found = {}
        texts = cells.texts
        for each in properties:
            if each.column and not each.formed:  # most of them: spared a call or two
                if text := texts.get(each.column):
                    found[each.name] = (text,)
            elif values := each.of(cells):
                found[each.name] = values
        return found

    def _is_enough(self, found: Found) -> bool:
        return bool(found) and all(name in found for name in self._entry.needs_properties)

    def _mention(self, key: str, found: Found) -> Mention:
        if self._entry.recognise_goods:
            hs, cas, text = (found.get(name, ("",)) for name in ("hs", "cas", "description"))
            if known := recognise(hs[0], cas[0], text[0]):
                watched = {"watched": (known.substance,)} if known.substance else {}
                found = {**found, **watched, "watched_reason": (known.reason,)}
            found = found | _normalised(found)
        return Mention(key, self._entry.kind, found | self._constants)


class ClaimMaker:
    """Makes the claims of one entry."""

    def __init__(self, entry: ClaimEntry) -> None:
        self._entry = entry
        self._properties = sorted(entry.properties.items())

    def make(
        self, cells: Cells, mentions: dict[str, list[Mention]], orders: dict[str, str]
    ) -> list[Claim]:
        """The claims of one row, between all its mentions of either end."""
        entry = self._entry
        sources, targets = mentions[entry.source], mentions[entry.target]
        if not sources or not targets or (entry.when and not cells.say(entry.when)):
            return []
        begins, ends = cells.period(entry.valid_from, entry.valid_to)
        told = {name: text for name, column in self._properties if (text := cells.text(column))}
        if orders:
            told |= {key: orders[key] for key in entry.notes if key in orders}
        return [
            Claim(entry.type, source.key, target.key, begins, ends, told)
            for source in sources
            for target in targets
        ]


@dataclass(frozen=True, slots=True)
class Makers:
    """What makes the mentions, by key, and the claims of rows that have certain columns."""

    mentions: tuple[tuple[str, MentionMaker], ...]
    claims: tuple[ClaimMaker, ...]


def makers(mapping: Mapping, there: Collection[str]) -> Makers:
    """What can make something of a table with these columns of the mapping."""
    able = {key: cut for key, each in mapping.mentions.items() if (cut := _able(each, there))}
    return Makers(
        tuple((key, MentionMaker(key, entry)) for key, entry in able.items()),
        tuple(
            ClaimMaker(entry)
            for entry in mapping.claims
            if entry.source in able and entry.target in able
        ),
    )


def _able(entry: MentionEntry, there: Collection[str]) -> MentionEntry | None:
    """A mention without the origins whose columns the table lacks; None where it cannot be."""
    given = ((name, _origins(values, there)) for name, values in entry.properties.items())
    properties = {name: values for name, values in given if values}
    each = entry.each in there
    if not set(entry.needs) <= set(there) or (entry.each and not each and not entry.or_one):
        return None
    if not each and not (properties and properties.keys() >= set(entry.needs_properties)):
        return None
    return entry.model_copy(update={"properties": properties})


def _origins(values: Values, there: Collection[str]) -> Values:
    return tuple(
        each
        for each in values
        if (each.constant or any(name in there for name in each.columns))
        and all(name in there for name in each.needs)
    )


def _properties(kind: str, given: dict[str, Values]) -> tuple[_Property, ...]:
    types = ONTOLOGY.kind(kind).properties
    return tuple(
        _Property(
            name, types[name].type, _plain_column(origins), types[name].type in FORMED, origins
        )
        for name, origins in given.items()
    )


def _plain_column(origins: tuple[Value, ...]) -> str:
    """The column, where the one origin is a column taken as it stands; else ""."""
    column = origins[0].columns[0] if origins[0].columns else ""
    return column if origins == (Value(columns=(column,)),) else ""


def _is_person(person: PersonEntry, found: Found, cells: Cells) -> bool:
    if person.when and cells.say(person.when):
        return True
    if not person.titled or any(name in found for name in _FIRM_ALONE):
        return False
    return is_titled_person(found.get("name", ("",))[0])


def _normalised(found: Found) -> Found:
    """Quantity and unit in kilograms or litres, beside what was declared."""
    quantity, unit = (found.get(name, ("",))[0] for name in ("quantity", "unit"))
    told = normalised(quantity, unit) if quantity and unit else None
    return {f"quantity_{told[1]}": (told[0],)} if told else {}
