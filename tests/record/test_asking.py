"""Questions to a record, and what they give."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.errors import InputError, RecordError
from dateline.record.asking import Question, events
from dateline.record.merging import merge
from dateline.record.panels import Dyads, Panel
from dateline.record.store import Query, Store

from .conftest import mention, on, party, report

USA, PRK, ROK = party("USA", "GOV", "Antony Blinken"), party("PRK", "", "North Korea"), party("KOR", "MIL", "joint chiefs")
WONSAN = {
    "text": "Wonsan",
    "country": "PRK",
    "admin1": "",
    "lat": 39.15,
    "lon": 127.44,
    "geonames": "",
    "kind": "city",
    "precision": "city",
}
CONDEMNED: dict[str, Any] = {"time": on(date(2022, 2, 3)), "mode": "disapprove"}
FIRED: dict[str, Any] = {"time": on(date(2022, 1, 30)), "attribution": ROK, "place": WONSAN}
PLANNED: dict[str, Any] = {"factuality": "future", "confidence": 0.4, "score": 3.0}
ROWS = [
    ("a", date(2022, 2, 4), "Blinken condemned the launches on Thursday.", "ACCUSE", "condemned", USA, PRK, CONDEMNED),
    ("b", date(2022, 1, 31), "The North fired a missile on Sunday, the joint chiefs said.", "MOBILIZE", "fired", PRK, None, FIRED),
    ("c", date(2022, 4, 9), "Pyongyang will meet the Americans.", "AGREE", "will meet", PRK, USA, PLANNED),
]


@pytest.fixture
def asked(store: Store) -> Store:
    """A record of three events."""
    for name, day, text, type_, words, actor, recipient, fields in ROWS:
        store.insert("reports", [report(name, day, text)])
        store.insert("mentions", [mention(name, type_, words, text, actor, recipient, **fields)])
    merge(store)
    return store


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (Question(), "b a c"),
        (Question(who=("USA",)), "a"),
        (Question(who=("GOV",)), "a"),
        (Question(who=("USA:GOV",)), "a"),
        (Question(who=("USA:MIL",)), ""),
        (Question(who=("blinken",)), "a"),
        (Question(who=("USA",), whom=("PRK",), either=True), "a c"),
        (Question(type=("ACCUSE", "mobilize")), "b a"),
        (Question(type=("ACCUSE/disapprove",)), "a"),
        (Question(type=("ACCUSE/allege",)), ""),
        (Question(since=date(2022, 2, 1)), "a c"),
        (Question(until=date(2022, 2, 3)), "b a"),
        (Question(place=("wonsan",)), "b"),
        (Question(place=("PRK",)), "b"),
        (Question(says=("KOR",)), "b"),
        (Question(factuality=("future",)), "c"),
        (Question(text="MISSILE"), "b"),
        (Question(least=0.5), "b a"),
    ],
)
def test_which_events_a_question_asks_for(asked: Store, question: Question, found: str) -> None:
    assert " ".join(row["event"][0] for row in asked.ask(events(question))) == found


def test_words_are_bound_never_pasted(asked: Store) -> None:
    assert asked.ask(events(Question(who=("'; DROP TABLE events; --",)))) == []
    assert len(asked.ask(events(Question()))) == 3


def test_dyads_count_who_did_how_much_to_whom(asked: Store) -> None:
    rows = [(r["actor"], r["recipient"], r["events"], r["score"]) for r in asked.ask(Dyads(Question()).query())]
    assert rows == [("PRK", "USA", 1, 2.5), ("USA", "PRK", 1, -2.0)]
    (row,) = asked.ask(Dyads(Question(), directed=False).query())
    assert (row["actor"], row["recipient"], row["events"], row["score"]) == ("PRK", "USA", 2, 0.5)


def months(rows: list[dict[str, Any]], measure: str) -> list[tuple[str, float]]:
    return [(str(row["month"])[:7], row[measure]) for row in rows]


def test_a_filled_panel_has_a_row_for_every_step(asked: Store) -> None:
    question = Question(who=("PRK",), since=date(2022, 1, 1), until=date(2022, 4, 30))
    rows = asked.ask(Panel(question, unit="actor", fill=True).query())
    assert months(rows, "count") == [("2022-01", 1), ("2022-02", 0), ("2022-03", 0), ("2022-04", 1)]


@pytest.mark.parametrize(
    ("unit", "measure", "values"),
    [("type", "score", [-5.5, -2.0, 2.5]), ("dyad", "mean", [-2.0, 2.5]), ("country", "count", [1, 2]), ("recipient", "count", [1, 1])],
)
def test_units_and_measures(asked: Store, unit: str, measure: str, values: list[float]) -> None:
    rows = asked.ask(Panel(Question(), unit=unit, by="year", measure=measure).query())
    assert sorted(row[measure] for row in rows) == sorted(values)


@pytest.mark.parametrize("wrong", [{"unit": "village"}, {"by": "hour"}, {"measure": "sum; DROP TABLE events"}])
def test_an_unknown_unit_step_or_measure_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(InputError, match="is unknown"):
        Panel(Question(), **wrong)


def test_an_answer_as_parquet_keeps_its_types(asked: Store, tmp_path: Path) -> None:
    assert asked.export(Panel(Question(), unit="type").query(), tmp_path / "p.parquet") == 3
    kinds = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path / 'p.parquet'}'").fetchall()
    assert [kind for _, kind, *_ in kinds] == ["VARCHAR", "DATE", "BIGINT"]


@pytest.mark.parametrize("sql", ["SELEC", "SELECT nothing FROM events", "SELECT * FROM nowhere"])
def test_sql_that_does_not_hold_says_why(asked: Store, sql: str) -> None:
    with pytest.raises(RecordError, match="DESCRIBE names the columns"):
        asked.ask(Query(sql, {}))
