"""A record looked up fast, while others write it."""

from __future__ import annotations

import base64
import binascii
import json
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.coding import codebook
from dateline.coding.codebook import CLASSES
from dateline.errors import InputError
from dateline.record import asking
from dateline.record.asking import Question
from dateline.record.browsing.answers import (
    Actor,
    Changes,
    Coverage,
    Covered,
    Dot,
    Dyad,
    Facet,
    Line,
    Page,
    Partner,
    Places,
    Shown,
    Spot,
    Step,
    Value,
    Way,
)
from dateline.record.browsing.narrowing import Facets, Sort
from dateline.record.store import Store
from dateline.record.turns import Turns

_NOTHING = Facets()
_ANYTHING = Question()


class Browser:
    """A view of a record, to be shared by the threads of a server.

    It answers from what it took over when it was last brought up to date (:meth:`refresh`), and holds the record for that moment only.
    """

    def __init__(self, turns: Turns) -> None:
        self._turns, self._lock = turns, threading.Lock()
        self._lines: dict[str, Line] = {}
        self._reports: list[tuple[str, date | None]] = []
        self.revision = 0
        self.refresh()

    @classmethod
    def open(cls, path: str | Path, wait: float = 10.0) -> Browser:
        """A view of the record in a file.

        Raises:
            RecordError: if it is none, or cannot be had in time.
        """
        return cls(Turns(path, wait))

    def close(self) -> None:
        """Let go of all that the view holds."""

    def refresh(self) -> int:
        """Take over what has changed in the record; gives its revision. Cheap where nothing has.

        Raises:
            RecordError: if the record cannot be had in time; the view stays as it was, and can be asked.
        """
        with self._lock, self._turns.reading() as store:
            self._lines = {line.event: line for line in _lines(store)}
            self._reports = [(r["source"], r["published"]) for r in store.rows("SELECT source, published FROM reports WHERE current")]
        return self.revision

    def event(self, event: str) -> Line | None:
        """One event as lists show it; ``None`` if there is none of that id."""
        return self._lines.get(event)

    def page(
        self, question: Question = _ANYTHING, facets: Facets = _NOTHING, sort: Sort = Sort.NEWEST, cursor: str = "", limit: int = 50
    ) -> Page:
        """Events that a question asks for, narrowed by facets.

        Args:
            cursor: of the page before; empty for the first.

        Raises:
            InputError: if the cursor is none that a page has given.
        """
        key = _KEYS[sort]
        found = sorted(self._found(question, facets), key=key)
        after = _read(cursor)
        rest = [line for line in found if list(key(line)) > after] if after else found
        more = len(rest) > limit
        return Page(tuple(rest[:limit]), len(found), _written(key(rest[limit - 1])) if more else "", self.revision)

    def facets(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, most: int = 12) -> tuple[Facet, ...]:
        """The facets of what a question asks for, each with its values by count."""
        given = []
        for name, values in _VALUES.items():
            chosen = getattr(facets if hasattr(facets, name) else question, name) if name != "confidence" else ()
            lifted = replace(facets, **{name: ()}) if hasattr(facets, name) else facets
            asked = replace(question, **({"least": 0.0} if name == "confidence" else {} if hasattr(facets, name) else {name: ()}))
            counted = Counter(value for line in self._found(asked, lifted) for value in set(values(line)) if value)
            first = sorted(counted, key=lambda v: (-counted[v], v))
            kept = first[:most] + [value for value in chosen if value not in first[:most]]
            given.append(Facet(name, tuple(Value(v, counted[v], v in chosen) for v in kept), max(0, len(first) - most)))
        return tuple(given)

    def actor(self, code: str, question: Question = _ANYTHING, by: str = "month", latest: int = 20) -> Actor:
        """All that an actor does and undergoes, of what a question asks for otherwise."""
        asked = replace(question, who=(code,), whom=(), either=True)
        both = self._found(asked)
        done = {line.event for line in self._found(replace(asked, either=False))}
        received = {line.event for line in self._found(replace(asked, who=(), whom=(code,), either=False))}
        real = _real(both)
        partners: dict[str, list[float]] = defaultdict(lambda: [0, 0, 0.0])
        for line in real:
            for way, side in ((0, line.recipients if line.event in done else ()), (1, line.actors if line.event in received else ())):
                for other in {p.country for p in side if p.country} - {code}:
                    partners[other][way] += 1
                    partners[other][2] += line.score or 0.0
        first = sorted(partners, key=lambda p: (-partners[p][0] - partners[p][1], p))[:50]
        days = sorted(line.day for line in both if line.day)
        return Actor(
            code,
            len(both),
            len(done),
            len(received),
            days[0] if days else None,
            days[-1] if days else None,
            _steps(real, by),
            _types(real),
            tuple(Partner(p, int(partners[p][0]), int(partners[p][1]), partners[p][2]) for p in first),
            tuple(sorted(both, key=_KEYS[Sort.NEWEST])[:latest]),
        )

    def dyad(self, one: str, other: str, question: Question = _ANYTHING, by: str = "month", latest: int = 20) -> Dyad:
        """What two parties do to each other, of what a question asks for otherwise."""
        asked = replace(question, who=(one,), whom=(other,), either=False)
        forth, back = self._found(asked), self._found(replace(asked, who=(other,), whom=(one,)))
        both = sorted({line.event: line for line in (*forth, *back)}.values(), key=_KEYS[Sort.NEWEST])
        days = sorted(line.day for line in both if line.day)
        real = _real(both)
        ways = [Way(len(side), _steps(_real(side), by), _types(_real(side))) for side in (forth, back)]
        talks, provocations = (
            tuple([line for line in real if codebook.load()[line.type].class_ == c][:latest]) for c in (CLASSES[0], CLASSES[3])
        )
        ends = (days[0], days[-1]) if days else (None, None)
        return Dyad(one, other, len(both), *ends, ways[0], ways[1], _steps(real, by), talks, provocations, tuple(both[:latest]))

    def places(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, most: int = 2000) -> Places:
        """Where the events are that a question asks for."""
        found = self._found(question, facets)
        at: dict[tuple[Any, ...], list[float]] = defaultdict(lambda: [0, 0.0])
        for line in found:
            p = line.place
            if p and p.latitude is not None and p.longitude is not None:
                one = at[p.text, p.country, p.latitude, p.longitude, p.precision]
                one[0] += 1
                one[1] += line.score or 0.0
        dots = sorted((Dot(*key, int(n), score) for key, (n, score) in at.items()), key=lambda d: (-d.events, d.place, d.country))
        countries = Counter(line.place.country for line in found if line.place and line.place.country)
        nowhere = sum(not line.place or (line.place.latitude is None and not line.place.country) for line in found)
        values = tuple(Value(c, n) for c, n in sorted(countries.items(), key=lambda c: (-c[1], c[0])))
        return Places(tuple(dots[:most]), values, nowhere, len(found))

    def days(self, question: Question = _ANYTHING, facets: Facets = _NOTHING, by: str = "month") -> tuple[Step, ...]:
        """What a question asks for, by step of time (day, week, month, quarter, year); steps without an event are left out."""
        return _steps(self._found(question, facets), by)

    def coverage(self, since: date | None = None, until: date | None = None, by: str = "month", most: int = 50) -> Coverage:
        """Reports by source and step of time, of days between two."""
        dated = [(s, d) for s, d in self._reports if d and (not since or d >= since) and (not until or d <= until)]
        steps = _between([_first(d, by) for _, d in dated], by)
        per: dict[str, list[date]] = defaultdict(list)
        for source, day in dated:
            per[source].append(day)
        rows = []
        for source in sorted(per, key=lambda s: (-len(per[s]), s))[:most]:
            counted = Counter(_first(d, by) for d in per[source])
            rows.append(Covered(source, len(per[source]), min(per[source]), max(per[source]), tuple(counted[s] for s in steps)))
        return Coverage(by, steps, tuple(rows), sum(d is None for _, d in self._reports))

    def changed_since(self, revision: int, question: Question = _ANYTHING, facets: Facets = _NOTHING, limit: int = 50) -> Changes:
        """Events that a question asks for and that were written since a revision."""
        found = [line for line in self._found(question, facets) if line.revision > revision]
        found.sort(key=lambda line: (-line.revision, _KEYS[Sort.NEWEST](line)))
        return Changes(self.revision, len(found), tuple(found[:limit]))

    def _found(self, question: Question, facets: Facets = _NOTHING) -> list[Line]:
        with self._lock, self._turns.reading() as store:
            events = [row["event"] for row in store.ask(asking.events(question))]
        lines = [self._lines[event] for event in events if event in self._lines]
        return [line for line in lines if _fits(line, facets)]


