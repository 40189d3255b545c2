"""Routes and trade as documents: what `--json` prints, and what the tables are made of."""

from typing import Any

from tripoint.wiring import UsageError
from tripoint_algorithms.routes import Leg, Reason
from tripoint_graph.commerce import Commerce, Place
from tripoint_graph.hydrate import days
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START, span
from tripoint_graph.snapshot import Snapshot

RECORDS_SHOWN = 20

_WORDS = {
    "watched": "{n} with watched goods, {e:.1f} expected of its traffic",
    "busy": "{n} movements, {e:.1f} expected of its two ends",
    "lately": "{n} movements lately, {e:.1f} expected of the network",
}


def period(since: str, until: str) -> tuple[int, int]:
    """First and last second of two partial dates.

    Raises:
        UsageError: one is no date.
    """
    try:
        return (
            span(since)[0] if since else UNKNOWN_START,
            span(until)[1] if until else UNKNOWN_END,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error


def chemicals_named(known: Commerce, names: list[str]) -> frozenset[str]:
    """The watched chemicals asked for.

    Raises:
        UsageError: the viewer sees no consignment of one.
    """
    if unknown := sorted(set(names) - set(known.chemicals)):
        there = ", ".join(known.chemicals) or "none"
        raise UsageError(f"no consignment of {unknown[0]!r} is visible; there are: {there}")
    return frozenset(names)


def place_document(world: Snapshot, place: Place) -> dict[str, Any]:
    """A place and where it lies; null where nobody tells."""
    return {
        "id": world.entity_name(place.entity),
        "name": place.name,
        "code": place.code,
        "country": place.country,
        "lat": place.position[0] if place.position else None,
        "lon": place.position[1] if place.position else None,
        "position_from": place.told_by,
    }


def reason_words(reason: Reason) -> str:
    """A reason as a sentence."""
    told = _WORDS[reason.test].format(n=reason.observed, e=reason.expected)
    return f"{told} (q {reason.q:.2g})"


def leg_document(world: Snapshot, known: Commerce, leg: Leg) -> dict[str, Any]:
    """A leg with its reasons and the first of its records."""
    return {
        "from": place_document(world, known.places[leg.origin]),
        "to": place_document(world, known.places[leg.destination]),
        "mode": leg.mode,
        "count": leg.count,
        "consignments": leg.consignments,
        "voyages": leg.voyages,
        "flights": leg.flights,
        "watched": leg.watched,
        "chemicals": list(leg.chemicals),
        "watched_kg": leg.kilograms,
        "watched_litres": leg.litres,
        "unmeasured": leg.unmeasured,
        "when": days(leg.start, leg.end),
        "reasons": [
            {
                "test": reason.test,
                "text": reason_words(reason),
                "observed": reason.observed,
                "expected": reason.expected,
                "chance": reason.chance,
                "q": reason.q,
            }
            for reason in leg.reasons
        ],
        "records": world.record_names(leg.records)[:RECORDS_SHOWN],
        "records_total": len(leg.records),
    }
