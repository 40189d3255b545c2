"""One CUSCAR or IFTMCS message, taken apart into its consignments."""

import re
from dataclasses import replace

from tripoint_ingest.cargo.shipment import Carriage, Goods, Party, Shipment
from tripoint_ingest.readers.edifact import Fault, Message, Segment
from tripoint_ingest.readers.paxlst_dates import moment

CANCELS = ("1", "3")
"""What a message does (BGM, 1225): cancellation, deletion; all else tells or replaces."""

_ROLES = {
    "CZ": "consignor",
    "SH": "consignor",
    "SU": "consignor",
    "EX": "consignor",
    "CN": "consignee",
    "IM": "consignee",
    "BY": "consignee",
    "UC": "consignee",
    "N1": "notify",
    "N2": "notify",
    "NI": "notify",
    "FW": "forwarder",
    "CF": "forwarder",
    "CA": "carrier",
}
_LOADED, _DISCHARGED = ("9", "5", "76"), ("11", "60", "12")
_BILLS, _MASTERS = ("BM", "AWB", "HWB", "BN", "UCN", "AAS"), ("MB", "MWB")
_IMO, _CALL_SIGN = ("146", "11"), ("103",)
_WEIGHTS = ("G", "AAB", "AAD", "WT")
_HS = re.compile(r"[0-9]{4,12}")


