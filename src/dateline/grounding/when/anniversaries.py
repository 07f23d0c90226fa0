"""Anniversaries: "the 20th anniversary of the Sept. 11 attacks" is a day twenty years on, not the day that it recalls."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.grounding.when import calendar
from dateline.grounding.when.timewords import words
from dateline.grounding.when.timex import TimeExpression
from dateline.model import Span

_RECALLED = re.compile(
    r"(?:\bthe\s+)?\b(?P<count>\d+(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)\s+(?:anniversary|birthday)\s+of\s+(?:[\w'’.-]+\s+){0,6}?$",
    re.IGNORECASE,
)


def kept(text: str, expression: TimeExpression) -> TimeExpression:
    """The day or year of the anniversary, where one is named before a day or year; else the expression as it is.

    Args:
        text: the text.
        expression: the day or year that is recalled.

    Returns:
        The expression over the words of both, as many years on as the anniversary says.
    """
    if expression.start is None or expression.end is None or expression.granularity not in ("day", "month", "year"):
        return expression
    found = _RECALLED.search(text[max(0, expression.span.start - 90) : expression.span.start])
    years = _years(found["count"]) if found else None
    if found is None or years is None or not re.match(r"\d{4}", expression.value):
        return expression
    try:
        start, end = (calendar.add_months(day, 12 * years) for day in (expression.start, expression.end))
    except (ValueError, OverflowError):
        return expression
    begin = expression.span.start - len(found[0])
    return replace(
        expression,
        span=Span(begin, expression.span.end),
        text=text[begin : expression.span.end],
        value=f"{start.year:04}{expression.value[4:]}",
        start=start,
        end=end,
        rule="anniversary",
        reason=f"{years} years after {expression.start} ({expression.reason})",
    )


def _years(count: str) -> int | None:
    """The number that "20th" or "twentieth" says; ``None`` for "last" and what is no number."""
    if count[0].isdigit():
        return int(re.sub(r"\D", "", count))
    if count.lower() == "last":
        return None
    number = words().raw["ordinals"].get(count.lower())
    return int(number) if number is not None else None
