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
        self._claims: dict[Claim, None] = {}

    def mention(self, kind: str, key: str, **properties: str | Iterable[str]) -> str:
        """Add a mention with the properties that have a value; gives its key."""
        values = {name: _values(value) for name, value in properties.items()}
        filled = {name: value for name, value in values.items() if value}
        for count in range(1, len(self._mentions) + 2):
            name = key if count == 1 else f"{key}-{count}"
            held = self._mentions.setdefault(name, Mention(name, kind, filled))
            if held.kind == kind and held.properties == filled:
                return name
        raise AssertionError("one of n + 1 names is free among n mentions")

    def claim(self, type: str, source: str, target: str, **fields: str) -> None:
        """Add a claim; `valid_from` and `valid_to` are its times, other fields its properties."""
        times = {name: fields.pop(name, "") for name in ("valid_from", "valid_to")}
        properties = tuple(sorted((n, v) for n, v in fields.items() if v))
        self._claims[_Hashed(type, source, target, **times, properties=dict(properties))] = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions, in order of finding."""
        return tuple(self._mentions.values())

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, in order of finding, each once."""
        return tuple(self._claims)


class _Hashed(Claim):
    """A claim that can be told from its equals in a dictionary."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash((self.type, self.source, self.target, self.valid_from, self.valid_to))


def _values(value: str | Iterable[str]) -> tuple[str, ...]:
    given = (value,) if isinstance(value, str) else value
    return tuple(dict.fromkeys(text.strip() for text in given if text and text.strip()))
