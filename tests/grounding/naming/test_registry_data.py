"""What the shipped registry and role nouns hold: who stands for whom, as of a day, and that no name can be mistaken for a word."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from dateline.datafiles import data
from dateline.grounding.naming import registry, roles

DAY = date(2023, 1, 1)
OWN_FILES = ("states", "bodies", "organizations", "demonyms", "seats")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    with (data() / "registry" / f"{name}.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def written_forms(row: dict[str, str]) -> Iterator[str]:
    yield row["name"]
    yield from filter(None, row["aliases"].split("|"))


def standing(name: str, day: date = DAY) -> tuple[str, str]:
    """Country and sector of the one name that a text consists of."""
    found = registry.load().find(name, day)
    assert [mention.span.of(name) for mention in found] == [name]
    then = found[0].entity.on(day)
    return then.country, then.sector


# Who stands for whom --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "country", "sector"),
    [
        # states by their short and official names and abbreviations
        (("Türkiye", "Republic of Turkey"), "TUR", ""),
        (("UAE", "United Arab Emirates"), "ARE", ""),
        (("DPRK", "North Korea"), "PRK", ""),
        (("Bosnia-Herzegovina", "BiH"), "BIH", ""),
        # names that hold another state's name
        (("New Mexico", "New England"), "USA", ""),
        (("Inner Mongolia",), "CHN", ""),
        (("New South Wales",), "AUS", ""),
        (("Niger Delta",), "NGA", ""),
        # seats of power
        (("Kremlin",), "RUS", "GOV"),
        (("Casa Rosada",), "ARG", "GOV"),
        (("Quai d'Orsay",), "FRA", "GOV"),
        (("Pentagon",), "USA", "MIL"),
        (("Langley",), "USA", "SPY"),
        # parliaments in their own language
        (("Saeima",), "LVA", "LEG"),
        (("Verkhovna Rada", "Rada"), "UKR", "LEG"),
        (("Lok Sabha",), "IND", "LEG"),
        (("Eduskunta",), "FIN", "LEG"),
        (("State Great Khural",), "MNG", "LEG"),
        (("Inatsisartut",), "GRL", "LEG"),
        # courts
        (("Bundesverfassungsgericht",), "DEU", "JUD"),
        (("Supremo Tribunal Federal",), "BRA", "JUD"),
        # armed forces
        (("Bundeswehr",), "DEU", "MIL"),
        (("Kaitsevägi", "Estonian Defence Forces"), "EST", "MIL"),
        (("FARDC",), "COD", "MIL"),
        (("SSPDF",), "SSD", "MIL"),
        (("Black Sea Fleet",), "RUS", "MIL"),
        (("Seventh Fleet", "7th Fleet"), "USA", "MIL"),
        (("Golani Brigade",), "ISR", "MIL"),
        (("Ticonderoga-class",), "USA", "MIL"),
        (("Kilo-class",), "RUS", "MIL"),
        # police and gendarmerie
        (("Carabinieri",), "ITA", "COP"),
        (("RCMP",), "CAN", "COP"),
        (("Rapid Action Battalion",), "BGD", "COP"),
        # intelligence services
        (("AIVD",), "NLD", "SPY"),
        (("Supo", "SUPO"), "FIN", "SPY"),
        (("ISI",), "PAK", "SPY"),
        (("DGFI",), "BGD", "SPY"),
        # central banks, election commissions, other bodies of the executive
        (("Norges Bank",), "NOR", "GOV"),
        (("Bank Al-Maghrib",), "MAR", "GOV"),
        (("Comelec",), "PHL", "GOV"),
        (("Home Office",), "GBR", "GOV"),
        (("Oyo State",), "NGA", "GOV"),
        (("Generalitat",), "ESP", "GOV"),
        # parties
        (("PSOE",), "ESP", "PTY"),
        (("Chama Cha Mapinduzi",), "TZA", "PTY"),
        (("Bharatiya Janata Party", "BJP"), "IND", "PTY"),
        # armed groups, paramilitaries, gangs
        (("Jabhat al-Nusra", "Nusra Front"), "SYR", "REB"),
        (("Hashd al-Shaabi",), "IRQ", "PRM"),
        (("Basij",), "IRN", "PRM"),
        (("Comando Vermelho",), "BRA", "CRM"),
        (("Daesh", "ISIL"), "IMG", "REB"),
        # the UN family, other bodies between states, those of the Union
        (("UNHCR",), "UNO", ""),
        (("International Court of Justice",), "UNO", "JUD"),
        (("World Bank",), "IGO", ""),
        (("ECOWAS",), "IGO", ""),
        (("European Parliament",), "EUR", "LEG"),
        (("CJEU",), "EUR", "JUD"),
        # partially recognised, under the state that claims them
        (("Abkhazia",), "GEO", "PRE"),
        (("Somaliland",), "SOM", "PRE"),
        (("Transnistria",), "MDA", "PRE"),
        # everyone else
        (("Heidelberg University",), "DEU", "EDU"),
        (("Chatham House",), "GBR", "EDU"),
        (("Pasteur Institute",), "FRA", "MED"),
        (("Histadrut",), "ISR", "LAB"),
        (("Coldiretti",), "ITA", "AGR"),
        (("Moscow Patriarchate",), "RUS", "REL"),
        (("Petrobras",), "BRA", "BUS"),
        (("Greenpeace",), "NGO", "SOC"),
        (("Le Monde",), "FRA", "JRN"),
        (("Siemens",), "MNC", "BUS"),
    ],
)
def test_who_a_name_stands_for(names: tuple[str, ...], country: str, sector: str) -> None:
    assert {name: standing(name) for name in names} == dict.fromkeys(names, (country, sector))


@pytest.mark.parametrize(
    ("name", "day", "sector"),
    [
        ("Taliban", date(2020, 1, 1), "REB"),
        ("Taliban", date(2022, 1, 1), "GOV"),
        ("Nagorno-Karabakh", date(2020, 1, 1), "PRE"),
        ("African National Congress", date(1985, 1, 1), "OPP"),
        ("African National Congress", date(2005, 1, 1), "PTY"),
    ],
)
def test_what_it_was_on_a_day(name: str, day: date, sector: str) -> None:
    assert standing(name, day)[1] == sector


@pytest.mark.parametrize(
    ("text", "country"),
    [("a Native American tribe", "USA"), ("Israeli Arabs", "ISR"), ("the Okinawans", "JPN"), ("Eastern European capitals", "")],
)
def test_the_longer_name_of_a_people_is_the_one_meant(text: str, country: str) -> None:
    assert [m.entity.on(DAY).country for m in registry.load().find(text, DAY)] == [country]


def test_state_media_and_the_homes_of_companies_are_told_in_the_office() -> None:
    offices = {row["name"]: row["office"] for row in rows("organizations")}
    assert offices["TASS"] == "state news agency"
    assert offices["Siemens"] == "based in DEU"


# Completeness ---------------------------------------------------------------------------------------------------------


def test_every_sovereign_state_has_a_people_a_seat_and_bodies() -> None:
    """Sovereign: with a Gleditsch-Ward number. A Congolese is of either Congo, and some capitals are written as another name here."""
    sovereign = {row["iso3"] for row in rows("codes") if row["gwn"]}
    assert sovereign - {row["country"] for row in rows("demonyms")} == {"COG", "VAT"}
    assert sovereign - {row["country"] for row in rows("seats")} == {"BEL", "DJI", "GUY", "LUX"}
    assert sovereign - {row["country"] for row in rows("bodies")} == set()


@pytest.mark.parametrize(
    ("iso3", "cow", "cown", "gwn"),
    [("DEU", "GMY", "255", "260"), ("FRA", "FRN", "220", "220"), ("YEM", "YEM", "679", "678"), ("SRB", "YUG", "345", "340")],
)
def test_codes_of_states_whose_lists_differ(iso3: str, cow: str, cown: str, gwn: str) -> None:
    assert (cow, cown, gwn) in [(r["cow"], r["cown"], r["gwn"]) for r in rows("codes") if r["iso3"] == iso3]


def test_there_are_names_enough() -> None:
    kinds = Counter(row["kind"] for name in OWN_FILES for row in rows(name))
    assert kinds["body"] > 3000
    assert kinds["company"] > 1500
    assert kinds["party"] > 1500
    assert kinds["group"] > 900
    assert kinds["media"] > 1200


# Names that cannot be mistaken ----------------------------------------------------------------------------------------


def test_a_name_of_one_word_has_a_capital_or_is_foreign() -> None:
    """A name stands for its bearer wherever it stands in a text, so it must not be an English word."""
    words = {form for name in OWN_FILES for row in rows(name) for form in written_forms(row) if " " not in form}
    assert {form for form in words if form.isascii() and form.isalpha() and form.islower()} == {
        "autodefensas",
        "chengguan",
        "colectivos",
        "dpa",
        "fedpol",
        "flydubai",
        "franceinfo",
        "spetsnaz",
        "swissinfo",
        "yakuza",
    }


def test_no_name_is_a_people_or_a_state_with_an_article() -> None:
    wholes = {form for name in ("states", "demonyms") for row in rows(name) for form in written_forms(row)}
    others = {form for name in ("bodies", "organizations") for row in rows(name) for form in written_forms(row)}
    assert [form for form in sorted(others) if form.removeprefix("The ") in wholes] == []


def test_no_row_says_a_name_twice() -> None:
    twice = [row["name"] for name in OWN_FILES for row in rows(name) if max(Counter(written_forms(row)).values()) > 1]
    assert twice == []


# Role nouns -----------------------------------------------------------------------------------------------------------


def test_there_are_nine_hundred_role_nouns_and_each_stands_in_one_place() -> None:
    content = tomllib.loads((data() / "lexicon" / "roles.toml").read_text(encoding="utf-8"))
    nouns = Counter(noun.lower() for group in (*content["role"], *content["vague"]) for noun in group["nouns"])
    assert len(nouns) >= 900
    assert [noun for noun, times in nouns.items() if times > 1] == []


@pytest.mark.parametrize(
    ("noun", "sector", "kind"),
    [
        ("foreign ministry", "GOV", "body"),
        ("central bank", "GOV", "body"),
        ("ombudsman", "GOV", "person"),
        ("lower house", "LEG", "body"),
        ("legislative body", "LEG", "body"),
        ("constitutional court", "JUD", "body"),
        ("destroyer", "MIL", "force"),
        ("fighter jet", "MIL", "force"),
        ("tank", "MIL", "force"),
        ("metropolitan police", "COP", "force"),
        ("intelligence service", "SPY", "body"),
        ("guerrilla", "REB", "people"),
        ("vigilante", "PRM", "force"),
        ("gunman", "UAF", "people"),
        ("gang confederation", "CRM", "people"),
        ("opposition leader", "OPP", "person"),
        ("farmer", "AGR", "people"),
        ("teacher", "EDU", "people"),
        ("doctor", "MED", "people"),
        ("journalist", "JRN", "person"),
        ("cleric", "REL", "people"),
        ("tourist", "CVL", "people"),
        ("asylum seeker", "REF", "people"),
        ("trade union", "LAB", "body"),
        ("airline", "BUS", "body"),
        ("occupier", "UNK", "person"),
        ("lawyer", "", "vague"),
    ],
)
def test_what_a_role_noun_makes_of_its_bearer(noun: str, sector: str, kind: str) -> None:
    role = roles.load().of(noun)
    assert role is not None
    assert (role.sector, role.kind) == (sector, kind)


@pytest.mark.parametrize(
    ("people", "countries"), [("Kurds", {"SYR", "TUR", "IRQ", "IRN"}), ("Rakhine", {"MMR"}), ("Maasai", {"KEN", "TZA"})]
)
def test_where_a_people_without_a_state_lives(people: str, countries: set[str]) -> None:
    assert set(roles.homelands()[people]) == countries
