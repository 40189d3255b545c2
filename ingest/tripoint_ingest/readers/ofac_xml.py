"""The lists of the United States Treasury (OFAC), the legacy XML: one record an entry.

Source: OFAC, SDN data specification and its schema (`sdn.xsd`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Issue
from tripoint_ingest.listing.dates import written_date, written_dates
from tripoint_ingest.listing.entry import Address, Document, Entry
from tripoint_ingest.listing.ofac import (
    CONSOLIDATED,
    LIST,
    SDN,
    Directory,
    enter,
    kind_of,
    spoken_name,
    tell_all_remarks,
    tell_name,
)
from tripoint_ingest.listing.remarks import tell_document, tell_fact
from tripoint_ingest.reading import Edition, Found, Source
from tripoint_ingest.xml import elements, local, missing_key, text, texts, words_of

_ADDRESS = ("address1", "address2", "address3", "city")
_ROOT = re.compile(rb"<(?:\w+:)?sdnList\b")


@dataclass(frozen=True)
class OfacXmlReader:
    """Reads sdn.xml; `consolidated` for the lists that are not the SDN list."""

    consolidated: bool = False

    @property
    def name(self) -> str:
        """The format's name."""
        return "ofac-consolidated-xml" if self.consolidated else "ofac-sdn-xml"

    @property
    def title(self) -> str:
        """What it reads."""
        what = "consolidated (non-SDN) list" if self.consolidated else "SDN list"
        return f"US Treasury OFAC {what}, legacy XML, one record an entry"

    @property
    def source(self) -> Source:
        """Who speaks."""
        return CONSOLIDATED if self.consolidated else SDN

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the list's root element stands here; the file's name tells which list."""
        consolidated = file_name.lower().startswith("cons")
        return bool(_ROOT.search(head)) and consolidated == self.consolidated

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """The edition, then one record an entry, in the order of the file."""
        directory: Directory = {}
        for element in elements(path, ("sdnEntry",)):
            kind = kind_of(text(element, "sdnType"))
            written = ", ".join(
                filter(None, (text(element, "lastName"), text(element, "firstName")))
            )
            enter(directory, written, text(element, "uid"), kind)
        version = ""
        for element in elements(path, ("publshInformation", "sdnEntry")):
            if etree.QName(element).localname == "publshInformation":
                version = written_date(text(element, "Publish_Date"))
                if version:
                    yield Edition(version)
            elif not text(element, "uid"):
                yield missing_key(path, element, "uid")
            else:
                yield from _entry(path, source, version, element, directory)


def _entry(
    path: Path, source: Source, version: str, element: etree._Element, directory: Directory
) -> Iterator[Found]:
    entry = Entry(kind_of(text(element, "sdnType")), LIST, text(element, "uid"))
    name = spoken_name(entry.kind, text(element, "lastName"), text(element, "firstName"))
    if not name:
        yield _nameless(path, element)
        return
    tell_name(entry, name)
    entry.tell("list_regime", *texts(element, "programList/program"))
    entry.tell("title", text(element, "title"))
    for alias in element.iterfind(local("akaList/aka")):
        other = spoken_name(entry.kind, text(alias, "lastName"), text(alias, "firstName"))
        entry.tell("weak_alias" if text(alias, "category") == "weak" else "alias", other)
    _tell_origins(entry, element)
    for paper in element.iterfind(local("idList/id")):
        _tell_id(entry, paper)
    for place in element.iterfind(local("addressList/address")):
        lines = [text(place, tag) for tag in _ADDRESS]
        region = " ".join(filter(None, (text(place, "stateOrProvince"), text(place, "postalCode"))))
        country = text(place, "country")
        entry.addresses.append(Address(", ".join(filter(None, [*lines, region, country])), country))
    for tag, fact in _VESSEL.items():
        entry.tell(fact, text(element, f"vesselInfo/{tag}"))
    tell_all_remarks(entry, text(element, "remarks"), directory)
    raw = words_of(element)
    yield entry.record(source, version, raw=raw, origin=f"{path.name} line {element.sourceline}")


_VESSEL = {
    "callSign": "call_sign",
    "vesselType": "type",
    "vesselFlag": "flag",
    "vesselOwner": "owner",
    "tonnage": "tonnage",
    "grossRegisteredTonnage": "gross_tonnage",
}


def _tell_origins(entry: Entry, element: etree._Element) -> None:
    born = texts(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth")
    entry.tell("birth_date", *(day for told in born for day in written_dates(told)))
    entry.tell("birth_place", *texts(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth"))
    entry.tell("nationality", *texts(element, "nationalityList/nationality/country"))
    entry.tell("nationality", *texts(element, "citizenshipList/citizenship/country"))


def _tell_id(entry: Entry, paper: etree._Element) -> None:
    type_, number = text(paper, "idType"), text(paper, "idNumber")
    if not type_ or tell_fact(entry, f"{type_} {number}"):
        return
    if type_.endswith((":", "-")):  # "Secondary sanctions risk:" stands in the place of a number
        entry.notes.append(f"{type_} {number}".strip())
        return
    dates = (written_date(text(paper, "issueDate")), written_date(text(paper, "expirationDate")))
    tell_document(entry, Document(type_, number, text(paper, "idCountry"), *dates))


def _nameless(path: Path, element: etree._Element) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {element.sourceline}",
        field="lastName",
        rule="missing-name",
        reason="the entry has no name, so nobody could be recognised by it",
        hint="ask the publisher; the other entries were loaded",
        excerpt=words_of(element)[:300],
    )
