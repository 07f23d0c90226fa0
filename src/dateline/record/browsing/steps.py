"""Steps of time: the first days of weeks, months, quarters and years, and what falls on each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import compress

import numpy as np

from dateline.coding import codebook
from dateline.coding.codebook import CLASSES
from dateline.errors import InputError
from dateline.record.browsing.answers import Step
from dateline.record.browsing.columns import Ints
from dateline.record.browsing.counting import Found
from dateline.record.browsing.names import Names
from dateline.record.browsing.segment import EPOCH, NEVER

STEPS = ("day", "week", "month", "quarter", "year")
_LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}  # days


def first_of(day: date, by: str) -> date:
    """The first day of the step that a day lies in.

    Raises:
        InputError: if there is no such step.
    """
    match by:
        case "day":
            return day
        case "week":
            return day - timedelta(day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case "year":
            return date(day.year, 1, 1)
    raise InputError("by", f"{by!r} is no step of time", "day, week, month, quarter or year")


def between(first: date, last: date, by: str) -> list[date]:
    """The first days of all steps from one to another."""
    found = [first_of(first, by)]
    while found[-1] < first_of(last, by):
        found.append(first_of(found[-1] + timedelta(_LONGEST[by]), by))
    return found


def steps(found: Sequence[Found], types: Names, by: str) -> tuple[Step, ...]:
    """What falls on each step, those without an event left out; events of no known day fall on none."""
    first_of(date(2000, 1, 1), by)
    dated = [(part.segment, rows[part.segment["day"][rows] != NEVER]) for part, rows in found]
    days = [segment["day"][rows] for segment, rows in dated]
    if not any(len(one) for one in days):
        return ()
    low, high = min(int(one.min()) for one in days if len(one)), max(int(one.max()) for one in days if len(one))
    low, high = _first_of_year(low), _first_of_year(high) + _LONGEST["year"]  # so that most who ask share the steps
    firsts, numbers = numbered(low, high, by)
    events, up, down = (np.zeros(len(firsts)) for _ in range(3))
    by_type = np.zeros(len(firsts) * len(types), np.int64)
    for (segment, rows), day in zip(dated, days, strict=True):
        at = numbers[day - low]
        score = np.nan_to_num(segment["score"][rows])
        events += np.bincount(at, minlength=len(firsts))
        up += np.bincount(at, np.maximum(score, 0.0), len(firsts))
        down += np.bincount(at, np.minimum(score, 0.0), len(firsts))
        by_type += np.bincount(at * len(types) + segment["type"][rows], minlength=len(by_type))
    table, classes = by_type.reshape(-1, len(types)), _classes(types)
    by_class = (table @ (classes[:, None] == np.arange(len(CLASSES)))).tolist()
    names, counts, totals = tuple(types.texts), table.tolist(), events.astype(np.int64).tolist()
    ups, downs = np.round(up, 3).tolist(), np.round(down, 3).tolist()
    return tuple(
        Step(
            day,
            total,
            ups[n],
            downs[n],
            dict(zip(CLASSES, by_class[n], strict=True)),
            dict(compress(zip(names, counts[n], strict=False), counts[n])),
        )
        for n, (day, total) in enumerate(zip(firsts, totals, strict=True))
        if total
    )


def _first_of_year(number: int) -> int:
    return date.fromordinal(number + EPOCH).replace(month=1, day=1).toordinal() - EPOCH


@lru_cache(maxsize=32)
def numbered(low: int, high: int, by: str) -> tuple[list[date], Ints]:
    """The first days of the steps between two days; and for every day between them which step it lies in."""
    firsts = between(date.fromordinal(low + EPOCH), date.fromordinal(high + EPOCH), by)
    return firsts, np.searchsorted([day.toordinal() - EPOCH for day in firsts], np.arange(low, high + 1), side="right") - 1


def _classes(types: Names) -> Ints:
    """The class of each type, by their codes."""
    book = codebook.load()
    return np.array([CLASSES.index(book[type_].class_) if type_ in book else 0 for type_ in types.texts], np.int64)
