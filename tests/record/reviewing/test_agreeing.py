"""What two people think of the same mentions, and how far they agree; second opinions change nothing in the record."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.errors import InputError
from dateline.record import corrections
from dateline.record.reviewing import lots
from dateline.record.reviewing.agreeing import agreements
from dateline.record.reviewing.history import history, opinions_of, undo
from dateline.record.reviewing.opinions import give
from dateline.record.reviewing.tally import tally
from dateline.record.store import Store


def figures(store: Store) -> dict[tuple[str, bool], tuple[int, float]]:
    """By field and whether independent: cases, and the share on which they agree."""
    return {(row["field"], row["independent"]): (row["cases"], row["observed"]) for row in agreements(store)}


def content(store: Store) -> list[Any]:
    return [store.rows(f"SELECT to_json(t)::VARCHAR AS row FROM {table} t ORDER BY row") for table in ("mentions", "events", "members")]


def test_people_who_judge_one_after_another_are_not_independent(store: Store) -> None:
    for name in ("a-fired", "c-condemned", "d-praised"):
        corrections.accept(store, name, "ana")
    corrections.accept(store, "a-fired", "bob")
    corrections.correct(store, "c-condemned", {"factuality": "negated"}, "bob", "denied")
    corrections.reject(store, "d-praised", "bob", "no event")
    found = figures(store)
    assert found["event", False] == (3, pytest.approx(2 / 3))
    assert found["type", False] == (3, pytest.approx(2 / 3))
    assert found["factuality", False] == (2, 0.5)
    assert ("event", True) not in found


def test_what_is_taken_back_does_not_count(store: Store) -> None:
    corrections.accept(store, "a-fired", "ana")
    corrections.reject(store, "a-fired", "bob", "no event")
    corrections.undo(store, history(store)[-1]["id"], "bob")
    assert figures(store) == {}


def test_a_second_opinion_is_independent_and_changes_nothing(store: Store) -> None:
    corrections.correct(store, "c-condemned", {"type": "REJECT", "mode": None}, "ana", "a refusal")
    corrections.reject(store, "d-praised", "ana", "no event")
    before = content(store), history(store)
    give(store, "c-condemned", "accept", {}, "bob")
    give(store, "d-praised", "reject", {}, "bob", "nor do I think so")
    assert (content(store), history(store)) == before
    assert figures(store)["type", True] == (2, 0.5)
    assert figures(store)["event", True] == (2, 1.0)


def test_what_was_said_knowing_the_opinion_is_not_compared_with_it(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    give(store, "c-condemned", "correct", {"factuality": "negated"}, "bob")
    corrections.correct(store, "c-condemned", {"factuality": "negated"}, "ana", "bob is right")
    assert figures(store)["factuality", True] == (1, 0.0)


def test_two_opinions_of_one_person_are_one(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    give(store, "c-condemned", "reject", {}, "bob")
    give(store, "c-condemned", "accept", {}, "bob")
    assert figures(store)["event", True] == (1, 1.0)


def test_an_opinion_that_is_taken_back_does_not_count_and_waits_again(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    given = give(store, "c-condemned", "reject", {}, "bob")
    before = content(store), history(store)
    undo(store, given[:6], "bob", "misread")
    assert figures(store) == {}
    assert tally(store)["people"]["ana"]["opinions"] == 0
    assert "bob" not in tally(store)["people"]
    assert [row["anchor"] for row in lots.second(store, "bob")] == ["c-condemned"]
    assert [(row["kind"], row["who"], row["state"]) for row in opinions_of(store, "bob")] == [
        ("reject", "bob", "undone"),
        ("undo", "bob", "applied"),
    ]
    assert (content(store), history(store)) == before


def test_an_opinion_that_was_taken_back_is_taken_up_again(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    undo(store, give(store, "c-condemned", "reject", {}, "bob"), "bob")
    undo(store, opinions_of(store, "bob")[-1]["id"], "bob", "no, I was right")
    assert figures(store)["event", True] == (1, 0.0)
    assert opinions_of(store, "bob")[-1]["what"].startswith("taken up again by bob on ")


def test_an_opinion_before_the_last_counts_again_when_that_is_taken_back(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    give(store, "c-condemned", "accept", {}, "bob")
    undo(store, give(store, "c-condemned", "reject", {}, "bob"), "bob")
    assert figures(store)["event", True] == (1, 1.0)


@pytest.mark.parametrize(("who", "twice", "fault"), [("ana", False, "is an opinion of bob"), ("bob", True, "taken back already")])
def test_an_opinion_is_taken_back_once_and_by_who_gave_it(store: Store, who: str, twice: bool, fault: str) -> None:
    corrections.accept(store, "c-condemned", "ana")
    given = give(store, "c-condemned", "reject", {}, "bob")
    if twice:
        undo(store, given, "bob")
    with pytest.raises(InputError, match=fault) as caught:
        undo(store, given, who)
    assert caught.value.remedy


def test_parties_are_compared_by_their_codes(store: Store) -> None:
    corrections.accept(store, "d-praised", "ana")
    give(store, "d-praised", "correct", {"actors": [{"text": "Kenya", "country": "KEN", "entity": "state:KEN"}]}, "bob")
    assert figures(store)["actors", True] == (1, 1.0)


@pytest.mark.parametrize(
    ("mention", "kind", "fields", "who", "fault"),
    [
        ("a-fired", "accept", {}, "bob", "nobody has judged such a mention"),
        ("c-condemned", "accept", {}, "ana", "ana has judged it already"),
        ("c-condemned", "accept", {}, " ", "nobody is named"),
        ("c-condemned", "correct", {}, "bob", "nothing to correct"),
        ("c-condemned", "correct", {"type": "PRAISE"}, "bob", "not in the codebook"),
        ("c-condemned", "doubt", {}, "bob", "is no opinion"),
    ],
)
def test_what_is_no_second_opinion_is_refused(store: Store, mention: str, kind: str, fields: dict[str, Any], who: str, fault: str) -> None:
    corrections.accept(store, "c-condemned", "ana")
    with pytest.raises(InputError, match=fault) as caught:
        give(store, mention, kind, fields, who)
    assert caught.value.remedy
    assert store.rows("SELECT * FROM opinions") == []
