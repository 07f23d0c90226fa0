"""Time expressions: what is found, what days it names, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.when.times import TimeExpression, find, resolve, shift
from dateline.model import Span, TimeSpan

FRIDAY = date(2022, 2, 4)


def only(text: str, published: date | None = FRIDAY) -> TimeExpression:
    found = find(text, 0, len(text), published)
    assert len(found) == 1, [(e.text, e.rule) for e in found]
    assert found[0].span.of(text) == found[0].text
    return found[0]


def days(expression: TimeExpression) -> str:
    """Start and end as ISO text; one day alone, "" for none."""
    if expression.start is None or expression.end is None:
        return ""
    both = sorted({expression.start, expression.end})
    return "/".join(day.isoformat() for day in both)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The minister resigned Thursday.", "Thursday", "2022-02-03"),
        ("The minister resigned Friday.", "Friday", "2022-02-04"),
        ("The rocket fell on Sunday (Seoul time) at sea.", "Sunday (Seoul time)", "2022-01-30"),
        ("Talks collapsed last Friday.", "last Friday", "2022-01-28"),
        ("He was freed on Tuesday of last week.", "Tuesday of last week", "2022-01-25"),
        ("The envoy returns next Tuesday.", "next Tuesday", "2022-02-08"),
        ("The envoys will meet on Monday.", "Monday", "2022-02-07"),
        ("They agreed to leave Monday.", "Monday", "2022-02-07"),
        ("They agreed Monday to leave.", "Monday", "2022-01-31"),
        ("They fired what they called a satellite on Monday.", "Monday", "2022-01-31"),
        ("On Monday the court will hear the case.", "Monday", "2022-02-07"),
        ("The army shelled the town late Tuesday.", "late Tuesday", "2022-02-01"),
        ("Police raided the office Tuesday night.", "Tuesday night", "2022-02-01"),
        ("Gunmen struck in the early hours of Thursday.", "the early hours of Thursday", "2022-02-03"),
        ("A bomb went off at 9 p.m. on Tuesday.", "9 p.m. on Tuesday", "2022-02-01"),
        ("The strike ran from Monday to Wednesday.", "from Monday to Wednesday", "2022-01-31/2022-02-02"),
    ],
)
def test_weekdays_count_from_publication(text: str, words: str, expected: str) -> None:
    expression = only(text)
    assert (expression.text, days(expression)) == (words, expected)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("He spoke today.", "today", "2022-02-04"),
        ("The queen spoke earlier today.", "earlier today", "2022-02-04"),
        ("He spoke this morning.", "this morning", "2022-02-04"),
        ("He arrived yesterday.", "yesterday", "2022-02-03"),
        ("He leaves tomorrow.", "tomorrow", "2022-02-05"),
        ("She fled the day before yesterday.", "the day before yesterday", "2022-02-02"),
        ("Shells fell last night.", "last night", "2022-02-03"),
        ("Shells fell overnight.", "overnight", "2022-02-03/2022-02-04"),
        ("He was freed three days ago.", "three days ago", "2022-02-01"),
        ("The plane landed two hours ago.", "two hours ago", "2022-02-04"),
    ],
)
def test_days_around_publication(text: str, words: str, expected: str) -> None:
    expression = only(text)
    assert (expression.text, days(expression)) == (words, expected)


@pytest.mark.parametrize(
    ("text", "published", "words", "expected"),
    [
        ("A missile was fired on Jan. 25, 2022.", FRIDAY, "Jan. 25, 2022", "2022-01-25"),
        ("They voted on March 24.", date(2021, 4, 2), "March 24", "2021-03-24"),
        ("They voted on 30 November.", date(2017, 1, 13), "30 November", "2016-11-30"),
        ("The vote was held on Monday 19 December.", date(2016, 12, 23), "Monday 19 December", "2016-12-19"),
        ("He said so in print on Thursday, April 6.", date(2000, 4, 6), "Thursday, April 6", "2000-04-06"),
        ("Ministers signed it today (23 December).", date(2016, 12, 23), "today (23 December)", "2016-12-23"),
        ("The trial opens on 18 November.", date(2017, 11, 1), "18 November", "2017-11-18"),
        ("They met on the 1st of May 2003.", FRIDAY, "1st of May 2003", "2003-05-01"),
        ("Talks were held on April 24 and 25.", date(1999, 5, 10), "April 24 and 25", "1999-04-24/1999-04-25"),
        ("Talks were held on 3-5 March 2019.", FRIDAY, "3-5 March 2019", "2019-03-03/2019-03-05"),
        ("He was shot on the night of Oct. 23.", date(1998, 11, 20), "the night of Oct. 23", "1998-10-23"),
        ("The mission ended on 2016-05-30.", FRIDAY, "2016-05-30", "2016-05-30"),
        ("He was hanged on Christmas Eve.", date(2019, 12, 30), "Christmas Eve", "2019-12-24"),
        ("The boy was found on Thanksgiving Day.", date(2000, 1, 7), "Thanksgiving Day", "1999-11-25"),
        ("The accord was signed on Good Friday 1998.", FRIDAY, "Good Friday 1998", "1998-04-10"),
        ("Aid stopped after the September 11 attacks.", FRIDAY, "September 11 attacks", "2001-09-11"),
    ],
)
def test_dates(text: str, published: date, words: str, expected: str) -> None:
    expression = only(text, published)
    assert (expression.text, days(expression)) == (words, expected)


@pytest.mark.parametrize(
    ("text", "published", "granularity", "expected"),
    [
        ("He quit in September.", date(2024, 6, 28), "month", "2023-09-01/2023-09-30"),
        ("He quit in December.", date(2019, 1, 8), "month", "2018-12-01/2018-12-31"),
        ("He was jailed in March.", FRIDAY, "month", "2021-03-01/2021-03-31"),
        ("The base is to close in March.", FRIDAY, "month", "2022-03-01/2022-03-31"),
        ("He quit last September.", FRIDAY, "month", "2021-09-01/2021-09-30"),
        ("He quit in February 2020.", FRIDAY, "month", "2020-02-01/2020-02-29"),
        ("He quit in May last year.", FRIDAY, "month", "2021-05-01/2021-05-31"),
        ("He quit in mid-October.", date(2024, 10, 31), "month", "2024-10-11/2024-10-20"),
        ("He quit in early May.", date(2018, 7, 1), "month", "2018-05-01/2018-05-10"),
        ("He quit in late May.", date(2018, 7, 1), "month", "2018-05-21/2018-05-31"),
        ("He quit last month.", FRIDAY, "month", "2022-01-01/2022-01-31"),
        ("He quit earlier this month.", date(2019, 12, 18), "month", "2019-12-01/2019-12-17"),
        ("He quit two months ago.", FRIDAY, "month", "2021-12-01/2021-12-31"),
        ("He quit in 2015.", FRIDAY, "year", "2015-01-01/2015-12-31"),
        ("He quit last year.", FRIDAY, "year", "2021-01-01/2021-12-31"),
        ("He quit late last year.", date(2019, 11, 29), "year", "2018-10-01/2018-12-31"),
        ("He quit 10 years ago.", date(2019, 12, 23), "year", "2009-01-01/2009-12-31"),
        ("He quit in the 1990s.", FRIDAY, "decade", "1990-01-01/1999-12-31"),
        ("He quit in the summer of 2015.", FRIDAY, "season", "2015-06-01/2015-08-31"),
        ("He quit last fall.", date(1999, 4, 10), "season", "1998-09-01/1998-11-30"),
        ("He quit in the first quarter of 2016.", FRIDAY, "quarter", "2016-01-01/2016-03-31"),
        ("He quit last week.", date(2024, 6, 28), "week", "2024-06-17/2024-06-23"),
        ("He quit this week.", FRIDAY, "week", "2022-01-31/2022-02-04"),
        ("He quit earlier this week.", FRIDAY, "week", "2022-01-31/2022-02-03"),
        ("He quit two weeks ago.", FRIDAY, "week", "2022-01-17/2022-01-23"),
        ("He quit last weekend.", date(2018, 1, 25), "weekend", "2018-01-20/2018-01-21"),
        ("He quit over the weekend.", date(2022, 2, 7), "weekend", "2022-02-05/2022-02-06"),
    ],
)
def test_periods(text: str, published: date, granularity: str, expected: str) -> None:
    expression = only(text, published)
    assert (expression.granularity, days(expression)) == (granularity, expected)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The seventh test since the start of the year.", "since the start of the year", "2022-01-01/2022-02-04"),
        ("He has ruled since 2012.", "since 2012", "2012-01-01/2022-02-04"),
        ("They have fought since early March.", "since early March", "2021-03-01/2022-02-04"),
        ("They have fought since September 30.", "since September 30", "2021-09-30/2022-02-04"),
        ("They fled in the last two weeks.", "in the last two weeks", "2022-01-21/2022-02-04"),
        ("They fled over the past three months.", "over the past three months", "2021-11-04/2022-02-04"),
        ("They fled so far this year.", "so far this year", "2022-01-01/2022-02-04"),
        ("They fled between 2014 and 2016.", "between 2014 and 2016", "2014-01-01/2016-12-31"),
        ("The refugee wave of 2014-16 ebbed.", "2014-16", "2014-01-01/2016-12-31"),
    ],
)
def test_ranges(text: str, words: str, expected: str) -> None:
    expression = only(text)
    assert (expression.text, days(expression)) == (words, expected)


def test_this_week_begins_with_the_day_on_which_something_began() -> None:
    text = "Fighting displaced hundreds this week. The attacks began Tuesday."
    first = find(text, 0, 38, date(2024, 7, 5))[0]
    assert days(first) == "2024-07-02/2024-07-05"
    assert days(resolve(first, date(2024, 7, 5), "past")) == "2024-07-02/2024-07-05"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The two-day visit ended.", "DURATION", "P2D"),
        ("He ruled for three years.", "DURATION", "P3Y"),
        ("He ruled for decades.", "DURATION", "PXY"),
        ("The flight took 5 1/2 hours.", "DURATION", "PT5H30M"),
        ("They talked for half an hour.", "DURATION", "PT30M"),
        ("They talked for two and a half years.", "DURATION", "P2Y6M"),
        ("Protesters gather daily.", "SET", "P1D"),
        ("Protesters gather every month.", "SET", "P1M"),
        ("Protesters gather on Fridays.", "SET", "XXXX-WXX-5"),
        ("He now lives abroad.", "DATE", "PRESENT_REF"),
        ("It happened long ago.", "DATE", "PAST_REF"),
        ("He spoke on Tuesday night.", "TIME", "2022-02-01TNI"),
        ("He spoke at 9:30 a.m. on Tuesday.", "TIME", "2022-02-01T09:30"),
        ("He spoke last week.", "DATE", "2022-W04"),
        ("He spoke last fall.", "DATE", "2021-FA"),
        ("He spoke in the late 1980s.", "DATE", "198X"),
    ],
)
def test_timex_kind_and_value(text: str, kind: str, value: str) -> None:
    expression = only(text)
    assert (expression.kind, expression.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "The court may rule against the army on the march.",
        "Theresa May said the second vote was lost.",
        "Women's March organisers spoke.",
        "The Sunday Times reported losses.",
        "USA Today reported losses.",
        "Resolution 2328 was adopted.",
        "About 2,000 people fled.",
        "Some 1998 people fled.",
        "Two F-16 jets and an S-400 battery were seen.",
        "The 33-year-old soldier was freed.",
        "The child is two years old.",
        "One second prize was given.",
        "Agenda 2030 was adopted.",
        "The troops began to fall back and spring traps.",
        "Drivers kept to 40 miles and paid $1990.",
    ],
)
def test_left_alone(text: str) -> None:
    assert find(text, 0, len(text), FRIDAY) == []


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("Sunday", "past", "2022-01-30"),
        ("Sunday", "future", "2022-02-06"),
        ("Friday", "past", "2022-02-04"),
        ("Friday", "future", "2022-02-04"),
        ("December", "past", "2021-12-01/2021-12-31"),
        ("December", "future", "2022-12-01/2022-12-31"),
        ("30 November", "past", "2021-11-30"),
        ("30 November", "future", "2022-11-30"),
        ("this week", "past", "2022-01-31/2022-02-04"),
        ("this week", "future", "2022-02-04/2022-02-06"),
        ("this week", "present", "2022-01-31/2022-02-06"),
        ("this month", "future", "2022-02-04/2022-02-28"),
        ("last week", "future", "2022-01-24/2022-01-30"),
        ("since December", "future", "2021-12-01/2022-02-04"),
    ],
)
def test_tense_decides_what_words_leave_open(words: str, tense: str, expected: str) -> None:
    assert days(resolve(only(f"{words[0].upper()}{words[1:]}"), FRIDAY, tense)) == expected


@pytest.mark.parametrize(
    ("text", "words", "offset", "expected"),
    [
        ("It came a day after the vote.", "a day after", 1, "2022-02-04"),
        ("They talked the previous day.", "the previous day", -1, "2022-02-02"),
        ("He resigned 10 days later.", "10 days later", 10, "2022-02-13"),
        ("He fell two days before the vote.", "two days before", -2, "2022-02-01"),
        ("He fled hours before the vote.", "hours before", 0, "2022-02-03"),
        ("He fled hours later.", "hours later", 0, "2022-02-03"),
        ("He fled the same day.", "the same day", 0, "2022-02-03"),
        ("Later in the day he fled.", "Later in the day", 0, "2022-02-03"),
        ("He fled on the eve of the vote.", "on the eve of", -1, "2022-02-02"),
        ("He fled the following week.", "the following week", 7, "2022-02-07/2022-02-13"),
        ("He fled the following Monday.", "the following Monday", None, "2022-02-07"),
        ("He fled a month later.", "a month later", 30, "2022-03-01/2022-03-31"),
        ("He fled later that year.", "later that year", 0, "2022-01-01/2022-12-31"),
        ("He fled days earlier.", "days earlier", -4, "2022-01-27/2022-02-01"),
        ("He fled at 10 p.m. local time.", "10 p.m. local time", 0, "2022-02-03"),
    ],
)
def test_counted_from_another_event(text: str, words: str, offset: int | None, expected: str) -> None:
    expression = only(text)
    assert (expression.text, expression.anchor, expression.offset_days) == (words, "event", offset)
    assert days(expression) == ""
    thursday = TimeSpan(date(2022, 2, 3), date(2022, 2, 3), "Thursday", Span(0, 8))
    assert days(shift(thursday, expression)) == expected


def test_clock_time_takes_the_day_of_its_event() -> None:
    assert shift(only("It began Thursday."), only("He was shot at 10 p.m. local time.")).value == "2022-02-03T22:00"


def test_shift_leaves_what_it_cannot_settle() -> None:
    later, thursday = only("He fled a day later."), only("He fled Thursday.")
    assert shift(later, later) == later
    assert shift(thursday, thursday) == thursday


def test_without_a_publication_day_only_full_dates_are_resolved() -> None:
    assert days(only("He quit on 5 May 2003.", None)) == "2003-05-05"
    assert only("He quit Thursday.", None).value == ""


def test_spans_are_absolute_and_in_order() -> None:
    text = "Old news of 1999. The army left on Monday and came back two days later."
    found = find(text, 18, len(text), FRIDAY)
    assert [(e.text, e.span.of(text)) for e in found] == [("Monday", "Monday"), ("two days later", "two days later")]


def test_a_day_out_of_the_calendar_is_found_but_not_resolved() -> None:
    expression = only("The empire fell 3000 years ago.")
    assert (expression.value, expression.start) == ("", None)


def test_the_reason_names_the_publication_day() -> None:
    assert only("He quit Thursday.").reason == (
        "“Thursday” → 2022-02-03: last Thursday on or before the publication day 2022-02-04 (past tense)"
    )
