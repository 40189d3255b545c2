"""Trade and traffic written down by hand, for tests of routes and trade."""

from collections.abc import Sequence

from tripoint_graph.commerce import Commerce, Consignment, Lot, Movement, Place

DAY = 86_400
POSITIONS = {
    1: ("Singapore", (1.3, 103.8)),
    2: ("Jakarta", (-6.1, 106.9)),
    3: ("Manila", (14.6, 121.0)),
    4: ("Karachi", (24.8, 67.0)),
    5: ("Nowhere", None),
}
Shipment = tuple[int, int, int, str, float]
"""Origin, destination, day, watched chemical or "", kilograms."""


def places() -> dict[int, Place]:
    """Some ports, one of them of unknown position."""
    return {row: Place(row, name, position=at) for row, (name, at) in POSITIONS.items()}


def shipped(*shipments: Shipment, boxes: Sequence[int] = ()) -> Commerce:
    """Consignments 100, 101, ... of party 50 to party 60, each on one leg, a week under way.

    `boxes`: the container of each, where containers matter.
    """
    moved, held = [], []
    for number, (origin, destination, day, chemical, kilograms) in enumerate(shipments):
        row, start = 100 + number, day * DAY
        end = start + 7 * DAY - 1
        moved.append(
            Movement(row, "consignment", origin, destination, "sea", start, end, (number,))
        )
        held.append(
            Consignment(
                row,
                (50,),
                (60,),
                goods=(40,),
                containers=(boxes[number],) if boxes else (),
                lots=(Lot(chemical, kilograms),) if chemical else (),
                start=start,
                end=end,
                records=(number,),
            )
        )
    moved.sort(key=lambda each: (each.origin, each.destination, each.subject))
    return Commerce(places(), tuple(moved), tuple(held))
