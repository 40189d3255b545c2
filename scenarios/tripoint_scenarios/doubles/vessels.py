"""Ships: fleets that differ by a number, namesakes, new names and new flags."""

import re
from dataclasses import dataclass, replace
from random import Random

from tripoint_scenarios.doubles.noise import digits, maybe, misread, mistyped, respelt
from tripoint_scenarios.doubles.told import Told, several

_WORDS = tuple(
    re.findall(
        r"\w+",
        """
        Ocean Star Sea Pacific Golden Bintang Laut Samudra Bahari Mutiara Queen Prince Glory
        Hope Spirit Eagle Dolphin Pearl Jade Coral Orient Asia Java Celebes Sulu Mekong Union
        Fortune Harmony Victory Sunrise Dawn Horizon Trader Carrier Pioneer Explorer Express
        Lady Grace Sinar Jaya Makmur Indah Maju Karya Bahagia Sentosa Dewi Putri Raja Tunas
        Fajar Meratus
        """,
    )
)
_SIGNS = ("", "", "", "MV ", "M/V ", "MT ", "KM ", "M.V. ", "TB ")
_MIDS = {"IDN": "525", "MYS": "533", "SGP": "563", "PHL": "548", "THA": "567", "VNM": "574",
    "PAN": "351", "LBR": "636", "MHL": "538", "HKG": "477", "TUR": "271", "IRN": "422",
}  # fmt: skip
_CALLS = {"IDN": "YB", "MYS": "9M", "SGP": "9V", "PHL": "DU", "THA": "HS", "VNM": "XV",
    "PAN": "3F", "LBR": "D5", "MHL": "V7", "HKG": "VR", "TUR": "TC", "IRN": "EP",
}  # fmt: skip
_FLAGS = tuple(_MIDS)


@dataclass(frozen=True, slots=True)
class _Ship:
    name: str
    imo: str
    flag: str
    mmsi: str
    call: str
    built: str
    tonnage: int


def vessels(count: int, seed: int) -> list[Told]:
    """Tellings of so many ships, in an order that tells nothing."""
    chance = Random(seed)
    told: list[Told] = []
    last: _Ship | None = None
    for number in range(count):
        last = _ship(last, chance)
        told += _tellings(f"{number}", last, chance)
    chance.shuffle(told)
    return told


def imo_number(chance: Random) -> str:
    """Seven digits, of which the last checks the others (IMO resolution A.1117(30)).

    >>> imo_number(Random(1))[:1] in "789"
    True
    """
    body = str(chance.randrange(700_000, 999_999))
    total = sum(int(digit) * weight for digit, weight in zip(body, range(7, 1, -1), strict=True))
    return body + str(total % 10)


def _ship(before: _Ship | None, chance: Random) -> _Ship:
    """A ship; in some cases the next of a fleet, or another of the same name."""
    flag = chance.choice(_FLAGS)
    name = " ".join(chance.sample(_WORDS, 2))
    tonnage = chance.randrange(300, 90_000)
    kin = chance.random()
    if before is not None and kin < 0.25:
        stem = " ".join(word for word in before.name.split() if not word.isdigit())
        name, flag = f"{stem} {chance.randrange(1, 30)}", before.flag
        tonnage = before.tonnage if chance.random() < 0.4 else tonnage
    elif before is not None and kin < 0.35:
        name = before.name
    return _Ship(
        name,
        imo_number(chance),
        *_flagged(flag, chance),
        built=str(chance.randint(1975, 2024)),
        tonnage=tonnage,
    )


def _flagged(flag: str, chance: Random) -> tuple[str, str, str]:
    return flag, _MIDS[flag] + digits(6, chance), _CALLS[flag] + digits(4, chance)


def _tellings(truth: str, ship: _Ship, chance: Random) -> list[Told]:
    """What is told of a ship, in some cases partly before and partly after a change."""
    later = ship
    if chance.random() < 0.12:
        flag, mmsi, call = _flagged(chance.choice(_FLAGS), chance)
        later = replace(later, flag=flag, mmsi=mmsi, call=call)
    if chance.random() < 0.08:
        later = replace(later, name=" ".join(chance.sample(_WORDS, 2)))
    return several(
        truth, "vessel", lambda: _telling(chance.choice((ship, ship, later)), chance), chance
    )


def _telling(ship: _Ship, chance: Random) -> tuple[str, dict[str, str]]:
    words = [mistyped(respelt(word, 0.03, chance), 0.06, chance) for word in ship.name.split()]
    imo = misread(mistyped(ship.imo, 0.05, chance), 0.02, chance)
    tonnage = int(ship.tonnage * chance.choice((1.0,) * 17 + (1.02, 0.95, 1.6)))
    flag = ship.flag if chance.random() < 0.95 else chance.choice(_FLAGS)
    return chance.choice(_SIGNS) + " ".join(words), {
        "imo": maybe(imo, 0.5, chance),
        "mmsi": maybe(mistyped(ship.mmsi, 0.02, chance), 0.4, chance),
        "call_sign": maybe(mistyped(ship.call, 0.02, chance), 0.4, chance),
        "flag": maybe(flag, 0.75, chance),
        "built_on": maybe(
            str(int(ship.built) + chance.choice((0,) * 17 + (1, -1, 8))), 0.3, chance
        ),
        "gross_tonnage": maybe(str(tonnage), 0.35, chance),
    }
