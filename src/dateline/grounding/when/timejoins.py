"""Neighbouring time expressions as one: a clock time with its day, a day beside another, a range, what stands after "since"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from dateline.grounding.when import anniversaries, periods
from dateline.grounding.when.calendar import stretch
from dateline.grounding.when.leaning import SINCE
from dateline.grounding.when.timerules import Step
from dateline.grounding.when.timex import TimeExpression
from dateline.model import Span

_Way = Callable[[str, TimeExpression, TimeExpression, str], TimeExpression | None]
"""Given the text, two neighbours and what stands between them, the one expression that they are, if they are one."""


def joined(text: str, found: list[TimeExpression], published: date | None) -> list[TimeExpression]:
    """Expressions as the coder reads them: whatever says one time together is one expression, ranges and "since" included."""
    ways = (_explained, _clock_and_day, _beside, _range)
    merged = (anniversaries.kept(text, expression) for expression in _merged(text, found, ways))
    return [_since(text, expression, published) for expression in merged]


def tagged(text: str, found: list[TimeExpression]) -> list[TimeExpression]:
    """Expressions as TIMEX3 tags them: only what is one phrase is one, and either end of a range is an expression of its own."""
    apart = [piece for expression in found for piece in _apart(expression)]
    return _merged(text, apart, (_clock_and_day, _beside))


_DAYS = re.compile(r"(?P<first>.*\b\d{1,2})(?:st|nd|rd|th)?\s+(?:and|or)\s+(?P<second>\d{1,2}(?:st|nd|rd|th)?\b.*)", re.DOTALL)


def _apart(expression: TimeExpression) -> list[TimeExpression]:
    """The two days of "April 24 and 25", and a clock time without the same in another zone behind it in brackets."""
    if expression.rule == "clock" and expression.text.endswith(")"):
        end = expression.text.index("(")
        text = expression.text[:end].rstrip()
        return [replace(expression, span=Span(expression.span.start, expression.span.start + len(text)), text=text)]
    days = _DAYS.fullmatch(expression.text)
    if days is None or expression.rule not in ("month day", "day month") or expression.start is None or expression.end is None:
        return [expression]
    return [
        replace(
            expression,
            span=Span(expression.span.start + days.start(side), expression.span.start + days.end(side)),
            text=days[side],
            value=day.isoformat(),
            start=day,
            end=day,
            granularity="day",
        )
        for side, day in (("first", expression.start), ("second", expression.end))
    ]


def _merged(text: str, found: list[TimeExpression], ways: tuple[_Way, ...]) -> list[TimeExpression]:
    merged: list[TimeExpression] = []
    for expression in found:
        merged.append(expression)
        while len(merged) > 1 and (both := _both(text, merged[-2], merged[-1], ways)):
            merged[-2:] = [both]
    return merged


def _both(text: str, left: TimeExpression, right: TimeExpression, ways: tuple[_Way, ...]) -> TimeExpression | None:
    between = text[left.span.end : right.span.start]
    if len(between) > 12:
        return None
    return next((both for way in ways if (both := way(text, left, right, between))), None)


def _explained(text: str, left: TimeExpression, right: TimeExpression, between: str) -> TimeExpression | None:
    """A day explained in brackets: "today (23 December)"."""
    if left.start is None or not left.granularity == right.granularity == "day" or not re.fullmatch(r"\s\(", between):
        return None
    if text[right.span.end : right.span.end + 1] != ")":
        return None
    return _spread(text, right, left.span.start, right.span.end + 1, right.rule, left.zone)


def _clock_and_day(text: str, left: TimeExpression, right: TimeExpression, between: str) -> TimeExpression | None:
    """A clock time and its day, in either order."""
    if left.rule == "clock" and right.start is not None and right.granularity == "day" and re.fullmatch(r",?\s(?:on\s|in\s)?", between):
        value = left.value.replace("XXXX-XX-XX", right.value[:10])
        return _spread(text, replace(right, kind="TIME", value=value), left.span.start, right.span.end, "clock", left.zone)
    if right.rule == "clock" and left.start is not None and left.granularity == "day":
        if not re.fullmatch(r",?\sat\s(?:about\s|around\s)?", between):
            return None
        value = right.value.replace("XXXX-XX-XX", left.value[:10])
        return _spread(text, replace(left, kind="TIME", value=value), left.span.start, right.span.end, "clock", right.zone)
    return None


def _beside(text: str, left: TimeExpression, right: TimeExpression, between: str) -> TimeExpression | None:
    """A day by the one beside it: "the day after Christmas", "a week before 2 May"."""
    if left.rule != "so long from an event" or right.start is None or right.end is None or right.granularity != "day":
        return None
    owns = text[right.span.end : right.span.end + 2] in ("'s", "’s")
    if not re.fullmatch(r"\s", between) or (owns and not left.text.lower().startswith("the ")):
        return None
    step = Step(1 if left.text.lower().endswith("after") else -1, "day", abs(left.offset_days or 0))
    days = periods.land(step, right.start, right.end)
    if days is None or not left.offset_days:
        return None
    said = replace(
        right, kind="DATE", value=days.value, start=days.start, end=days.end, reason=f"{left.reason}, and that is {right.reason}"
    )
    return _spread(text, said, left.span.start, right.span.end, "beside a day", right.zone)


def _range(text: str, left: TimeExpression, right: TimeExpression, between: str) -> TimeExpression | None:
    """From the one to the other, if the words say so."""
    lead = re.search(r"\b(from|between)\s+$", text[max(0, left.span.start - 10) : left.span.start], re.IGNORECASE)
    joint = between.strip().lower()
    linked = (lead and joint in (("to", "until", "till", "through") if lead[1].lower() == "from" else ("and",))) or joint == "through"
    if not linked or left.start is None or left.end is None or right.start is None or right.end is None:
        return None
    if left.kind not in ("DATE", "TIME") or right.kind not in ("DATE", "TIME") or right.end < left.start:
        return None
    start = left.span.start - (len(lead[0]) if lead else 0)
    return TimeExpression(
        span=Span(start, right.span.end),
        text=text[start : right.span.end],
        kind="DATE",
        value=f"{left.value}/{right.value}",
        start=left.start,
        end=right.end,
        granularity="range",
        anchor="",
        offset_days=None,
        rule="from to",
        reason=f"from {left.start} ({left.reason}) to {right.end} ({right.reason})",
        zone=left.zone or right.zone,
    )


def _spread(text: str, said: TimeExpression, start: int, end: int, rule: str, zone: str) -> TimeExpression:
    """What one part says, over the words of both."""
    return replace(said, span=Span(start, end), text=text[start:end], rule=rule, anchor="", offset_days=None, zone=said.zone or zone)


def _since(text: str, expression: TimeExpression, published: date | None) -> TimeExpression:
    """The days up to publication, where "since" leads the expression."""
    lead = SINCE.search(text[max(0, expression.span.start - 20) : expression.span.start])
    if not lead or expression.start is None or published is None or expression.kind not in ("DATE", "TIME"):
        return expression
    start = expression.span.start - len(lead[0])
    if expression.start > published:
        return expression
    days = stretch(expression.start, published)
    return replace(
        expression,
        span=Span(start, expression.span.end),
        text=text[start : expression.span.end],
        start=days.start,
        end=days.end,
        granularity="range",
        rule="since",
        reason=f"since {days.start} up to the publication day {published} ({expression.reason})",
    )
