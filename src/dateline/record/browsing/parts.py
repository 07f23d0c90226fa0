"""Parts of a view: segments with those of their rows that are still of the record, and what was found of them before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dateline.record.browsing.columns import Ints
from dateline.record.browsing.conditions import Condition, masked
from dateline.record.browsing.names import Mask
from dateline.record.browsing.segment import Segment

_KEPT = 64  # bytes a row of conditions that were met before
_LEAST = 2**20  # bytes of them, however few the rows

Count = Callable[[Segment, Ints], Ints]
"""What counts some rows of a segment by code."""


class _Kept:
    """What was found of a segment, by what it was found for; conditions that were not asked for lately are forgotten."""

    def __init__(self, size: int) -> None:
        self._conditions: dict[Hashable, Condition] = {}
        self._bytes, self._most = 0, max(_LEAST, _KEPT * size)
        self._counts: dict[Count, Ints] = {}
        self._lock = threading.Lock()

    def condition(self, asked: Hashable, find: Callable[[], Condition]) -> Condition:
        with self._lock:
            known = self._conditions.pop(asked, None)
            if known is not None:
                self._conditions[asked] = known
                return known
        found = find()
        found.setflags(write=False)
        with self._lock:
            if asked not in self._conditions:
                self._conditions[asked] = found
                self._bytes += found.nbytes
            while self._bytes > self._most:
                self._bytes -= self._conditions.pop(next(iter(self._conditions))).nbytes
        return found

    def count(self, segment: Segment, count: Count) -> Ints:
        known = self._counts.get(count)
        if known is None:
            known = self._counts[count] = count(segment, np.arange(len(segment), dtype=np.int32))
        return known


@dataclass(frozen=True)
class Part:
    """A segment with those of its rows that are still of the record; what was found of it before holds whichever these are."""

    segment: Segment
    alive: Mask
    found: _Kept

    def without(self, events: Sequence[str]) -> Part:
        """The same, but for some events."""
        rows = [row for event in events if (row := self.segment.find(event)) is not None and self.alive[row]]
        if not rows:
            return self
        alive = self.alive.copy()
        alive[rows] = False
        return Part(self.segment, alive, self.found)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def rows(self) -> Ints:
        """The rows that are still of the record."""
        return np.flatnonzero(self.alive).astype(np.int32)

    @cached_property
    def dead(self) -> Ints:
        """The rows that are no more of the record."""
        return np.flatnonzero(~self.alive).astype(np.int32)

    def living(self, rows: Ints) -> Ints:
        """Those of some rows that are still of the record."""
        return rows[self.alive[rows]] if len(self.dead) else rows

    def condition(self, asked: Hashable, find: Callable[[], Condition]) -> Condition:
        """What is found for a condition, whether alive or not; not to be written to."""
        return self.found.condition(asked, find)

    def counted(self, rows: Ints, count: Count) -> Ints:
        """What is counted of some rows; where they are most of all, by what is left out."""
        if 2 * len(rows) <= len(self.segment):
            return count(self.segment, rows)
        others = self.dead if rows is self.rows else np.flatnonzero(~masked(rows, len(self.segment)))
        whole = self.found.count(self.segment, count).copy()
        left_out = count(self.segment, others)
        whole[: len(left_out)] -= left_out
        return whole


def part_of(segment: Segment) -> Part:
    """A part that has all of a segment."""
    return Part(segment, np.ones(len(segment), bool), _Kept(len(segment)))
