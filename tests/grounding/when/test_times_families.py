"""Families of time expressions beyond weekdays and dates: offices' years, ordinals, clock hours, figures, anniversaries."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.when.times import TimeExpression, find

FRIDAY = date(2022, 2, 4)


def only(text: str, published: date | None = FRIDAY) -> TimeExpression:
    found = find(text, 0, len(text), published)
    assert len(found) == 1, [(e.text, e.rule) for e in found]
    return found[0]


def days(expression: TimeExpression) -> str:
    both = sorted({d.isoformat() for d in (expression.start, expression.end) if d is not None})
    return "/".join(both)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Japan's fiscal 2021 budget passed.", "FY2021", "2021-04-01/2022-03-31"),
        ("The U.S. fiscal year 2023 budget passed.", "FY2023", "2022-10-01/2023-09-30"),
        ("The Pentagon's FY2023 request grew.", "FY2023", "2022-10-01/2023-09-30"),
        ("Exports fell in the second quarter of fiscal 2021.", "FY2021-Q2", "2021-04-01/2021-06-30"),
        ("Schools closed in the 2020-21 school year.", "2020/2021", "2020-09-01/2021-06-30"),
        ("Fees rose this academic year.", "2021/2022", "2021-09-01/2022-06-30"),
        ("Growth slowed in the third quarter.", "2021-Q3", "2021-07-01/2021-09-30"),
        ("Growth slowed in the previous quarter.", "2021-Q4", "2021-10-01/2021-12-31"),
        ("He quit in the first three months of 2021.", "P3M", "2021-01-01/2021-03-31"),
        ("He quit in the last two weeks of 2021.", "P2W", "2021-12-18/2021-12-31"),
        ("Exports fell in April-June 2019.", "2019-04/2019-06", "2019-04-01/2019-06-30"),
        ("The army ruled in the eighties.", "198X", "1980-01-01/1989-12-31"),
        ("He stays for the rest of the week.", "2022-W05", "2022-02-04/2022-02-06"),
    ],
)
def test_years_and_parts_of_years(text: str, value: str, expected: str) -> None:
    expression = only(text)
    assert (expression.value, days(expression)) == (value, expected)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The envoy left on the 2nd.", "the 2nd", "2022-02-02"),
        ("The envoy left on the 28th.", "the 28th", "2022-01-28"),
        ("The envoy left on 11/02/2019.", "11/02/2019", "2019-11-02"),
        ("The envoy left on 25/12/2019.", "25/12/2019", "2019-12-25"),
        ("The envoy left on 03.10.2019.", "03.10.2019", "2019-10-03"),
        ("The envoy leaves two weeks from Monday.", "two weeks from Monday", "2022-02-21"),
        ("The envoy leaves three days from now.", "three days from now", "2022-02-07"),
        ("The envoy left a week ago Thursday.", "a week ago Thursday", "2022-01-27"),
        ("The envoy left at six o'clock on Tuesday.", "six o'clock on Tuesday", "2022-02-01"),
        ("ENVOY LEFT CAIRO ON TUESDAY", "TUESDAY", "2022-02-01"),
        ("CAIRO, FEB 2 - The envoy left.", "FEB 2", "2022-02-02"),
        ("The envoy left on the day before Christmas.", "the day before Christmas", "2021-12-24"),
        ("They marched on the 20th anniversary of the Sept. 11 attacks.", "the 20th anniversary of the Sept. 11 attacks", "2021-09-11"),
        ("It was the first anniversary of the Jan. 6, 2021, riot.", "the first anniversary of the Jan. 6, 2021", "2022-01-06"),
    ],
)
def test_days_said_in_other_ways(text: str, words: str, expected: str) -> None:
    expression = only(text)
    assert (expression.text, days(expression)) == (words, expected)


def test_an_anniversary_of_a_year_is_a_year() -> None:
    assert only("He spoke on the fifth anniversary of the 2017 coup.").value == "2022"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The court meets Monday.", "2022-02-07"),
        ("The judge set Monday as the deadline.", "2022-02-07"),
        ("Leaders are to meet Monday.", "2022-02-07"),
        ("The council is meeting Monday.", "2022-02-07"),
        ("A hearing is Tuesday.", "2022-02-08"),
        ("Ahead of Sunday's election, police were out.", "2022-02-06"),
        ("After Sunday's election, police were out.", "2022-01-30"),
        ("Sunday's election will be tight.", "2022-02-06"),
        ("The army, which shelled the town Sunday, will leave.", "2022-01-30"),
        ("Voting would begin Thursday, officials had said.", "2022-02-03"),
    ],
)
def test_the_words_around_a_weekday_say_which_one(text: str, expected: str) -> None:
    assert days(only(text)) == expected


@pytest.mark.parametrize(
    "text", ["He is in his seventies.", "Ratings fell to 3/4.", "The 5th Fleet sailed.", "A quarter of voters stayed home."]
)
def test_left_alone(text: str) -> None:
    assert find(text, 0, len(text), FRIDAY) == []
