"""The events of the record that may be of a series: of its acts, by its parties; and the lists that would have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateline.model import SOMEBODY
from dateline.record.bounds import BEGINNING
from dateline.record.publishing import TELLER
from dateline.record.stating import Days, Side, Statement
from dateline.record.store import Store

MANY = 5000  # events of a series, above which only those are looked at that matter
_ASIDE = timedelta(days=2)
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})  # acts that all sides do


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that may be of a series.

    Attributes:
        days: first and last day; where none is told, ``None``, and ``told`` is when its first telling was published.
        moment: when it began, UTC, where a list says the hour.
        list: the list that it is of; empty for events of reports.
        actors: their countries.
        details: what the list says of it; ``note`` in words.
        words: the sentence of its surest telling, and ``source`` whose it is.
        settled: whether its mode is that of the series; an event of that type without a mode may be.
    """

    event: str
    days: tuple[date, date] | None
    told: date | None
    moment: datetime | None
    list: str
    actors: Sequence[str]
    place: Mapping[str, Any] | None
    recipients: Sequence[Mapping[str, Any]]
    quantities: Sequence[Mapping[str, Any]]
    details: Mapping[str, str]
    note: str
    words: str
    source: str
    settled: bool

    def number(self, kind: str) -> tuple[float, float | None] | None:
        """The least and the most that is told of a kind of quantity."""
        for quantity in self.quantities:
            if quantity["kind"] == kind:
                low = quantity["low"] if quantity["low"] is not None else 0.0
                return float(low), quantity["high"]
        return None


def candidates(store: Store, statement: Statement, today: date) -> list[Candidate]:
    """The events of the acts and parties of a statement, by day; none where it does not tell which acts these are.

    Where there are very many, only those about the days that the statement speaks of.
    """
    where, values = _where(statement)
    if store.rows(f"SELECT count(*) AS n FROM events e WHERE {where}", values)[0]["n"] > MANY:
        values |= dict(zip(("begin", "end"), _reach(statement, today), strict=True))
        where += ' AND (e."from" IS NULL OR (e."to" >= $begin AND e."from" <= $end))'
    return [_candidate(row, statement) for row in store.rows(_CANDIDATES.format(where=where, teller=TELLER), values)]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that would have events of a series' acts and parties.

    Attributes:
        first, last: the days of its first and last such event.
        units: what it says each of them fired, once each; empty text where it does not say.
        covers, leaves_out, zone, everybody: what it says of itself.
    """

    name: str
    first: date | None
    last: date | None
    units: Sequence[str]
    covers: Mapping[str, Any] | None
    leaves_out: Sequence[str]
    zone: str
    everybody: bool


def listings(store: Store, statement: Statement) -> list[Listing]:
    """The lists that have events of the acts and parties of a statement, or of the acts and say to hold everybody's, by name."""
    acts, values = _acts(statement)
    where = f"{acts} AND (s.everybody OR {_parties(statement, values)})"
    return [Listing(**row) for row in store.rows(_LISTINGS.format(where=where, teller=TELLER), values)]


def vocabulary(store: Store, statement: Statement) -> list[tuple[str, str]]:
    """What the lists say of such events, by column; where events were, as the column ``place``."""
    where, values = _where(statement)
    return [(row["name"], row["value"]) for row in store.rows(_VOCABULARY.format(where=where, teller=TELLER), values)]


def _where(statement: Statement) -> tuple[str, dict[str, Any]]:
    """The condition that an event is of the acts and parties of a statement."""
    acts, values = _acts(statement)
    return f"{acts} AND {_parties(statement, values)}", values


def _acts(statement: Statement) -> tuple[str, dict[str, Any]]:
    """The condition that an event is of the acts of a statement."""
    where = "e.type = $type AND e.factuality = 'occurred'"
    if not statement.mode:
        return where, {"type": statement.type}
    return f"{where} AND (e.mode = $mode OR e.mode IS NULL)", {"type": statement.type, "mode": statement.mode}


def _parties(statement: Statement, values: dict[str, Any]) -> str:
    """The condition that an event is by the parties of a statement."""
    sides = "e.actors || e.recipients" if statement.type in _MUTUAL else "e.actors"
    every = " AND " if statement.type in _MUTUAL else " OR "
    return f"({every.join(_party(sides, side, n, values) for n, side in enumerate(statement.actors)) or 'true'})"


