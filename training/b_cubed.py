"""How well mentions are grouped by what they tell: B-cubed (Bagga and Baldwin 1998), every mention counting once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import NamedTuple


class Score(NamedTuple):
    """Means over mentions: the share of its group that belongs with it, the share of what belongs with it that is in its group."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def b_cubed(wanted: Mapping[Hashable, Hashable], ours: Mapping[Hashable, Hashable]) -> Score:
    """How well one grouping follows another, each given as the group of every mention."""
    should, are = _groups(wanted), _groups(ours)
    hits = {m: len(should[wanted[m]] & are[ours[m]]) for m in wanted}
    precision = sum(hits[m] / len(are[ours[m]]) for m in wanted) / len(wanted)
    recall = sum(hits[m] / len(should[wanted[m]]) for m in wanted) / len(wanted)
    return Score(precision, recall)


def _groups(label: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    groups = defaultdict(set)
    for member, name in label.items():
        groups[name].add(member)
    return groups
