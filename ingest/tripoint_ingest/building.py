"""Puts a record together: mentions under keys of their own, and the claims between them."""

from collections.abc import Iterable

from tripoint_graph.model import Claim, Mention


class RecordParts:
    """Mentions and claims of one record while they are being found.

    Keys count within a kind in the order of finding ("person", "document-2"), so the same source
    text always gives the same keys.
    """

    def __init__(self) -> None:
        self._mentions: dict[str, Mention] = {}
        self._claims: dict[tuple[object, ...], Claim] = {}

    def mention(self, kind: str, key: str, **properties: str | Iterable[str]) -> str:
        """Add a mention with the properties that have a value; gives its key."""
        filled: dict[str, tuple[str, ...]] = {}
        for name, value in properties.items():
            if value and (values := _values(value)):
                filled[name] = values
        name, count = key, 1
        while held := self._mentions.get(name):
            if held.kind == kind and held.properties == filled:
                return name
            count += 1
            name = f"{key}-{count}"
        self._mentions[name] = Mention(name, kind, filled)
        return name

    def claim(self, type: str, source: str, target: str, **fields: str) -> None:
        """Add a claim; `valid_from` and `valid_to` are its times, other fields its properties."""
        begins, ends = fields.pop("valid_from", ""), fields.pop("valid_to", "")
        told_of = sorted([field for field in fields.items() if field[1]])
        told = (type, source, target, begins, ends, *told_of)
        if told not in self._claims:
            self._claims[told] = Claim(type, source, target, begins, ends, dict(told_of))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions, in order of finding."""
        return tuple(self._mentions.values())

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in order of finding, each once."""
        return tuple(self._claims.values())


def _values(value: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        text = value.strip()
        return (text,) if text else ()
    return tuple(dict.fromkeys(text.strip() for text in value if text and text.strip()))
