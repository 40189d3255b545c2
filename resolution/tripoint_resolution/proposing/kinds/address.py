"""Addresses: streets and towns in any spelling, house numbers, postcodes."""

from itertools import product

from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from tripoint_resolution.addresses import parts_of
from tripoint_resolution.naming.likeness import sound
from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.comparisons import (
    Row,
    as_read,
    column,
    fewer,
    first,
    settings_of,
    shared,
)
from tripoint_resolution.proposing.model import NOT_KNOWN, Joint

_LIKE = "jaro_winkler_similarity(street_l, street_r)"

TEXTS = ("street", "sort", "number", "numbers", "postcode", "town", "town_sound", "country")
LISTS = ("sounds", "places", "codes")

KIND = "address"
BY_NAME = 0
ALONE: tuple[str, ...] = ()
OFTEN: tuple[str, str] | None = None
_ONE_STREET = ("same words", "same sounds", "spelt alike")
_OTHER_NUMBER = ("differs", "one character apart")

JOINTS = (
    Joint(
        "neighbours",
        "one street, and another number",
        {"street": _ONE_STREET, "number": _OTHER_NUMBER},
        {},
    ),
    Joint(
        "elsewhere",
        "one street and number, in another town",
        {"street": _ONE_STREET, "number": ("same",), "town": ("differs",)},
        {},
    ),
    Joint(
        "no_town",
        "one street and number, and no town to compare",
        {
            "street": _ONE_STREET,
            "number": ("same",),
            "town": (NOT_KNOWN,),
            "postcode": (NOT_KNOWN,),
        },
        {},
    ),
    Joint(
        "same_town",
        "one street, number and town",
        {"street": _ONE_STREET, "number": ("same",), "town": ("same", "same sound", "spelt alike")},
        {},
    ),
)


def row(profile: Profile) -> Row:
    """The columns of an address.

    street: its words, in order; sounds: theirs. number: the house's; numbers: all of them,
    sorted, as machines read them. places: each number beside each sound; codes: each sound
    beside the postcode.
    """
    parts = parts_of(profile.names[0] if profile.names else "")
    sounds = sorted({sound(word) for word in parts.words} - {""})
    numbers = as_read([number.upper() for number in parts.numbers]) or []
    house = max(numbers, key=len, default="")
    return {
        "street": " ".join(parts.words) or None,
        "sort": parts.sort or None,
        "sounds": sounds or None,
        "number": house or None,
        "numbers": " ".join(sorted(numbers)) or None,
        "postcode": parts.postcode or None,
        "town": parts.town or None,
        "town_sound": sound(parts.town.replace(" ", "")) or None,
        "country": first(profile, "nationality") or parts.country or None,
        "places": [f"{n} {s}" for n, s in product(numbers[:3], sounds[:4])] or None,
        "codes": [f"{parts.postcode} {s}" for s in sounds] if parts.postcode else None,
    }


def settings() -> SettingsCreator:
    """Untrained settings: comparisons of addresses, and rules that propose pairs."""
    return settings_of(_comparisons(), _rules())


def _comparisons() -> list[CustomComparison]:
    return [
        column(
            "street",
            ("street_l = street_r", "same words"),
            (f"{shared('sounds')} = greatest(len(sounds_l), len(sounds_r))", "same sounds"),
            (f"{_LIKE} >= 0.93", "spelt alike"),
            (f"{shared('sounds')} = {fewer('sounds')}", "one holds the other"),
            (f"{_LIKE} >= 0.85", "spelt somewhat alike"),
            (f"{shared('sounds')} > 0", "a word in common"),
        ),
        column("sort", ("sort_l = sort_r", "same")),
        column(
            "number",
            ("numbers_l = numbers_r", "same"),
            ("number_l = number_r", "the longest is the same"),
            ("damerau_levenshtein(number_l, number_r) = 1", "one character apart"),
        ),
        column(
            "postcode",
            ("postcode_l = postcode_r", "same"),
            ("damerau_levenshtein(postcode_l, postcode_r) = 1", "one digit apart"),
        ),
        column(
            "town",
            ("town_l = town_r", "same"),
            ("town_sound_l = town_sound_r", "same sound"),
            ("jaro_winkler_similarity(town_l, town_r) >= 0.88", "spelt alike"),
        ),
        column("country", ("country_l = country_r", "same")),
    ]


def _rules() -> list[BlockingRuleCreator]:
    return [
        block_on("places", arrays_to_explode=["places"]),
        block_on("codes", arrays_to_explode=["codes"]),
        block_on("street", "town_sound"),
        block_on("numbers", "town_sound"),
        block_on("numbers", "postcode"),
    ]
