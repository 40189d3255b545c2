"""The arguments of root fields: their types, and what each means to those who ask."""

from datetime import datetime
from enum import Enum
from typing import Annotated

import strawberry

from tripoint_algorithms.links.connections import CHAINS_MAX, HOPS_MAX
from tripoint_algorithms.links.neighbourhood import LINKS_MAX, SHOWN_MAX
from tripoint_api.links.questions import AROUND_MAX, IDS_MAX, TEXT_MAX, EndpointInput, PeriodInput
from tripoint_api.links.searches import SECONDS_MAX
from tripoint_api.ontology.enums import ActorClass, LinkKind, RunState

_argument = strawberry.argument

KnownAt = Annotated[
    datetime | None,
    _argument(description="Answer as known at this moment; UTC where no zone is given."),
]

Text = Annotated[
    str, _argument(description=f"Words or numbers, or parts of them; {TEXT_MAX} characters.")
]

AnyId = Annotated[strawberry.ID, _argument(description="An id that an answer gave.")]
Ids = Annotated[list[strawberry.ID], _argument(description=f"1 to {IDS_MAX} ids.")]
AroundIds = Annotated[list[strawberry.ID], _argument(description=f"1 to {AROUND_MAX} ids.")]
SomeIds = Annotated[
    list[strawberry.ID] | None, _argument(description=f"Ids of records, {IDS_MAX} at most.")
]
OneEntity = Annotated[
    strawberry.ID | None, _argument(description="An entity's or a mention's id: its records.")
]
OneLink = Annotated[strawberry.ID | None, _argument(description="A link's id: its records.")]

From = Annotated[EndpointInput, _argument(name="from", description="One end.")]
To = Annotated[EndpointInput, _argument(description="The other end.")]
Hops = Annotated[int, _argument(description=f"How many steps at most, 1 to {HOPS_MAX}.")]
PerPair = Annotated[
    int | None,
    _argument(description=f"Chains for one pair of ends, 1 to {CHAINS_MAX}; null for all."),
]
ConductOnly = Annotated[
    bool, _argument(description="Whether to leave out links that many merely share.")
]
PossiblySame = Annotated[
    bool,
    _argument(
        description="Whether to walk weak steps too: between two that are possibly the same, at "
        "that probability. They are context."
    ),
]
TouchedPlaces = Annotated[
    list[strawberry.ID] | None,
    _argument(
        description="Only chains on which an entity is linked to one of these places, 1 to "
        f"{IDS_MAX} ids. The best {CHAINS_MAX:,} chains are looked at; `complete` says whether "
        "that is all."
    ),
]
InTimeOrder = Annotated[
    bool,
    _argument(description="Whether each step must be possible when or after the one before."),
]
MaxGapDays = Annotated[
    int | None,
    _argument(description="Days between two steps at most; with `inOrder`. Null for any."),
]
ExcludeTypes = Annotated[
    list[Enum] | None,
    _argument(
        graphql_type=list[LinkKind] | None,  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of links not to walk.",
    ),
]
Among = Annotated[
    list[Enum] | None,
    _argument(
        graphql_type=list[ActorClass] | None,  # type: ignore[valid-type]  # made from the ontology
        description="Two actor classes or more; null for all of them.",
    ),
]
FalseShareMax = Annotated[
    float | None,
    _argument(
        description="Only meetings of which chance accounts for at most this share, 0 to 1: the "
        "rate of false discoveries to expect in the list. Null for all."
    ),
]
OnlyTypes = Annotated[
    list[Enum] | None,
    _argument(
        graphql_type=list[LinkKind] | None,  # type: ignore[valid-type]  # made from the ontology
        description="Kinds of links to walk, and no others; null for all.",
    ),
]
MaxShared = Annotated[
    int | None,
    _argument(
        description="Inner entities that a chain may have in common with any one before it, at "
        "most: 0 shows each bridge once. The cheapest chain that is unlike enough is taken again "
        "and again. Null for no such limit."
    ),
]
Seconds = Annotated[
    float | None,
    _argument(
        description=f"Stop after so long, at most {SECONDS_MAX}, with the best found so far; "
        "`unexplored` says what was not looked at. Such an answer may be another one next time. "
        "Null for a budget of work, which gives the same answer each time."
    ),
]
MinConfidence = Annotated[
    float, _argument(description="Links less sure than this are not walked; 0 to 1.")
]
During = Annotated[
    PeriodInput | None, _argument(description="Links that cannot have held then are not walked.")
]

States = Annotated[
    list[Enum] | None,
    _argument(
        graphql_type=list[RunState] | None,  # type: ignore[valid-type]  # made from the model
        description="Only files whose reading came this far.",
    ),
]
Format = Annotated[
    str | None, _argument(description="Only files read as this format; `formats` names them.")
]
SourceName = Annotated[str | None, _argument(description="Only files of this source.")]

Limit = Annotated[
    int, _argument(description=f"Entities to show, 1 to {SHOWN_MAX}: the nearest are kept.")
]
LinkLimit = Annotated[
    int, _argument(description=f"Links to show, 1 to {LINKS_MAX}: the surest are kept.")
]
