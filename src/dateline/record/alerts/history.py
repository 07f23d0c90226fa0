"""What a record has of the past that an alert is measured by: which acts, told by sources read for how long, and how much was read when.

A record grows: a feed that is added tells of what had been there before, and nobody had read of it. So an act counts for as long as the
record has had the oldest of the sources that tell it, and a week has as many reports as sources of that age published. How much was read is
told by the reports on other things: those on the series itself grow when it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.publishing import PUBLISHER
from dateline.record.store import CHOSEN, Store

WEEK = timedelta(days=7)
_EARLY = 4  # report of a source with whose day it counts as read: feeds keep a few old ones
_SPAN = 7  # days; an act that may lie anywhere in more is of no week
_PUBLISHED = f"""
    published AS (
        SELECT report, version, {PUBLISHER} AS source, coalesce(published, CAST(gathered AS DATE)) AS day FROM reports r WHERE current
    ),
    begun AS (SELECT source, list_last(min(day, {_EARLY})) AS begun FROM published GROUP BY source)
"""
_CODES = "list_distinct(list_filter(list_transform({side}, lambda p: coalesce(nullif(p.country, ''), p.entity)), lambda code: code <> ''))"


Read = Mapping[date, Mapping[date, int]]
"""Numbers of reports, copies left out: by week (its Monday), and by the day since when the record has had their source."""


@dataclass(frozen=True, slots=True)
class Act:
    """An event as a point of a series.

    Attributes:
        what: ``TYPE/mode``, or the type alone.
        actors, recipients: countries, registry ids where there is none; parties known by neither are left out.
        place: the country of its place; empty if it is not known.
        vouched: since when the record has had the oldest of the sources that tell it.
    """

    event: str
    day: date
    type: str
    what: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    vouched: date


@dataclass(frozen=True)
class History:
    """Acts by day, and how much was read.

    Attributes:
        begins: the first day of which the record can tell; ``None`` where it can of none.
        read: all reports; ``telling`` gives those of them that tell some events.
        complete: whether the record is taken to hold all that happened, as a list does: then no week is unread, and nothing is scaled.
    """

    acts: Sequence[Act]
    begins: date | None
    read: Read
    telling: Callable[[Iterable[str]], Read]
    complete: bool = False

    def reports(self, week: date, before: date) -> int:
        """The reports of a week by sources that the record has had since ``before`` or longer."""
        return 1 if self.complete else _count(self.read, week, before)

    def others(self, acts: Iterable[Act], weeks: Sequence[date], before: date) -> list[int]:
        """The reports of some weeks by such sources that tell other things than some acts."""
        if self.complete:
            return [0] * len(weeks)
        telling = self.telling(act.event for act in acts)
        return [_count(self.read, week, before) - _count(telling, week, before) for week in weeks]

    def coverage(self, since: date, until: date) -> float:
        """The share of the weeks of a time (its last day left out) with reports by sources that were read throughout."""
        weeks = [monday(since) + n * WEEK for n in range((monday(until - timedelta(days=1)) - monday(since)).days // 7 + 1)]
        return sum(self.reports(week, since) > 0 for week in weeks) / len(weeks)

    def vouches(self, act: Act, before: date) -> bool:
        """Whether one of the sources that tell an act had been read since ``before`` or longer."""
        return self.complete or act.vouched <= before


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def last_day(store: Store) -> date | None:
    """The day on which the record's last report was published; ``None`` if it has none."""
    (row,) = store.rows("SELECT max(published) AS day FROM reports WHERE current")
    day: date | None = row["day"]
    return day


def history(store: Store, question: Question, until: date, complete: bool = False) -> History:
    """The acts up to a day that a question asks for, and how much was read."""
    asked = asking.events(question)
    rows = store.rows(
        f"""
        WITH asked AS ({asked.sql}), {_PUBLISHED},
        told AS (
            SELECT b.event, min(begun) AS vouched
            FROM members b JOIN mentions m USING (mention) JOIN published USING (report, version) JOIN begun USING (source)
            GROUP BY b.event
        )
        SELECT event, coalesce("from", first_told) AS day, type, concat_ws('/', type, mode) AS what, vouched,
               coalesce(place.country, '') AS place,
               {_CODES.format(side="actors")} AS actors, {_CODES.format(side="recipients")} AS recipients
        FROM asked JOIN told USING (event)
        WHERE coalesce("from", first_told) <= $until AND coalesce("to" - "from", 0) < {_SPAN}
        ORDER BY day, event
        """,
        dict(asked.values) | {"until": until},
    )
    acts = [
        Act(
            r["event"], r["day"], r["type"], r["what"], tuple(sorted(r["actors"])), tuple(sorted(r["recipients"])), r["place"], r["vouched"]
        )
        for r in rows
    ]
    sources = {row["source"]: row["begun"] for row in store.rows(f"WITH {_PUBLISHED} SELECT * FROM begun")}
    begins = min(sources.values(), default=None)
    if complete:
        begins = store.rows('SELECT min(coalesce("from", first_told)) AS day FROM events')[0]["day"]
    return History(acts, begins, _read(store, sources), lambda events: _telling(store, sources, events), complete)


def _telling(store: Store, sources: Mapping[str, date], events: Iterable[str]) -> Read:
    """The reports that tell some events."""
    store.choose(events)
    return _read(store, sources, f"report IN (SELECT m.report FROM members b JOIN mentions m USING (mention) WHERE b.event {CHOSEN})")


def _read(store: Store, sources: Mapping[str, date], condition: str = "true") -> Read:
    rows = store.rows(
        f"""
        WITH {_PUBLISHED}
        SELECT source, CAST(date_trunc('week', day) AS DATE) AS week, count(*) AS reports FROM published
        WHERE {condition} AND report NOT IN (SELECT report FROM copies) GROUP BY ALL
        """
    )
    read: dict[date, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        read[row["week"]][sources[row["source"]]] += row["reports"]
    return read


def _count(read: Read, week: date, before: date) -> int:
    return sum(n for begun, n in read.get(week, {}).items() if begun <= before)
