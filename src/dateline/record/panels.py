"""Events counted: by who did them to whom, and as panels by unit and step of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.errors import InputError
from dateline.record.asking import DAY, Question, where
from dateline.record.codes import coded, tell_uncoded
from dateline.record.store import Query, Store

UNITS = ("dyad", "actor", "recipient", "type", "country")
STEPS = ("day", "week", "month", "quarter", "year")
MEASURES = {"count": "count(DISTINCT event)", "score": "round(sum(score), 3)", "mean": "round(avg(score), 3)"}


@dataclass(frozen=True, slots=True)
class Dyads:
    """Who did how much to whom: events by pair of countries (sectors where there is none), most first.

    Attributes:
        directed: whether it matters who acted.
        codes: in which system countries are coded besides: ``iso3`` (nothing is added), ``cow`` or ``gw``.
    """

    question: Question
    directed: bool = True
    codes: str = "iso3"

    @property
    def parties(self) -> tuple[str, ...]:
        """The columns that hold parties."""
        return ("actor", "recipient")

    def query(self) -> Query:
        """As it is asked.

        Raises:
            InputError: if the system of codes is unknown.
        """
        condition, values = where(self.question)
        one, other = map(_side, _sides(self.directed))
        order = "events DESC, actor, recipient"
        asked = Query(
            f"""
            SELECT {one} AS actor, {other} AS recipient, count(DISTINCT event) AS events, round(sum(score), 3) AS score,
                   min(day) AS first, max(day) AS last
            FROM ({_pairs(condition, DAY)}) GROUP BY ALL ORDER BY {order}
            """,
            values,
        )
        return coded(asked, (*self.parties, "events", "score", "first", "last"), self.parties, "last", order, self.codes)

    def tell_uncoded(self, store: Store) -> None:
        """Say which of its parties have no code in the system that was asked for."""
        tell_uncoded(store, self.query(), self.parties, self.codes)


@dataclass(frozen=True, slots=True)
class Panel:
    """Events or scores by unit and step of time.

    An event is counted in the step of its first day, or of the first that was asked for.

    Attributes:
        unit: one of :data:`UNITS`; ``by``: one of :data:`STEPS`; ``measure``: one of :data:`MEASURES`.
        fill: whether every unit has a row for every step, with zero where nothing happened: from ``since`` to ``until`` where the question
            has them, else from the first event to the last.
        directed: whether it matters who acted, if the unit is the dyad.
        codes: in which system countries are coded besides: ``iso3`` (nothing is added), ``cow`` or ``gw``.

    Raises:
        InputError: if unit, step or measure is unknown.
    """

    question: Question
    unit: str = "dyad"
    by: str = "month"
    measure: str = "count"
    fill: bool = False
    directed: bool = True
    codes: str = "iso3"

    def __post_init__(self) -> None:
        for name, value, known in (("unit", self.unit, UNITS), ("by", self.by, STEPS), ("measure", self.measure, tuple(MEASURES))):
            if value not in known:
                raise InputError(f"--{name}", f"{value!r} is unknown", f"one of {', '.join(known)}")

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that name a unit."""
        return _sides(self.directed) if self.unit == "dyad" else (self.unit,)

    @property
    def parties(self) -> tuple[str, ...]:
        """Those of them that hold parties or countries."""
        return () if self.unit == "type" else self.names

    def query(self) -> Query:
        """As it is asked.

        Raises:
            InputError: if the system of codes is unknown, or there are no countries.
        """
        names = ", ".join(self.names)
        counted, values = self._counted()
        order = f"{names}, {self.by}"
        if self.fill:
            filled = self._filled(f"SELECT DISTINCT {names} FROM counted", "0")
            asked = Query(f"WITH counted AS ({counted}), {filled} ORDER BY {order}", values)
        else:
            asked = Query(f"SELECT {names}, {self.by}, {self.measure} FROM ({counted}) ORDER BY {order}", values)
        return coded(asked, (*self.names, self.by, self.measure), self.parties, self.by, order, self.codes)

    def tell_uncoded(self, store: Store) -> None:
        """Say which of its parties have no code in the system that was asked for."""
        tell_uncoded(store, self.query(), self.parties, self.codes)

    def busiest(self) -> Query:
        """The units with their events, most first."""
        counted, values = self._counted()
        return Query(f"{self._ranked(counted)} SELECT * FROM ranked ORDER BY events DESC, {', '.join(self.names)}", values)

    def drawn(self, most: int) -> Query:
        """The busiest units, so many at most, with a row for every step; a mean of nothing is nothing."""
        names = ", ".join(self.names)
        counted, values = self._counted()
        units = f"SELECT {names} FROM ranked ORDER BY events DESC, {names} LIMIT {int(most)}"
        filled = self._filled(units, "NULL" if self.measure == "mean" else "0")
        return Query(f"{self._ranked(counted)}, {filled} ORDER BY {names}, {self.by}", values)

    def _counted(self) -> tuple[str, dict[str, Any]]:
        """A row a unit and step in which something happened."""
        condition, values = where(self.question)
        day = f"greatest({DAY}, DATE '{self.question.since.isoformat()}')" if self.question.since else DAY
        if self.unit == "dyad":
            source, shape = _pairs(condition, day), ", ".join(f"{_side(name)} AS {name}" for name in self.names)
        else:
            source, shape = _single(condition, day, self.unit), f"value AS {self.unit}"
        step = f"date_trunc('{self.by}', day)::DATE AS {self.by}"
        counted = f"{MEASURES[self.measure]} AS {self.measure}, count(DISTINCT event) AS told"
        return f"SELECT {shape}, {step}, {counted} FROM ({source}) WHERE day IS NOT NULL GROUP BY ALL", values

    def _ranked(self, counted: str) -> str:
        names = ", ".join(self.names)
        return f"WITH counted AS ({counted}), ranked AS (SELECT {names}, sum(told)::BIGINT AS events FROM counted GROUP BY ALL)"

    def _filled(self, units: str, empty: str) -> str:
        """Some units by every step."""
        since, until, by = self.question.since, self.question.until, self.by
        begin = f"date_trunc('{by}', DATE '{since.isoformat()}')" if since else f"min({by})"
        end = f"date_trunc('{by}', DATE '{until.isoformat()}')" if until else f"max({by})"
        same = " AND ".join(f"units.{name} IS NOT DISTINCT FROM counted.{name}" for name in self.names)
        names = ", ".join(f"units.{name}" for name in self.names)
        return f"""
            reach AS (SELECT {begin} AS a, {end} AS b FROM counted LIMIT 1),
            steps AS (SELECT unnest(generate_series(a, b, INTERVAL 1 {by}))::DATE AS {by} FROM reach),
            units AS ({units})
            SELECT {names}, steps.{by}, coalesce(counted.{self.measure}, {empty}) AS {self.measure}
            FROM units CROSS JOIN steps LEFT JOIN counted ON {same} AND steps.{by} = counted.{by}
        """


