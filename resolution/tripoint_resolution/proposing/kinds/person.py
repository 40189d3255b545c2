"""People: names in any order and spelling, birth dates, documents, contacts, homes."""

from itertools import combinations

from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from tripoint_resolution.naming.habits import written_out
from tripoint_resolution.naming.likeness import skeleton, sound
from tripoint_resolution.naming.tokens import parsed
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
from tripoint_resolution.proposing.model import Joint

_WORDS_MAX = 6
"""Words of a name that couples are made of, at most."""

_APART = "abs(cast(birth_year_l as int) - cast(birth_year_r as int))"
_DAY = "nullif(substr(birth_date, 6), '')"
_WHOLE = "length(birth_date_l) = 10 and length(birth_date_r) = 10"

TEXTS = ("name", "sounds_key", "bones", "birth_date", "birth_turned", "birth_year",
    "nationality", "document",
)  # fmt: skip
LISTS = ("sounds", "initials", "couples", "documents", "read", "contacts", "places", "streets")

KIND = "person"
_WEAK = ("two words in common", "a word in common", "spelt a little alike", "differs")
_AT_ONE = ("same street and number", "a word of the street and the number")
_BORN_APART = ("years near", "differs", "other day of the year", "same day of another year")

BY_NAME = 3
"""Rules that go by the name alone, the last of all."""

ALONE = ("name", "nationality")
"""Comparisons that agree in pairs which no other rule proposes."""

OFTEN: tuple[str, str] | None = None

JOINTS = (
    Joint(
        "family",
        "a home or a contact in common, and another name",
        {"name": _WEAK},
        {"contacts": ("same",), "address": _AT_ONE},
    ),
    Joint(
        "namesakes",
        "one name, and born on other days",
        {"name": ("same words", "same sounds"), "birth_date": _BORN_APART},
        {},
    ),
)


def row(profile: Profile) -> Row:
    """The columns of a person.

    name: the naming words of the first name, sorted, for orders of names differ; sounds: theirs;
    bones: their consonants; couples: every two of the sounds. birth_turned: day and month
    exchanged. read: documents as machines misread them.
    """
    words = _named(profile.names[0]) if profile.names else []
    sounds = _sounds(words)
    born = first(profile, "birth_date")
    documents = every(profile, "document")
    return {
        "name": " ".join(words) or None,
        "sounds": sounds or None,
        "sounds_key": " ".join(sounds) or None,
        "initials": sorted({word[0] for word in words}) or None,
        "bones": " ".join(sorted(map(skeleton, words))) or None,
        "couples": [f"{a} {b}" for a, b in combinations(sounds[:_WORDS_MAX], 2)] or None,
        "birth_date": born,
        "birth_turned": f"{born[:4]}-{born[8:]}-{born[5:7]}" if born and len(born) > 7 else None,
        "birth_year": born[:4] if born else None,
        "nationality": first(profile, "nationality"),
        "document": documents[0] if documents else None,
        "documents": documents,
        "read": as_read(documents),
        "contacts": every(profile, "phone", "email"),
        "places": places(profile),
        "streets": streets(profile),
    }


def _named(name: str) -> list[str]:
    told = [token.text for token in parsed(name, person=True).tokens if token.names]
    return sorted(written_out(told))


def _sounds(words: list[str]) -> list[str]:
    return sorted({sound(word) for word in words})


def settings() -> SettingsCreator:
    """Untrained settings: comparisons of people, and rules that propose pairs."""
    return settings_of(_comparisons(), _rules())


def _comparisons() -> list[CustomComparison]:
    return [
        column(
            "name",
            ("name_l = name_r", "same words"),
            ("sounds_key_l = sounds_key_r", "same sounds"),
            ("bones_l = bones_r", "same consonants"),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.95", "spelt alike"),
            (
                f"{shared('sounds')} = {fewer('sounds')} and {fewer('sounds')} > 1",
                "one holds the other",
            ),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.88", "spelt somewhat alike"),
            (f"{shared('sounds')} > 1", "two words in common"),
            (f"{shared('sounds')} > 0", "a word in common"),
            ("jaro_winkler_similarity(name_l, name_r) >= 0.75", "spelt a little alike"),
        ),
        column(
            "birth_date",
            (f"birth_date_l = birth_date_r and {_WHOLE}", "same day"),
            ("birth_date_l = birth_turned_r", "day and month exchanged"),
            (
                f"damerau_levenshtein(birth_date_l, birth_date_r) = 1 and {_WHOLE}",
                "one digit apart",
            ),
            (f"{_APART} = 0 and not ({_WHOLE})", "same year"),
            (f"{_APART} = 0", "other day of the year"),
            (
                f"substr(birth_date_l, 5) = substr(birth_date_r, 5) and {_WHOLE}",
                "same day of another year",
            ),
            (f"{_APART} <= 2", "years near"),
        ),
        column(
            "document",
            (f"{shared('documents')} > 0", "same"),
            (f"{shared('read')} > 0", "same as machines read it"),
            ("damerau_levenshtein(document_l, document_r) = 1", "one character apart"),
            null="documents_l is null or documents_r is null",
        ),
        column("contacts", (f"{shared('contacts')} > 0", "same")),
        column("nationality", ("nationality_l = nationality_r", "same")),
        column(
            "address",
            (f"{shared('places')} > 1", "same street and number"),
            (f"{shared('places')} > 0", "a word of the street and the number"),
            (f"{shared('streets')} > 0", "a word of the street"),
            null="streets_l is null or streets_r is null",
        ),
    ]


def _rules() -> list[BlockingRuleCreator]:
    return [
        block_on("documents", arrays_to_explode=["documents"]),
        block_on("read", arrays_to_explode=["read"]),
        block_on("contacts", arrays_to_explode=["contacts"]),
        block_on("birth_date", "initials", arrays_to_explode=["initials"]),
        block_on("birth_turned", "sounds", arrays_to_explode=["sounds"]),
        block_on("places", "initials", arrays_to_explode=["places", "initials"]),
        block_on("birth_year", "nationality", "sounds", arrays_to_explode=["sounds"]),
        block_on("sounds_key", "birth_year"),
        block_on("sounds_key", _DAY),
        block_on("bones", "birth_year"),
        block_on("bones", _DAY),
        block_on("couples", "birth_year", arrays_to_explode=["couples"]),
        block_on("couples", _DAY, arrays_to_explode=["couples"]),
        # A document with one character wrong has its other half right.
        block_on("sounds", "substr(document, 1, 4)", arrays_to_explode=["sounds"]),
        block_on("sounds", "right(document, 4)", arrays_to_explode=["sounds"]),
        # By the name alone: the last BY_NAME.
        block_on("sounds_key"),
        block_on("bones"),
        block_on("couples", arrays_to_explode=["couples"]),
    ]
