"""One act told by several sources: an event of reports that a list has too, or of two lists, is counted once.

Lists are compared with nothing when they come in (:mod:`~dateline.record.lists`), so an act may be an event of a list and another of
reports. Where a claim is counted, events of several sources that may be one are twins, and one of them alone counts for certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.record.series import Candidate
from dateline.record.tallying import Fitted

_ASIDE = timedelta(days=1)  # by which reports miss the day of an act, telling the day on which they learned of it
_LONG = timedelta(days=31)  # events that lasted longer, or whose days are not told more closely, are no twins of others


def paired(series: Sequence[Fitted], zone: str) -> list[Fitted]:
    """The events of a series, each with those of other sources that may be the same act.

    Args:
        zone: in which days are days.
    """
    by: dict[date, list[Fitted]] = defaultdict(list)
    if len({one.candidate.list for one in series}) > 1:
        for one in series:
            for day in _around(one, zone):
                by[day].append(one)
    return [replace(one, twins=_twins(one, by, zone)) if by else one for one in series]


def _twins(one: Fitted, by: dict[date, list[Fitted]], zone: str) -> tuple[Fitted, ...]:
    days = one.days(zone)
    if days is None or one.fit.answer is False:
        return ()
    near = {other.candidate.event: other for day in _each(days) for other in by.get(day, ())}
    return tuple(other for other in near.values() if not _are_apart(one.candidate, other.candidate))


def _around(one: Fitted, zone: str) -> Iterator[date]:
    days = one.days(zone)
    if days is not None and one.fit.answer is not False:
        yield from _each((days[0] - _ASIDE, days[1] + _ASIDE))


def _each(days: tuple[date, date]) -> Iterator[date]:
    if days[1] - days[0] <= _LONG:
        yield from (days[0] + timedelta(days=n) for n in range((days[1] - days[0]).days + 1))


def _are_apart(one: Candidate, other: Candidate) -> bool:
    """Whether what is told of two events cannot be of one: of one source they are told apart, else by countries."""
    if one.list == other.list:
        return True
    places = [[str(c.place["country"])] if c.place else [] for c in (one, other)]
    recipients = [[str(p["country"]) for p in c.recipients] for c in (one, other)]
    return any(_differ(*sides) for sides in ((one.actors, other.actors), recipients, places))


def _differ(ones: Iterable[str], others: Iterable[str]) -> bool:
    first, second = set(ones) - {""}, set(others) - {""}
    return bool(first and second) and not first & second
