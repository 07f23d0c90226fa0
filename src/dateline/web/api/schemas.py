"""What the API answers, as schemas: the public JSON form of ``dateline code --json``, with what a record knows besides.

Names and values are those of :mod:`dateline.exchange.native`; spans are ``[start, end)`` in characters of a report's text.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from dateline.web.drafts import LONGEST

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
    source: str
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


class SinceDays(Days):
    """Days that are counted over, as a text says it."""

    text: str


class Headed(Form):
    """A report without its text."""

    id: str = Field(description="The page's address, else the name it came with, else a hash of its content")
    version: str = Field(description="Hash of what this version says")
    current: bool = Field(description="Whether it is what the report says now")
    published: date | None
    source: str
    title: str
    url: str
    gathered: Moment = Field(description="When it came in, UTC")
    original: str | None = Field(description="The report that it is a copy of")


class Report(Headed):
    """A report as published, with all that it tells."""

    text: str
    events: list[Mention]
    claims: list[Claim]
    warnings: list[str]
    versions: list[Version] = Field(description="All versions that came in, the latest first")


class Version(Form):
    """One version of a report."""

    version: str
    current: bool
    gathered: Moment


class Opinion(Form):
    """A value of a field that reports disagree on, and who gives it."""

    value: str
    said_by: list[str]


class Pair(Form):
    """Two mentions that may tell of one act, and what speaks for it."""

    one: str
    other: str
    probability: float
    reason: str


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


class Paged(Form):
    """Part of a list."""

    next: str | None = Field(description="The cursor of the next page; null on the last")
    next_url: str | None = Field(description="The address of the next page; also in the header Link")


class Events(Paged):
    """A page of events."""

    total: int = Field(ge=0, description="Events in the whole list")
    events: list[Event]


class Mentions(Paged):
    """The mentions of a page of events."""

    total: int = Field(ge=0, description="Events in the whole list")
    mentions: list[Mention]


class Reports(Paged):
    """A page of reports."""

    reports: list[Headed]


class Actor(Form):
    """Somebody who takes part in events."""

    key: str = Field(description="What ``who`` and ``whom`` find it by: its registry id, else country and sector, else its name")
    text: str = Field(description="A name that the reports use")
    country: str
    sector: str
    entity: str
    events: int = Field(ge=0)
    acts: int = Field(ge=0, description="Events in which it acts")
    receives: int = Field(ge=0, description="Events in which it receives")
    first: date | None
    last: date | None


class Partner(Form):
    """Whom an actor deals with."""

    code: str
    done: int
    received: int
    score: float = Field(description="Sum of scores both ways")


class Stride(Form):
    """What falls on a step of time."""

    day: date = Field(description="Its first day")
    events: int
    cooperation: float = Field(description="Sum of the scores above nought")
    conflict: float = Field(description="Sum of the scores below nought")
    classes: dict[str, int] = Field(description="Events by class of the codebook")


class Dealings(Form):
    """What an actor does and undergoes; types, partners and steps are of what occurred."""

    actor: str = Field(description="As it was asked for")
    events: int
    done: int = Field(description="Events in which it acts")
    received: int = Field(description="Events in which it receives")
    first: date | None
    last: date | None
    types: dict[str, int]
    partners: list[Partner]
    steps: list[Stride]


class Actors(Paged):
    """A page of actors, those with most events first."""

    actors: list[Actor]


class Panel(Form):
    """Events or scores by unit and step of time; the columns depend on what was asked for."""

    columns: list[str]
    rows: list[dict[str, Any]]


class Inquiry(Form):
    """A question in SQL."""

    sql: str = Field(
        min_length=1, max_length=10_000, pattern=r"^[^\x00]*$", examples=["SELECT type, count(*) AS events FROM events GROUP BY type"]
    )
    limit: int = Field(1000, ge=1, le=10_000, description="Rows at most")


class Found(Form):
    """What a question in SQL gives."""

    columns: list[str]
    rows: list[dict[str, Any]]
    cut: bool = Field(description="Whether there are more rows than were asked for")


class Draft(Form):
    """A text before it is published."""

    text: str = Field(
        min_length=1,
        max_length=LONGEST,
        pattern=r"\S",
        examples=["Japan condemned North Korea on Monday. It was the seventh launch this month."],
    )
    day: date | None = Field(None, description="The day on which it is written; today without it", examples=["2022-01-31"])


class CheckedEvent(Form):
    """An event of a draft beside those of the record."""

    event: dict[str, Any] = Field(description="As `dateline code --json` has it")
    like: list[str] = Field(description="Ids of events of the record that may be the same, the most told first")
    total: int = Field(ge=0, description="How many there are")
    looked_for: bool = Field(description="Whether the draft gives a day and a party to look for it by")


class CheckedClaim(Form):
    """A claim of a draft with what the record says of it."""

    claim: dict[str, Any] = Field(description="As `dateline code --json` has it")
    finding: dict[str, Any] | None = Field(description="As `dateline check --json` has it; null where it was not checked")


class Checked(Form):
    """What a draft tells and claims."""

    day: date
    events: list[CheckedEvent]
    claims: list[CheckedClaim]
    warnings: list[str]


class Me(Form):
    """Who asks."""

    name: str
    role: Literal["reader", "reviewer"]


class Trouble(BaseModel):
    """What is wrong, as RFC 9457 has it."""

    model_config = ConfigDict(extra="allow")

    type: str = "about:blank"
    title: str = Field(description="What is wrong")
    status: int
    detail: str = Field(description="The same with its remedy")
    parameter: str | None = Field(None, description="The parameter, header or field at fault")
    remedy: str | None = Field(None, description="What whoever asked can do about it")


for _form in (Claim, Report):
    _form.model_rebuild()
