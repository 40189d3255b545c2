"""An address as parts that can be compared: street words, numbers, postcode, town."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tripoint_graph.normalise import country, plain

_WRITTEN_OUT = {
    "jl": "jalan", "jln": "jalan", "st": "street", "str": "street", "rd": "road", "ave": "avenue",
    "av": "avenue", "ln": "lane", "lrg": "lorong", "dr": "drive", "blvd": "boulevard",
    "blk": "block", "blok": "block", "brgy": "barangay", "bgy": "barangay", "kg": "kampung",
    "kp": "kampung", "kel": "kelurahan", "kec": "kecamatan", "kab": "kabupaten", "gd": "gedung",
    "bldg": "building", "komp": "kompleks", "per": "perumahan", "tmn": "taman", "ind": "industrial",
    "sq": "square", "hwy": "highway", "pl": "place", "ct": "court", "cres": "crescent",
}  # fmt: skip
_NOT_TELLING = frozenset(
    ["no", "nomor", "nr", "unit", "lot", "suite", "ste", "room", "rm", "floor"]
)
_SORTS = frozenset(_WRITTEN_OUT[short] for short in
    ("jl", "st", "rd", "ave", "ln", "lrg", "dr", "blvd", "sq", "hwy", "pl", "ct", "cres")
)  # fmt: skip
_WORD = re.compile(r"[a-z]+(?![a-z0-9])|[a-z0-9]*\d[a-z0-9]*")
_PART = re.compile(r"[,;\n]+")
_POSTCODE = re.compile(r"\d{4,6}")


@dataclass(frozen=True, slots=True)
class Parts:
    """What an address is made of; each is empty where it is not told.

    Attributes:
        words: of the street, without its sort ("jalan") and the town, in order.
        sort: what sort of street it is, written out.
        numbers: of house and unit, in order.
        postcode: four to six digits.
        town: its words.
        country: ISO 3166.
    """

    words: tuple[str, ...]
    sort: str
    numbers: tuple[str, ...]
    postcode: str
    town: str
    country: str


@lru_cache(maxsize=65_536)
def parts_of(text: str) -> Parts:
    """Cut an address in parts. The town is the last one between commas that is neither the country
    nor a number; without commas it stays among the words.

    >>> parts_of("Jl. Gajah Mada No. 12A, Medan, 20112, Indonesia")
    ... # doctest: +NORMALIZE_WHITESPACE
    Parts(words=('gajah', 'mada'), sort='jalan', numbers=('12a',), postcode='20112', town='medan',
          country='IDN')
    """
    pieces = [piece for piece in map(str.strip, _PART.split(text)) if piece]
    state = ""
    if len(pieces) > 1 and (state := country(pieces[-1])):
        pieces.pop()
    told = [_WORD.findall(plain(piece)) for piece in pieces]
    postcode = _postcode(told)
    town: list[str] = []
    for words in reversed(told[1:]):
        if named := [word for word in words if not _is_number(word)]:
            town = named
            words[:] = [word for word in words if _is_number(word)]
            break
    flat = [_WRITTEN_OUT.get(word, word) for words in told for word in words]
    named = [w for w in flat if not _is_number(w) and w not in _NOT_TELLING]
    return Parts(
        words=tuple(word for word in named if word not in _SORTS),
        sort=next((word for word in named if word in _SORTS), ""),
        numbers=tuple(word for word in flat if _is_number(word) and word != postcode),
        postcode=postcode,
        town=" ".join(town),
        country=state,
    )


def _postcode(told: list[list[str]]) -> str:
    """The last number of four digits or more that does not open the address."""
    numbers = [word for words in told for word in words]
    for at in range(len(numbers) - 1, 0, -1):
        if _POSTCODE.fullmatch(numbers[at]):
            return numbers[at]
    return ""


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)
