"""What is wrong, or may be, with a registry: codes, terms, names, and what another list of leaders says otherwise.

Behind ``dateline registry check``. An *error* breaks the registry's own rules; a *warning* is a fact for a person to look at: two
ministers at once may be a misprint, or a country with two governments.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.errors import DataError
from dateline.grounding.naming.countries import states
from dateline.grounding.naming.entities import Entity, Registry, Row, unaccented
from dateline.model import INTERNATIONAL

_OPEN = date(9999, 12, 31)
_Term = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        severity: ``error`` or ``warning``.
        check: which check found it: ``code term source overlap gap ambiguous``.
        where: file and line.
        message: what is wrong.
    """

    severity: str
    check: str
    where: str
    message: str


@cache
def _rules() -> dict[str, Any]:
    return read_toml(data() / "lexicon" / "offices.toml")


@cache
def countries() -> frozenset[str]:
    """The codes that a row's country may have: ISO3 of ``codes.csv``, and the international ones."""
    return states() | INTERNATIONAL


def sectors() -> frozenset[str]:
    """The codes that a row's sector may have."""
    return frozenset(_rules()["sectors"])


def check(registry: Registry, within: frozenset[str] | None = None) -> Iterator[Finding]:
    """All findings, by entity and then by office.

    Args:
        within: names of the files whose findings are wanted; all by default.
    """
    found = (*_entities(registry), *_overlaps(registry), *_gaps(registry), *_ambiguous(registry))
    return (finding for finding in found if within is None or finding.where.rpartition(":")[0] in within)


# One entity -----------------------------------------------------------------------------------------------------------


def _entities(registry: Registry) -> Iterator[Finding]:
    for entity in registry.entities.values():
        for row in entity.rows:
            yield from _row(entity, row)
        by_office: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for row in entity.rows:
            by_office[row.country, row.sector, row.office].append(row)
        for rows in by_office.values():
            for one, other in pairwise(rows):
                if _end(one) > _start(other) and (one.valid_from or one.valid_to or other.valid_from or other.valid_to):
                    message = f"{entity.name} has {other.office or 'the same standing'} twice at once: {_term(one)} and {_term(other)}"
                    yield Finding("error", "term", other.where, message)


def _row(entity: Entity, row: Row) -> Iterator[Finding]:
    if row.country and row.country not in countries():
        yield Finding("error", "code", row.where, f"{entity.name}: unknown country {row.country!r}")
    if row.sector and row.sector not in sectors():
        yield Finding("error", "code", row.where, f"{entity.name}: unknown sector {row.sector!r}")
    if row.valid_from and row.valid_to and row.valid_to <= row.valid_from:
        yield Finding("error", "term", row.where, f"{entity.name}: ends {row.valid_to}, on or before it begins {row.valid_from}")
    if not row.source.strip():
        yield Finding("error", "source", row.where, f"{entity.name}: no source")


# Offices held by one at a time ----------------------------------------------------------------------------------------


def _holders(registry: Registry) -> dict[tuple[str, str], list[tuple[Row, Entity]]]:
    """The terms in each country's offices that one person holds at a time, in order."""
    single = frozenset(_rules()["single"])
    found: dict[tuple[str, str], list[tuple[Row, Entity]]] = defaultdict(list)
    for entity in registry.entities.values():
        if entity.kind == "person":
            for row in entity.rows:
                if row.office in single:
                    found[row.country, row.office].append((row, entity))
    return {key: sorted(terms, key=lambda t: (_start(t[0]), _end(t[0]))) for key, terms in sorted(found.items())}


def _overlaps(registry: Registry) -> Iterator[Finding]:
    slack = timedelta(days=_rules()["overlap_days"])
    for (country, office), terms in _holders(registry).items():
        for (one, holder), (other, successor) in pairwise(terms):
            if holder is not successor and _end(one) - _start(other) > slack:
                message = f"{country} {office}: {holder.name} ({_term(one)}) and {successor.name} ({_term(other)}) at once"
                yield Finding("warning", "overlap", other.where, message)


def _gaps(registry: Registry) -> Iterator[Finding]:
    leading, slack = frozenset(_rules()["leading"]), timedelta(days=_rules()["gap_days"])
    for (country, office), terms in _holders(registry).items():
        if office not in leading:
            continue
        until = _end(terms[0][0])
        for (_, before), (row, holder) in pairwise(terms):
            if _start(row) - until > slack:
                yield Finding(
                    "warning",
                    "gap",
                    row.where,
                    f"{country} {office}: nobody from {until} ({before.name}) to {row.valid_from} ({holder.name})",
                )
            until = max(until, _end(row))


# Names ----------------------------------------------------------------------------------------------------------------


def _ambiguous(registry: Registry) -> Iterator[Finding]:
    """One name for two of a kind, of two countries, at one time: only the report's other names can tell them apart."""
    for alias, bearers in registry.aliases():
        for one, other in pairwise(bearers):
            if one.kind != other.kind:
                continue
            shared = next(((a, b) for a in one.rows for b in other.rows if _end(a) > _start(b) and _end(b) > _start(a)), None)
            if shared and shared[0].country != shared[1].country:
                message = f"{alias!r} is {one.name} ({shared[0].country}) and {other.name} ({shared[1].country})"
                yield Finding("warning", "ambiguous", shared[1].where, message)


