"""How far a share of a count can be from the truth: E. B. Wilson's score interval.

Source: E. B. Wilson 1927, doi:10.1080/01621459.1927.10502953.
"""

from math import sqrt

NORMAL_90 = 1.6449
NORMAL_95 = 1.959963984540054
"""Quantiles of the normal distribution: nine, or nineteen, of so many lie within so far."""


def interval(right: float, of: float, normal: float) -> tuple[float, float]:
    """The interval of a share; 0 to 1 where nothing was counted.

    Args:
        right: how many.
        of: of how many.
        normal: the quantile, `NORMAL_90` or `NORMAL_95`.

    >>> [round(end, 3) for end in interval(5, 20, NORMAL_90)]
    [0.127, 0.432]
    >>> [round(end, 3) for end in interval(9, 10, NORMAL_95)]
    [0.596, 0.982]
    """
    if not of:
        return 0.0, 1.0
    share, spread = right / of, normal**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = sqrt(max(share * (1 - share), 0.0) * spread + spread**2 / 4) / (1 + spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
