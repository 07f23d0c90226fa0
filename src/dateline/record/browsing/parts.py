"""Parts of a view: segments with those of their rows that are still of the record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.record.browsing.columns import Ints
from dateline.record.browsing.names import Mask
from dateline.record.browsing.segment import Segment

_KEPT = 100  # masks a segment


class _Kept:
    """Masks by what they were found for, the oldest forgotten when there are many."""

    def __init__(self) -> None:
        self._masks: dict[Hashable, Mask] = {}
        self._lock = threading.Lock()

    def get(self, asked: Hashable, find: Callable[[], Mask]) -> Mask:
        known = self._masks.get(asked)
        if known is None:
            known = find()
            known.setflags(write=False)
            with self._lock:
                while len(self._masks) >= _KEPT:
                    del self._masks[next(iter(self._masks))]
                self._masks[asked] = known
        return known


@dataclass(frozen=True)
class Part:
    """A segment with those of its rows that are still of the record, and what was found of it before."""

    segment: Segment
    alive: Mask
    found: _Kept = field(default_factory=_Kept)

    def without(self, events: Sequence[str]) -> Part:
        """The same, but for some events."""
        rows = [row for event in events if (row := self.segment.find(event)) is not None and self.alive[row]]
        if not rows:
            return self
        alive = self.alive.copy()
        alive[rows] = False
        return replace(self, alive=alive)

    def mask(self, asked: Hashable, find: Callable[[], Mask]) -> Mask:
        """What is found for a condition, whether alive or not."""
        return self.found.get(asked, find)


Found = tuple[Part, Ints]
"""A part of a view with some of its rows, ascending."""


def part_of(segment: Segment) -> Part:
    """A part that has all of a segment."""
    return Part(segment, np.ones(len(segment), bool))


def summed(found: Sequence[Found], count: Callable[[Segment, Ints], Ints], least: int) -> Ints:
    """What is counted by code in each part, added up; as long as ``least`` at least."""
    counted = [count(part.segment, rows) for part, rows in found]
    given = np.zeros(max(least, *(len(one) for one in counted)), counted[0].dtype)
    for one in counted:
        given[: len(one)] += one
    return given
