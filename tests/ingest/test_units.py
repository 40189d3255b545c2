"""Quantities beside what was declared: kilograms and litres, by code and by word."""

from decimal import Decimal
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tripoint_ingest.units import known_units, normalised, unit


@pytest.mark.parametrize(
    ("quantity", "name", "told"),
    [
        ("10", "KGM", ("10", "kg")),
        ("26", "TNE", ("26000", "kg")),
        ("1", "LTN", ("1016.0469088", "kg")),
        ("1", "stn", ("907.18474", "kg")),
        ("2.5", "liter", ("2.5", "l")),
        ("3", "MTQ", ("3000", "l")),
        ("1", "GLL", ("3.785411784", "l")),
        ("1", "Imperial Gallons", ("4.54609", "l")),
        ("7", "公斤", ("7", "kg")),
        ("7", "ลิตร", ("7", "l")),
        ("5", "ton", None),
        ("5", "gallon", None),
        ("5", "DR", None),
        ("five", "KGM", None),
        ("", "KGM", None),
    ],
)
def test_a_quantity_is_told_in_kilograms_or_litres(
    quantity: str, name: str, told: tuple[str, str] | None
) -> None:
    assert normalised(quantity, name) == told


def test_every_unit_of_the_table_is_known_to_the_library() -> None:
    said = yaml.safe_load((files("tripoint_ingest") / "units.yaml").read_text("utf-8"))
    names = [name for kind in ("mass", "volume") for each in said[kind].values() for name in each]
    assert all(unit(name) is not None for name in names)
    assert len(known_units()) == len(said["mass"]) + len(said["volume"])
    plain = [name.casefold() for name in names]
    assert len(plain) == len(set(plain)), "a name that stands twice may mean two things"


@given(st.decimals(0, 10**6, places=3), st.sampled_from(["KGM", "TNE", "LBR", "LTR", "MTQ"]))
def test_no_quantity_is_rounded(quantity: Decimal, name: str) -> None:
    told = normalised(f"{quantity:f}", name)
    known = unit(name)
    assert told is not None
    assert known is not None
    assert Decimal(told[0]) == quantity * known.factor
    assert "E" not in told[0]
