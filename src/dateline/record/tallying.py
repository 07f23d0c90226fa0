"""Counting the events of a series over days, by a rule that is said: what counts as one, and in which time zone days are days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date
from zoneinfo import ZoneInfo

from dateline.record.fitting import Fit
from dateline.record.series import Candidate
from dateline.record.stating import Days

OCCASIONS, EVENTS, PIECES = "occasions", "events", "pieces"


@dataclass(frozen=True, slots=True)
class Rule:
    """How events are counted.

    Attributes:
        unit: ``occasions``, days on which any was; ``events``, as the record tells them apart; or ``pieces``, what was fired in them.
        zone: IANA name of the zone whose days count, for events whose hour is known; empty to take days as they are told.
    """

    unit: str
    zone: str = ""


@dataclass(frozen=True)
class Fitted:
    """An event with whether it is of the series.

    Attributes:
        twins: events of other sources that it may be (:mod:`~dateline.record.twins`).
    """

    candidate: Candidate
    fit: Fit
    twins: tuple[Fitted, ...] = field(default=(), repr=False, compare=False)
    _days: dict[str, Days | None] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Which of several events that may be one speaks for it: sure events before doubtful ones, lists before reports."""
        return self.fit.answer is not True, not self.candidate.list, self.candidate.list

    @property
    def leader(self) -> Fitted | None:
        """The twin that speaks for it, if one does."""
        return min((twin for twin in self.twins if twin.rank < self.rank), key=lambda t: (t.rank, t.candidate.event), default=None)

    def days(self, zone: str) -> Days | None:
        """Its first and last day, in a zone where its hour is known."""
        if zone not in self._days:
            self._days[zone] = self.candidate.days
            if self.candidate.moment is not None and zone:
                day = self.candidate.moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
                self._days[zone] = day, day
        return self._days[zone]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there were: at least ``low``, and as far as the record goes at most ``high``.

    Attributes:
        counted: events that count for certain; ``doubtful``: those that may, each with the reason.
    """

    low: float
    high: float
    counted: tuple[Fitted, ...]
    doubtful: tuple[tuple[Fitted, str], ...]


def tally(series: Sequence[Fitted], rule: Rule, first: date, last: date, whole: str = "") -> Tally:
    """Count the events of a series from one day to another, both included.

    Args:
        whole: the list that has all of the series in these days; empty if none has.
    """
    counted, doubtful = [], []
    for one in series:
        if one.fit.answer is False:
            continue
        days = one.days(rule.zone)
        if days is None:
            if one.candidate.told is None or one.candidate.told >= first:
                doubtful.append((one, "its day is not told"))
            continue
        if days[1] < first or days[0] > last:
            continue
        if days[0] < first or days[1] > last:
            doubtful.append((one, f"it was some day from {days[0]} to {days[1]}"))
        elif any(twin.fit.answer for twin in _twins_in(whole, one)):
            continue
        elif doubt := _doubt(one, whole):
            doubtful.append((one, doubt))
        else:
            counted.append(one)
    low, high = _sum(counted, rule), _sum([*counted, *(one for one, _ in doubtful)], rule)
    return Tally(low[0], high[1], tuple(counted), tuple(doubtful))


def _doubt(one: Fitted, whole: str) -> str:
    """Why an event of these days may not count, or not count besides another; empty where it does."""
    if one.fit.answer is None:
        return one.fit.why
    if whole:
        has = one.candidate.list == whole or _twins_in(whole, one)
        return "" if has else f"{whole}, which has all, does not have it"
    return f"it may be what {one.leader.candidate.source} has near that day" if one.leader else ""


def _twins_in(whole: str, one: Fitted) -> list[Fitted]:
    """Those of the list that has all which an event of another source may be."""
    return [twin for twin in one.twins if whole and twin.candidate.list == whole]


def _sum(series: Sequence[Fitted], rule: Rule) -> tuple[float, float]:
    """How many some events are by a rule, at least and at most."""
    if rule.unit == OCCASIONS:
        days = {one.days(rule.zone) or one.candidate.event for one in series}
        return len(days), len(days)
    if rule.unit == EVENTS:
        return len(series), len(series)
    numbers = [one.candidate.number("weapons") or (1.0, None) for one in series]
    return sum(low for low, _ in numbers), sum(math.inf if high is None else high for _, high in numbers)
