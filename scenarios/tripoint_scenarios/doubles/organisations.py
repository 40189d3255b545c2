"""Firms of many countries: sisters, numbered funds, offices that many share."""

import re
from dataclasses import dataclass
from functools import partial
from random import Random

from tripoint_scenarios.doubles.addresses import Place, place
from tripoint_scenarios.doubles.noise import digits, maybe, misread, mistyped, respelt
from tripoint_scenarios.doubles.told import Told, several

_FORMS = {
    "IDN": ("PT {}", "{}, PT", "P.T. {}", "PT. {} Tbk"),
    "MYS": ("{} Sdn Bhd", "{} Sdn. Bhd.", "{} Sendirian Berhad"),
    "SGP": ("{} Pte Ltd", "{} Private Limited", "{} Pte. Ltd."),
    "PHL": ("{} Inc.", "{} Corporation", "{} Corp"),
    "THA": ("{} Co., Ltd.", "{} Company Limited", "{} Co Ltd"),
    "VNM": ("{} JSC", "{} Joint Stock Company", "{} Co Ltd"),
    "PAK": ("{} (Pvt) Ltd", "{} Private Limited"),
    "ARE": ("{} LLC", "{} L.L.C.", "{} FZE"),
    "GBR": ("{} Ltd", "{} Limited", "{} LTD."),
    "DEU": ("{} GmbH", "{} Gesellschaft mit beschrankter Haftung"),
    "TUR": ("{} A.S.", "{} AS", "{} Anonim Sirketi"),
    "RUS": ("OOO {}", "{} LLC", "Limited Liability Company {}"),
}
_WORDS = tuple(
    re.findall(
        r"\w+",
        """
        Anugerah Bahari Cahaya Delta Enggang Fajar Garuda Harapan Indah Jaya Kencana Laut
        Merdeka Nusantara Ombak Pelita Rajawali Samudra Timur Utama Wijaya Zamrud Orient Pacific
        Strait Coral Lotus Monsoon Mekong Andaman Banda Sulu Celebes Java Borneo Luzon Mindanao
        Malacca Sinar Mulia Sentosa Makmur Abadi Perkasa Surya Bintang Bumi Citra Dharma Eka
        Gemilang Hasil Intan Karya Lestari Mitra Niaga Pratama Raya Sari Tunas Wahana Crescent
        Falcon Zenith Apex Summit Horizon Meridian Polaris Vega Orion Atlas Titan Phoenix
        Emerald Amber
        """,
    )
)
_TRADES = tuple(
    re.findall(
        r"\w+",
        """
        Agro Trading Chemicals Textiles Logistics Foods Timber Machinery Plastics Fertilisers
        Paints Mining Supplies Hardware Marine Electronics Garments Rubber Ceramics Shipping
        Industries Holdings Enterprise International Services Engineering Energy Resources
        """,
    )
)
_MADE = "bcdfghjklmnprstvwz"


@dataclass(frozen=True, slots=True)
class _Firm:
    title: str
    country: str
    number: str
    tax: str
    phone: str
    email: str
    founded: str
    seat: Place


def organisations(count: int, seed: int) -> list[Told]:
    """Tellings of so many firms, in an order that tells nothing."""
    chance = Random(seed)
    told: list[Told] = []
    last: _Firm | None = None
    for number in range(count):
        last = _firm(last, chance)
        told += several(f"{number}", "organisation", partial(_telling, last, chance), chance)
    chance.shuffle(told)
    return told


def _firm(before: _Firm | None, chance: Random) -> _Firm:
    """A firm; in some cases a sister of the one before, or another at its address."""
    title, country, seat = _titled(chance), chance.choice(list(_FORMS)), place(chance)
    phone = f"+6221{digits(7, chance)}"
    kin = chance.random()
    if before is not None and kin < 0.12:
        words = before.title.split()
        title = " ".join([*words[:-1], chance.choice(_TRADES)])
        country, seat = before.country, before.seat if chance.random() < 0.6 else seat
        phone = before.phone if chance.random() < 0.3 else phone
    elif before is not None and kin < 0.18:
        title = f"{before.title} {chance.randrange(2, 9)}"
        country, seat = before.country, before.seat
    elif before is not None and kin < 0.23:
        title = before.title
    elif before is not None and kin < 0.28:
        country, seat = before.country, before.seat
    return _Firm(
        title,
        country,
        number=digits(8, chance),
        tax=digits(11, chance),
        phone=phone,
        email=f"info{digits(5, chance)}@example.com",
        founded=str(chance.randint(1960, 2024)),
        seat=seat,
    )


def _titled(chance: Random) -> str:
    words = chance.sample(_WORDS, chance.choice((1, 2, 2, 3)))
    if chance.random() < 0.4:  # a word that nobody else has
        words[0] = "".join(chance.choice(_MADE) + chance.choice("aeiou") for _ in range(3)).title()
    return " ".join([*words, chance.choice(_TRADES)])


def _telling(firm: _Firm, chance: Random) -> tuple[str, dict[str, str]]:
    number = firm.number if chance.random() < 0.97 else digits(8, chance)
    number = misread(mistyped(number, 0.03, chance), 0.02, chance)
    phone = firm.phone if chance.random() < 0.8 else f"+6221{digits(7, chance)}"
    seat = firm.seat if chance.random() < 0.85 else place(chance)
    since = int(firm.founded) + chance.choice((0,) * 15 + (-1, 1, 1, 4, 10))
    country = firm.country if chance.random() < 0.96 else chance.choice(list(_FORMS))
    numbered = chance.random() < 0.3
    return _written(firm, chance), {
        "registration_number": number if numbered else "",
        "registration_country": firm.country if numbered else "",
        "tax_number": maybe(firm.tax, 0.15, chance),
        "country": maybe(country, 0.7, chance),
        "phone": maybe(phone, 0.35, chance),
        "email": maybe(firm.email, 0.2, chance),
        "address": maybe(seat.written(chance), 0.55, chance),
        "founded_on": maybe(str(since), 0.15, chance),
    }


def _written(firm: _Firm, chance: Random) -> str:
    words = firm.title.split()
    how = chance.random()
    if how < 0.08 and len(words) > 2:
        words.pop()
    elif how < 0.12 and len(words) > 2:
        words.pop(1)
    elif how < 0.15 and len(words) > 1:
        words[0], words[1] = words[1], words[0]
    words = [mistyped(respelt(word, 0.04, chance), 0.06, chance) for word in words]
    title = " ".join(words)
    return title if chance.random() < 0.2 else chance.choice(_FORMS[firm.country]).format(title)
