"""The place of an act: its clause first, then its sentence, then the story."""

import pytest

from dateline import Coder
from dateline.model import EventMention, Report


@pytest.fixture(scope="module")
def coder(rules: Coder) -> Coder:
    return rules


def event(coder: Coder, text: str, trigger: str) -> EventMention:
    return next(e for e in coder.code(Report("r", text)).events if trigger in e.trigger.of(text))


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("Soldiers arrested the mayor in Bamako.", "arrested", "MLI"),
        ("Rebels bombed a bridge near the Sudanese city of Nyala.", "bombed", "SDN"),
        ("Protesters marched outside the Peruvian embassy in Quito.", "marched", "ECU"),
        ("The ministers of Norway and Sweden met at a Riga hotel.", "met", "LVA"),
    ],
)
def test_the_clause_of_an_act_says_where_it_was(coder: Coder, text: str, trigger: str, country: str) -> None:
    place = event(coder, text, trigger).place
    assert place is not None
    assert place.country == country


def test_what_the_clause_leaves_open_the_sentence_may_say(coder: Coder) -> None:
    place = event(coder, "Speaking in Lisbon, Angela Merkel condemned Russia.", "condemned").place
    assert place is not None
    assert place.country == "PRT"


def test_what_the_sentence_leaves_open_the_story_may_say(coder: Coder) -> None:
    text = "Angela Merkel met Portugal's prime minister in Lisbon. Merkel condemned Russia."
    place = event(coder, text, "condemned").place
    assert place is not None
    assert place.country == "PRT"
    assert "story" in place.because


def test_a_dateline_alone_is_not_the_place_of_an_act(coder: Coder) -> None:
    text = "GENEVA, May 3 (Reuters) - France condemned Iran's missile test."
    assert event(coder, text, "condemned").place is None


def test_a_telephone_call_has_no_place_from_the_story(coder: Coder) -> None:
    text = "Protests went on in Caracas. Emmanuel Macron spoke by phone with Vladimir Putin."
    assert event(coder, text, "spoke").place is None
