"""Rows that meet conditions, as masks and as numbers: either way they are the same rows."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from dateline.record.browsing.conditions import Condition, all_of, among, any_of, condition, is_mask, masked, numbers
from dateline.record.browsing.names import Names

SIZE = 5000
EVERY = [0, 1, 2, 3, 50, 700]  # rows lie so far apart; 0: there are none


def rows(every: int) -> list[int]:
    return list(range(every, SIZE, every)) if every else []


def forms(every: int) -> list[Condition]:
    own = np.array(rows(every), np.int32)
    return [own, masked(own, SIZE), condition(masked(own, SIZE))]


@pytest.mark.parametrize(("one", "other"), list(product(EVERY, EVERY)))
def test_what_meets_two_conditions_or_one_of_them(one: int, other: int) -> None:
    both, either = sorted({*rows(one)} & {*rows(other)}), sorted({*rows(one)} | {*rows(other)})
    for first, second in product(forms(one), forms(other)):
        assert numbers(all_of([first, second], SIZE)).tolist() == both
        assert numbers(any_of([first, second], SIZE)).tolist() == either
        assert among(numbers(first), second, SIZE).tolist() == both


def test_a_condition_is_kept_as_what_is_smaller() -> None:
    assert [is_mask(condition(masked(np.array(rows(every), np.int32), SIZE))) for every in EVERY] == [False, True, True, True, False, False]


def test_names_that_came_since_are_found_too() -> None:
    names = Names(["an office", "a post", "officers"])
    assert list(names.containing("offic")) == [0, 2]
    for text in ("the office", "nobody", *map(str, range(9)), "an official"):
        names.code(text)
    assert [names[code] for code in names.containing("offic")] == ["an office", "officers", "the office", "an official"]
    assert list(names.containing("")) == list(range(len(names)))
