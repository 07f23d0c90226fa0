"""Who takes part in events: everybody under one key, with how often he acts and receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import numpy as np

from dateline.record.asking import Facets, Question
from dateline.record.browsing.answers import Involved
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.counting import Found
from dateline.record.browsing.names import Mask, Parties, parted
from dateline.record.browsing.segment import EPOCH, NEVER, Segment
from dateline.record.browsing.view import View

_SIDES = ("actors", "recipients")


def involved(view: View, question: Question, facets: Facets, name: str, after: tuple[int, str] | None, limit: int) -> tuple[Involved, ...]:
    """Those who act or receive in what a question asks for, whoever has most events first, of equals by key.

    Args:
        name: words of the party's name, in whatever letters; empty for all.
        after: events and key of the one after whom to begin.
    """
    parties, found = view.names.parties, view.rows(question, facets)
    keyed = _Keyed(parties, name)
    counts = keyed.counted(found)
    order = sorted(np.flatnonzero(counts[0]).tolist(), key=lambda code: (-int(counts[0][code]), parties.keys[code]))
    if after:
        order = [code for code in order if (-int(counts[0][code]), parties.keys[code]) > (-after[0], after[1])]
    bearers = keyed.bearers(found, order[:limit])
    return tuple(_told(parties, code, bearers[code], *(int(column[code]) for column in counts)) for code in order[:limit])


def _told(parties: Parties, code: int, bearers: Sequence[int], events: int, acts: int, receives: int, first: int, last: int) -> Involved:
    text, country, sector, entity = max((parted(parties[party]) for party in bearers), key=lambda parts: (len(parts[0]), parts[0]))
    return Involved(parties.keys[code], text, country, sector, entity, events, acts, receives, _day(first), _day(last))


class _Keyed:
    """The parties of a view under their keys, those left out whose names lack some words."""

    def __init__(self, parties: Parties, name: str) -> None:
        self.parties, self.key_of = parties, parties.key_of()
        self._named: Mask | None = parties.named(name)[: len(self.key_of)] if name else None

    def counted(self, found: Sequence[Found]) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """By key: events, those in which it acts, those in which it receives, and the first and the last day of them."""
        size = len(self.parties.keys)
        events, acts, receives = (np.zeros(size, np.int64) for _ in range(3))
        first, last = np.full(size, -NEVER, np.int64), np.full(size, NEVER, np.int64)
        for part, rows in found:
            sides = [self._pairs(part.segment, side, rows, size) for side in _SIDES]
            for pairs, count in zip(sides, (acts, receives), strict=True):
                count += np.bincount(pairs % size, minlength=size)
            both = _distinct(np.concatenate(sides))
            events += np.bincount(both % size, minlength=size)
            days = part.segment["day"][both // size].astype(np.int64)
            keys, days = (both % size)[days != NEVER], days[days != NEVER]
            np.minimum.at(first, keys, days)
            np.maximum.at(last, keys, days)
        return events, acts, receives, first, last

    def bearers(self, found: Sequence[Found], keys: Sequence[int]) -> dict[int, list[int]]:
        """By key those of its parties that are found."""
        seen = np.zeros(len(self.key_of), bool)
        for part, rows in found:
            for side in _SIDES:
                seen[part.segment.lists[side].within(rows)] = True
        if self._named is not None:
            seen &= self._named
        given: dict[int, list[int]] = defaultdict(list)
        for party in np.flatnonzero(seen & np.isin(self.key_of, np.array(keys, np.int64))).tolist():
            given[int(self.key_of[party])].append(party)
        return given

    def _pairs(self, segment: Segment, side: str, rows: Ints, size: int) -> Ints:
        """Each row with each key of a side, once, as one number."""
        lists = segment.lists[side]
        parties, at = lists.within(rows), np.repeat(rows.astype(np.int64), lists.lengths(rows))
        if self._named is not None:
            kept = self._named[parties]
            parties, at = parties[kept], at[kept]
        return _distinct(at * size + self.key_of[parties])


def _distinct(numbers: Ints) -> Ints:
    """Numbers in order, each once; what numpy has for that takes fifty times as long."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def _day(number: int) -> date | None:
    return None if abs(number) == -NEVER else date.fromordinal(number + EPOCH)
