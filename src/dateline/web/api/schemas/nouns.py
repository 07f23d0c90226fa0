"""Events, mentions, reports and their parts: the public JSON form of ``dateline code --json``, with what a record knows besides.

Names and values are those of :mod:`dateline.exchange.native`; spans are ``[start, end)`` in characters of a report's text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Span = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end) in characters of the report's text")]
Moment = Annotated[datetime, BeforeValidator(lambda moment: moment.replace(tzinfo=UTC)), Field(description="UTC")]
Factuality = Literal["occurred", "future", "hypothetical", "negated"]
Type = Annotated[str, Field(description="PLOVER type", examples=["ACCUSE"])]
Mode = Annotated[str | None, Field(description="PLOVER mode; null where the reports do not settle it", examples=["disapprove"])]
Score = Annotated[float | None, Field(description="PLOVER's score of type and mode, -10 (conflict) to 10 (cooperation)")]


class Form(BaseModel):
    """A form that holds exactly what it says."""

    model_config = ConfigDict(extra="forbid")


class Named(Form):
    """Who takes part in an event."""

    text: str = Field(description="The fullest name in the reports", examples=["North Korea"])
    country: str = Field(description="ISO 3166-1 alpha-3, or UNO EUR IGO NGO MNC ISM IMG; empty where unknown", examples=["PRK"])
    sector: str = Field(description="PLOVER sector; empty for a country as such", examples=["GOV"])
    entity: str = Field(description="The registry's identifier; empty where it has none", examples=["state:PRK"])


class Party(Named):
    """Who takes part, at the words that name it."""

    span: Span


class Days(Form):
    """Calendar days, inclusive at both ends."""

    start: date
    end: date


class Time(Days):
    """When, as a text says it, in the report's local time."""

    text: str
    granularity: str = Field(description="day, week, month, season, year or range")
    zone: str = Field(description="IANA name of the time zone that the text names; empty where it names none")


class Place(Form):
    """Where."""

    text: str
    country: str = Field(description="ISO 3166-1 alpha-3; empty for seas and what is unknown")
    latitude: float | None = Field(description="WGS 84, degrees")
    longitude: float | None = Field(description="WGS 84, degrees")
    geonames: str = Field(description="GeoNames id; empty where there is none")
    admin1: str = Field(description="First-order division; empty where unknown")
    kind: str
    precision: str = Field(description="country, admin1, admin2, city, site or region; empty where unknown")


class Number(Form):
    """A number that the reports give."""

    kind: str = Field(description="killed, injured, arrested, crowd, weapons, money or displaced")
    low: float | None = Field(description="null where the wording leaves it open")
    best: float
    high: float | None = Field(description="null where the wording leaves it open")
    unit: str


class Quantity(Number):
    """A number at its words."""

    text: str
    span: Span


class Step(Form):
    """One link in the reason of a coding."""

    stage: str
    text: str


class Event(Form):
    """What all mentions of one act say together."""

    id: str = Field(description="That of its first telling; it stays", examples=["07d08720315e"])
    type: Type
    mode: Mode
    actors: list[Named]
    recipients: list[Named]
    factuality: Factuality
    time: Days | None = Field(description="null where the reports give no day")
    place: Place | None
    quantities: list[Number] = Field(description="Least and most of all mentions, best as told last")
    contexts: list[str]
    score: Score
    confidence: float = Field(ge=0, le=1, description="Probability that type and parties are right, of the surest mention")
    first_told: date | None = Field(description="Publication of the first telling")
    mentions: int = Field(ge=0, description="Mentions that tell it")
    sources: int = Field(ge=0, description="Publishers that tell it, copies of one story counting once")
    quote: str = Field(description="The sentence of the surest telling")
    publishers: list[str] = Field(description="All that tell of it")


class Mention(Form):
    """One act as one version of a report tells it."""

    id: str
    report: str
    version: str
    event: str | None = Field(description="The event that it tells; null in a version that is no longer what the report says")
    published: date | None
    source: str = Field(description="As the report names it; empty where it does not")
    publisher: str = Field(description="Who publishes it: its source, else the host of its page, its title or first words")
    type: Type
    mode: Mode
    actors: list[Party]
    recipients: list[Party]
    factuality: Factuality
    attribution: Party | None = Field(description="Who is cited for it; null where the report says it itself")
    time: Time | None
    place: Place | None
    trigger: str
    trigger_span: Span
    quote: str
    quote_span: Span
    also: list[str] = Field(description="Sentences that tell it again")
    also_spans: list[Span]
    retold_spans: list[Span] = Field(description="The words that express it there")
    confidence: float = Field(ge=0, le=1)
    contexts: list[str]
    quantities: list[Quantity]
    score: Score
    reason: list[Step]


class SinceDays(Days):
    """Days that are counted over, as a text says it."""

    text: str


class Claim(Form):
    """A statement that can be counted or checked against the record."""

    id: str
    kind: str = Field(description="ordinal, count, first or breach")
    series: str
    number: int | None
    window: SinceDays | None = Field(description="The days counted over; null where the text leaves them open")
    text: str
    span: Span
    trigger_span: Span | None
    attribution: Party | None


class Headed(Form):
    """A report without its text."""

    id: str = Field(description="The page's address, else the name it came with, else a hash of its content")
    version: str = Field(description="Hash of what this version says")
    current: bool = Field(description="Whether it is what the report says now")
    published: date | None
    source: str = Field(description="As the report names it; empty where it does not")
    publisher: str = Field(description="Who publishes it: its source, else the host of its page, its title or first words")
    title: str
    url: str
    gathered: Moment = Field(description="When it came in, UTC")
    original: str | None = Field(description="The report that it is a copy of")


class Version(Form):
    """One version of a report."""

    version: str
    current: bool
    gathered: Moment


class Report(Headed):
    """A report as published, with all that it tells."""

    text: str
    events: list[Mention]
    claims: list[Claim]
    warnings: list[str]
    versions: list[Version] = Field(description="All versions that came in, the latest first")


class Opinion(Form):
    """A value of a field that reports disagree on, and who gives it."""

    value: str
    said_by: list[str]
    mentions: list[str] = Field(description="The mentions that give it")


class Pair(Form):
    """Two mentions that may tell of one act, and what speaks for it and against it."""

    one: str
    other: str
    probability: float
    reason: str
    against: str


class Correction(Form):
    """What somebody said of a mention; nothing said is ever changed."""

    id: str
    mention: str | None = Field(description="The mention that it corrects now")
    kind: str = Field(description="accept, correct, reject, add or undo")
    fields: dict[str, Any] = Field(description="By column of the record's mentions, what is said to stand there")
    undoes: str | None
    who: str
    made: Moment
    reason: str
    state: str = Field(description="applied, rejected, undone or orphaned")
    why: str = Field(description="Of an orphan, why it cannot hold")


class WholeEvent(Event):
    """An event with its mentions, what they disagree on, why they were joined, and who corrected what."""

    told: list[Mention]
    disagreements: dict[str, list[Opinion]]
    joined: list[Pair]
    corrections: list[Correction]
