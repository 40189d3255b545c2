"""People of many languages: families under one roof, namesakes, and names written every way."""

from dataclasses import dataclass
from functools import partial
from random import Random

from anyascii import anyascii
from faker import Faker

from tripoint_scenarios.doubles.addresses import Place, place
from tripoint_scenarios.doubles.noise import digits, maybe, misread, mistyped, respelt
from tripoint_scenarios.doubles.told import Told, several

_LOCALES = ("id_ID", "en_PH", "fil_PH", "vi_VN", "en_GB", "fr_FR", "tr_TR", "en_IN", "es_MX",
    "ar_SA", "ru_RU", "en_PK",
)  # fmt: skip
_STATES = ("IDN", "MYS", "PHL", "SAU", "FRA", "GBR", "THA", "VNM", "TUR", "IND", "PAK")
_POOL = 600
_MALAY = ("Muhammad", "Ahmad", "Abdul", "Siti", "Nur", "Mohd", "Noor", "Wan", "Nik")
_SHORTENED = {
    "muhammad": ("Mohamad", "Mohammed", "Mohd", "Muhd", "Md"),
    "abdul": ("Abd", "Abdoel"),
    "maria": ("Ma.",),
    "nur": ("Noor", "Nor"),
}


@dataclass(frozen=True, slots=True)
class _Person:
    words: tuple[str, ...]
    born: str
    state: str
    document: str
    phone: str
    email: str
    home: Place


def people(count: int, seed: int) -> list[Told]:
    """Tellings of so many people, in an order that tells nothing."""
    chance, pools = Random(seed), _pools(seed)
    told: list[Told] = []
    last: _Person | None = None
    for number in range(count):
        last = _person(pools[number % len(pools)], last, chance)
        told += several(f"{number}", "person", partial(_telling, last, chance), chance)
    chance.shuffle(told)
    return told


def _pools(seed: int) -> list[tuple[list[str], list[str]]]:
    pools = []
    for at, locale in enumerate(_LOCALES):
        faker = Faker(locale)
        faker.seed_instance(seed * 31 + at)
        given = sorted({anyascii(faker.first_name()) for _ in range(_POOL)} - {""})
        family = sorted({anyascii(faker.last_name()) for _ in range(_POOL)} - {""})
        pools.append((given, family))
    return pools


def _person(pool: tuple[list[str], list[str]], before: _Person | None, chance: Random) -> _Person:
    """Somebody; in some cases of the family, or of the name, of the one before."""
    given, family = chance.choice(pool[0]), chance.choice(pool[1])
    words = _named(given, family, pool, chance)
    born = f"{chance.randint(1940, 2008)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    state, home = chance.choice(_STATES), place(chance)
    phone = f"+62812{digits(7, chance)}"
    kin = chance.random()
    if before is not None and kin < 0.15:
        words, state, home = (given, *before.words[1:]), before.state, before.home
        phone = before.phone if chance.random() < 0.4 else phone
    elif before is not None and kin < 0.2:
        words, state = before.words, before.state
    document = chance.choice("ABCEGX") + digits(7, chance)
    email = f"{words[0]}.{digits(4, chance)}@example.org".replace(" ", "").lower()
    return _Person(words, born, state, document, phone, email, home)


def _named(
    given: str, family: str, pool: tuple[list[str], list[str]], chance: Random
) -> tuple[str, ...]:
    habit = chance.random()
    if habit < 0.15:
        return (chance.choice(_MALAY), given, chance.choice(("bin", "binti")), family)
    if habit < 0.35:
        return (given, chance.choice(pool[1]), family)
    if habit < 0.45:
        return (given, chance.choice(pool[0]), family)
    return (given, family)


def _telling(someone: _Person, chance: Random) -> tuple[str, dict[str, str]]:
    state = someone.state if chance.random() < 0.96 else chance.choice(_STATES)
    phone = someone.phone if chance.random() < 0.85 else f"+62813{digits(7, chance)}"
    home = someone.home if chance.random() < 0.85 else place(chance)
    document = someone.document if chance.random() < 0.93 else "X" + digits(7, chance)
    document = mistyped(misread(document, 0.05, chance), 0.06, chance)
    return _written(someone.words, chance), {
        "birth_date": maybe(_dated(someone.born, chance), 0.8, chance),
        "nationality": maybe(state, 0.75, chance),
        "document": maybe(document, 0.45, chance),
        "phone": maybe(phone, 0.35, chance),
        "email": maybe(someone.email, 0.15, chance),
        "address": maybe(home.written(chance), 0.4, chance),
    }


def _written(words: tuple[str, ...], chance: Random) -> str:
    told = list(words)
    if len(told) > 2:
        told = _shorter(told, chance)
    if chance.random() < 0.35:
        told = told[1:] + told[:1]
    told = [_respelt(word, chance) for word in told]
    return " ".join(mistyped(word, 0.08, chance) for word in told)


def _shorter(words: list[str], chance: Random) -> list[str]:
    """Without a father's or a middle name, or with its first letter."""
    how = chance.random()
    if how < 0.2:
        return [word for word in words if word not in ("bin", "binti")]
    if how < 0.35:
        return [words[0], words[-1]]
    if how < 0.45:
        return [words[0], words[1][:1] + ".", *words[2:]]
    return words


def _respelt(word: str, chance: Random) -> str:
    short = _SHORTENED.get(word.lower())
    if short and chance.random() < 0.4:
        return chance.choice(short)
    return respelt(word, 0.06, chance)


def _dated(born: str, chance: Random) -> str:
    how = chance.random()
    year, month, day = born.split("-")
    if how < 0.08:
        return year
    if how < 0.1:
        return f"{year}-{day}-{month}" if int(day) <= 12 else born
    if how < 0.14:
        return f"{year}-{month}-{chance.randint(1, 28):02}"
    if how < 0.17:
        return f"{year}-{chance.randint(1, 12):02}-{day}"
    if how < 0.19:
        return f"{int(year) + chance.choice([-10, -2, -1, 1, 2, 10])}-{month}-{day}"
    return born
