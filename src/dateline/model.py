"""The nouns of the record: what every stage takes and gives.

All are frozen and slotted; they hold facts and derive from them, nothing more. Offsets are counted in
characters of ``Report.text`` and spans are half-open, so ``text[span.start:span.end]`` is always the words.
Codes are strings: types and modes as in the codebook, countries ISO 3166-1 alpha-3 (or UNO, EUR, IGO, NGO,
MNC, ISM, IMG), sectors as in PLOVER.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dateline.errors import ReportError

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"})
"""Codes in a country's place for whoever belongs to no one state."""
SOMEBODY = "person"
"""What stands in an identifier's place for a person whom the registry does not know."""


class Factuality(StrEnum):
    """How real the text makes an act.

    ``occurred`` includes what is going on; ``future`` what is planned, expected or ordered; ``hypothetical``
    what is conditional or merely possible; ``negated`` what the text says did not happen.
    """

    OCCURRED = "occurred"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of characters ``[start, end)`` of the report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Report:
    """What was published, when and by whom.

    Attributes:
        id: the caller's identifier, or a hash of the content.
        text: the report as published, unchanged; every span counts from its first character.
        published: the day of publication, in the publisher's own calendar; ``None`` where unknown.
        source: the publisher ("Yonhap"); empty where unknown.
        title: the headline where it is kept apart from the text.
        url: where it was read; empty for a local file.
    """

    id: str
    text: str
    published: date | None = None
    source: str = ""
    title: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        """Take an ISO string or a datetime for the day too.

        Raises:
            ReportError: if text or day are something else.
        """
        if not isinstance(self.text, str):
            raise ReportError(str(self.id), f"text is {type(self.text).__name__}, not str", "decode it first")
        day: object = self.published
        if isinstance(day, datetime):
            object.__setattr__(self, "published", day.date())
        elif isinstance(day, str):
            try:
                object.__setattr__(self, "published", date.fromisoformat(day))
            except ValueError as error:
                raise ReportError(str(self.id), f"published is no date: {day!r}", "write it as YYYY-MM-DD") from error
        elif day is not None and not isinstance(day, date):
            raise ReportError(str(self.id), f"published is {type(day).__name__}, not a date", "give a date or YYYY-MM-DD")

    @staticmethod
    def identify(text: str, published: date | None) -> str:
        """The content hash that names a report without an identifier of its own."""
        return content_hash(text, str(published or ""))


