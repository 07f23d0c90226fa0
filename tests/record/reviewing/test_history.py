"""What people said of an event: in order, also of mentions that were rejected or taken out, and taken back by one door."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.record import corrections, verdicts
from dateline.record.looking import look
from dateline.record.reviewing.history import history, of_event, undo
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
