"""The United Nations Security Council Consolidated List (XML): one record an entry.

Source: the list's own schema as published with it (`sc-sanctions.xsd`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.building import RecordParts
from tripoint_ingest.listing.dates import written_date, written_dates
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Edition, Found, Source
from tripoint_ingest.xml import elements, local_name, root_attributes, words_of

LIST = "UN"
_REGIMES = {"Al-Qaida": "UN SC 1267/1989/2253", "Taliban": "UN SC 1988"}
_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ROOT = re.compile(rb"<(?:\w+:)?CONSOLIDATED_LIST\b")
_REFERENCE = re.compile(r"\b([A-Z]{2}(i|e)\.\d{3,4})\b")


_SOURCE = Source("un-sc-list", Handling("UN", Tlp.CLEAR, Category.LIST), Grade("A", 2))


@dataclass(frozen=True)
class UnListReader:
    """Reads the consolidated list, individuals and entities."""

    name: str = "un-sc-list"
    title: str = "UN Security Council Consolidated List (XML), one record an entry"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the list's root element stands here."""
        return bool(_ROOT.search(head))

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """The edition, then one record an entry, in the order of the file."""
        if edition := _generated(root_attributes(path).get("dateGenerated", "")):
            yield Edition(edition)
        for element in elements(path, ("INDIVIDUAL", "ENTITY")):
            if not _text(_inside(element), "DATAID"):
                yield _without_id(path, element)
                continue
            yield _EntryReading(element).record(path, source)


def _generated(stamp: str) -> str:
    """When a list was made, in UTC to the second; "" where that cannot be read.

    >>> _generated("2020-11-30T20:31:19.923-05:00"), _generated("yesterday")
    ('2020-12-01T01:31:19', '')
    """
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return ""
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return in_utc.replace(tzinfo=None).isoformat(timespec="seconds")


def _without_id(path: Path, element: etree._Element) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {element.sourceline}",
        field="DATAID",
        rule="missing-key",
        reason="the entry has no DATAID, so a later edition could not replace it",
        hint="ask the publisher; the other entries were loaded",
        excerpt=words_of(element)[:300],
    )