@dataclass(frozen=True, slots=True)
class Party:
    """Who acts, receives or speaks, as grounded.

    Attributes:
        text: the fullest name that the report uses for the entity.
        span: where the mention that fills the role stands.
        country: ISO3 or international code of the state it acts for; empty where unknown.
        sector: PLOVER sector; empty for a country as such.
        entity: the registry's identifier; empty where the registry has none.
        because: how the party was grounded, for ``dateline explain``.
    """

    text: str
    span: Span
    country: str = ""
    sector: str = ""
    entity: str = ""
    because: str = ""

    @property
    def key(self) -> str:
        """What tells two parties apart in a dyad: entity, else country and sector, else the words."""
        return self.entity or (f"{self.country}:{self.sector}" if self.country or self.sector else self.text.casefold())


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Calendar days, inclusive at both ends, in the report's local time.

    Attributes:
        start, end: first and last day.
        text, span: the expression it was read from.
        granularity: ``day``, ``week``, ``month``, ``season``, ``year`` or ``range``.
        because: the anchor and the rule, for ``dateline explain``.
        zone: the time zone that the text names for it, as an IANA name ("Asia/Seoul"); ``local`` where it says local time
            and the place of the act does not tell; empty where it names none.
    """

    start: date
    end: date
    text: str
    span: Span
    granularity: str = "day"
    because: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the report names, of an act or not.

    Attributes:
        text, span: the words.
        country: ISO3; empty for seas, continents and what is unknown.
        latitude, longitude: WGS 84 degrees, of areas a sensible centre; ``None`` where unknown.
        geonames: GeoNames id; empty where there is none.
        because: how the place was chosen among its namesakes, for ``dateline explain``.
        admin1: name of the first-order division that it lies in or is; empty where unknown.
        kind: the gazetteer's kind: country, admin1, admin2, capital, city, quarter, island, region, sea, strait, river, site, base …
        precision: how exactly it says where: country, admin1, admin2, city, site or region.
        use: ``place``; ``demonym`` for a people or its adjective ("Egyptian"); ``metonym`` for a place that stands for those
            who govern it ("Moscow condemned").
    """

    text: str
    span: Span
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames: str = ""
    because: str = ""
    admin1: str = ""
    kind: str = ""
    precision: str = ""
    use: str = "place"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the cited speaker and the words that cite it."""

    party: Party
    cue: Span
    because: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that the text gives for an act.

    Attributes:
        kind: ``killed``, ``injured``, ``arrested``, ``crowd``, ``weapons``, ``money`` or ``displaced``.
        low, best, high: the bounds that the wording draws; ``None`` where open ("at least 12": low 12, high None).
        unit: currency or kind of weapon where it matters.
    """

    kind: str
    low: float | None
    best: float
    high: float | None
    span: Span
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a claim counts: a series of acts.

    Attributes:
        words: what is counted, in lemmas ("missile launch"); of a breach, what is said to be breached.
        type, mode: the acts of the codebook that it is a series of; empty where the words do not tell.
        actors, recipients, place: whose acts they are, on whom, and where.
        terms: words that narrow it further: "ballistic missile", "nuclear", "failed".
    """

    words: str
    type: str = ""
    mode: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: Place | None = None
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A countable or checkable statement, kept apart from the events that would prove it.

    Attributes:
        kind: ``ordinal`` ("the seventh launch"), ``count`` ("three launches"), ``toll`` ("at least 12 killed"), ``first`` ("first since
            2017"), ``only``, ``last``, ``none`` ("no launch since 2017"), ``most`` ("the largest since 2019"), ``more`` and ``fewer``
            ("than in all of 2021") or ``breach`` ("in violation of UN resolutions").
        counted: what is counted.
        number: the ordinal or count, of ``more`` how many times as many; ``None`` where the kind has none.
        window: the days counted over, of ``last`` those in which it was; ``None`` where it counts over all that went before.
        undated: the words of a window whose days the report does not tell ("since the takeover"); empty otherwise.
        span: the words of the claim.
        bound: ``at least``, ``at most`` or ``about``, where the number is not meant to the unit.
        after: of "since 2017" the last day that it names: what is told to be the first or the most since then came after it.
        than: the days that are compared with; of ``most`` those that have the most ("a record number in 2022").
        measure: what a superlative or comparison is about: ``number`` of acts, a kind of quantity, or empty where the words do not tell.
        when: when the act was that the claim is made about.
        trigger: the trigger of the event mention it is made about, if one was coded.
        attribution: who claims it; ``None`` for the report's own voice.
    """

    kind: str
    counted: Counted
    number: int | None
    window: TimeSpan | None
    span: Span
    bound: str = ""
    undated: str = ""
    after: date | None = None
    than: TimeSpan | None = None
    measure: str = ""
    when: TimeSpan | None = None
    trigger: Span | None = None
    attribution: Attribution | None = None

    @property
    def series(self) -> str:
        """What is counted, in lemmas."""
        return self.counted.words


@dataclass(frozen=True, slots=True)
class Step:
    """One link in the reason of a coding: the stage that spoke, and what it said."""

    stage: str
    text: str


@dataclass(frozen=True, slots=True)
class EventMention:
    """One act as one report tells it.

    Attributes:
        type, mode: of the codebook; ``mode`` is ``None`` where the text does not settle it.
        trigger: the words that express the act.
        quote: one run of the text that shows it; ``also`` holds the act's other tellings, ``retold`` the words that express it there.
        confidence: 0 to 1, the coder's own estimate that type and parties are right.
        reason: the chain of steps that led here.
    """

    type: str
    mode: str | None
    trigger: Span
    quote: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    factuality: Factuality = Factuality.OCCURRED
    attribution: Attribution | None = None
    time: TimeSpan | None = None
    place: Place | None = None
    contexts: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    also: tuple[Span, ...] = ()
    retold: tuple[Span, ...] = ()
    confidence: float = 0.5
    reason: tuple[Step, ...] = ()

    def _repr_html_(self) -> str:
        from dateline.display import event_html

        return event_html(self)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that was considered and not coded, with the reason why."""

    trigger: Span
    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class Coding:
    """All that was read from one report: its events, its claims, what was dropped, and what the user should know."""

    report: Report
    events: tuple[EventMention, ...]
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def _repr_html_(self) -> str:
        from dateline.display import coding_html

        return coding_html(self)


def content_hash(*parts: str) -> str:
    """Twelve hex digits of SHA-256 over the parts: the same input names the same thing on any machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
