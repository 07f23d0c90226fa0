"""Time zones: what a time expression says of them, and the zone of a country."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, available_timezones

import pytest

from dateline.grounding.when import zones
from dateline.grounding.when.times import find


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("The missile was fired on Sunday (Seoul time).", "Asia/Seoul"),
        ("The missile was fired at 7:52 a.m. Korean time.", "Asia/Seoul"),
        ("The missile was fired at 2252 GMT on Saturday.", "UTC"),
        ("Polls close at 8 p.m. EST.", "America/New_York"),
        ("Polls close at 8 p.m. Eastern Daylight Time.", "America/New_York"),
        ("Polls close at 8 p.m. U.S. Pacific time.", "America/Los_Angeles"),
        ("The truce began at 10 a.m. Moscow time.", "Europe/Moscow"),
        ("The truce began at 10 a.m. UTC+3.", "Etc/GMT-3"),
        ("The truce began at 10 a.m. local time.", zones.LOCAL),
        ("The truce began at 10 a.m. on Friday.", ""),
        ("The truce began this time on Friday.", ""),
    ],
)
def test_the_zone_that_is_said(text: str, zone: str) -> None:
    assert find(text, 0, len(text), date(2022, 2, 4))[0].zone == zone


@pytest.mark.parametrize(
    ("country", "zone"), [("KOR", "Asia/Seoul"), ("CHN", "Asia/Shanghai"), ("KOS", "Europe/Belgrade"), ("USA", ""), ("", "")]
)
def test_a_country_that_keeps_one_time_has_a_zone(country: str, zone: str) -> None:
    assert zones.of_country(country) == zone


@pytest.mark.skipif(not available_timezones(), reason="the system has no time zone database")
def test_every_zone_is_one_of_the_time_zone_database() -> None:
    table = zones.table()
    named = {*table.codes.values(), *table.names.values(), *table.countries.values()} - {zones.LOCAL}
    assert [name for name in sorted(named) if ZoneInfo(name).key != name] == []
