"""One entry of a watch list, whatever file it came in; and the record it makes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tripoint_graph.model import Record
from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.building import RecordParts
from tripoint_ingest.reading import CELL_CHARACTERS_MAX, RAW_CHARACTERS_MAX, Source

PERSON, ORGANISATION, VESSEL, AIRCRAFT = "person", "organisation", "vessel", "aircraft"


class Document(NamedTuple):
    """A paper or number that an entry is known by; texts, "" where the list does not say."""

    type: str
    number: str
    country: str = ""
    issued: str = ""
    expires: str = ""
    note: str = ""


class Address(NamedTuple):
    """Where an entry is told to be."""

    text: str
    country: str = ""


class Relation(NamedTuple):
    """Another party that an entry names.

    Attributes:
        claim: link kind, from the entry to the other; walked backward where `backward`.
        kind: kind of the other.
        name: the other's name, or "".
        reference: the other's id in the same list, or "".
        words: how the list puts it ("Linked To", "Owned or Controlled By").
    """

    claim: str
    kind: str
    name: str
    reference: str = ""
    words: str = ""
    backward: bool = False


@dataclass(slots=True)
class Entry:
    """What a list says of one party.

    Attributes:
        kind: person, organisation, vessel or aircraft.
        issuer: whose list ("OFAC"); reference: the party's id in it.
        facts: property of the kind to its values; properties the kind lacks go to the note.
        documents, addresses, relations, phones, emails, wallets: what becomes mentions.
        notes: sentences for people.
    """

    kind: str
    issuer: str
    reference: str
    facts: dict[str, list[str]] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    wallets: list[tuple[str, str]] = field(default_factory=list)  # (currency, address)
    notes: list[str] = field(default_factory=list)

    def tell(self, name: str, *values: str) -> None:
        """Add values of a property; empty ones and repeats are left out."""
        held = self.facts.setdefault(name, [])
        held.extend(v for value in values if (v := value.strip()) and v not in held)

    def record(self, source: Source, version: str, *, raw: str, origin: str) -> Record:
        """The record of this entry; its key is the party's id in the list."""
        parts = RecordParts()
        subject = parts.mention(self.kind, self.kind, **self._properties())
        self._documents(parts, subject)
        for address in self.addresses:
            self._address(parts, subject, address)
        for numbers, kind, name, link in (
            (self.phones, "phone", "number", "USES_PHONE"),
            (self.emails, "email", "address", "USES_EMAIL"),
        ):
            for number in numbers:
                parts.claim(link, subject, parts.mention(kind, kind, **{name: number}))
        for relation in self.relations:
            self._relation(parts, subject, relation)
        return Record(
            source=source.name,
            source_key=self.reference,
            version=version,
            handling=source.handling,
            grade=source.grade,
            observed_at=version[:10],
            mentions=parts.mentions,
            claims=parts.claims,
            raw=raw[:RAW_CHARACTERS_MAX],
            origin=origin,
        )

    def _properties(self) -> dict[str, Iterable[str]]:
        known = ONTOLOGY.kind(self.kind).properties
        filled = {name: values for name, values in self.facts.items() if values}
        stray = [
            f"{name.replace('_', ' ')}: {', '.join(values)}"
            for name, values in sorted(filled.items())
            if name not in known
        ]
        note = "; ".join([*self.notes, *stray])[:CELL_CHARACTERS_MAX]
        held = {name: values for name, values in filled.items() if name in known}
        return {**held, "list": [self.issuer], "list_reference": [self.reference], "note": [note]}

    def _documents(self, parts: RecordParts, subject: str) -> None:
        for paper in self.documents:
            key = parts.mention(
                "identity_document",
                "document",
                number=paper.number,
                type=paper.type,
                issuer=paper.country,
                issued_on=paper.issued,
                expires_on=paper.expires,
                note=paper.note,
            )
            parts.claim("HOLDS_DOCUMENT", subject, key)
        for currency, number in self.wallets:
            account = {"number": number, "currency": currency, "type": "digital currency address"}
            if self.kind in (PERSON, ORGANISATION):
                parts.claim(
                    "HOLDS_ACCOUNT", subject, parts.mention("account", "account", **account)
                )

    def _address(self, parts: RecordParts, subject: str, address: Address) -> None:
        if address.text and address.text != address.country:
            told = {"text": address.text, "country": address.country}
            parts.claim("HAS_ADDRESS", subject, parts.mention("address", "address", **told))
        elif address.country:  # a country alone is no address; the place says as much as is known
            place = parts.mention("place", "place", country=address.country)
            parts.claim("PRESENT_IN", subject, place)

    def _relation(self, parts: RecordParts, subject: str, relation: Relation) -> None:
        identity = {"list": self.issuer, "list_reference": relation.reference}
        other = parts.mention(
            relation.kind,
            f"related-{relation.kind}",
            name=relation.name,
            **(identity if relation.reference else {}),
        )
        ends = (other, subject) if relation.backward else (subject, other)
        parts.claim(relation.claim, *ends, basis=relation.words)
