"""CUSCAR cargo reports and IFTMCS contract statuses (UN/EDIFACT): one record a consignment.

Source: UN directories D.95B to D.16B and later; WCO and SMDG implementation guides. Segments are
taken by their tag and the part of the message they stand in (message, consignment, goods item),
never by a fixed order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.readers.edifact import Message
from tripoint_ingest.readers.edifact_files import begins, issue_of, messages_of
from tripoint_ingest.readers.manifest_message import CANCELS, Manifest
from tripoint_ingest.readers.paxlst_dates import prepared_at
from tripoint_ingest.reading import Found, Source

_HANDLING = Handling("OWN", Tlp.AMBER, Category.TRADE)
_TITLES = {
    "CUSCAR": "UN/EDIFACT CUSCAR: customs cargo report (manifest), one record a consignment",
    "IFTMCS": "UN/EDIFACT IFTMCS: contract status (bill of lading), one record a consignment",
}


@dataclass(frozen=True)
class ManifestReader:
    """Reads messages of one type, CUSCAR or IFTMCS, of any directory."""

    message: str
    strict: bool = False

    @property
    def name(self) -> str:
        """The format's name."""
        return self.message.lower()

    @property
    def title(self) -> str:
        """What it reads."""
        return _TITLES[self.message]

    @property
    def source(self) -> Source:
        """Who speaks where nobody says otherwise."""
        return Source(self.name, _HANDLING, Grade("B", 3))

    def strictly(self) -> Self:
        """The same reader, which leaves out messages that have anything wrong."""
        return replace(self, strict=True)

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a message of its type begins here."""
        return begins(head, self.message)

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a consignment, in the order of the file."""
        for found in messages_of(path, self.message, strict=self.strict):
            if isinstance(found, Issue):
                yield found
            else:
                yield from _records(path, source, found)


def _records(path: Path, source: Source, message: Message) -> Iterator[Record | Issue]:
    manifest = Manifest(message)
    withdrawn = manifest.function in CANCELS
    prepared = manifest.prepared or prepared_at(message.interchange)
    sender = message.interchange.get(1) if message.interchange else ""
    control = message.interchange.get(4) if message.interchange else ""
    keys: dict[str, int] = {}
    for place, (start, shipment) in enumerate(manifest.shipments, 1):
        name = shipment.bill or f"{control}/{message.header.get(0)}/consignment {place}"
        key = f"{sender}/{name}"
        count = keys[key] = keys.get(key, 0) + 1
        numbered = key if count == 1 else f"{key}#{count}"
        record = shipment.record(source, numbered, prepared, prepared, withdrawn=withdrawn)
        yield replace(record, origin=f"{path.name} segment {start}")
    for fault in (*message.faults, *manifest.faults()):
        yield issue_of(path, fault)
