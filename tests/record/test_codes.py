"""Panels and dyads with the countries in the codes of other systems; what a system lacks is said and kept."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dateline.errors import InputError
from dateline.record.asking import Question
from dateline.record.merging import merge
from dateline.record.panels import Dyads, Panel
from dateline.record.store import Store

from .conftest import mention, on, party, report

ROWS = [
    ("a", "Bonn condemned the raid of Monaco.", party("DEU"), party("MCO"), date(1987, 4, 1)),
    ("b", "Berlin condemned the rebels.", party("DEU"), party("", "REB", "rebels"), date(2020, 4, 1)),
]


@pytest.fixture
def told(store: Store) -> Store:
    """A record of two events, thirty years apart."""
    for name, text, actor, recipient, day in ROWS:
        store.insert("reports", [report(name, day, text)])
        store.insert("mentions", [mention(name, "ACCUSE", "condemned", text, actor, recipient, time=on(day))])
    merge(store)
    return store


@pytest.mark.parametrize(
    ("system", "codes"),
    [
        ("cow", [("DEU", "GFR", 260, "MCO", "MNC", 221), ("DEU", "GMY", 255, "REB", None, None)]),
        ("gw", [("DEU", "GFR", 260, "MCO", None, None), ("DEU", "GFR", 260, "REB", None, None)]),
        ("iso3", [("DEU", "MCO"), ("DEU", "REB")]),
    ],
)
def test_a_panel_has_letters_and_numbers_beside_each_country(told: Store, system: str, codes: list[tuple[Any, ...]]) -> None:
    rows = told.ask(Panel(Question(), by="year", codes=system).query())
    assert [tuple(row.values())[:-2] for row in rows] == codes


def test_a_dyad_has_the_codes_of_its_last_day(told: Store) -> None:
    rows = told.ask(Dyads(Question(whom=("MCO",)), codes="cow").query())
    assert [(row["actor_cow"], row["actor_cown"]) for row in rows] == [("GFR", 260)]


@pytest.mark.parametrize("directed", [True, False])
def test_sides_of_a_filled_panel_without_direction_have_codes_too(told: Store, directed: bool) -> None:
    rows = told.ask(Panel(Question(), by="year", fill=True, directed=directed, codes="cow").query())
    assert len(rows) == 2 * (2020 - 1987 + 1)
    assert {row["actor_cown" if directed else "one_cown"] for row in rows} == {260, 255}


def test_what_has_no_code_is_said(told: Store, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Panel(Question(), codes="gw").tell_uncoded(told)
    assert [record.getMessage() for record in caplog.records] == [
        "gw has no code for MCO; their rows are kept, the code empty",
        "no states, so without a code: REB",
    ]


def test_nothing_is_said_where_nothing_is_added(told: Store, caplog: pytest.LogCaptureFixture) -> None:
    Dyads(Question()).tell_uncoded(told)
    assert not caplog.records


@pytest.mark.parametrize(("unit", "system", "fault"), [("dyad", "fips", "'fips' is unknown"), ("type", "cow", "no countries")])
def test_codes_that_cannot_be_had(unit: str, system: str, fault: str) -> None:
    with pytest.raises(InputError, match=fault):
        Panel(Question(), unit=unit, codes=system).query()


def test_numbers_are_numbers_in_parquet(told: Store, tmp_path: Path) -> None:
    told.export(Dyads(Question(), codes="cow").query(), tmp_path / "d.parquet")
    kinds = {name: kind for name, kind, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path / 'd.parquet'}'").fetchall()}
    assert (kinds["actor_cow"], kinds["actor_cown"]) == ("VARCHAR", "INTEGER")
