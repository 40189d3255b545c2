"""Writes made-up entries as the UN Security Council Consolidated List (XML)."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from tripoint_scenarios.rows import Listed

_COUNTRIES = {"IDN": "Indonesia", "MYS": "Malaysia", "PHL": "Philippines", "JOR": "Jordan",
    "PAK": "Pakistan"}  # fmt: skip


def document(entries: Iterable[Listed]) -> Iterator[str]:
    """The file, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<CONSOLIDATED_LIST dateGenerated="2026-11-01T00:00:00.000Z">\n<INDIVIDUALS>\n'
    for entry in entries:
        yield _individual(entry)
    yield "</INDIVIDUALS>\n<ENTITIES/>\n</CONSOLIDATED_LIST>\n"


def _individual(entry: Listed) -> str:
    person = entry.person
    state = _COUNTRIES[person.nationality]
    papers = (
        f"<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>"
        f"<NUMBER>{person.document}</NUMBER><ISSUING_COUNTRY>{state}</ISSUING_COUNTRY>"
        "</INDIVIDUAL_DOCUMENT>"
        if entry.with_document
        else "<INDIVIDUAL_DOCUMENT/>"
    )
    return (
        f"<INDIVIDUAL><DATAID>{entry.data_id}</DATAID><VERSIONNUM>1</VERSIONNUM>"
        f"<FIRST_NAME>{escape(person.given)}</FIRST_NAME>"
        f"<SECOND_NAME>{escape(person.surname)}</SECOND_NAME>"
        f"<UN_LIST_TYPE>{entry.regime}</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{entry.reference}</REFERENCE_NUMBER>"
        f"<LISTED_ON>{entry.listed_on}</LISTED_ON>"
        "<COMMENTS1>Made-up entry of a training scenario.</COMMENTS1>"
        f"<NATIONALITY><VALUE>{state}</VALUE></NATIONALITY>"
        "<LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>"
        f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{escape(entry.alias)}</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS>"
        f"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE>"
        f"<DATE>{person.birth.isoformat()}</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
        f"{papers}</INDIVIDUAL>\n"
    )
