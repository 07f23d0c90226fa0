"""How far two people agree who put the same cases under categories, over what they would agree by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from dateline.record.reviewing.intervals import Z95


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two people on some cases.

    Attributes:
        cases: how many both judged.
        observed: the share on which they agree; ``expected``: that on which two would who draw by lot, each from the categories as often
            as they use them.
        kappa: 1 is full agreement, 0 is that of chance; ``None`` without cases, or where both always use the same single category.
        low, high: its 95 % interval, for large samples; under some fifty cases it is a rough guide. ``None`` where the formula gives it
            no width, as at full agreement: so few cases tell nothing of how far the two would disagree.
    """

    cases: int
    observed: float
    expected: float
    kappa: float | None
    low: float | None
    high: float | None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Cohen's kappa over the categories that two people gave to the same cases.

    Kappa: Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37-46. Its
    standard error: Fleiss, J. L., Cohen, J., and Everitt, B. S. (1969), Large sample standard errors of kappa and weighted kappa,
    Psychological Bulletin 72, 323-327, equation 13.

    >>> agreement([("yes", "yes"), ("no", "no"), ("yes", "no"), ("no", "no")]).kappa
    0.5
    """
    if not pairs:
        return Agreement(0, 0.0, 0.0, None, None, None)
    n = len(pairs)
    cells = {pair: count / n for pair, count in Counter(pairs).items()}
    ones, others = (_shares([pair[side] for pair in pairs]) for side in (0, 1))
    observed = sum(share for (one, other), share in cells.items() if one == other)
    expected = sum(share * others.get(category, 0.0) for category, share in ones.items())
    if 1 - expected < 1e-12:  # both always gave one category: chance would agree as well
        return Agreement(n, observed, expected, None, None, None)
    kappa = (observed - expected) / (1 - expected)
    error = _standard_error(cells, ones, others, expected, kappa, n)
    if error < 1e-9:
        return Agreement(n, observed, expected, kappa, None, None)
    return Agreement(n, observed, expected, kappa, max(-1.0, kappa - Z95 * error), min(1.0, kappa + Z95 * error))


def _shares(categories: Sequence[str]) -> dict[str, float]:
    return {category: count / len(categories) for category, count in Counter(categories).items()}


def _standard_error(
    cells: dict[tuple[str, str], float], ones: dict[str, float], others: dict[str, float], expected: float, kappa: float, n: int
) -> float:
    """Equation 13 of Fleiss, Cohen and Everitt (1969), in the form with three terms."""
    used = {category: ones.get(category, 0.0) + others.get(category, 0.0) for category in ones.keys() | others.keys()}
    same = sum(share * (1 - used[one] * (1 - kappa)) ** 2 for (one, other), share in cells.items() if one == other)
    crossed = (share * (others.get(one, 0.0) + ones.get(other, 0.0)) ** 2 for (one, other), share in cells.items() if one != other)
    apart = (1 - kappa) ** 2 * sum(crossed)
    variance = (same + apart - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    return sqrt(max(0.0, variance))
