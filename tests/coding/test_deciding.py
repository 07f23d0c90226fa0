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


def test_tellings_of_one_act_in_other_words_are_one_event(coder: Coder) -> None:
    text = "Turkish jets bombed the Syrian town of Afrin on Monday. The air raids by Turkey hit Afrin in Syria at dawn."
    assert [type_ for type_, _, _ in codings(coder, text)] == ["ASSAULT"]
