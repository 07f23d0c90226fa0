"""Days counted from another act: "a day after Chung's call", "the previous day", "five days before soldiers left"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.grounding.when import times
from dateline.grounding.when.times import TimeExpression
from dateline.language.parser import Sentence, Token
from dateline.model import TimeSpan

_TURNED = {"after": "before", "before": "after", "following": "before"}


@dataclass(frozen=True, slots=True)
class Told:
    """An act that has its day already.

    Attributes:
        head: index of its trigger in the sentence of that number.
        countries: the sides that act; ``who`` the parties themselves; ``involved`` the countries of all its parties.
        aside: whether its day was counted from another's.
        occurred: whether it has happened, so that others may go on from it.
    """

    type: str
    countries: frozenset[str]
    who: frozenset[str]
    involved: frozenset[str]
    span: TimeSpan
    sentence: int
    head: int
    aside: bool
    occurred: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """An expression that opens a clause or phrase to count from: "a day after …".

    Attributes:
        host: the predicate that the expression dates: what came a day after.
        inside: indices of the tokens of the clause or phrase that is counted from.
    """

    expression: TimeExpression
    host: Token
    inside: frozenset[int]


def counted(sentence: Sentence, expression: TimeExpression) -> Counted | None:
    """What a "so long after …" counts from and dates; ``None`` where nothing follows that it could count from."""
    if expression.anchor != "event" or not expression.text.lower().endswith(tuple(_TURNED)):
        return None
    words = [t for t in sentence.tokens if expression.span.start <= t.start < expression.span.end]
    if not words:
        return None
    unit, linking = words[-2 if len(words) > 1 else -1], words[-1]
    opened = [sentence.head(linking)] if linking.dep == "mark" else sentence.children(linking, "pobj", "pcomp")
    if not opened:
        return None
    within = {t.i for t in sentence.subtree(opened[0])} - {t.i for t in words}  # they may hang below: "six days after it tested"
    top = unit if unit.i not in within and opened[0].i not in {a.i for a in sentence.ancestors(unit)} else opened[0]
    host = next((a for a in sentence.ancestors(top) if a.pos in ("VERB", "AUX") and a.i not in within), None)
    return Counted(expression, host, frozenset(within)) if host is not None else None


def counted_back(found: Counted, host_days: TimeSpan) -> TimeSpan | None:
    """The days of what is counted from, by those of what came so long after it (or before)."""
    expression = found.expression
    text, _, linking = expression.text.rpartition(" ")
    turned = replace(expression, text=f"{text} {_TURNED[linking.lower()]}", offset_days=-(expression.offset_days or 0))
    span = shifted(host_days, turned)
    if span is None:
        return None
    why = f"{expression.text!r} counts back from {host_days.start}"
    return replace(span, text=expression.text, because=why)


def shifted(days: TimeSpan, expression: TimeExpression) -> TimeSpan | None:
    """The days that lie as far from others as the expression says."""
    moved = times.shift(days, expression)
    if moved.start is None or moved.end is None:
        return None
    why = f"{expression.text!r} counts from {days.start}: {moved.reason}"
    return TimeSpan(moved.start, moved.end, moved.text, moved.span, moved.granularity, why, moved.zone)


def last_dated(told: Sequence[Told]) -> TimeSpan | None:
    """The days of the act told last that has any to count from; a window ("since 1994") or a year is none."""
    return next((t.span for t in reversed(told) if t.span.granularity not in ("range", "year")), None)