class Manifest:
    """Collects the segments of one message.

    Attributes:
        function: what the message does (BGM, 1225).
        prepared: when it was made (DTM 137), "" where it does not say.
        shipments: each with the number of the segment that began it.
    """

    def __init__(self, message: Message) -> None:
        self.function = ""
        self.prepared = ""
        self.shipments: list[tuple[int, Shipment]] = []
        self._message = message
        self._carriage = Carriage()
        self._parties: list[Party] = []
        self._boxes: dict[str, tuple[str, str]] = {}
        self._shared: list[str] = []
        self._goods: Goods | None = None
        self._party: Party | None = None
        self._box = ""
        self._document = ""
        if message.kind == "IFTMCS":  # the message is one consignment, unless CNI says otherwise
            self.shipments.append((message.header.number, Shipment()))
        for segment in message.segments:
            self._take(segment)
        self._finish()

    def faults(self) -> list[Fault]:
        """What the message leaves open."""
        if self.shipments or self.function not in CANCELS:
            return []
        return [
            Fault(
                self._message.header.number,
                "BGM",
                "cancelled-whole",
                f"the message takes back manifest {self._document!r} and lists no consignment",
                "take back its consignments with a message that lists them",
                lost=False,
            )
        ]

    @property
    def _now(self) -> Shipment | None:
        return self.shipments[-1][1] if self.shipments else None

    def _take(self, segment: Segment) -> None:
        take = getattr(self, f"_take_{segment.tag.lower()}", None)
        if take is not None:
            take(segment)
        if self._now is not None:
            self._now.words.append(segment.text)
        else:
            self._shared.append(segment.text)

    def _finish(self) -> None:
        """What the message says of all is every consignment's."""
        if self._message.kind == "IFTMCS" and len(self.shipments) > 1:
            self.shipments = [each for each in self.shipments[1:]]
        for _, shipment in self.shipments:
            shipment.carriage = _joined(shipment.carriage, self._carriage)
            named = {party.role for party in shipment.parties}
            shipment.parties += [p for p in self._parties if p.role not in named]
            wanted = {box for goods in shipment.goods for box in goods.containers}
            wanted |= set(shipment.containers)
            alone = len(self.shipments) == 1
            for number, told in self._boxes.items():
                if number in wanted or (alone and not wanted):
                    shipment.containers[number] = told
            for number in wanted:
                shipment.containers.setdefault(number, self._boxes.get(number, ("", "")))
            if not shipment.bill and alone:
                shipment.bill = self._document

    def _take_bgm(self, segment: Segment) -> None:
        self._document = segment.get(1)
        self.function = segment.get(2)

    def _take_cni(self, segment: Segment) -> None:
        self.shipments.append((segment.number, Shipment()))
        self._goods = self._party = None
        if bill := segment.get(1):
            self.shipments[-1][1].bill = bill

    def _take_rff(self, segment: Segment) -> None:
        kind, value = segment.get(0), segment.get(0, 1)
        shipment = self._now
        if shipment is None or not value or self._party is not None:
            return
        if kind in _BILLS[:4] or (kind in _BILLS and not shipment.bill):
            shipment.bill = value
        elif kind in _MASTERS:
            shipment.master = value
        elif kind == "HS":
            self._code(value)

    def _take_dtm(self, segment: Segment) -> None:
        kind, value = segment.get(0), moment(segment.get(0, 1)) or _day(segment.get(0, 1))
        carriage = self._now.carriage if self._now is not None else self._carriage
        if kind == "137" and not self.prepared:
            self.prepared = value
        elif kind in ("133", "136", "189", "186"):
            carriage.departure = carriage.departure or value
        elif kind in ("132", "178", "232"):
            carriage.arrival = carriage.arrival or value

    def _take_tdt(self, segment: Segment) -> None:
        if segment.get(0) not in ("20", "", "12", "30") and self._now is None:
            return
        carriage = self._now.carriage if self._now is not None else self._carriage
        carriage.number = segment.get(1) or carriage.number
        carriage.mode = segment.get(2) or carriage.mode
        carriage.carrier_code = segment.get(4) or carriage.carrier_code
        carriage.carrier = segment.get(4, 3) or carriage.carrier
        id_, kind, name, flag = (segment.get(7, at) for at in (0, 1, 3, 4))
        if kind in _IMO or re.fullmatch(r"[0-9]{7}", id_):
            carriage.imo = id_
        elif kind in _CALL_SIGN:
            carriage.call_sign = id_
        elif id_ and not name:
            name = id_
        carriage.vessel, carriage.flag = name or carriage.vessel, flag or carriage.flag

    def _take_loc(self, segment: Segment) -> None:
        kind, place = segment.get(0), segment.get(1) or segment.get(1, 3)
        if self._goods is not None:
            if kind in ("27", "30"):
                self._goods.origin = place
            return
        shipment = self._now
        if shipment is None:
            if kind in _LOADED:
                self._carriage.loaded = self._carriage.loaded or place
            elif kind in _DISCHARGED:
                self._carriage.discharged = self._carriage.discharged or place
        elif kind in _LOADED:
            shipment.loaded = shipment.loaded or place
        elif kind in _DISCHARGED:
            shipment.discharged = shipment.discharged or place
        elif kind in ("27", "35", "30"):
            shipment.origin = place
        elif kind in ("7", "28", "8"):
            shipment.destination = place

    def _take_nad(self, segment: Segment) -> None:
        role = _ROLES.get(segment.get(0), "")
        self._party = None
        if not role:
            return
        free = [part.strip() for part in _element(segment, 2)]
        named = [part.strip() for part in _element(segment, 3)[:5]]
        street = [part.strip() for part in _element(segment, 4)]
        # The name stands in its own element, before the address, or (one too far) in the street's.
        texts = next((each for each in (named, free, street) if any(each)), [""])
        lines = [line for each in (named, free, street) for line in each if each is not texts]
        name, rest = texts[0] or next(filter(None, texts)), texts[1:]
        lines = [*rest, *lines, *(segment.get(at) for at in (5, 6, 7))]
        self._party = Party(role, name, lines, segment.get(8), segment.get(1))
        (self._parties if self._now is None else self._now.parties).append(self._party)

    def _take_com(self, segment: Segment) -> None:
        if self._party is None:
            return
        for element in segment.elements:
            value = element[0].strip() if element else ""
            kind = element[1].strip() if len(element) > 1 else ""
            if kind == "EM" or "@" in value:
                self._party.emails.append(value)
            elif kind in ("TE", "AL", "FX", "") and value:
                self._party.phones.append(value)

    def _take_eqd(self, segment: Segment) -> None:
        self._box = ""
        if segment.get(0) in ("CN", "CONT", "TE", "RR", ""):
            self._box = segment.get(1)
            if self._box:
                told = (segment.get(2), "")
                (self._boxes if self._now is None else self._now.containers)[self._box] = told
                self._boxes.setdefault(self._box, told)

    def _take_sel(self, segment: Segment) -> None:
        for boxes in (self._boxes, self._now.containers if self._now else {}):
            if self._box in boxes:
                type_, seal = boxes[self._box]
                boxes[self._box] = (type_, ", ".join(filter(None, (seal, segment.get(0)))))

    def _take_gid(self, segment: Segment) -> None:
        self._party, self._goods = None, Goods()
        for at in (1, 2, 3):
            if segment.get(at) and not self._goods.packages:
                self._goods.packages = segment.get(at)
                self._goods.package_type = segment.get(at, 4) or segment.get(at, 1)
        if self._now is not None:
            self._now.goods.append(self._goods)

    def _take_pac(self, segment: Segment) -> None:
        if self._goods is not None and not self._goods.packages:
            self._goods.packages = segment.get(0)
            self._goods.package_type = segment.get(2, 3) or segment.get(2)

    def _take_ftx(self, segment: Segment) -> None:
        if segment.get(0) in ("AAA", "AAI", "PRD", "") and self._goods is not None:
            self._goods.description += [p.strip() for p in _element(segment, 3) if p.strip()]

    def _take_pia(self, segment: Segment) -> None:
        for element in segment.elements[1:]:
            value, kind = [*element, ""][:2]
            if kind in ("HS", "CC", "") and _HS.fullmatch(value.strip()):
                self._code(value.strip())

    def _take_cst(self, segment: Segment) -> None:
        for element in segment.elements[1:]:
            if element and _HS.fullmatch(element[0].strip()):
                self._code(element[0].strip())
                return

    def _code(self, value: str) -> None:
        if self._goods is not None and not self._goods.hs:
            self._goods.hs = value

    def _take_mea(self, segment: Segment) -> None:
        kind = segment.get(1) or segment.get(0)
        unit, value = segment.get(2), segment.get(2, 1)
        if kind not in _WEIGHTS or not value:
            return
        if self._goods is not None:
            self._goods.weight, self._goods.weight_unit = value, unit
        elif self._now is not None and not self._box:
            self._now.weight, self._now.weight_unit = value, unit

    def _take_cnt(self, segment: Segment) -> None:
        shipment, kind, value = self._now, segment.get(0), segment.get(0, 1)
        if shipment is None or self._goods is not None:
            return
        if kind == "7" and not shipment.weight:
            shipment.weight, shipment.weight_unit = value, segment.get(0, 2) or "KGM"
        elif kind in ("8", "11") and not shipment.packages:
            shipment.packages = value

    def _take_moa(self, segment: Segment) -> None:
        shipment = self._now
        if shipment is not None and segment.get(0) in ("43", "44", "40", "39"):
            shipment.value, shipment.currency = segment.get(0, 1), segment.get(0, 2)

    def _take_qty(self, segment: Segment) -> None:
        if self._goods is not None and segment.get(0, 1):
            self._goods.quantity, self._goods.unit = segment.get(0, 1), segment.get(0, 2)

    def _take_sgp(self, segment: Segment) -> None:
        if self._goods is not None and segment.get(0):
            self._goods.containers.append(segment.get(0))

    def _take_dgs(self, segment: Segment) -> None:
        if self._goods is not None:
            self._goods.un_number = segment.get(2)


def _element(segment: Segment, at: int) -> list[str]:
    return segment.elements[at] if at < len(segment.elements) else []


def _day(text: str) -> str:
    """CCYYMMDD as an ISO day; "" where it is none.

    >>> _day("20260301"), _day("2603")
    ('2026-03-01', '')
    """
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", text)
    return "-".join(found.groups()) if found else ""


def _joined(own: Carriage, shared: Carriage) -> Carriage:
    """A consignment's own carriage, and what the message says of all where it is silent."""
    return replace(
        own,
        **{
            name: getattr(own, name) or getattr(shared, name)
            for name in Carriage.__dataclass_fields__
        },
    )
