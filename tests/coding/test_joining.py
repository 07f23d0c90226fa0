"""Which mentions of one report are compared as tellings of one act, by what, and what becomes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.coding.joining import PAIR_FEATURES, TABLE, join_tellings, pair_features
from dateline.coding.table import shipped
from dateline.model import EventMention, Party, Span, TimeSpan

TEXT = "Ruritania attacked Strelsau on Monday. The attack killed nine, said Strelsau. Zenda condemned it."
FIRST, SECOND = Span(0, 38), Span(39, 77)
AFAR = Party("Zenda", Span(79, 84), "ZEN")
RURITANIA, STRELSAU, ZENDA = (Party(name, Span(0, 1), code) for name, code in (("Ruritania", "RUR"), ("Strelsau", "STR"), ("Zenda", "ZEN")))


def days(first: int, last: int) -> TimeSpan:
    return TimeSpan(date(2024, 5, first), date(2024, 5, last), "", Span(0, 0))


def mention(
    words: str,
    quote: Span,
    actor: Party = RURITANIA,
    recipient: Party | None = STRELSAU,
    time: TimeSpan | None = None,
    type_: str = "ASSAULT",
) -> EventMention:
    at = TEXT.index(words, quote.start)
    recipients = (recipient,) if recipient else ()
    return EventMention(type_, None, Span(at, at + len(words)), quote, (actor,), recipients, time=time, confidence=0.9)


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (mention("attack", SECOND), {"actors same", "recipients same", "stem", "near"}),
        (mention("killed", SECOND, recipient=None), {"actors same", "recipients one side silent", "near"}),
        (mention("killed", SECOND, actor=ZENDA), {"actors others", "recipients same"}),
        (mention("attacked", FIRST, recipient=ZENDA), {"here", "recipients others"}),
        (mention("attack", SECOND, time=days(6, 6)), {"time same"}),
        (mention("attack", SECOND, time=days(5, 8)), {"time overlapping"}),
        (mention("attack", SECOND, time=days(7, 8)), {"time apart"}),
    ],
)
def test_what_two_mentions_share(other: EventMention, shared: set[str]) -> None:
    found = pair_features(mention("attacked", FIRST, time=days(6, 6)), other, TEXT)
    assert shared <= found.keys()


def test_an_act_told_again_is_one_event_with_both_its_places() -> None:
    (event,) = join_tellings([mention("attacked", FIRST, time=days(6, 6)), mention("attack", SECOND)], TEXT)
    assert event.trigger.of(TEXT) == "attacked"
    assert event.also == (SECOND,)
    assert event.time is not None
    assert event.reason[-1].stage == "joined"


@pytest.mark.parametrize(
    ("told", "events"),
    [
        (mention("attack", SECOND, actor=AFAR, recipient=None), 1),  # names nobody: whoever was guessed for it, it tells the attack again
        (mention("attack", SECOND, actor=AFAR, recipient=None, time=days(20, 20)), 2),  # on another day
        (mention("attack", SECOND, actor=AFAR, recipient=None, type_="MOBILIZE"), 2),  # of another type
    ],
)
def test_what_names_nobody_of_its_own_is_a_place_that_tells_another(told: EventMention, events: int) -> None:
    full = replace(mention("attacked", FIRST, time=days(6, 6)), recipients=())
    joined = join_tellings([full, told], TEXT)
    assert len(joined) == events
    assert joined[0].actors == full.actors
    assert (told.trigger in joined[0].retold) == (events == 1)


def test_of_two_that_only_tell_each_other_again_one_stays() -> None:
    text = "Strelsau condemned Ruritania's attack. Zenda condemned Ruritania's attack."
    doers = [Span(19, 28), Span(55, 64)]
    told = [
        EventMention("ASSAULT", None, Span(doer.end + 3, doer.end + 9), quote, (Party("Ruritania", doer, "RUR"),), (), confidence=0.9)
        for doer, quote in zip(doers, (Span(0, 38), Span(39, len(text))), strict=True)
    ]
    (joined,) = join_tellings(told, text)
    assert [span.of(text) for span in (joined.trigger, *joined.retold)] == ["attack", "attack"]


def test_acts_of_two_types_are_never_one() -> None:
    told = [mention("attacked", FIRST), mention("killed", SECOND, type_="COERCE")]
    assert join_tellings(told, TEXT) == told


def test_every_weight_has_its_meaning() -> None:
    table, _ = shipped(TABLE)
    unknown = [f for f in table.weights if f not in PAIR_FEATURES and f.split(" ")[0] + " …" not in PAIR_FEATURES]
    assert unknown == []
