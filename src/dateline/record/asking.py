"""Questions to a record: which events, in what order, between whom, how many a month.

A question is a set of conditions that all must hold; it becomes one SQL query with the values bound, never pasted,
which the store runs: as rows, or straight into a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.errors import InputError
from dateline.record.store import Query

UNITS = ("dyad", "actor", "recipient", "type", "country")
STEPS = ("day", "week", "month", "quarter", "year")
MEASURES = ("count", "score", "mean")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; a condition that is empty asks nothing.

    Attributes:
        who, whom: a party's code ("USA"), sector ("GOV"), both ("USA:GOV"), registry id, or words of its name; any of several.
        either: whether ``who`` and ``whom`` may stand the other way round.
        type: types, or ``TYPE/mode``.
        since, until: days between which the event lies, at least in part; by its first telling where its day is not known.
        place: country code or words of the place's name.
        says: who is cited for it in any telling.
        factuality: how real it is told.
        text: words of any telling's sentence.
        least: confidence.
    """

    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    either: bool = False
    type: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    place: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    text: str = ""
    least: float = 0.0


def done_only(question: Question) -> Question:
    """The question about what was done, where it does not say how real: counts of acts must not count plans and denials."""
    return question if question.factuality else replace(question, factuality=("occurred",))


class _Conditions:
    """Conditions of a query, and the values bound to them."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self.values: dict[str, Any] = {}

    def bind(self, value: Any) -> str:
        """A name for a value."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def party(self, column: str, wanted: Sequence[str]) -> str:
        """Any party of a list that is any of those wanted."""
        return "(" + " OR ".join(f"len(list_filter({column}, lambda p: {self.one(w, 'p')})) > 0" for w in wanted) + ")"

    def one(self, wanted: str, party: str) -> str:
        """A party that is the one wanted: by code, sector, both, registry id, or words of its name."""
        country, colon, sector = wanted.partition(":")
        if colon and country.isupper() and sector.isupper():
            return f"({party}.country = {self.bind(country)} AND {party}.sector = {self.bind(sector)})"
        if wanted.isupper() and len(wanted) == 3:
            code = self.bind(wanted)
            return f"({party}.country = {code} OR {party}.sector = {code})"
        words = self.bind(wanted)
        return f"({party}.entity = {words} OR contains(lower({party}.text), lower({words})))"

    def told(self, condition: str) -> str:
        """A condition that any mention of the event meets."""
        tellings = "members b JOIN mentions m USING (mention) JOIN reports r USING (report, version)"
        return f"EXISTS (SELECT 1 FROM {tellings} WHERE b.event = e.event AND {condition})"


def _where(question: Question) -> tuple[str, dict[str, Any]]:
    asked = _Conditions()
    sides = [asked.party(f"e.{side}", wanted) for side, wanted in (("actors", question.who), ("recipients", question.whom)) if wanted]
    if question.either and sides:
        turned = [asked.party(f"e.{side}", wanted) for side, wanted in (("recipients", question.who), ("actors", question.whom)) if wanted]
        asked.all.append(f"(({' AND '.join(sides)}) OR ({' AND '.join(turned)}))")
    else:
        asked.all += sides
    if question.type:
        asked.all.append("(" + " OR ".join(_type(asked, wanted) for wanted in question.type) + ")")
    if question.since:
        asked.all.append(f'coalesce(e."to", e.first_told) >= {asked.bind(question.since)}')
    if question.until:
        asked.all.append(f'coalesce(e."from", e.first_told) <= {asked.bind(question.until)}')
    if question.place:
        places = [f"(e.place.country = {(v := asked.bind(p))} OR contains(lower(e.place.text), lower({v})))" for p in question.place]
        asked.all.append(f"({' OR '.join(places)})")
    if question.says:
        asked.all.append(asked.told("(" + " OR ".join(asked.one(w, "m.attribution") for w in question.says) + ")"))
    if question.factuality:
        asked.all.append(f"list_contains({asked.bind(list(question.factuality))}, e.factuality)")
    if question.text:
        asked.all.append(asked.told(f"contains(lower({_WORDS}), lower({asked.bind(question.text)}))"))
    if question.least:
        asked.all.append(f"e.confidence >= {asked.bind(question.least)}")
    return " AND ".join(asked.all) or "true", asked.values


def _type(asked: _Conditions, wanted: str) -> str:
    type_, slash, mode = wanted.partition("/")
    known = f"e.type = {asked.bind(type_.upper())}"
    return f"({known} AND e.mode = {asked.bind(mode)})" if slash else known


_WORDS = "substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start)"
_DAY = 'coalesce(e."from", e.first_told)'


def events(question: Question, limit: int | None = None) -> Query:
    """The events that a question asks for, by day."""
    where, values = _where(question)
    most = f"LIMIT {int(limit)}" if limit is not None else ""
    return Query(f"SELECT e.* FROM events e WHERE {where} ORDER BY {_DAY} NULLS LAST, e.event {most}", values)


