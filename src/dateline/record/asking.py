"""Questions to a record: which events, and in what order.

A question is a set of conditions that all must hold; it becomes one SQL query with the values bound, never pasted,
which the store runs: as rows, or straight into a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dateline.grounding.naming.countries import meant
from dateline.record.publishing import TELLER
from dateline.record.store import Query

DAY = 'coalesce(e."from", e.first_told)'
"""The day of an event: its first, else that of its first telling."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for; a condition that is empty asks nothing.

    Attributes:
        who, whom: a party's code ("USA"), sector ("GOV"), both ("USA:GOV"), registry id, or words of its name; any of several. The name of
            a state ("China", "south korea") stands for its code, here and wherever a party or place is asked for.
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

    def __post_init__(self) -> None:
        for name in ("who", "whom", "place", "says"):
            object.__setattr__(self, name, tuple(dict.fromkeys(meant(asked) or asked for asked in getattr(self, name))))


@dataclass(frozen=True, slots=True)
class Facets:
    """Exact values that a list is narrowed down to, any of which will do; empty ones ask nothing.

    What a question can ask itself (who, type, place …) is asked there.

    Attributes:
        mode: of an act, under whatever type.
        country: in which it took place, ISO3.
        source: who publishes a telling, as people call it.
    """

    mode: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrowed(Question):
    """A question that is narrowed down by facets."""

    facets: Facets = Facets()


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


def where(question: Question) -> tuple[str, dict[str, Any]]:
    """The condition on a row ``e`` of events that a question comes to, and the values bound in it."""
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
        asked.all.append(f"{DAY} <= {asked.bind(question.until)}")
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
    if isinstance(question, Narrowed):
        facets = question.facets
        asked.all += [f"list_contains({asked.bind(list(facets.mode))}, e.mode)"] if facets.mode else []
        asked.all += [f"list_contains({asked.bind(list(facets.country))}, e.place.country)"] if facets.country else []
        asked.all += [asked.told(f"list_contains({asked.bind(list(facets.source))}, {TELLER})")] if facets.source else []
    return " AND ".join(asked.all) or "true", asked.values


def _type(asked: _Conditions, wanted: str) -> str:
    type_, slash, mode = wanted.partition("/")
    known = f"e.type = {asked.bind(type_.upper())}"
    return f"({known} AND e.mode = {asked.bind(mode)})" if slash else known


_WORDS = "substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start)"


def events(question: Question, limit: int | None = None) -> Query:
    """The events that a question asks for, by day."""
    condition, values = where(question)
    most = f"LIMIT {int(limit)}" if limit is not None else ""
    return Query(f"SELECT e.* FROM events e WHERE {condition} ORDER BY {DAY} NULLS LAST, e.event {most}", values)


def timeline(question: Question, limit: int | None = None) -> Query:
    """The events that a question asks for, by day, each with the words of its surest telling and who published it."""
    condition, values = where(question)
    most = f"LIMIT {int(limit)}" if limit is not None else ""
    return Query(
        f"""
        SELECT {DAY} AS day, e.event, e.type, e.mode, e.factuality, best.words, best.source, e.mentions, e.sources
        FROM events e JOIN (
            SELECT b.event, arg_max(
                {{'words': {_WORDS}, 'source': {TELLER}}}, (m.confidence, m.mention)) AS best
            FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) GROUP BY b.event
        ) USING (event)
        WHERE {condition} ORDER BY day NULLS LAST, e.event {most}
        """,
        values,
    )
