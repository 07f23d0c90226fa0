"""Time expressions: found in a report's text, resolved from its publication day, shifted from other events.

:func:`find` reads the text as a newspaper reader would who does not look at the verb: a bare "Thursday" is the last
one, unless the words before it look ahead ("scheduled for Thursday"). :func:`resolve` reads an expression again once
the tense of its clause is known; :func:`shift` settles what counts from another event ("the previous day").
:func:`annotate` gives the TIMEX3 expressions of a whole text.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.grounding.when import narrative, periods, timejoins
from dateline.grounding.when.timerules import Step, When
from dateline.grounding.when.timescan import readings, scan
from dateline.grounding.when.timex import TimeExpression
from dateline.model import TimeSpan

__all__ = ["TimeExpression", "annotate", "find", "resolve", "shift"]


def find(text: str, start: int, end: int, published: date | None) -> list[TimeExpression]:
    """The time expressions of ``text[start:end]``, left to right, none overlapping, the longest where several match.

    Args:
        text: the report's text.
        start: where the part to read begins, usually a sentence; spans count from the start of ``text`` all the same.
        end: where it ends.
        published: the publication day; without it only what bears its own year is resolved.

    Returns:
        The expressions, resolved as in the past tense unless the words around them look ahead.
    """
    return timejoins.joined(text, scan(text, start, end, published, None), published)


def annotate(text: str, published: date | None) -> list[TimeExpression]:
    """The TIMEX3 expressions of a whole text: dates, times, durations, recurrences, and the vague ones ("now", "recently").

    Unlike :func:`find`, which reads for the coder, either end of a range is an expression of its own, "two weeks before
    the vote" is a duration, and what counts from another time ("the next morning") is counted from the last one named.

    Args:
        text: the text.
        published: its publication day; without it only what bears its own year is resolved.

    Returns:
        The expressions, left to right, none overlapping; ``value`` is empty where it cannot be known.
    """
    found = timejoins.tagged(text, scan(text, 0, len(text), published, None))
    return narrative.settled(text, found, {e.span: step for e in found if (step := _step(e))}, published)


def _step(expression: TimeExpression) -> Step | None:
    """How far an event-anchored expression is away from its event; ``None`` for any other."""
    if expression.anchor != "event":
        return None
    text = expression.text
    return next((r.step for _, _, r in readings(text, 0, len(text), When(None, "")) if r.step), None)


def resolve(expression: TimeExpression, published: date | None, tense: str) -> TimeExpression:
    """The expression as the tense of its clause makes it.

    Args:
        expression: one that :func:`find` gave.
        published: the publication day.
        tense: ``past``, ``present`` or ``future``.

    Returns:
        The same expression with the value and days that it has in that tense; what does not depend on it stays.
    """
    words_of = expression.text
    again = timejoins.joined(words_of, scan(words_of, 0, len(words_of), published, tense), published)
    if expression.anchor or expression.rule == "since" or len(again) != 1 or again[0].text != words_of:
        return expression
    fresh = again[0]
    if expression.rule == "period" and tense == "past" and expression.end == fresh.end and expression.start is not None:
        # Only the whole text says since which day of "this week" something has gone on.
        fresh = replace(fresh, start=expression.start)
    return replace(fresh, span=expression.span, rule=expression.rule)


def shift(anchor: TimeSpan | TimeExpression, expression: TimeExpression) -> TimeExpression:
    """An event-anchored expression with the days that it has, given those of its event.

    Args:
        anchor: the days of the event that it counts from.
        expression: the expression; one that counts from no event is given back as it is.

    Returns:
        The expression with value, days and granularity; unchanged where the anchor has no days.
    """
    step = _step(expression)
    if step is None or anchor.start is None or anchor.end is None:
        return expression
    try:
        days = periods.land(step, anchor.start, anchor.end)
    except (ValueError, OverflowError):
        days = None
    if days is None:
        return expression
    clock = expression.value.removeprefix("XXXX-XX-XX") if expression.value.startswith("XXXX-XX-XX") else ""
    reason = f"{expression.reason}: from {anchor.start} (“{anchor.text}”) to {days.start}"
    return replace(
        expression,
        value=days.value + clock,
        start=days.start,
        end=days.end,
        granularity=days.granularity,
        reason=reason,
    )
