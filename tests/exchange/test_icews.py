"""CAMEO in the ICEWS layout, read back by a reader that knows its documentation and nothing of the writer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dateline.coding import codebook
from dateline.exchange import crosswalks
from dateline.exchange.dyads import event_of
from dateline.exchange.events import Party
from dateline.exchange.layouts import load
from dateline.exchange.names import registered
from dateline.exchange.published import icews
from dateline.record.store import Store

from .conftest import Exporting


@pytest.fixture
def events(exporting: Exporting, tmp_path: Path) -> list[icews.Event]:
    exporting("icews")
    return list(icews.events(tmp_path / "out"))


def test_rows_are_as_the_documentation_says(events: list[icews.Event]) -> None:
    assert len({row.Event_ID for row in events}) == len(events)
    for row in events:
        assert row.CAMEO_Code.isdigit()
        assert row.Event_Text
        assert row.Intensity is not None
        assert -10 <= row.Intensity <= 10
        assert (row.Latitude is None) == (row.Longitude is None)


def test_columns_that_are_never_held_are_empty_and_no_other_is(events: list[icews.Event]) -> None:
    filled = {name.replace("_", " ") for row in events for name, value in row._asdict().items() if value not in (None, "")}
    held = load("icews").held()
    assert filled >= set(held["exact"] + held["approximate"]) - {"District"}  # no place of the record is one
    assert not filled & set(held["empty"])


def test_nothing_is_lost_that_the_layout_holds(events: list[icews.Event], store: Store) -> None:
    back = defaultdict(list)
    for row in events:
        back[event_of(row.Event_ID)].append(row)
    acts = defaultdict(set)
    for entry in codebook.load().types:
        for mode in (None, *(m.name for m in entry.modes)):
            acts[crosswalks.cameo(entry.type, mode).code].add((entry.type, mode))
    recorded = store.rows("SELECT * FROM events WHERE factuality = 'occurred'")
    assert back.keys() == {event["event"] for event in recorded}
    for event in recorded:
        rows = back[event["event"]]
        recipients = event["actors" if event["type"] == "CONSULT" else "recipients"]
        assert {row.Source_Name for row in rows} - {""} == {party["text"] for party in event["actors"]}
        assert {row.Target_Name for row in rows} - {""} == {party["text"] for party in recipients}
        assert {row.Event_Date for row in rows} == {event["from"] or event["first_told"]}
        (code,) = {row.CAMEO_Code for row in rows}
        assert (event["type"], event["mode"]) in acts[code]
        place = event["place"] or {"lat": None, "lon": None, "precision": "", "text": "", "country": ""}
        assert {(row.Latitude, row.Longitude) for row in rows} == {(place["lat"], place["lon"])}
        assert {row.City for row in rows} == {place["text"] if place["precision"] == "city" else ""}
        assert {row.Country for row in rows} == {crosswalks.country(place["country"]).name}


def test_an_event_in_full(events: list[icews.Event]) -> None:
    (row,) = [row for row in events if row.Source_Name == "the army"]
    assert (row.Event_Date, row.CAMEO_Code) == (date(2021, 5, 5), "193")
    assert (row.Event_Text, row.Intensity) == ("Fight with small arms and light weapons", -10.0)
    assert (row.Source_Sectors, row.Source_Country) == ("Military", "Ethiopia")
    assert (row.Target_Name, row.Target_Sectors) == ("villagers; families", "General Population / Civilian / Social")
    assert (row.City, row.Province, row.Country) == ("Mekelle", "Tigray", "Ethiopia")
    assert (row.Publisher, row.Sentence_Number) == ("=Paper", None)


@pytest.mark.parametrize(
    ("entity", "text", "name"),
    [
        ("state:PRK", "the North", "North Korea"),
        ("igo:united-nations", "the U.N.", "United Nations"),
        ("person:angela-merkel", "Merkel", "Angela Merkel"),
        ("body:no-such-body", "the office", "the office"),
        ("", "villagers", "villagers"),
    ],
)
def test_names_are_the_registrys(entity: str, text: str, name: str) -> None:
    assert registered()(Party(text, "", "", entity)) == name
