"""The remarks of a United States list entry: what is structured in them becomes facts.

Source: OFAC, SDN data specification ("Remarks"), and the published lists themselves.
"""

import re
from collections.abc import Callable

from tripoint_ingest.listing.dates import written_date, written_dates
from tripoint_ingest.listing.entry import AIRCRAFT, PERSON, VESSEL, Document, Entry

_NUMBER = re.compile(
    r"(?P<type>[^:;\d]*?(?:Passport|No\.?|#|Number|ID|I\.D\.|Card|Certificate|License|Licence|"
    r"D\.N\.I\.|C\.U\.R\.P\.|R\.F\.C\.|C\.U\.I\.T\.|R\.U\.N\.|SSN|RIF|RUC|NIT|Identification|"
    r"Gazette|Registry|Code|BIK \(RU\)|SWIFT/BIC|IFCA))\s+"
    r"(?P<number>(?=[^()]*\d)[^()]*?)"
    r"(?:\s*\((?P<country>[^()]+)\))?"
    r"(?:\s+issued (?P<issued>\d[\w ]*?))?(?:\s+expires (?P<expires>\d[\w ]*?))?"
)
_LINKED = re.compile(r"\(?Linked To:\s*(.+?)\)?", re.IGNORECASE)
_ALIAS = re.compile(r"(?:alt\. )?([anf])\.k\.a\.,? ['\"‘](.+?)['\"’]", re.IGNORECASE)
_ABBREVIATED = re.compile(
    r"(?:\b\w\.\s?\w|\b(?:co|ltd|inc|corp|bros|jr|sr|no|pty|dr|cia))\.$", re.IGNORECASE
)
_WALLET = re.compile(r"Digital Currency Address - (\w+) (\w+)")


def linked_names(remarks: str) -> list[str]:
    """Names after "Linked To:"."""
    return [m[1].strip() for part in pieces(remarks) if (m := _LINKED.fullmatch(part))]


def pieces(remarks: str) -> list[str]:
    """The remarks' statements, between semicolons, without the closing full stop."""
    parts = re.split(r";\s*|(?<=\))\s+(?=\(Linked To:)", " ".join(remarks.split()))
    if parts and parts[-1].endswith(".") and not _ABBREVIATED.search(parts[-1]):
        parts[-1] = parts[-1][:-1]
    return [part for part in (part.strip() for part in parts) if part and part != "-0-"]


def tell_remarks(entry: Entry, remarks: str) -> None:
    """Put every statement into the entry; those that are plain words go to its notes."""
    for part in pieces(remarks):
        if not _LINKED.fullmatch(part) and not tell_statement(entry, part):
            entry.notes.append(part)


def tell_statement(entry: Entry, part: str) -> bool:
    """Put one statement ("POB Giza, Egypt") into the entry; False where it is plain words."""
    bare = part.removeprefix("alt. ")
    if tell_fact(entry, bare):
        return True
    if found := _ALIAS.fullmatch(part):
        entry.tell("weak_alias", found[2])
        return True
    if found := _WALLET.fullmatch(bare):
        entry.wallets.append((found[1], found[2]))
        return True
    if found := _NUMBER.fullmatch(bare):
        given = found.groupdict("")
        dates = {name: written_date(given[name]) for name in ("issued", "expires")}
        tell_document(
            entry, Document(given["type"].strip(), given["number"], given["country"], **dates)
        )
        return True
    return False


def tell_fact(entry: Entry, part: str) -> bool:
    """Put a statement that begins with a known word ("DOB 1962") into the entry, if it is one."""
    for start, tell in _STATEMENTS:
        if part.startswith(start):
            return tell(entry, part[len(start) :].strip())
    return False


def tell_document(entry: Entry, paper: Document) -> None:
    """Put a number into the entry as what its type makes it."""
    type_, number = paper.type.lower(), paper.number.strip()
    if entry.kind == VESSEL and (found := re.fullmatch(r"(?:IMO\s*)?(\d{7})", number)):
        entry.tell("imo", found[1])
    elif type_.startswith("mmsi"):
        entry.tell("mmsi", number)
    elif entry.kind == AIRCRAFT and ("serial number" in type_ or "construction number" in type_):
        entry.tell("serial", number)
    elif entry.kind == AIRCRAFT and "tail number" in type_:
        entry.tell("registration", number)
    elif type_.startswith("digital currency address"):
        entry.wallets.append((paper.type.rpartition("-")[2].strip(), number))
    elif number:
        entry.documents.append(paper._replace(number=number))


def _fact(name: str) -> Callable[[Entry, str], bool]:
    def tell(entry: Entry, value: str) -> bool:
        entry.tell(name, value)
        return bool(value)

    return tell


def _days(name: str) -> Callable[[Entry, str], bool]:
    def tell(entry: Entry, value: str) -> bool:
        days = written_dates(value)
        entry.tell(name, *days)
        return bool(days)

    return tell


def _phone(entry: Entry, value: str) -> bool:
    entry.phones.append(value.removeprefix("Number").strip())
    return True


def _email(entry: Entry, value: str) -> bool:
    entry.emails.append(value)
    return True


def _member_state(name: str) -> Callable[[Entry, str], bool]:
    def tell(entry: Entry, value: str) -> bool:
        if entry.kind != PERSON:
            return False
        entry.tell(name, value)
        return True

    return tell


def _serial(entry: Entry, value: str) -> bool:
    entry.tell("serial", value.rpartition(" ")[2])
    return True


_STATEMENTS: tuple[tuple[str, Callable[[Entry, str], bool]], ...] = (
    ("DOB ", _days("birth_date")),
    ("POB ", _fact("birth_place")),
    ("nationality ", _member_state("nationality")),
    ("citizen ", _member_state("nationality")),
    ("Gender ", _fact("gender")),
    ("Website ", _fact("website")),
    ("Email Address ", _email),
    ("Telephone ", _phone),
    ("Phone ", _phone),
    ("MMSI ", _fact("mmsi")),
    ("Former Vessel Flag ", _fact("former_flag")),
    ("Vessel Flag ", _fact("flag")),
    ("Vessel Type ", _fact("type")),
    ("Vessel Call Sign ", _fact("call_sign")),
    ("Aircraft Manufacture Date ", _days("manufactured_on")),
    ("Aircraft Model ", _fact("model")),
    ("Aircraft Operator ", _fact("operator")),
    ("Aircraft Construction Number", _serial),
    ("Aircraft Manufacturer's Serial Number", _serial),
    ("Aircraft Tail Number ", _fact("registration")),
)
