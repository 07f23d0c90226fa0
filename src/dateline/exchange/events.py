"""Events as other layouts want them: each with its first telling, its surest words, and when its reports came in.

They are read from the record one after another, by day; none is held longer than it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.publishing import TELLER
from dateline.record.store import Query, Store

# The first block of a text that is long enough to be its lead, and no date, headline or name: between empty lines, or between line ends
# where there are none. In a text without either only the beginning counts.
_SHORT, _LONG = 80, 400  # characters
_EMPTY_LINE = r"'\n\s*\n'"
_LEAD = f"""
    list_filter(
        CASE WHEN regexp_matches(text, {_EMPTY_LINE}) THEN regexp_split_to_array(text, {_EMPTY_LINE}) ELSE string_split(text, chr(10)) END,
        lambda block: length(block) >= {_SHORT})[1]
"""


class Party(NamedTuple):
    """Who takes part, as the record keeps it."""

    text: str
    country: str
    sector: str
    entity: str


class Place(NamedTuple):
    """Where, as the record keeps it."""

    text: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    geonames: str
    kind: str
    precision: str


class Quantity(NamedTuple):
    """A number that the reports give."""

    kind: str
    low: float | None
    best: float
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the record with what its tellings say of it.

    Attributes:
        id: as ``dateline show`` takes it.
        begins, ends: first and last day; ``None`` where the reports give none.
        first_told: publication of its first telling.
        mentions, sources, reports: how often, by how many publishers and in how many reports it is told.
        lead: whether any report tells it in its lead.
        words: the sentence of the surest telling.
        source, url, title, report: of the first telling; empty where unknown.
        added, changed: when the first and the last of its reports came in, UTC.
    """

    id: str
    type: str
    mode: str | None
    factuality: str
    begins: date | None
    ends: date | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Place | None
    quantities: tuple[Quantity, ...]
    contexts: tuple[str, ...]
    score: float | None
    confidence: float
    first_told: date | None
    mentions: int
    sources: int
    reports: int
    lead: bool
    words: str
    source: str
    url: str
    title: str
    report: str
    added: datetime | None
    changed: datetime | None

    @property
    def day(self) -> date | None:
        """The first day, or that of the first telling where the reports give none: for layouts that must have one."""
        return self.begins or self.first_told

    def quantity(self, kind: str) -> Quantity | None:
        """What the reports give of a kind of number."""
        return next((quantity for quantity in self.quantities if quantity.kind == kind), None)


def told(question: Question) -> Query:
    """The events that a question asks for with what their tellings say of them: a row each, by day.

    Beside the columns of ``events``: ``reports``, ``lead``, ``words``, ``source``, ``url``, ``title``, ``report``, ``added``, ``changed``.
    """
    return told_of(asking.events(question))


def told_of(asked: Query) -> Query:
    """The same of events that any query gives as rows of ``events``."""
    return Query(
        f"""
        WITH asked AS ({asked.sql}),
        telling AS (SELECT b.event, m.* FROM members b JOIN mentions m USING (mention) WHERE b.event IN (SELECT event FROM asked)),
        report AS (
            SELECT report, version, {TELLER} AS source, url, title, text, gathered, {_LEAD} AS lead,
                   strpos(text, lead) + least(length(lead), {_LONG}) AS heard
            FROM reports r WHERE (report, version) IN (SELECT (report, version) FROM telling)
        ),
        told AS (
            SELECT t.event, t.mention, t.report, t.confidence, r.source, r.url, r.title, r.gathered,
                   substr(r.text, t.quote.start + 1, t.quote.stop - t.quote.start) AS words,
                   t.trigger.start + 1 < coalesce(r.heard, length(r.text)) AS lead
            FROM telling t JOIN report r USING (report, version)
        ),
        together AS (
            SELECT event, count(DISTINCT report) AS reports, bool_or(lead) AS lead, arg_max(words, (confidence, mention)) AS words,
                   min(gathered) AS added, max(gathered) AS changed
            FROM told GROUP BY event
        )
        SELECT e.*, t.* EXCLUDE (event), f.source, f.url, f.title, f.report
        FROM asked e LEFT JOIN together t USING (event) LEFT JOIN told f ON f.mention = e.event
        ORDER BY coalesce(e."from", e.first_told) NULLS LAST, e.event
        """,
        asked.values,
    )


def events(store: Store, question: Question, *, newest: bool = False) -> Iterator[Event]:
    """The events that a question asks for, as they are wanted: by day, or the ``newest`` first, those of which a report came in last."""
    return events_of(store, asking.events(question), newest=newest)


def events_of(store: Store, asked: Query, *, newest: bool = False) -> Iterator[Event]:
    """The same of events that any query gives as rows of ``events``."""
    asked = told_of(asked)
    if newest:
        asked = Query(f"SELECT * FROM ({asked.sql}) ORDER BY changed DESC NULLS LAST, event", asked.values)
    return map(_event, store.stream(asked))


def _event(row: dict[str, Any]) -> Event:
    return Event(
        id=row["event"],
        type=row["type"],
        mode=row["mode"],
        factuality=row["factuality"],
        begins=row["from"],
        ends=row["to"],
        actors=tuple(Party(**party) for party in row["actors"]),
        recipients=tuple(Party(**party) for party in row["recipients"]),
        place=Place(**row["place"]) if row["place"] else None,
        quantities=tuple(Quantity(**quantity) for quantity in row["quantities"]),
        contexts=tuple(row["contexts"]),
        score=row["score"],
        confidence=row["confidence"],
        first_told=row["first_told"],
        mentions=row["mentions"],
        sources=row["sources"],
        reports=row["reports"] or 0,
        lead=bool(row["lead"]),
        words=row["words"] or "",
        source=row["source"] or "",
        url=row["url"] or "",
        title=row["title"] or "",
        report=row["report"] or "",
        added=row["added"],
        changed=row["changed"],
    )
