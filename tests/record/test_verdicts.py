"""What people decide of events: signed, with a reason, and taken back without a trace but in the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from dateline.errors import InputError
from dateline.record import corrections, verdicts
from dateline.record.merging import merge
from dateline.record.schema import migrations
from dateline.record.store import Store
from dateline.record.verdicts import Decision, come_to

from .conftest import mention, on, party, report

MONDAY = date(2024, 5, 6)
LAUNCH = "North Korea fired a ballistic missile into the sea off Wonsan on Monday."
AGAIN = "Pyongyang fired the ballistic missile off Wonsan early on Monday, Seoul's military said."
OTHER = "North Korea called up its reservists in Pyongyang."
TABLES = ("events", "members", "verdicts")


@pytest.fixture
def store() -> Iterator[Store]:
    """Two reports of one launch, and one of another act."""
    with Store.open(":memory:") as opened:
        for name, text, word in (("a", LAUNCH, "fired"), ("b", AGAIN, "fired"), ("c", OTHER, "called")):
            opened.insert("reports", [report(name, MONDAY, text)])
            time = on(MONDAY) if word == "fired" else on(date(2024, 5, 1))
            opened.insert("mentions", [mention(name, "MOBILIZE", word, text, party("PRK"), mode="weapons-test", time=time)])
        merge(opened)
        yield opened


def content(store: Store) -> dict[str, list[Any]]:
    return {table: store.rows(f"SELECT to_json(t)::VARCHAR AS row FROM {table} t ORDER BY row") for table in TABLES}


def groups(store: Store) -> list[str]:
    return [
        row["m"] for row in store.rows("SELECT string_agg(mention[1], '' ORDER BY mention) AS m FROM members GROUP BY event ORDER BY m")
    ]


DECIDE: dict[str, Callable[[Store], object]] = {
    "join": lambda store: verdicts.join(store, "a-fired", "c-called", "ana", "one drill"),
    "split": lambda store: verdicts.split(store, "a-fired", "b-fired", "ana", "two launches"),
    "part": lambda store: verdicts.part(store, "a-fired", "c-called", "ana", "two things"),
    "confirm": lambda store: verdicts.confirm(store, "a-fired", "ana"),
}


@pytest.mark.parametrize(
    ("kind", "after"), [("join", ["abc"]), ("split", ["a", "b", "c"]), ("part", ["ab", "c"]), ("confirm", ["ab", "c"])]
)
def test_a_decision_holds_at_once_and_is_signed(store: Store, kind: str, after: list[str]) -> None:
    assert groups(store) == ["ab", "c"]
    DECIDE[kind](store)
    assert groups(store) == after
    (made,) = verdicts.listed(store)
    assert (made["kind"], made["who"], made["state"]) == (kind, "ana", "applied")


@pytest.mark.parametrize("kind", DECIDE)
def test_what_is_taken_back_leaves_no_trace_but_in_the_list(store: Store, kind: str) -> None:
    before = content(store)
    DECIDE[kind](store)
    after = content(store)
    assert after != before
    verdicts.undo(store, verdicts.listed(store)[0]["decision"], "bob", "a slip")
    assert content(store) == before
    verdicts.undo(store, verdicts.listed(store)[1]["decision"], "ana")
    assert content(store) == after
    assert [(row["kind"], row["who"], row["state"]) for row in verdicts.listed(store)] == [
        (kind, "ana", "applied"),
        ("undo", "bob", "undone"),
        ("undo", "ana", "applied"),
    ]


def test_joining_gives_the_event_also_where_none_was_named_by_its_first_mention() -> None:
    with Store.open(":memory:") as opened:
        for name, text, word, day in (("a", LAUNCH, "fired", 7), ("b", AGAIN, "fired", 6), ("c", OTHER, "called", 8)):
            opened.insert("reports", [report(name, date(2024, 5, day), text)])
            time = on(MONDAY) if word == "fired" else on(date(2024, 5, 1))
            opened.insert("mentions", [mention(name, "MOBILIZE", word, text, party("PRK"), mode="weapons-test", time=time)])
        merge(opened)
        assert verdicts.join(opened, "b-fired", "c-called", "ana", "one drill") == "b-fired"


def test_what_is_decided_later_takes_the_place_of_what_was_decided_before(store: Store) -> None:
    DECIDE["split"](store)
    verdicts.join(store, "a-fired", "b-fired", "bob", "one launch, told twice")
    assert groups(store) == ["ab", "c"]
    verdicts.undo(store, verdicts.listed(store)[1]["decision"], "bob")
    assert groups(store) == ["a", "b", "c"], "what was decided before holds again"


def test_what_was_confirmed_stays_together_whatever_else_is_said_of_the_mentions(store: Store) -> None:
    DECIDE["confirm"](store)
    corrections.correct(store, "b-fired", {"type": "ASSAULT", "mode": None}, "ana", "an attack")
    assert len(groups(store)) == 2
    verdicts.undo(store, verdicts.listed(store)[0]["decision"], "bob")
    assert len(groups(store)) == 3


@pytest.mark.parametrize(
    ("decide", "fault"),
    [
        (lambda s: verdicts.join(s, "a-fired", "c-called", "ana", " "), "has no reason"),
        (lambda s: verdicts.join(s, "a-fired", "c-called", "", "why"), "nobody is named"),
        (lambda s: verdicts.join(s, "a-fired", "a-fired", "ana", "why"), "is the same event"),
        (lambda s: verdicts.confirm(s, "c-called", "ana"), "has one mention only"),
        (lambda s: verdicts.split(s, "c-called", "c-called", "ana", "why"), "tells of the event alone"),
        (lambda s: verdicts.undo(s, "zzz", "ana"), "no such decision"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_remedy_and_leaves_nothing(
    store: Store, decide: Callable[[Store], object], fault: str
) -> None:
    before = content(store)
    with pytest.raises(InputError, match=fault) as caught:
        decide(store)
    assert caught.value.remedy
    assert (content(store), verdicts.listed(store)) == (before, [])


@pytest.mark.parametrize(
    ("decisions", "expected"),
    [
        ([("join", "a", "b")], {("a", "b"): True}),
        ([("join", "ac", "b")], {("a", "b"): True, ("a", "c"): True}),
        ([("confirm", "cba", "")], {("a", "b"): True, ("a", "c"): True}),
        ([("split", "b", "ac")], {("a", "b"): False, ("b", "c"): False}),
        ([("split", "b", "ac"), ("join", "ac", "b")], {("a", "b"): True, ("a", "c"): True}),
        ([("join", "a", "b"), ("join", "b", "c"), ("part", "a", "b")], {("a", "b"): False, ("b", "c"): True}),
    ],
)
def test_what_decisions_come_to(decisions: list[tuple[str, str, str]], expected: dict[tuple[str, str], bool]) -> None:
    made = [Decision(str(n), kind, list(ones), list(others), None) for n, (kind, ones, others) in enumerate(decisions)]
    assert come_to(made) == expected


def test_what_was_decided_before_it_was_signed_is_kept(tmp_path: Any) -> None:
    path = tmp_path / "old.duckdb"
    with Store.open(path) as old:
        old.insert("verdicts", [{"one": "a", "other": "b", "same": False}])
        for statement in ("DROP TABLE decisions", "DROP TABLE opinions", "ALTER TABLE corrections DROP COLUMN event"):
            old.execute(statement)
        old.execute("DELETE FROM migrations WHERE number = 8")
    with Store.open(path) as now:
        (kept,) = verdicts.listed(now)
        assert (kept["kind"], kept["ones"], kept["others"], kept["who"], kept["made"]) == ("part", ["a"], ["b"], "", None)
        assert come_to([Decision("x", "part", kept["ones"], kept["others"], None)]) == {("a", "b"): False}
    assert any(name.startswith("0008") for name, _ in migrations())