def _sides(directed: bool) -> tuple[str, str]:
    return ("actor", "recipient") if directed else ("one", "other")


def _side(name: str) -> str:
    return {"one": "least(actor, recipient)", "other": "greatest(actor, recipient)"}.get(name, name)


def _pairs(condition: str, day: str) -> str:
    """A row for every pair of an actor and a recipient of an event."""
    return f"""
        SELECT e.event, e.score, {day} AS day, a.actor, b.recipient
        FROM events e, (SELECT {_each("e.actors")} AS actor) a, (SELECT {_each("e.recipients")} AS recipient) b
        WHERE {condition} AND a.actor <> b.recipient
    """


def _single(condition: str, day: str, unit: str) -> str:
    """A row for every unit of an event."""
    parties = {side: _each(f"e.{side}s") for side in ("actor", "recipient")}
    value = (parties | {"type": "e.type", "country": "nullif(e.place.country, '')"})[unit]
    return f"SELECT e.event, e.score, {day} AS day, {value} AS value FROM events e WHERE {condition}"


def _each(side: str) -> str:
    """Every party of a side once: by country, else sector, else its words."""
    return f"unnest(list_distinct(list_transform({side}, lambda p: coalesce(nullif(p.country, ''), nullif(p.sector, ''), p.text))))"
