"""Why a model takes two for one, or not: the same sum as when it proposes, part by part.

The conditions are the model's own, asked of DuckDB about just these two: what is shown is what was
computed. Rules that propose pairs play no part: a pair that nothing proposed is explained, too.
"""

from collections.abc import Mapping
from math import exp, log
from threading import Lock
from typing import Any

import duckdb

from tripoint_resolution.comparing import LIMIT, PRIOR, Comparison, Evidence
from tripoint_resolution.profile import Profile
from tripoint_resolution.proposing.comparisons import Row
from tripoint_resolution.proposing.kinds import MODELLED
from tripoint_resolution.proposing.model import SUREST, Model, probability, shipped_model

_asking = Lock()
_here = duckdb.connect()


def explained(one: Profile, other: Profile, among: int = 0) -> Comparison:
    """Two profiles compared by the model of their kind, among so many mentions of it.

    Raises:
        ValueError: they are of different kinds, or of one that has no model.
    """
    if one.kind != other.kind or one.kind not in MODELLED:
        known = ", ".join(MODELLED)
        raise ValueError(f"a {one.kind} and a {other.kind} are not compared; compared are {known}")
    modelled = MODELLED[one.kind]
    used = shipped_model(modelled.model).in_store(among)
    rows = modelled.row(one), modelled.row(other)
    return _together(_levels(*rows, used), (one, other), used)


def _levels(one: Row, other: Row, model: Model) -> dict[str, int]:
    """The level of each comparison, as Splink numbers them."""
    modelled = MODELLED[model.kind]
    types = dict.fromkeys(modelled.texts, "varchar") | dict.fromkeys(modelled.lists, "varchar[]")
    columns = ", ".join(
        f"cast(? as {type_name}) as {name}_{side}"
        for side in "lr"
        for name, type_name in types.items()
    )
    cases = ", ".join(map(_case, model.settings["comparisons"]))
    values = [row[name] for row in (one, other) for name in types]
    with _asking:
        asked = _here.execute(f"select {cases} from (select {columns})", values)  # noqa: S608 - the model's own words
        (found,) = asked.fetchall()
    return dict(zip(model.weights, map(int, found), strict=True))


def _case(comparison: Mapping[str, Any]) -> str:
    """The number of a comparison's level: the closest has the greatest, what is unknown -1."""
    told = [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]
    unknown = next(e for e in comparison["comparison_levels"] if e.get("is_null_level"))
    whens = [f"when {unknown['sql_condition']} then -1"]
    whens += [
        f"when {each['sql_condition']} then {len(told) - 1 - at}"
        for at, each in enumerate(told[:-1])
    ]
    return f"case {' '.join(whens)} else 0 end"


def _together(
    levels: Mapping[str, int], sides: tuple[Profile, Profile], model: Model
) -> Comparison:
    base = Evidence(PRIOR, f"one in {1 + exp(-model.prior):,.0f}", "", "", model.prior)
    parts = [
        Evidence(name, label, *_values(name, sides), weight)
        for name, label, weight in model.parts(levels)
    ]
    parts = [base, *sorted(parts, key=lambda e: (-abs(e.weight), e.feature))]
    odds = sum(part.weight for part in parts)
    told = probability(odds)
    if told == SUREST:
        kept = log(SUREST / (1 - SUREST))
        parts.append(Evidence(LIMIT, f"never surer than {SUREST}", "", "", kept - odds))
    return Comparison(told, model.name, tuple(parts))


_FEATURES = {
    "contacts": ("phone", "email"),
    "country": ("nationality",),
    "flag": ("nationality",),
    "register": ("register", "tax_number"),
    "imo": ("imo_given",),
}


def _values(name: str, sides: tuple[Profile, Profile]) -> tuple[str, str]:
    """What each side tells of a comparison: what both tell, where there is such, else the first."""
    features = _FEATURES.get(name, (name,))
    one, other = ([v for f in features for v in side.of(f)] for side in sides)
    both = {v.normal for v in one} & {v.normal for v in other}
    mine, theirs = (
        sorted(values, key=lambda v: v.normal not in both)[:1] for values in (one, other)
    )
    if mine and theirs:
        return mine[0].given, theirs[0].given
    return sides[0].names[0], sides[1].names[0]
