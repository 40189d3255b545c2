"""What the files of the United States Treasury (OFAC) share: names, kinds, sources, relations."""

from tripoint_graph.model import Category, Grade, Handling, Tlp
from tripoint_ingest.listing.entry import AIRCRAFT, ORGANISATION, PERSON, VESSEL, Entry, Relation
from tripoint_ingest.listing.remarks import linked_names, tell_remarks
from tripoint_ingest.reading import Source

LIST = "OFAC"
_HANDLING = Handling("US", Tlp.CLEAR, Category.LIST)
SDN = Source("ofac-sdn", _HANDLING, Grade("A", 2))
CONSOLIDATED = Source("ofac-consolidated", _HANDLING, Grade("A", 2))

Directory = dict[str, tuple[str, str]]
"""Upper-case primary name -> (list id, kind): how "Linked To:" finds whom it names. A name that
two entries bear is not in it."""


def kind_of(type_: str) -> str:
    """The kind of a party by the list's word for it."""
    kinds = {"individual": PERSON, "vessel": VESSEL, "aircraft": AIRCRAFT}
    return kinds.get(type_.strip().lower(), ORGANISATION)


def spoken_name(kind: str, last: str, first: str) -> str:
    """A name in the order of speech.

    >>> spoken_name("person", "CRUZ", "Juan M. de la"), spoken_name("organisation", "CIMEX", "")
    ('Juan M. de la CRUZ', 'CIMEX')
    """
    return " ".join(part for part in (first.strip(), last.strip()) if part)


def split_name(kind: str, name: str) -> tuple[str, str]:
    """Last and first name of "CRUZ, Juan"; only people's names are turned round."""
    last, comma, first = name.partition(", ")
    return (last, first) if kind == PERSON and comma else (name, "")


def enter(directory: Directory, name: str, reference: str, kind: str) -> None:
    """Put a primary name into the directory; a name that is there twice names nobody."""
    key = " ".join(name.upper().split())
    directory[key] = ("", kind) if key in directory else (reference, kind)


def tell_all_remarks(entry: Entry, remarks: str, directory: Directory) -> None:
    """What remarks say, with the parties they link to."""
    tell_remarks(entry, remarks)
    for name in linked_names(remarks):
        reference, kind = _find(directory, name)
        if reference != entry.reference:
            spoken = spoken_name(kind, *split_name(kind, name))
            entry.relations.append(Relation("ASSOCIATE_OF", kind, spoken, reference, "Linked To"))


def _find(directory: Directory, name: str) -> tuple[str, str]:
    """Whom a name means; the full stop that ends remarks may be the name's own, or not."""
    key = " ".join(name.upper().split())
    for form in (key, key + ".", key.removesuffix(".")):
        if form in directory:
            return directory[form]
    return "", ORGANISATION


def tell_name(entry: Entry, name: str) -> None:
    """The primary name; an aircraft is listed by its tail number."""
    entry.tell("name", name)
    if entry.kind == AIRCRAFT:
        entry.tell("registration", name)
