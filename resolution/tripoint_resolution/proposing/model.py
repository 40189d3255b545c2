"""A trained model: Splink's settings with their weights, and what makes of its sums a probability.

Comparisons are not independent, so a plain sum of their weights is too sure of itself. Its log-odds
are scaled and shifted (J. Platt 1999), by what came true of pairs that it was not trained on; then
each weight counts by the same scale, and the parts still add up. A few *joints* that every kind
declares (sister firms share an office) are weighed in the same fit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from math import exp, log
from pathlib import Path
from typing import Any

import orjson

from tripoint_graph.errors import TripointError

SUREST = 0.999
"""No pair is told to be more probable: documents are lent, dates mistyped, labels wrong."""

_OURS = "tripoint"
_RULES = "blocking_rules_to_generate_predictions"


NOT_KNOWN = "not known"
"""The label of a comparison of which one side tells nothing."""

Part = tuple[str, str, float]  # a comparison, the label of its level, what it adds in nats
Levels = Mapping[str, tuple[str, ...]]  # comparison to labels of its levels


@dataclass(frozen=True)
class Joint:
    """Levels that mean something else together than apart.

    Attributes:
        name: of what it stands for ("sisters").
        label: the same in words.
        all_of: comparisons that must each have one of these levels.
        any_of: comparisons of which one must, too, where any are named.
    """

    name: str
    label: str
    all_of: Levels
    any_of: Levels

    def holds(self, labels: Mapping[str, str]) -> bool:
        """Whether a pair's levels are such; what is absent is not known."""

        def has(comparison: str, wanted: tuple[str, ...]) -> bool:
            return labels.get(comparison, NOT_KNOWN) in wanted

        return all(has(*each) for each in self.all_of.items()) and (
            not self.any_of or any(has(*each) for each in self.any_of.items())
        )


class ModelError(TripointError):
    """A file that is no model of ours; the message says what it lacks."""


