"""Numbers, what they count, and the act that they are told for."""

from __future__ import annotations

import pytest

from dateline.coding.acts import Matcher
from dateline.coding.bearing import Bearers
from dateline.coding.coder import Coder, Settings
from dateline.coding.drafts import Drafter
from dateline.coding.lexicon import load
from dateline.model import Report, Span

Bounds = tuple[float | None, float, float | None]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(Settings(learned=False))


def borne(coder: Coder, text: str, act: str, told: tuple[str, ...] = ()) -> dict[str, Bounds]:
    """The numbers told for the act at a word, by kind; ``told``: other words that tell coded acts."""
    spans = [Span(text.index(word), text.index(word) + len(word)) for word in (act, *told)]
    grounded = coder.ground(Report("own", text))
    drafter = Drafter(load(), Matcher(load(), grounded.grounder))
    found = Bearers(drafter, text, spans).borne(grounded.sentences[0], spans[0])
    return {q.kind: (q.low, q.best, q.high) for q in found}


def exactly(number: float) -> tuple[float, float, float]:
    return number, number, number


@pytest.mark.parametrize(
    ("text", "act", "numbers"),
    [
        ("Police arrested 20 people after a bombing that killed five.", "arrested", {"arrested": exactly(20)}),
        ("Police arrested 20 people after a bombing that killed five.", "bombing", {"killed": exactly(5)}),
        ("The blast killed 43 people and wounded 90.", "blast", {"killed": exactly(43), "injured": exactly(90)}),
        ("Five people died in an attack by gunmen on a market.", "attack", {"killed": exactly(5)}),
        ("Gunmen attacked the village and killed five soldiers.", "attacked", {"killed": exactly(5)}),
        ("Gunmen stormed the hotel, leaving 12 people dead.", "stormed", {"killed": exactly(12)}),
        ("Russia shelled the town on Friday, killing five.", "shelled", {"killed": exactly(5)}),
        ("The UN condemned the bombing of a hospital that killed 20 people.", "condemned", {}),
        ("The UN condemned the bombing of a hospital that killed 20 people.", "bombing", {"killed": exactly(20)}),
        ("Russia shelled the town in retaliation for a drone strike that killed five.", "shelled", {}),
        ("North Korea fired two missiles on Sunday.", "fired", {"weapons": exactly(2)}),
        ("Japan condemned the launch of two missiles.", "condemned", {}),
        ("Japan condemned the launch of two missiles.", "launch", {"weapons": exactly(2)}),
        ("The toll of the bombing rose to 45 dead.", "bombing", {"killed": exactly(45)}),
        ("France pledged 20 million euros for the camps.", "pledged", {"money": exactly(20_000_000)}),
        ("The ambush led to the deaths of seven soldiers.", "ambush", {"killed": exactly(7)}),
        ("The minister met 12 ambassadors.", "met", {}),
    ],
)
def test_a_number_is_told_for_the_nearest_act(coder: Coder, text: str, act: str, numbers: dict[str, Bounds]) -> None:
    assert borne(coder, text, act) == numbers


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("at least 20", (20, 20, None)),
        ("more than 20", (20, 20, None)),
        ("up to 20", (None, 20, 20)),
        ("as many as 20", (None, 20, 20)),
        ("about 20", (20, 20, 20)),
        ("dozens of", (24, 36, 99)),
        ("2,000", (2000, 2000, 2000)),
    ],
)
def test_bounds(coder: Coder, words: str, bounds: Bounds) -> None:
    assert borne(coder, f"The blast killed {words} people.", "blast") == {"killed": bounds}


def test_an_act_that_is_coded_keeps_its_numbers_even_if_it_comes_of_another(coder: Coder) -> None:
    text = "The soldiers who stormed the town killed 30 people there."
    assert borne(coder, text, "stormed", told=("killed",)) == {}
    assert borne(coder, text, "killed", told=("stormed",)) == {"killed": exactly(30)}