class _EntryReading:
    """One entry on its way to a record."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._said = _inside(element)
        self._individual = etree.QName(element).localname == "INDIVIDUAL"
        self._prefix = "INDIVIDUAL_" if self._individual else "ENTITY_"
        self._parts = RecordParts()

    def record(self, path: Path, source: Source) -> Record:
        """The entry as a record."""
        element, said = self._element, self._said
        updated = max(_texts(said, "LAST_DAY_UPDATED/VALUE"), default="")[:10]
        listed = _text(said, "LISTED_ON")[:10]
        entry = self._mention_entry(listed, updated)
        self._mention_documents(entry)
        self._mention_addresses(entry)
        self._mention_references(entry)
        return Record(
            source=source.name,
            source_key=_text(said, "DATAID"),
            version=f"{updated or listed}/{_text(said, 'VERSIONNUM').zfill(6)}",
            handling=source.handling,
            grade=source.grade,
            observed_at=updated or listed,
            mentions=self._parts.mentions,
            claims=self._parts.claims,
            raw=words_of(element)[:RAW_CHARACTERS_MAX],
            origin=f"{path.name} line {element.sourceline}",
        )

    def _mention_entry(self, listed: str, updated: str) -> str:
        said, regime = self._said, _text(self._said, "UN_LIST_TYPE")
        original = _text(said, "NAME_ORIGINAL_SCRIPT")
        aliases = _texts(said, f"{self._prefix}ALIAS/ALIAS_NAME")
        facts: dict[str, str | Iterable[str]] = {
            "name": " ".join(filter(None, (_text(said, name) for name in _NAMES))) or original,
            "alias": [part for alias in aliases for part in alias.split(";")],
            "name_original": original,
            "list": LIST,
            "list_reference": _text(said, "REFERENCE_NUMBER"),
            "list_regime": _REGIMES.get(regime, f"UN SC {regime}" if regime else ""),
            "listed_on": listed,
            "list_updated_on": updated,
            "note": _text(said, "COMMENTS1"),
        }
        if not self._individual:
            return self._parts.mention("organisation", "organisation", **facts)
        return self._parts.mention("person", "person", **facts, **self._personal())

    def _personal(self) -> dict[str, str | Iterable[str]]:
        said = self._said
        born = [
            ", ".join(filter(None, (_text(_inside(place), tag) for tag in _BIRTH_PLACE)))
            for place in said.get("INDIVIDUAL_PLACE_OF_BIRTH", ())
        ]
        return {
            "birth_date": [
                day for date in said.get("INDIVIDUAL_DATE_OF_BIRTH", ()) for day in _days(date)
            ],
            "birth_place": born,
            "gender": _text(said, "GENDER"),
            "nationality": _texts(said, "NATIONALITY/VALUE"),
            "title": _texts(said, "TITLE/VALUE"),
            "occupation": _texts(said, "DESIGNATION/VALUE"),
        }

    def _mention_documents(self, entry: str) -> None:
        for element in self._said.get(f"{self._prefix}DOCUMENT", ()):
            document = _inside(element)
            number = _text(document, "NUMBER")
            if number:
                kinds = (_text(document, "TYPE_OF_DOCUMENT"), _text(document, "TYPE_OF_DOCUMENT2"))
                issued = written_date(_text(document, "DATE_OF_ISSUE"))
                key = self._parts.mention(
                    "identity_document",
                    "document",
                    number=number,
                    issuer=_text(document, "ISSUING_COUNTRY")
                    or _text(document, "COUNTRY_OF_ISSUE"),
                    type=" ".join(filter(None, kinds)),
                    issued_on=issued,
                    note=_text(document, "NOTE"),
                )
                self._parts.claim("HOLDS_DOCUMENT", entry, key)

    def _mention_addresses(self, entry: str) -> None:
        for element in self._said.get(f"{self._prefix}ADDRESS", ()):
            address = _inside(element)
            lines = [_text(address, tag) for tag in _ADDRESS]
            if any(lines[:-1]):
                key = self._parts.mention(
                    "address",
                    "address",
                    text=", ".join(filter(None, lines)),
                    country=lines[-1],
                )
                self._parts.claim("HAS_ADDRESS", entry, key)

    def _mention_references(self, entry: str) -> None:
        """Other entries that the comments name: "associated with ... (QDi.001)"."""
        own = _text(self._said, "REFERENCE_NUMBER")
        comments = _text(self._said, "COMMENTS1")
        for reference, sort in dict.fromkeys(_REFERENCE.findall(comments)):
            if reference != own:
                kind = "person" if sort == "i" else "organisation"
                other = self._parts.mention(
                    kind, f"referenced-{kind}", list=LIST, list_reference=reference
                )
                self._parts.claim("ASSOCIATE_OF", entry, other)


_BIRTH_PLACE = ("CITY", "STATE_PROVINCE", "COUNTRY")
_ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")


def _days(date: etree._Element) -> list[str]:
    """A birth date as precise as it is told: a day, a year, or both ends of a span of years;
    "circa 1951" and "05 Feb 1970" stand there, too.
    """
    told = _inside(date)
    each = (_text(told, tag) for tag in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR"))
    return [day for text in each for day in written_dates(text)]


_Inside = Mapping[str, Sequence[etree._Element]]


def _inside(element: etree._Element) -> _Inside:
    """Local name to the elements of it just below an element; looked up far oftener than made."""
    found: dict[str, list[etree._Element]] = {}
    for child in element.iterchildren(etree.Element):
        found.setdefault(local_name(child.tag), []).append(child)
    return found


def _text(inside: _Inside, name: str) -> str:
    found = inside.get(name)
    return " ".join((found[0].text or "").split()) if found else ""


def _texts(inside: _Inside, path: str) -> list[str]:
    first, _, second = path.partition("/")
    each = (below for one in inside.get(first, ()) for below in _inside(one).get(second, ()))
    return [text for one in each if (text := " ".join((one.text or "").split()))]
