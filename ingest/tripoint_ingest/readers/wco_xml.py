"""WCO Data Model XML: goods declarations and cargo reports, of any national profile.

Source: WCO Data Model 3 (DMS), the public schemas `DEC-DMS` and `DocumentMetaData-DMS`. Countries
profile the model under namespaces of their own, so elements go by their local names and where they
stand. A goods declaration is one record; of a cargo report each consignment is one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from lxml import etree

from tripoint_graph.model import Category, Grade, Handling, Issue, Record, Tlp
from tripoint_ingest.cargo.shipment import Carriage, Goods, Party, Shipment
from tripoint_ingest.readers.paxlst_dates import moment
from tripoint_ingest.reading import RAW_CHARACTERS_MAX, Found, Source
from tripoint_ingest.xml import elements, first_of, local_name, words_of

_SOURCE = Source("wco-xml", Handling("OWN", Tlp.AMBER, Category.TRADE), Grade("B", 3))
_CANCELS = ("1", "3")
_ROLES = {
    "Exporter": "consignor",
    "Consignor": "consignor",
    "Seller": "consignor",
    "Importer": "consignee",
    "Consignee": "consignee",
    "Buyer": "consignee",
    "NotifyParty": "notify",
    "FreightForwarder": "forwarder",
    "Agent": "forwarder",
    "Carrier": "carrier",
}
_TARIFF = ("TSP", "HS", "TRC", "CC", "GN", "")
_CAS = re.compile(r"[0-9]{2,7}-[0-9]{2}-[0-9]")
_IMO = re.compile(r"(?:IMO)?\s*([0-9]{7})")
_LOADED = ("LoadingLocation", "ExitOffice")
_DISCHARGED = ("UnloadingLocation",)


@dataclass(frozen=True)
class WcoXmlReader:
    """Reads declarations and cargo reports."""

    name: str = "wco-xml"
    title: str = "WCO Data Model XML: goods declarations and cargo reports"
    source: Source = _SOURCE

    def sniff(self, head: bytes, file_name: str) -> bool:
        """Whether a document of the model begins here."""
        return b"wco:datamodel" in head or (
            b"<Declaration" in head and b"GovernmentAgencyGoodsItem" in head
        )

    def read(self, path: Path, source: Source) -> Iterator[Found]:
        """One record a declaration, or a consignment of a cargo report, in their order."""
        if first_of(path, ("GoodsShipment", "Consignment")) == "GoodsShipment":
            for declaration in elements(path, ("Declaration",)):
                yield _declared(path, source, declaration)
            return
        header = _Header()
        for place, consignment in enumerate(elements(path, ("Consignment",)), 1):
            if place == 1 and (parent := consignment.getparent()) is not None:
                header = _Header.of(parent)
            yield _reported(path, source, header, consignment, place)


@dataclass(frozen=True)
class _Header:
    """What a cargo report says before its consignments."""

    number: str = ""
    function: str = ""
    made: str = ""
    carriage: Carriage | None = None

    @classmethod
    def of(cls, declaration: etree._Element) -> "_Header":
        number = _text(declaration, "ID") or _text(declaration, "FunctionalReferenceID")
        function = _text(declaration, "FunctionCode")
        return cls(number, function, _made(declaration), _carriage(declaration))


def _declared(path: Path, source: Source, declaration: etree._Element) -> Record | Issue:
    number = _text(declaration, "FunctionalReferenceID") or _text(declaration, "ID")
    if not number:
        return _nameless(path, declaration, "FunctionalReferenceID")
    shipment = Shipment()
    goods_shipment = declaration.find("{*}GoodsShipment")
    for place in (declaration, goods_shipment, _within(goods_shipment, "Consignment")):
        if place is not None:
            _tell(shipment, place)
    for item in declaration.iter("{*}GovernmentAgencyGoodsItem"):
        shipment.goods.append(_goods(item))
    shipment.carriage = _carriage(declaration)
    paid = declaration.find("{*}InvoiceAmount")
    if paid is not None:
        shipment.value, shipment.currency = (paid.text or "").strip(), _attribute(paid, "currency")
    shipment.packages = _text(declaration, "TotalPackageQuantity")
    shipment.words = [words_of(declaration)[:RAW_CHARACTERS_MAX]]
    told, key = _Header.of(declaration), f"declaration/{number}"
    withdrawn = told.function in _CANCELS
    record = shipment.record(source, key, told.made, told.made, withdrawn=withdrawn)
    return _placed(path, declaration, record)


def _reported(
    path: Path, source: Source, header: _Header, consignment: etree._Element, place: int
) -> Record | Issue:
    shipment = Shipment()
    _tell(shipment, consignment)
    for item in consignment.iter("{*}ConsignmentItem", "{*}GovernmentAgencyGoodsItem"):
        shipment.goods.append(_goods(item))
    own = _carriage(consignment)
    shared = header.carriage or Carriage()
    shipment.carriage = replace(
        own, **{n: getattr(own, n) or getattr(shared, n) for n in Carriage.__dataclass_fields__}
    )
    if not (shipment.bill or header.number):
        return _nameless(path, consignment, "TransportContractDocument/ID")
    key = f"consignment/{shipment.bill or f'{header.number}/{place}'}"
    shipment.words = [words_of(consignment)[:RAW_CHARACTERS_MAX]]
    withdrawn = header.function in _CANCELS
    record = shipment.record(source, key, header.made, header.made, withdrawn=withdrawn)
    return _placed(path, consignment, record)


def _placed(path: Path, element: etree._Element, record: Record) -> Record:
    return replace(record, origin=f"{path.name} line {element.sourceline}")


def _nameless(path: Path, element: etree._Element, field: str) -> Issue:
    return Issue(
        file=path.name,
        position=f"line {element.sourceline}",
        field=field,
        rule="missing-key",
        reason=f"without {field} a later message could not change or take it back",
        hint="ask the sender for its number; the others were loaded",
        excerpt=words_of(element)[:300],
    )


def _tell(shipment: Shipment, place: etree._Element) -> None:
    """What one level of a document says of the consignment."""
    for child in place:
        name = local_name(child.tag) if isinstance(child.tag, str) else ""
        if name in _ROLES:
            shipment.parties.append(_party(_ROLES[name], child))
        elif name == "TransportContractDocument":
            _bill(shipment, _text(child, "ID"), _text(child, "TypeCode"))
        elif name == "TransportEquipment" and _text(child, "ID"):
            seals = ", ".join(_text(seal, "ID") for seal in child.iterfind("{*}Seal"))
            type_ = _text(child, "CharacteristicCode")
            shipment.containers[_text(child, "ID")] = (type_, seals)
        elif name in _LOADED:
            shipment.loaded = shipment.loaded or _place(child)
        elif name in _DISCHARGED:
            shipment.discharged = shipment.discharged or _place(child)
        elif name in ("Destination", "GoodsLocation") and _text(child, "CountryCode"):
            shipment.destination = _text(child, "CountryCode")
        elif name in ("ExportCountry", "Origin"):
            shipment.origin = _text(child, "ID") or _text(child, "CountryCode")
        elif name in ("GrossMassMeasure", "TotalGrossMassMeasure"):
            shipment.weight, shipment.weight_unit = _measure(child)


def _bill(shipment: Shipment, number: str, type_: str) -> None:
    if type_ in ("704", "741"):  # a master's
        shipment.master = number
    else:
        shipment.bill = shipment.bill or number


def _party(role: str, element: etree._Element) -> Party:
    name = _text(element, "Name")
    address = element.find("{*}Address")
    lines = [] if address is None else [_text(address, n) for n in ("Line", "StreetAndNumberID")]
    if address is not None:
        lines += [_text(address, n) for n in ("CityName", "CountrySubDivisionName", "PostcodeID")]
    country = "" if address is None else _text(address, "CountryCode")
    party = Party(role, name, lines, country, _text(element, "ID"))
    for way in element.iterfind("{*}Communication"):
        value = _text(way, "ID")
        (party.emails if "@" in value else party.phones).extend([value] if value else [])
    return party


def _goods(item: etree._Element) -> Goods:
    goods = Goods()
    commodity = item.find("{*}Commodity")
    told = item if commodity is None else commodity
    goods.description = [_text(told, "Description") or _text(told, "CargoDescription")]
    for code in told.iterfind("{*}Classification"):
        value, type_ = _text(code, "ID"), _text(code, "IdentificationTypeCode")
        if _CAS.fullmatch(value):
            goods.cas = goods.cas or value
        elif type_ in _TARIFF and re.fullmatch(r"[0-9. ]{4,14}", value):
            # The tariff subheading, and what a country adds to it.
            digits = re.sub(r"[. ]", "", value)
            goods.hs = goods.hs + digits if goods.hs and len(digits) <= 4 else goods.hs or digits
    dangerous = told.find("{*}DangerousGoods")
    if dangerous is not None:
        goods.un_number = _text(dangerous, "UNDGID") or _text(dangerous, "ID")
    measure = next(islice(item.iter("{*}GoodsMeasure"), 1), None)
    if measure is not None:
        gross = measure.find("{*}GrossMassMeasure")
        goods.weight, goods.weight_unit = _measure(gross)
        goods.quantity, goods.unit = _measure(measure.find("{*}TariffQuantity"))
    packaging = item.find("{*}Packaging")
    if packaging is not None:
        goods.packages = _text(packaging, "QuantityQuantity")
        goods.package_type = _text(packaging, "TypeCode")
    origin = item.find("{*}Origin")
    goods.origin = "" if origin is None else _text(origin, "CountryCode")
    boxes = (_text(box, "ID") for box in item.iter("{*}TransportEquipment"))
    goods.containers = [box for box in boxes if box]
    return goods


def _carriage(place: etree._Element) -> Carriage:
    carriage = Carriage()
    means = next(islice(place.iter("{*}BorderTransportMeans", "{*}ArrivalTransportMeans"), 1), None)
    if means is None:
        return carriage
    number = _text(means, "ID")
    found = _IMO.fullmatch(number)
    carriage.imo = found[1] if found else ""
    carriage.vessel = _text(means, "Name") or ("" if found else number)
    carriage.number = _text(means, "JourneyID")
    carriage.mode = _text(means, "ModeCode")
    carriage.flag = _text(means, "RegistrationNationalityCode")
    carriage.departure = _time(means.find("{*}DepartureDateTime"))
    carriage.arrival = _time(means.find("{*}ArrivalDateTime"))
    return carriage


def _made(element: etree._Element) -> str:
    for name in ("IssueDateTime", "DeclarationDateTime", "AcceptanceDateTime"):
        if read := _time(element.find(f"{{*}}{name}")):
            return read
    return ""


def _time(element: etree._Element | None) -> str:
    """A time of format 102 or 304, or as ISO 8601 has it."""
    if element is None:
        return ""
    text = "".join(map(str, element.itertext())).strip()
    if re.match(r"\d{4}-\d\d-\d\d", text):
        return text[:16] if "T" in text else text[:10]
    digits = re.match(r"\d{8,14}", text)
    if digits is None:
        return ""
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    return moment(digits[0][:12]) or (day if moment(digits[0][2:8]) else "")


def _place(element: etree._Element) -> str:
    return _text(element, "ID") or _text(element, "Name")


def _measure(element: etree._Element | None) -> tuple[str, str]:
    if element is None:
        return "", ""
    return (element.text or "").strip(), _attribute(element, "unitCode")


def _attribute(element: etree._Element, start: str) -> str:
    """An attribute by how its local name begins: profiles write currencyID or currencyCode."""
    for name, value in element.attrib.items():
        if local_name(name).startswith(start):
            return str(value).strip()
    return ""


def _within(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(f"{{*}}{name}")


def _text(element: etree._Element, name: str) -> str:
    return " ".join((element.findtext(f"{{*}}{name}") or "").split())
