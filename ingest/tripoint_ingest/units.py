"""Quantities of substances in one unit each, kilograms or litres, beside what was declared."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

_TARGETS = {"mass": "kilogram", "volume": "liter"}
_SHORT = {"mass": "kg", "volume": "l"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures ("kg" or "l" tell in what), and how many of those it is."""

    measures: str
    factor: Decimal


def unit(name: str) -> Unit | None:
    """The unit that a code or a word means; None for none, and for what may mean several.

    >>> unit("TNE"), unit("ton"), unit("BAGS")
    (Unit(measures='kg', factor=Decimal('1000')), None, None)
    """
    found = _names().get(_plain(name))
    return None if found is None else _measured(*found)


def normalised(quantity: str, name: str) -> tuple[str, str] | None:
    """A quantity in kilograms ("kg") or litres ("l"); None where it is no such quantity.

    >>> normalised("4", "MTQ"), normalised("55", "lbs"), normalised("12", "DR")
    (('4000', 'l'), ('24.94758035', 'kg'), None)
    """
    known = unit(name)
    if known is None or not quantity.replace(".", "", 1).isdecimal():
        return None
    return plainly(Decimal(quantity) * known.factor), known.measures


def plainly(value: Decimal) -> str:
    """A number without an exponent and without zeros at its end.

    >>> plainly(Decimal("12500.00")), plainly(Decimal("1E+3"))
    ('12500', '1000')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def known_units() -> tuple[str, ...]:
    """The first name of every unit there is, for people."""
    said = yaml.safe_load((files("tripoint_ingest") / "units.yaml").read_text("utf-8"))
    return tuple(names[0] for kind in _TARGETS for names in said[kind].values())


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Plain name -> (what it measures, the library's name of it)."""
    said = yaml.safe_load((files("tripoint_ingest") / "units.yaml").read_text("utf-8"))
    return {
        _plain(name): (kind, unit_)
        for kind in _TARGETS
        for unit_, names in said[kind].items()
        for name in names
    }


@cache
def _measured(kind: str, name: str) -> Unit:
    if name == _TARGETS[kind]:  # the common case does not wait for the library
        return Unit(_SHORT[kind], Decimal(1))
    registry = _registry()
    factor = registry.Quantity(Decimal(1), name).to(_TARGETS[kind]).magnitude
    return Unit(_SHORT[kind], Decimal(plainly(Decimal(factor))))


@cache
def _registry():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library does not say
    # It takes most of a second to load, which a file in kilograms need not wait for.
    from pint import UnitRegistry  # noqa: PLC0415

    return UnitRegistry(non_int_type=Decimal)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split()).strip(" .")
