"""What text search compares: the searchable values of a mention and the words of a query."""

from functools import lru_cache

from tripoint_graph.model import Mention
from tripoint_graph.normalise import plain
from tripoint_graph.ontology import ONTOLOGY


@lru_cache(maxsize=1024)
def searchable_properties(kind: str) -> tuple[str, ...]:
    """The properties of a kind that search looks into, in the ontology's order."""
    return tuple(n for n, p in ONTOLOGY.kind(kind).properties.items() if p.searchable)


def searchable_texts(mention: Mention) -> set[str]:
    """Every searchable value of a mention in the form of `normalise.plain`, without empty ones."""
    texts: set[str] = set()
    properties = mention.properties
    for name in searchable_properties(mention.kind):
        if name in properties:
            texts.update(map(plain, properties[name]))
    texts.discard("")
    return texts


def search_words(text: str) -> tuple[str, ...]:
    """The different words of a query, longest first; empty where nothing is left to look for.

    >>> search_words("Nūr al-Ḥabshī, nur")
    ('habshi', 'nur', 'al')
    """
    return tuple(sorted(set(plain(text).split()), key=lambda word: (-len(word), word)))
