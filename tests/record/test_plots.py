"""What is drawn of an answer, and what is said of what is not."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.drawing.charts import Bar, Lane, Line
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.panels import Dyads, Panel
from dateline.record.plots import dyads_plot, in_words, panel_plot, timeline_plot
from dateline.record.store import Store

from .conftest import mention, on, party, report

FRA, IRN, PRK = party("FRA"), party("IRN"), party("PRK")


@pytest.fixture
def told(store: Store) -> Store:
    """Two accusations, a visit, and one event of which no day is known."""
    rows = [
        ("a", "ACCUSE", "France condemned the launch.", "condemned", PRK, date(2022, 3, 5), on(date(2022, 3, 2))),
        ("b", "ACCUSE", "France condemned Iran.", "condemned", IRN, date(2022, 3, 5), on(date(2022, 4, 2))),
        ("c", "CONSULT", "France received Iran's envoy.", "received", IRN, date(2022, 3, 5), on(date(2022, 3, 2))),
        ("d", "AID", "France aided Iran.", "aided", IRN, None, None),
    ]
    for name, type_, text, words, recipient, published, time in rows:
        own = report(name, date(2022, 3, 5), text) | {"published": published}
        store.insert("reports", [own])
        store.insert("mentions", [mention(name, type_, words, text, FRA, recipient, time=time)])
    merge(store)
    return store


def test_a_panel_becomes_a_line_a_unit(told: Store) -> None:
    chart = panel_plot(told, Panel(Question()))
    assert chart.title == "Events by dyad and month"
    assert (chart.steps, chart.note) == ((date(2022, 3, 1), date(2022, 4, 1)), "")
    assert chart.lines == (Line("FRA → IRN", (1, 1)), Line("FRA → PRK", (1, 0)))


def test_units_that_are_not_drawn_are_said_in_words(told: Store) -> None:
    chart = panel_plot(told, Panel(Question(), unit="type"), most=1)
    assert [line.name for line in chart.lines] == ["ACCUSE"]
    assert chart.note == (
        "Drawn: 1 of 2 types, those with most events; on the others fall 1 of all 3 events, an event counting once for each."
    )


def test_a_timeline_becomes_a_lane_a_type_with_cooperation_on_top(told: Store) -> None:
    chart = timeline_plot(told, Question())
    assert chart.lanes == (
        Lane("CONSULT", False, ((date(2022, 3, 2), 1),)),
        Lane("ACCUSE", True, ((date(2022, 3, 2), 1), (date(2022, 4, 2), 1))),
    )
    assert chart.note.endswith("Not drawn, for no day is known: 1.")


def test_dyads_become_bars(told: Store) -> None:
    chart = dyads_plot(told, Dyads(Question(type=("ACCUSE",)), codes="cow"), most=1)
    assert chart.bars == (Bar("FRA → IRN", 1, -3.0),)
    assert "1 of 2 dyads" in chart.note


def test_nothing_is_an_empty_chart(told: Store) -> None:
    nobody = Question(who=("CHL",))
    assert all(chart.empty for chart in (panel_plot(told, Panel(nobody)), timeline_plot(told, nobody), dyads_plot(told, Dyads(nobody))))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (Question(), "all events of the record"),
        (Question(who=("USA",), whom=("PRK", "CHN"), either=True), "who USA; whom PRK or CHN; either way round"),
        (
            Question(since=date(2022, 1, 1), until=date(2022, 2, 1), text="missile"),
            "told with “missile”; since 2022-01-01 until 2022-02-01",
        ),
        (Question(factuality=("occurred",), least=0.5), "occurred; confidence 0.5 or more"),
    ],
)
def test_a_question_in_words(question: Question, words: str) -> None:
    assert in_words(question) == words
