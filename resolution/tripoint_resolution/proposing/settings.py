"""What Splink compares and how it blocks; the weights come from a trained, versioned file."""

from typing import Any

from splink import SettingsCreator, block_on
from splink.comparison_library import CustomComparison
from splink.internals.comparison_level_creator import ComparisonLevelCreator

_SHARED = "len(list_intersect(sounds_l, sounds_r))"
_FEWER = "least(len(sounds_l), len(sounds_r))"
_APART = "abs(cast(birth_year_l as int) - cast(birth_year_r as int))"
_WHOLE = "length(birth_date_l) = 10 and length(birth_date_r) = 10"


def _levels(null: str, *told: tuple[str, str]) -> list[ComparisonLevelCreator | dict[str, Any]]:
    nothing: dict[str, Any] = {"sql_condition": null, "is_null_level": True}
    levels = [{"sql_condition": sql, "label_for_charts": label} for sql, label in told]
    return [nothing, *levels, {"sql_condition": "ELSE"}]


def _column(name: str, *told: tuple[str, str]) -> CustomComparison:
    null = f"{name}_l is null or {name}_r is null"
    return CustomComparison(output_column_name=name, comparison_levels=_levels(null, *told))


def settings() -> SettingsCreator:
    """Untrained settings: comparisons of people, and rules that propose pairs."""
    return SettingsCreator(
        "dedupe_only",
        comparisons=[
            _column(
                "name",
                ("name_l = name_r", "same words"),
                ("sounds_key_l = sounds_key_r", "same sounds"),
                ("bones_l = bones_r", "same consonants"),
                ("jaro_winkler_similarity(name_l, name_r) >= 0.93", "spelt alike"),
                (f"{_SHARED} = {_FEWER} and {_FEWER} > 1", "one holds the other"),
                ("jaro_winkler_similarity(name_l, name_r) >= 0.85", "spelt somewhat alike"),
                (f"{_SHARED} > 0", "a word in common"),
            ),
            _column(
                "birth_date",
                (f"birth_date_l = birth_date_r and {_WHOLE}", "same day"),
                (
                    f"damerau_levenshtein(birth_date_l, birth_date_r) = 1 and {_WHOLE}",
                    "one digit apart",
                ),
                (f"{_APART} = 0", "same year"),
                (f"{_APART} <= 2", "years near"),
            ),
            _column("documents", ("len(list_intersect(documents_l, documents_r)) > 0", "same")),
            _column("contacts", ("len(list_intersect(contacts_l, contacts_r)) > 0", "same")),
            _column("nationality", ("nationality_l = nationality_r", "same")),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("documents", arrays_to_explode=["documents"]),
            block_on("contacts", arrays_to_explode=["contacts"]),
            block_on("sounds_key"),
            block_on("bones"),
            block_on("couples", arrays_to_explode=["couples"]),
            block_on("birth_date", "nationality"),
            block_on("birth_date", "sounds", arrays_to_explode=["sounds"]),
        ],
        additional_columns_to_retain=[],
        retain_intermediate_calculation_columns=True,
    )
