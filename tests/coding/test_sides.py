"""Whom an act is done to or meant for, where its own clause does not say it in so many words."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder
from dateline.model import EventMention, Report

FRIDAY = date(2022, 2, 4)


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def last(coder: Coder, text: str, type_: str) -> EventMention:
    found = [e for e in coder.code(Report("r", text, FRIDAY)).events if e.type == type_]
    assert found, [(e.type, e.trigger.of(text)) for e in coder.code(Report("r", text, FRIDAY)).events]
    return found[-1]


def recipients(coder: Coder, text: str, type_: str) -> list[str]:
    return sorted(r.country + r.sector for r in last(coder, text, type_).recipients)


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        # a place at the head of the clause, or with "in", is where and not to whom
        ("In Vienna, Germany welcomed the truce between Armenia and Azerbaijan.", "SUPPORT", ["ARM", "AZE"]),
        ("Kenya's army will leave Somalia in March.", "CONCEDE", []),
        # together with somebody against somebody
        ("Iraqi soldiers fought with Iran against Turkey.", "ASSAULT", ["TUR"]),
        # a mission is closed to whom it belongs, not to the town
        ("Canada closed the Cuban consulate in Montreal.", "SANCTION", ["CUBGOV"]),
        # who before the noun suffers it
        ("Turkey condemned Greece over Alexei Navalny's arrest.", "ACCUSE", ["GRC"]),
        ("Peru's president lambasted decisions by Chile to pull out of the fishing treaty.", "ACCUSE", ["CHL"]),
        # groups of one country and sector are not the same party
        ("Syrian rebels attacked Syrian officials and rival Syrian rebels.", "ASSAULT", ["SYRGOV", "SYRREB"]),
        # what is promised to be done with rebels is no word to them
        ("Turkey promised to disarm the militants.", "AGREE", []),
    ],
)
def test_recipients_of_the_clause(coder: Coder, text: str, type_: str, expected: list[str]) -> None:
    assert recipients(coder, text, type_) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Egyptian police detained demonstrators in a square.", "COERCE", ["EGYCVL"]),
        ("Belarus held a vote. Belarus counted it. Britain said the regime must free every prisoner.", "REQUEST", ["BLRGOV"]),
    ],
)
def test_a_party_without_a_country_is_of_the_other_side_s_or_of_the_report_s(
    coder: Coder, text: str, type_: str, expected: list[str]
) -> None:
    assert recipients(coder, text, type_) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        # those named together before, or most
        ("India and Pakistan held talks. Qatar urged both sides to pull back.", "REQUEST", ["IND", "PAK"]),
        ("Chad, Mali and Niger met in Bamako. France urged the three countries to hold elections.", "REQUEST", ["MLI", "NER", "TCD"]),
        # half a name, and a country by its noun
        ("South Korea voiced regret. Japan condemned the South.", "ACCUSE", ["KOR"]),
        ("Zimbabwe has a new president. Zimbabwe votes in July. Britain condemned the country.", "ACCUSE", ["ZWE"]),
        # a thing spoken of again
        ("A verdict by Peru's supreme court freed him. Chile criticised the verdict.", "ACCUSE", ["PERJUD"]),
    ],
)
def test_common_nouns_take_up_those_named_before(coder: Coder, text: str, type_: str, expected: list[str]) -> None:
    assert recipients(coder, text, type_) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        # a refusal answers whoever asked; those who are asked to release hold somebody
        ("Iran urged Iraq to close the border. Iraq refused to close it.", "REJECT", ["IRN"]),
        ("Belarus arrested an activist on Sunday. Poland demanded the release of the activist.", "REQUEST", ["BLR"]),
        # the sides of what was agreed on, and who is to go away from somewhere
        ("Serbia and Kosovo agreed on steps. Germany welcomed the deal.", "SUPPORT", ["KOS", "SRB"]),
        ("The European Union demanded Chad's withdrawal from Sudan.", "REQUEST", ["TCD"]),
        # with whom the actor dealt last, and the other of the two sides that the report is about
        ("Serbia expelled two Kosovo diplomats. Serbia rejected a compromise.", "REJECT", ["KOSGOV"]),
        ("Armenia met Azerbaijan. Azerbaijan thanked Armenia. Armenia pledged to take part in the conference.", "AGREE", ["AZE"]),
        ("Peru expelled the Chilean ambassador. Peru denounced the spying.", "ACCUSE", ["CHLGOV"]),
        (
            "Sudan accused Chad of lying. Chad thanked Sudan. Chad voted in May. Sudan held a vote. Chad bombed a bridge.",
            "ASSAULT",
            ["SDN"],
        ),
        # those by whom it is done do not tell to whom
        ("The bridge and the harbour were bombed by Somali rebels.", "ASSAULT", []),
        # who came to harm
        ("Ten Malian villagers were killed when Wagner mercenaries opened fire.", "ASSAULT", ["MLICVL"]),
        # a state named in the act's own phrases, but not in a clause of its own
        ("Sudan suspended flights carrying goods to Egypt.", "SANCTION", ["EGY"]),
        # nobody is guessed for a test of weapons, for what several do together, or for what is denied
        ("Japan met China. North Korea test-fired a missile on Sunday (Seoul time).", "MOBILIZE", []),
        ("Kenya met Uganda. Syria denied attacking Turkey.", "REJECT", []),
    ],
)
def test_the_discourse_tells_the_counterpart(coder: Coder, text: str, type_: str, expected: list[str]) -> None:
    assert recipients(coder, text, type_) == expected
