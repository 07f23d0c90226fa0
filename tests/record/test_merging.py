"""Mentions to events: what tells of one act is joined, whatever the order; ids stay, and what is no more says what it became."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from dateline.record.merging import merge
from dateline.record.store import Store

from .conftest import mention, on, party, report

MONDAY = date(2024, 5, 6)
LAUNCH = "North Korea fired a ballistic missile into the sea off Wonsan on Monday."
AGAIN = "Pyongyang fired the ballistic missile off Wonsan early on Monday, Seoul's military said."
OTHER = "South Korea fired shells in a drill near the border on Monday."
PRK, KOR = party("PRK"), party("KOR")


def told() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Three reports: two of one launch, one of another act."""
    rows = [("a", LAUNCH, PRK, MONDAY + timedelta(1)), ("b", AGAIN, PRK, MONDAY + timedelta(2)), ("c", OTHER, KOR, MONDAY + timedelta(1))]
    return [
        (report(name, day, text), mention(name, "MOBILIZE", "fired", text, actor, mode="weapons-test", time=on(MONDAY)))
        for name, text, actor, day in rows
    ]


def add(store: Store, rows: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    store.insert("reports", [r for r, _ in rows])
    store.insert("mentions", [m for _, m in rows])


def events(store: Store) -> list[tuple[str, list[str]]]:
    rows = store.rows("SELECT event, list_sort(list(mention)) AS told FROM members GROUP BY event ORDER BY event")
    return [(row["event"], row["told"]) for row in rows]


EVENTS = [("a-fired", ["a-fired", "b-fired"]), ("c-fired", ["c-fired"])]


def test_mentions_of_one_act_become_one_event(store: Store) -> None:
    add(store, told())
    merge(store)
    assert events(store) == EVENTS
    (row,) = store.rows("SELECT mentions, sources, mode FROM events WHERE event = 'a-fired'")
    assert row == {"mentions": 2, "sources": 2, "mode": "weapons-test"}


def test_the_order_and_the_pieces_do_not_matter() -> None:
    for seed in range(10):
        rows = told()
        random.Random(seed).shuffle(rows)
        with Store.open(":memory:") as store:
            for row in rows:
                add(store, [row])
                merge(store)
            assert events(store) == EVENTS


def test_merging_twice_changes_nothing(store: Store) -> None:
    add(store, told())
    merge(store)
    assert merge(store).new == 0
    assert events(store) == EVENTS


def test_an_earlier_telling_that_comes_late_names_the_event_and_the_old_id_leads_there(store: Store) -> None:
    first, later, _ = told()
    add(store, [later])
    merge(store)
    add(store, [first])
    merge(store)
    assert events(store) == EVENTS[:1]
    assert store.rows("SELECT * FROM former") == [{"event": "b-fired", "now": "a-fired"}]


def test_two_acts_of_one_report_stay_two(store: Store) -> None:
    (first, one), _, _ = told()
    again = mention("a", "MOBILIZE", "Wonsan", LAUNCH, PRK, mode="troops", time=on(MONDAY - timedelta(30)))
    add(store, [(first, one)])
    store.insert("mentions", [again])
    merge(store)
    assert [members for _, members in events(store)] == [["a-Wonsan"], ["a-fired"]]


def test_an_act_that_a_report_tells_twice_is_one(store: Store) -> None:
    (first, one), (_, two), _ = told()
    add(store, [(first, one), (first, two | {"report": "a"})])
    merge(store)
    assert [members for _, members in events(store)] == [["a-fired", "b-fired"]]


def test_what_an_edited_report_no_longer_says_leaves_its_event(store: Store) -> None:
    add(store, told())
    merge(store)
    store.execute("UPDATE reports SET current = false WHERE report = 'a'")
    merge(store)
    assert events(store) == [("b-fired", ["b-fired"]), ("c-fired", ["c-fired"])]
    assert store.rows("SELECT now FROM former WHERE event = 'a-fired'") == [{"now": "b-fired"}], "who kept the old id finds what is left"


def test_what_a_person_has_parted_is_not_joined_again(store: Store) -> None:
    add(store, told())
    store.insert("verdicts", [{"one": "a-fired", "other": "b-fired", "same": False}])
    merge(store)
    assert [members for _, members in events(store)] == [["a-fired"], ["b-fired"], ["c-fired"]]


def test_what_a_person_has_joined_is_one_event(store: Store) -> None:
    add(store, told())
    store.insert("verdicts", [{"one": "b-fired", "other": "c-fired", "same": True}])
    merge(store)
    assert any({"b-fired", "c-fired"} <= set(members) for _, members in events(store))


def test_states_that_say_the_same_on_one_day_in_the_same_words_act_each_for_itself(store: Store) -> None:
    text = "{} condemned Iran on Monday for its attack on Israel and called for restraint."
    said = [("FRA", "France"), ("KEN", "Kenya"), ("JPN", "Japan")]
    rows = [
        (
            report(country, MONDAY + timedelta(1), text.format(name)),
            mention(
                country,
                "ACCUSE",
                "condemned",
                text.format(name),
                party(country, text=name),
                party("IRN"),
                mode="disapprove",
                time=on(MONDAY),
            ),
        )
        for country, name in said
    ]
    add(store, rows)
    merge(store)
    assert len(events(store)) == len(said)


def test_the_same_said_by_one_state_in_two_reports_is_one_act(store: Store) -> None:
    text = "{} condemned Iran on Monday for its attack on Israel and called for restraint."
    for name, words in (("a", "France"), ("b", "Paris")):
        told = mention(
            name, "ACCUSE", "condemned", text.format(words), party("FRA", text=words), party("IRN"), mode="disapprove", time=on(MONDAY)
        )
        add(store, [(report(name, MONDAY + timedelta(1), text.format(words)), told)])
    merge(store)
    assert len(events(store)) == 1
