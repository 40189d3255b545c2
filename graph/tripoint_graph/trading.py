"""Gathers a viewer's trade and traffic (`commerce.py`) from its snapshot and its store."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from tripoint_graph.columns import Ints
from tripoint_graph.commerce import (
    Commerce,
    Consignment,
    Lot,
    Movement,
    PlaceSeizure,
)
from tripoint_graph.hydrate import mentions_at
from tripoint_graph.moments import UNKNOWN_END, UNKNOWN_START
from tripoint_graph.ontology import ONTOLOGY
from tripoint_graph.places import Airports, places_at
from tripoint_graph.ports import EvidenceReader, StoredMention
from tripoint_graph.snapshot import Snapshot

_MODES = {"voyage": "sea", "flight": "air", "vessel": "sea"}
_KINDS = tuple(ONTOLOGY.kinds)


def commerce(
    store: EvidenceReader, snapshot: Snapshot, airports: Airports = lambda _code: None
) -> Commerce:
    """Everything the snapshot's viewer sees of consignments, voyages, flights and seizures.

    Only mentions of the snapshot are read: those of watched goods, of the consignments that hold
    them, and some of each place. Time O(c) for c claims, and memory O(consignments).
    """
    return _Gathering(store, snapshot, airports).all()


def places_named(known: Commerce, world: Snapshot, texts: Sequence[str]) -> list[int | None]:
    """The row of the place that each code ("ID JKT") or id names; None for what names none.

    Args:
        known: what was gathered.
        world: from which snapshot.
        texts: as people write them. Of several places with one code the first row is meant.
    """
    coded = {place.code: row for row, place in sorted(known.places.items(), reverse=True)}
    rows = []
    for text in texts:
        row = coded.get(text.upper().replace(" ", "")) if text else None
        row = world.find(text) if row is None else row
        rows.append(row if row in known.places else None)
    return rows


class _Gathering:
    def __init__(self, store: EvidenceReader, snapshot: Snapshot, airports: Airports) -> None:
        self._store, self._seen, self._airports = store, snapshot, airports
        self._modes = self._told_modes()

    def all(self) -> Commerce:
        movements = [
            *self._movements("LOADED_AT", "DISCHARGED_AT", ("consignment",)),
            *self._movements("DEPARTED_FROM", "ARRIVED_AT", ("voyage", "flight")),
        ]
        movements.sort(key=lambda each: (each.origin, each.destination, each.subject))
        seizures = self._seizures()
        places = {end for each in movements for end in (each.origin, each.destination)}
        places |= {each.place for each in seizures}
        return Commerce(
            places=places_at(self._store, self._seen, sorted(places), self._airports),
            movements=tuple(movements),
            consignments=tuple(self._consignments()),
            seizures=tuple(seizures),
        )

    def _claims(self, link: str) -> Ints:
        rows = np.flatnonzero(self._seen.claim_type == ONTOLOGY.link_codes[link])
        return rows.astype(np.int32)

    def _ends(self, link: str) -> Iterable[tuple[int, int, int, int]]:
        """Claim, mention it starts at, entity it starts at, entity it points at."""
        seen, rows = self._seen, self._claims(link)
        source = seen.claim_source[rows]
        near, far = seen.mention_entity[source], seen.mention_entity[seen.claim_target[rows]]
        return zip(rows.tolist(), source.tolist(), near.tolist(), far.tolist(), strict=True)

    def _told_modes(self) -> dict[int, str]:
        """Consignment to how it went, by what carried it."""
        modes: dict[int, str] = {}
        for _, _, consignment, carrier in self._ends("CARRIED_ON"):
            kind = _KINDS[int(self._seen.entity_kind[carrier])]
            modes[consignment] = min(modes.get(consignment, "z"), _MODES.get(kind, "unknown"))
        return modes

    def _movements(self, leaves: str, arrives: str, kinds: Sequence[str]) -> list[Movement]:
        """What left and what arrived, put together within each record."""
        left: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for claim, mention, _, place in self._ends(leaves):
            left[mention].append((claim, place))
        found: dict[tuple[int, int, int], list[tuple[int, int]]] = defaultdict(list)
        for claim, mention, subject, place in self._ends(arrives):
            for other, origin in left.get(mention, ()):
                if origin != place:
                    found[subject, origin, place].append((other, claim))
        return [
            self._movement(key, claims)
            for key, claims in found.items()
            if _KINDS[int(self._seen.entity_kind[key[0]])] in kinds
        ]

    def _movement(self, key: tuple[int, int, int], claims: list[tuple[int, int]]) -> Movement:
        seen, (subject, origin, destination) = self._seen, key
        kind = _KINDS[int(seen.entity_kind[subject])]
        starts = [int(seen.claim_start[first]) for first, _ in claims]
        ends = [int(seen.claim_end[last]) for _, last in claims]
        return Movement(
            subject=subject,
            kind=kind,
            origin=origin,
            destination=destination,
            mode=_MODES.get(kind) or self._modes.get(subject, "unknown"),
            start=min([at for at in starts if at > UNKNOWN_START], default=UNKNOWN_START),
            end=max([at for at in ends if at < UNKNOWN_END], default=UNKNOWN_END),
            records=tuple(sorted({int(seen.claim_record[last]) for _, last in claims})),
        )

    def _seizures(self) -> list[PlaceSeizure]:
        seen = self._seen
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for claim, _, seizure, place in self._ends("SEIZED_AT"):
            found[place, seizure].append(claim)
        return [
            PlaceSeizure(
                seizure=seizure,
                place=place,
                start=min(int(seen.claim_start[claim]) for claim in claims),
                records=tuple(sorted({int(seen.claim_record[claim]) for claim in claims})),
            )
            for (place, seizure), claims in sorted(found.items())
        ]

    def _consignments(self) -> list[Consignment]:
        seen = self._seen
        parties = {link: self._linked(link) for link in _PARTIES}
        goods, containers = (
            self._linked("CONTAINS", back=True),
            self._linked("PACKED_IN", back=True),
        )
        lots = self._lots()
        times = self._times()
        rows = np.flatnonzero(seen.entity_kind == ONTOLOGY.kind_codes["consignment"])
        return [
            Consignment(
                entity=row,
                consignors=_sorted(parties["CONSIGNOR_OF"][row]),
                consignees=_sorted(parties["CONSIGNEE_OF"][row]),
                context=_sorted(set().union(*(parties[link][row] for link in _CONTEXT))),
                goods=_sorted(goods[row]),
                containers=_sorted(containers[row]),
                lots=lots.get(row, ()),
                start=times[row][0],
                end=times[row][1],
                records=tuple(np.unique(seen.mention_record[seen.member_rows(row)]).tolist()),
            )
            for row in rows.tolist()
        ]

    def _linked(self, link: str, *, back: bool = False) -> dict[int, set[int]]:
        """Consignment to what a kind of link joins it with."""
        found: dict[int, set[int]] = defaultdict(set)
        for _, _, near, far in self._ends(link):
            consignment, other = (near, far) if back else (far, near)
            found[consignment].add(other)
        return found

    def _times(self) -> dict[int, tuple[int, int]]:
        """Consignment to the seconds between which its places and parties are told."""
        seen = self._seen
        found: dict[int, tuple[int, int]] = defaultdict(lambda: (UNKNOWN_START, UNKNOWN_END))
        for link in (*_PARTIES, "LOADED_AT", "DISCHARGED_AT", "CONTAINS"):
            for claim, _, near, far in self._ends(link):
                row = far if link in _PARTIES else near
                start, end = found[row]
                told, until = int(seen.claim_start[claim]), int(seen.claim_end[claim])
                if told > UNKNOWN_START:
                    start = told if start == UNKNOWN_START else min(start, told)
                if until < UNKNOWN_END:
                    end = until if end == UNKNOWN_END else max(end, until)
                found[row] = start, end
        return found

    def _lots(self) -> dict[int, tuple[Lot, ...]]:
        """Consignment to its watched chemicals."""
        seen = self._seen
        bit = ONTOLOGY.mark_bits["watched_chemical"]
        rows = self._claims("CONTAINS")
        rows = rows[(seen.mention_marks[seen.claim_target[rows]] & bit) != 0]
        goods, boxes = seen.claim_target[rows], seen.claim_source[rows]
        read = mentions_at(self._store, self._seen, np.unique(np.concatenate([goods, boxes])))
        told: dict[tuple[int, str], list[tuple[int, _Said]]] = defaultdict(list)
        for row, what, box in zip(rows.tolist(), goods.tolist(), boxes.tolist(), strict=True):
            if what in read and box in read:
                said = _said(read[what], read[box])
                source = int(seen.record_source[seen.claim_record[row]])
                told[int(seen.mention_entity[box]), said[0]].append((source, said))
        found: dict[int, list[Lot]] = defaultdict(list)
        for (consignment, chemical), said_by in sorted(told.items()):
            found[consignment].append(_lot(chemical, said_by))
        return {row: tuple(lots) for row, lots in found.items()}


_PARTIES = ("CONSIGNOR_OF", "CONSIGNEE_OF", "NOTIFY_PARTY_OF", "FORWARDER_OF", "CARRIER_OF")
_CONTEXT = ("NOTIFY_PARTY_OF", "FORWARDER_OF", "CARRIER_OF")
_Said = tuple[str, float | None, float | None, float | None]
"""Chemical, kilograms, litres, gross kilograms of the consignment."""


def _said(goods: StoredMention, box: StoredMention) -> _Said:
    return (
        goods.mention.first("watched"),
        number(goods.mention.first("quantity_kg")),
        number(goods.mention.first("quantity_l")),
        number(box.mention.first("gross_weight_kg")),
    )


def _lot(chemical: str, said_by: list[tuple[int, _Said]]) -> Lot:
    """The greatest that one source tells: copies of one line in two sources count once."""
    sums: dict[int, list[float | None]] = {}
    for source, (_, *amounts) in said_by:
        known = sums.setdefault(source, [None, None, None])
        for at, amount in enumerate(amounts):
            if amount is not None:
                before = known[at]
                # A consignment's gross weight stands on each of its lines: it does not add up.
                known[at] = max(before or 0.0, amount) if at == 2 else (before or 0.0) + amount
    kilograms, litres, gross = (
        max((own[at] for own in sums.values() if own[at] is not None), default=None)  # type: ignore[type-var]  # None is left out
        for at in range(3)
    )
    if kilograms is None and litres is None and gross is not None:
        return Lot(chemical, gross, None, gross=True)
    return Lot(chemical, kilograms, litres)


def number(text: str) -> float | None:
    """A finite number that is not negative, or None.

    >>> number("12.5"), number("1e999"), number("none"), number("-3")
    (12.5, None, None, None)
    """
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def _sorted(rows: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(rows))
