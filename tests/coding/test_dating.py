"""When acts happened, where the day stands in another clause or sentence than the act."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder
from dateline.model import Report, TimeSpan

PUBLISHED = date(2022, 7, 15)  # a Friday


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def day(coder: Coder, text: str, type_: str) -> TimeSpan | None:
    found = [e for e in coder.code(Report("r", text, PUBLISHED)).events if e.type == type_]
    assert found, [(e.type, e.trigger.of(text)) for e in coder.code(Report("r", text, PUBLISHED)).events]
    return found[-1].time


@pytest.mark.parametrize(
    ("text", "type_", "start"),
    [
        # counted back from what came so long after
        ("Acting President Ranil Wickremesinghe was sworn in on Friday, a day after Gotabaya Rajapaksa resigned.", "RETREAT", "2022-07-14"),
        ("North Korea said on Wednesday it would send troops, four days after it blew up an office in Kaesong.", "ASSAULT", "2022-07-09"),
        ("Rebels agreed on Wednesday to lay down their arms, a day after Azerbaijan attacked the enclave.", "ASSAULT", "2022-07-12"),
        # counted from a day on which nothing was done that is coded
        ("Monday was a holiday. The day before, police arrested two men in Nairobi.", "COERCE", "2022-07-10"),
        # counted from a day that the phrase names
        ("Two days after the July 3 coup, France suspended aid to Mali.", "SANCTION", "2022-07-05"),
        # a lead, and what the story goes on to tell
        ("Kenya has condemned Uganda. The statement came on Tuesday.", "ACCUSE", "2022-07-12"),
        ("Kenya's president met Ghana's president on Tuesday. He condemned Togo.", "ACCUSE", "2022-07-12"),
    ],
)
def test_a_day_from_elsewhere(coder: Coder, text: str, type_: str, start: str) -> None:
    span = day(coder, text, type_)
    assert span is not None
    assert span.start.isoformat() == start


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        # the day of the thing that the act is about, and the day of the saying, are not the act's
        ("Kenya denounced the 2019 deal with Uganda.", "ACCUSE"),
        ("Ghana's president said on Monday that Kenya had condemned Togo.", "ACCUSE"),
    ],
)
def test_a_day_that_is_not_the_act_s(coder: Coder, text: str, type_: str) -> None:
    assert day(coder, text, type_) is None


@pytest.mark.parametrize(
    ("text", "type_", "start", "end"),
    [
        ("Soldiers left the town on Tuesday after two days of talks between Kenya and Uganda.", "CONSULT", "2022-07-11", "2022-07-12"),
        ("India and Pakistan exchanged artillery fire on Thursday for a third day.", "ASSAULT", "2022-07-12", "2022-07-14"),
        ("Kenya and Uganda held talks on Tuesday for a last time.", "CONSULT", "2022-07-12", "2022-07-12"),
    ],
)
def test_an_act_that_went_on_for_days_began_the_first_of_them(coder: Coder, text: str, type_: str, start: str, end: str) -> None:
    span = day(coder, text, type_)
    assert span is not None
    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)


def test_the_zone_that_the_text_names_goes_with_the_day(coder: Coder) -> None:
    span = day(coder, "North Korea test-fired a missile on Sunday (Seoul time).", "MOBILIZE")
    assert span is not None
    assert span.zone == "Asia/Seoul"