@dataclass(frozen=True)
class Model:
    """Trained settings.

    Attributes:
        name: kind and version ("vessel-1").
        kind: what it compares.
        settings: Splink's, with weights.
        slope, offset: what scales and shifts the log-odds.
        joints: what counts together, with its weight in nats.
        among: how many mentions the world had that it was trained in.
        by_name: how many of the blocking rules, the last ones, go by the name alone.
        alone: comparisons that agree in pairs which only those rules propose.
    """

    name: str
    kind: str
    settings: Mapping[str, Any]
    slope: float = 1.0
    offset: float = 0.0
    joints: tuple[tuple[Joint, float], ...] = ()
    among: int = 1
    by_name: int = 0
    alone: tuple[str, ...] = ()

    @property
    def prior(self) -> float:
        """The log-odds before anything is compared, in nats."""
        matching = float(self.settings["probability_two_random_records_match"])
        return self.offset + self.slope * log(matching / (1 - matching))

    @property
    def tellings(self) -> float:
        """How many others a mention had that were the same, on average, where it was trained."""
        return float(self.settings["probability_two_random_records_match"]) * (self.among - 1)

    def agreeing(self, comparison: str, label: str) -> float:
        """The share of true pairs that have a level, where it was trained; 0 of no such level."""
        return sum(
            float(level.get("m_probability", 0.0))
            for each in self.settings["comparisons"]
            if each["output_column_name"] == comparison
            for level in each["comparison_levels"]
            if level["label_for_charts"] == label
        )

    def in_store(self, mentions: int) -> "Model":
        """The model among so many: what is one stays as many, while chance meets more and more.

        A store smaller than the world it was trained in changes nothing.
        """
        return replace(self, offset=self.offset - log(max(mentions / self.among, 1.0)))

    @cached_property
    def weights(self) -> dict[str, dict[int, tuple[str, float]]]:
        """Comparison to its levels: Splink's number of one to its label and weight in nats.

        The number falls from the closest level to 0; -1 is where nothing is known.
        """
        return {
            str(each["output_column_name"]): self._levels(each["comparison_levels"])
            for each in self.settings["comparisons"]
        }

    def _levels(self, declared: Sequence[Mapping[str, Any]]) -> dict[int, tuple[str, float]]:
        told = [level for level in declared if not level.get("is_null_level")]
        return {
            len(told) - 1 - at: (str(level["label_for_charts"]), self._weight(level))
            for at, level in enumerate(told)
        }

    def _weight(self, level: Mapping[str, Any]) -> float:
        return self.slope * log(level["m_probability"] / level["u_probability"])

    def parts(self, levels: Mapping[str, int]) -> tuple[Part, ...]:
        """What each comparison that says something adds to the log-odds, and each joint.

        Args:
            levels: comparison to Splink's number of its level; -1 where nothing is known.
        """
        told = [(n, *self.weights[n][level]) for n, level in levels.items() if level >= 0]
        labels = {name: label for name, label, _ in told}
        told += [(j.name, j.label, weight) for j, weight in self.joints if j.holds(labels)]
        return tuple(told)

    def raw(self, probability: float) -> float:
        """The log-odds of Splink, in nats, below which no pair is told so great a probability."""
        most = sum(max(weight, 0.0) for _, weight in self.joints)
        return (log(probability / (1 - probability)) - self.offset - most) / self.slope

    def rules_for(self, least: float) -> dict[str, Any]:
        """Splink's settings, without the rules that can propose nothing so probable.

        What goes by the name alone proposes pairs by the square of the store's size; in a store so
        large that a name alone says too little, all that such pairs may have beside it is looked
        for by the other rules, too.
        """
        most = self.prior + sum(self._most(name) for name in self.alone)
        settings = dict(self.settings)
        if self.by_name and probability(most) < least:
            settings[_RULES] = settings[_RULES][: -self.by_name]
        return settings

    def _most(self, comparison: str) -> float:
        return max(weight for _, weight in self.weights[comparison].values())

    def document(self) -> dict[str, Any]:
        """As it is written to a file."""
        own = {"name": self.name, "kind": self.kind, "slope": self.slope, "offset": self.offset}
        joints = [{**asdict(joint), "weight": weight} for joint, weight in self.joints]
        more = {"among": self.among, "by_name": self.by_name, "alone": list(self.alone)}
        return {_OURS: {**own, **more, "joints": joints}, **self.settings}


def probability(log_odds: float) -> float:
    """The probability that is told at such log-odds, never above `SUREST`.

    >>> probability(0.0), probability(50.0)
    (0.5, 0.999)
    """
    return min(1 / (1 + exp(-max(log_odds, -500.0))), SUREST)


@cache
def shipped_model(name: str) -> Model:
    """A model that comes with the product ("person-2")."""
    place = files("tripoint_resolution").joinpath(f"models/{name}.json")
    return read(orjson.loads(place.read_bytes()))


def load_model(path: Path) -> Model:
    """The model of a file.

    Raises:
        ModelError: it is not one that `tools/fit_resolution.py` wrote.
    """
    try:
        return read(orjson.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        told = f"{path}: no model for `tripoint resolve` ({error!r})"
        raise ModelError(f"{told}: tools/fit_resolution.py writes them") from error


def read(document: Mapping[str, Any]) -> Model:
    """A model from what its file holds."""
    own = document[_OURS]
    settings = {name: value for name, value in document.items() if name != _OURS}
    joints = tuple((_joint(each), float(each["weight"])) for each in own["joints"])
    return Model(
        name=own["name"],
        kind=own["kind"],
        settings=settings,
        slope=own["slope"],
        offset=own["offset"],
        joints=joints,
        among=own["among"],
        by_name=own.get("by_name", 0),
        alone=tuple(own.get("alone", ())),
    )


def _joint(told: Mapping[str, Any]) -> Joint:
    levels = [
        {name: tuple(labels) for name, labels in told[part].items()}
        for part in ("all_of", "any_of")
    ]
    return Joint(told["name"], told["label"], *levels)
