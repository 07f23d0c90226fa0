"""GDELT's events and mentions, read back by a reader that knows its documentation and nothing of the writer."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from dateline.exchange.dyads import event_of
from dateline.exchange.layouts import load
from dateline.exchange.published import gdelt
from dateline.record.asking import Question
from dateline.record.store import Store

from .conftest import Exporting


@pytest.fixture
def events(exporting: Exporting, tmp_path: Path) -> list[gdelt.Event]:
    exporting("gdelt", name="events.tsv")
    return list(gdelt.events(tmp_path / "events.tsv"))


@pytest.fixture
def mentions(exporting: Exporting, tmp_path: Path) -> list[gdelt.Mention]:
    exporting("gdelt-mentions", name="mentions.tsv")
    return list(gdelt.mentions(tmp_path / "mentions.tsv"))


def test_rows_are_as_the_documentation_says(events: list[gdelt.Event]) -> None:
    assert len({row.GLOBALEVENTID for row in events}) == len(events)
    for row in events:
        assert row.EventCode.startswith(row.EventBaseCode)
        assert row.EventBaseCode.startswith(row.EventRootCode)
        assert (len(row.EventBaseCode), len(row.EventRootCode)) == (3, 2)
        assert row.QuadClass in (1, 2, 3, 4)
        assert row.GoldsteinScale is not None
        assert -10 <= row.GoldsteinScale <= 10
        assert row.IsRootEvent in (0, 1)
        assert row.ActionGeo_Type in (None, 1, 2, 3, 4, 5)
        if row.SQLDATE:
            assert (row.Year, row.MonthYear) == (row.SQLDATE.year, 100 * row.SQLDATE.year + row.SQLDATE.month)
            assert row.FractionDate is not None
            assert row.SQLDATE.year <= row.FractionDate < row.SQLDATE.year + 1
        for code in (row.Actor1CountryCode, row.Actor2CountryCode, row.Actor1Type1Code, row.Actor2Type1Code):
            assert len(code) in (0, 3)
            assert code == code.upper()


def test_columns_that_are_never_held_are_empty_and_no_other_is(events: list[gdelt.Event]) -> None:
    filled = {name for row in events for name, value in row._asdict().items() if value not in (None, "")}
    held = load("gdelt").held()
    assert filled == set(held["exact"] + held["approximate"])


def test_nothing_is_lost_that_the_layout_holds(events: list[gdelt.Event], store: Store) -> None:
    back = defaultdict(list)
    for row in events:
        back[event_of(row.GLOBALEVENTID)].append(row)
    recorded = store.rows("SELECT * FROM events WHERE factuality = 'occurred'")
    assert back.keys() == {event["event"] for event in recorded}
    for event in recorded:
        rows = back[event["event"]]
        mutual = event["type"] == "CONSULT"
        assert {row.Actor1Name for row in rows} - {""} == {party["text"] for party in event["actors"]}
        assert {row.Actor2Name for row in rows} - {""} == {party["text"] for party in event["actors" if mutual else "recipients"]}
        assert {row.SQLDATE for row in rows} == {event["from"] or event["first_told"]}
        assert {(row.NumMentions, row.NumSources) for row in rows} == {(event["mentions"], event["sources"])}
        place = event["place"] or {"lat": None, "lon": None, "text": ""}
        assert {(row.ActionGeo_Lat, row.ActionGeo_Long) for row in rows} == {(place["lat"], place["lon"])}
        assert {row.ActionGeo_FullName.partition(", ")[0] for row in rows} == {place["text"]}


def test_an_event_in_full(events: list[gdelt.Event]) -> None:
    (row,) = [row for row in events if row.Actor1Name == "North Korea" and not row.Actor2Name]
    assert (row.SQLDATE, row.FractionDate) == (date(2022, 1, 30), 2022.0822)
    assert (row.Actor1Code, row.Actor1CountryCode) == ("PRK", "PRK")
    assert (row.EventCode, row.QuadClass, row.GoldsteinScale) == ("150", 4, -7.2)
    assert (row.IsRootEvent, row.NumMentions, row.NumSources, row.NumArticles) == (1, 2, 2, 2)
    assert (row.ActionGeo_Type, row.ActionGeo_FullName) == (4, "Wonsan, Kangwon, North Korea")
    assert (row.ActionGeo_CountryCode, row.ActionGeo_ADM1Code) == ("KN", "KN09")
    assert (row.ActionGeo_Lat, row.ActionGeo_Long) == (39.153, 127.444)
    assert (datetime(2024, 1, 1), "https://one.example/1") == (row.DATEADDED, row.SOURCEURL)


@pytest.mark.parametrize(
    ("name", "code", "country", "group", "role"),
    [
        ("Americans", "USAGOV", "USA", "", "GOV"),
        ("nurses", "FRAHLH", "FRA", "", "HLH"),
        ("reporters", "DEUMED", "DEU", "", "MED"),
        ("rebels", "SDNREB", "SDN", "", "REB"),
    ],
)
def test_actors_in_cameo(events: list[gdelt.Event], name: str, code: str, country: str, group: str, role: str) -> None:
    row = next(row for row in events if row.Actor1Name == name)
    assert (row.Actor1Code, row.Actor1CountryCode, row.Actor1KnownGroupCode, row.Actor1Type1Code) == (code, country, group, role)


def test_a_body_of_the_united_nations_is_of_a_known_group(events: list[gdelt.Event]) -> None:
    row = next(row for row in events if row.Actor2Name == "World Court")
    assert (row.Actor2Code, row.Actor2KnownGroupCode, row.Actor2Type1Code, row.Actor2Type2Code) == ("IGOUNOJUD", "UNO", "IGO", "JUD")


@pytest.mark.parametrize(
    ("words", "kind", "adm1", "feature"), [("Texas", 2, "USTX", ""), ("France", 1, "FR", "FR"), ("Sea of Japan", None, "", "")]
)
def test_kinds_of_places(events: list[gdelt.Event], words: str, kind: int | None, adm1: str, feature: str) -> None:
    row = next(row for row in events if row.ActionGeo_FullName.startswith(words))
    assert (row.ActionGeo_Type, row.ActionGeo_ADM1Code, row.ActionGeo_FeatureID) == (kind, adm1 or "", feature)


def test_talks_are_told_both_ways(events: list[gdelt.Event]) -> None:
    talks = {(row.Actor1CountryCode, row.Actor2CountryCode) for row in events if row.EventCode == "040"}
    assert talks == {(one, other) for one in ("PRK", "JPN", "USA") for other in ("PRK", "JPN", "USA") if one != other}


@pytest.mark.parametrize(
    ("factuality", "codes"), [((), 0), (("future",), 1), (("future", "negated"), 2), (("occurred", "future", "negated"), 2)]
)
def test_what_was_planned_or_denied_is_told_only_when_asked_for(
    exporting: Exporting, tmp_path: Path, factuality: tuple[str, ...], codes: int
) -> None:
    done = exporting("gdelt", Question(factuality=factuality), "some.tsv")
    undone = [row for row in gdelt.events(tmp_path / "some.tsv") if event_of(row.GLOBALEVENTID)[-1] in "45"]
    assert len(undone) == codes
    assert dict(done.left_out) == ({} if factuality else {"told as future": 1, "told as negated": 1})


def test_every_mention_belongs_to_a_row_of_the_events(events: list[gdelt.Event], mentions: list[gdelt.Mention]) -> None:
    assert {row.GLOBALEVENTID for row in mentions} == {row.GLOBALEVENTID for row in events}
    told = defaultdict(int)
    for row in mentions:
        told[row.GLOBALEVENTID] += 1
    assert told == {row.GLOBALEVENTID: row.NumMentions for row in events}


def test_a_mention_points_at_its_words(mentions: list[gdelt.Mention], store: Store) -> None:
    first, second = (row for row in mentions if event_of(row.GLOBALEVENTID) == "000000000000")
    assert (first.MentionSourceName, first.MentionType, first.MentionIdentifier) == ("Wire One", 1, "https://one.example/1")
    assert (second.MentionSourceName, second.MentionType, second.MentionIdentifier) == ("Wire Two", 2, "wire-2")
    text = store.rows("SELECT text FROM reports WHERE report = 'wire-2'")[0]["text"]
    assert second.ActionCharOffset is not None
    assert text[second.ActionCharOffset :].startswith("fired")
    assert (second.MentionDocLen, second.Confidence, first.Confidence) == (len(text), 80, 90)
    assert (second.Actor1CharOffset, second.Actor2CharOffset) == (0, -1)
    assert (second.EventTimeDate, second.MentionTimeDate) == (datetime(2024, 1, 1), datetime(2024, 1, 1, 0, 0, 1))


def test_mention_columns_that_are_never_held_are_empty_and_no_other_is(mentions: list[gdelt.Mention]) -> None:
    filled = {name for row in mentions for name, value in row._asdict().items() if value not in (None, "")}
    held = load("gdelt-mentions").held()
    assert filled == set(held["exact"] + held["approximate"])
