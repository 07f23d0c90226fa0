"""Pages of lists, and what is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from dateline.web.api.schemas.nouns import Event, Form, Headed, Mention


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
    types: dict[str, int] = Field(description="Events by type, of those types that have any")


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


class Actors(Paged):
    """A page of actors, those with most events first."""

    actors: list[Actor]


class Panel(Form):
    """Events or scores by unit and step of time; the columns depend on what was asked for."""

    columns: list[str]
    rows: list[dict[str, Any]]