# Another list of leaders ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A leader's term in another list, and ours that comes nearest.

    Attributes:
        country, leader: as the other list has them.
        theirs: the other list's term, as written there.
        ours: our terms of that person, or empty where the registry has no such person of that country.
        days: by how many days beginning and end differ together; ``None`` where the person or term is missing.
    """

    country: str
    leader: str
    theirs: str
    ours: str
    days: int | None


def contradictions(registry: Registry, path: str, since: date) -> Iterator[Contradiction]:
    """Terms of a CSV of leaders (columns ``iso3 leader start end``; an end may be a month) that ours do not agree with.

    Args:
        since: terms that ended before this day are left out. A term without an end is one that went on when the list was made,
            which is taken to be its latest date.

    Raises:
        DataError: if the file cannot be read as such a list.
    """
    known = _by_name(registry)
    rows = [(row, _reach(row["start"], where), _reach(row["end"], where)) for where, row in _leaders(path)]
    made = max((bound[1] for _, *bounds in rows for bound in bounds if bound), default=_OPEN)
    for row, start, end in rows:
        if (end[1] if end else _OPEN) < since:
            continue
        people = _named(known, row["iso3"], row["leader"])
        terms = [term for entity in people for term in _executive(entity, row["iso3"])]
        days = min((_apart(term, start, end or (made, _OPEN)) for term in terms), default=None)
        if days is None or days > _rules()["term_days"]:
            ours = "; ".join(f"{entity.name} {', '.join(_spell(t) for t in _executive(entity, row['iso3']))}" for entity in people)
            yield Contradiction(row["iso3"], row["leader"], f"{row['start']} to {row['end']}", ours, days)


def _leaders(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if missing := {"iso3", "leader", "start", "end"} - set(reader.fieldnames or ()):
                raise DataError(path, f"has no column {', '.join(sorted(missing))}", "it must have iso3, leader, start and end")
            for row in reader:
                yield f"{path}:{reader.line_num}", row
    except OSError as error:
        raise DataError(path, (error.strerror or "cannot be read").lower(), "check the path") from error
    except UnicodeDecodeError as error:
        raise DataError(path, "not UTF-8", "save it as UTF-8") from error


def _reach(text: str, where: str) -> _Term | None:
    """The days that a date, a month or a year may mean, first and last."""
    if not text:
        return None
    try:
        first = date.fromisoformat(text if len(text) > 7 else f"{text}-01" if len(text) == 7 else f"{text}-01-01")
    except ValueError as error:
        raise DataError(where, f"{text!r} is no ISO date", "YYYY-MM-DD or YYYY-MM") from error
    return first, first + timedelta(days={7: 31, 4: 366}.get(len(text), 0))


def _by_name(registry: Registry) -> dict[tuple[str, str], list[Entity]]:
    """The people of each country by every word of their names."""
    found: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for alias, bearers in registry.aliases():
        for entity in bearers:
            if entity.kind == "person":
                for country in {row.country for row in entity.rows}:
                    for word in _words(alias):
                        if entity not in found[country, word]:
                            found[country, word].append(entity)
    return found


def _words(name: str) -> list[str]:
    return [word for word in unaccented(name).lower().replace("-", " ").replace("'", "").replace(".", " ").split() if len(word) > 1]


def _named(known: dict[tuple[str, str], list[Entity]], country: str, leader: str) -> list[Entity]:
    """The people of a country who bear all words of a leader's name; failing that, the last of them, or the first."""
    words = _words(leader)
    bearers = [known.get((country, word), []) for word in words]
    if not bearers:
        return []
    every = [entity for entity in bearers[0] if all(entity in others for others in bearers[1:])]
    return every or bearers[-1] or bearers[0]


def _executive(entity: Entity, country: str) -> list[_Term]:
    """A person's terms in a country, one by one and run together where they touch."""
    terms = sorted((_start(row), _end(row)) for row in entity.rows if row.country == country and row.sector not in ("OPP", "ELI", ""))
    runs: list[_Term] = []
    for start, end in terms:
        if runs and start - runs[-1][1] <= timedelta(days=_rules()["overlap_days"]):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    return [*dict.fromkeys((*terms, *runs))]


def _apart(term: _Term, start: _Term | None, end: _Term) -> int:
    """Days between two terms' beginnings and between their ends, added."""
    return _outside(term[0], start or (date.min, date.min)) + _outside(term[1], end)


def _outside(day: date, reach: _Term) -> int:
    return max((reach[0] - day).days, (day - reach[1]).days, 0)


def _start(row: Row) -> date:
    return row.valid_from or date.min


def _end(row: Row) -> date:
    return row.valid_to or _OPEN


def _term(row: Row) -> str:
    return _spell((_start(row), _end(row)))


def _spell(term: _Term) -> str:
    return f"{'' if term[0] == date.min else term[0]}..{'' if term[1] == _OPEN else term[1]}"


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first, each by file and line."""
    return sorted(findings, key=lambda f: (f.severity, f.where.rpartition(":")[0], int(f.where.rpartition(":")[2] or 0), f.message))
