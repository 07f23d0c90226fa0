"""A time expression as Dateline gives it: its words, its TIMEX3 kind and value, its days, its zone and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.grounding.when import periods, zones
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, Phrase, Reading
from dateline.model import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and the days that it names.

    Attributes:
        span, text: where it stands in the report's text, and its words.
        kind: of TIMEX3: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: the TIMEX3 value ("2022-02-03", "2022-W05", "P3D", "PAST_REF"); empty where unresolved.
        start, end: first and last day as a reader would draw them; ``None`` where it names no days or is unresolved.
        granularity: ``day``, ``week``, ``weekend``, ``month``, ``season``, ``quarter``, ``year``, ``decade`` or
            ``range``.
        anchor: ``event`` when it counts from another event ("a day later"), else empty.
        offset_days: for an event-anchored expression, the signed days to add to that event's day (months as 30,
            "days later" as the middle of what it may mean); ``None`` where it cannot be said in days.
        rule: name of the rule that matched.
        reason: a sentence for ``dateline explain``.
        zone: the time zone that it names, as an IANA name ("Asia/Seoul", "UTC"); ``local`` where it says local time,
            which is that of the event's place (:func:`dateline.grounding.when.zones.of_country`); empty where none is said.
    """

    span: Span
    text: str
    kind: str
    value: str
    start: date | None
    end: date | None
    granularity: str
    anchor: str
    offset_days: int | None
    rule: str
    reason: str
    zone: str = ""


def expression(match: Match, phrase: Phrase, reading: Reading) -> TimeExpression:
    """The expression that a rule's match reads as."""
    days, step = reading.days, reading.step
    return TimeExpression(
        span=Span(match.start(), match.end()),
        text=match[0],
        kind=reading.kind,
        value=reading.value,
        start=days.start if days else None,
        end=days.end if days else None,
        granularity=days.granularity if days else "day" if step else "range",
        anchor="event" if step else "",
        offset_days=periods.days_of(step) if step else None,
        rule=phrase.name,
        reason=f"“{match[0]}” → {_shown(days)}{reading.why}",
        zone=zones.said(match[0]),
    )


def _shown(days: Interval | None) -> str:
    if days is None:
        return ""
    return f"{days.start}: " if days.start == days.end else f"{days.start} to {days.end}: "
