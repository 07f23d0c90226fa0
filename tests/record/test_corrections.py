"""What people say of mentions: it holds at once, in the event too, is attributed, and can be taken back; nothing said is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from dateline.coding.coder import Coder
from dateline.errors import InputError
from dateline.model import Report
from dateline.record import corrections
from dateline.record.gathering import gather
from dateline.record.looking import look
from dateline.record.merging import merge
from dateline.record.store import Store
from dateline.record.verdicts import split

from .conftest import mention, on, party, report

MONDAY = date(2024, 5, 6)
LAUNCH = "North Korea fired a ballistic missile into the sea off Wonsan on Monday."
AGAIN = "Pyongyang fired the ballistic missile off Wonsan early on Monday, Seoul's military said."
TABLES = ("mentions", "events", "members", "pairs", "verdicts")


@pytest.fixture
def store() -> Iterator[Store]:
    """Two reports of one launch."""
    with Store.open(":memory:") as opened:
        for name, text in (("a", LAUNCH), ("b", AGAIN)):
            opened.insert("reports", [report(name, MONDAY, text)])
            told = mention(name, "MOBILIZE", "fired", text, party("PRK", text="North Korea"), mode="weapons-test", time=on(MONDAY))
            opened.insert("mentions", [told | {"reason": [{"stage": "lexicon", "text": "an entry"}]}])
        merge(opened)
        yield opened


def content(store: Store) -> dict[str, list[Any]]:
    return {table: store.rows(f"SELECT to_json(t)::VARCHAR AS row FROM {table} t ORDER BY row") for table in TABLES}


def told(store: Store, name: str) -> dict[str, Any]:
    (row,) = store.rows("SELECT * FROM mentions WHERE mention = ?", [name])
    return row


def test_a_field_is_corrected_and_the_event_with_it(store: Store) -> None:
    for name in ("a-fired", "b-fired"):
        corrections.correct(store, name, {"time": {"from": "2024-05-05", "to": "2024-05-05"}}, "ana", "told by KCNA")
    assert [row["from"] for row in store.rows('SELECT "from" FROM events')] == [date(2024, 5, 5)]
    assert told(store, corrections.find(store, "a-fired")["mention"])["reason"][-1]["stage"] == "corrected"


def test_fields_that_nobody_corrected_stay(store: Store) -> None:
    before = told(store, "a-fired")
    now = corrections.correct(store, "a-fired", {"factuality": "negated"}, "ana", "denied")
    changed = {name for name, value in told(store, now).items() if value != before[name]}
    assert changed <= {"mention", "factuality", "reason", "confidence", "score"}


def test_another_type_is_another_id_and_the_old_one_leads_there(store: Store) -> None:
    now = corrections.correct(store, "a-fired", {"type": "ASSAULT"}, "ana", "an attack")
    assert now != "a-fired"
    assert corrections.find(store, "a-fired")["mention"] == now
    assert look(store, now)["type"] == "ASSAULT"


def test_an_event_says_who_corrected_it(store: Store) -> None:
    corrections.correct(store, "a-fired", {"factuality": "negated"}, "ana", "denied")
    (made,) = look(store, "a-fired")["corrections"]
    assert (made["who"], made["kind"], made["fields"], made["reason"]) == ("ana", "correct", {"factuality": "negated"}, "denied")


def test_what_is_rejected_is_told_no_more(store: Store) -> None:
    corrections.reject(store, "a-fired", "ana", "no event")
    assert [row["event"] for row in store.rows("SELECT event FROM events")] == ["b-fired"]
    assert store.rows("SELECT now FROM former WHERE event = 'a-fired'") == [{"now": "b-fired"}]


def test_the_last_telling_that_is_rejected_takes_the_event_with_it(store: Store) -> None:
    for name in ("a-fired", "b-fired"):
        corrections.reject(store, name, "ana", "no event")
    assert store.rows("SELECT * FROM events") == []


MISSED = {"type": "ACCUSE", "trigger": "said", "quote": "Seoul's military said", "actors": [{"text": "Seoul's military", "country": "KOR"}]}


def test_a_missed_event_is_added(store: Store) -> None:
    name = corrections.add(store, "b", MISSED, "ana", "missed")
    row = told(store, name)
    words = AGAIN[row["actors"][0]["start"] : row["actors"][0]["stop"]]
    assert (words, row["recipients"], row["factuality"]) == ("Seoul's military", [], "occurred")
    assert look(store, name)["mentions"][0]["words"][1] == "said"


def test_a_missed_event_does_not_take_the_place_of_one_that_is_told_by_the_same_word(store: Store) -> None:
    missed = {"type": "ASSAULT", "trigger": "fired", "quote": AGAIN, "actors": [{"text": "Pyongyang", "country": "PRK"}]}
    name = corrections.add(store, "b", missed, "ana", "also an attack")
    assert {row["mention"] for row in store.rows("SELECT mention FROM mentions WHERE report = 'b'")} == {"b-fired", name}


@pytest.mark.parametrize(
    "say",
    [
        lambda store: corrections.accept(store, "a-fired", "ana"),
        lambda store: corrections.correct(store, "a-fired", {"type": "ASSAULT", "actors": []}, "ana", "why"),
        lambda store: corrections.reject(store, "a-fired", "ana", "why"),
        lambda store: corrections.add(store, "b", MISSED, "ana", "why"),
    ],
    ids=["accept", "correct", "reject", "add"],
)
def test_what_is_taken_back_leaves_no_trace_but_in_the_list(store: Store, say: Callable[[Store], object]) -> None:
    before = content(store)
    say(store)
    (made,) = corrections.listed(store)
    assert content(store) != before
    corrections.undo(store, made["correction"], "bob", "a slip")
    assert content(store) == before
    assert [(row["kind"], row["who"], row["state"]) for row in corrections.listed(store)] == [
        (made["kind"], "ana", "undone"),
        ("undo", "bob", "applied"),
    ]


def test_taking_back_is_taken_back(store: Store) -> None:
    now = corrections.correct(store, "a-fired", {"factuality": "negated"}, "ana", "denied")
    after = content(store)
    corrections.undo(store, corrections.listed(store)[0]["correction"], "bob")
    corrections.undo(store, corrections.listed(store)[1]["correction"], "ana")
    assert content(store) == after
    assert told(store, now)["factuality"] == "negated"


def test_what_two_people_say_holds_together(store: Store) -> None:
    corrections.correct(store, "a-fired", {"type": "ASSAULT"}, "ana", "an attack")
    now = corrections.correct(store, "a-fired", {"mode": "heavy-weapons"}, "bob", "a missile")
    row = told(store, now)
    assert (row["type"], row["mode"]) == ("ASSAULT", "heavy-weapons")
    assert [step["text"].split(";")[-1].split()[1] for step in row["reason"][-2:]] == ["ana", "bob"]


def test_what_was_parted_by_hand_stays_parted_under_the_new_id(store: Store) -> None:
    split(store, "a-fired", "b-fired", "ana", "why")
    now = corrections.correct(store, "b-fired", {"actors": [{"text": "Pyongyang", "country": "PRK"}], "mode": None}, "ana", "why")
    assert len(store.rows("SELECT * FROM events")) == 2
    assert store.rows("SELECT 1 FROM verdicts WHERE one = ? OR other = ?", [now, now])


@pytest.mark.parametrize(
    ("say", "fault"),
    [
        (lambda s: corrections.accept(s, "zzz", "ana"), "no such mention"),
        (lambda s: corrections.correct(s, "a-fired", {}, "ana", "why"), "nothing to correct"),
        (lambda s: corrections.correct(s, "a-fired", {"type": "PRAISE"}, "ana", "why"), "not in the codebook"),
        (lambda s: corrections.correct(s, "a-fired", {"mode": "loudly"}, "ana", "why"), "MOBILIZE has no mode 'loudly'"),
        (lambda s: corrections.correct(s, "a-fired", {"factuality": "maybe"}, "ana", "why"), "'maybe' is unknown"),
        (lambda s: corrections.correct(s, "a-fired", {"actors": [{"text": "Ruritania"}]}, "ana", "why"), "is not in the report"),
        (lambda s: corrections.correct(s, "a-fired", {"actors": [{"text": "Wonsan", "country": "XXX"}]}, "ana", "why"), "'XXX'"),
        (lambda s: corrections.correct(s, "a-fired", {"actors": [{"text": "Wonsan", "sector": "XXX"}]}, "ana", "why"), "'XXX'"),
        (lambda s: corrections.correct(s, "a-fired", {"time": {"from": "2024-05-06", "to": "2024-05-01"}}, "ana", "why"), "is before"),
        (lambda s: corrections.correct(s, "a-fired", {"time": {"from": "Monday", "to": "Monday"}}, "ana", "why"), "is no day"),
        (lambda s: corrections.correct(s, "a-fired", {"quantities": [{"kind": "eaten", "best": 1}]}, "ana", "why"), "unknown kind"),
        (lambda s: corrections.correct(s, "a-fired", {"quote": "fired"}, "ana", "why"), "cannot be corrected"),
        (lambda s: corrections.correct(s, "a-fired", {"mode": None}, "ana", " "), "has no reason"),
        (lambda s: corrections.correct(s, "a-fired", {"mode": None}, "", "why"), "nobody is named"),
        (lambda s: corrections.add(s, "zzz", MISSED, "ana", "why"), "no such report"),
        (lambda s: corrections.add(s, "b", MISSED | {"actors": []}, "ana", "why"), "an event needs actors"),
        (lambda s: corrections.add(s, "b", MISSED | {"trigger": "shot"}, "ana", "why"), "is not in the quote"),
        (lambda s: corrections.undo(s, "zzz", "ana"), "no such correction"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_refused_with_a_remedy_and_leaves_nothing(store: Store, say: Callable[[Store], object], fault: str) -> None:
    before = content(store)
    with pytest.raises(InputError, match=fault) as caught:
        say(store)
    assert caught.value.remedy
    assert content(store) == before
    assert store.rows("SELECT correction FROM corrections UNION SELECT anchor FROM anchors") == []


def test_what_was_taken_back_cannot_be_taken_back_again(store: Store) -> None:
    corrections.reject(store, "a-fired", "ana", "why")
    made = corrections.listed(store)[0]["correction"]
    corrections.undo(store, made, "ana")
    with pytest.raises(InputError, match="was taken back already"):
        corrections.undo(store, made, "ana")


FIRST = "France condemned Iran on Monday. Kenya praised Somalia."


@pytest.mark.parametrize(
    ("edited", "state", "factuality"),
    [
        ("PARIS -- " + FIRST + " Spain agreed.", "applied", ["negated"]),
        ("France criticised Iran on Monday. Kenya praised Somalia.", "orphaned", ["occurred"]),
    ],
)
def test_an_edited_report_keeps_its_corrections_or_says_which_cannot_hold(
    rules: Coder, edited: str, state: str, factuality: list[str]
) -> None:
    with Store.open(":memory:") as store:
        list(gather(store, iter([Report("r", FIRST, MONDAY)]), rules.code))
        merge(store)
        (accused,) = store.rows("SELECT mention FROM mentions WHERE type = 'ACCUSE'")
        corrections.correct(store, accused["mention"], {"factuality": "negated"}, "ana", "denied")
        list(gather(store, iter([Report("r", edited, MONDAY)]), rules.code))
        merge(store)
        assert [row["state"] for row in corrections.listed(store)] == [state]
        now = store.rows("SELECT factuality FROM mentions JOIN reports USING (report, version) WHERE current AND type = 'ACCUSE'")
        assert [row["factuality"] for row in now] == factuality
        (before,) = store.rows("SELECT factuality FROM mentions JOIN reports USING (report, version) WHERE NOT current AND type = 'ACCUSE'")
        assert before["factuality"] == "occurred", "of the earlier version stands what the coder gave"
