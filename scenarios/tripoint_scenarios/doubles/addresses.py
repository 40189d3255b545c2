"""Addresses as people and machines write them: short words, gaps, orders, neighbours."""

import re
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from tripoint_scenarios.doubles.noise import digits, maybe, misread, mistyped, respelt
from tripoint_scenarios.doubles.told import Told, several

_STREETS = tuple(
    re.findall(
        r"\w+",
        """
        Sudirman Thamrin Merdeka Diponegoro Gajah Mada Hayam Wuruk Imam Bonjol Kartini Veteran
        Ampang Raja Chulan Bukit Bintang Pudu Cheras Klang Batu Ipoh Rizal Bonifacio Mabini
        Ayala Quirino Taft Roxas Sukhumvit Silom Rama Phetkasem Nguyen Hue Dong Khoi Le Loi Tran
        Phu Station Church Mill Harbour Canal Victoria Albert Queen King Market Orchard Bridge
        Beach Melati Mawar Kenanga Cempaka Anggrek Flamboyan Teratai Seroja Dahlia Cendana Jati
        Meranti
        """,
    )
)
_SORTS = (("Jalan {}", "Jl. {}", "Jln {}"), ("{} Street", "{} St", "{} St."), ("{} Road", "{} Rd"),
    ("{} Avenue", "{} Ave"), ("Lorong {}", "Lrg {}"), ("{} Lane", "{} Ln"),
)  # fmt: skip
_TOWNS = (("Jakarta", "Indonesia", 5), ("Surabaya", "Indonesia", 5), ("Medan", "Indonesia", 5),
    ("Makassar", "Indonesia", 5), ("Klang", "Malaysia", 5), ("Johor Bahru", "Malaysia", 5),
    ("George Town", "Malaysia", 5), ("Sandakan", "Malaysia", 5), ("Manila", "Philippines", 4),
    ("Cebu City", "Philippines", 4), ("Davao", "Philippines", 4), ("Zamboanga", "Philippines", 4),
    ("Bangkok", "Thailand", 5), ("Hat Yai", "Thailand", 5), ("Hai Phong", "Viet Nam", 6),
    ("Da Nang", "Viet Nam", 6), ("Singapore", "Singapore", 6), ("Karachi", "Pakistan", 5),
    ("Dubai", "United Arab Emirates", 0), ("Istanbul", "Turkey", 5), ("Marseille", "France", 5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it truly is.

    Attributes:
        number: of the house; unit: within it, or "".
        street: its words; sort: which of the sorts of street.
        town, country, postcode: where; the postcode may be "".
    """

    number: str
    unit: str
    street: str
    sort: int
    town: str
    country: str
    postcode: str

    def written(self, chance: Random) -> str:
        """One way of writing it."""
        words = " ".join(
            respelt(mistyped(w, 0.06, chance), 0.03, chance) for w in self.street.split()
        )
        sort = self.sort if chance.random() < 0.96 else chance.randrange(len(_SORTS))
        street = chance.choice(_SORTS[sort]).format(words)
        number = misread(mistyped(self.number, 0.01, chance), 0.02, chance)
        unit = maybe(f"Unit {self.unit}", 0.7, chance) if self.unit else ""
        sign = chance.choice(("", "", "No. "))
        line = f"{street} {sign}{number}" if _SORTS[sort][0][-2:] == "{}" else f"{number} {street}"
        town = mistyped(self.town, 0.03, chance)
        parts = [unit, line, maybe(town, 0.93, chance), maybe(self.postcode, 0.6, chance)]
        parts.append(maybe(self.country, 0.5, chance))
        return ", ".join(part for part in parts if part)


def place(chance: Random) -> Place:
    """Some address."""
    town, country, length = chance.choice(_TOWNS)
    street = " ".join(chance.sample(_STREETS, chance.choice((1, 1, 2))))
    return Place(
        number=str(chance.randrange(1, 400)) + chance.choice(("", "", "", "A", "B")),
        unit=maybe(f"{chance.randrange(1, 30)}-{chance.randrange(1, 20)}", 0.2, chance),
        street=street,
        sort=chance.randrange(len(_SORTS)),
        town=town,
        country=country,
        postcode=digits(length, chance) if length else "",
    )


def addresses(count: int, seed: int) -> list[Told]:
    """Tellings of so many addresses; some are neighbours, or stand in another town's namesake."""
    chance = Random(seed)
    told: list[Told] = []
    last = place(chance)
    for number in range(count):
        near = chance.random()
        if near < 0.25:
            last = replace(last, number=str(chance.randrange(1, 400)))
        elif near < 0.35:
            town, country, length = chance.choice(_TOWNS)
            code = digits(length, chance) if length else ""
            last = replace(last, town=town, country=country, postcode=code)
        else:
            last = place(chance)
        told += several(f"{number}", "address", partial(_telling, last, chance), chance)
    chance.shuffle(told)
    return told


def _telling(here: Place, chance: Random) -> tuple[str, dict[str, str]]:
    country = here.country if chance.random() < 0.97 else chance.choice(_TOWNS)[1]
    return here.written(chance), {"country": maybe(country, 0.6, chance)}
