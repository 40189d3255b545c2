"""Recognises watched chemicals in what is declared: by code, registry number and name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tripoint_graph.normalise import normalise
from tripoint_ingest.watched.chemicals import Naming, chemicals, title
from tripoint_ingest.watched.concentration import declared

OTHER = "other goods"


@dataclass(frozen=True, slots=True)
class Recognition:
    """A watched chemical, and in words why these goods are taken for it.

    Attributes:
        substance: its key; "" where the goods are the substance, declared too weak to be watched.
        reason: why, for people.
    """

    substance: str
    reason: str


@lru_cache(maxsize=65536)
def recognise(hs: str, cas: str, description: str, un: str = "") -> Recognition | None:
    """The watched chemical that goods are, or None.

    In this order: a valid registry number; a tariff code of the chemical's own; a transport (UN)
    number of its own; a code that holds other goods too, beside a name; a name alone, in the
    chemical's chapter or, where the name means nothing else, without a code or under an unrelated
    one. Where two of these disagree, the reason says so. A code that holds other goods too, by
    itself, makes nothing.

    >>> recognise("310230", "", "").reason
    'HS 3102.30 is the code of ammonium nitrate'
    >>> recognise("282919", "", "chlorates, other") is None
    True
    >>> recognise("284700", "", "hydrogen peroxide 3%").reason
    'HS 2847.00 is the code of hydrogen peroxide; declared at 3 %, below 12 %: not watched'
    """
    found = _recognised(hs, cas, description, un)
    if found is None:
        return None
    limit = chemicals().by_key[found.substance].from_percent
    strength = declared(description)
    if strength is None or strength >= limit:
        return found
    return Recognition(
        "", f"{found.reason}; declared at {strength:g} %, below {limit:g} %: not watched"
    )


def _recognised(hs: str, cas: str, description: str, un: str) -> Recognition | None:
    table = chemicals()
    code, number = normalise("hs", hs), normalise("cas", cas)
    namings = table.named(description) if description else []
    by_code = table.of_code.get(code, "")
    by_number = table.of_number.get(number, "")
    if by_code and number in table.by_key[by_code].cas_beside:
        by_number = by_code
    if by_number:
        because = f"CAS {number} is the number of {title(by_number)}"
        if by_number == by_code and number not in table.by_key[by_code].cas:
            because = f"HS {_dotted(code)} is the code of {title(by_code)}"
        return Recognition(by_number, because + _against(by_number, code, "", namings))
    if by_code:
        because = f"HS {_dotted(code)} is the code of {title(by_code)}"
        return Recognition(by_code, because + _against(by_code, "", number, namings))
    if by_un := table.of_un.get(un.upper().removeprefix("UN").strip(), ""):
        because = f"UN {un} is the number of {title(by_un)}"
        return Recognition(by_un, because + _against(by_un, code, number, namings))
    return _by_name(code, number, namings)


def _against(key: str, code: str, number: str, namings: Sequence[Naming]) -> str:
    """What else is declared that speaks of other goods, in words; "" where nothing does."""
    chemical = chemicals().by_key[key]
    said = []
    if code and code not in chemical.hs | chemical.basket:
        said.append(
            f"HS {_dotted(code)} is the code of {title(chemicals().of_code.get(code, OTHER))}"
        )
    if number and number not in chemical.cas | chemical.cas_beside:
        said.append(f"CAS {number} is the number of another substance")
    sure = [naming for naming in namings if not naming.near and not naming.qualified]
    if sure and all(naming.key != key for naming in sure):
        said.append(f"the description says {sure[0].name!r}")
    return f", but {' and '.join(said)}: they disagree" if said else ""


def _by_name(code: str, number: str, namings: Sequence[Naming]) -> Recognition | None:
    for naming in namings:
        chemical = chemicals().by_key[naming.key]
        means = f"the name {naming.name!r} means {title(naming.key)}"
        if code in chemical.basket:
            because = f"HS {_dotted(code)} holds other goods too, but {means}"
            return Recognition(naming.key, because + _other(number))
        if code and code[:2] in chemical.chapters:
            because = f"{means}, beside HS {_dotted(code)} of the same chapter"
            return Recognition(naming.key, because + _other(number))
        if naming.near or naming.qualified or number:
            continue
        if not code:
            return Recognition(naming.key, f"{means}; no tariff code is given")
        against = f"but HS {_dotted(code)} is the code of {OTHER}: they disagree"
        return Recognition(naming.key, f"{means}, {against}")
    return None


def _other(number: str) -> str:
    return f", but CAS {number} is the number of another substance: they disagree" if number else ""


def _dotted(code: str) -> str:
    return f"{code[:4]}.{code[4:]}"
