"""Made-up people and firms of South-East Asia, without end and without repeats."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from anyascii import anyascii
from faker import Faker

_LOCALES = {
    "IDN": "id_ID",
    "MYS": "id_ID",
    "PHL": "es_ES",
    "THA": "th_TH",
    "VNM": "vi_VN",
    "PAK": "en_PK",
    "BGD": "bn_BD",
    "JOR": "ar_AA",
    "SGP": "en_GB",
}
_WEIGHTS = (30, 18, 14, 10, 8, 6, 6, 4, 4)
_POOL = 400
_DIALLING = {
    "IDN": ("+62 8", 10), "MYS": ("+60 1", 8), "PHL": ("+63 9", 9), "THA": ("+66 8", 8),
    "VNM": ("+84 9", 8), "PAK": ("+92 3", 9), "BGD": ("+880 17", 8), "JOR": ("+962 79", 7),
    "SGP": ("+65 9", 7),
}  # fmt: skip
_FIRM_FORMS = {"IDN": "PT {}", "MYS": "{} Sdn Bhd", "PHL": "{} Corp", "THA": "{} Co Ltd",
    "VNM": "{} JSC", "PAK": "{} (Pvt) Ltd", "BGD": "{} Ltd", "JOR": "{} Est", "SGP": "{} Pte Ltd",
}  # fmt: skip
_FIRM_WORDS = [
    "Anugerah",
    "Bahari",
    "Cahaya",
    "Delta",
    "Enggang",
    "Fajar",
    "Garuda",
    "Harapan",
    "Indah",
    "Jaya",
    "Kencana",
    "Laut",
    "Merdeka",
    "Nusantara",
    "Ombak",
    "Pelita",
    "Rajawali",
    "Samudra",
    "Timur",
    "Utama",
    "Wijaya",
    "Zamrud",
    "Orient",
    "Pacific",
    "Strait",
    "Coral",
    "Lotus",
    "Monsoon",
    "Mekong",
    "Andaman",
    "Banda",
    "Sulu",
    "Celebes",
    "Java",
    "Borneo",
    "Luzon",
    "Mindanao",
    "Malacca",
]
_TRADES = [
    "Agro",
    "Trading",
    "Chemicals",
    "Textiles",
    "Logistics",
    "Foods",
    "Timber",
    "Machinery",
    "Plastics",
    "Fertilisers",
    "Paints",
    "Mining",
    "Supplies",
    "Hardware",
    "Marine",
    "Electronics",
    "Garments",
    "Rubber",
    "Ceramics",
    "Packaging",
]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who travels, trades or is named."""

    given: str
    surname: str
    birth: date
    gender: str
    nationality: str
    document: str
    phone: str = ""

    @property
    def name(self) -> str:
        """As it is mostly written."""
        return f"{self.given} {self.surname}"


@dataclass(frozen=True, slots=True)
class Firm:
    """A company."""

    name: str
    country: str
    registration: str
    phone: str
    address: str


@dataclass
class Actors:
    """Makes people and firms; numbers are never given twice."""

    random: Random
    seed: int
    _used: set[str] = field(default_factory=set)
    _pools: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)

    def person(self, nationality: str = "", *, phone: bool = True) -> Person:
        """Somebody new."""
        state = nationality or self.random.choices(list(_LOCALES), _WEIGHTS)[0]
        given, surnames = self._pool(state)
        born = date(1956, 1, 1) + timedelta(days=self.random.randrange(17_500))
        return Person(
            given=self.random.choice(given),
            surname=self.random.choice(surnames),
            birth=born,
            gender=self.random.choice("MF"),
            nationality=state,
            document=self._unique(
                lambda: self.random.choice("ABCEGKPX") + str(self.random.randrange(10**6, 10**7))
            ),
            phone=self.phone(state) if phone else "",
        )

    def firm(self, trade: str = "", country: str = "") -> Firm:
        """A new company."""
        state = country or self.random.choices(list(_LOCALES), _WEIGHTS)[0]
        words = self.random.sample(_FIRM_WORDS, 2)
        title = " ".join([*words, trade or self.random.choice(_TRADES)])
        return Firm(
            name=_FIRM_FORMS[state].format(title),
            country=state,
            registration=self._unique(lambda: str(self.random.randrange(10**8, 10**9))),
            phone=self.phone(state),
            address=self.address(state),
        )

    def phone(self, country: str) -> str:
        """A mobile number that nobody has yet, in full international form."""
        prefix, digits = _DIALLING[country]
        return self._unique(
            lambda: prefix + str(self.random.randrange(10 ** (digits - 1), 10**digits))
        )

    def address(self, country: str) -> str:
        """A street address in one of the country's towns."""
        street = self.random.choice(_FIRM_WORDS)
        town = self.random.choice(_TOWNS[country])
        return f"{self.random.randrange(1, 400)} {street} Road, {town}"

    def code(self, letters: str, length: int) -> str:
        """A code of these letters that was not given before."""
        return self._unique(lambda: "".join(self.random.choices(letters, k=length)))

    def _pool(self, state: str) -> tuple[list[str], list[str]]:
        if state not in self._pools:
            faker = Faker(_LOCALES[state])
            faker.seed_instance(self.seed * 31 + sorted(_LOCALES).index(state))
            given = [_latin(faker.first_name()) for _ in range(_POOL)]
            surnames = [_latin(faker.last_name()) for _ in range(_POOL)]
            self._pools[state] = (
                sorted(set(filter(None, given))),
                sorted(set(filter(None, surnames))),
            )
        return self._pools[state]

    def _unique(self, make: Callable[[], str]) -> str:
        while True:
            made = make()
            if made not in self._used:
                self._used.add(made)
                return made


def _latin(name: str) -> str:
    """As messages carry names: ASCII letters, one word or more."""
    letters = "".join(c if c.isalpha() else " " for c in anyascii(name))
    return " ".join(letters.split()).title()


_TOWNS = {
    "IDN": ("Jakarta", "Surabaya", "Medan", "Makassar"),
    "MYS": ("Klang", "Johor Bahru", "Penang", "Sandakan"),
    "PHL": ("Manila", "Cebu", "Davao", "Zamboanga"),
    "THA": ("Bangkok", "Hat Yai", "Songkhla"),
    "VNM": ("Hai Phong", "Da Nang", "Ho Chi Minh City"),
    "PAK": ("Karachi", "Lahore"),
    "BGD": ("Chattogram", "Dhaka"),
    "JOR": ("Amman", "Aqaba"),
    "SGP": ("Singapore",),
}
