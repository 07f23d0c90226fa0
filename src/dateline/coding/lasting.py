"""How long an act has gone on: "after two days of street fighting", "shelled the town for a third day"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dateline.coding.quantities import words
from dateline.grounding.when import timewords
from dateline.language.parser import Sentence, Token
from dateline.model import TimeSpan

_MOST = 60  # longer ones are told in round figures


def days_lasted(sentence: Sentence, head: Token) -> int | None:
    """How many days the act at ``head`` went on, the last one counted; ``None`` where nothing says so in days.

    Weeks and months are told too roughly to count back from.
    """
    count = _days_of(sentence, head) or _days_for(sentence, head)
    return int(count) if count and count == int(count) and 1 < count <= _MOST else None


def spread(last: TimeSpan, days: int) -> TimeSpan:
    """The days of an act that lasted so many of them, up to and with the last."""
    start = last.end - timedelta(days - 1)
    return replace(last, start=start, granularity="range", because=f"{last.because}; {days} days up to then, first and last counted")


def _days_of(sentence: Sentence, head: Token) -> float | None:
    """ "two days of fighting"."""
    of = sentence.head(head)
    unit = sentence.head(of)
    figure = sentence.child(unit, "nummod")
    if head.dep != "pobj" or of.lemma != "of" or unit.lemma != "day" or figure is None:
        return None
    return timewords.number(figure.text)


def _days_for(sentence: Sentence, head: Token) -> float | None:
    """ "for a third (consecutive) day"."""
    for preposition in sentence.children(head, "prep"):
        unit = sentence.child(preposition, "pobj")
        if preposition.lemma == "for" and unit is not None and unit.lemma == "day":
            return next((n for t in sentence.children(unit, "amod") if (n := words()["ordinals"].get(t.text.lower()))), None)
    return None
