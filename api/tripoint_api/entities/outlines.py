"""What a snapshot alone tells of an entity: when it was seen, how it is linked, who may see it."""

from datetime import datetime

import numpy as np
import strawberry

from tripoint_api.entities.link import moment_at
from tripoint_api.ontology.enums import LinkKind
from tripoint_graph.model import Handling, Tlp
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.snapshot import Snapshot

_TYPES = tuple(ONTOLOGY.links)


@strawberry.type(description="How many links of one kind an entity has.")
class LinkCount:
    """A kind of link and a number."""

    type: str = strawberry.field(graphql_type=LinkKind, description="A link kind of the ontology.")
    count: int = strawberry.field(description="Links of that kind which the viewer sees.")


@strawberry.type(description="From when to when something is told of an entity.")
class SeenSpan:
    """Two moments; null where no record gives a date."""

    first: datetime | None = strawberry.field(description="The earliest second that is meant.")
    last: datetime | None = strawberry.field(description="The latest second that is meant.")


@strawberry.type(description="The strictest handling of all visible records of an entity.")
class Marking:
    """Several `model.Handling` at once."""

    tlp: str = strawberry.field(description="The highest of their TLP levels.")
    owners: list[str] = strawberry.field(description="All Members and bodies they come from.")
    categories: list[str] = strawberry.field(description="All sorts of information among them.")
    releasable_to: list[str] = strawberry.field(
        description="Members that all of them may go to; what is CLEAR may go to anybody."
    )


def link_counts(world: Snapshot, entity: int) -> list[LinkCount]:
    """Links at an entity row by kind, the commonest first."""
    counted = np.bincount(world.link_type[world.links_of(entity)], minlength=len(_TYPES))
    some = [(int(count), name) for count, name in zip(counted, _TYPES, strict=True) if count]
    ranked = sorted(some, key=lambda pair: (-pair[0], pair[1]))
    return [LinkCount(type=name, count=count) for count, name in ranked]


def seen_span(world: Snapshot, entity: int) -> SeenSpan:
    """The earliest and latest moment that a claim behind any of an entity row's links gives."""
    claims, _ = world.claims_under(world.links_of(entity))
    starts, ends = world.claim_start[claims], world.claim_end[claims]
    given = np.concatenate([starts[starts > UNKNOWN_START], ends[ends < UNKNOWN_END]])
    if not len(given):
        return SeenSpan(first=None, last=None)
    return SeenSpan(first=moment_at(int(given.min())), last=moment_at(int(given.max())))


def marking(world: Snapshot, entity: int) -> Marking:
    """The strictest handling of an entity row's visible records."""
    handlings = world.handlings_of_entity(entity)
    bound = [_members(each) for each in handlings if each.tlp != Tlp.CLEAR]
    return Marking(
        tlp=max(each.tlp for each in handlings).name,
        owners=sorted({each.owner for each in handlings}),
        categories=sorted({str(each.category) for each in handlings}),
        releasable_to=sorted(set.intersection(*bound)) if bound else [],
    )


def _members(handling: Handling) -> set[str]:
    return {handling.owner, *handling.releasable_to}
