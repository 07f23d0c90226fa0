"""Which words of a report are heard as telling an act again, and what becomes of the event that they tell."""

from __future__ import annotations

import pytest

from dateline.coding.coder import Coder
from dateline.coding.retelling import ECHO_FEATURES, TABLE
from dateline.coding.table import shipped
from dateline.model import Coding, EventMention, Report

ATTACK = (
    "KABUL — Taliban gunmen attacked the German consulate in Mazar-i-Sharif on Thursday, killing four people, police said.\n"
    "{}\n"
    "Germany closed its other missions in Afghanistan."
)


def attack_in(coding: Coding) -> EventMention:
    return next(e for e in coding.events if e.type == "ASSAULT" and e.quote.start < 150)


@pytest.mark.parametrize(
    ("sentence", "again"),
    [
        ("The attack lasted for two hours.", True),
        ("Residents said that the assault began with an explosion.", True),
        ("The weather in the city was mild.", False),
        ("The consulate handles visas and trade.", False),
    ],
)
def test_a_report_tells_its_act_again(coder: Coder, sentence: str, again: bool) -> None:
    coding = coder.code(Report("r", ATTACK.format(sentence)))
    told = [span.of(coding.report.text) for span in attack_in(coding).also]
    assert (sentence in told) == again


def test_the_words_that_tell_it_again_are_kept(coder: Coder) -> None:
    coding = coder.code(Report("r", ATTACK.format("The attack lasted for two hours.")))
    assert "attack" in [span.of(coding.report.text) for span in attack_in(coding).retold]


def test_a_retelling_says_how_it_was_found(coder: Coder) -> None:
    coding = coder.code(Report("r", ATTACK.format("The gunfire could be heard for hours.")))
    steps = [s.text for s in attack_in(coding).reason if s.stage == "retold"]
    assert steps
    assert all("tells it again" in step for step in steps)


def test_without_the_reader_nothing_is_heard(rules: Coder) -> None:
    coding = rules.code(Report("r", ATTACK.format("The attack lasted for two hours.")))
    assert not [s for e in coding.events for s in e.reason if s.stage == "retold"]


def test_every_weight_of_the_table_has_a_meaning() -> None:
    table, floor = shipped(TABLE)
    assert 0 < floor < 1
    assert {f for f in table.weights if f not in ECHO_FEATURES and f"{f.split(' ')[0]} …" not in ECHO_FEATURES} == set()
