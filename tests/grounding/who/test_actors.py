"""Names and noun phrases to parties, as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.grounder import Grounder
from dateline.grounding.naming import registry, roles
from dateline.language.parser import Parser
from dateline.model import Party, Report


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def subject(parser: Parser, text: str, day: date) -> tuple[Party, ...]:
    """The parties of the last sentence's subject."""
    sentences = parser.parse(text)
    grounder = Grounder(Report("r", text, day), sentences, registry.load(), roles.load())
    sentence = sentences[-1]
    head = next(t for t in sentence.tokens if t.dep in ("nsubj", "nsubjpass"))
    return grounder.parties(sentence, head)


@pytest.mark.parametrize(
    ("text", "day", "country", "sector"),
    [
        ("North Korea spoke.", date(2022, 2, 4), "PRK", ""),
        ("The DPRK spoke.", date(2022, 2, 4), "PRK", ""),
        ("Pyongyang spoke.", date(2022, 2, 4), "PRK", ""),
        ("The Kremlin spoke.", date(2022, 2, 4), "RUS", "GOV"),
        ("Angela Merkel spoke.", date(2017, 5, 1), "DEU", "GOV"),
        ("Angela Merkel spoke.", date(2022, 5, 1), "DEU", "ELI"),
        ("The Turkish foreign minister spoke.", date(2018, 1, 1), "TUR", "GOV"),
        ("A senior US State Department official spoke.", date(2018, 1, 1), "USA", "GOV"),
        ("The United Nations spoke.", date(2018, 1, 1), "UNO", ""),
        ("The Islamic State spoke.", date(2016, 1, 1), "IMG", "REB"),
        ("Tens of thousands of Sudanese marched.", date(2019, 1, 1), "SDN", "CVL"),
        ("The police chief of Kenya spoke.", date(2019, 1, 1), "KEN", "COP"),
        ("A former Kenyan minister spoke.", date(2019, 1, 1), "KEN", "ELI"),
        ("North Korea's missile launches continued.", date(2019, 1, 1), "PRK", ""),
        ("The attack by Israel continued.", date(2019, 1, 1), "ISR", ""),
        ("Secretary Kerry spoke.", date(2015, 5, 1), "USA", "GOV"),
    ],
)
def test_who_a_phrase_stands_for(parser: Parser, text: str, day: date, country: str, sector: str) -> None:
    assert [(p.country, p.sector) for p in subject(parser, text, day)] == [(country, sector)]


@pytest.mark.parametrize("text", ["The storm grew.", "The idea failed.", "Prices rose."])
def test_it_abstains(parser: Parser, text: str) -> None:
    assert subject(parser, text, date(2022, 1, 1)) == ()


def last(parser: Parser, text: str) -> tuple[Party, ...]:
    """The parties of the phrase that ends a text."""
    (sentence,) = parser.parse(text)
    grounder = Grounder(Report("r", text, date(2022, 1, 1)), [sentence], registry.load(), roles.load())
    return grounder.parties(sentence, sentence.tokens[-2])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Soldiers again crossed the Line of Actual Control.", []),
        ("Ministers signed the Joint Comprehensive Plan of Action.", []),
        ("It was written into the Charter of Fundamental Rights.", []),
        ("They met to discuss the Treaty of Amity and Cooperation.", []),
        ("Both went back to Minsk Protocol.", []),
        ("It left the Paris Agreement.", []),
        ("The court struck down Citizenship Amendment Act.", []),
        ("Soldiers began Operation Swift Retort.", []),
        ("Officers arrested Zed Qorl.", ["Zed Qorl"]),
        ("Officers arrested the brother of Zed Qorl.", ["Zed Qorl"]),
        ("Envoys disputed Iran's Plan.", ["Iran"]),
        ("Envoys disputed the Iranian plan.", ["Iranian"]),
        ("The road led to Bill Qorl.", ["Bill Qorl"]),
    ],
)
def test_lines_zones_and_agreements_are_nobody(parser: Parser, text: str, who: list[str]) -> None:
    assert [party.text for party in last(parser, text)] == who


def test_a_person_is_known_by_the_description_that_came_first(parser: Parser) -> None:
    text = "Mevlut Arin, a Turkish police officer, was there. Arin spoke."
    assert [(p.text, p.country, p.sector) for p in subject(parser, text, date(2016, 12, 20))] == [("Mevlut Arin", "TUR", "COP")]


def test_the_group_is_the_one_named_before(parser: Parser) -> None:
    text = "Hezbollah fired rockets. The group spoke."
    assert [(p.country, p.sector) for p in subject(parser, text, date(2017, 1, 1))] == [("LBN", "REB")]
