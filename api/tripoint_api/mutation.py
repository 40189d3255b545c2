"""The root of everything that can be changed."""

import strawberry

from tripoint_api.identity.deciding import Deciding
from tripoint_api.loading.drafting import Drafting


@strawberry.type(
    description="What can be changed: what people say of who is who, and, by who may load, what "
    "is loaded."
)
class Mutation(Deciding, Drafting):
    """Thin: parse, do, shape."""
