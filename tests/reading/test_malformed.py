"""Malformed files of every kind, as ``tools/fuzz.py`` makes them: a report or a row among the failures comes of each, in time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import fuzz
from malformed import malformed
from wellformed import SEEDS


@pytest.fixture(scope="module")
def reader() -> Iterator[fuzz.Reader]:
    with fuzz.Reader() as reader:
        yield reader


@pytest.mark.parametrize("kind", SEEDS)
def test_malformed_files_give_a_report_or_a_row(reader: fuzz.Reader, kind: str) -> None:
    outcomes = {number: reader.read(kind, number) for number in range(30)}
    assert {n: one.why for n, one in outcomes.items() if one.what not in (fuzz.READ, fuzz.REFUSED)} == {}


@pytest.mark.parametrize("kind", SEEDS)
def test_the_same_number_is_the_same_file(kind: str) -> None:
    assert malformed(kind, 7) == malformed(kind, 7)
    assert malformed(kind, 7) != malformed(kind, 7, seed=1)


def test_what_takes_too_long_is_killed_and_the_next_is_read() -> None:
    with fuzz.Reader(limit=0.001) as impatient:
        assert [impatient.read("html", number).what for number in range(2)] == [fuzz.HUNG, fuzz.HUNG]
