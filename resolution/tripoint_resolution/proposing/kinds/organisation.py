"""Organisations and parties: names without their legal forms, registers, seats, contacts."""

from itertools import combinations

from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from tripoint_resolution.naming.legal_forms import folded
from tripoint_resolution.naming.likeness import skeleton, sound
from tripoint_resolution.naming.words import GENERIC, PARTICLES
from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.comparisons import (
    Row,
    as_read,
    column,
    every,
    fewer,
    first,
    places,
    settings_of,
    shared,
    streets,
)
from tripoint_resolution.proposing.model import NOT_KNOWN, Joint

_WORDS_MAX = 6
_APART = "abs(cast(since_l as int) - cast(since_r as int))"
_LIKE = "jaro_winkler_similarity(name_l, name_r)"

TEXTS = (
    "name",
    "core",
    "sounds_key",
    "bones",
    "opening",
    "numbers",
    "family",
    "country",
    "register",
    "since",
)
LISTS = ("sounds", "couples", "registers", "read", "contacts", "places", "streets")

KIND = "organisation"
_OTHER = ("another number", "one holds the other", "spelt somewhat alike",
    "two words in common", "a word in common", "differs",
)  # fmt: skip
_AT_ONE = ("same street and number", "a word of the street and the number")
_ONE_NAME = ("same words", "same but for general words", "same sounds", "same consonants",
    "spelt alike",
)  # fmt: skip
_NO_WORD = (NOT_KNOWN, "differs")

BY_NAME = 4
"""Rules that go by the name alone, the last of all."""

ALONE = ("name", "family", "country")
"""Comparisons that agree in pairs which no other rule proposes."""

OFTEN = ("name", "same words")
"""What says the more the more records have it: firms choose names to be told apart by."""

JOINTS = (
    Joint(
        "office",
        "one name at one office, and neither number nor contact in common: sisters drop theirs",
        {"name": _ONE_NAME, "address": _AT_ONE, "register": _NO_WORD, "contacts": _NO_WORD},
        {},
    ),
    Joint(
        "sisters",
        "an office or a contact in common, and another name",
        {"name": _OTHER},
        {"contacts": ("same",), "address": _AT_ONE},
    ),
    Joint(
        "two_registers",
        "other registration numbers, and another name",
        {"name": _OTHER, "register": ("differs",)},
        {},
    ),
)


def row(profile: Profile) -> Row:
    """The columns of an organisation.

    name: its words without the legal form, sorted; core: without general words; numbers: those
    in the name, for sister funds differ by them; family: of its legal form. country: as told,
    or the only one that has its legal form. registers: numbers with the register's country, and
    tax numbers.
    """
    told = first(profile, "nationality")
    form = folded(profile.names[0] if profile.names else "", told or "")
    words = [word for word in form.words if word not in PARTICLES]
    core = [word for word in words if word not in GENERIC] or words
    named = [word for word in core if not word.isdigit()]
    sounds = sorted({sound(word) for word in named} - {""})
    registers = every(profile, "register", "tax_number")
    since = first(profile, "since")
    return {
        "name": " ".join(sorted(words)) or None,
        "core": " ".join(sorted(core)) or None,
        "sounds": sounds or None,
        "sounds_key": " ".join(sounds) or None,
        "bones": " ".join(sorted(map(skeleton, named))) or None,
        "opening": named[0][:4] if named else None,
        "couples": [f"{a} {b}" for a, b in combinations(sounds[:_WORDS_MAX], 2)] or None,
        "numbers": " ".join(sorted(word for word in words if word in _NUMBERS or word.isdigit())),
        "family": form.family or None,
        "country": told or form.country or None,
        "register": registers[0] if registers else None,
        "registers": registers,
        "read": as_read(registers),
        "contacts": every(profile, "phone", "email"),
        "places": places(profile),
        "streets": streets(profile),
        "since": since[:4] if since else None,
    }


_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])


def settings() -> SettingsCreator:
    """Untrained settings: comparisons of organisations, and rules that propose pairs."""
    return settings_of(_comparisons(), _rules())


def _comparisons() -> list[CustomComparison]:
    return [
        column(
            "name",
            ("name_l = name_r", "same words"),
            ("numbers_l <> numbers_r", "another number"),
            ("core_l = core_r", "same but for general words"),
            ("sounds_key_l = sounds_key_r", "same sounds"),
            ("bones_l = bones_r", "same consonants"),
            (f"{_LIKE} >= 0.95", "spelt alike"),
            (
                f"{shared('sounds')} = {fewer('sounds')} and {fewer('sounds')} > 1",
                "one holds the other",
            ),
            (f"{_LIKE} >= 0.88", "spelt somewhat alike"),
            (f"{shared('sounds')} > 1", "two words in common"),
            (f"{shared('sounds')} > 0", "a word in common"),
        ),
        column("family", ("family_l = family_r", "same")),
        column("country", ("country_l = country_r", "same")),
        column(
            "register",
            (f"{shared('registers')} > 0", "same"),
            (f"{shared('read')} > 0", "same as machines read it"),
            ("damerau_levenshtein(register_l, register_r) = 1", "one character apart"),
            null="registers_l is null or registers_r is null",
        ),
        column("contacts", (f"{shared('contacts')} > 0", "same")),
        column(
            "address",
            (f"{shared('places')} > 1", "same street and number"),
            (f"{shared('places')} > 0", "a word of the street and the number"),
            (f"{shared('streets')} > 0", "a word of the street"),
            null="streets_l is null or streets_r is null",
        ),
        column("since", ("since_l = since_r", "same year"), (f"{_APART} <= 1", "a year apart")),
    ]


def _rules() -> list[BlockingRuleCreator]:
    return [
        block_on("registers", arrays_to_explode=["registers"]),
        block_on("read", arrays_to_explode=["read"]),
        block_on("contacts", arrays_to_explode=["contacts"]),
        block_on("places", "sounds", arrays_to_explode=["places", "sounds"]),
        block_on("sounds", "since", arrays_to_explode=["sounds"]),
        # A number with one character wrong has its other half right; a country stands before it.
        block_on("sounds", "substr(register, 1, 8)", arrays_to_explode=["sounds"]),
        block_on("sounds", "right(register, 4)", arrays_to_explode=["sounds"]),
        # By the name alone: the last BY_NAME.
        block_on("sounds_key"),
        block_on("bones"),
        block_on("couples", arrays_to_explode=["couples"]),
        block_on("opening", "country"),
    ]
