"""Marked pairs as the encoder takes them."""

from __future__ import annotations

from dateline.coding.learned import wordpieces
from dateline.coding.learned.marking import MARKS, marked_ids
from dateline.coding.relating import unmark

PIECES = wordpieces.shipped()


def test_marks_stand_around_the_parties() -> None:
    marked = unmark("<s>France</s> condemned <t>Iran</t>.")
    ids, source, target = marked_ids(marked.text, marked.sources, marked.targets, PIECES)
    one = lambda word: PIECES.of(word)[0]  # noqa: E731
    first, second, third, fourth = (PIECES[mark] for mark in MARKS)
    assert ids.tolist() == [
        PIECES.begin, first, one("France"), second, one("condemned"), third, one("Iran"), fourth, one("."), PIECES.end
    ]  # fmt: skip
    assert (source, target) == (1, 5)


def test_a_party_that_is_not_marked_is_looked_for_at_the_beginning() -> None:
    marked = unmark("<s>France</s> condemned it.")
    assert marked_ids(marked.text, marked.sources, marked.targets, PIECES)[2] == 0
