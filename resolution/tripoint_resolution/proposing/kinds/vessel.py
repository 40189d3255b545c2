"""Vessels: numbers that checks vouch for, signs of the flag, and names that many ships have."""

from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from tripoint_resolution.naming.likeness import skeleton, sound
from tripoint_resolution.naming.tokens import words_of
from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.comparisons import Row, column, first, settings_of
from tripoint_resolution.proposing.model import Joint

_SIGNS = frozenset(("mv", "mt", "ms", "ss", "mts", "sv", "fv", "tb", "bg", "km", "klm", "kmp",
    "kn", "lct", "spob", "tug", "barge", "vessel", "ship",
))  # fmt: skip
"""What stands before ships' names and is none."""

_BUILT = "abs(cast(since_l as int) - cast(since_r as int))"
_TONS = "abs(cast(tonnage_l as double) - cast(tonnage_r as double))"
_LIKE = "jaro_winkler_similarity(name_l, name_r)"

TEXTS = ("name", "sounds_key", "bones", "opening", "numbers", "flag", "imo", "imo_valid", "mmsi",
    "call_sign", "since", "tonnage",
)  # fmt: skip
LISTS = ("imo_near",)

KIND = "vessel"
JOINTS: tuple[Joint, ...] = ()
BY_NAME = 0
ALONE: tuple[str, ...] = ()
OFTEN: tuple[str, str] | None = None


def row(profile: Profile) -> Row:
    """The columns of a vessel.

    name: its words without signs such as MV; numbers: those in it, for ships of a fleet differ by
    them. imo: seven digits as given; imo_valid: the same where the check digit is right, so that
    two of them are two ships; imo_near: with each digit left out, so that a mistyped one is found.
    """
    words = _named(profile.names[0]) if profile.names else []
    letters = [word for word in words if not word.isdigit()]
    imo, since = first(profile, "imo_given"), first(profile, "since")
    return {
        "name": " ".join(words) or None,
        "sounds_key": " ".join(sorted({sound(word) for word in letters})) or None,
        "bones": " ".join(sorted(map(skeleton, letters))) or None,
        "opening": letters[0][:3] if letters else None,
        "numbers": " ".join(sorted(word for word in words if word.isdigit())),
        "flag": first(profile, "nationality"),
        "imo": imo,
        "imo_valid": first(profile, "imo"),
        "imo_near": [f"{at} {imo[:at]}{imo[at + 1 :]}" for at in range(7)] if imo else None,
        "mmsi": first(profile, "mmsi"),
        "call_sign": first(profile, "call_sign"),
        "since": since[:4] if since else None,
        "tonnage": first(profile, "tonnage"),
    }


def _named(name: str) -> list[str]:
    words = words_of(name.replace("/", ""), person=False)
    return [word for word in words if word not in _SIGNS] or words


def settings() -> SettingsCreator:
    """Untrained settings: comparisons of vessels, and rules that propose pairs."""
    return settings_of(_comparisons(), _rules())


def _comparisons() -> list[CustomComparison]:
    return [
        column(
            "name",
            ("name_l = name_r", "same words"),
            ("numbers_l <> numbers_r", "another number"),
            ("sounds_key_l = sounds_key_r", "same sounds"),
            ("bones_l = bones_r", "same consonants"),
            (f"{_LIKE} >= 0.93", "spelt alike"),
            (f"{_LIKE} >= 0.85", "spelt somewhat alike"),
            ("opening_l = opening_r", "same beginning"),
        ),
        column(
            "imo",
            ("imo_valid_l = imo_valid_r", "same, and the check digit is right"),
            ("imo_l = imo_r", "same"),
            ("imo_valid_l <> imo_valid_r", "two right numbers"),
            ("damerau_levenshtein(imo_l, imo_r) = 1", "one digit apart, one is not right"),
        ),
        column(
            "mmsi",
            ("mmsi_l = mmsi_r", "same"),
            ("damerau_levenshtein(mmsi_l, mmsi_r) = 1", "one digit apart"),
            ("substr(mmsi_l, 1, 3) <> substr(mmsi_r, 1, 3)", "of another flag"),
        ),
        column(
            "call_sign",
            ("call_sign_l = call_sign_r", "same"),
            ("damerau_levenshtein(call_sign_l, call_sign_r) = 1", "one character apart"),
            ("substr(call_sign_l, 1, 2) <> substr(call_sign_r, 1, 2)", "of another flag"),
        ),
        column("flag", ("flag_l = flag_r", "same")),
        column("since", ("since_l = since_r", "same year"), (f"{_BUILT} <= 1", "a year apart")),
        column(
            "tonnage",
            (f"{_TONS} <= 0.01 * cast(tonnage_l as double)", "same"),
            (f"{_TONS} <= 0.1 * cast(tonnage_l as double)", "near"),
        ),
    ]


def _rules() -> list[BlockingRuleCreator]:
    return [
        block_on("imo_near", arrays_to_explode=["imo_near"]),
        block_on("mmsi"),
        block_on("call_sign"),
        block_on("name"),
        block_on("sounds_key", "flag"),
        block_on("bones", "numbers"),
        block_on("opening", "numbers", "flag"),
        block_on("tonnage", "since"),
        block_on("tonnage", "flag"),
    ]
