"""In, out and the gap: watched chemicals per party or corridor, month by month."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from tripoint_algorithms.routes.legs import EVERYTHING, Wanted
from tripoint_graph.commerce import Commerce, Consignment, Lot
from tripoint_graph.moments import UNKNOWN_START

RANKED_BY = "the size of the gap in kilograms, then in litres; ties by id and chemical"


class Over(StrEnum):
    """What a balance is struck over."""

    PARTY = "party"
    CORRIDOR = "corridor"


@dataclass(frozen=True, slots=True)
class Amounts:
    """What came in and what went out.

    Attributes:
        kilograms_in, kilograms_out, litres_in, litres_out: what is told.
        consignments_in, consignments_out: how many there were.
        unmeasured: consignments that tell neither kilograms nor litres: the gap leaves them out.
        gross: consignments whose gross weight stands in, an upper bound.
    """

    kilograms_in: float = 0.0
    kilograms_out: float = 0.0
    litres_in: float = 0.0
    litres_out: float = 0.0
    consignments_in: int = 0
    consignments_out: int = 0
    unmeasured: int = 0
    gross: int = 0

    @property
    def gap_kilograms(self) -> float:
        """What came in and is not told to have gone out; negative where more went out."""
        return self.kilograms_in - self.kilograms_out

    @property
    def gap_litres(self) -> float:
        """The same in litres."""
        return self.litres_in - self.litres_out


@dataclass(frozen=True, slots=True)
class Balance:
    """One chemical of one party or corridor.

    Attributes:
        party: the party's row, or None for a corridor.
        corridor: rows of two places, or None for a party. In is what went from the second to the
            first, out from the first to the second; the first is the smaller row.
        chemical: its key.
        whole: all of the time asked about.
        months: ("2026-03", amounts) by month of departure; "" where no time is told.
        consignments: rows, sorted; records: rows, sorted.
        context: forwarders, carriers and notify parties of these consignments that are not the
            party itself: context, and never a subject.
    """

    party: int | None
    corridor: tuple[int, int] | None
    chemical: str
    whole: Amounts
    months: tuple[tuple[str, Amounts], ...]
    consignments: tuple[int, ...]
    records: tuple[int, ...]
    context: tuple[int, ...]


def balances(
    commerce: Commerce, *, over: Over = Over.PARTY, wanted: Wanted = EVERYTHING
) -> list[Balance]:
    """Watched chemicals in and out, and the gap between.

    A gap is no diversion: who uses a chemical has nothing but a gap, stock lies between seasons,
    and what goes out by road is in no manifest. It says where to ask for licences and stock books.
    A consignment counts once for each consignee (in) and each consignor (out). Forwarders and
    carriers have no balance. By `RANKED_BY`; time O(n log n) for n consignments.
    """
    taken = _taken(commerce, wanted)
    found: dict[tuple[int, int, str], list[tuple[Consignment, Lot, bool]]] = defaultdict(list)
    for consignment, ways in taken:
        sides = _parties(consignment) if over == Over.PARTY else _corridors(ways)
        for first, second, incoming in sides:
            for lot in consignment.lots:
                if not wanted.chemicals or lot.chemical in wanted.chemicals:
                    found[first, second, lot.chemical].append((consignment, lot, incoming))
    struck = [_balance(over, key, lines) for key, lines in sorted(found.items())]
    return sorted(struck, key=_rank)


_Way = tuple[int, int]
_Line = tuple[Consignment, Lot, bool]


def _rank(each: Balance) -> tuple[float, float, int, _Way, str]:
    key = -1 if each.party is None else each.party
    gaps = -abs(each.whole.gap_kilograms), -abs(each.whole.gap_litres)
    return *gaps, key, each.corridor or (-1, -1), each.chemical


def _taken(commerce: Commerce, wanted: Wanted) -> list[tuple[Consignment, list[_Way]]]:
    """Consignments that are wanted, with the ways they went; without a way time alone decides."""
    ways: dict[int, list[_Way]] = defaultdict(list)
    moved: set[int] = set()
    known = {each.entity: each for each in commerce.watched()}
    for movement in commerce.movements:
        if movement.subject in known:
            moved.add(movement.subject)
            if wanted.takes(movement, known[movement.subject]):
                ways[movement.subject].append((movement.origin, movement.destination))
    return [
        (each, ways[row])
        for row, each in known.items()
        if ways.get(row) or (row not in moved and not wanted.modes and _timely(each, wanted))
    ]


def _timely(consignment: Consignment, wanted: Wanted) -> bool:
    return consignment.start <= wanted.during[1] and consignment.end >= wanted.during[0]


def _parties(consignment: Consignment) -> Iterator[tuple[int, int, bool]]:
    yield from ((row, row, True) for row in consignment.consignees)
    yield from ((row, row, False) for row in consignment.consignors)


def _corridors(ways: list[_Way]) -> Iterator[tuple[int, int, bool]]:
    yield from ((min(a, b), max(a, b), a > b) for a, b in ways)


def _balance(over: Over, key: tuple[int, int, str], lines: list[_Line]) -> Balance:
    first, second, chemical = key
    months: dict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        months[month_of(line[0].start)].append(line)
    held = {line[0].entity: line[0] for line in lines}
    subjects = {first} if over == Over.PARTY else set()
    for each in held.values():
        subjects |= {*each.consignors, *each.consignees}
    around = {row for each in held.values() for row in each.context}
    return Balance(
        party=first if over == Over.PARTY else None,
        corridor=None if over == Over.PARTY else (first, second),
        chemical=chemical,
        whole=_amounts(lines),
        months=tuple((month, _amounts(own)) for month, own in sorted(months.items())),
        consignments=tuple(sorted(held)),
        records=tuple(sorted({row for each in held.values() for row in each.records})),
        context=tuple(sorted(around - subjects)),
    )


def _amounts(lines: list[_Line]) -> Amounts:
    def total(incoming: bool, kilograms: bool) -> float:
        told = (
            lot.kilograms if kilograms else lot.litres for _, lot, way in lines if way is incoming
        )
        return sum(amount or 0.0 for amount in told)

    return Amounts(
        kilograms_in=total(True, True),
        kilograms_out=total(False, True),
        litres_in=total(True, False),
        litres_out=total(False, False),
        consignments_in=sum(way for _, _, way in lines),
        consignments_out=sum(not way for _, _, way in lines),
        unmeasured=sum(lot.kilograms is None and lot.litres is None for _, lot, _ in lines),
        gross=sum(lot.gross for _, lot, _ in lines),
    )


def month_of(second: int) -> str:
    """The month of a second since 1970 in UTC; "" where it is unknown.

    >>> month_of(1790121600)
    '2026-09'
    """
    if second <= UNKNOWN_START:
        return ""
    return datetime.fromtimestamp(second, UTC).date().isoformat()[:7]
