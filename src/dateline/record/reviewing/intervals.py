"""The interval of a share."""

from __future__ import annotations

from math import sqrt

Z95 = 1.959964
"""The quantile of the normal distribution that leaves 2.5 % above it."""


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share, which holds its level also for few cases and shares near 0 and 1.

    Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the American Statistical
    Association 22, 209-212. It presumes that the cases were drawn by lot.

    Args:
        hits: cases that have the property, of how many.

    >>> [round(bound, 4) for bound in wilson(81, 263)]
    [0.2553, 0.3662]
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if of == 0:
        return 0.0, 1.0
    share, spread = hits / of, z * z / of
    middle, half = share + spread / 2, z * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))
