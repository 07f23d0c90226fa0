"""What comes once a year, a date, a month, a feast: which year is meant, by the words beside it or by tense."""

from __future__ import annotations

from collections.abc import Callable

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, When, publication

YEAR = r"(?:,? (?:of )?(?P<year><<year>>)| (?:of )?(?P<rel><<rel>>) year)?"
"""The year after a date, or "last year" and its like; read by :func:`named_year`."""


def yearly(when: When, make: Callable[[int], Interval], lead: str = "") -> tuple[Interval, str]:
    """One of an interval's yearly occurrences, by tense or by "last" and "next", and the reason."""
    return chosen(when, [make(when.today.year + shift) for shift in (-2, -1, 0, 1, 2)], lead)


def chosen(when: When, around: list[Interval], lead: str) -> tuple[Interval, str]:
    """One of several occurrences; raises ``LookupError`` where none is known that could be meant."""
    if lead in ("last", "past", "this past"):
        gone = [c for c in around if c.end < when.today]
        return gone[-1], f"the last one before {publication(when)}"
    if lead == "next":
        coming = [c for c in around if c.start > when.today]
        return coming[0], f"the next one after {publication(when)}"
    if lead == "this":
        current = [c for c in around if c.start.year == when.today.year]
        return current[0], f"in the year of {publication(when)}"
    tense = "future" if lead in ("coming", "this coming") else when.tense
    picked = calendar.choose(around, when.today, tense)
    return picked, f"nearest to {publication(when)} ({tense or 'past'} tense)"


def named_year(found: Match, when: When) -> int | None:
    """The year that "2022", "last year" or "next year" after a date says; ``None`` if it says none."""
    said = found.groupdict()
    if said.get("year"):
        return int(said["year"])
    return when.today.year + {"last": -1, "this": 0, "next": 1}[said["rel"].lower()] if said.get("rel") else None
