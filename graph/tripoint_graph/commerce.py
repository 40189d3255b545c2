"""What one viewer sees of trade and traffic: who shipped what, from where to where, and when.

Quantities, codes and positions are properties of mentions, which a snapshot does not hold. They
are read once, at the edge, through the snapshot's own rows, and handed to pure functions as one
value: so nothing in it can depend on what its viewer may not see.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Position = tuple[float, float]
"""Latitude and longitude in decimal degrees."""


@dataclass(frozen=True, slots=True)
class Place:
    """A port, an airport, or a place known by name alone.

    Attributes:
        entity: its row in the snapshot.
        name, code, country: as people call it; UN/LOCODE or IATA; "" where nothing is told.
        position: where it lies, or None where that is unknown.
        told_by: "record" (a reference record that the viewer sees), "airportsdata", or "".
    """

    entity: int
    name: str
    code: str = ""
    country: str = ""
    position: Position | None = None
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """How much of one watched chemical a consignment holds.

    Attributes:
        chemical: its key in the list of watched goods ("acetone").
        kilograms, litres: the greatest sum that one source tells; None where none tells it.
        gross: the kilograms are the whole consignment's gross weight, because nothing better is
            told: an upper bound.
    """

    chemical: str
    kilograms: float | None = None
    litres: float | None = None
    gross: bool = False


@dataclass(frozen=True, slots=True)
class Consignment:
    """One consignment. All numbers are rows in the snapshot, sorted.

    Attributes:
        entity: its own.
        consignors, consignees: who sent it, and to whom.
        context: forwarders, carriers and notify parties: there, and no more than that.
        goods: its commodities, watched or not.
        containers: what it was packed in.
        lots: its watched chemicals, by key; empty where none is watched.
        start, end: seconds since 1970 between which it was under way, as told.
        records: what tells of it.
    """

    entity: int
    consignors: tuple[int, ...] = ()
    consignees: tuple[int, ...] = ()
    context: tuple[int, ...] = ()
    goods: tuple[int, ...] = ()
    containers: tuple[int, ...] = ()
    lots: tuple[Lot, ...] = ()
    start: int = 0
    end: int = 0
    records: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """One consignment, voyage or flight going from one place to another.

    Attributes:
        subject: the row of what moved; kind: "consignment", "voyage" or "flight".
        origin, destination: rows of places.
        mode: "sea", "air" or "unknown".
        start, end: seconds since 1970; `moments.UNKNOWN_START` and `UNKNOWN_END` where not told.
        records: rows of what tells of it, sorted.
    """

    subject: int
    kind: str
    origin: int
    destination: int
    mode: str
    start: int
    end: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlaceSeizure:
    """A seizure at a place: rows of both, when (seconds), and the records."""

    seizure: int
    place: int
    start: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Commerce:
    """All of a viewer's trade and traffic.

    Attributes:
        places: row to place, of every end of a movement and every place of a seizure.
        movements: by (origin, destination, subject).
        consignments: by row.
        seizures: by (place, seizure).
    """

    places: Mapping[int, Place] = field(default_factory=dict)
    movements: tuple[Movement, ...] = ()
    consignments: tuple[Consignment, ...] = ()
    seizures: tuple[PlaceSeizure, ...] = ()

    @property
    def by_entity(self) -> dict[int, Consignment]:
        """Consignments by their row. Time O(n): ask once."""
        return {each.entity: each for each in self.consignments}

    def watched(self) -> Iterator[Consignment]:
        """Consignments that hold a watched chemical."""
        return (each for each in self.consignments if each.lots)

    @property
    def chemicals(self) -> list[str]:
        """The watched chemicals that are traded, sorted."""
        return sorted({lot.chemical for each in self.consignments for lot in each.lots})
