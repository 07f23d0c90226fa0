"""Feasts: computed and looked up, by their many names, in the year that the sentence means."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.when import calendar
from dateline.grounding.when.feasts import feasts, hebrew
from dateline.grounding.when.times import find


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Easter", 2022, "2022-04-17"),
        ("Good Friday", 2022, "2022-04-15"),
        ("Lent", 2022, "2022-03-02/2022-04-16"),
        ("Orthodox Easter", 2022, "2022-04-24"),
        ("Thanksgiving", 2021, "2021-11-25"),
        ("Black Friday", 2021, "2021-11-26"),
        ("Passover", 2022, "2022-04-16/2022-04-22"),
        ("Rosh Hashanah", 2021, "2021-09-07/2021-09-08"),
        ("Yom Kippur", 2021, "2021-09-16"),
        ("Hanukkah", 2021, "2021-11-29/2021-12-06"),
        ("Purim", 2022, "2022-03-17"),
        ("Israel's Independence Day", 2022, "2022-05-05"),
        ("Ramadan", 2022, "2022-04-02/2022-05-01"),
        ("Eid al-Fitr", 2022, "2022-05-02/2022-05-04"),
        ("Eid al-Adha", 2022, "2022-07-09/2022-07-12"),
        ("Ashura", 2022, "2022-08-08"),
        ("Quds Day", 2022, "2022-04-29"),
        ("Nowruz", 2022, "2022-03-21"),
        ("Lunar New Year", 2022, "2022-02-01"),
        ("Chuseok", 2021, "2021-09-21"),
        ("Diwali", 2021, "2021-11-04"),
        ("Holi", 2022, "2022-03-18"),
        ("Vesak", 2022, "2022-05-15"),
    ],
)
def test_feasts_of_the_main_calendars(name: str, year: int, expected: str) -> None:
    assert [days.value for days in feasts()[name].in_year(year)] == [expected]


def test_a_feast_of_the_moon_may_come_twice_a_year() -> None:
    assert [days.start for days in feasts()["Eid al-Fitr"].in_year(2000)] == [date(2000, 1, 8), date(2000, 12, 27)]


def test_every_feast_is_known_in_a_year_of_today() -> None:
    assert [name for name, feast in feasts().items() if not feast.in_year(2022)] == []


@pytest.mark.parametrize(("year", "expected"), [(1999, date(1999, 4, 11)), (2016, date(2016, 5, 1)), (2025, date(2025, 4, 20))])
def test_orthodox_easter(year: int, expected: date) -> None:
    assert calendar.orthodox_easter(year) == expected


def test_hebrew_new_year_of_a_leap_and_a_common_year() -> None:
    assert hebrew(5782, 7, 1) == date(2021, 9, 7)
    assert hebrew(5783, 7, 1) == date(2022, 9, 26)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Shells fell during Ramadan.", "Ramadan", "2021-04-13/2021-05-12"),
        ("Ramadan begins under curfew.", "Ramadan", "2022-04-02/2022-05-01"),
        ("A truce for Eid ul-Adha held last year.", "Eid ul-Adha", "2021-07-20/2021-07-23"),
        ("The raid on Christmas Day 2020 failed.", "Christmas Day 2020", "2020-12-25"),
        ("Riots broke out over Easter weekend.", "Easter weekend", "2021-W13-WE"),
        ("Families met for Chinese New Year.", "Chinese New Year", "2022-02-01"),
    ],
)
def test_feasts_in_a_sentence(text: str, words: str, expected: str) -> None:
    found = find(text, 0, len(text), date(2022, 2, 4))[0]
    assert (found.text, found.value) == (words, expected)


@pytest.mark.parametrize("text", ["Veterans of the Tet offensive met.", "He fought in the Yom Kippur War.", "They lit the Christmas tree."])
def test_names_that_hold_a_feast(text: str) -> None:
    assert find(text, 0, len(text), date(2022, 2, 4)) == []


def test_a_feast_of_a_year_beyond_the_table_is_found_but_not_dated() -> None:
    found = find("Crowds gathered for Holi 1987.", 0, 30, date(2022, 2, 4))[0]
    assert (found.text, found.value, found.start) == ("Holi 1987", "", None)
