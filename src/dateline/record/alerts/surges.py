"""Surges: a week's count far above what the series' own past lets expect, as much as was read considered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.record.alerts.counts import Past
from dateline.record.alerts.history import WEEK, Act, History, monday
from dateline.record.alerts.series import Alert, Series

SURGE = "surge"
_SCALED = 1.05  # more reading than this is worth a word


@dataclass(frozen=True, slots=True)
class Bounds:
    """What makes a surge.

    Attributes:
        weeks: a series that goes on as it did has one by chance in so many weeks.
        past: weeks that it is compared with, at most; ``least``: at least. A source counts once the record has had it for that long.
        events: fewer in a week are none.
    """

    weeks: int = 1000
    past: int = 52
    least: int = 12
    events: int = 3


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much was read in the weeks that one is compared with, and in that itself: reports that tell other things than the series.

    Attributes:
        usual: reports of a week before; ``reports``: of the week itself.
        shares: of the weeks before, what part of the usual was read.
    """

    usual: float
    reports: int
    shares: Sequence[float]

    @property
    def scale(self) -> float:
        """By how much more was read than usual. Less than usual lowers no expectation: a week that is not over has few reports yet."""
        return max(1.0, (self.reports + 1) / (self.usual + 1))

    @classmethod
    def of(cls, before: Sequence[int], reports: int) -> Exposure:
        """From the reports of the weeks before, and of the week itself; one is added to each, for where there are no others."""
        usual = sum(before) / len(before)
        return cls(usual, reports, [(n + 1) / (usual + 1) for n in before])


Weekly = Mapping[date, Mapping[Series, Sequence[Act]]]


def surges(
    history: History, series: Callable[[Act], Iterable[Series]], bounds: Bounds, since: date, until: date
) -> tuple[list[Alert], int]:
    """The surges in the weeks from that of ``since`` to that of ``until``, and how many counts were looked at.

    Weeks begin on Monday. One that is not over is compared with whole ones, so looking at it every day finds no more by chance than looking
    once at its end.
    """
    weekly: dict[date, dict[Series, list[Act]]] = defaultdict(lambda: defaultdict(list))
    for act in history.acts:
        for one in series(act):
            weekly[monday(act.day)][one].append(act)
    found, looked = [], 0
    week = monday(since)
    while week <= until:
        before = _weeks_before(history, week, bounds)
        if before:
            looked += len({one for w in (*before, week) for one in weekly.get(w, ())})
            found += _of_week(history, weekly, week, before, bounds)
        week += WEEK
    return found, looked


def _weeks_before(history: History, week: date, bounds: Bounds) -> list[date]:
    """The weeks that one is compared with: those before in which anything was read; none where these are too few."""
    cutoff = week - bounds.least * WEEK
    if history.begins is None or history.begins > cutoff:
        return []
    begin = max(week - bounds.past * WEEK, monday(history.begins))
    weeks = [begin + n * WEEK for n in range((week - begin).days // 7)]
    read = [w for w in weeks if history.reports(w, cutoff)]
    return read if len(read) >= bounds.least else []


def _of_week(history: History, weekly: Weekly, week: date, before: Sequence[date], bounds: Bounds) -> list[Alert]:
    cutoff = week - bounds.least * WEEK
    found = []
    for series in sorted(weekly.get(week, {})):
        *past, now = ([a for a in weekly.get(w, {}).get(series, ()) if history.vouches(a, cutoff)] for w in (*before, week))
        counts = [len(acts) for acts in past]
        if len(now) < bounds.events or len(now) * len(counts) <= sum(counts):
            continue
        *others, here = history.others([act for acts in (*past, now) for act in acts], [*before, week], cutoff)
        exposure = Exposure.of(others, here)
        model = Past(counts, exposure.shares)
        if model.chance(len(now), exposure.scale) <= 1 / bounds.weeks:
            found.append(_alert(history, series, week, now, exposure, bounds, model))
    return found


def _alert(history: History, series: Series, week: date, acts: Sequence[Act], exposure: Exposure, bounds: Bounds, past: Past) -> Alert:
    expected, least = past.expected(exposure.scale), max(bounds.events, past.bound(1 / bounds.weeks, exposure.scale))
    weeks = len(exposure.shares)
    numbers = {
        "count": len(acts),
        "expected": round(expected, 2),
        "alarm_from": least,
        "once_in_weeks": _rounded(1 / max(past.chance(len(acts), exposure.scale), 1e-6)),
        "weeks": weeks,
        "other_reports": exposure.reports,
        "usual_other_reports": round(exposure.usual, 1),
        "scale": round(exposure.scale, 2),
    }
    model = f"negative binomial over the {weeks} weeks before, its mean and spread averaged over what these leave possible"
    return Alert(
        SURGE,
        series,
        week,
        week + timedelta(days=6),
        f"{series.words}: {len(acts)} events in the week of {week}, {expected:.1f} expected",
        numbers,
        f"{model}; {_read(history, exposure, bounds)}",
        f"{least} or more, which a series that goes on as it did has in about one week of {bounds.weeks:,}",
        tuple(act.event for act in acts),
    )


def _read(history: History, exposure: Exposure, bounds: Bounds) -> str:
    """How much was read, and what that does to the expectation."""
    if history.complete:
        return "the record is taken as complete, nothing is scaled"
    had = f"{exposure.reports:,} reports on other things where {exposure.usual:,.0f} are usual, of sources read for {bounds.least} weeks"
    return had + (f": the expectation is {exposure.scale:.2f} times the past's" if exposure.scale > _SCALED else "")


def _rounded(weeks: float) -> int:
    """Two digits of a number of weeks; more would claim too much."""
    return int(float(f"{weeks:.2g}"))
