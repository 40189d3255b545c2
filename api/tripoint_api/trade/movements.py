"""Which movements count: the arguments that say so."""

from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.routes.legs import Wanted
from tripoint_api.door.refusals import Code, Refused
from tripoint_api.links.questions import PeriodInput
from tripoint_api.ontology.enums import described_enum
from tripoint_graph.commerce import Commerce
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START

TransportMode = described_enum(
    "TransportMode",
    "How something moved.",
    {
        "sea": ("sea", "On a voyage or a vessel."),
        "air": ("air", "On a flight."),
        "unknown": ("unknown", "No record tells."),
    },
)

Chemicals = Annotated[
    list[str] | None,
    strawberry.argument(
        description="Only consignments that hold one of these watched chemicals (`acetone`)."
    ),
]
Modes = Annotated[
    list[Enum] | None,
    strawberry.argument(
        graphql_type=list[TransportMode] | None,  # type: ignore[valid-type]  # made by a function
        description="Only what moved so.",
    ),
]


WatchedOnly = Annotated[
    bool, strawberry.argument(description="Whether only consignments of watched goods count.")
]


def wanted(
    commerce: Commerce,
    during: PeriodInput | None,
    chemicals: list[str] | None,
    modes: list[Enum] | None,
    watched_only: bool = False,
) -> Wanted:
    """Which movements count.

    Raises:
        Refused: a chemical of which the viewer sees no consignment.
    """
    if unknown := sorted(set(chemicals or ()) - set(commerce.chemicals)):
        known = ", ".join(commerce.chemicals) or "none"
        told = f"no consignment of {unknown[0][:80]!r}; there are some of: {known}"
        raise Refused(Code.NOT_FOUND, told)
    return Wanted(
        during=during.seconds() if during else (UNKNOWN_START, UNKNOWN_END),
        chemicals=frozenset(chemicals or ()),
        modes=frozenset(str(mode.value) for mode in modes or ()),
        watched_only=watched_only,
    )