def _lines(store: Store) -> Iterable[Line]:
    words = {r["event"]: r for r in store.ask(asking.timeline(_ANYTHING))}
    told = store.rows(
        """
        SELECT b.event, list_sort(list(DISTINCT coalesce(nullif(r.source, ''), r.report))) AS publishers, list(m.attribution) AS says
        FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) GROUP BY b.event
        """
    )
    by = {row["event"]: row for row in told}
    for e in store.rows("FROM events"):
        name, p = e["event"], e["place"]
        says = {(s["text"], s["country"], s["sector"], s["entity"]) for s in by[name]["says"] if s}
        yield Line(
            name, e["from"] or e["first_told"], e["from"], e["to"], e["first_told"], e["type"], e["mode"], e["factuality"],
            _shown(e["actors"]), _shown(e["recipients"]),
            Spot(p["text"], p["country"] or "", p["admin1"] or "", p["lat"], p["lon"], p["precision"] or "") if p else None,
            tuple(Shown(*s) for s in sorted(says)),
            words[name]["words"], words[name]["source"], tuple(by[name]["publishers"]),
            e["score"], e["confidence"], e["mentions"], e["sources"], 0,
        )  # fmt: skip


def _shown(parties: Sequence[dict[str, str]]) -> tuple[Shown, ...]:
    return tuple(Shown(p["text"], p["country"] or "", p["sector"] or "", p["entity"] or "") for p in parties)


