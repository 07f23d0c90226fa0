"""Numbers known within bounds, days in words, and what both say of a claim."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.grounding.when import calendar
from dateline.record.stating import Days

BEGINNING = date(1, 1, 2)
"""The first day of all, where a claim counts over all that went before; a day of any zone is still a date."""


class Verdict(StrEnum):
    """What the record says of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OPEN = "not enough in the record"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many there were, at least and at most."""

    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.low:,.0f}" if self.low else "none"
        if self.high == math.inf:
            return f"at least {self.low:,.0f}" if self.low else "none, but may lack some,"
        return f"{self.low:,.0f} to {self.high:,.0f}"

    def equals(self, number: float, slack: float = 0.0) -> Verdict:
        """Whether the true number, whatever it is within the bounds, is a given one."""
        return settled(number - slack <= self.low and self.high <= number + slack, self.high < number - slack or self.low > number + slack)


def settled(certain: bool, impossible: bool) -> Verdict:
    """Supported where it must be so, contradicted where it cannot be."""
    return Verdict.SUPPORTED if certain else Verdict.CONTRADICTED if impossible else Verdict.OPEN


def span(days: Days) -> str:
    """Days in words: 2022, 2022-01, 2022-01-30, or from the first to the last.

    >>> span((date(2022, 1, 1), date(2022, 1, 31)))
    '2022-01'
    """
    first, last = days
    if first == last:
        return str(first)
    if calendar.year(first).start == first and calendar.year(first).end == last:
        return f"{first:%Y}"
    if calendar.month(first).start == first and calendar.month(first).end == last:
        return f"{first:%Y-%m}"
    return f"{since(first)} to {last}"


def over(days: Days) -> str:
    """Days with the preposition that they take.

    >>> over((date(2022, 1, 30), date(2022, 1, 30))), over((date(2022, 1, 1), date(2022, 12, 31)))
    ('on 2022-01-30', 'in 2022')
    """
    said = span(days)
    return f"on {said}" if days[0] == days[1] else f"from {said}" if " to " in said else f"in {said}"


def since(first: date) -> str:
    """A first day in words."""
    return "the beginning" if first == BEGINNING else str(first)
