"""From features to a probability, and what each feature did to it.

The model is a sum of small decision trees over the log-odds (J. H. Friedman 2001,
doi:10.1214/aos/1013203451), fitted by `tools/fit_names.py` and kept as one versioned JSON file.
Following a pair down each tree, every split moves the expected log-odds a little; what a feature
moved in all trees is its share, and the shares and the base add up to the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import exp, inf

import numpy as np
import numpy.typing as npt
import orjson

from tripoint_graph.columns import Floats, Ints
from tripoint_resolution.naming.features import NAMES, Features

VERSION = "names-1"
_LEAF = -1


@dataclass(frozen=True, eq=False)
class Model:
    """Trees side by side: t trees of at most d splits deep, n nodes in all.

    Attributes:
        version: named in every answer.
        base: log-odds before anything is known.
        roots: (t,) node rows; depth: splits from root to leaf, at most.
        feature: (n,) the column to split on, -1 for a leaf; threshold: (n,) up to which it is left.
        left, right: (n,) node rows; value: (n,) expected log-odds at the node.
    """

    version: str
    base: float
    roots: Ints
    depth: int
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats

    @cached_property
    def most(self) -> float:
        """The greatest log-odds that there can be: of each tree the greatest leaf."""
        leaf = self.feature == _LEAF
        total = self.base
        for root in self.roots.tolist():
            below, best = [root], -inf
            while below:
                node = below.pop()
                if leaf[node]:
                    best = max(best, float(self.value[node]))
                else:
                    below += [int(self.left[node]), int(self.right[node])]
            total += best - float(self.value[root])
        return total

    def log_odds(self, rows: Floats) -> Floats:
        """(m,) of (m, f) features."""
        total: Floats = self.base + self.shares(rows).sum(axis=1)
        return total

    def shares(self, rows: Floats) -> Floats:
        """(m, f) what each feature adds to the log-odds of each row."""
        total = np.zeros(rows.size)
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        at = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            split = self.feature[node]
            inner = split != _LEAF
            goes_left = rows[at, np.maximum(split, 0)] <= self.threshold[node]
            onward = np.where(goes_left, self.left[node], self.right[node])
            onward = np.where(inner, onward, node)
            moved = self.value[onward] - self.value[node]
            place = (at * rows.shape[1] + split)[inner]
            total += np.bincount(place, moved[inner], minlength=rows.size)
            node = onward
        return total.reshape(rows.shape)


@cache
def shipped() -> Model:
    """The model that comes with the product."""
    path = files("tripoint_resolution.naming").joinpath(f"{VERSION}.json")
    kept = orjson.loads(path.read_bytes())
    if tuple(kept["features"]) != NAMES:
        raise ValueError(f"{VERSION}.json was fitted to other features; run tools/fit_names.py")

    def ints(name: str) -> Ints:
        return np.array(kept[name], np.int32)

    def floats(name: str) -> npt.NDArray[np.float64]:
        return np.array(kept[name], np.float64)

    return Model(
        version=VERSION,
        base=float(kept["base"]),
        roots=ints("roots"),
        depth=int(kept["depth"]),
        feature=ints("feature"),
        threshold=floats("threshold"),
        left=ints("left"),
        right=ints("right"),
        value=floats("value"),
    )


@dataclass(frozen=True, slots=True)
class Weighed:
    """How likely two names are one somebody's, and why.

    Attributes:
        probability: in (0, 1).
        base: log-odds before the names were looked at.
        shares: feature name to what it added to the log-odds, the greatest first.
    """

    probability: float
    base: float
    shares: tuple[tuple[str, float], ...]


def weighed(features: Features, model: Model | None = None) -> Weighed:
    """The probability for one pair of names, and each feature's share in it."""
    return all_weighed([features], model)[0]


def all_weighed(features: Sequence[Features], model: Model | None = None) -> list[Weighed]:
    """`weighed` of many pairs at once: 100 times less work a pair."""
    if not features:
        return []
    model = model or shipped()
    rows = model.shares(_rows(features))
    orders = np.argsort(-np.abs(rows), axis=1, kind="stable")
    return [_told(model, *each) for each in zip(rows, orders, strict=True)]


def all_log_odds(features: Sequence[Features], model: Model | None = None) -> Floats:
    """(m,) the log-odds alone, of many pairs at once."""
    return (model or shipped()).log_odds(_rows(features))


def _rows(features: Sequence[Features]) -> Floats:
    return np.array([each.row() for each in features]).reshape(-1, len(NAMES))


def _told(model: Model, shares: Floats, order: npt.NDArray[np.intp]) -> Weighed:
    odds = model.base + float(shares.sum())
    told = tuple((NAMES[at], float(shares[at])) for at in order if shares[at])
    return Weighed(1 / (1 + exp(-odds)), model.base, told)
