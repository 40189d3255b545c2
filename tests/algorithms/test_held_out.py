"""Scores made into shares: each measure beside its definition, and what shares promise."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from tripoint_algorithms.suggestions.held_out import (
    RIDGE,
    Judged,
    area,
    error,
    fitted,
    precision,
    shares,
)
from tripoint_algorithms.wilson import NORMAL_90, interval

judged = st.lists(
    st.tuples(st.integers(0, 5), st.booleans(), st.integers(1, 3)), min_size=1, max_size=30
).map(lambda rows: Judged(*(np.array(column, np.float64) for column in zip(*rows, strict=True))))


def spread_out(told: Judged) -> list[tuple[float, bool]]:
    """Each pair as often as its weight says."""
    rows = zip(told.score, told.true, told.weight, strict=True)
    return [(float(s), bool(t)) for s, t, w in rows for _ in range(int(w))]


@given(judged)
def test_the_area_is_the_chance_that_a_link_scores_higher(told: Judged) -> None:
    pairs = spread_out(told)
    links, others = [s for s, t in pairs if t], [s for s, t in pairs if not t]
    wins = [(a > b) + (a == b) / 2 for a, b in product(links, others)]
    assert area(told) == pytest.approx(np.mean(wins) if wins else 0.5)


@given(judged)
def test_precision_is_that_at_each_link(told: Judged) -> None:
    pairs = spread_out(told)
    at = [np.mean([t for s, t in pairs if s >= score]) for score, true in pairs if true]
    assert precision(told) == pytest.approx(np.mean(at) if at else 0.0)


@given(judged, st.integers(1, 30))
def test_shares_rise_with_the_score_and_lose_nobody(told: Judged, least: int) -> None:
    found = shares(told, least)
    share = found.links / found.pairs
    assert (np.diff(share) >= -1e-12).all()
    assert found.pairs.sum() == pytest.approx(told.weight.sum())
    assert found.links.sum() == pytest.approx((told.weight * told.true).sum())
    assert len(found.pairs) == 1 or found.pairs.min() >= least
    # What it tells of its own pairs is what is true of them.
    mean = np.average(found.probability(told.score), weights=told.weight)
    assert mean == pytest.approx(np.average(told.true, weights=told.weight))


@given(st.integers(0, 200))
@settings(max_examples=30, deadline=None)
def test_the_model_is_the_best_there_is(seed: int) -> None:
    chance = np.random.default_rng(seed)
    likeness = chance.normal(size=(40, 3)) * [1, 10, 0.1] + [0, 5, 0]
    true = (chance.random(40) < 1 / (1 + np.exp(-likeness[:, 0]))).astype(np.float64)
    weight = chance.integers(1, 5, 40).astype(np.float64)
    found = fitted(likeness, true, weight)
    standard = (likeness - found.centre) / found.spread

    def loss(at: np.ndarray) -> float:
        odds = at[0] + standard @ at[1:]
        told = weight @ (np.logaddexp(0, odds) - true * odds)
        return float(told + RIDGE * (at[1:] ** 2).sum() / 2)

    best = minimize(loss, np.zeros(4), tol=1e-10)
    assert loss(found.weight) <= best.fun + 1e-4


def test_an_interval_is_wilsons() -> None:
    assert interval(0, 10, NORMAL_90)[0] == 0
    assert interval(10, 10, NORMAL_90)[1] == 1
    low, high = interval(81, 263, NORMAL_90)
    # E. B. Wilson's formula by hand, z = 1.6449.
    assert (low, high) == pytest.approx((0.2631, 0.3566), abs=2e-3)


def test_the_error_is_the_gap_between_told_and_true() -> None:
    told = Judged(np.zeros(4), np.array([1.0, 0, 0, 0]), np.array([1.0, 1, 1, 1]))
    assert error(np.array([0.75, 0.75, 0.05, 0.05]), told) == pytest.approx(0.25 / 2 + 0.05 / 2)
    assert error(np.array([1.0, 0.0, 0.0, 0.0]), told) == 0
