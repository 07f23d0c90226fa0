"""The TIMEX3 expressions of a whole text: which words are tagged, and with which value."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.when.times import annotate

FRIDAY = date(2022, 2, 4)


def tagged(text: str, published: date | None = FRIDAY) -> list[tuple[str, str]]:
    """Words and value of each expression."""
    found = annotate(text, published)
    assert all(e.span.of(text) == e.text for e in found)
    return [(e.text, e.value) for e in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He ruled from 2012 to 2016.", [("2012", "2012"), ("2016", "2016")]),
        ("They have fought since March.", [("March", "2021-03")]),
        ("Talks are planned for April 24 and 25.", [("April 24", "2022-04-24"), ("25", "2022-04-25")]),
        ("A blast hit the port at 9:15 a.m. (0615 GMT) Friday.", [("9:15 a.m.", "2022-02-04T09:15"), ("Friday", "2022-02-04")]),
        ("A blast hit the port at 9 a.m. Friday.", [("9 a.m. Friday", "2022-02-04T09:00")]),
        ("The day after Tuesday's blast, shops were shut.", [("The day after Tuesday", "2022-02-02")]),
    ],
)
def test_either_end_of_a_range_and_either_day_of_a_pair_is_tagged(text: str, expected: list[tuple[str, str]]) -> None:
    assert tagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town fell on Tuesday. The next morning soldiers came.", ("The next morning", "2022-02-02TMO")),
        ("The town fell on Tuesday. Two days later it was free.", ("Two days later", "2022-02-03")),
        ("The town fell on Tuesday. At 9 p.m. the lights went out.", ("9 p.m.", "2022-02-01T21:00")),
        ("The town fell on Tuesday. It burned later that year.", ("later that year", "2022")),
        ("The town fell in June 2019. Two months later it was free.", ("Two months later", "2019-08")),
        ("The town fell in June 2019. The following year it was free.", ("The following year", "2020")),
        ("Sales fell in the third quarter of 2021. A year earlier they rose.", ("A year earlier", "2020-Q3")),
        ("An hour later the town fell.", ("An hour later", "PT1H")),
        ("Police came at midday.", ("midday", "2022-02-04T12:00")),
    ],
)
def test_what_counts_from_another_time_counts_from_the_last_one_named(text: str, expected: tuple[str, str]) -> None:
    assert tagged(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He resigned two weeks after the vote.", [("two weeks", "P2W")]),
        ("He resigned less than an hour before the vote.", [("less than an hour", "PT1H")]),
        ("He resigned in the weeks before the vote.", []),
        ("He resigned later in the day.", []),
    ],
)
def test_a_length_beside_an_event_is_a_duration_and_an_open_one_says_nothing(text: str, expected: list[tuple[str, str]]) -> None:
    assert tagged(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The city is now quiet.", "now", "PRESENT_REF"),
        ("The current government is weak.", "current", "PRESENT_REF"),
        ("He currently lives abroad.", "currently", "PRESENT_REF"),
        ("He recently moved abroad.", "recently", "PAST_REF"),
        ("It was done in the past.", "in the past", "PAST_REF"),
        ("The country's future is open.", "future", "FUTURE_REF"),
        ("Fighting has flared in recent weeks.", "recent weeks", "PXW"),
        ("He was held for several months.", "several months", "PXM"),
        ("They sat there all day.", "all day", "P1D"),
        ("They waited all night.", "all night", "PTNI"),
        ("The daylong siege ended.", "daylong", "P1D"),
        ("Guards work 12 hours a day.", "12 hours a day", "P1D"),
        ("The committee meets every two weeks.", "every two weeks", "P2W"),
        ("A report is published annually.", "annually", "P1Y"),
    ],
)
def test_vague_times_lengths_and_recurrences(text: str, words: str, value: str) -> None:
    assert tagged(text) == [(words, value)]


@pytest.mark.parametrize("text", ["The ocean current was strong.", "He can now the rules by heart.", "The future of the pact is open."])
def test_words_that_only_look_vague(text: str) -> None:
    assert tagged(text) == []


def test_without_a_publication_day_nothing_is_guessed() -> None:
    assert tagged("He fled Thursday. The next day he was caught.", None) == [("Thursday", ""), ("The next day", "")]
