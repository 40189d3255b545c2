"""The lists of the United States Treasury (OFAC), the advanced XML: one record a party.

Source: OFAC, Advanced Sanctions List Standard and its schema. Everything there refers to
everything else by number, so the file is walked twice: what is looked up, then the parties.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tripoint_graph.ontology import ONTOLOGY
from tripoint_ingest.listing.entry import ORGANISATION, Document, Entry, Relation
from tripoint_ingest.listing.ofac import CONSOLIDATED, LIST, SDN, tell_name
from tripoint_ingest.listing.remarks import tell_document
from tripoint_ingest.readers.ofac_features import tell_feature
from tripoint_ingest.readers.ofac_lookup import SECTIONS, Lookup, Related, documented_names, look_up
from tripoint_ingest.reading import Edition, Found, Source
from tripoint_ingest.xml import elements, local, missing_key, words_of

_ROOT = re.compile(rb"<(?:\w+:)?Sanctions\b")
_OFAC_LIST = re.compile(rb"ReferenceValueSets|DateOfIssue")
_CLAIMS = {  # beginning of the list's words -> (link kind, walked backward)
    "acting for": ("ACTS_FOR", False),
    "owned": ("OWNS", True),
    "family": ("FAMILY_OF", False),
    "leader": ("MEMBER_OF", False),
    "principal executive": ("DIRECTOR_OF", False),
    "operated": ("OPERATED_BY", False),
}


@dataclass(frozen=True)
class OfacAdvancedReader:
    """Reads sdn_advanced.xml; `consolidated` for the lists that are not the SDN list."""

    consolidated: bool = False

    @property
    def name(self) -> str:
        """The format's name."""
        return "ofac-consolidated-advanced" if self.consolidated else "ofac-sdn-advanced"

    @property
    def title(self) -> str:
        """What it reads."""
        what = "consolidated (non-SDN) list" if self.consolidated else "SDN list"
        return f"US Treasury OFAC {what}, advanced XML, one record a party"

    @property
    def source(self) -> Source:
        """Who speaks."""
        return CONSOLIDATED if self.consolidated else SDN

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether the list's root element stands here; the file's name tells which list."""
        consolidated = file_name.lower().startswith("cons")
        ours = bool(_ROOT.search(head)) and bool(_OFAC_LIST.search(head))
        return ours and consolidated == self.consolidated

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """The edition, then one record a party, in the order of the file."""
        lookup = look_up(path)
        if lookup.issued:
            yield Edition(lookup.issued)
        for element in elements(path, SECTIONS):  # all of them, so that all are freed
            if etree.QName(element).localname != "DistinctParty":
                continue
            profile = element.find(local("Profile"))
            reference = element.get("FixedRef") or ""
            if profile is None or not reference:
                yield missing_key(path, element, "FixedRef" if not reference else "Profile")
                continue
            entry = _entry(reference, profile, lookup)
            raw = words_of(element)
            origin = f"{path.name} line {element.sourceline}"
            yield entry.record(source, lookup.issued, raw=raw, origin=origin)


def _entry(reference: str, profile: etree._Element, lookup: Lookup) -> Entry:
    entry = Entry(lookup.kind(profile), LIST, reference)
    for identity in profile.iterfind(local("Identity")):
        _tell_names(entry, identity, lookup)
        for paper in lookup.documents.get(identity.get("ID") or "", ()):
            tell_document(entry, Document(*paper))
    for feature in profile.iterfind(local("Feature")):
        tell_feature(entry, feature, lookup)
    listing = lookup.listings.get(profile.get("ID") or "")
    if listing is not None:
        entry.tell("list_regime", *listing.programmes)
        entry.tell("listed_on", min(listing.days, default=""))
    for related in lookup.relations.get(profile.get("ID") or "", ()):
        entry.relations.append(_relation(entry.kind, related, lookup))
    return entry


def _tell_names(entry: Entry, identity: etree._Element, lookup: Lookup) -> None:
    for alias, name, latin in documented_names(identity, lookup):
        if not latin:
            entry.tell("name_original", name)
        elif alias.get("Primary") == "true" and not entry.facts.get("name"):
            tell_name(entry, name)
        else:
            entry.tell("weak_alias" if alias.get("LowQuality") == "true" else "alias", name)


def _relation(kind: str, related: Related, lookup: Lookup) -> Relation:
    name, other = lookup.parties.get(related.to, ("", ORGANISATION))
    words = related.words.lower()
    for start, (claim, backward) in _CLAIMS.items():
        if words.startswith(start):
            link = ONTOLOGY.links[claim]
            source, target = (other, kind) if backward else (kind, other)
            if source in link.source and target in link.target:
                return Relation(claim, other, name, related.to, related.words, backward)
    return Relation("ASSOCIATE_OF", other, name, related.to, related.words)
