"""Lists of events, page by page; a page begins after the last line of the one before, whatever has come since."""

from __future__ import annotations

import base64
import json
from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

import numpy as np

from dateline.errors import InputError
from dateline.record.asking import Facets, Question
from dateline.record.browsing.answers import Changes, Line, Page, Queue
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.conditions import among, any_of, masked, numbers
from dateline.record.browsing.segment import Key, Segment
from dateline.record.browsing.sorting import Sort
from dateline.record.browsing.view import View

_LOOKED_AT = 4096  # rows at first, then ever more


def page(view: View, question: Question, facets: Facets, sort: Sort, cursor: str, limit: int) -> Page:
    """A page of the events that meet a question.

    Raises:
        InputError: if the cursor is none of such a list, or the limit no number of lines.
    """
    if limit < 1:
        raise InputError("limit", f"{limit} lines are no page", "ask for 1 or more")
    after = _read(cursor, sort)
    found, total = [], 0
    for part, rows in view.rows(question, facets):
        total += len(rows)
        found += [(part.segment.key(row, sort), part, row) for row in _first(part.segment, rows, sort, after, limit + 1)]
    found.sort(key=itemgetter(0))
    lines = tuple(view.line(part, row) for _, part, row in found[:limit])
    return Page(lines, total, _written(sort, found[limit - 1][0]) if len(found) > limit else "", view.revision.number)


def newest(view: View, question: Question, limit: int) -> tuple[Line, ...]:
    """The newest events that meet a question."""
    return page(view, question, Facets(), Sort.NEWEST, "", limit).lines


def waiting(view: View, question: Question, facets: Facets, most: int, disputed: Iterable[str]) -> Queue:
    """The events that meet a question and wait to be reviewed: the ``most`` that weigh most, and those of the disputed that meet it."""
    found, total, kept = [], 0, set()
    wanted = {event: view.find(event) for event in disputed}
    for part, rows in view.rows(question, facets):
        weight = part.segment["review"]
        own = {at[1]: event for event, at in wanted.items() if at and at[0] is part}
        seen = among(rows, np.array(sorted(own), np.int32), len(part.segment))
        kept |= {own[row] for row in seen.tolist()}
        rows = numbers(any_of([rows[weight[rows] > 0], seen], len(part.segment)))
        total += len(rows)
        if len(rows) > most:
            rows = rows[np.argpartition(-weight[rows], most - 1)[:most]]
        found += [(-float(weight[row]), part.segment.events[row].decode()) for row in rows.tolist()]
    first = [event for _, event in sorted(found)[:most]]
    return Queue((*first, *sorted(kept - set(first))), total)


def changes(view: View, revision: int, question: Question, facets: Facets, limit: int) -> Changes:
    """The events that meet a question and are new or another since a revision."""
    found, total = [], 0
    for part, rows in view.rows(question, facets):
        written = part.segment["revision"]
        rows = among(rows, np.flatnonzero(written > revision), len(part.segment))
        total += len(rows)
        first = rows[np.argsort(-written[rows], kind="stable")][:limit].tolist()
        found += [(-int(written[row]), part.segment.key(row, Sort.NEWEST), part, row) for row in first]
    found.sort(key=itemgetter(0, 1))
    return Changes(view.revision.number, total, tuple(view.line(part, row) for *_, part, row in found[:limit]))


def _first(segment: Segment, rows: Ints, sort: Sort, after: Key, many: int) -> list[int]:
    """The first of some rows in an order, from after a key."""
    order = segment.order(sort)

    def key(place: int) -> Key:
        return segment.key(place if order is None else int(order[place]), sort)

    place = bisect_right(range(len(segment)), after, key=key) if after else 0
    if order is None:
        begin = int(np.searchsorted(rows, place))
        found: list[int] = rows[begin : begin + many].tolist()
        return found
    mask = masked(rows, len(segment))
    found = []
    size = _LOOKED_AT
    while place < len(segment) and len(found) < many:
        ordered = order[place : place + size]
        found += ordered[mask[ordered]].tolist()[: many - len(found)]
        place, size = place + size, size * 8
    return found


def _written(sort: Sort, key: Key) -> str:
    return base64.urlsafe_b64encode(json.dumps([sort.value, *key]).encode()).decode().rstrip("=")


def _read(cursor: str, sort: Sort) -> Key:
    if not cursor:
        return ()
    try:
        kind, *key = json.loads(base64.urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)))
        *numbers, event = key
        if kind == sort and len(numbers) == _NUMBERS[sort] and isinstance(event, str) and all(type(n) in (int, float) for n in numbers):
            return tuple(key)
    except (ValueError, TypeError, RecursionError):  # is told below
        pass
    raise InputError("cursor", "is none of a page of this list", "begin with its first page")


_NUMBERS = {Sort.NEWEST: 1, Sort.OLDEST: 1, Sort.SOURCES: 2, Sort.CONFIDENCE: 2, Sort.TOLD: 1}
