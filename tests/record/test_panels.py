"""Panels: in which step an event counts, and which units are drawn."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.panels import Panel
from dateline.record.store import Store

from .conftest import mention, on, party, report

FRA, IRN, PRK = party("FRA"), party("IRN"), party("PRK")


@pytest.fixture
def told(store: Store) -> Store:
    """France condemns Iran once, over New Year; North Korea twice, in one month."""
    rows = [
        ("a", "France condemned Iran.", IRN, on(date(2021, 12, 30), date(2022, 1, 2))),
        ("b", "France condemned the launch.", PRK, on(date(2022, 3, 2))),
        ("c", "France condemned a parade.", PRK, on(date(2022, 3, 20))),
    ]
    for name, text, recipient, time in rows:
        store.insert("reports", [report(name, date(2022, 4, 1), text)])
        store.insert("mentions", [mention(name, "ACCUSE", "condemned", text, FRA, recipient, time=time, score=-2.0)])
    merge(store)
    return store


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize(("since", "month"), [(None, date(2021, 12, 1)), (date(2022, 1, 1), date(2022, 1, 1))])
def test_an_event_counts_on_its_first_day_that_is_asked_for(told: Store, since: date | None, month: date, fill: bool) -> None:
    rows = told.ask(Panel(Question(whom=("IRN",), since=since), fill=fill).query())
    assert [row["month"] for row in rows if row["count"]] == [month]


def test_the_busiest_units_come_first(told: Store) -> None:
    assert [(row["recipient"], row["events"]) for row in told.ask(Panel(Question()).busiest())] == [("PRK", 2), ("IRN", 1)]


@pytest.mark.parametrize(("measure", "values"), [("count", [0, 0, 0, 2]), ("score", [0, 0, 0, -6.0]), ("mean", [None, None, None, -3.0])])
def test_a_unit_is_drawn_over_all_steps_and_a_mean_of_nothing_is_nothing(told: Store, measure: str, values: list[float]) -> None:
    rows = told.ask(Panel(Question(), measure=measure).drawn(1))
    assert [row[measure] for row in rows] == values
    assert {row["recipient"] for row in rows} == {"PRK"}
