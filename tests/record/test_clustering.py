"""Mentions to groups: the likeliest pairs first, as long as two groups are likely enough to be one, whatever the order."""

from __future__ import annotations

from itertools import chain, combinations, permutations

import pytest

from dateline.record.clustering import Pair, clusters, components

MENTIONS = ("a1", "a2", "b1", "c1")


def grouped(*pairs: tuple[str, str, float], apart: tuple[tuple[str, str], ...] = ()) -> list[str]:
    found = clusters(MENTIONS, [Pair(*pair) for pair in pairs], 0.5, apart)
    return [" ".join(sorted(group)) for group in found]


@pytest.mark.parametrize(
    ("pairs", "groups"),
    [
        ((), ["a1", "a2", "b1", "c1"]),
        ((("a1", "b1", 0.9),), ["a1 b1", "a2", "c1"]),
        ((("a1", "b1", 0.4),), ["a1", "a2", "b1", "c1"]),
        ((("a1", "b1", 0.9), ("b1", "c1", 0.8), ("a1", "c1", 0.7)), ["a1 b1 c1", "a2"]),
        ((("a1", "b1", 0.9), ("b1", "c1", 0.6)), ["a1 b1", "a2", "c1"]),
        ((("a1", "b1", 0.9), ("b1", "c1", 0.8)), ["a1 b1 c1", "a2"]),
        ((("a1", "b1", 0.9), ("b1", "c1", 0.8), ("a2", "c1", 0.7)), ["a1 b1 c1", "a2"]),
    ],
    ids=[
        "nothing",
        "one pair",
        "too unlikely",
        "three agree",
        "the third does not fit the first",
        "the third is sure enough of the second",
        "no chain of ever weaker pairs",
    ],
)
def test_groups(pairs: tuple[tuple[str, str, float], ...], groups: list[str]) -> None:
    assert grouped(*pairs) == groups


def test_the_order_of_pairs_does_not_matter() -> None:
    pairs = [("a1", "b1", 0.9), ("a2", "b1", 0.9), ("b1", "c1", 0.8), ("a1", "c1", 0.7)]
    assert len({tuple(grouped(*order)) for order in permutations(pairs)}) == 1


def test_one_sure_pair_does_not_join_two_crowds() -> None:
    sides = [[f"{side}{n}" for n in range(8)] for side in "ab"]
    inside = [Pair(one, other, 0.9) for side in sides for one, other in combinations(side, 2)]
    assert len(clusters(chain(*sides), [*inside, Pair("a0", "b0", 1.0)], 0.5)) == 2


def test_what_a_person_has_parted_stays_parted() -> None:
    assert grouped(("a1", "b1", 0.9), apart=(("a1", "b1"),)) == ["a1", "a2", "b1", "c1"]


def test_components_are_what_pairs_connect() -> None:
    found = components(["a1", "c1"], [("a1", "b1"), ("b1", "a2")])
    assert [" ".join(sorted(c)) for c in found] == ["a1 a2 b1", "c1"]
