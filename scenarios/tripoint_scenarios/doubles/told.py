"""One telling of one made-up thing, how often each is told, and the record that tells it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from tripoint_graph.model import Category, Claim, Handling, Mention, Record, Tlp

TIMES = (1, 1, 2, 3, 4)
"""How many records tell of one thing; each as likely."""

SUBJECT = "subject"
"""The key of the mention of the thing itself, in a telling's record."""

_HANDLING = Handling("ID", Tlp.GREEN, Category.REFERENCE)
_LINKED = {
    "document": ("HOLDS_DOCUMENT", "identity_document", "number"),
    "phone": ("USES_PHONE", "phone", "number"),
    "email": ("USES_EMAIL", "email", "address"),
    "address": ("HAS_ADDRESS", "address", "text"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one record tells.

    Attributes:
        truth: names the thing; two tellings are of one thing where it is equal.
        kind: of the ontology.
        name: as the record writes it.
        known: property, or "document", "phone", "email", "address", to its value as written.
    """

    truth: str
    kind: str
    name: str
    known: Mapping[str, str]

    def record(self, key: str) -> Record:
        """The telling as a record of its own."""
        named = "text" if self.kind == "address" else "name"
        own = {name: (value,) for name, value in self.known.items() if name not in _LINKED}
        mentions, claims = [Mention(SUBJECT, self.kind, {named: (self.name,)} | own)], []
        for name in (each for each in _LINKED if each in self.known):
            link, kind, property_ = _LINKED[name]
            mentions.append(Mention(name, kind, {property_: (self.known[name],)}))
            claims.append(Claim(link, SUBJECT, name))
        return Record(
            "doubles", key, _HANDLING, "1", mentions=tuple(mentions), claims=tuple(claims)
        )


def several(
    truth: str, kind: str, tell: Callable[[], tuple[str, dict[str, str]]], chance: Random
) -> list[Told]:
    """The tellings of one thing."""
    found = [tell() for _ in range(chance.choice(TIMES))]
    return [
        Told(truth, kind, name, {feature: value for feature, value in known.items() if value})
        for name, known in found
    ]
