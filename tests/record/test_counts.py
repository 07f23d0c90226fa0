"""How likely a weekly count is in a series that goes on as it did."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from dateline.record.alerts.counts import Past


def test_chances_fall_with_the_count_and_the_bound_is_where_they_pass() -> None:
    past = Past([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8])
    chances = [past.chance(n) for n in range(60)]
    assert chances[0] == pytest.approx(1.0)
    assert all(one > other for one, other in pairwise(chances))
    bound = past.bound(0.001)
    assert past.chance(bound) <= 0.001 < past.chance(bound - 1)


@pytest.mark.parametrize("mean", [0.5, 2.0, 10.0])
def test_a_long_even_past_is_close_to_poisson(mean: float) -> None:
    counts = np.random.default_rng(1).poisson(mean, 300)
    past = Past(list(map(int, counts)))
    assert past.expected() == pytest.approx(counts.mean(), rel=0.05)
    count = int(2 * mean) + 2
    exact = 1 - sum(math.exp(-counts.mean()) * counts.mean() ** n / math.factorial(n) for n in range(count))
    assert exact <= past.chance(count) < 3 * exact


@pytest.mark.parametrize(
    ("calm", "wild"),
    [([4] * 12, [0, 0, 12, 0, 0, 0, 24, 0, 0, 12, 0, 0]), ([2] * 26, [2] * 12), ([1] * 24, [0, 2] * 12)],
    ids=["bursts", "a shorter past", "ups and downs"],
)
def test_what_makes_the_bound_higher(calm: list[int], wild: list[int]) -> None:
    assert Past(calm).bound(0.001) < Past(wild).bound(0.001)


def test_a_week_in_which_twice_as_much_is_read_is_expected_to_have_twice_as_many() -> None:
    past = Past([2, 3, 1, 2, 2, 3, 1, 2, 2, 2, 3, 1])
    assert past.expected(2.0) == pytest.approx(2 * past.expected())
    assert past.chance(8, 2.0) > past.chance(8)


def test_counts_of_weeks_in_which_little_was_read_weigh_little() -> None:
    thin = Past([2] * 12 + [0] * 12, [1.0] * 12 + [0.01] * 12)
    assert thin.expected() == pytest.approx(Past([2] * 12).expected(), rel=0.05)


def test_a_past_without_events_still_expects_a_few() -> None:
    past = Past([0] * 52)
    assert 0 < past.expected() < 0.05
    assert past.chance(1) > 0.001 > past.chance(4)


@pytest.mark.parametrize("spread", [0.0, 0.5, 2.0])
@pytest.mark.parametrize("mean", [1.0, 8.0])
@pytest.mark.parametrize("weeks", [12, 52])
def test_chance_passes_the_bound_about_as_seldom_as_it_says(spread: float, mean: float, weeks: int) -> None:
    """``tools/false_alarms.py`` measures it at length."""
    rng = np.random.default_rng(7)

    def draw(n: int) -> Any:
        return rng.poisson(rng.gamma(1 / spread, mean * spread, n) if spread else mean, n)

    passed = [float((draw(2000) >= Past(list(map(int, draw(weeks)))).bound(0.01)).mean()) for _ in range(40)]
    assert np.mean(passed) <= 0.016
