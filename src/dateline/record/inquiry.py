"""One claim put to the record by one rule of counting: how many there were over any days, and what that rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from dateline.record.bounds import BEGINNING, Bounds
from dateline.record.coverage import Covering
from dateline.record.stating import Days, Statement
from dateline.record.tallying import Fitted, Rule, Tally, tally

DAY = timedelta(days=1)


@dataclass(slots=True)
class Inquiry:
    """A statement, the events that may be of its series, and a rule to count them by.

    Attributes:
        series: each with whether it is of the series, by day.
        today: the day as of which the claim is made.
        zone: in which the claim tells the day of its act.
        counts: what was counted so far, in order.
        trusts_reports: whether what reports of every week do not tell of is taken not to have been.
    """

    statement: Statement
    series: Sequence[Fitted]
    rule: Rule
    covering: Covering
    today: date
    zone: str
    counts: list[Bounds] = field(default_factory=list)
    trusts_reports: bool = False
    _seen: list[Tally] = field(default_factory=list)
    _asked: list[Days] = field(default_factory=list)

    def count(self, first: date, last: date) -> Bounds:
        """How many there were from one day to another, both included; open above where the record may have missed some."""
        last = min(last, self.today)
        if first > last:
            return Bounds(0, 0)
        covered = self.covering.of(first, last)
        found = self.tally(first, last, covered.list)
        self._asked.append((first, last))
        bounds = Bounds(found.low, found.high if covered.list or (self.trusts_reports and covered.reported) else math.inf)
        self.counts.append(bounds)
        return bounds

    def tally(self, first: date, last: date, whole: str = "") -> Tally:
        """The events from one day to another, both included; ``whole`` as of :func:`~dateline.record.tallying.tally`."""
        found = tally(self.series, self.rule, first, last, whole)
        self._seen.append(found)
        return found

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the record lacks for the days that were asked about, all together."""
        if not self._asked:
            return ()
        return self.covering.of(min(first for first, _ in self._asked), max(last for _, last in self._asked)).remarks

    @property
    def counted(self) -> list[Fitted]:
        """The events that counted for certain in anything that was asked, by day."""
        seen = {f.candidate.event for t in self._seen for f in t.counted}
        return [f for f in self.series if f.candidate.event in seen]

    @property
    def doubtful(self) -> list[tuple[Fitted, str]]:
        """The events that may have counted, by day, each with the reason of the doubt."""
        why = {f.candidate.event: reason for t in self._seen for f, reason in t.doubtful}
        known = {f.candidate.event for f in self.counted}
        return [(f, why[f.candidate.event]) for f in self.series if f.candidate.event in why.keys() - known]

    # ------------------------------------------------------------------ which days are meant

    @property
    def days(self) -> Days:
        """The days that the claim counts over; from the beginning to today where it leaves them open."""
        return self.statement.window or (BEGINNING, self.today)

    @property
    def beyond(self) -> date:
        """The first day after what "since 2017" names, else the first day that is counted."""
        return self.statement.after + DAY if self.statement.after is not None else self.days[0]

    def act(self) -> Days | None:
        """When the act was that the claim is made about: as it says, else the last of the series before today."""
        known = [f for f in self._sure if (days := f.days(self.rule.zone)) is not None and days[1] <= self.today]
        if self.statement.when is not None:
            first, last = self.statement.when
            known = [f for f in known if (days := f.days(self.zone)) is not None and first <= days[0] and days[1] <= last]
            return min((days for f in known if (days := f.days(self.rule.zone)) is not None), default=(first, last))
        return max((days for f in known if (days := f.days(self.rule.zone)) is not None), default=None)

    def last_before(self, day: date) -> Days | None:
        """The days of the last of the series before a day."""
        known = [days for f in self._sure if (days := f.days(self.rule.zone)) is not None and days[1] < day]
        return max(known, default=None)

    @property
    def _sure(self) -> list[Fitted]:
        """The events that are of the series, each but once."""
        return [f for f in self.series if f.fit.answer and f.leader is None]

    @property
    def earliest(self) -> date | None:
        """The first day of which the record has one that may be of the series."""
        known = [days[0] for f in self.series if f.fit.answer is not False and (days := f.days(self.rule.zone)) is not None]
        return min(known, default=None)
