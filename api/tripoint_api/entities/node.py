"""What has an id of its own."""

import strawberry

_HEX = frozenset("0123456789abcdef")


@strawberry.interface(description="Anything that `node(id)` finds again.")
class Node:
    """Relay's Node; ids are opaque as they stand, 32 hexadecimal digits."""

    id: strawberry.ID = strawberry.field(
        description="Opaque: 32 hexadecimal digits, a keyed hash that tells nothing."
    )


@strawberry.type(description="A property as a record gave it.")
class Said:
    """One property and its values."""

    property: str = strawberry.field(description="A property of the kind, by its name.")
    values: list[str] = strawberry.field(description="Its values, in the record's order.")


def said(properties: dict[str, tuple[str, ...]]) -> list[Said]:
    """A mention's properties, in its order."""
    return [Said(property=name, values=list(values)) for name, values in properties.items()]


def is_id(text: str) -> bool:
    """Whether a text has the form of an id."""
    return len(text) == 32 and not set(text) - _HEX
