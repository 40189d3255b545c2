"""One written form for values that mean the same: what identity and search compare.

Each property type of the ontology has one function here: value as given -> normalised value, or
"" where the value is unreadable or so trivial ("UNKNOWN", "123456789") that sharing it means
nothing. The value as given is always kept beside it.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import phonenumbers
import pycountry
from anyascii import anyascii

from tripoint_graph.countries import country_named
from tripoint_graph.errors import OntologyError
from tripoint_graph.moments import span

_NOT_ALNUM = re.compile(r"[^0-9A-Z]+")
_SPACES = re.compile(r"[^0-9a-z]+")
# What is written where there is no number, or where a file or acid took it off a weapon: in
# English, Indonesian, Malay, Filipino, French, Spanish, Vietnamese and Thai in Latin letters.
_PLACEHOLDER = re.compile(
    r"(?:UNKNOWN|UNK|UNREADABLE|UNMARKED|NONE|NIL|NULL|NA|NOT(?:AVAILABLE|KNOWN|APPLICABLE|GIVEN|"
    r"STATED|PROVIDED|VISIBLE|LEGIBLE|RECORDED|DECLARED)|NO(?:NUMBER|SERIAL|SERIALNUMBER|MARKS?|"
    r"MARKINGS?|REGISTRATION|PLATE|DATA|SN)|TB[ACD]|TOBE(?:ADVISED|CONFIRMED|DETERMINED)|TEST|"
    r"PENDING|MISSING|ILLEGIBLE|OBLITERATED|ERASED|DEFACED|REMOVED|ALTERED|GROUNDOFF|FILEDOFF|"
    r"(?:TIDAK|TIADA|TAK|BELUM)(?:ADA|DIKETAHUI|TERBACA|JELAS)?|TANPANOMOR|TIADANOMBOR|WALA|"
    r"WALANGNUMERO|SANSNUMERO|INCONNUE?|EFFACEE?|ILLISIBLE|DESCONOCIDO|SINNUMERO|BORRADO|"
    r"KHONGCO|KHONGRO|MAIMI|XX+|0+|(.)\1{3,})"
)
_SEQUENCES = ("0123456789012345", "9876543210987654", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ORGANISATION_FORMS = re.compile(
    r"\b(?:pte|ltd|limited|pt|sdn|bhd|co|company|corp|corporation|inc|incorporated|llc|llp|gmbh|sa|"
    r"sarl|bv|nv|plc|tbk|jsc|pvt|private|tnhh|cty|persero|fze|fzco|fzc|est|cv|ud)\b"
)
# Codes on travel documents and in messages that name no state of ISO 3166, but are real.
_SPECIAL_STATES = {"XXA", "XXB", "XXC", "XXX", "UNO", "UNA", "UNK", "EUE", "XOM", "XPO", "RKS"}
_STATE_ALIASES = {
    "D": "DEU",
    "UK": "GBR",
    "GREAT BRITAIN": "GBR",
    "SOUTH KOREA": "KOR",
    "NORTH KOREA": "PRK",
    "RUSSIA": "RUS",
    "SYRIA": "SYR",
    "IRAN": "IRN",
    "VIETNAM": "VNM",
    "LAOS": "LAO",
    "BRUNEI": "BRN",
    "BURMA": "MMR",
    "TANZANIA": "TZA",
    "MOLDOVA": "MDA",
    "PALESTINE": "PSE",
    "STATE OF PALESTINE": "PSE",
    "TURKEY": "TUR",
    "IVORY COAST": "CIV",
    "DEMOCRATIC REPUBLIC OF THE CONGO": "COD",
}


def plain(text: str) -> str:
    """Lower-case ASCII words with single blanks between: the form that search compares.

    >>> plain("  AL-ḤABSHĪ, Nūr ")
    'al habshi nur'
    """
    return _SPACES.sub(" ", anyascii(text).lower()).strip()


def _code(text: str) -> str:
    return _NOT_ALNUM.sub("", anyascii(text).upper())


def _trivial(code: str) -> bool:
    return bool(_PLACEHOLDER.fullmatch(code)) or (
        len(code) > 3 and any(code in sequence for sequence in _SEQUENCES)
    )


def _identifier(minimum: int) -> Callable[[str], str]:
    """A code that names one thing: too short or a placeholder is no name at all."""

    def normal(text: str) -> str:
        code = _code(text)
        return "" if len(code) < minimum or _trivial(code) else code

    return normal


def _organisation(text: str) -> str:
    words = plain(text)
    bare = " ".join(_ORGANISATION_FORMS.sub(" ", words).split())
    return bare or words


def is_firm(name: str) -> bool:
    """Whether a name holds the form of a company ("PT", "Sdn Bhd", "GmbH").

    >>> is_firm("PT Contoh Perjalanan"), is_firm("Budi Santoso")
    (True, False)
    """
    return bool(_ORGANISATION_FORMS.search(plain(name)))


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """ISO 3166-1 alpha-3 of a code or name; special document codes pass as they are.

    >>> country("ID"), country("Indonesia"), country("Индонезия"), country("XXA")
    ('IDN', 'IDN', 'IDN', 'XXA')
    """
    wanted = " ".join(text.upper().split())
    if wanted in _SPECIAL_STATES:
        return wanted
    if wanted in _STATE_ALIASES:
        return _STATE_ALIASES[wanted]
    if not wanted:
        return ""
    try:
        return str(pycountry.countries.lookup(wanted).alpha_3)
    except LookupError:
        return country_named(wanted)


def _phone(text: str) -> str:
    # A national number without its country could be anyone's, so only full ones are identities.
    digits = re.sub(r"[^\d+]", "", text)
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    if not digits.startswith("+"):
        return ""
    try:
        number = phonenumbers.parse(digits, None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str) -> str:
    address = text.strip().lower()
    return address if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", address) else ""


def _address(text: str) -> str:
    words = plain(text)
    # A town or a country alone is shared by millions: an address needs a number and some words.
    return words if len(words.split()) >= 3 and any(c.isdigit() for c in words) else ""


def _moment(text: str) -> str:
    try:
        span(text)
    except ValueError:
        return ""
    return text


def _date(text: str) -> str:
    return _moment(text)[:10]


def _number(text: str) -> str:
    try:
        return format(float(text), "g")
    except ValueError:
        return ""


def _digits(minimum: int, keep: int) -> Callable[[str], str]:
    def normal(text: str) -> str:
        digits = re.sub(r"\D", "", text)
        return digits[:keep] if len(digits) >= minimum else ""

    return normal


def _cas(text: str) -> str:
    found = re.search(r"\b(\d{2,7})-?(\d\d)-?(\d)\b", text)
    if not found:
        return ""
    body, check = found[1] + found[2], int(found[3])
    total = sum(place * int(digit) for place, digit in enumerate(reversed(body), start=1))
    return f"{int(found[1])}-{found[2]}-{found[3]}" if total % 10 == check else ""


def _imo(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    weighted = sum(int(d) * w for d, w in zip(digits[:6], range(7, 1, -1), strict=False))
    return digits if len(digits) == 7 and weighted % 10 == int(digits[6]) else ""


def _flight_number(text: str) -> str:
    code = _code(text)
    found = re.fullmatch(r"0*(\d{1,5})([A-Z]?)", code)
    return found[1] + found[2] if found else code


def _container(text: str) -> str:
    code = _code(text)
    return code if re.fullmatch(r"[A-Z]{4}\d{6,7}", code) else ""


def _locode(text: str) -> str:
    code = _code(text)
    return code if re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", code) else ""


def _iata(text: str) -> str:
    code = _code(text)
    return code if re.fullmatch(r"[A-Z]{3}", code) else ""


_BY_TYPE: dict[str, Callable[[str], str]] = {
    "exact": str.strip,  # a foreign key: "a1" and "A-1" may be two things
    "text": plain,
    "name": plain,
    "organisation_name": _organisation,
    "code": _code,
    "document_number": _identifier(4),
    "serial": _identifier(3),
    "bill": _identifier(5),
    "registration": _identifier(3),
    "reference": _identifier(1),
    "country": country,
    "phone": _phone,
    "email": _email,
    "address": _address,
    "date": _date,
    "moment": _moment,
    "number": _number,
    "hs": _digits(6, 6),
    "cas": _cas,
    "imo": _imo,
    "flight_number": _flight_number,
    "container": _container,
    "locode": _locode,
    "iata": _iata,
}
TYPES = frozenset(_BY_TYPE)


def normalise(type_name: str, value: str) -> str:
    """The normalised form of one value of a property type; "" where it has none.

    Raises:
        OntologyError: no such property type.

    >>> normalise("hs", "3102.30.00"), normalise("document_number", "C 1234-576")
    ('310230', 'C1234576')
    """
    try:
        function = _BY_TYPE[type_name]
    except KeyError:
        raise OntologyError(f"no property type {type_name!r}; known: {sorted(TYPES)}") from None
    return function(value)
