"""What parties of the advanced list refer to by number: words, places, papers, programmes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from tripoint_ingest.listing.dates import parts_date
from tripoint_ingest.listing.entry import Address
from tripoint_ingest.listing.ofac import kind_of
from tripoint_ingest.xml import elements, local, text, texts

SECTIONS = (
    "DateOfIssue",
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
)
_NAME_ORDER = ("first", "middle", "patronymic", "last", "matronymic", "maiden")
_LINES = ("address1", "address2", "address3", "city")
_REGION = ("state/province", "postal code")
_LATIN_ID = "215"


class Related(NamedTuple):
    """A relation: the other profile's number, and what the list calls it."""

    to: str
    words: str


@dataclass(slots=True)
class Listing:
    """Why and since when a profile is listed."""

    programmes: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Lookup:
    """Everything that is referred to by number, in the file's own numbers.

    Attributes:
        issued: the day of the edition.
        words: (set, id) -> text: ("FeatureType", "8") -> "Birthdate".
        party_types: sub-type id -> party type id.
        places: location id -> address.
        documents: identity id -> (type, number, country, issued, expires).
        parties: profile id -> (primary name, kind).
        relations, listings: by profile id.
    """

    issued: str = ""
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    places: dict[str, Address] = field(default_factory=dict)
    documents: dict[str, list[tuple[str, str, str, str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    parties: dict[str, tuple[str, str]] = field(default_factory=dict)
    relations: dict[str, list[Related]] = field(default_factory=lambda: defaultdict(list))
    listings: dict[str, Listing] = field(default_factory=lambda: defaultdict(Listing))

    def word(self, kind: str, number: str | None) -> str:
        """The text of a reference value, or ""."""
        return self.words.get((kind, number or ""), "")

    def kind(self, profile: etree._Element) -> str:
        """The kind of a profile, by its sub-type or else its type."""
        number = profile.get("PartySubTypeID") or ""
        told = self.word("PartySubType", number)
        type_ = self.word("PartyType", self.party_types.get(number))
        return kind_of(told) if told.lower() in ("vessel", "aircraft") else kind_of(type_)


def look_up(path: Path) -> Lookup:
    """The first walk over the file."""
    lookup = Lookup()
    for element in elements(path, SECTIONS):
        _TELL[etree.QName(element).localname](lookup, element)
    return lookup


def documented_names(
    identity: etree._Element, lookup: Lookup
) -> Iterator[tuple[etree._Element, str, bool]]:
    """Every name of an identity: its alias element, the name as spoken, whether it is Latin."""
    groups = {
        group.get("ID"): lookup.word("NamePartType", group.get("NamePartTypeID")).lower()
        for group in identity.iter(local("NamePartGroup"))
    }
    for alias in identity.iterfind(local("Alias")):
        for documented in alias.iterfind(local("DocumentedName")):
            parts = []
            latin = True
            for position, value in enumerate(documented.iter(local("NamePartValue"))):
                part = groups.get(value.get("NamePartGroupID"), "").partition(" ")[0]
                order = _NAME_ORDER.index(part) if part in _NAME_ORDER else len(_NAME_ORDER)
                parts.append((order, position, " ".join((value.text or "").split())))
                latin &= _is_latin(value.get("ScriptID"), lookup)
            if name := " ".join(part for _, _, part in sorted(parts) if part):
                yield alias, name, latin


def day(element: etree._Element | None) -> str:
    """A date of Year, Month and Day elements."""
    if element is None:
        return ""
    return parts_date(*(text(element, part) for part in ("Year", "Month", "Day")))


def _is_latin(script: str | None, lookup: Lookup) -> bool:
    told = lookup.word("Script", script)
    return told.lower() == "latin" if told else script in (None, _LATIN_ID)


def _tell_issue(lookup: Lookup, element: etree._Element) -> None:
    lookup.issued = lookup.issued or day(element)


def _tell_words(lookup: Lookup, element: etree._Element) -> None:
    for value in element.iterfind(local("*/*")):
        number = value.get("ID") or ""
        set_name = etree.QName(value).localname
        lookup.words[(set_name, number)] = " ".join((value.text or "").split())
        if set_name == "PartySubType":
            lookup.party_types[number] = value.get("PartyTypeID") or ""


def _tell_place(lookup: Lookup, element: etree._Element) -> None:
    lines: dict[str, str] = {}
    for part in element.iterfind(local("LocationPart")):
        sort = lookup.word("LocPartType", part.get("LocPartTypeID")).lower()
        lines[sort] = ", ".join(texts(part, "LocationPartValue/Value"))
    area = element.find(local("LocationCountry"))
    country = lookup.word("Country", area.get("CountryID")) if area is not None else ""
    region = " ".join(filter(None, (lines.pop(name, "") for name in _REGION)))
    told = [lines.pop(name, "") for name in _LINES]
    stray = [line for line in lines.values() if line != country]
    whole = [*told, region, *stray]
    if country and not (stray and stray[-1].endswith(country)):
        whole.append(country)
    lookup.places[element.get("ID") or ""] = Address(", ".join(filter(None, whole)), country)


def _tell_paper(lookup: Lookup, element: etree._Element) -> None:
    issued = expires = ""
    for date in element.iterfind(local("DocumentDate")):
        sort = lookup.word("IDRegDocDateType", date.get("IDRegDocDateTypeID")).lower()
        told = day(date.find(local("DatePeriod/Start/From")))
        issued = told if sort.startswith("issue") else issued
        expires = told if sort.startswith("expir") else expires
    type_ = lookup.word("IDRegDocType", element.get("IDRegDocTypeID"))
    country = lookup.word("Country", element.get("IssuedBy-CountryID"))
    paper = (type_, text(element, "IDRegistrationNo"), country, issued, expires)
    lookup.documents[element.get("IdentityID") or ""].append(paper)


def _tell_party(lookup: Lookup, element: etree._Element) -> None:
    for profile in element.iterfind(local("Profile")):
        kind = lookup.kind(profile)
        for identity in profile.iterfind(local("Identity")):
            for alias, name, latin in documented_names(identity, lookup):
                if latin and alias.get("Primary") == "true":
                    lookup.parties.setdefault(profile.get("ID") or "", (name, kind))


def _tell_relation(lookup: Lookup, element: etree._Element) -> None:
    words = lookup.word("RelationType", element.get("RelationTypeID"))
    related = Related(element.get("To-ProfileID") or "", words)
    if related.to and related.to != element.get("From-ProfileID"):
        lookup.relations[element.get("From-ProfileID") or ""].append(related)


def _tell_listing(lookup: Lookup, element: etree._Element) -> None:
    listing = lookup.listings[element.get("ProfileID") or ""]
    listing.days.extend(
        filter(None, (day(date) for date in element.iterfind(local("EntryEvent/Date"))))
    )
    for measure in element.iterfind(local("SanctionsMeasure")):
        type_ = lookup.word("SanctionsType", measure.get("SanctionsTypeID")).lower()
        if type_ in ("program", "") and (programme := text(measure, "Comment")):
            listing.programmes.append(programme)


_TELL = {
    "DateOfIssue": _tell_issue,
    "ReferenceValueSets": _tell_words,
    "Location": _tell_place,
    "IDRegDocument": _tell_paper,
    "DistinctParty": _tell_party,
    "ProfileRelationship": _tell_relation,
    "SanctionsEntry": _tell_listing,
}
