"""Fields with a resolver, each with its description: there are no others."""

from collections.abc import Callable
from typing import TypeVar

import strawberry

F = TypeVar("F", bound=Callable[..., object])


def described(description: str) -> Callable[[F], F]:
    """Make a method the resolver of a GraphQL field, and say what the field tells."""
    decorate: Callable[[F], F] = strawberry.field(description=description)
    return decorate
