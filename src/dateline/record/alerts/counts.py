"""How likely a weekly count is in a series that goes on as it did.

The model is a negative binomial: the count of week ``t`` has mean ``m·e(t)``, ``e(t)`` being how much was read in that week, and variance
``mean + a·mean²``; ``a = 0`` would be Poisson. Neither ``m`` nor ``a`` is known. Both are averaged over what the past weeks leave
possible, on a grid, with priors that say little: Jeffreys' for ``m``, half-Cauchy for ``a`` (Gelman 2006). So a short past gives a wide
expectation, and a past of bursts a wider one; no estimate stands in the middle that a few weeks could mislead. It is the prediction that
outbreak detection makes of counts which vary more than Poisson's (Noufaily et al. 2013), averaged instead of fitted.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_SPREADS = np.array([0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0, 1.6, 2.5, 4.0, 7.0])  # values of a
_SCALE = 1.0  # of the prior of a
_MEANS = 60  # values of m, from a sixtieth to twenty times the mean of the past
_MOST = 100_000  # a count beyond which none is looked for


class Past:
    """What the past weeks of a series leave possible.

    >>> calm = Past([2, 3, 1, 2, 2, 3, 1, 2, 2, 2, 3, 1])
    >>> round(calm.expected(), 1), calm.chance(4) > 0.1, calm.chance(12) < 0.001
    (2.1, True, True)
    """

    def __init__(self, counts: Sequence[int], exposures: Sequence[float] = ()) -> None:
        """Take the counts of some weeks, and how much was read in each as a share of the usual; without these, always as much."""
        y = np.array(counts, dtype=float)
        e = np.array(exposures or [1.0] * len(counts), dtype=float)
        rate = (y.sum() + 0.5) / max(e.sum(), 0.5)
        self._means = np.geomspace(rate / 60, rate * 20, _MEANS)[None, :]
        self._sizes = 1 / _SPREADS[:, None]
        fit = self._fit(y, e) + 0.5 * np.log(self._means) + np.log(np.gradient(_SPREADS) / (1 + (_SPREADS / _SCALE) ** 2))[:, None]
        self._weights = np.exp(fit - fit.max())
        self._weights /= self._weights.sum()

    def expected(self, exposure: float = 1.0) -> float:
        """The count to be expected of a week in which so much is read."""
        return float((self._weights * self._means).sum() * exposure)

    def chance(self, count: int, exposure: float = 1.0) -> float:
        """How likely such a week has this count or a higher one."""
        return next(chance for n, chance in self._chances(exposure) if n == count)

    def bound(self, chance: float, exposure: float = 1.0) -> int:
        """The least count that such a week has, or a higher one, no likelier than this."""
        return next(n for n, found in self._chances(exposure) if found <= chance or n >= _MOST)

    def _fit(self, y: NDArray[np.float64], e: NDArray[np.float64]) -> NDArray[np.float64]:
        """Logarithm of the likelihood of the past, for every spread and mean."""
        size, mean = self._sizes[:, :, None], self._means[:, :, None] * e
        ways = np.array([sum(math.lgamma(n + s) - math.lgamma(s) for n in y) for s in self._sizes[:, 0]])[:, None]
        fit: NDArray[np.float64] = ways + (y * np.log(mean / (mean + size)) - size * np.log1p(mean / size)).sum(axis=2)
        return fit

    def _chances(self, exposure: float) -> Iterator[tuple[int, float]]:
        """For every count, how likely it or a higher one is."""
        mean, size, left = self._means * exposure, self._sizes, 1.0
        exactly = np.exp(-size * np.log1p(mean / size))
        for n in range(_MOST + 1):
            yield n, max(left, 0.0)
            left -= float((self._weights * exactly).sum())
            exactly = exactly * (size + n) / (n + 1) * (mean / (mean + size))
