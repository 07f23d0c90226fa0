"""Codes as people call them: countries, sectors and what is asked for under them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from dateline.datafiles import data
from dateline.display import plain
from dateline.grounding.naming.countries import called

UNNAMED = "unnamed publisher"
"""What the publishers of reports are called that name none."""
_OF_PARTIES = ("who", "whom", "says", "country", "place")


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    """Names of codes that are no country's, by kind and code."""
    with (data() / "naming" / "codes.csv").open(encoding="utf-8") as lines:
        return {(row["kind"], row["code"]): row["name"] for row in csv.DictReader(lines)}


def country(code: str) -> str:
    """The name of a country or of what stands in its place; the code itself where it has none.

    >>> country("PRK"), country("UNO"), country("XYZ")
    ('North Korea', 'United Nations', 'XYZ')
    """
    return called().get(code) or _codes().get(("international", code), code)


def sector(code: str) -> str:
    """What a sector is.

    >>> sector("GOV")
    'government'
    """
    return _codes().get(("sector", code), code)


def precision(code: str) -> str:
    """How exactly a place is known, in a word.

    >>> precision("admin1"), precision("city")
    ('division', 'city')
    """
    return _codes().get(("precision", code), code)


def publisher(name: str) -> str:
    """Who publishes reports, by name.

    >>> publisher("Wire A"), publisher("")
    ('Wire A', 'unnamed publisher')
    """
    return plain(name) or UNNAMED


def party(asked: str) -> str:
    """A party that is asked for, by name: of codes, those of its country and sector; else as it is asked.

    >>> party("USA:GOV"), party("PRK"), party("REB"), party("Kim Jong Un")
    ('United States, government', 'North Korea', 'rebels', 'Kim Jong Un')
    """
    state, colon, role = asked.partition(":")
    if colon and state.isupper():
        return f"{country(state)}, {sector(role)}"
    if asked.isupper() and len(asked) == 3:
        return country(asked) if country(asked) != asked else sector(asked)
    if state == "state" and role.isupper():
        return country(role)
    return plain(asked)


def shown(name: str, value: str) -> str:
    """A value of an address as a page writes it: a code by its name."""
    return party(value) if name in _OF_PARTIES else {"either": "either way round"}.get(name, plain(value))
