"""Mentions that tell of one act, as groups: the likeliest pairs first, two mentions of one report only where they look like one act.

The outcome depends on the pairs alone, not on the order in which they are given; groups that no pair connects do not touch each other, so a
part of the record can be grouped again without the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two mentions, the lesser id first, and how likely they tell of one act."""

    one: str
    other: str
    probability: float


def clusters(
    report: Mapping[str, str],
    pairs: Iterable[Pair],
    floor: float,
    apart: Iterable[tuple[str, str]] = (),
    together: Iterable[tuple[str, str]] = (),
) -> list[frozenset[str]]:
    """Group mentions.

    Two groups become one when their mentions are, on average over all pairs between them, likely enough to tell of one act; a pair
    that is not given counts as impossible.

    Args:
        report: the report of each mention; all mentions that are to be grouped.
        pairs: each at most once.
        floor: the least average probability.
        apart, together: pairs that a person has parted, and joined, whatever else speaks against it.
    """
    likely = {(p.one, p.other): p.probability for p in pairs}
    parted = {frozenset(pair) for pair in apart}
    member = {mention: mention for mention in report}
    groups: dict[str, set[str]] = {mention: {mention} for mention in report}

    def unite(a: str, b: str) -> None:
        keep, go = min(a, b), max(a, b)
        for mention in groups[go]:
            member[mention] = keep
        groups[keep] |= groups.pop(go)

    for one, other in sorted(together):
        if one in member and other in member and member[one] != member[other]:
            unite(member[one], member[other])
    for (one, other), probability in sorted(likely.items(), key=lambda item: (-item[1], item[0])):
        a, b = member[one], member[other]
        if probability < floor:
            break
        if a == b or not _may_meet(groups[a], groups[b], report, parted, likely) or _mean(groups[a], groups[b], likely) < floor:
            continue
        unite(a, b)
    return sorted(map(frozenset, groups.values()), key=min)


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


def _may_meet(
    ones: set[str], others: set[str], report: Mapping[str, str], parted: set[frozenset[str]], likely: Mapping[tuple[str, str], float]
) -> bool:
    """Whether no report tells the two groups as two acts, and no person has parted them."""
    for one in ones:
        for other in others:
            if report[one] == report[other] and (min(one, other), max(one, other)) not in likely:
                return False
    return not parted or not any(frozenset((a, b)) in parted for a in ones for b in others)


def _mean(ones: set[str], others: set[str], likely: Mapping[tuple[str, str], float]) -> float:
    total = sum(likely.get((min(a, b), max(a, b)), 0.0) for a in ones for b in others)
    return total / (len(ones) * len(others))
