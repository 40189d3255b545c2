"""Places that an argument names, by code or id."""

from collections.abc import Sequence
from typing import Annotated

import strawberry

from tripoint_api.door.refusals import Code, Refused
from tripoint_api.seen import Seen
from tripoint_graph.commerce import Commerce
from tripoint_graph.trading import places_named

PLACES_MAX = 100

OnePlace = Annotated[str, strawberry.argument(description="A place: its code or its id.")]
SomePlaces = Annotated[
    list[str], strawberry.argument(description=f"Places by code or id, {PLACES_MAX} at most.")
]


def places_asked(seen: Seen, known: Commerce, asked: Sequence[str]) -> tuple[list[int], list[str]]:
    """Rows of places by code or id, in the order asked, each once; and what names none."""
    if not 1 <= len(asked) <= PLACES_MAX:
        raise Refused(Code.BAD_ARGUMENT, f"give 1 to {PLACES_MAX} places, not {len(asked)}")
    rows: list[int] = []
    missing = []
    for text, row in zip(asked, places_named(known, seen.snapshot, asked), strict=True):
        if row is None:
            missing.append(text[:80])
        elif row not in rows:
            rows.append(row)
    return rows, missing
