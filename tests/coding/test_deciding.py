"""Lexicon and reader together: what becomes an event, who takes part, and what is said of it."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.coding.coder import Coder, Settings
from dateline.coding.deciding import chosen
from dateline.coding.participants import Participant
from dateline.model import Party, Report, Span

FRIDAY = date(2022, 2, 4)


def codings(coder: Coder, text: str) -> list[tuple[str, list[str], list[str]]]:
    events = coder.code(Report("r", text, FRIDAY)).events
    return [(e.type, [a.country for a in e.actors], [r.country for r in e.recipients]) for e in events]


@pytest.fixture(scope="module")
def fast() -> Coder:
    return Coder(Settings(fast=True))


@pytest.mark.parametrize(
    ("parts", "least", "expected"),
    [
        ([0.9, 0.2], 0.3, [0]),
        ([0.9, 0.6], 0.3, [0, 1]),
        ([0.4, 0.2], 0.3, [0]),
        ([0.4, 0.39], 0.3, [0, 1]),  # hardly less likely: a list is not cut in half
        ([0.2, 0.1], 0.3, []),
        ([], 0.3, []),
    ],
)
def test_the_likelier_than_not_are_taken_else_the_likeliest(parts: list[float], least: float, expected: list[int]) -> None:
    those = [Participant(Party(str(n), Span(n, n + 1))) for n in range(len(parts))]
    assert [int(p.party.text) for p in chosen(list(zip(parts, those, strict=True)), least)] == expected


PLAIN = "France condemned Iran on Monday over its treatment of prisoners."


def test_plain_acts_are_coded_by_both_readers(coder: Coder, fast: Coder) -> None:
    assert codings(coder, PLAIN) == codings(fast, PLAIN) == [("ACCUSE", ["FRA"], ["IRN"])]


def test_the_reader_finds_acts_and_their_parties_by_itself() -> None:
    assert codings(Coder(readers=()), PLAIN) == [("ACCUSE", ["FRA"], ["IRN"])]


def test_the_reason_names_both_voices(coder: Coder) -> None:
    (event,) = coder.code(Report("r", PLAIN, FRIDAY)).events
    (told,) = [step.text for step in event.reason if step.stage == "weighed"]
    assert "lexicon" in told
    assert "reader ACCUSE" in told
    assert 0 <= event.confidence <= 1


def test_what_was_weighed_and_turned_down_says_why(coder: Coder) -> None:
    coding = coder.code(Report("r", "Germany refused to meet Iran's envoy on Monday.", FRIDAY))
    assert [e.type for e in coding.events] == ["REJECT"]
    assert any("meet" in d.entry or "meet" in d.why for d in coding.dropped)


@pytest.mark.parametrize(
    "text",
    [
        "The orchestra opened its season with a symphony. The hall was full, and the audience listened in silence.",
        "Shares of the retailer rose three percent after quarterly results. Analysts had expected less.",
    ],
)
def test_a_story_in_which_nothing_is_done_gives_no_event(coder: Coder, text: str) -> None:
    coding = coder.code(Report("r", text, FRIDAY))
    assert coding.events == ()
    assert coding.dropped[0].why


@pytest.mark.parametrize(
    ("text", "told", "again"),
    [
        ("Turkish jets bombed the Syrian town of Afrin on Monday. The bombing of Afrin by Turkey began at dawn.", "bombed", "bombing"),
        ("Police arrested the opposition leader in Minsk on Monday. His arrest by Belarusian police drew a crowd.", "arrested", "arrest"),
    ],
)
def test_an_act_told_again_in_other_words_is_one_event(coder: Coder, text: str, told: str, again: str) -> None:
    event = next(e for e in coder.code(Report("r", text, FRIDAY)).events if e.trigger.of(text) == told)
    assert [span.of(text) for span in event.retold] == [again]
