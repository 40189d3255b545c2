"""FollowTheMoney's schemata in the words of the ontology.

Source: the FollowTheMoney model (schemata, their properties, and which of them are links).
"""

from typing import NamedTuple

KINDS = {
    "Person": "person",
    "LegalEntity": "organisation",
    "Organization": "organisation",
    "Company": "organisation",
    "PublicBody": "organisation",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Vehicle": "vehicle",
    "Address": "address",
    "BankAccount": "account",
    "CryptoWallet": "account",
    "Passport": "identity_document",
    "Identification": "identity_document",
    "Event": "event",
}
"""Schema -> kind, for schemata that are things."""


class Edge(NamedTuple):
    """A schema that is a link: the properties of its ends, the kind of link, kinds by default."""

    source: str
    target: str
    link: str
    source_kind: str = "organisation"
    target_kind: str = "organisation"


EDGES = {
    "Ownership": Edge("owner", "asset", "OWNS"),
    "Directorship": Edge("director", "organization", "DIRECTOR_OF", "person"),
    "Membership": Edge("member", "organization", "AFFILIATED_WITH", "person"),
    "Employment": Edge("employee", "employer", "EMPLOYED_BY", "person"),
    "Family": Edge("person", "relative", "FAMILY_OF", "person", "person"),
    "Associate": Edge("person", "associate", "ASSOCIATE_OF", "person", "person"),
    "UnknownLink": Edge("subject", "object", "ASSOCIATE_OF"),
    "Representation": Edge("agent", "client", "REPRESENTS"),
    "Payment": Edge("payer", "beneficiary", "PAID"),
    "Succession": Edge("predecessor", "successor", "ASSOCIATE_OF"),
    "Debt": Edge("debtor", "creditor", "ASSOCIATE_OF"),
}

PROPERTIES = {
    "name": "name",
    "alias": "alias",
    "previousName": "alias",
    "weakAlias": "weak_alias",
    "title": "title",
    "birthDate": "birth_date",
    "birthPlace": "birth_place",
    "deathDate": "death_date",
    "gender": "gender",
    "nationality": "nationality",
    "citizenship": "nationality",
    "position": "occupation",
    "website": "website",
    "country": "country",
    "jurisdiction": "registration_country",
    "registrationNumber": "registration_number",
    "ogrnCode": "registration_number",
    "taxNumber": "tax_number",
    "vatCode": "tax_number",
    "incorporationDate": "founded_on",
    "dissolutionDate": "dissolved_on",
    "sector": "sector",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call_sign",
    "flag": "flag",
    "pastFlags": "former_flag",
    "type": "type",
    "model": "model",
    "serialNumber": "serial",
    "full": "text",
    "accountNumber": "number",
    "iban": "number",
    "publicKey": "number",
    "bankName": "institution",
    "currency": "currency",
    "number": "number",
    "startDate": "issued_on",
    "endDate": "expires_on",
    "notes": "note",
    "summary": "note",
    "description": "note",
}
"""Property -> property of the kind, where the kind has it; what is not here goes to the note."""

RENAMED = {
    ("aircraft", "registrationNumber"): "registration",
    ("vehicle", "registrationNumber"): "plate",
    ("event", "startDate"): "date",
    ("event", "date"): "date",
    ("event", "name"): "description",
    ("identity_document", "country"): "issuer",
    ("identity_document", "passportNumber"): "number",
    ("person", "country"): "residence",
    ("vessel", "country"): "flag",
}
"""(kind, property) -> property of the kind, before the general table."""

PROTECTED = frozenset({"religion", "ethnicity", "political", "sexualOrientation", "health"})
"""Never stored: religion, origin and opinion are no trade facts."""

NUMBERS = {
    "passportNumber": "Passport",
    "idNumber": "Identity number",
    "socialSecurityNumber": "Social security number",
    "innCode": "INN",
    "npiCode": "NPI",
}
"""Properties of parties that are papers or numbers of their own."""

LINKED = {
    "addressEntity": ("HAS_ADDRESS", "address", False),
    "operator": ("OPERATED_BY", "organisation", False),
    "owner": ("OWNS", "organisation", True),
    "holder": ("HOLDS_DOCUMENT", "person", True),
    "accountHolder": ("HOLDS_ACCOUNT", "organisation", True),
}
"""Properties of things that name other entities: link, kind by default, walked backward."""
