"""The codes of states: ISO 3166-1, in which Dateline codes, and those of the two systems that data on conflict are kept by.

``data/registry/codes.csv`` holds them. Most states have one row. Where an ISO3 code has stood for several, each has its days; of two at
once, such as the two Germanies, both of which Dateline codes DEU, the row that comes last is the one that lived on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from dateline.datafiles import data

SYSTEMS = {"iso3": (), "cow": ("cow", "cown"), "gw": ("gwc", "gwn")}
"""By system, the columns of its letters and its numbers: Correlates of War (version 2016), Gleditsch and Ward (1999, as revised)."""


class Code(NamedTuple):
    """What a system calls the state of an ISO3 code, from ``valid_from`` up to the day before ``valid_to``."""

    iso3: str
    letters: str
    number: int
    valid_from: date
    valid_to: date


@cache
def states() -> frozenset[str]:
    """All ISO3 codes, those of territories included."""
    return frozenset(row["iso3"] for row in _rows())


@cache
def called() -> Mapping[str, str]:
    """Names by ISO3 code; of a code that has stood for several states, that of the last.

    >>> called()["DEU"]
    'Germany'
    """
    return {row["iso3"]: row["name"] for row in _rows()}


def meant(words: str) -> str | None:
    """The ISO3 code of the state of today that words name, or that they are in small letters; ``None`` if they are something else.

    >>> meant("China"), meant("south korea"), meant("U.S."), meant("prk"), meant("Soviet Union"), meant("Kim")
    ('CHN', 'KOR', 'USA', 'PRK', None, None)
    """
    return _names().get(words.casefold())


@cache
def _names() -> Mapping[str, str]:
    """Codes by all that states of today are called, and by themselves, in small letters."""
    found: dict[str, str] = {code.casefold(): code for code in states()}
    with (data() / "registry" / "states.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["kind"] == "state" and not row["valid_to"]]
    for row in rows:
        found[row["name"].casefold()] = row["country"]
    for row in rows:
        for alias in filter(None, row["aliases"].split("|")):
            found.setdefault(alias.casefold(), row["country"])
    return found


@cache
def crosswalk(system: str) -> tuple[Code, ...]:
    """The codes of a system; on a day, no ISO3 code has two, and one that the system lacks has none."""
    letters, number = SYSTEMS[system]
    found: list[Code] = []
    for row in reversed(_rows()):
        if not row[number]:
            continue
        term = (_day(row["valid_from"], date.min), _day(row["valid_to"], date.max))
        code = Code(row["iso3"], row[letters], int(row[number]), *term)
        if not _held(code, found):
            found.append(code)
    return tuple(reversed(found))


def _held(code: Code, others: Iterable[Code]) -> bool:
    return any(o.iso3 == code.iso3 and o.valid_from < code.valid_to and code.valid_from < o.valid_to for o in others)


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (data() / "registry" / "codes.csv").open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def _day(told: str, otherwise: date) -> date:
    return date.fromisoformat(told) if told else otherwise
