"""A part of a view: events by their day, the newest first, in columns that never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.record.browsing.columns import Ints, Lists, Postings, Texts
from dateline.record.browsing.names import Mask
from dateline.record.browsing.sorting import Sort

EPOCH = date(1970, 1, 1).toordinal()
NEVER = -(2**31)
"""In a column of days: no day."""
COLUMNS = {
    "day": np.int32,  # days since 1970
    "first": np.int32,
    "last": np.int32,
    "told": np.int32,
    "end": np.int32,  # its last day, else that of its first telling
    "type": np.int16,
    "mode": np.int16,
    "factuality": np.int16,
    "place": np.int32,
    "source": np.int32,  # of its surest telling
    "score": np.float64,
    "confidence": np.float64,
    "mentions": np.int32,
    "sources": np.int32,
    "revision": np.int32,
    "review": np.float64,  # what weighs on it, by which it waits to be reviewed; 0 where it does not wait
}
"""Columns of one number a row, by name: codes, days, counts; -1 where there is no code, NaN where there is no score."""
LISTS = ("actors", "recipients", "says", "publishers", "actor_codes", "recipient_codes", "both_codes", "says_codes")
"""Columns of many codes a row: of parties; of publishers; and of the countries and sectors that each side's parties have, each once."""

Key = tuple[float | str, ...]


@dataclass(frozen=True)
class Segment:
    """Events in the order of :attr:`Sort.NEWEST`.

    Attributes:
        events: their ids, in UTF-8.
        columns, lists: by name, as of :data:`COLUMNS` and :data:`LISTS`.
        words: the sentence of each event's surest telling; ``told`` those of all its tellings, in small letters.
        postings: which events have a word in any telling.
    """

    events: NDArray[np.bytes_]
    columns: dict[str, NDArray[Any]]
    lists: dict[str, Lists]
    words: Texts
    told: Texts
    postings: Postings
    _orders: dict[Sort, Ints] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.events)

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def find(self, event: str) -> int | None:
        """The row of an event."""
        order = self._by_name
        wanted = np.bytes_(event.encode(errors="replace"))
        at = int(np.searchsorted(self.events, wanted, sorter=order))
        return int(order[at]) if at < len(order) and self.events[order[at]] == wanted else None

    def key(self, row: int, sort: Sort) -> Key:
        """What a row comes by in an order, the least first."""
        day, event = -int(self["day"][row]), self.events[row].decode()
        match sort:
            case Sort.NEWEST:
                return (day, event)
            case Sort.OLDEST:
                return (-day if day != -NEVER else -NEVER, event)
            case Sort.SOURCES:
                return (-int(self["sources"][row]), day, event)
            case Sort.CONFIDENCE:
                return (-float(self["confidence"][row]), day, event)
            case Sort.TOLD:
                return (-int(self["told"][row]), event)

    def order(self, sort: Sort) -> Ints | None:
        """The rows in an order; ``None`` for the one that they are in."""
        if sort == Sort.NEWEST:
            return None
        if sort not in self._orders:
            self._orders[sort] = self._sorted(sort)
        return self._orders[sort]

    def _sorted(self, sort: Sort) -> Ints:
        day, names = self["day"].astype(np.int64), self._ranks()
        match sort:
            case Sort.OLDEST:
                keys = (names, np.where(day == NEVER, -NEVER, day))
            case Sort.SOURCES:
                keys = (np.arange(len(self)), -self["sources"])
            case Sort.CONFIDENCE:
                keys = (np.arange(len(self)), -self["confidence"])
            case _:
                keys = (names, -self["told"].astype(np.int64))
        return np.lexsort(keys).astype(np.int32)

    @cached_property
    def _by_name(self) -> Ints:
        return np.argsort(self.events, kind="stable").astype(np.int32)

    def _ranks(self) -> Ints:
        return _inverse(self._by_name)


def laid(
    events: NDArray[np.bytes_],
    columns: dict[str, NDArray[Any]],
    lists: dict[str, Lists],
    texts: tuple[Texts, Texts],
    pairs: tuple[Ints, Ints],
) -> Segment:
    """A segment of rows in any order; ``pairs``: words and the rows that they stand in."""
    order = np.lexsort((events, -columns["day"].astype(np.int64))).astype(np.int32)
    words, rows = pairs
    return Segment(
        events[order],
        {name: column[order] for name, column in columns.items()},
        {name: one.take(order) for name, one in lists.items()},
        texts[0].take(order),
        texts[1].take(order),
        Postings.of(words, _inverse(order)[rows]),
    )


def joined(segments: Sequence[Segment], kept: Sequence[Mask]) -> Segment:
    """One segment of those rows of several that are kept."""
    rows = [np.flatnonzero(mask).astype(np.int32) for mask in kept]
    both = list(zip(segments, rows, strict=True))
    pairs, before = [], 0
    for segment, own in both:
        place = np.full(len(segment), -1, np.int32)
        place[own] = np.arange(before, before + len(own), dtype=np.int32)
        words, at = segment.postings.pairs()
        stays = place[at] >= 0
        pairs.append((words[stays], place[at[stays]]))
        before += len(own)
    return laid(
        np.concatenate([segment.events[own] for segment, own in both]),
        {name: np.concatenate([segment[name][own] for segment, own in both]) for name in COLUMNS},
        {name: Lists.chain([segment.lists[name].take(own) for segment, own in both]) for name in LISTS},
        (Texts.chain([segment.words.take(own) for segment, own in both]), Texts.chain([segment.told.take(own) for segment, own in both])),
        (np.concatenate([words for words, _ in pairs]), np.concatenate([at for _, at in pairs])),
    )


def _inverse(order: Ints) -> Ints:
    """Where each row stands in an order."""
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    return place
