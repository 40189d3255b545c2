"""UN/EDIFACT (ISO 9735): bytes to messages of segments, forgiving of what real senders do.

Service strings present, absent or odd; several interchanges, groups and messages a file; noise
around them; line breaks anywhere (teletype wraps at 63 or 69 characters); release characters;
cut files. Bytes are read in chunks, so memory does not grow with the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from tripoint_ingest.readers.edifact_scanner import Scanner, Service
from tripoint_ingest.reading import SEGMENT_BYTES_MAX

_CODECS = {
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
}


class Segment(NamedTuple):
    """One segment: its tag and elements, each a list of components.

    Attributes:
        tag: three letters.
        elements: the first is what follows the tag.
        number: its place in the file's segments, from 1.
        offset: the byte of the file at which it begins.
        text: as it stood, line breaks taken out.
    """

    tag: str
    elements: list[list[str]]
    number: int
    offset: int
    text: str

    def get(self, element: int, component: int = 0) -> str:
        """A component, both counted from 0; "" where it is not there."""
        try:
            return self.elements[element][component].strip()
        except IndexError:
            return ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the envelope or a segment. `lost` tells whether text was left out."""

    number: int
    tag: str
    rule: str
    reason: str
    hint: str
    lost: bool
    excerpt: str = ""


@dataclass(slots=True)
class Message:
    """One message: its envelope and the segments between UNH and UNT.

    Attributes:
        interchange: the UNB before it, or None.
        header: its UNH.
        segments: what stands between.
        faults: what was wrong in it or before it.
    """

    interchange: Segment | None
    header: Segment
    segments: list[Segment] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Its type ("PAXLST")."""
        return self.header.get(1)

    @property
    def release(self) -> str:
        """Its directory ("D:02B")."""
        return ":".join(filter(None, (self.header.get(1, 1), self.header.get(1, 2))))


def messages(stream: BinaryIO, *, strict: bool = False) -> Iterator[Message | Fault]:
    """Every message of a file, and every fault outside one, in their order.

    A cut file gives the segments before the cut. Strictly, a message in which anything is wrong is
    given as a fault instead, which tells the first thing that was.
    """
    for found in _messages(stream):
        if strict and isinstance(found, Message) and found.faults:
            yield _refused(found)
        else:
            yield found


def _refused(message: Message) -> Fault:
    first = message.faults[0]
    return Fault(
        message.header.number,
        "UNH",
        "message-refused",
        f"message {message.header.get(0)!r} is left out whole, as asked: in segment {first.number} "
        f"({first.tag}) {first.reason}; {len(message.faults)} such faults in it",
        "ask the sender for it again, or load it without --strict",
        lost=True,
        excerpt=first.excerpt,
    )


def _messages(stream: BinaryIO) -> Iterator[Message | Fault]:
    interchange: Segment | None = None
    message: Message | None = None
    count = 0
    for found in segments(stream):
        if isinstance(found, Fault):
            if message is None:
                yield found
            else:
                message.faults.append(found)
        elif found.tag == "UNH":
            if message is not None:
                yield _unfinished(message)
            message, count = Message(interchange, found), count + 1
        elif found.tag == "UNT" and message is not None:
            yield _finished(message, found)
            message = None
        elif found.tag == "UNB":
            interchange, count = found, 0
        elif found.tag == "UNZ":
            if message is not None:
                yield _unfinished(message)
                message = None
            yield from _closed(interchange, found)
        elif message is not None and found.tag not in ("UNG", "UNE"):
            message.segments.append(found)
    if message is not None:
        yield _unfinished(message)


def _finished(message: Message, trailer: Segment) -> Message:
    expected = str(len(message.segments) + 2 + sum(f.lost for f in message.faults))
    told = trailer.get(0).lstrip("0")
    if told != expected:
        message.faults.append(
            Fault(
                trailer.number,
                "UNT",
                "segment-count",
                f"UNT says {told or 'nothing'} segments, the message has {expected}",
                "the facts were loaded; ask the sender whether something is missing",
                lost=False,
                excerpt=trailer.text,
            )
        )
    if trailer.get(1) != message.header.get(0):
        message.faults.append(
            Fault(
                trailer.number,
                "UNT",
                "message-reference",
                f"UNT closes message {trailer.get(1)!r}, but UNH opened {message.header.get(0)!r}",
                "the facts were loaded; ask the sender whether two messages ran together",
                lost=False,
                excerpt=trailer.text,
            )
        )
    return message


def _unfinished(message: Message) -> Message:
    last = message.segments[-1] if message.segments else message.header
    message.faults.append(
        Fault(
            last.number,
            "UNT",
            "message-cut",
            f"the message ends after segment {last.number} ({last.tag}) with no UNT",
            "what came before was loaded; get the rest from the sender and load the whole file",
            lost=False,
            excerpt=last.text,
        )
    )
    return message


def _closed(interchange: Segment | None, trailer: Segment) -> Iterator[Fault]:
    if interchange is not None and trailer.get(1) != interchange.get(4):
        yield Fault(
            trailer.number,
            "UNZ",
            "interchange-reference",
            f"UNZ closes interchange {trailer.get(1)!r}, but UNB opened {interchange.get(4)!r}",
            "the facts were loaded; ask the sender whether two interchanges ran together",
            lost=False,
            excerpt=trailer.text,
        )


def segments(stream: BinaryIO) -> Iterator[Segment | Fault]:
    """Every segment of a file. What is no segment is given as a fault and left out."""
    scanner = Scanner(stream)
    service, codec = Service(), "utf-8"
    number = 0
    while scanner.find_start():
        service = scanner.service()
        for offset, raw in scanner.pieces(service):
            number += 1
            if len(raw) > SEGMENT_BYTES_MAX:
                yield _too_long(number, raw)
                continue
            if raw[:3].upper() == b"UNB":
                codec = _CODECS.get(raw[4:8].decode("ascii", "replace").upper(), "utf-8")
            found = _segment(raw, service, codec, number, offset)
            if found is None:
                if raw.strip():
                    yield _no_segment(number, raw)
                continue
            yield found
            if found.tag == "UNZ":
                break


def _too_long(number: int, raw: bytes) -> Fault:
    return Fault(
        number,
        "",
        "segment-too-long",
        f"no segment ends within {SEGMENT_BYTES_MAX:,} bytes",
        "the service string (UNA) may name the wrong terminator, or this is no EDIFACT",
        lost=True,
        excerpt=raw[:80].decode("latin-1"),
    )


def _no_segment(number: int, raw: bytes) -> Fault:
    return Fault(
        number,
        "",
        "no-segment",
        "a segment must begin with a tag of three letters or digits",
        "it was left out; the rest was read",
        lost=True,
        excerpt=raw[:80].decode("latin-1"),
    )


def _segment(raw: bytes, service: Service, codec: str, number: int, offset: int) -> Segment | None:
    text = _decoded(raw, codec).strip().lstrip("\x00\x01\x02\x03\ufeff")
    if text[:3].islower():  # a sender that does not keep case: its codes mean the same
        text = text.upper()
    element, component = service.element.decode("latin-1"), service.component.decode("latin-1")
    release = service.release.decode("latin-1")
    if release and release in text:
        parts = [_parts(e, component, release) for e in _parts(text, element, release, keep=True)]
    else:
        parts = [e.split(component) for e in text.split(element)]
    tag = parts[0][0].strip()
    if not _is_tag(tag):
        return None
    return Segment(tag, parts[1:], number, offset, text)


@lru_cache(maxsize=4096)
def _is_tag(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]{2}", text))


def _decoded(raw: bytes, codec: str) -> str:
    """Senders that say Latin-1 (UNOC) and write UTF-8 are common; text of Latin-1 that happens to
    be UTF-8 as well is next to none.
    """
    if raw.isascii():
        return raw.decode("ascii")
    for name in ("utf-8", codec) if codec == "iso8859-1" else (codec, "utf-8"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _parts(text: str, separator: str, release: str, *, keep: bool = False) -> list[str]:
    """Split at separators that are not released; `keep` leaves release characters in."""
    parts, current, characters = [], [], iter(text)
    for character in characters:
        if character == release:
            literal = next(characters, "")
            current.append(release + literal if keep else literal)
        elif character == separator:
            parts.append("".join(current))
            current = []
        else:
            current.append(character)
    return [*parts, "".join(current)]