def timeline(question: Question, limit: int | None = None) -> Query:
    """The events that a question asks for, by day, each with the words of its surest telling and who published it."""
    where, values = _where(question)
    most = f"LIMIT {int(limit)}" if limit is not None else ""
    return Query(
        f"""
        SELECT {_DAY} AS day, e.event, e.type, e.mode, e.factuality, best.words, best.source, e.mentions, e.sources
        FROM events e JOIN (
            SELECT b.event, arg_max(
                {{'words': {_WORDS}, 'source': coalesce(nullif(r.source, ''), r.report)}}, (m.confidence, m.mention)) AS best
            FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) GROUP BY b.event
        ) USING (event)
        WHERE {where} ORDER BY day NULLS LAST, e.event {most}
        """,
        values,
    )


def dyads(question: Question, directed: bool = True) -> Query:
    """Who did how much to whom: events by pair of countries (sectors where there is none), most first."""
    where, values = _where(question)
    one, other = ("actor", "recipient") if directed else ("least(actor, recipient)", "greatest(actor, recipient)")
    return Query(
        f"""
        SELECT {one} AS actor, {other} AS recipient, count(DISTINCT event) AS events, round(sum(score), 3) AS score,
               min(day) AS first, max(day) AS last
        FROM ({_pairs(where)}) GROUP BY ALL ORDER BY events DESC, actor, recipient
        """,
        values,
    )


def _pairs(where: str) -> str:
    """A row for every pair of an actor and a recipient of an event."""
    return f"""
        SELECT e.event, e.score, {_DAY} AS day, e.type, a.actor, b.recipient
        FROM events e, (SELECT {_each("e.actors")} AS actor) a, (SELECT {_each("e.recipients")} AS recipient) b
        WHERE {where} AND a.actor <> b.recipient
    """


def _each(side: str) -> str:
    """Every party of a side once: by country, else sector, else its words."""
    return f"unnest(list_distinct(list_transform({side}, lambda p: coalesce(nullif(p.country, ''), nullif(p.sector, ''), p.text))))"


def panel(
    question: Question, unit: str = "dyad", by: str = "month", measure: str = "count", fill: bool = False, directed: bool = True
) -> Query:
    """A panel: events or scores by unit and step of time.

    Args:
        unit: one of :data:`UNITS`; ``by``: one of :data:`STEPS`; ``measure``: one of :data:`MEASURES`.
        fill: whether every unit has a row for every step, with zero where nothing happened: from ``since`` to ``until`` where the question
            has them, else from the first event to the last.

    Raises:
        InputError: if one of them is unknown.
    """
    for name, value, known in (("unit", unit, UNITS), ("by", by, STEPS), ("measure", measure, MEASURES)):
        if value not in known:
            raise InputError(f"--{name}", f"{value!r} is unknown", f"one of {', '.join(known)}")
    where, values = _where(question)
    columns = _unit(unit, directed)
    taken = {"count": "count(DISTINCT event)", "score": "round(sum(score), 3)", "mean": "round(avg(score), 3)"}[measure]
    source = _pairs(where) if unit == "dyad" else _single(where, unit)
    shape = ", ".join(f"{expression} AS {name}" for name, expression in columns)
    names = ", ".join(name for name, _ in columns)
    counted = (
        f"SELECT {shape}, date_trunc('{by}', day)::DATE AS {by}, {taken} AS {measure} FROM ({source}) WHERE day IS NOT NULL GROUP BY ALL"
    )
    if not fill:
        return Query(f"{counted} ORDER BY {names}, {by}", values)
    begin = f"date_trunc('{by}', DATE '{question.since}')" if question.since else f"min({by})"
    end = f"date_trunc('{by}', DATE '{question.until}')" if question.until else f"max({by})"
    return Query(
        f"""
        WITH counted AS ({counted}),
             reach AS (SELECT {begin} AS a, {end} AS b FROM counted LIMIT 1),
             steps AS (SELECT unnest(generate_series(a, b, INTERVAL 1 {by}))::DATE AS {by} FROM reach),
             units AS (SELECT DISTINCT {names} FROM counted)
        SELECT {names}, {by}, coalesce({measure}, 0) AS {measure}
        FROM units CROSS JOIN steps LEFT JOIN counted USING ({names}, {by}) ORDER BY {names}, {by}
        """,
        values,
    )


def _unit(unit: str, directed: bool) -> list[tuple[str, str]]:
    if unit == "dyad":
        if directed:
            return [("actor", "actor"), ("recipient", "recipient")]
        return [("one", "least(actor, recipient)"), ("other", "greatest(actor, recipient)")]
    return [(unit, "value")]


def _single(where: str, unit: str) -> str:
    value = {"actor": _each("e.actors"), "recipient": _each("e.recipients"), "type": "e.type", "country": "e.place.country"}[unit]
    return f"SELECT e.event, e.score, {_DAY} AS day, {value} AS value FROM events e WHERE {where}"
