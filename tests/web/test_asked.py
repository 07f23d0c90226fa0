"""Addresses to conditions and back."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest

from dateline.errors import InputError
from dateline.web.asked import Asked, read


def test_an_address_without_conditions_asks_for_everything() -> None:
    assert read([]) == Asked()


@pytest.mark.parametrize(
    "query",
    [
        "who=USA&who=GBR%3AGOV&whom=PRK&either=1",
        "type=ACCUSE%2Fallege&mode=allege&country=CHN&place=Seoul&source=Wire+A&says=KOR&factuality=occurred&factuality=future",
        "since=2022-01-01&until=2022-02-01&text=a+%26+b&confidence=0.5&sort=sources&limit=10&cursor=abc",
    ],
)
def test_an_address_comes_back_as_it_was(query: str) -> None:
    assert read(parse_qsl(query)).link() == f"?{query}"


def test_what_is_asked_for_is_a_question() -> None:
    asked = read(parse_qsl("who=USA&since=2022-01-01&text=missile&confidence=0.4"))
    question = asked.question
    assert (question.who, question.since, question.text, question.least) == (("USA",), date(2022, 1, 1), "missile", 0.4)


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("since=yesterday", "since: 'yesterday' is no date (write YYYY-MM-DD)"),
        ("confidence=2", "confidence: '2' is no confidence (a number from 0 to 1)"),
        ("confidence=nan", "confidence: 'nan' is no confidence (a number from 0 to 1)"),
        ("sort=best", "sort: 'best' is none (one of newest, oldest, sources, confidence, told)"),
        ("factuality=true", "factuality: 'true' is none (one of occurred, future, hypothetical, negated)"),
        ("limit=0", "limit: '0' is no number of rows (1 to 500)"),
        ("limit=²", "limit: '²' is no number of rows (1 to 500)"),
        ("text=" + "a" * 201, "text: longer than 200 characters (ask for less)"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_remedy(query: str, fault: str) -> None:
    with pytest.raises(InputError) as refused:
        read(parse_qsl(query))
    assert str(refused.value) == fault


def test_a_change_begins_at_the_first_page_again() -> None:
    asked = read(parse_qsl("who=USA&cursor=abc"))
    assert asked.link("/events", type="ACCUSE") == "/events?who=USA&type=ACCUSE"
    assert asked.link("/events", cursor="def") == "/events?who=USA&cursor=def"


def test_a_value_is_switched_on_and_off() -> None:
    asked = read(parse_qsl("type=ACCUSE"))
    assert asked.toggling("/events", "type")("ASSAULT") == "/events?type=ACCUSE&type=ASSAULT"
    assert asked.toggling("/events", "type")("ACCUSE") == "/events"
