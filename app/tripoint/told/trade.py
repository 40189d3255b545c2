"""Routes and trade as documents: what `--json` prints, and what the tables are made of."""

from typing import Any

from tripoint.wiring import UsageError
from tripoint_algorithms.routes.legs import Leg, Wanted
from tripoint_algorithms.routes.transhipment import RANKED_BY as LONGEST_FIRST
from tripoint_algorithms.routes.transhipment import detours
from tripoint_graph.commerce import Commerce, Place
from tripoint_graph.hydrate import days
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START, span
from tripoint_graph.snapshot import Snapshot
from tripoint_graph.trading import places_named

RECORDS_SHOWN = 20


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
                "text": str(reason),
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


def detours_document(
    world: Snapshot, known: Commerce, wanted: Wanted, limit: int
) -> dict[str, Any]:
    """Journeys the long way round, with their consignments and records."""
    told = detours(known, wanted=wanted)
    return {
        "shown": len(told.found[:limit]),
        "total": len(told.found),
        "transhipped": told.transhipped,
        "unmeasured": told.unmeasured,
        "ranked_by": LONGEST_FIRST,
        "detours": [
            {
                "places": [place_document(world, known.places[r]) for r in each.journey.places],
                "kilometres": each.kilometres,
                "direct": each.direct,
                "ratio": each.ratio,
                "direct_movements": each.direct_movements,
                "chemicals": list(each.journey.chemicals),
                "kilograms": each.journey.kilograms,
                "consignments": world.entity_names(each.journey.subjects),
                "records": world.record_names(each.journey.records),
            }
            for each in told.found[:limit]
        ],
    }


def place_rows(world: Snapshot, known: Commerce, texts: list[str]) -> list[int]:
    """Places by code or id.

    Raises:
        UsageError: one is no place that the viewer sees.
    """
    rows = []
    for text, row in zip(texts, places_named(known, world, texts), strict=True):
        if row is None:
            raise UsageError(f"{text!r} is no port or airport of a movement; `routes` lists them")
        rows.append(row)
    return rows
