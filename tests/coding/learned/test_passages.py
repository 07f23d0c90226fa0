"""Sentences to passages."""

from __future__ import annotations

import pytest

from dateline.coding.learned import wordpieces
from dateline.coding.learned.passages import LONGEST, passages
from dateline.language.parser import Parser

PIECES = wordpieces.shipped()
PARSER = Parser()


@pytest.mark.parametrize("count", [1, 2, 12, 60])
def test_every_sentence_stands_in_exactly_one_passage_in_order(count: int) -> None:
    sentences = PARSER.parse("\n\n".join(f"The minister of state number {n} met the envoy on Monday." for n in range(count)))
    found = list(passages(sentences, PIECES))
    assert [s.number for p in found for s in p.sentences] == [s.number for s in sentences]
    assert all(len(p.ids) <= LONGEST for p in found)


def test_no_report_no_passage() -> None:
    assert list(passages([], PIECES)) == []


def test_passages_of_a_report_are_about_equally_long() -> None:
    sentences = PARSER.parse("\n\n".join("The two ministers met the envoy in the capital on Monday." for _ in range(60)))
    lengths = [len(p.ids) for p in passages(sentences, PIECES)]
    assert len(lengths) > 1
    assert max(lengths) < 1.5 * min(lengths)


def test_words_are_found_at_their_first_piece() -> None:
    sentences = PARSER.parse("Pyongyang fired.")
    (passage,) = passages(sentences, PIECES)
    assert passage.first == {(0, 0): 1, (0, 1): 1 + len(PIECES.of("Pyongyang")), (0, 2): 2 + len(PIECES.of("Pyongyang"))}


def test_the_end_of_an_overlong_sentence_is_not_read() -> None:
    sentences = PARSER.parse("He met " + ", ".join(f"minister{n}" for n in range(300)) + ".")
    assert all(len(p.ids) <= LONGEST for p in passages(sentences, PIECES))