def _fits(line: Line, facets: Facets) -> bool:
    if facets.mode and line.mode not in facets.mode:
        return False
    if facets.country and (not line.place or line.place.country not in facets.country):
        return False
    return not facets.source or any(p in facets.source for p in line.publishers)


def _far(day: date | None) -> int:
    return day.toordinal() if day else 0


_KEYS: dict[Sort, Callable[[Line], tuple[Any, ...]]] = {
    Sort.NEWEST: lambda e: (-_far(e.day), e.event),
    Sort.OLDEST: lambda e: (_far(e.day) or 9**9, e.event),
    Sort.SOURCES: lambda e: (-e.sources, -_far(e.day), e.event),
    Sort.CONFIDENCE: lambda e: (-e.confidence, -_far(e.day), e.event),
    Sort.TOLD: lambda e: (-_far(e.told), e.event),
}

_VALUES: dict[str, Callable[[Line], Iterable[str | None]]] = {
    "who": lambda e: (p.country for p in e.actors),
    "whom": lambda e: (p.country for p in e.recipients),
    "type": lambda e: (e.type,),
    "mode": lambda e: (e.mode,),
    "factuality": lambda e: (e.factuality,),
    "country": lambda e: (e.place.country if e.place else "",),
    "place": lambda e: (e.place.text if e.place else "",),
    "source": lambda e: e.publishers,
    "says": lambda e: (p.country for p in e.says),
    "confidence": lambda e: (least for least in ("0.5", "0.7", "0.8", "0.9") if e.confidence >= float(least)),
}


def _real(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.factuality == "occurred"]


def _types(lines: Iterable[Line]) -> tuple[Value, ...]:
    return tuple(Value(t, n) for t, n in sorted(Counter(line.type for line in lines).items(), key=lambda t: (-t[1], t[0])))


def _steps(lines: Iterable[Line], by: str) -> tuple[Step, ...]:
    of: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        if line.day:
            of[_first(line.day, by)].append(line)
    book = codebook.load()
    given = []
    for day in sorted(of):
        scores = [line.score or 0.0 for line in of[day]]
        classes = Counter(book[line.type].class_ for line in of[day])
        up, down = sum(s for s in scores if s > 0), sum(s for s in scores if s < 0)
        given.append(Step(day, len(scores), up, down, {name: classes[name] for name in CLASSES}))
    return tuple(given)


def _first(day: date, by: str) -> date:
    match by:
        case "day":
            return day
        case "week":
            return day - timedelta(day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return date(day.year, day.month - (day.month - 1) % 3, 1)
        case "year":
            return date(day.year, 1, 1)
    raise InputError("by", f"{by!r} is no step of time", "day, week, month, quarter or year")


def _between(days: Sequence[date], by: str) -> tuple[date, ...]:
    if not days:
        return ()
    found, last = [min(days)], max(days)
    while found[-1] < last:
        found.append(_first(found[-1] + timedelta({"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[by]), by))
    return tuple(found)


def _written(key: tuple[Any, ...]) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def _read(cursor: str) -> list[Any]:
    if not cursor:
        return []
    try:
        return list(json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))))
    except (ValueError, binascii.Error, TypeError) as error:
        raise InputError("cursor", "is none of a page", "begin with the first page") from error
