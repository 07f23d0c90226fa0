"""An event that others have coded, as a line that cites it: a report of one sentence with one mention, whose spans point into that line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from dateline.model import EventMention, Factuality, Party, Place, Quantity, Report, Span, Step, TimeSpan


class Who(NamedTuple):
    """A party as a list names it; every code may be empty."""

    text: str
    country: str = ""
    sector: str = ""
    entity: str = ""


class Where(NamedTuple):
    """A place as a list names it."""

    text: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    precision: str = ""
    admin1: str = ""
    geonames: str = ""


class Number(NamedTuple):
    """A number that a list gives; open ends are ``None``."""

    kind: str
    low: float | None
    best: float
    high: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An event of a list that somebody else has coded.

    Attributes:
        row: its name within the list, the same whenever the list is read.
        type, mode: of the codebook.
        days: first and last day, as the list tells them; ``None`` where it does not. A day that is known to its month is all of the month.
        moment: when it began, UTC, where the hour is known.
        zone: IANA name of the zone that the days are told in; empty where the list does not say.
        details: what else the list says of it, by the list's own columns.
        words: what the list says of it in words; may be empty.
        published: when it was told, where the list says so.
        source, url: where the list has it from.
    """

    row: str
    type: str
    mode: str | None
    actors: tuple[Who, ...] = ()
    recipients: tuple[Who, ...] = ()
    factuality: Factuality = Factuality.OCCURRED
    days: tuple[date, date] | None = None
    moment: datetime | None = None
    zone: str = ""
    place: Where | None = None
    numbers: tuple[Number, ...] = ()
    contexts: tuple[str, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    published: date | None = None
    source: str = ""
    url: str = ""
    confidence: float = 1.0


class _Line:
    """A line as it grows, with the place of each of its pieces."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str, lead: str = "") -> Span:
        """Set words behind what stands there, after a lead; says where they stand."""
        self.text += lead
        start = len(self.text)
        self.text += " ".join(words.split())
        return Span(start, len(self.text))


def cite(event: Listed, name: str) -> tuple[Report, EventMention]:
    """The line that cites an event, and the mention that the line is."""
    line = _Line()
    told = line.add(_when(event)) if event.days else None
    actors = tuple(_party(line, who, lead) for who, lead in zip(event.actors, _leads(line, ": "), strict=False))
    recipients = tuple(_party(line, who, lead) for who, lead in zip(event.recipients, _leads(line, " → "), strict=False))
    trigger = line.add(f"{event.type} {event.mode}" if event.mode else event.type, ": " if line.text else "")
    place = _place(line, event.place) if event.place else None
    quantities = tuple(_quantity(line, number) for number in event.numbers)
    for column, value in event.details.items():
        line.add(f"{column} {value}", "; ")
    quote = Span(0, len(line.text))
    text = f"{line.text}\n{event.words}" if event.words else line.text
    mention = EventMention(
        type=event.type,
        mode=event.mode,
        trigger=trigger,
        quote=quote,
        actors=actors,
        recipients=recipients,
        factuality=event.factuality,
        time=TimeSpan(*event.days, told.of(text), told, _granularity(*event.days), zone=event.zone) if event.days and told else None,
        place=place,
        contexts=event.contexts,
        quantities=quantities,
        confidence=event.confidence,
        reason=(Step("list", f"{event.row} of {name}, coded by who made the list"),),
    )
    return Report(f"{name}:{event.row}", text, event.published, event.source or name, url=event.url), mention


def _leads(line: _Line, first: str) -> list[str]:
    """What stands before the first and the other parties of a side."""
    return [first if line.text else "", *[", "] * 99]


def _party(line: _Line, who: Who, lead: str) -> Party:
    return Party(who.text, line.add(who.text, lead), who.country, who.sector, who.entity)


def _place(line: _Line, where: Where) -> Place:
    at = line.add(where.text, ", ")
    return Place(
        where.text,
        at,
        where.country,
        where.latitude,
        where.longitude,
        where.geonames,
        admin1=where.admin1,
        precision=where.precision,
    )


def _quantity(line: _Line, number: Number) -> Quantity:
    what = f"{number.unit or number.kind} {number.best:,.10g}"
    return Quantity(number.kind, number.low, number.best, number.high, line.add(what, "; "), number.unit)


def _when(event: Listed) -> str:
    if event.moment is not None:
        return f"{event.moment:%Y-%m-%d %H:%M} UTC"
    first, last = event.days or (date.min, date.min)
    return str(first) if first == last else f"{first} to {last}"


def _granularity(first: date, last: date) -> str:
    return "day" if first == last else "range"
