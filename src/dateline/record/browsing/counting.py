"""Counts and sums of scores of what is found, by code of a column, over all parts of a view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dateline.record.browsing.columns import Ints
from dateline.record.browsing.parts import Count, Part
from dateline.record.browsing.segment import Segment

Found = tuple[Part, Ints]
"""A part of a view with some of its rows, ascending."""


@dataclass(frozen=True, slots=True)
class Single:
    """A count of rows by code of a column."""

    column: str

    def __call__(self, segment: Segment, rows: Ints) -> Ints:
        """The counts, by code."""
        codes = segment[self.column][rows]
        counts: Ints = np.bincount(codes[codes >= 0], minlength=1)
        return counts


@dataclass(frozen=True, slots=True)
class Listed:
    """A count of rows by code of a column of lists."""

    column: str

    def __call__(self, segment: Segment, rows: Ints) -> Ints:
        """The counts, by code."""
        counts: Ints = np.bincount(segment.lists[self.column].within(rows), minlength=1)
        return counts


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A count of rows by the levels that a column reaches; its codes are their places among these."""

    column: str
    levels: tuple[float, ...]

    def __call__(self, segment: Segment, rows: Ints) -> Ints:
        """The counts, by level."""
        values = segment[self.column][rows]
        return np.array([np.count_nonzero(values >= level) for level in self.levels])


def summed(found: Sequence[Found], count: Count, least: int) -> Ints:
    """What is counted by code in each part, added up; as long as ``least`` at least."""
    counts: Ints = _added([part.counted(rows, count) for part, rows in found], least)
    return counts


def scored(found: Sequence[Found], column: str, least: int) -> Any:
    """The sums of scores by code of a column, which may be one of lists; as long as ``least`` at least."""
    return _added([_scores(part.segment, rows, column) for part, rows in found], least)


def grouped(counts: Any, groups: Ints, size: int) -> Any:
    """Counts, or sums, by code of what a code belongs to; what belongs to none (-1) is left out."""
    counts, groups = counts[: len(groups)], groups[: len(counts)]
    given = np.bincount(groups[groups >= 0], counts[groups >= 0], size)
    return given.astype(counts.dtype)


def _scores(segment: Segment, rows: Ints, column: str) -> Any:
    scores = np.nan_to_num(segment["score"][rows])
    if column in segment.lists:
        own = segment.lists[column]
        return np.bincount(own.within(rows), np.repeat(scores, own.lengths(rows)), 1)
    codes = segment[column][rows]
    return np.bincount(codes[codes >= 0], scores[codes >= 0], 1)


def _added(several: Sequence[Any], least: int) -> Any:
    given = np.zeros(max(least, *(len(one) for one in several)), several[0].dtype)
    for one in several:
        given[: len(one)] += one
    return given
