"""Odd trade in watched goods, planted with its truth: detours, splitting, quantities, newcomers.

Written after everything else and into files of its own, so that a world with and one without it
are the same but for these rows. Trade facts alone: parties, places, dates and weights.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import hypot
from random import Random
from typing import Any

from tripoint_scenarios.actors import Actors, Firm
from tripoint_scenarios.places import Port
from tripoint_scenarios.rows import ManifestRow
from tripoint_scenarios.trade import DAYS, FIRST_DAY, Trade, container_number

LIMIT_KG = 1_000
"""The limit that split lots stay below."""

KINDS = ("detour", "splitting", "quantity", "consignee", "new_pair")


@dataclass
class Odd:
    """The rows, and what they are."""

    rows: list[ManifestRow] = field(default_factory=list)
    truth: list[dict[str, Any]] = field(default_factory=list)


class Oddities:
    """Plants odd trade; the kinds take turns."""

    def __init__(self, random: Random, actors: Actors, trade: Trade, ports: list[Port]) -> None:
        self._random, self._actors, self._trade, self._ports = random, actors, trade, ports

    def plant(self, number: int) -> Odd:
        """So many of each kind."""
        odd = Odd()
        make: dict[str, Callable[[Firm, Firm], list[ManifestRow]]] = {
            "detour": self._detour,
            "splitting": self._splitting,
            "quantity": self._quantity,
            "consignee": self._consignee,
            "new_pair": self._new_pair,
        }
        for at in range(number * len(KINDS)):
            kind = KINDS[at % len(KINDS)]
            sender, buyer = self._actors.firm(trade="Chemicals"), self._actors.firm()
            rows = make[kind](sender, buyer)
            odd.rows += rows
            odd.truth.append(
                {
                    "id": f"odd-{at + 1}",
                    "kind": kind,
                    "bills": [row.bl_number for row in rows],
                    "consignee": {"name": buyer.name, "registration_number": buyer.registration},
                    "places": list(dict.fromkeys(p for r in rows for p in _ends(r))),
                }
            )
        return odd

    def _sent(self, sender: Firm, buyer: Firm, first: int, last: int) -> ManifestRow:
        """A consignment of watched goods that leaves between two days of the world."""
        day = FIRST_DAY + timedelta(days=self._random.randrange(first, last))
        return self._trade.consignment(sender, buyer, watched=True, day=day)

    def _detour(self, sender: Firm, buyer: Firm) -> list[ManifestRow]:
        """Ports that lie close together, and goods that go by one far away."""
        start, end, over = self._far()
        first, second = (self._sent(sender, buyer, 20, DAYS - 60) for _ in range(2))
        box = container_number(self._random)
        left = date.fromisoformat(first.departure_date)
        for row, (a, b), days in ((first, (start, over), 0), (second, (over, end), 18)):
            row.load_port, row.discharge_port = a.locode, b.locode
            row.departure_date = (left + timedelta(days=days)).isoformat()
            row.arrival_date = (left + timedelta(days=days + 12)).isoformat()
            row.container_numbers, row.seal_numbers = box, "S" + box[-6:]
            row.hs_code, row.cas_number = first.hs_code, first.cas_number
            row.goods_description, row.gross_weight_kg = (
                first.goods_description,
                first.gross_weight_kg,
            )
        return [first, second]

    def _far(self) -> tuple[Port, Port, Port]:
        """Two ports near each other and a third far from both, by plain degrees."""

        def apart(a: Port, b: Port) -> float:
            (y, x), (v, u) = (
                (float(p.cells["Latitude"]), float(p.cells["Longitude"])) for p in (a, b)
            )
            return hypot(y - v, x - u)

        start = self._random.choice(self._ports)
        others = sorted((p for p in self._ports if p is not start), key=lambda p: apart(start, p))
        end = self._random.choice(others[:4])
        over = self._random.choice(others[-4:])
        return start, end, over

    def _splitting(self, sender: Firm, buyer: Firm) -> list[ManifestRow]:
        first = self._random.randrange(10, DAYS - 40)
        rows = [self._sent(sender, buyer, first, first + 25) for _ in range(6)]
        for row in rows:
            row.gross_weight_kg = str(self._random.randrange(820, LIMIT_KG - 5))
        self._same_goods(rows)
        return rows

    def _quantity(self, sender: Firm, buyer: Firm) -> list[ManifestRow]:
        row = self._sent(sender, buyer, 10, DAYS - 10)
        row.gross_weight_kg = str(self._random.randrange(600_000, 2_000_000))
        row.packages = str(int(row.gross_weight_kg) // 1_000)
        return [row]

    def _consignee(self, sender: Firm, buyer: Firm) -> list[ManifestRow]:
        senders = [sender, *(self._actors.firm(trade="Chemicals") for _ in range(2))]
        return [self._sent(senders[at % 3], buyer, 10, DAYS - 10) for at in range(7)]

    def _new_pair(self, sender: Firm, buyer: Firm) -> list[ManifestRow]:
        rows = [self._sent(sender, buyer, DAYS - 40, DAYS) for _ in range(6)]
        self._same_goods(rows)
        return rows

    def _same_goods(self, rows: list[ManifestRow]) -> None:
        for row in rows[1:]:
            row.hs_code, row.cas_number = rows[0].hs_code, rows[0].cas_number
            row.goods_description, row.package_type = (
                rows[0].goods_description,
                rows[0].package_type,
            )


def _ends(row: ManifestRow) -> tuple[str, str]:
    return row.load_port, row.discharge_port
