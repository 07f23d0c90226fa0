"""The days of feasts: computed where a calendar can be computed, looked up where it follows the moon as observed.

Names and rules are in ``data/lexicon/holidays.toml``; ``data/lexicon/feasts.csv`` holds the days that are looked up,
taken from the calendars of the python-holidays project (MIT), 1950 to 2050 (Hindu feasts but Diwali 2001 to 2035).
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast as the data file writes it: its first days in a year, its length in days, words after which it is no day."""

    starts: Callable[[int], list[date]]
    days: int
    until: str
    unless: tuple[str, ...]

    def in_year(self, year: int) -> list[Interval]:
        """When it is kept in a Gregorian year: mostly once, a Muslim feast sometimes twice, none where it is not known."""
        return [self._from(start) for start in self.starts(year)]

    def _from(self, start: date) -> Interval:
        if self.until:
            end = min(day for day in looked_up(self.until) if day > start) - timedelta(days=1)
        else:
            end = start + timedelta(days=self.days - 1)
        return calendar.day(start) if start == end else calendar.stretch(start, end)


@cache
def feasts() -> dict[str, Feast]:
    """Every feast by each of its names."""
    entries = read_toml(data() / "lexicon" / "holidays.toml")["feast"]
    return {name: feast for entry in entries for feast in [_feast(entry)] for name in entry["names"]}


def _feast(entry: dict[str, Any]) -> Feast:
    away = timedelta(days=entry.get("offset", 0))
    observed = entry.get("observed", [0] * 7)
    when = _rule(entry)

    def starts(year: int) -> list[date]:
        return [day + timedelta(days=observed[day.weekday()]) + away for day in when(year)]

    return Feast(starts, entry.get("days", 1), entry.get("until", ""), tuple(entry.get("unless", ())))


def _rule(entry: dict[str, Any]) -> Callable[[int], list[date]]:
    """From a year to the days that an entry's rule gives in it."""
    if "fixed" in entry:
        return lambda year: [date.fromisoformat(f"{year:04}-{entry['fixed']}")]
    if "weekday" in entry:
        return lambda year: [calendar.nth_weekday(year, *entry["weekday"])]
    if "easter" in entry:
        return lambda year: [calendar.easter(year) + timedelta(days=entry["easter"])]
    if "orthodox" in entry:
        return lambda year: [calendar.orthodox_easter(year) + timedelta(days=entry["orthodox"])]
    if "hebrew" in entry:
        return lambda year: _hebrew_in(year, *entry["hebrew"])
    return lambda year: [day for day in looked_up(entry["table"]) if day.year == year]


@cache
def _table() -> dict[str, list[date]]:
    found: dict[str, list[date]] = {}
    lines = (data() / "lexicon" / "feasts.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        found.setdefault(row["feast"], []).append(date.fromisoformat(row["day"]))
    # Quds Day, the last Friday of Ramadan, is the last one before the feast that ends it.
    found["last Friday of Ramadan"] = [calendar.weekday_near(day - timedelta(days=1), 4, "past") for day in found["Eid al-Fitr"]]
    return found


def looked_up(name: str) -> list[date]:
    """The days of a feast of ``feasts.csv``, in order."""
    return _table()[name]


# The Hebrew calendar, by the fixed rules that it has had since the fourth century -----------------------------------------

_EPOCH = -1373427
"""The proleptic Gregorian ordinal on which the first year's months begin."""


def _elapsed(year: int) -> int:
    """Days from the epoch to the New Year of a Hebrew year, put off as the rules of the weekday demand."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _new_year(year: int) -> int:
    """The ordinal of 1 Tishri, moved so that no year is 356 or 382 days long."""
    last, this, following = (_elapsed(year + shift) for shift in (-1, 0, 1))
    return _EPOCH + this + (2 if following - this == 356 else 1 if this - last == 382 else 0)


def hebrew(year: int, month: int, day: int) -> date:
    """A day of the Hebrew calendar; months count from Nisan (1), the year from Tishri (7), 13 is the last month before Nisan."""
    leap = (7 * year + 1) % 19 < 7
    length = _new_year(year + 1) - _new_year(year)
    # Tishri to Elul; Heshvan (8) and Kislev (9) change with the year's length, Adar I (12) is there in a leap year only.
    lengths = {7: 30, 8: 30 if length % 10 == 5 else 29, 9: 29 if length % 10 == 3 else 30, 10: 29, 11: 30, 12: 30 if leap else 0, 13: 29}
    lengths |= {1: 30, 2: 29, 3: 30, 4: 29, 5: 30, 6: 29}
    order = list(lengths)
    before = sum(lengths[other] for other in order[: order.index(month)])
    return date.fromordinal(_new_year(year) + before + day - 1)


def _hebrew_in(year: int, month: int, day: int) -> list[date]:
    """The days of a Gregorian year on which a day of the Hebrew calendar falls."""
    around = (hebrew(year + 3760 + shift, month, day) for shift in (0, 1))
    return [found for found in around if found.year == year]
