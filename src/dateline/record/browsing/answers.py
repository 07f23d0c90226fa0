"""What a view answers. Dates are days; counts are of events unless their docstring says otherwise; scores run from -10 to 10 an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateline.model import SOMEBODY


@dataclass(frozen=True, slots=True)
class Shown:
    """A party as a list shows it.

    Attributes:
        text: the fullest name that a telling uses.
        country, sector, entity: as of :class:`~dateline.model.Party`; empty where unknown.
    """

    text: str
    country: str = ""
    sector: str = ""
    entity: str = ""

    @property
    def asked(self) -> str:
        """What ``who`` or ``whom`` of a question asks for it by: ``USA:GOV``, ``USA``, an id of the registry, or its name."""
        coded = ":".join(filter(None, (self.country, self.sector)))
        return (self.entity if self.entity != SOMEBODY else "") or coded or self.text


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an event; ``latitude`` and ``longitude`` are WGS 84 degrees, ``None`` where unknown."""

    text: str
    country: str
    admin1: str
    latitude: float | None
    longitude: float | None
    precision: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a list shows it.

    Attributes:
        day: its first day, else that of its first telling; ``None`` where neither is known.
        first, last: the days in which it lies; ``None`` where no telling says.
        told: publication of its first telling.
        words: the sentence of its surest telling, and ``source`` who published that.
        says: who is cited for it in any telling.
        mentions, sources: how many tellings, and how many publishers, copies of one story counting once.
        publishers: names of all that tell of it.
        revision: of the record, when it was last written.
    """

    event: str
    day: date | None
    first: date | None
    last: date | None
    told: date | None
    type: str
    mode: str | None
    factuality: str
    actors: tuple[Shown, ...]
    recipients: tuple[Shown, ...]
    place: Spot | None
    says: tuple[Shown, ...]
    words: str
    source: str
    publishers: tuple[str, ...]
    score: float | None
    confidence: float
    mentions: int
    sources: int
    revision: int


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list of events.

    Attributes:
        total: events in the whole list.
        next: the cursor of the page after it; empty on the last. It names the last line, so that what comes meanwhile neither repeats nor
            hides one.
        revision: of the record, as it was asked.
    """

    lines: tuple[Line, ...]
    total: int
    next: str
    revision: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: how many events there are under it, and whether it is among those asked for."""

    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet of a list: its values by how many events they have, what is chosen always among them.

    Counts are of what would be found if that value alone were chosen, all else staying as it is asked.

    Attributes:
        name: the parameter that chooses a value: who, whom, says (codes of countries and the like), type, mode, factuality, country, place,
            source; confidence (the least of it).
        more: values that are left out.
    """

    name: str
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """What falls on a step of time.

    Attributes:
        day: its first day.
        cooperation, conflict: sums of the scores above and below nought.
        classes: events by class of the codebook: verbal cooperation (talks, words given), material cooperation, verbal conflict, material
            conflict (provocations, force).
        types: events by type, of those types that have any.
    """

    day: date
    events: int
    cooperation: float
    conflict: float
    classes: dict[str, int]
    types: dict[str, int]


@dataclass(frozen=True, slots=True)
class Partner:
    """Whom an actor deals with: a code, what goes to it and what comes from it, and the sum of scores both ways."""

    code: str
    done: int
    received: int
    score: float


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor's page: all events in which it acts or receives.

    Attributes:
        code: as asked for; a country, a sector, both, an id of the registry, or words of a name.
        done, received: events in which it acts, and in which it receives.
        types: by type, ``steps`` by step of time; both only of what occurred.
        partners: by how much passes between them, both ways.
        latest: the newest events.
    """

    code: str
    events: int
    done: int
    received: int
    first: date | None
    last: date | None
    steps: tuple[Step, ...]
    types: tuple[Value, ...]
    partners: tuple[Partner, ...]
    latest: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Involved:
    """Somebody who takes part in events, as a list of all shows it.

    Attributes:
        key: the entity, else country and sector, else the name in small letters; ``who`` and ``whom`` of a question find it by that.
        text: the fullest name that a telling uses; ``country``, ``sector``, ``entity``: as it has them there.
        events: in which it takes part; ``acts``: in which it acts; ``receives``: in which it receives.
        first, last: days of the earliest and the latest.
    """

    key: str
    text: str
    country: str
    sector: str
    entity: str
    events: int
    acts: int
    receives: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Way:
    """What one side of a dyad does to the other: all events, and of those that occurred steps of time and types."""

    events: int
    steps: tuple[Step, ...]
    types: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties' dealings: ``forth`` what ``one`` does to ``other``, ``back`` the other way.

    Attributes:
        steps: both ways together, of what occurred.
        talks, provocations: the newest events that occurred of verbal cooperation, and of material conflict.
    """

    one: str
    other: str
    events: int
    first: date | None
    last: date | None
    forth: Way
    back: Way
    steps: tuple[Step, ...]
    talks: tuple[Line, ...]
    provocations: tuple[Line, ...]
    latest: tuple[Line, ...]


class Dot(NamedTuple):
    """A place on the map with its events.

    Attributes:
        place: what a question asks for it by, with its country; empty for all of a country that is known to lie in that country only.
        latitude, longitude: WGS 84 degrees; ``None`` where only the country is known.
        precision: as of :class:`~dateline.model.Place`.
        score: sum over its events.
        asked: events that a question for it finds: names are asked for by words, and one place may be known more or less exactly; ``None``
            where that was not counted.
    """

    place: str
    country: str
    latitude: float | None
    longitude: float | None
    precision: str
    events: int
    score: float
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Events by place, most first: ``dots`` where its position is known, or one for each country of what is known to lie in it only.

    Attributes:
        countries: by country, whether or not the position is known.
        only: events that are known to lie in a country and no closer; ``nowhere``: of which not even that is known; ``total``: all of them.
    """

    dots: tuple[Dot, ...]
    countries: tuple[Value, ...]
    only: int
    nowhere: int
    total: int


@dataclass(frozen=True, slots=True)
class Covered:
    """Reports of a source, as they are now, by step of time; ``reports`` goes with the steps of its :class:`Coverage`."""

    source: str
    total: int
    first: date | None
    last: date | None
    reports: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Reports by source and step of time, most first; ``steps`` are the first days, without gaps; ``undated`` reports have no day."""

    by: str
    steps: tuple[date, ...]
    sources: tuple[Covered, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What was written since a revision: ``lines`` of events that are new or another, the latest first; ``events``: how many there are."""

    revision: int
    events: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """Events that wait to be reviewed, what weighs most first, then those that two people see differently; ``total``: how many do."""

    events: tuple[str, ...]
    total: int
