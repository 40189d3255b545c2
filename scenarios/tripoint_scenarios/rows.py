"""The rows of the real formats, as the files hold them."""

from dataclasses import asdict, dataclass, field
from datetime import datetime

from tripoint_scenarios.actors import Person


@dataclass(slots=True)
class ManifestRow:
    """One line of a sea manifest; field names are the header."""

    bl_number: str
    master_bl: str
    voyage: str
    vessel_name: str
    vessel_imo: str
    carrier_name: str
    carrier_scac: str
    load_port: str
    discharge_port: str
    departure_date: str
    arrival_date: str
    consignor_name: str
    consignor_address: str
    consignor_country: str
    consignor_phone: str
    consignor_reg: str
    consignee_name: str
    consignee_address: str
    consignee_country: str
    consignee_phone: str
    consignee_reg: str
    notify_name: str
    notify_phone: str
    forwarder_name: str
    forwarder_reg: str
    container_numbers: str
    seal_numbers: str
    hs_code: str
    cas_number: str
    goods_description: str
    packages: str
    package_type: str
    gross_weight_kg: str


@dataclass(slots=True)
class TraceRow:
    """One weapons-tracing request."""

    request_id: str
    request_date: str
    status: str
    requesting_agency: str
    country: str
    case_reference: str
    firearm_type: str
    make: str
    model: str
    calibre: str
    serial_number: str
    country_of_manufacture: str
    import_mark: str
    marking_state: str
    recovery_date: str
    recovery_place: str
    recovery_locode: str
    possessor_name: str = ""
    possessor_birth_date: str = ""
    possessor_nationality: str = ""
    possessor_document_number: str = ""
    possessor_document_issuer: str = ""
    possessor_phone: str = ""
    possessor_address: str = ""
    sold_to_name: str = ""
    sold_to_reg: str = ""
    sold_to_country: str = ""
    sold_date: str = ""


@dataclass(slots=True)
class SeizureRow:
    """One line of a seizure report."""

    seizure_number: str
    agency: str
    seizure_date: str
    country: str
    place_name: str
    locode: str
    category: str
    goods_description: str
    hs_code: str = ""
    quantity: str = ""
    unit: str = ""
    weapon_type: str = ""
    make: str = ""
    model: str = ""
    calibre: str = ""
    serial_number: str = ""
    conveyance_type: str = ""
    conveyance_id: str = ""
    container_number: str = ""
    bl_number: str = ""
    person_name: str = ""
    person_birth_date: str = ""
    person_nationality: str = ""
    person_document_number: str = ""
    person_document_issuer: str = ""
    person_phone: str = ""
    person_role: str = ""
    company_name: str = ""
    company_reg: str = ""
    company_country: str = ""
    company_phone: str = ""
    detection_method: str = ""
    concealment: str = ""


@dataclass(slots=True)
class Listed:
    """One entry of the consolidated list."""

    data_id: str
    reference: str
    regime: str
    person: Person
    listed_on: str
    alias: str = ""
    with_document: bool = True


@dataclass(slots=True)
class Passenger:
    """One person on one flight."""

    person: Person
    locator: str
    seat: str
    reference: str
    phone: str = ""


@dataclass(slots=True)
class Flight:
    """One flight and who is on it."""

    carrier: str
    number: str
    origin: str
    destination: str
    departure: datetime
    arrival: datetime
    passengers: list[Passenger] = field(default_factory=list)


Row = ManifestRow | TraceRow | SeizureRow


def cells(row: Row) -> dict[str, str]:
    """A row as header to cell."""
    return asdict(row)
