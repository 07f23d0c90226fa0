"""Mentions that tell of one act, as groups: the likeliest pairs first, as long as two groups are likely enough to be one.

The outcome depends on the pairs alone, not on the order in which they are given; groups that no pair connects do not touch each other, so a
part of the record can be grouped again without the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_LEAST = 0.3  # of the floor: what the average must reach, lest one pair in a hundred join what all others part


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two mentions, the lesser id first, and how likely they tell of one act."""

    one: str
    other: str
    probability: float


def clusters(
    mentions: Iterable[str],
    pairs: Iterable[Pair],
    floor: float,
    apart: Iterable[tuple[str, str]] = (),
    together: Iterable[tuple[str, str]] = (),
) -> list[frozenset[str]]:
    """Group mentions.

    How likely two groups tell of one act is the mean of two: of all pairs between them on average (average linkage), where a pair that is
    not given counts as impossible, and of the likeliest of them (single linkage). The first alone parts tellings that are each sure of
    another, the second alone chains acts; between them clusters left out of the fit came out best. However sure the likeliest pair, the
    average must reach a part of the floor.

    Args:
        mentions: all that are to be grouped.
        pairs: each at most once.
        floor: how likely two groups must be one to become one.
        apart, together: pairs that a person has parted, and joined, whatever else speaks against it.
    """
    groups = _Groups(mentions, pairs, apart)
    for one, other in sorted(together):
        if groups.have(one) and groups.have(other):
            groups.unite(one, other)
    for pair in sorted(groups.pairs, key=lambda p: (-p.probability, p.one, p.other)):
        if pair.probability < floor:
            break
        if groups.fit(pair.one, pair.other, floor):
            groups.unite(pair.one, pair.other)
    return sorted(map(frozenset, groups.members.values()), key=min)


class _Between(NamedTuple):
    """What the pairs between two groups say: their probabilities summed, and the highest."""

    total: float
    likeliest: float

    def with_(self, other: _Between) -> _Between:
        """Together with those between one of the groups and a third that is now the other's."""
        return _Between(self.total + other.total, max(self.likeliest, other.likeliest))


_NOTHING = _Between(0.0, 0.0)


class _Groups:
    """Groups as they grow, each under the least name in it, with what makes two of them one.

    Attributes:
        members: of each group.
    """

    def __init__(self, mentions: Iterable[str], pairs: Iterable[Pair], apart: Iterable[tuple[str, str]]) -> None:
        self.pairs = list(pairs)
        self.members = {mention: {mention} for mention in mentions}
        self._group = {mention: mention for mention in self.members}
        self._between: dict[str, dict[str, _Between]] = {mention: {} for mention in self.members}
        self._parted: dict[str, set[str]] = defaultdict(set)
        for pair in self.pairs:
            self._between[pair.one][pair.other] = self._between[pair.other][pair.one] = _Between(pair.probability, pair.probability)
        for one, other in apart:
            self._parted[one].add(other)
            self._parted[other].add(one)

    def have(self, mention: str) -> bool:
        """Whether a mention is to be grouped."""
        return mention in self._group

    def fit(self, one: str, other: str, floor: float) -> bool:
        """Whether the groups of two mentions may become one, and are likely enough to be."""
        a, b = self._group[one], self._group[other]
        if a == b:
            return False
        if any(not self._parted[mention].isdisjoint(self.members[b]) for mention in self.members[a] & self._parted.keys()):
            return False
        between = self._between[a].get(b, _NOTHING)
        average = between.total / (len(self.members[a]) * len(self.members[b]))
        return (average + between.likeliest) / 2 >= floor and average >= _LEAST * floor

    def unite(self, one: str, other: str) -> None:
        """Make the groups of two mentions one, if they are not."""
        keep, go = sorted((self._group[one], self._group[other]))
        if keep == go:
            return
        for mention in self.members[go]:
            self._group[mention] = keep
        self.members[keep] |= self.members.pop(go)
        for group, between in self._between.pop(go).items():
            del self._between[group][go]
            if group != keep:
                both = self._between[keep].get(group, _NOTHING).with_(between)
                self._between[keep][group] = self._between[group][keep] = both


def components(mentions: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """The mentions that pairs connect, however far."""
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    found, seen = [], set[str]()
    for start in mentions:
        if start in seen:
            continue
        here, todo = {start}, [start]
        while todo:
            for neighbour in beside[todo.pop()] - here:
                here.add(neighbour)
                todo.append(neighbour)
        seen |= here
        found.append(frozenset(here))
    return found
