"""What is to be reviewed first, and why, in words."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.record import corrections, verdicts
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.reviewing.lots import sample, second
from dateline.record.reviewing.opinions import give
from dateline.record.reviewing.queue import Item, queue, waiting
from dateline.record.store import Store

from ..conftest import report
from .conftest import TEXTS, told


def report_of(store: Store, event: str) -> str:
    """The report that told of an event first: ids change when people say something of a mention."""
    rows = store.rows("SELECT m.report FROM members b JOIN mentions m USING (mention) WHERE b.event = ? ORDER BY m.report", [event])
    return str(rows[0]["report"])


def order(store: Store) -> list[str]:
    return [report_of(store, item.event["event"]) for item in queue(store)]


def item(store: Store, report: str) -> Item:
    return next(item for item in queue(store) if report_of(store, item.event["event"]) == report)


def test_what_is_doubtful_and_important_comes_first(store: Store) -> None:
    assert order(store) == ["a", "e", "d", "c"]
    assert [item.place for item in queue(store, limit=2, after=2)] == [3, 4]
    assert waiting(store).total == 4


def test_every_item_says_in_words_why_it_stands_there(store: Store) -> None:
    assert item(store, "e").why == (
        "the coder is sure of it by 0.80: about 20 in 100 such codings are wrong",
        "1 source tells of it",
        "20 killed",
        "ASSAULT counts -9 on the scale from -10 to 10",
        "in doubt by 0.20, times 3.22 for what hangs on it: 0.64",
    )
    assert "that its two mentions tell of one act is likely by" in " ".join(item(store, "a").why)


def test_the_words_tell_the_figures_that_order_it(store: Store) -> None:
    for one in queue(store):
        assert one.why[-1] == f"in doubt by {one.doubt:.2f}, times {one.importance:.2f} for what hangs on it: {one.weight:.2f}"
        assert one.weight == pytest.approx(one.doubt * one.importance)


def test_what_was_judged_and_confirmed_waits_no_more(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    assert "c" not in order(store)
    corrections.accept(store, "a-fired", "ana")
    assert "a" in order(store), "that both mentions tell of one act is in doubt still"
    assert item(store, "a").mention == "b-fired"
    verdicts.confirm(store, "a-fired", "ana")
    assert order(store) == ["e", "d"]


def test_events_that_may_be_one_are_named_until_somebody_has_decided(store: Store) -> None:
    verdicts.split(store, "a-fired", "b-fired", "ana", "two")
    assert not any("is the same act" in " ".join(one.why) for one in queue(store)), "who split them has decided"
    verdicts.undo(store, verdicts.listed(store)[0]["decision"], "ana")
    store.execute("UPDATE pairs SET probability = 0.3")
    merge(store, ["a-fired", "b-fired"])
    assert any("that event b-fired is the same act is likely by 0.30" in why for why in item(store, "a").why)
    verdicts.part(store, "a-fired", "b-fired", "ana", "two launches")
    assert not any("is the same act" in " ".join(one.why) for one in queue(store))


def test_what_the_mentions_disagree_on_is_said(store: Store) -> None:
    before = item(store, "a").doubt
    corrections.correct(store, "b-fired", {"factuality": "negated"}, "ana", "denied")
    found = item(store, "a")
    assert any(why.startswith("its mentions disagree on factuality") for why in found.why)
    assert found.doubt != before


def test_the_queue_of_a_question(store: Store) -> None:
    assert [one.event["event"] for one in queue(store, Question(type=("ASSAULT", "SUPPORT")))] == ["e-attacked", "d-praised"]
    assert waiting(store, Question(who=("FRA",))).total == 1
    assert queue(store, Question(who=("USA",))) == []


def test_what_two_people_see_differently_comes_back(store: Store) -> None:
    corrections.accept(store, "c-condemned", "ana")
    give(store, "c-condemned", "correct", {"factuality": "negated"}, "bob")
    found = item(store, "c")
    assert (found.doubt, found.why[0]) == (1.0, "factuality is occurred to ana, negated to bob")
    corrections.accept(store, "c-condemned", "cid", "bob misread it")
    assert "c" not in order(store)


def test_more_sources_weigh_more(store: Store) -> None:
    before = item(store, "d").importance
    store.insert("reports", [report("f", date(2024, 5, 6), TEXTS["d"] + " It did.", "Wire F")])
    mention = told("d", "SUPPORT", "praised", "KEN", "SOM", confidence=0.7) | {"mention": "f-praised", "report": "f"}
    store.insert("mentions", [mention])
    merge(store)
    assert item(store, "d").importance > before


def test_a_sample_is_drawn_by_lot_of_each_type_in_turn(store: Store) -> None:
    drawn = sample(store)
    assert {row["mention"] for row in drawn} == {"a-fired", "b-fired", "c-condemned", "d-praised", "e-attacked"}
    assert [row["type"] for row in drawn][-1] == "MOBILIZE", "the second of its type comes after the first of each"
    assert [row["why"] for row in sample(store, ["accuse"])] == [("drawn by lot: 1 of 1 that the coder gave ACCUSE",)]
    corrections.accept(store, drawn[0]["mention"], "ana")
    assert [row["mention"] for row in sample(store)] == [row["mention"] for row in drawn[1:]]


def test_what_waits_for_a_second_opinion_does_not_say_what_the_first_was(store: Store) -> None:
    corrections.correct(store, "c-condemned", {"type": "REJECT", "mode": None}, "ana", "a refusal")
    corrections.reject(store, "d-praised", "ana", "no event")
    assert second(store, "ana") == []
    waiting_for = second(store, "bob")
    assert {(row["anchor"], row["type"], row["words"][1]) for row in waiting_for} == {
        ("c-condemned", "ACCUSE", "condemned"),
        ("d-praised", "SUPPORT", "praised"),
    }
    assert "REJECT" not in str(waiting_for)
    give(store, "c-condemned", "accept", {}, "bob")
    assert [row["anchor"] for row in second(store, "bob")] == ["d-praised"]