def _reach(statement: Statement, today: date) -> Days:
    """The days that a statement speaks of, and two more on either side for the zones of the world."""
    first, last = statement.window or (BEGINNING, today)
    days = [first, min(last, today), *(statement.than or ()), *(statement.when or ())]
    return max(min(days), BEGINNING + _ASIDE) - _ASIDE, max(days) + _ASIDE


_CANDIDATES = """
    WITH asked AS (SELECT * FROM events e WHERE {where}),
    best AS (
        SELECT b.event, max(l.moment) AS moment, arg_max({{
            'words': substr(r.text, m.quote.start + 1, m.quote.stop - m.quote.start),
            'source': {teller},
            'list': coalesce(l.list, ''), 'details': l.details,
            'note': CASE WHEN l.list IS NULL THEN '' ELSE substr(r.text, m.quote.stop + 2, 4000) END
        }}, (l.list IS NOT NULL, m.confidence, m.mention)) AS told
        FROM members b JOIN mentions m USING (mention) JOIN reports r USING (report, version) LEFT JOIN listed l USING (report, version)
        WHERE b.event IN (SELECT event FROM asked) GROUP BY b.event
    )
    SELECT e.event, e.mode, e."from", e."to", e.first_told, t.moment, t.told,
           CASE WHEN e.place IS NULL THEN NULL ELSE struct_pack(
               text := e.place.text, country := e.place.country, geonames := e.place.geonames, "precision" := e.place."precision"
           ) END AS place,
           list_transform(e.actors, lambda p: p.country) AS actors,
           list_transform(e.recipients, lambda p: struct_pack(text := p.text, country := p.country)) AS recipients,
           list_transform(e.quantities, lambda q: struct_pack(kind := q.kind, low := q.low, high := q.high, unit := q.unit)) AS quantities
    FROM asked e JOIN best t USING (event)
    ORDER BY coalesce(e."from", e.first_told) NULLS LAST, t.moment NULLS FIRST, e.event
"""
_LISTINGS = """
    SELECT l.list AS name, s.covers, s.leaves_out, s.zone, s.everybody, min(e."from") AS first, max(e."to") AS last,
           list_sort(list(DISTINCT coalesce(list_filter(e.quantities, lambda q: q.kind = 'weapons')[1].unit, ''))) AS units
    FROM events e JOIN members b USING (event) JOIN mentions m USING (mention) JOIN listed l USING (report, version)
    JOIN lists s USING (list)
    WHERE {where} GROUP BY ALL ORDER BY name
"""
_VOCABULARY = """
    WITH asked AS (SELECT e.event, e.place FROM events e WHERE {where})
    SELECT DISTINCT t.d.key AS name, t.d.value AS value
    FROM (
        SELECT unnest(map_entries(l.details)) AS d
        FROM asked JOIN members b USING (event) JOIN mentions m USING (mention) JOIN listed l USING (report, version)
    ) t
    UNION SELECT 'place', place.text FROM asked WHERE place IS NOT NULL ORDER BY name, value
"""


def _candidate(row: Mapping[str, Any], statement: Statement) -> Candidate:
    told = row["told"]
    return Candidate(
        event=row["event"],
        days=(row["from"], row["to"]) if row["from"] else None,
        told=row["first_told"],
        moment=row["moment"],
        list=told["list"],
        actors=row["actors"],
        place=row["place"],
        recipients=row["recipients"],
        quantities=row["quantities"],
        details=dict(told["details"] or {}),
        note=told["note"],
        words=" ".join(told["words"].split()),
        source=told["source"],
        settled=not statement.mode or row["mode"] == statement.mode,
    )


def _party(sides: str, side: Side, number: int, values: dict[str, Any]) -> str:
    """A condition that a party takes part: by country, and sector where the claim has one, else by registry id or words."""
    name = f"p{number}"
    if side.country:
        values[name] = side.country
        condition = f"p.country = ${name}"
        if side.sector not in ("", "GOV", "MIL"):  # what a government or army does, its country does
            values[f"{name}s"] = side.sector
            condition += f" AND p.sector = ${name}s"
    elif side.entity and side.entity != SOMEBODY:
        values[name] = side.entity
        condition = f"p.entity = ${name}"
    else:
        values[name] = side.text
        condition = f"contains(lower(p.text), lower(${name}))"
    return f"len(list_filter({sides}, lambda p: {condition})) > 0"
