"""The record from Python: conditions by name, answers as figures and in notebooks."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.errors import InputError
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.record import Record
from dateline.record.store import Store

from .conftest import mention, on, party, report

TEXT = "France condemned Iran & its allies."


@pytest.fixture
def record(store: Store) -> Record:
    """A record of one accusation, and one plan."""
    store.insert("reports", [report("a", date(2022, 2, 4), TEXT, "Wire A"), report("b", date(2022, 2, 4), "France will sanction Iran.")])
    told = mention("a", "ACCUSE", "condemned", TEXT, party("FRA"), party("IRN"), time=on(date(2022, 2, 3)))
    plan = mention("b", "SANCTION", "sanction", "France will sanction Iran.", party("FRA"), party("IRN"), factuality="future")
    store.insert("mentions", [told, plan])
    merge(store)
    return Record(store)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, 2),
        ({"who": "FRA", "type": ["ACCUSE", "AID"]}, 1),
        ({"whom": ("CHN", "IRN"), "since": "2022-02-03", "until": date(2022, 2, 3)}, 1),
        ({"text": "allies", "confidence": 0.9}, 0),
        ({"factuality": "future"}, 1),
    ],
)
def test_conditions_by_name(record: Record, conditions: dict[str, object], found: int) -> None:
    assert len(record.events(**conditions)) == found  # type: ignore[arg-type]


def test_conditions_narrow_a_question(record: Record) -> None:
    assert [row["type"] for row in record.timeline(Question(who=("FRA",)), type="SANCTION")] == ["SANCTION"]


def test_a_condition_that_there_is_not(record: Record) -> None:
    with pytest.raises(TypeError, match="colour"):
        record.events(colour="red")  # type: ignore[call-arg]


def test_a_day_that_is_none(record: Record) -> None:
    with pytest.raises(InputError, match="since: '2022-02-30' is no date"):
        record.events(since="2022-02-30")


def test_counts_are_of_what_occurred(record: Record) -> None:
    assert [row["type"] for row in record.panel(unit="type", by="year")] == ["ACCUSE"]
    assert [row["type"] for row in record.panel(unit="type", by="year", factuality="future")] == ["SANCTION"]


def test_answers_are_drawn(record: Record) -> None:
    pytest.importorskip("matplotlib", reason="the extra `plot` is not installed")
    for answer in (record.panel(who="FRA"), record.timeline(), record.dyads()):
        assert "FRA" in (svg := answer.plot()._repr_svg_()) or "ACCUSE" in svg


def test_an_event_shows_itself_in_a_notebook(record: Record) -> None:
    page = record.look("a-condemned")._repr_html_()
    assert ">condemned</span>" in page
    assert "Iran &amp; its allies." in page
