"""What a browser answers is what the record says: the events of every list, the counts of every facet, the sums of every page."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.record import asking
from dateline.record.asking import Facets, Narrowed, Question, done_only
from dateline.record.browsing.answers import Line
from dateline.record.browsing.browser import Browser
from dateline.record.browsing.sorting import Sort
from dateline.record.reviewing.queue import waiting, waiting_among
from dateline.record.store import Store

from .conftest import EVENTS

QUESTIONS = [
    Question(),
    Question(who=("TUV",)),
    Question(who=("GOV",)),
    Question(who=("TUV:GOV", "UGA")),
    Question(who=("gov office",)),
    Question(who=("TUV",), whom=("UGA",)),
    Question(who=("TUV",), whom=("UGA", "TUV"), either=True),
    Question(whom=("TUV",), either=True),
    Question(who=("nobody",)),
    Question(type=("ACCUSE", "consult")),
    Question(type=("ACCUSE/disapprove", "ASSAULT/nothing")),
    Question(since=date(2020, 1, 5), until=date(2021, 6, 30)),
    Question(place=("COL", "to")),
    Question(says=("TUV", "office")),
    Question(factuality=("future", "negated")),
    Question(text="nu"),
    Question(text="office said to"),
    Question(text="Said To "),
    Question(text="jud office said"),
    Question(text=", ka"),
    Question(text="no such words"),
    Question(text="…"),
    Question(least=0.9),
    Question(who=("TUV",), type=("ACCUSE",), text="office", factuality=("occurred",), since=date(2015, 1, 1)),
]
ALL = Facets()
NARROWED = [ALL, Facets(mode=("disapprove", "meet")), Facets(country=("COL",)), Facets(source=("Source 0", "Source 7"))]


def asked(store: Store, question: Question, facets: Facets = ALL) -> list[str]:
    """The ids of what the record itself answers, by day."""
    narrowed = Narrowed(**{each.name: getattr(question, each.name) for each in fields(question)}, facets=facets)
    condition, values = asking.where(narrowed)
    rows = store.rows(f"SELECT event FROM events e WHERE {condition} ORDER BY {asking.DAY} DESC NULLS LAST, e.event", values)
    return [row["event"] for row in rows]


def listed(browser: Browser, question: Question, facets: Facets = ALL, sort: Sort = Sort.NEWEST, limit: int = 97) -> list[Line]:
    """All pages of a list, one after another."""
    lines, cursor = [], ""
    while True:
        page = browser.page(question, facets, sort, cursor, limit)
        lines += page.lines
        cursor = page.next
        if not cursor:
            assert page.total == len(lines)
            return lines


@pytest.mark.parametrize("facets", NARROWED, ids=lambda f: str(f)[7:-1])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: "-".join(str(getattr(q, n)) for n in q.__slots__ if getattr(q, n)) or "all")
def test_a_list_has_the_events_that_the_record_answers(browser: Browser, store: Store, question: Question, facets: Facets) -> None:
    assert [line.event for line in listed(browser, question, facets)] == asked(store, question, facets)


@pytest.mark.parametrize("facets", NARROWED, ids=lambda f: str(f)[7:-1])
@pytest.mark.parametrize(
    "question", QUESTIONS[::2], ids=lambda q: "-".join(str(getattr(q, n)) for n in q.__slots__ if getattr(q, n)) or "all"
)
def test_the_count_of_a_value_is_what_choosing_it_finds(browser: Browser, question: Question, facets: Facets) -> None:
    for facet in browser.facets(question, facets, most=4):
        for value in facet.values:
            changes: dict[str, Any] = {facet.name: (value.value,)}
            if facet.name == "confidence":
                chosen = browser.page(replace(question, least=float(value.value)), facets)
            elif hasattr(facets, facet.name):
                chosen = browser.page(question, replace(facets, **changes))
            else:
                chosen = browser.page(replace(question, **changes), facets)
            assert value.count == chosen.total, (facet.name, value)


def test_facets_have_their_most_frequent_values_and_what_is_chosen(browser: Browser) -> None:
    (modes,) = (f for f in browser.facets(Question(), Facets(mode=("meet", "no such mode")), most=3) if f.name == "mode")
    counts = [value.count for value in modes.values[:3]]
    assert counts == sorted(counts, reverse=True)
    assert [v for v in modes.values if v.chosen][-1].value == "no such mode"
    assert modes.more > 10


KEYS: dict[Sort, Any] = {
    Sort.NEWEST: lambda e: (-(e.day or date.min).toordinal(), e.event),
    Sort.OLDEST: lambda e: (e.day or date.max, e.event),
    Sort.SOURCES: lambda e: (-e.sources, -(e.day or date.min).toordinal(), e.event),
    Sort.CONFIDENCE: lambda e: (-e.confidence, -(e.day or date.min).toordinal(), e.event),
    Sort.TOLD: lambda e: (-(e.told or date.min).toordinal(), e.event),
}


@pytest.mark.parametrize("sort", Sort)
def test_lists_come_in_the_order_that_is_asked_for(browser: Browser, sort: Sort) -> None:
    lines = listed(browser, Question(), sort=sort)
    assert len(lines) == EVENTS
    assert lines == sorted(lines, key=KEYS[sort])


def test_a_line_says_what_the_record_says(browser: Browser, store: Store) -> None:
    told = {row["event"]: row for row in store.ask(asking.timeline(Question()))}
    for row in store.rows("FROM events"):
        line = browser.event(row["event"])
        assert line is not None
        assert (line.first, line.last, line.told, line.type, line.mode) == (
            row["from"], row["to"], row["first_told"], row["type"], row["mode"],
        )  # fmt: skip
        assert [(p.text, p.country, p.sector, p.entity) for p in line.actors] == [tuple(p.values()) for p in row["actors"]]
        assert (line.words, line.source) == (told[row["event"]]["words"], told[row["event"]]["source"])
        assert (line.score, line.confidence, line.mentions, line.sources) == (
            row["score"], row["confidence"], row["mentions"], row["sources"],
        )  # fmt: skip
        assert len(line.publishers) == row["sources"]
        assert (line.place and (line.place.text, line.place.latitude)) == (row["place"] and (row["place"]["text"], row["place"]["lat"]))


@pytest.mark.parametrize("question", [Question(), Question(type=("ASSAULT",), who=("RUS",)), Question(text="nothing of the kind")])
def test_what_waits_to_be_reviewed_comes_as_the_record_weighs_it(browser: Browser, store: Store, question: Question) -> None:
    found, told = browser.waiting(question, most=30), waiting(store, question, 30)
    assert found.total == told.total
    assert [item.weight for item in waiting_among(store, found.events, {}, 30).items] == [item.weight for item in told.items]


def test_what_two_people_see_differently_waits_where_it_is_asked_for(browser: Browser) -> None:
    last = browser.page(Question(type=("AID",)), sort=Sort.CONFIDENCE, limit=1).lines[0].event
    assert last in browser.waiting(most=1, disputed=[last, "none"]).events
    assert last not in browser.waiting(Question(type=("ASSAULT",)), most=1, disputed=[last]).events


def test_an_event_that_is_not_there_is_none(browser: Browser) -> None:
    assert browser.event("nothing") is None


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJuZXdlc3QiXQ", "WyJvbGRlc3QiLCAxLCAiYSJd", "é", "W1tbW1s" * 99])
def test_a_cursor_of_no_page_is_refused(browser: Browser, cursor: str) -> None:
    with pytest.raises(InputError, match="cursor"):
        browser.page(cursor=cursor)


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
def test_days_are_counted_by_steps_of_time(browser: Browser, store: Store, by: str) -> None:
    rows = store.rows(
        f"""
        SELECT date_trunc('{by}', {asking.DAY})::DATE AS day, count(*) AS events, sum(score) FILTER (score > 0) AS up,
               sum(score) FILTER (score < 0) AS down FROM events e GROUP BY ALL ORDER BY ALL
        """
    )
    found = browser.days(by=by)
    assert [(s.day, s.events, s.cooperation, s.conflict) for s in found] == [
        (r["day"], r["events"], r["up"] or 0, r["down"] or 0) for r in rows
    ]
    assert all(sum(step.classes.values()) == sum(step.types.values()) == step.events for step in found)
    told: dict[str, int] = {}
    for step in found:
        for type_, events in step.types.items():
            told[type_] = told.get(type_, 0) + events
    assert told == {r["type"]: r["n"] for r in store.rows("SELECT type, count(*) AS n FROM events GROUP BY type")}


def test_an_unknown_step_of_time_is_refused(browser: Browser) -> None:
    with pytest.raises(InputError, match="fortnight"):
        browser.days(by="fortnight")


def test_places_have_all_events(browser: Browser, store: Store) -> None:
    found = browser.places(most=10**6)
    assert sum(dot.events for dot in found.dots) + found.nowhere == found.total == EVENTS
    assert found.only == sum(dot.events for dot in found.dots if dot.latitude is None)
    ((only,),) = (row.values() for row in store.rows("SELECT count(*) FROM events e WHERE e.place.country <> '' AND e.place.lat IS NULL"))
    assert found.only == only
    (row,) = store.rows(
        "SELECT e.place.country AS country, count(*) AS n FROM events e WHERE country <> '' GROUP BY ALL ORDER BY n DESC LIMIT 1"
    )
    assert (found.countries[0].value, found.countries[0].count) == (row["country"], row["n"])


@pytest.mark.parametrize("question", [Question(), Question(place=("to",)), Question(who=("TUV",), place=("COL",))])
def test_a_place_knows_what_asking_for_it_finds(browser: Browser, store: Store, question: Question) -> None:
    for dot in browser.places(question).dots[:20]:
        of = Facets(country=(dot.country,)) if dot.country else ALL
        at = replace(question, place=(dot.place,)) if dot.place else question
        assert dot.asked == len(asked(store, at, of)) >= dot.events


def test_an_actor_has_what_it_does_and_what_is_done_to_it(browser: Browser, store: Store) -> None:
    found = browser.actor("TUV", by="year")
    does, undergoes, both = Question(who=("TUV",)), Question(whom=("TUV",)), Question(who=("TUV",), either=True)
    assert (found.done, found.received, found.events) == tuple(len(asked(store, q)) for q in (does, undergoes, both))
    assert sum(step.events for step in found.steps) == sum(t.count for t in found.types) == len(asked(store, done_only(both)))
    assert [line.event for line in found.latest] == asked(store, both)[:20]
    assert "TUV" not in {partner.code for partner in found.partners}
    for partner in found.partners:
        forth, back = Question(who=("TUV",), whom=(partner.code,)), Question(who=(partner.code,), whom=("TUV",))
        lines = [line for q in (forth, back) for line in listed(browser, done_only(q))]
        assert (partner.done, partner.received) == (len(asked(store, done_only(forth))), len(asked(store, done_only(back))))
        assert partner.score == sum(line.score or 0 for line in lines)


def test_a_dyad_has_both_ways(browser: Browser, store: Store) -> None:
    one, other = "TUV", browser.actor("TUV").partners[0].code
    found = browser.dyad(one, other)
    forth, back = Question(who=(one,), whom=(other,)), Question(who=(other,), whom=(one,))
    assert (found.forth.events, found.back.events) == (len(asked(store, forth)), len(asked(store, back)))
    assert {line.event for line in found.latest} <= {*asked(store, forth), *asked(store, back)}
    classes = Counter[str]()
    for step in found.steps:
        classes.update(step.classes)
    assert (len(found.talks), len(found.provocations)) == (
        min(20, classes["verbal cooperation"]),
        min(20, classes["material conflict"]),
    )


def test_coverage_has_every_report(browser: Browser, store: Store) -> None:
    found = browser.coverage(by="year", most=10**6)
    (row,) = store.rows("SELECT count(*) AS n, count(DISTINCT source) AS sources FROM reports")
    assert (sum(one.total for one in found.sources), len(found.sources)) == (row["n"], row["sources"])
    assert all(sum(one.reports) == one.total and len(one.reports) == len(found.steps) for one in found.sources)
    part = browser.coverage(date(2020, 1, 1), date(2020, 12, 31), "month")
    assert part.steps[0] == date(2020, 1, 1)
    assert part.steps[-1] == date(2020, 12, 1)
    assert len(part.steps) == 12


_INVOLVED = """
    WITH asked AS (SELECT e.event, {day} AS day, e.actors, e.recipients FROM events e WHERE {condition}),
    side AS (
        SELECT event, day, unnest(actors) AS p, true AS does FROM asked
        UNION ALL SELECT event, day, unnest(recipients), false FROM asked
    )
    SELECT coalesce(nullif(p.entity, ''), nullif(concat_ws(':', nullif(p.country, ''), nullif(p.sector, '')), ''), lower(p.text)) AS key,
           arg_max(p, (length(p.text), p.text)).text AS text, count(DISTINCT event) AS events,
           count(DISTINCT event) FILTER (does) AS acts, count(DISTINCT event) FILTER (NOT does) AS receives, min(day), max(day)
    FROM side WHERE contains(lower(p.text), lower($name)) GROUP BY key ORDER BY events DESC, key
"""


@pytest.mark.parametrize("name", ["", "of", "no such name"])
@pytest.mark.parametrize("question", QUESTIONS[:12])
def test_those_who_take_part_are_counted_as_the_record_has_them(browser: Browser, store: Store, question: Question, name: str) -> None:
    condition, values = asking.where(question)
    rows = store.rows(_INVOLVED.format(day=asking.DAY, condition=condition), values | {"name": name})
    found = browser.involved(question, ALL, name, limit=10_000)
    assert [(i.key, i.text, i.events, i.acts, i.receives, i.first, i.last) for i in found] == [tuple(row.values()) for row in rows]


def test_a_page_of_those_who_take_part_begins_after_the_one_before(browser: Browser) -> None:
    whole, pages = browser.involved(limit=10_000), []
    while not pages or pages[-1]:
        last = pages[-1][-1] if pages else None
        pages.append(browser.involved(after=(last.events, last.key) if last else None, limit=7))
    assert [one for page in pages for one in page] == list(whole)
