"""Lawful sea trade: carriers, forwarders, firms of very unequal size, and what they ship."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from tripoint_scenarios.actors import Actors, Firm
from tripoint_scenarios.places import Port
from tripoint_scenarios.rows import ManifestRow

WATCHED = (
    ("310230", "6484-52-2", "AMMONIUM NITRATE, FERTILISER GRADE", "BAGS"),
    ("310210", "57-13-6", "UREA, PRILLED", "BAGS"),
    ("284700", "7722-84-1", "HYDROGEN PEROXIDE FOR TEXTILE BLEACHING", "DRUMS"),
    ("291411", "67-64-1", "ACETONE, INDUSTRIAL", "DRUMS"),
    ("280800", "7697-37-2", "NITRIC ACID", "DRUMS"),
    ("310250", "7631-99-4", "SODIUM NITRATE", "BAGS"),
    ("760310", "7429-90-5", "ALUMINIUM POWDER FOR PAINT", "DRUMS"),
)
_GOODS = (
    ("610910", "COTTON T-SHIRTS", "CARTONS"), ("400122", "NATURAL RUBBER TSR", "PALLETS"),
    ("151190", "PALM OLEIN", "DRUMS"), ("440710", "SAWN TIMBER", "BUNDLES"),
    ("851712", "MOBILE TELEPHONES", "CARTONS"), ("640399", "LEATHER SHOES", "CARTONS"),
    ("690721", "CERAMIC TILES", "PALLETS"), ("100630", "MILLED RICE", "BAGS"),
    ("390120", "POLYETHYLENE", "BAGS"), ("940360", "WOODEN FURNITURE", "CARTONS"),
    ("870899", "VEHICLE PARTS", "CASES"), ("330499", "COSMETICS WITH UREA", "CARTONS"),
    ("320890", "PAINTS AND VARNISHES", "DRUMS"), ("030617", "FROZEN PRAWNS", "CARTONS"),
)  # fmt: skip
_SHARE_WATCHED = 0.07
_CARRIERS = (("Nusa Lines", "NUSL"), ("Strait Container Line", "STCL"), ("Pelayaran Timur", "PLTM"),
    ("Orient Feeder", "ORFD"), ("Mekong Shipping", "MKSH"))  # fmt: skip
FIRST_DAY = date(2026, 1, 5)
DAYS = 290


class Trade:
    """A world of firms that ship to each other."""

    def __init__(self, random: Random, actors: Actors, ports: list[Port], rows: int) -> None:
        self._random = random
        self._actors = actors
        self._ports = ports
        firms = max(12, rows // 12)
        self._firms = [actors.firm() for _ in range(firms)]
        # Sizes as they are in trade: the k-th firm is k times smaller than the first.
        self._weights = list(accumulate(1 / (rank + 1) ** 0.8 for rank in range(firms)))
        self._makers = [
            actors.firm(trade=random.choice(("Chemicals", "Fertilisers", "Paints")))
            for _ in range(max(6, rows // 120))
        ]
        self._forwarders = [actors.firm(trade="Logistics") for _ in range(max(3, rows // 1500))]
        self._vessels = [
            (f"MV {random.choice(_SHIPS)} {number}", imo_number(random))
            for number in range(1, max(6, rows // 300) + 1)
        ]

    def rows(self, count: int) -> Iterator[ManifestRow]:
        """Background lines."""
        for _ in range(count):
            consignor, consignee = self._random.choices(self._firms, cum_weights=self._weights, k=2)
            if self._random.random() < _SHARE_WATCHED:
                consignor = self._random.choice(self._makers)
                yield self.consignment(consignor, consignee, watched=True)
            else:
                yield self.consignment(consignor, consignee)

    def consignment(
        self,
        consignor: Firm,
        consignee: Firm,
        *,
        watched: bool = False,
        notify: tuple[str, str] = ("", ""),
        day: date | None = None,
    ) -> ManifestRow:
        """One line between two firms, on some voyage."""
        random = self._random
        left = day or FIRST_DAY + timedelta(days=random.randrange(DAYS))
        vessel, imo = random.choice(self._vessels)
        start, end = random.sample(self._ports, 2)
        carrier, scac = random.choice(_CARRIERS)
        forwarder = random.choice(self._forwarders)
        hs, cas, goods, packing = (
            random.choice(WATCHED) if watched else _plain(random.choice(_GOODS))
        )
        boxes = [container_number(random) for _ in range(random.choice((1, 1, 2)))]
        return ManifestRow(
            bl_number=scac + self._actors.code("0123456789", 8),
            master_bl=f"{scac}M{random.randrange(10**6):06d}",
            # A voyage is a vessel in one week.
            voyage=f"{left.isocalendar().week:02d}{'EW'[left.day % 2]}",
            vessel_name=vessel,
            vessel_imo=imo,
            carrier_name=carrier,
            carrier_scac=scac,
            load_port=start.locode,
            discharge_port=end.locode,
            departure_date=left.isoformat(),
            arrival_date=(left + timedelta(days=random.randrange(3, 20))).isoformat(),
            **_party("consignor", consignor),
            **_party("consignee", consignee),
            notify_name=notify[0],
            notify_phone=notify[1],
            forwarder_name=forwarder.name,
            forwarder_reg=forwarder.registration,
            container_numbers=";".join(boxes),
            seal_numbers=";".join(f"S{random.randrange(10**6):06d}" for _ in boxes),
            hs_code=hs,
            cas_number=cas if random.random() < 0.4 else "",
            goods_description=goods,
            packages=str(random.randrange(10, 1000)),
            package_type=packing,
            gross_weight_kg=str(random.randrange(500, 26_000)),
        )


def _party(role: str, firm: Firm) -> dict[str, str]:
    return {
        f"{role}_name": firm.name,
        f"{role}_address": firm.address,
        f"{role}_country": firm.country,
        f"{role}_phone": firm.phone,
        f"{role}_reg": firm.registration,
    }


def _plain(goods: tuple[str, str, str]) -> tuple[str, str, str, str]:
    return goods[0], "", goods[1], goods[2]


_SHIPS = [
    "ANDALAS",
    "BANDA",
    "CELEBES",
    "FLORES",
    "HALMAHERA",
    "LOMBOK",
    "MALUKU",
    "SUMBA",
    "TIMOR",
    "NATUNA",
]
_LETTERS = {c: v for c, v in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36,
    37, 38), strict=True)}  # fmt: skip


def container_number(random: Random) -> str:
    """A container number with its check digit (ISO 6346)."""
    body = (
        random.choice(("MSKU", "TCLU", "OOLU", "NUSU", "SEGU")) + f"{random.randrange(10**6):06d}"
    )
    values = [_LETTERS.get(c, int(c) if c.isdigit() else 0) for c in body]
    return body + str(sum(v << place for place, v in enumerate(values)) % 11 % 10)


def imo_number(random: Random) -> str:
    """A ship's number with its check digit."""
    body = str(random.randrange(910_000, 999_999))
    return body + str(sum(int(d) * w for d, w in zip(body, range(7, 1, -1), strict=True)) % 10)
