"""PLOVER in the layout of POLECAT, read back by a reader that knows its documentation and nothing of the writer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from dateline.exchange.layouts import load
from dateline.exchange.published import polecat
from dateline.record.store import Store

from .conftest import Exporting


@pytest.fixture
def events(exporting: Exporting, tmp_path: Path) -> list[polecat.Event]:
    exporting("polecat")
    return list(polecat.events(tmp_path / "out"))


def test_plover_is_the_same_layout(exporting: Exporting, tmp_path: Path) -> None:
    exporting("polecat", name="one")
    exporting("plover", name="other")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_columns_that_are_never_held_are_empty_and_no_other_is(events: list[polecat.Event]) -> None:
    filled = {name.replace("_", " ") for row in events for name, value in row._asdict().items() if value not in (None, "")}
    held = load("polecat").held()
    assert filled >= set(held["exact"] + held["approximate"]) - {"District"}  # no place of the record is one
    assert not filled & set(held["empty"])


def test_nothing_is_lost_that_the_layout_holds(events: list[polecat.Event], store: Store) -> None:
    back = defaultdict(list)
    for row in events:
        back[row.Event_ID.partition("-")[0]].append(row)
    recorded = store.rows("SELECT * FROM events WHERE factuality = 'occurred'")
    assert back.keys() == {event["event"] for event in recorded}
    for event in recorded:
        rows = back[event["event"]]
        recipients = event["actors" if event["type"] == "CONSULT" else "recipients"]
        actors = {(row.Actor_Name_Raw, row.Actor_Country, row.Primary_Actor_Sector) for row in rows}
        assert actors - {("", "", "")} == {(party["text"], party["country"], party["sector"]) for party in event["actors"]}
        targets = {(row.Recipient_Name_Raw, row.Recipient_Country, row.Primary_Recipient_Sector) for row in rows}
        assert targets - {("", "", "")} == {(party["text"], party["country"], party["sector"]) for party in recipients}
        for row in rows:
            assert (row.Event_Type, row.Event_Mode, row.Intensity) == (event["type"], event["mode"] or "", event["score"])
            assert row.Contexts.split(";") == (event["contexts"] or [""])
            assert row.Event_Date == (event["from"] or event["first_told"])
            assert row.Publication_Date == event["first_told"]
            if place := event["place"]:
                told = (row.Raw_Placename, row.Country, row.Latitude, row.Longitude, row.GeoNames_ID)
                number = int(place["geonames"]) if place["geonames"] else None
                assert told == (place["text"], place["country"], place["lat"], place["lon"], number)


def test_an_event_in_full(events: list[polecat.Event]) -> None:
    (row,) = [row for row in events if row.Actor_Name == "North Korea" and row.Event_Type == "MOBILIZE"]
    assert (row.Event_ID, row.Event_Date) == ("000000000000", date(2022, 1, 30))
    assert (row.Event_Mode, row.Quad_Code, row.Contexts) == ("weapons-test", "MATERIAL CONFLICT", "cbrn;military")
    assert (row.Actor_Country, row.Actor_COW, row.Actor_Sectors) == ("PRK", 731, "")
    assert (row.City, row.Province, row.Country, row.Feature_Type) == ("Wonsan", "Kangwon", "PRK", "PPL")
    assert (row.Source, row.Language, row.Version.partition("-")[0]) == ("Wire One", "English", "dateline")


def test_pairs_of_one_event_have_names_of_their_own(events: list[polecat.Event]) -> None:
    talks = [row.Event_ID for row in events if row.Event_Type == "CONSULT"]
    assert talks == ["000000000003", *(f"000000000003-{n}" for n in range(2, 7))]
