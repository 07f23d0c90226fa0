"""A name or description on a day: country, sector, name, identifier."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.resolver import Resolver
from dateline.language.parser import Parser


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    return Resolver(Parser())


@pytest.mark.parametrize(
    ("text", "day", "country", "sector"),
    [
        # one person in the sectors of a life
        ("Angela Merkel", date(2017, 5, 1), "DEU", "GOV"),
        ("Angela Merkel", date(2023, 5, 1), "DEU", "ELI"),
        ("Nelson Mandela", date(1995, 5, 1), "ZAF", "GOV"),
        # descriptions
        ("the Armenian prime minister", date(2020, 10, 1), "ARM", "GOV"),
        ("a former Bolivian minister", date(2020, 10, 1), "BOL", "ELI"),
        ("Seoul metropolitan police", date(2020, 10, 1), "KOR", "COP"),
        ("four Saudi men", date(2020, 10, 1), "SAU", "CVL"),
        ("an American destroyer", date(2020, 10, 1), "USA", "MIL"),
        ("gunmen", date(2020, 10, 1), "", "UAF"),
        # whoever belongs to a body is of its sector
        ("members of Hezbollah", date(2020, 10, 1), "LBN", "REB"),
        ("a crowd of villagers", date(2020, 10, 1), "", "CVL"),
        ("an army accountant", date(2020, 10, 1), "", "MIL"),
        ("the Kenyan president's office", date(2020, 10, 1), "KEN", "GOV"),
        # a capital that acts is its government; capitals as headlines set them
        ("Ankara", date(2020, 10, 1), "TUR", "GOV"),
        ("ANKARA", date(2020, 10, 1), "TUR", "GOV"),
        # somebody of a country, but who?
        ("a Cuban island", date(2020, 10, 1), "CUB", "UNK"),
        ("she", date(2020, 10, 1), "", "UNK"),
    ],
)
def test_who_it_is(resolver: Resolver, text: str, day: date, country: str, sector: str) -> None:
    found = resolver.resolve(text, day)
    assert (found.country, found.sector) == (country, sector), found.because


def test_an_office_with_a_country_and_a_day_is_the_person_who_held_it(resolver: Resolver) -> None:
    found = resolver.resolve("the Armenian prime minister", date(2020, 10, 1))
    assert (found.name, found.actor_id) == ("Nikol Pashinyan", "person:nikol-pashinyan")
    assert "people" in found.because, "the row of the registry is named"


@pytest.mark.parametrize("text", ["a former Armenian prime minister", "an Armenian prime minister", "18th prime minister of Armenia"])
def test_not_every_holder_of_an_office_is_the_present_one(resolver: Resolver, text: str) -> None:
    assert resolver.resolve(text, date(2020, 10, 1)).actor_id == ""


def test_further_sectors_follow_the_deciding_one(resolver: Resolver) -> None:
    assert resolver.resolve("the Chilean defence minister", date(2020, 10, 1)).sectors == ("GOV", "MIL")


@pytest.mark.parametrize(
    ("text", "context", "country"),
    [
        ("the National Guard", "Venezuela", "VEN"),
        ("the foreign ministry", "The talks in Oslo ended, the foreign ministry of Norway said.", "NOR"),
    ],
)
def test_the_context_settles_the_country(resolver: Resolver, text: str, context: str, country: str) -> None:
    assert resolver.resolve(text, date(2020, 10, 1), context).country == country


@pytest.mark.parametrize("text", ["yesterday", "the weather", "...", "", "qwertz"])
def test_it_abstains(resolver: Resolver, text: str) -> None:
    found = resolver.resolve(text, date(2020, 10, 1))
    assert (found.country, found.sector, found.sectors, found.actor_id) == ("", "", (), "")
    assert found.because
