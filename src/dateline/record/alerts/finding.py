"""The alerts of a record: what is out of the ordinary in some days, and how much of it must be expected by chance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline.record.alerts.firsts import firsts
from dateline.record.alerts.history import history, last_day
from dateline.record.alerts.series import ACTOR, ASKED, PAIR, PARTIES, PLACE, Alert, between, counted, looked_for
from dateline.record.alerts.surges import Bounds, surges
from dateline.record.asking import Question, done_only
from dateline.record.store import Store

FIRST, NEW_PAIR = "first", "new pair"
_ORDER = (ASKED, PAIR, PARTIES, ACTOR, PLACE)  # of alerts over the same events, the series that is told
_SAME = 0.75  # share of the events that make two alerts one


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is out of the ordinary.

    Attributes:
        first, pair: days without another that make a first of a series, and of two parties.
        surge: what makes a surge.
        complete: whether the record is to be taken as holding all that happened, as an imported list does.
    """

    first: int = 60
    pair: int = 180
    surge: Bounds = field(default_factory=Bounds)
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        alerts: by day; ``counts``: weekly counts of series that were looked at for surges.
        chance: surges among them that are to be expected at most though nothing is out of the ordinary.
    """

    alerts: tuple[Alert, ...]
    since: date | None
    until: date | None
    counts: int
    chance: float


def find(
    store: Store, question: Question, since: date | None = None, until: date | None = None, thresholds: Thresholds | None = None
) -> Found:
    """What is out of the ordinary in some days, among the events that a question asks for; of what occurred, unless it says how real.

    Args:
        since, until: the days; without them, the last week up to the record's last publication.
    """
    bounds = thresholds or Thresholds()
    until = until or last_day(store)
    if until is None:
        return Found((), since, until, 0, 0.0)
    since = since or until - timedelta(days=6)
    asked = done_only(replace(question, since=None, until=None))
    as_one = asked != done_only(Question())
    past = history(store, asked, until, bounds.complete)
    rising, counts = surges(past, lambda act: counted(act, as_one), bounds.surge, since, until)
    found = [
        *firsts(past, FIRST, lambda act: looked_for(act, as_one), bounds.first, since, until),
        *firsts(past, NEW_PAIR, between, bounds.pair, since, until),
        *rising,
    ]
    told = sorted(_each_once(found), key=lambda alert: (alert.since, alert.kind, alert.series))
    return Found(tuple(told), since, until, counts, counts / bounds.surge.weeks)


def _each_once(alerts: Iterable[Alert]) -> list[Alert]:
    """Alerts without those that say the same of the same events by another series."""
    kept: dict[tuple[str, date], list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda a: (_ORDER.index(a.series.kind), a.series)):
        beside = kept[alert.kind, alert.since]
        if not any(_alike(alert, other) for other in beside if other.series.kind != alert.series.kind):
            beside.append(alert)
    return [alert for several in kept.values() for alert in several]


def _alike(one: Alert, other: Alert) -> bool:
    shared = len(set(one.events) & set(other.events))
    return shared >= _SAME * max(len(one.events), len(other.events))
