"""Fields of a mention as people write them on the command line, to the values that a correction takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

NONE = "none"
_NUMBER = re.compile(r"(?P<kind>\w+)=(?P<low>\d+(?:\.\d+)?)(?P<open>\.\.(?P<high>\d+(?:\.\d+)?)?)?")


def text(value: str) -> str | None:
    """A code; ``none`` for none."""
    return None if value == NONE else value


def parties(several: Sequence[str], day: date | None) -> list[dict[str, Any]]:
    """``NAME=USA:GOV`` each, or a name alone that the registry knows; ``none`` for nobody."""
    return [] if list(several) == [NONE] else [party(one, day) for one in several]


def party(value: str, day: date | None) -> dict[str, Any]:
    """``NAME=COUNTRY:SECTOR``, either of them left out where unknown; a name alone is who the registry says that it was on the day."""
    name, equals, codes = value.rpartition("=")
    if equals:
        country, _, sector = codes.partition(":")
        return {"text": name, "country": country, "sector": sector}
    from dateline.grounding.naming.nounphrases import identify
    from dateline.grounding.naming.registry import load

    for found in load().find(value, day):
        if (found.span.start, found.span.end) == (0, len(value)):
            known = found.entity.on(day)
            return {"text": value, "country": known.country, "sector": known.sector, "entity": identify(found.entity)}
    raise click.UsageError(f"{value!r} is no name of the registry; write its codes: {value!r}=COUNTRY:SECTOR, what is unknown left empty")


def speaker(value: str, day: date | None) -> dict[str, Any] | None:
    """A party; ``none`` for the report's own voice."""
    return None if value == NONE else party(value, day)


def time(value: str) -> dict[str, Any] | None:
    """``2022-01-30`` or ``2022-01-30..2022-02-01``; ``none`` where nothing tells it."""
    first, _, last = value.partition("..")
    return None if value == NONE else {"from": first, "to": last or first}


def place(value: str) -> dict[str, Any] | None:
    """``NAME`` or ``NAME=COUNTRY``, with its point where the gazetteer has one; ``none`` where nothing tells it."""
    if value == NONE:
        return None
    from dateline.grounding.where.gazetteer import load

    name, equals, country = value.rpartition("=") if "=" in value else (value, "", "")
    known = [p for p in load().named(name) if not equals or p.country == country]
    if not known:
        return {"text": name, "country": country}
    best = known[0]
    where = {"lat": best.latitude, "lon": best.longitude, "geonames": best.geonames}
    return {"text": name, "country": best.country, "admin1": best.admin1, **where, "kind": best.kind, "precision": best.precision}


def numbers(several: Sequence[str]) -> list[dict[str, Any]]:
    """``killed=12``, ``killed=10..15`` or ``killed=10..`` for at least ten; ``none`` for none."""
    return [] if list(several) == [NONE] else [_number(one) for one in several]


def _number(value: str) -> dict[str, Any]:
    found = _NUMBER.fullmatch(value)
    if found is None:
        raise click.UsageError(f"{value!r} is no number; write killed=12, killed=10..15, or killed=10.. for at least ten")
    low = float(found["low"])
    high = float(found["high"]) if found["high"] else None if found["open"] else low
    return {"kind": found["kind"], "low": low, "best": low if high is None else high, "high": high}


TAKE: dict[str, Callable[..., Any]] = {"type": text, "mode": text, "factuality": text, "time": time, "place": place, "quantities": numbers}
"""What takes each field; parties need the day as of which a name is looked up, too."""
PARTIES: dict[str, Callable[..., Any]] = {"actors": parties, "recipients": parties, "attribution": speaker}
