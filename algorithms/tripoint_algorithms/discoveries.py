"""Many findings at once: how many of those that are told can be expected to be false."""

from collections.abc import Sequence

import numpy as np

from tripoint_graph.columns import Floats


def q_values(chances: Sequence[float]) -> Floats:
    """For each chance the smallest false-discovery rate at which it would still be told.

    Telling all with a value of at most q keeps the expected share of false findings among those
    told at or below q (Benjamini & Hochberg 1995, 10.1111/j.2517-6161.1995.tb02031.x), where the
    chances are independent or depend positively. Chances of counts are coarse, which errs on the
    side of telling less.

    Args:
        chances: (m,) p-values in [0, 1], the whole family that was looked at.

    Returns:
        (m,) in [0, 1], in the order given. Time O(m log m).

    >>> q_values([0.01, 0.04, 0.03, 0.2]).round(3).tolist()
    [0.04, 0.053, 0.053, 0.2]
    """
    given = np.asarray(chances, np.float64)
    order = np.argsort(given, kind="stable")
    ranked = given[order] * len(given) / np.arange(1, len(given) + 1)
    found = np.empty(len(given))
    found[order] = np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 1.0)
    return found
