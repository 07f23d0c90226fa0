"""Sayings: the party that is cited for a place in the text, as the coder asks."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.grounding.says.speakers import Speakers
from dateline.model import Report
from dateline.reading.grounded import Grounding


@pytest.fixture(scope="module")
def grounding() -> Grounding:
    return Grounding()


def speakers(grounding: Grounding, text: str, source: str = "") -> Speakers:
    return grounding.of(Report("r", text, date(2018, 3, 2), source)).grounder.speakers


@pytest.mark.parametrize(
    ("text", "word", "speaker"),
    [
        ("Emmanuel Macron said Syria had used gas.", "gas", "Emmanuel Macron"),
        ("“Syria used gas,” Emmanuel Macron said.", "gas", "Emmanuel Macron"),
        ("Syria, Emmanuel Macron said, had used gas.", "gas", "Emmanuel Macron"),
        ("According to France, Syria had used gas.", "gas", "France"),
        ("Emmanuel Macron arrived. He said Syria had used gas.", "gas", "Emmanuel Macron"),
        ("“Syria lies,” Emmanuel Macron said.\n\n“It used gas again on Sunday.”", "gas", "Emmanuel Macron"),
        ("Reuters quoted Emmanuel Macron as saying Syria had used gas.", "gas", "Emmanuel Macron"),
    ],
)
def test_who_says_what_stands_at_a_word(grounding: Grounding, text: str, word: str, speaker: str) -> None:
    saying = speakers(grounding, text).at(text.index(word))
    assert saying is not None
    assert saying.party.text == speaker


def test_the_reports_own_voice_has_no_speaker(grounding: Grounding) -> None:
    text = "Syria used gas. Emmanuel Macron said it would pay."
    assert speakers(grounding, text).at(text.index("gas")) is None


def test_the_cue_is_not_part_of_what_is_said(grounding: Grounding) -> None:
    text = "Syria, Emmanuel Macron said, had used gas."
    assert speakers(grounding, text).at(text.index("said")) is None


def test_a_government_that_publishes_speaks_for_itself(grounding: Grounding) -> None:
    house = speakers(grounding, "Talks were held.", "US State Department").house
    assert [(p.country, p.sector) for p in house] == [("USA", "GOV")]


def test_in_quotes(grounding: Grounding) -> None:
    text = "“Syria used gas,” Emmanuel Macron said."
    found = speakers(grounding, text)
    assert (found.in_quotes(text.index("gas")), found.in_quotes(text.index("said"))) == (True, False)


def test_wishes_are_cited_but_are_no_sayings(grounding: Grounding) -> None:
    found = speakers(grounding, "Voters want lower taxes.")
    assert ([c.kind for c in found.citations], found.sayings) == (["stance"], [])
