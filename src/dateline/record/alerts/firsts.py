"""Firsts: an act after a time in which there was none of its series, though the record was there to tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from dateline.record.alerts.history import Act, History
from dateline.record.alerts.series import Alert, Series

_READ = 0.75  # share of the weeks before that must have reports: what nobody read about is not quiet


def firsts(history: History, kind: str, series: Callable[[Act], Iterable[Series]], quiet: int, since: date, until: date) -> Iterator[Alert]:
    """The acts between two days that are the first of a series in ``quiet`` days.

    Any earlier act counts against it; for it counts only what a source tells that was read throughout that time, so that a feed which was
    added does not make firsts of what had been there unread.

    Args:
        kind: what the alert is called; ``series``: those that an act belongs to.
    """
    days: dict[Series, dict[date, list[Act]]] = {
        one: defaultdict(list) for act in history.acts if since <= act.day <= until for one in series(act)
    }
    for act in history.acts:
        for one in series(act):
            if one in days:
                days[one][act.day].append(act)
    for one, acts in days.items():
        last: date | None = None
        before = 0
        for day in sorted(acts):
            begin = day - timedelta(days=quiet)
            if since <= day <= until and (last is None or last < begin) and _told(history, acts[day], begin):
                yield _alert(history, kind, one, acts[day], quiet, last, before)
            last, before = day, before + len(acts[day])


def _told(history: History, acts: Iterable[Act], begin: date) -> bool:
    """Whether the record could have told of acts since then, and one of these is told by a source that it had."""
    return (
        history.begins is not None
        and history.begins <= begin
        and any(history.vouches(act, begin) for act in acts)
        and history.coverage(begin, next(iter(acts)).day) >= _READ
    )


def _alert(history: History, kind: str, series: Series, acts: list[Act], quiet: int, last: date | None, before: int) -> Alert:
    day = acts[0].day
    gap = (day - last).days if last else None
    told = f"the last was on {last}, {gap} days before" if last else f"none since the record begins, on {history.begins}"
    coverage = history.coverage(day - timedelta(days=quiet), day)
    read = (
        "the record is taken as complete"
        if history.complete
        else f"reports in {coverage:.0%} of the weeks before, from sources read throughout"
    )
    return Alert(
        kind,
        series,
        day,
        day,
        f"{series.words}: first in {quiet if gap is None else gap} days; {told}",
        {"last": last, "days": gap, "before": before, "coverage": round(coverage, 2)},
        f"a count: none of the series in the days before; {read}",
        f"no other in {quiet} days" + ("" if history.complete else f", and reports in {_READ:.0%} of their weeks"),
        tuple(act.event for act in acts),
    )
