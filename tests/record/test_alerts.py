"""Firsts, new pairs and surges, over records of literal events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from dateline.record.alerts.finding import Thresholds, find
from dateline.record.alerts.series import Alert
from dateline.record.asking import Question
from dateline.record.store import Store

from .conftest import mention, on, party, report

MONDAY = date(2024, 1, 1)
LAST = MONDAY + timedelta(weeks=40)
"""The Monday of the last week."""
NOW = LAST + timedelta(days=6)
PRK, USA, KEN, RWA = party("PRK", "", "North Korea"), party("USA"), party("KEN"), party("RWA")
WEAPONS = ("MOBILIZE", "weapons-test")


class Past:
    """A record as it grows: reports that tell nothing, and events."""

    def __init__(self, store: Store) -> None:
        self.store, self._count = store, 0
        self._rows: dict[str, list[dict[str, Any]]] = {"reports": [], "mentions": [], "members": [], "events": []}

    def read(self, first: date, last: date, each: int = 10, source: str = "Wire") -> Past:
        """Reports that tell nothing, so many a week."""
        week = first
        while week <= last:
            self._rows["reports"] += [report(f"r{self._next()}", week + timedelta(days=n % 7), "No act.", source) for n in range(each)]
            week += timedelta(weeks=1)
        return self

    def event(
        self,
        day: date,
        what: tuple[str, str | None] = WEAPONS,
        who: Any = PRK,
        whom: Any = None,
        sources: Iterable[str] = ("Wire",),
        **fields: Any,
    ) -> Past:
        """An event, told on its day."""
        name = f"e{self._next()}"
        own = {"event": name, "type": what[0], "mode": what[1], "factuality": "occurred", "from": day, "to": day, "first_told": day}
        own |= {"place": None, "quantities": [], "contexts": [], "score": 0.0, "confidence": 0.8, "mentions": 1, "sources": 1}
        own |= {"actors": [who], "recipients": [whom] if whom else []} | fields
        for source in sources:
            told = f"{name}-{source}"
            self._rows["reports"].append(report(told, day, "An act.", source))
            self._rows["mentions"].append(mention(told, what[0], "act", "An act.", who, whom, time=on(day)))
            self._rows["members"].append({"mention": f"{told}-act", "event": name})
        sides = {side: [{k: p[k] for k in ("text", "country", "sector", "entity")} for p in own[side]] for side in ("actors", "recipients")}
        self._rows["events"].append(own | sides)
        return self

    def alerts(self, kind: str = "", question: Question | None = None, since: date = LAST, **settings: Any) -> list[Alert]:
        for table, rows in self._rows.items():
            self.store.insert(table, rows)
        found = find(self.store, question or Question(), since, NOW, replace(Thresholds(), **settings)).alerts
        return [alert for alert in found if kind in (alert.kind, "")]

    def _next(self) -> int:
        self._count += 1
        return self._count


@pytest.fixture
def past(store: Store) -> Past:
    """A record of one wire, read for forty weeks and the present one."""
    return Past(store).read(MONDAY, LAST)


# Firsts


@pytest.mark.parametrize(("days", "is_first"), [(59, False), (60, False), (61, True), (200, True)])
def test_the_first_in_sixty_days(past: Past, days: int, is_first: bool) -> None:
    past.event(LAST - timedelta(days=days)).event(LAST)
    found = past.alerts("first")
    assert bool(found) is is_first
    if is_first:
        assert (
            found[0].text
            == f"PRK: MOBILIZE/weapons-test: first in {days} days; the last was on {LAST - timedelta(days=days)}, {days} days before"
        )
        assert found[0].events == ("e412",)
        assert found[0].numbers == {"last": LAST - timedelta(days=days), "days": days, "before": 1, "coverage": 1.0}


def test_the_first_of_all(past: Past) -> None:
    (alert,) = past.event(LAST).alerts("first")
    assert alert.text == f"PRK: MOBILIZE/weapons-test: first in 60 days; none since the record begins, on {MONDAY + timedelta(days=1)}"


@pytest.mark.parametrize(
    ("earlier", "is_first"),
    [
        ({"what": ("MOBILIZE", "troops")}, True),
        ({"who": USA}, True),
        ({"factuality": "future"}, True),
        ({"to": LAST + timedelta(days=30)}, True),
        ({"whom": USA}, False),
        ({"sources": ["New feed"]}, False),
    ],
    ids=["another mode", "another actor", "only planned", "some day of weeks", "towards somebody", "told by a new source"],
)
def test_what_breaks_the_quiet(past: Past, earlier: dict[str, Any], is_first: bool) -> None:
    past.event(LAST - timedelta(days=20), **earlier).event(LAST)
    assert bool([a for a in past.alerts("first") if a.series.who == "PRK"]) is is_first


def test_a_record_that_was_not_there_to_tell_has_no_firsts(store: Store) -> None:
    assert Past(store).read(LAST - timedelta(weeks=8), LAST).event(LAST).alerts() == []


def test_what_nobody_read_about_was_not_quiet(store: Store) -> None:
    gap = Past(store).read(MONDAY, LAST - timedelta(weeks=8)).read(LAST - timedelta(weeks=2), LAST)
    assert gap.event(LAST).alerts("first") == []


def test_a_feed_that_was_added_makes_no_firsts(past: Past) -> None:
    past.read(LAST - timedelta(weeks=3), LAST, source="Local paper").event(LAST, sources=["Local paper"])
    assert past.alerts() == []


def test_the_same_told_by_a_source_that_was_read_throughout_is_one(past: Past) -> None:
    past.read(LAST - timedelta(weeks=3), LAST, source="Local paper").event(LAST, sources=["Local paper", "Wire"])
    assert [a.kind for a in past.alerts()] == ["first"]


def test_a_few_old_entries_in_a_new_feed_make_it_no_older(past: Past) -> None:
    past.read(LAST - timedelta(weeks=3), LAST, source="Local paper").read(MONDAY, MONDAY, 1, "Local paper")
    assert past.event(LAST, sources=["Local paper"]).alerts() == []


def test_a_list_that_says_all_has_firsts_without_reports_in_between(store: Store) -> None:
    listed = Past(store).event(LAST - timedelta(days=300)).event(LAST)
    assert listed.alerts() == []
    (alert,) = listed.alerts(complete=True)
    assert (alert.kind, alert.numbers["days"]) == ("first", 300)
    assert "taken as complete" in alert.model


def test_what_is_asked_for_is_a_series_of_its_own(past: Past) -> None:
    past.event(LAST - timedelta(days=30), who=USA).event(LAST - timedelta(days=90)).event(LAST)
    (alert,) = past.alerts("first", Question(type=("MOBILIZE",), who=("PRK",)))
    assert alert.series.words == "the events asked for"
    assert past.alerts("first", Question(type=("MOBILIZE",)))[0].series.words == "PRK: MOBILIZE/weapons-test"


# New pairs


def test_the_first_event_between_two_parties_whoever_acts(past: Past) -> None:
    past.event(LAST - timedelta(days=200), ("CONSULT", None), RWA, KEN).event(LAST, ("ACCUSE", None), KEN, RWA)
    (alert,) = past.alerts("new pair")
    assert alert.text == f"KEN and RWA: first in 200 days; the last was on {LAST - timedelta(days=200)}, 200 days before"
    assert past.alerts("new pair", pair=201) == []


@pytest.mark.parametrize("crowd", [6, 40])
def test_a_joint_statement_makes_no_pairs(past: Past, crowd: int) -> None:
    many = [party(f"{chr(65 + n // 26)}{chr(65 + n % 26)}X") for n in range(crowd)]
    assert past.event(LAST, ("ACCUSE", None), USA, PRK, actors=many).alerts("new pair") == []


def test_a_party_without_code_makes_no_pair(past: Past) -> None:
    assert past.event(LAST, ("ASSAULT", None), party("", "", "gunmen"), KEN).alerts("new pair") == []


# Surges


def weekly(past: Past, counts: Iterable[int], **fields: Any) -> Past:
    """So many events in each of the weeks before the last."""
    for back, count in enumerate(counts, 1):
        for n in range(count):
            past.event(LAST - timedelta(weeks=back) + timedelta(days=n % 7), **fields)
    return past


def surged(past: Past, count: int, **fields: Any) -> Past:
    for n in range(count):
        past.event(LAST + timedelta(days=n % 7), **fields)
    return past


def test_a_week_far_above_the_past_explains_itself(past: Past) -> None:
    (alert,) = surged(weekly(past, [1, 0, 2, 1] * 9), 12).alerts("surge")
    assert alert.text == f"PRK: MOBILIZE: 12 events in the week of {LAST}, 0.9 expected"
    assert (alert.since, alert.until, len(alert.events)) == (LAST, NOW, 12)
    assert alert.numbers["alarm_from"] <= 12
    assert alert.numbers["once_in_weeks"] > 1000
    assert "negative binomial over the 40 weeks before" in alert.model
    assert alert.threshold.endswith("which a series that goes on as it did has in about one week of 1,000")


@pytest.mark.parametrize(
    ("before", "now"),
    [([1, 0, 2, 1] * 9, 4), ([0, 0, 12, 0] * 9, 12), ([10] * 36, 15), ([0] * 36, 2)],
    ids=["a little more", "bursts are usual", "many are usual", "two are no surge"],
)
def test_what_is_no_surge(past: Past, before: list[int], now: int) -> None:
    assert surged(weekly(past, before), now).alerts("surge") == []


def test_where_reports_grew_as_events_did_there_is_no_surge(past: Past) -> None:
    surged(weekly(past, [2, 3, 2, 1] * 9), 12)
    (alert,) = past.alerts("surge")
    assert alert.numbers["scale"] == 1.0  # that the events themselves bring reports says nothing of how much is read
    assert past.read(LAST, LAST, 60).alerts("surge") == []


def test_fewer_reports_than_usual_lower_no_expectation(store: Store) -> None:
    thin = Past(store).read(MONDAY, LAST - timedelta(weeks=1), 30).read(LAST, LAST, 3)
    assert surged(weekly(thin, [2, 3, 2, 1] * 9), 5).alerts("surge") == []


def test_a_feed_that_was_added_makes_no_surge(past: Past) -> None:
    past.read(LAST - timedelta(weeks=11), LAST, source="Defence blog")
    assert surged(weekly(past, [1, 0, 2, 1] * 9), 12, sources=["Defence blog"]).alerts("surge") == []


def test_what_an_added_feed_tells_with_others_counts(past: Past) -> None:
    past.read(LAST - timedelta(weeks=11), LAST, source="Defence blog")
    assert surged(weekly(past, [1, 0, 2, 1] * 9), 12, sources=["Defence blog", "Wire"]).alerts("surge")


@pytest.mark.parametrize(("weeks", "enough"), [(11, False), (13, True)])
def test_the_past_must_be_long_enough(store: Store, weeks: int, enough: bool) -> None:
    short = Past(store).read(LAST - timedelta(weeks=weeks), LAST)
    assert bool(surged(short, 12).alerts("surge")) is enough


def test_a_week_that_is_not_over_is_compared_with_whole_ones(past: Past) -> None:
    weekly(past, [7] * 36)
    for n in range(3):
        past.event(LAST, confidence=0.5 + n / 10)
    assert past.alerts("surge") == []


def test_towards_whom_is_told_where_it_says_the_same(past: Past) -> None:
    kinds = {a.series.kind for a in surged(past, 12, what=("ACCUSE", None), who=USA, whom=PRK).alerts("surge")}
    assert kinds == {"pair"}


NAIROBI = {"text": "Nairobi", "country": "KEN", "admin1": "", "lat": 0.0, "lon": 0.0, "geonames": "", "kind": "", "precision": "city"}


def test_acts_of_people_without_a_country_count_where_they_were(past: Past) -> None:
    students = party("", "EDU", "students")
    (alert,) = surged(weekly(past, [1, 0, 2, 1] * 9), 12, what=("PROTEST", "demo"), who=students, place=NAIROBI).alerts("surge")
    assert alert.series.words == "in KEN: PROTEST"


def test_the_actor_is_told_where_the_country_says_the_same(past: Past) -> None:
    (alert,) = surged(past, 12, what=("PROTEST", "demo"), who=KEN, place=NAIROBI).alerts("surge")
    assert alert.series.words == "KEN: PROTEST"


def test_how_much_must_be_expected_by_chance(past: Past) -> None:
    weekly(past, [1] * 36)
    past.alerts()
    found = find(past.store, Question(), LAST - timedelta(weeks=1), NOW)
    assert (found.counts, found.chance) == (2, 0.002)


def test_an_empty_record(store: Store) -> None:
    found = find(store, Question())
    assert (found.alerts, found.since, found.until) == ((), None, None)
