"""What is new to a query: each event once, whatever becomes of its id; what changed; alerts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from dateline.record.alerts.finding import Thresholds
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.record.verdicts import join, split
from dateline.record.watching import news, outbox
from dateline.record.watching.outbox import News
from dateline.record.watching.queries import Watched

from ..conftest import mention, on, party, report

NOW = datetime(2024, 5, 6, 12)
DAY = date(2024, 5, 4)
USA, PRK, KEN, SOM = (party(code) for code in ("USA", "PRK", "KEN", "SOM"))
FIRED = "North Korea fired a missile into the sea on Saturday."
ALL = Watched("", Question(), outlets=("out",))
KOREA = Watched("korea", Question(who=("PRK",)), outlets=("out", "korea.xml"))
UPDATES = Watched("", Question(), updates=True, outlets=("out",))


def tell(
    store: Store, name: str, text: str = FIRED, words: str = "fired", type_: str = "MOBILIZE", who: Any = PRK, whom: Any = None, **more: Any
) -> None:
    """A report that tells one event, merged into the record."""
    published, version = more.pop("published", date(2024, 5, 5)), more.pop("version", "1")
    store.execute("UPDATE reports SET current = false WHERE report = ?", [name])
    store.insert("reports", [report(name, published, text, more.pop("source", "")) | {"version": version}])
    told = mention(name, type_, words, text, who, whom, **{"time": on(DAY), "mode": "weapons-test"} | more)
    store.insert("mentions", [told | {"version": version, "mention": f"{name}-{words}-{version}"}])
    merge(store)


def look(store: Store, *queries: Watched, at: datetime = NOW) -> list[News]:
    """What is new, and told with that."""
    news.look(store, queries, at, Thresholds())
    found = outbox.waiting(store, "out", 100)
    outbox.delivered(store, "out", found, at)
    return found


def told(found: Sequence[News]) -> list[tuple[str, str]]:
    return [(one.kind, one.subject) for one in found]


def test_what_is_new_is_told_once_with_its_words(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    (one,) = look(store, ALL)
    assert (one.kind, one.subject, one.number, one.found) == ("event", "a-fired-1", 1, NOW)
    assert one.content["event"]["words"] == FIRED
    assert (one.content["id"], one.content["found"], one.content["queries"]) == (one.id, "2024-05-06T12:00:00Z", [])
    assert look(store, ALL) == []


@pytest.mark.parametrize(("backlog", "found"), [(False, []), (True, [("event", "a-fired-1")])])
def test_what_was_there_at_the_start_is_new_only_if_asked_for(store: Store, backlog: bool, found: list[tuple[str, str]]) -> None:
    tell(store, "a")
    news.begin(store, [ALL], NOW, Thresholds(), backlog)
    assert told(look(store, ALL)) == found


def test_what_came_in_while_nobody_watched_is_new_at_the_next_start(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    news.begin(store, [ALL], NOW, Thresholds())
    assert told(look(store, ALL)) == [("event", "a-fired-1")]


def test_another_report_of_an_event_that_was_told_is_not_new(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "b")
    assert told(look(store, ALL)) == [("event", "b-fired-1")]
    tell(store, "c")
    assert look(store, ALL) == []


def test_an_event_that_goes_by_another_id_now_is_not_new(store: Store) -> None:
    """A report of an earlier day comes in and gives it its id."""
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "b")
    look(store, ALL)
    tell(store, "a", published=date(2024, 5, 4))
    assert [r["event"] for r in store.rows("SELECT event FROM events")] == ["a-fired-1"]
    assert look(store, ALL) == []
    tell(store, "0", published=date(2024, 5, 3))
    assert look(store, ALL) == []


def two(store: Store) -> None:
    """Two events."""
    tell(store, "a")
    tell(store, "b", "Kenya accused Somalia on Saturday.", "accused", "ACCUSE", KEN, SOM, mode=None)


def test_an_event_that_was_merged_into_one_not_told_is_not_new(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    two(store)
    assert len(look(store, ALL)) == 2
    join(store, "a-fired-1", "b-accused-1", "ana", "one act")
    assert look(store, ALL) == []


def test_an_event_that_was_parted_from_one_is_new(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    tell(store, "b")
    assert told(look(store, ALL)) == [("event", "a-fired-1")]
    split(store, "a-fired-1", "b-fired-1", "ana", "two acts")
    assert told(look(store, ALL)) == [("event", "b-fired-1")]
    join(store, "a-fired-1", "b-fired-1", "ana", "one act")
    split(store, "a-fired-1", "b-fired-1", "ana", "two acts")
    assert look(store, ALL) == []


@pytest.mark.parametrize("edited", [f"Update: {FIRED}", "On Saturday, North Korea fired two missiles into the sea."])
def test_an_edited_report_does_not_make_its_events_new(store: Store, edited: str) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    look(store, ALL)
    tell(store, "a", edited, version="2")
    assert [r["event"] for r in store.rows("SELECT event FROM events")] == ["a-fired-2"]
    assert look(store, ALL) == []
    tell(store, "a", f"{edited} It said so.", version="3")
    assert look(store, ALL) == []


def test_what_an_edited_report_tells_besides_is_new(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    look(store, ALL)
    text = f"{FIRED} The United States condemned it. It had fired one in April."
    tell(store, "a", text, version="2")
    again = {"version": "2", "time": on(date(2024, 4, 1)), "mode": "weapons-test"}
    store.insert(
        "mentions",
        [mention("a", "MOBILIZE", "had fired", text, PRK, **again), mention("a", "ACCUSE", "condemned", text, USA, PRK, version="2")],
    )
    merge(store)
    assert sorted(told(look(store, ALL))) == [("event", "a-condemned"), ("event", "a-had fired")]


def test_an_event_that_comes_to_meet_the_conditions_is_new_then(store: Store) -> None:
    twice = Watched("", Question(least=0.9), outlets=("out",))
    news.begin(store, [twice], NOW, Thresholds())
    tell(store, "a")
    assert look(store, twice) == []
    tell(store, "b", confidence=0.95)
    assert told(look(store, twice)) == [("event", "a-fired-1")]


def test_an_event_that_meets_several_queries_is_told_once_to_all_their_outlets(store: Store) -> None:
    news.begin(store, [ALL, KOREA], NOW, Thresholds())
    two(store)
    by = {one.subject: one.content["queries"] for one in look(store, ALL, KOREA)}
    assert by == {"a-fired-1": ["korea"], "b-accused-1": []}
    assert [one.subject for one in outbox.waiting(store, "korea.xml", 9)] == ["a-fired-1"]


def test_a_query_that_is_added_is_not_told_what_was_there(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    news.begin(store, [ALL, KOREA], NOW, Thresholds())
    assert [one.content["queries"] for one in look(store, ALL, KOREA)] == [[]]


def test_queries_of_the_same_conditions_are_told_alike(store: Store) -> None:
    one, other = Watched("one", Question(), outlets=("out",)), Watched("other", Question(), updates=True, outlets=("else",))
    news.begin(store, [one, other], NOW, Thresholds())
    tell(store, "a")
    assert [found.content["queries"] for found in look(store, one, other)] == [["one", "other"]]
    tell(store, "b")
    assert look(store, one, other) == []
    assert [found.kind for found in outbox.waiting(store, "else", 9)] == ["event", "update"]


# Updates


def killed(number: float) -> list[dict[str, Any]]:
    return [{"kind": "killed", "low": number, "best": number, "high": number, "unit": "", "start": 0, "stop": 1}]


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ({}, {"sources": {"was": 1, "is": 2}}),
        ({"quantities": killed(5)}, {"killed": {"was": [3.0, 3.0, 3.0], "is": [3.0, 5.0, 5.0]}, "sources": {"was": 1, "is": 2}}),
        (
            {"factuality": "negated", "confidence": 0.99},
            {"factuality": {"was": "occurred", "is": "negated"}, "sources": {"was": 1, "is": 2}},
        ),
    ],
    ids=["more sources", "another toll", "denied"],
)
def test_what_changed_materially_is_told_if_asked_for(store: Store, more: dict[str, Any], changed: dict[str, Any]) -> None:
    for query in (ALL, UPDATES):
        news.begin(store, [query], NOW, Thresholds())
    tell(store, "a", quantities=killed(3))
    look(store, UPDATES)
    tell(store, "b", **{"quantities": killed(3)} | more)
    (one,) = look(store, UPDATES)
    assert (one.kind, one.subject, one.content["changed"]) == ("update", "a-fired-1", changed)
    assert look(store, UPDATES) == []


def test_no_update_unless_asked_for(store: Store) -> None:
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "a")
    look(store, ALL)
    tell(store, "b")
    assert look(store, ALL) == []
    assert look(store, UPDATES) == []


def test_sources_are_worth_an_update_at_two_three_five_and_ten(store: Store) -> None:
    news.begin(store, [UPDATES], NOW, Thresholds())
    found = []
    for n in range(10):
        tell(store, f"r{n}")
        found += [one.content["changed"]["sources"]["is"] for one in look(store, UPDATES) if one.kind == "update"]
    assert found == [2, 3, 5, 10]


def test_an_update_is_of_what_was_told_first_whatever_it_is_called_now(store: Store) -> None:
    news.begin(store, [UPDATES], NOW, Thresholds())
    tell(store, "b")
    look(store, UPDATES)
    tell(store, "a", published=date(2024, 5, 4))
    (one,) = look(store, UPDATES)
    assert (one.kind, one.subject, one.content["event"]["event"]) == ("update", "b-fired-1", "a-fired-1")


def test_an_edited_toll_is_an_update(store: Store) -> None:
    news.begin(store, [UPDATES], NOW, Thresholds())
    tell(store, "a", quantities=killed(3))
    look(store, UPDATES)
    tell(store, "a", f"{FIRED} Five died.", version="2", quantities=killed(5))
    (one,) = look(store, UPDATES)
    assert (one.kind, one.subject) == ("update", "a-fired-1")
    assert one.content["changed"] == {"killed": {"was": [3.0, 3.0, 3.0], "is": [5.0, 5.0, 5.0]}}


def test_what_no_report_tells_any_more_is_withdrawn(store: Store) -> None:
    news.begin(store, [UPDATES], NOW, Thresholds())
    tell(store, "a")
    look(store, UPDATES)
    tell(store, "a", "Kenya accused Somalia on Saturday.", "accused", "ACCUSE", KEN, SOM, version="2", mode=None)
    found = look(store, UPDATES)
    assert told(found) == [("event", "a-accused-2"), ("withdrawn", "a-fired-1")]
    assert (found[1].content["was"]["type"], found[1].content["report"]) == ("MOBILIZE/weapons-test", "a")
    assert look(store, UPDATES) == []


# Alerts


def read_for_a_year(store: Store) -> None:
    days = [NOW.date() - timedelta(days=n) for n in range(0, 365, 2)]
    store.insert("reports", [report(f"r{n}", day, "No act.", "Wire") for n, day in enumerate(days)])


def test_an_alert_is_told_once_with_its_events(store: Store) -> None:
    alarmed = Watched("", Question(), alerts=True, outlets=("out",))
    read_for_a_year(store)
    news.begin(store, [alarmed], NOW, Thresholds())
    tell(store, "r9", version="2", source="Wire")
    (first,) = (one for one in look(store, alarmed) if one.kind == "alert")
    assert first.content["alert"]["text"].startswith("PRK: MOBILIZE/weapons-test: first in 60 days")
    assert [event["words"] for event in first.content["alert"]["events"]] == [FIRED]
    assert look(store, alarmed, at=NOW + timedelta(days=1)) == []


def test_alerts_that_were_there_at_the_start_are_not_told(store: Store) -> None:
    alarmed = Watched("", Question(), alerts=True, outlets=("out",))
    read_for_a_year(store)
    tell(store, "r9", version="2", source="Wire")
    news.begin(store, [alarmed], NOW, Thresholds())
    assert look(store, alarmed) == []


def test_no_alert_unless_asked_for(store: Store) -> None:
    read_for_a_year(store)
    news.begin(store, [ALL], NOW, Thresholds())
    tell(store, "r9", version="2", source="Wire")
    assert [one.kind for one in look(store, ALL)] == ["event"]
