"""The consolidated list of European Union financial sanctions (FSF export 1.0 and 1.1, XML).

Source: European Commission, Financial Sanctions Files, schema `export`. Everything a party has
stands in attributes; a place or person that is not known has the country code 00.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_ingest.listing.dates import parts_date, written_date
from tripoint_ingest.listing.entry import ORGANISATION, PERSON, Address, Document, Entry
from tripoint_ingest.reading import Edition, Found, Source, Unreadable
from tripoint_ingest.xml import elements, local, missing_key, root_attributes, texts, words_of

LIST = "EU"
_ROOT = re.compile(rb"<(?:\w+:)?export\b[^>]*(?:fpi/fsd/export|generationDate)")
_PEOPLE = ("person", "p")
_UNKNOWN_COUNTRY = "00"
_ADDRESS = ("street", "poBox", "place", "zipCode", "city", "region")
_SOURCE = Source("eu-fsf", Handling("EU", Tlp.CLEAR, Category.LIST), Grade("A", 2))


@dataclass(frozen=True)
class EuListReader:
    """Reads the whole list, people and enterprises."""

    name: str = "eu-fsf-xml"
    title: str = "European Union consolidated financial sanctions (FSF XML), one record an entry"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the list's root element stands here."""
        return bool(_ROOT.search(head))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """The edition, then one record an entry, in the order of the file."""
        version = root_attributes(path).get("generationDate", "")[:10]
        if version and not written_date(version):
            raise Unreadable(
                f"{path.name}, line 1: generationDate {version!r} is no date, so this edition "
                "could not be put in order; get the file from its publisher"
            )
        if version:
            yield Edition(version)
        for element in elements(path, ("sanctionEntity",)):
            if not element.get("logicalId"):
                yield missing_key(path, element, "logicalId")
                continue
            raw = words_of(element)
            origin = f"{path.name} line {element.sourceline}"
            yield _entry(element).record(source, version, raw=raw, origin=origin)


def _entry(element: etree._Element) -> Entry:
    entry = Entry(_kind(element), LIST, element.get("logicalId") or "")
    _tell_names(entry, element)
    for rule in element.iterfind(local("regulation")):
        entry.tell("list_regime", f"EU {rule.get('programme')}" if rule.get("programme") else "")
        title, published = rule.get("numberTitle"), rule.get("publicationDate")
        if title:
            entry.notes.append(f"{title} of {published}" if published else title)
        entry.tell("list_updated_on", written_date(published or ""))
    entry.facts["list_updated_on"] = sorted(entry.facts.get("list_updated_on", []))[-1:]
    entry.tell("listed_on", written_date(element.get("designationDate") or ""))
    for name, label in (("euReferenceNumber", "EU reference"), ("unitedNationId", "UN reference")):
        if told := (element.get(name) or "").strip():
            entry.notes.append(f"{label} {told}")
    _tell_origins(entry, element)
    for place in element.iterfind(local("address")):
        _tell_address(entry, place)
    for paper in element.iterfind(local("identification")):
        _tell_paper(entry, paper)
    entry.notes.extend(texts(element, "remark"))
    return entry


def _kind(element: etree._Element) -> str:
    subject = element.find(local("subjectType"))
    codes = () if subject is None else (subject.get("code"), subject.get("classificationCode"))
    return PERSON if any((code or "").lower() in _PEOPLE for code in codes) else ORGANISATION


def _tell_names(entry: Entry, element: etree._Element) -> None:
    for alias in element.iterfind(local("nameAlias")):
        parts = [alias.get(name) or "" for name in ("firstName", "middleName", "lastName")]
        name = " ".join((alias.get("wholeName") or " ".join(parts)).split())
        strong = (alias.get("strong") or "true").lower() != "false"
        if not _is_latin(name):
            entry.tell("name_original", name)
        elif strong and not entry.facts.get("name"):
            entry.tell("name", name)
        else:
            entry.tell("alias" if strong else "weak_alias", name)
        gender = {"M": "Male", "F": "Female"}.get(alias.get("gender") or "", "")
        entry.tell("gender", gender)
        entry.tell("title", alias.get("title") or "")
        entry.tell("occupation" if entry.kind == PERSON else "role", alias.get("function") or "")


def _tell_origins(entry: Entry, element: etree._Element) -> None:
    for birth in element.iterfind(local("birthdate")):
        told = [birth.get(part) or "" for part in ("year", "monthOfYear", "dayOfMonth")]
        span = [birth.get(part) or "" for part in ("yearRangeFrom", "yearRangeTo")]
        day = written_date(birth.get("birthdate") or "") or parts_date(*told)
        entry.tell("birth_date", day, *(parts_date(year, "", "") for year in span))
        place = [birth.get(part) or "" for part in ("place", "city", "region")]
        entry.tell("birth_place", ", ".join(filter(None, [*place, _country(birth)[1]])))
    for citizen in element.iterfind(local("citizenship")):
        entry.tell("nationality", _country(citizen)[0])


def _tell_address(entry: Entry, place: etree._Element) -> None:
    code, country = _country(place)
    lines = [" ".join((place.get(part) or "").split()) for part in _ADDRESS]
    if any(lines):
        entry.addresses.append(Address(", ".join(filter(None, [*lines, country])), code))
    elif code:
        entry.addresses.append(Address("", code))
    for contact in place.iterfind(local("contactInfo")):
        value = contact.get("value") or ""
        key = (contact.get("key") or "").lower()
        if value and "mail" in key:
            entry.emails.append(value)
        elif value and ("phone" in key or "mobile" in key):
            entry.phones.append(value)
        elif value:
            entry.tell("website", value if "web" in key else "")


def _tell_paper(entry: Entry, paper: etree._Element) -> None:
    number = paper.get("number") or paper.get("latinNumber") or ""
    type_ = paper.get("identificationTypeDescription") or paper.get("identificationTypeCode") or ""
    doubts = ("knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
    told = [name for name in doubts if paper.get(name) == "true"]
    if number.strip():
        entry.documents.append(
            Document(
                type_,
                number.strip(),
                _country(paper)[0],
                written_date(paper.get("issueDate") or ""),
                written_date(paper.get("validTo") or ""),
                ", ".join([*told, *texts(paper, "remark")]),
            )
        )


def _country(element: etree._Element) -> tuple[str, str]:
    """Code and name; the code for "not known" is none."""
    code = element.get("countryIso2Code") or ""
    if code == _UNKNOWN_COUNTRY:
        return "", ""
    name = " ".join((element.get("countryDescription") or "").split())
    return code or name, name or code


def _is_latin(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return not letters or sum(ord(letter) < 0x250 for letter in letters) * 2 >= len(letters)
