"""What a person writes into a question, refused where nothing could be compared with it."""

from collections.abc import Mapping

from tripoint_graph.normalise import normalise

_COUNTRY = ("country", "a country's code (ID, IDN) or its name")
_FORMS = {
    "birth_date": ("date", "a date that exists: 1980, 1980-02 or 1980-02-03"),
    "nationality": _COUNTRY,
    "document": ("document_number", "a number of 4 letters and digits or more, or number/issuer"),
    "issuer": _COUNTRY,
    "phone": ("phone", "a number with its country: +62 812 3456 7890"),
    "email": ("email", "an address: name@example.org"),
}


def check_legible(told: Mapping[str, str]) -> None:
    """Check what is told of somebody, by name of the value; those that are empty are not told.

    Raises:
        ValueError: a value cannot be read; the message says which, and what is.

    >>> check_legible({"birth_date": "1980-02", "phone": ""})
    """
    number, slash, issuer = told.get("document", "").partition("/")
    for name, value in {**told, "document": number, "issuer": issuer}.items():
        type_name, form = _FORMS[name]
        if value and not normalise(type_name, value):
            raise ValueError(f"{name.replace('_', ' ')} {value!r} cannot be read; write {form}")
    if slash and not number:
        raise ValueError(f"document {told['document']!r} has no number; write number/issuer")
