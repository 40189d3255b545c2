"""What the models of all kinds share: how a comparison is told to Splink, and common columns.

Conditions are in the few words of SQL that DuckDB and Spark have in common (`spark.py`).
"""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from splink import SettingsCreator
from splink.comparison_library import CustomComparison
from splink.internals.blocking_rule_creator import BlockingRuleCreator
from splink.internals.comparison_level_creator import ComparisonLevelCreator

from tripoint_resolution.addresses import parts_of
from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.model import NOT_KNOWN

NONE_ALIKE = "differs"
Row = dict[str, str | list[str] | None]
"""One mention: its `unique_id` and the columns of its kind. Nothing is known where one is None."""

_LOOK_ALIKE = str.maketrans("OQDISZBGl", "000152861")
"""Characters that machines take for others, as one of them."""


def column(
    name: str, *told: tuple[str, str], null: str = "", otherwise: str = NONE_ALIKE
) -> CustomComparison:
    """A comparison of one column: conditions with what they are called, the closest first.

    Args:
        name: of the column, and of the comparison.
        told: conditions and labels.
        null: when nothing is said; by default where either is not known.
        otherwise: what is left is called.
    """
    nothing = null or f"{name}_l is null or {name}_r is null"
    levels: list[ComparisonLevelCreator | dict[str, Any]] = [
        {"sql_condition": nothing, "label_for_charts": NOT_KNOWN, "is_null_level": True}
    ]
    levels += [{"sql_condition": sql, "label_for_charts": label} for sql, label in told]
    levels += [{"sql_condition": "ELSE", "label_for_charts": otherwise}]
    return CustomComparison(output_column_name=name, comparison_levels=levels)


def shared(name: str) -> str:
    """How many values two lists have in common, in SQL."""
    return f"len(list_intersect({name}_l, {name}_r))"


def fewer(name: str) -> str:
    """How many values the shorter of two lists has, in SQL."""
    return f"least(len({name}_l), len({name}_r))"


def settings_of(
    comparisons: Sequence[CustomComparison], rules: Iterable[BlockingRuleCreator]
) -> SettingsCreator:
    """Untrained settings of these comparisons and rules that propose pairs."""
    return SettingsCreator(
        "dedupe_only",
        comparisons=list(comparisons),
        blocking_rules_to_generate_predictions=list(rules),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=False,
    )


def first(profile: Profile, feature: str) -> str | None:
    """The first value of a feature, in the form that is compared."""
    return next((value.normal for value in profile.of(feature)), None)


def every(profile: Profile, *features: str) -> list[str] | None:
    """All values of some features."""
    return [value.normal for name in features for value in profile.of(name)] or None


def as_read(codes: Sequence[str] | None) -> list[str] | None:
    """Codes with characters that look alike made one.

    >>> as_read(["B0O1I"])
    ['80011']
    """
    return None if codes is None else [code.translate(_LOOK_ALIKE) for code in codes]


def places(profile: Profile) -> list[str] | None:
    """Each number of each address beside each word of its street: what two ways of writing one
    address still share.
    """
    found: dict[str, None] = {}
    for value in profile.of("address"):
        parts = parts_of(value.given)
        for number, word in product(parts.numbers[:3], parts.words[:4]):
            found[f"{number} {word}"] = None
    return list(found) or None


def streets(profile: Profile) -> list[str] | None:
    """The words of all addresses' streets."""
    words = {word for value in profile.of("address") for word in parts_of(value.given).words}
    return sorted(words) or None
