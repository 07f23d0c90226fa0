"""Times that count from other times of the same text: "the previous day", "two weeks later", "at 10 p.m.", as TIMEX3 values.

What a time counts from is, as newswire tells it, the last day named before it; a clock time has the day that its own
sentence names, before or after it. The publication day stands in where the text names none. The coder does not come
here: it knows the event that a time counts from (:func:`dateline.grounding.when.times.shift`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.grounding.when import calendar, periods
from dateline.grounding.when.leaning import SENTENCE_END
from dateline.grounding.when.timerules import Step
from dateline.grounding.when.timewords import duration
from dateline.grounding.when.timex import TimeExpression
from dateline.model import Span

_LENGTH = re.compile(r"(?P<length>.*?)\s+(?P<way>after|before|prior(?:\s+to)?|ahead\s+of)$", re.IGNORECASE | re.DOTALL)
_IN_THE_DAY = re.compile(r"\bin\s+the\s+\w+$", re.IGNORECASE)
_FINE = ("second", "minute", "hour")


def settled(text: str, found: list[TimeExpression], steps: dict[Span, Step], published: date | None) -> list[TimeExpression]:
    """Every expression with a value, as far as the text or the publication day gives one.

    Args:
        text: the whole text.
        found: its expressions, left to right.
        steps: the steps that the event-anchored among them take, by span.
        published: the publication day.

    Returns:
        The expressions in the same order; those counted from an event have the days of the time that they count from.
        Those that say neither a day nor a length are left out.
    """
    told: list[TimeExpression] = []
    done: list[TimeExpression] = []
    for expression in found:
        step = steps.get(expression.span)
        if step is not None and _says_nothing(expression, step):
            continue
        if expression.rule == "clock" and expression.value.startswith("XXXX"):
            expression = _on_its_day(text, expression, found, told, published)
        elif step is not None and expression.anchor == "event":
            expression = _counted(expression, step, told, published)
        if expression.start is not None and expression.kind in ("DATE", "TIME"):
            told.append(expression)
        done.append(expression)
    return done


def _says_nothing(expression: TimeExpression, step: Step) -> bool:
    """An open length beside an event that is not dated ("the weeks before the vote"), and "later in the day" of any day."""
    return (step.count is None and _LENGTH.fullmatch(expression.text) is not None) or _IN_THE_DAY.search(expression.text) is not None


def _counted(expression: TimeExpression, step: Step, told: list[TimeExpression], published: date | None) -> TimeExpression:
    """An expression that counts from an event: a length before what is named ("two weeks before …"), else a day."""
    length = _LENGTH.fullmatch(expression.text)
    beside = length is not None and length["length"].lower() == "the day"
    if length is not None and not beside:
        return replace(
            expression,
            span=Span(expression.span.start, expression.span.start + length.end("length")),
            text=length["length"],
            kind="DURATION",
            value=duration(None if length["length"].lower().startswith("the ") else step.count, step.unit),
        )
    if step.unit in _FINE and step.direction:
        return replace(expression, kind="DURATION", value=duration(step.count, step.unit))
    from_day = _last(told, step)
    first, last = (from_day.start, from_day.end) if from_day else (published, published)
    if first is None or last is None:
        return expression
    try:
        days = periods.land(step, first, last)
    except (ValueError, OverflowError):
        days = None
    if days is None:
        return expression
    if from_day and not step.whole and step.unit in ("year", "decade") and from_day.granularity in ("month", "quarter", "season"):
        days = _same_part(from_day, days)
    named = f"“{from_day.text}”" if from_day else "the publication day"
    value, daypart = days.value, re.search(r"\b(night|morning|evening|afternoon)\b", expression.text, re.IGNORECASE)
    if daypart and days.granularity == "day":
        value += "T" + {"night": "NI", "morning": "MO", "evening": "EV", "afternoon": "AF"}[daypart[1].lower()]
    return replace(
        expression,
        kind="TIME" if "T" in value else "DATE",
        value=value if step.count is not None else ("FUTURE_REF" if step.direction > 0 else "PAST_REF"),
        start=days.start,
        end=days.end,
        granularity=days.granularity,
        reason=f"{expression.reason}: {days.value}, from {first} ({named})",
    )


def _last(told: list[TimeExpression], step: Step) -> TimeExpression | None:
    """The last time told that is fine enough to count from; the last of all for months and years."""
    if step.unit in ("day", "night", "week", "weekend", *_FINE) or step.unit.endswith("day"):
        return next((t for t in reversed(told) if t.granularity == "day"), None)
    return told[-1] if told else None


def _same_part(of: TimeExpression, year: calendar.Interval) -> calendar.Interval:
    """The same month, season or quarter of another year."""
    assert of.start is not None and of.end is not None  # told times have days
    away = year.start.year - of.start.year
    start, end = (calendar.add_months(day, 12 * away) for day in (of.start, of.end))
    return calendar.Interval(start, end, of.granularity, f"{year.start.year:04}{of.value[4:]}")


def _on_its_day(
    text: str, clock: TimeExpression, found: list[TimeExpression], told: list[TimeExpression], published: date | None
) -> TimeExpression:
    """A clock time on the day that its sentence names, before or after it, else on the last day named, else on that of publication."""
    before = next((t for t in reversed(told) if t.granularity == "day"), None)
    after = next((t for t in found if t.span.start >= clock.span.end and t.granularity == "day" and t.start is not None), None)
    near = [t for t in (before, after) if t is not None and _same_sentence(text, clock, t)]
    day = min(near, key=lambda t: max(clock.span.start - t.span.end, t.span.start - clock.span.end)) if near else before
    on = day.start if day else published
    if on is None:
        return clock
    return replace(
        clock,
        value=clock.value.replace("XXXX-XX-XX", on.isoformat()),
        start=on,
        end=on,
        reason=f"{clock.reason}: {on}{f' (“{day.text}”)' if day else ', the publication day'}",
    )


def _same_sentence(text: str, one: TimeExpression, other: TimeExpression) -> bool:
    first, second = sorted((one, other), key=lambda t: t.span)
    return not SENTENCE_END.search(text[first.span.end : second.span.start])
