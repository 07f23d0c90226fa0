"""What people said of an event: in order, also of mentions that were rejected or taken out, and taken back by one door."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from dateline.errors import InputError
from dateline.record import corrections, verdicts
from dateline.record.looking import look
from dateline.record.reviewing.history import history, of_event, undo
from dateline.record.reviewing.trail import in_line, traced
from dateline.record.store import Store


def kinds(store: Store, event: str) -> list[str]:
    return [row["kind"] for row in of_event(store, event)]


def test_corrections_and_decisions_stand_in_the_order_in_which_they_were_made(store: Store) -> None:
    corrections.accept(store, "a-fired", "ana")
    verdicts.confirm(store, "a-fired", "bob", "one launch")
    corrections.correct(store, "c-condemned", {"factuality": "negated"}, "ana", "denied")
    assert [(row["of"], row["kind"], row["who"]) for row in history(store)] == [
        ("mention", "accept", "ana"),
        ("event", "confirm", "bob"),
        ("mention", "correct", "ana"),
    ]
    assert history(store)[1]["what"].startswith("confirmed as one by bob on ")
    assert kinds(store, "a-fired") == ["accept", "confirm"]


def test_of_an_event_that_is_no_more_too(store: Store) -> None:
    corrections.reject(store, "c-condemned", "ana", "not said")
    with pytest.raises(InputError, match="no such event"):
        look(store, "c-condemned")
    (made,) = of_event(store, "c-condemned")
    undo(store, made["id"], "bob", "it is")
    assert look(store, "c-condemned")["type"] == "ACCUSE"
    assert kinds(store, "c-condemned") == ["reject", "undo"]


def test_of_a_mention_that_was_rejected_while_the_event_stays_under_another_id(store: Store) -> None:
    corrections.reject(store, "a-fired", "ana", "a drill")
    assert kinds(store, "b-fired") == kinds(store, "a-fired") == ["reject"]


def test_of_a_mention_that_has_another_id_by_now(store: Store) -> None:
    verdicts.split(store, "a-fired", "b-fired", "ana", "two")
    now = corrections.correct(store, "b-fired", {"type": "ASSAULT", "mode": None}, "ana", "an attack")
    assert kinds(store, now) == ["split", "correct"]
    assert kinds(store, "a-fired") == ["split"]


def test_taking_back_needs_no_knowledge_of_what_it_was(store: Store) -> None:
    verdicts.confirm(store, "a-fired", "ana")
    corrections.accept(store, "c-condemned", "ana")
    for row in history(store):
        undo(store, row["id"][:8], "bob")
    assert [(row["kind"], row["state"]) for row in history(store)][:2] == [("confirm", "undone"), ("accept", "undone")]


def test_what_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(InputError, match="no such correction"):
        undo(store, "zzz", "ana")
    with pytest.raises(InputError, match="no such event"):
        of_event(store, "zzz")


def test_what_is_taken_back_is_told_in_words(store: Store) -> None:
    corrections.reject(store, "c-condemned", "ana", "not said")
    (made,) = history(store)
    undo(store, made["id"], "bob", "it is")
    undo(store, history(store)[1]["id"], "carl")
    told = [re.sub(r" on \d{4}-\d\d-\d\d", "", row["what"]) for row in history(store)]
    assert told[1:] == ["taken back by bob: “rejected by ana (not said)” (it is)", "taken up again by carl: “rejected by ana (not said)”"]


# ------------------------------------------------------------------ of what it was said


A, B = "“fired” (Wire A, 2024-05-06)", "“fired” (Wire B, 2024-05-06)"
OF: dict[str, tuple[Callable[[Store], object], str]] = {
    "a correction": (lambda s: corrections.accept(s, "d-praised", "ana"), "“praised” (Wire D, 2024-05-06): event "),
    "a rejection": (lambda s: corrections.reject(s, "c-condemned", "ana", "no"), "“condemned” (Wire C, 2024-05-06): event c-condemned"),
    "a split": (lambda s: verdicts.split(s, "a-fired", "b-fired", "ana", "two"), f"{B} from {A}: events a-fired, b-fired"),
    "a confirmation": (lambda s: verdicts.confirm(s, "a-fired", "ana"), f"{A}, {B}: event a-fired"),
    "a join": (
        lambda s: verdicts.join(s, "a-fired", "c-condemned", "ana", "one"),
        f"{A}, {B} with “condemned” (Wire C, 2024-05-06): event a-fired",
    ),
}


@pytest.mark.parametrize("said", OF)
def test_history_says_of_which_words_reports_and_events(store: Store, said: str) -> None:
    say, of = OF[said]
    say(store)
    (row,) = traced(store, history(store))
    assert in_line(row).startswith(of)


def test_what_was_taken_back_is_of_the_same_sides(store: Store) -> None:
    verdicts.split(store, "a-fired", "b-fired", "ana", "two")
    undo(store, history(store)[0]["id"], "bob")
    assert in_line(traced(store, history(store))[1]) == f"{B} from {A}: event a-fired"


def test_a_mention_that_was_rejected_since_is_found_by_what_it_was(store: Store) -> None:
    verdicts.split(store, "a-fired", "b-fired", "ana", "two")
    corrections.reject(store, "b-fired", "bob", "a drill")
    assert [in_line(row) for row in traced(store, history(store))] == [f"{B} from {A}: events a-fired, b-fired", f"{B}: event b-fired"]


def test_a_mention_that_left_no_trace_is_told_by_its_id(store: Store) -> None:
    verdicts.split(store, "a-fired", "b-fired", "ana", "two")
    store.execute("DELETE FROM mentions WHERE mention = 'b-fired'")
    assert in_line(traced(store, history(store))[0]) == f"b-fired from {A}: event a-fired"
