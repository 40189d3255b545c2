"""How sure is a score? As sure as what was held back says: scores made into measured shares."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import isotonic_regression

from tripoint_graph.columns import Floats, Longs

PAIRS_MIN = 20
"""Pairs that a share is told of, at least: two of two is no certainty."""

RIDGE = 1.0
"""Penalty on the squared weights of standardised likenesses: few links teach little."""

ROUNDS = 30
STEP_MIN = 1e-6


@dataclass(frozen=True, eq=False)
class Judged:
    """Pairs with a score and the truth about them. A pair may stand for several.

    Attributes:
        score: (p,); true: (p,) whether it was a link; weight: (p,) how many pairs it stands for.
    """

    score: Floats
    true: Floats
    weight: Floats


@dataclass(frozen=True, eq=False)
class Model:
    """A logistic model of standardised likenesses; `weight[0]` is the constant."""

    centre: Floats
    spread: Floats
    weight: Floats

    def score(self, likeness: Floats) -> Floats:
        """(p,) log-odds of (p, f) likenesses; rounded, or noise would order equals."""
        standard = (likeness - self.centre) / self.spread
        odds: Floats = np.round(self.weight[0] + standard @ self.weight[1:], 9)
        return odds


def fitted(likeness: Floats, true: Floats, weight: Floats) -> Model:
    """The logistic model that explains which pairs were links, with a ridge.

    Args:
        likeness: (p, f) columns.
        true: (p,) 0 or 1.
        weight: (p,) how many pairs each stands for.

    Newton's method (iteratively reweighted least squares; D. W. Hosmer, S. Lemeshow 2000, "Applied
    Logistic Regression", 1.2). Time O(p f^2) a round.
    """
    centre = np.average(likeness, axis=0, weights=weight)
    spread = np.sqrt(np.average((likeness - centre) ** 2, axis=0, weights=weight))
    spread[spread < STEP_MIN] = 1.0
    design = np.column_stack([np.ones(len(true)), (likeness - centre) / spread])
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = STEP_MIN  # the constant is free
    rate = np.clip(np.average(true, weights=weight), STEP_MIN, 1 - STEP_MIN)
    found = np.zeros(design.shape[1])
    found[0] = np.log(rate / (1 - rate))
    loss = _loss(design, true, weight, penalty, found)
    for _ in range(ROUNDS):
        step = _newton(design, true, weight, penalty, found)
        size = 1.0
        while (new := _loss(design, true, weight, penalty, found + size * step)) > loss:
            size /= 2
            if size < STEP_MIN:
                return Model(centre, spread, found)
        found, gain, loss = found + size * step, loss - new, new
        if gain < STEP_MIN * (1 + abs(loss)):
            break
    return Model(centre, spread, found)


def _loss(design: Floats, true: Floats, weight: Floats, penalty: Floats, at: Floats) -> float:
    odds = design @ at
    return float(weight @ (np.logaddexp(0, odds) - true * odds) + 0.5 * penalty @ at**2)


def _newton(design: Floats, true: Floats, weight: Floats, penalty: Floats, at: Floats) -> Floats:
    chance = 1 / (1 + np.exp(-np.clip(design @ at, -500, 500)))
    slope = design.T @ (weight * (true - chance)) - penalty * at
    bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
    return np.linalg.solve(bend, slope).astype(np.float64)


@dataclass(frozen=True, eq=False)
class Shares:
    """What share of the pairs of each range of scores were links; it never falls with the score.

    Attributes:
        least: (b,) the lowest score of each range, ascending.
        links, pairs: (b,) how many of how many.
    """

    least: Floats
    links: Floats
    pairs: Floats

    def range_of(self, score: Floats) -> Longs:
        """(p,) the range that each score is in; what is below all is in the first."""
        at = np.searchsorted(self.least, score, side="right") - 1
        return np.maximum(at, 0).astype(np.int64)

    def probability(self, score: Floats) -> Floats:
        """(p,) the share of its range."""
        at = self.range_of(score)
        share: Floats = self.links[at] / self.pairs[at]
        return share


def shares(judged: Judged, pairs_min: float = PAIRS_MIN) -> Shares:
    """Ranges of scores, each with its share, by isotonic regression.

    Pool adjacent violators (R. E. Barlow et al. 1972; for scores B. Zadrozny, C. Elkan 2002,
    doi:10.1145/775047.775151), then ranges of fewer than `pairs_min` pairs join a neighbour.
    """
    least, at = np.unique(judged.score, return_inverse=True)
    pairs = np.bincount(at, judged.weight)
    links = np.bincount(at, judged.weight * judged.true)
    first = isotonic_regression(links / pairs, weights=pairs).blocks[:-1]
    starts: list[int] = []
    held = np.add.reduceat(pairs, first)
    room = 0.0
    for start, size in zip(first[::-1].tolist(), held[::-1].tolist(), strict=True):
        room += size  # from the top: what is too small reaches further down
        if room >= pairs_min:
            starts.append(start)
            room = 0.0
    if room and starts:
        starts.pop()  # what is left at the bottom joins the one above
    cut = np.array(sorted({0, *starts}), np.int64)
    return Shares(least[cut], np.add.reduceat(links, cut), np.add.reduceat(pairs, cut))


def area(judged: Judged) -> float:
    """The chance that a link scores above what is none (ties a half): the area under the ROC curve.

    A half where there is only one sort.
    """
    _, at = np.unique(judged.score, return_inverse=True)
    links = np.bincount(at, judged.weight * judged.true)
    others = np.bincount(at, judged.weight * (1 - judged.true))
    both = links.sum() * others.sum()
    if both <= 0:
        return 0.5
    below = np.cumsum(others) - others
    return float(links @ (below + others / 2) / both)


def precision(judged: Judged) -> float:
    """Average precision: the mean, over links, of the share of links among what scores as high."""
    _, at = np.unique(-judged.score, return_inverse=True)
    links = np.bincount(at, judged.weight * judged.true)
    pairs = np.bincount(at, judged.weight)
    total = links.sum()
    return float(links @ (np.cumsum(links) / np.cumsum(pairs)) / total) if total > 0 else 0.0


def error(chance: Floats, judged: Judged, bins: int = 10) -> float:
    """Expected calibration error, in [0, 1]: |mean chance - share of links|, over ranges of chance.

    Ranges have equal widths and count by their pairs (M. P. Naeini et al. 2015).
    """
    at = np.minimum((chance * bins).astype(np.int64), bins - 1)
    gap = np.bincount(at, judged.weight * (chance - judged.true), bins)
    return float(np.abs(gap).sum() / max(judged.weight.sum(), STEP_MIN))
