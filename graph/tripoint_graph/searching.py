"""What text search compares: the searchable values of a mention and the words of a query."""

from functools import lru_cache

from tripoint_graph.model import Mention
from tripoint_graph.normalise import plain
from tripoint_graph.ontology import ONTOLOGY

_NUMBERS = frozenset(
    {
        "code",
        "document_number",
        "serial",
        "bill",
        "registration",
        "reference",
        "phone",
        "hs",
        "cas",
        "imo",
        "container",
    }
)
"""Types of property whose blanks and dashes mean nothing."""


@lru_cache(maxsize=1024)
def searchable_properties(kind: str) -> tuple[tuple[str, bool], ...]:
    """The properties of a kind that search looks into, in the ontology's order, each with
    whether its values are numbers or codes, to be found with or without their blanks.
    """
    declared = ONTOLOGY.kind(kind).properties.items()
    return tuple((name, p.type in _NUMBERS) for name, p in declared if p.searchable)


def searchable_texts(mention: Mention) -> set[str]:
    """Every searchable value of a mention in the form of `normalise.plain`, without empty ones;
    numbers and codes also without blanks.
    """
    texts: set[str] = set()
    properties = mention.properties
    for name, number in searchable_properties(mention.kind):
        if name in properties:
            found = [plain(value) for value in properties[name]]
            texts.update(found)
            if number:
                texts.update([text.replace(" ", "") for text in found])
    texts.discard("")
    return texts


def search_words(text: str) -> tuple[str, ...]:
    """The different words of a query, longest first; empty where nothing is left to look for.

    >>> search_words("Nūr al-Ḥabshī, nur")
    ('habshi', 'nur', 'al')
    """
    return tuple(sorted(set(plain(text).split()), key=lambda word: (-len(word), word)))
