"""Fields of a mention as people write them, to the values that a correction takes, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.errors import InputError
from dateline.grounding.naming.nounphrases import identify
from dateline.grounding.naming.registry import load as registry
from dateline.grounding.where.gazetteer import load as gazetteer

NONE = "none"
_NUMBER = re.compile(r"(?P<kind>\w+)=(?P<low>(?:\.\.)?\d+(?:\.\d+)?)(?P<open>\.\.(?P<high>\d+(?:\.\d+)?)?)?")


def text(value: str) -> str | None:
    """A code; ``none`` for none."""
    return None if value == NONE else value


def parties(several: Sequence[str], day: date | None) -> list[dict[str, Any]]:
    """``NAME=USA:GOV`` each, or a name alone that the registry knows; ``none`` for nobody.

    Raises:
        InputError: if a name without codes is none of the registry's.
    """
    return [] if list(several) == [NONE] else [party(one, day) for one in several]


def party(value: str, day: date | None) -> dict[str, Any]:
    """``NAME=COUNTRY:SECTOR``, either of them left out where unknown; a name alone is who the registry says that it was on the day.

    Raises:
        InputError: if a name without codes is none of the registry's.
    """
    name, equals, codes = value.rpartition("=")
    if equals:
        country, _, sector = codes.partition(":")
        return {"text": name.strip(), "country": country.strip(), "sector": sector.strip()}
    for found in registry().find(value, day):
        if (found.span.start, found.span.end) == (0, len(value)):
            known = found.entity.on(day)
            return {"text": value, "country": known.country, "sector": known.sector, "entity": identify(found.entity)}
    raise InputError(value, "is no name of the registry", f"write its codes: {value}=COUNTRY:SECTOR, what is unknown left empty")


def speaker(value: str, day: date | None) -> dict[str, Any] | None:
    """A party; ``none`` for the report's own voice.

    Raises:
        InputError: as :func:`party`.
    """
    return None if value == NONE else party(value, day)


def time(value: str) -> dict[str, Any] | None:
    """``2022-01-30`` or ``2022-01-30..2022-02-01``; ``none`` where nothing tells it."""
    first, _, last = value.partition("..")
    return None if value == NONE else {"from": first, "to": last or first}


def place(value: str) -> dict[str, Any] | None:
    """``NAME`` or ``NAME=COUNTRY``, with its point where the gazetteer has one; ``none`` where nothing tells it."""
    if value == NONE:
        return None
    name, equals, country = value.rpartition("=") if "=" in value else (value, "", "")
    known = [p for p in gazetteer().named(name) if not equals or p.country == country]
    if not known:
        return {"text": name, "country": country}
    best = known[0]
    where = {"lat": best.latitude, "lon": best.longitude, "geonames": best.geonames}
    return {"text": name, "country": best.country, "admin1": best.admin1, **where, "kind": best.kind, "precision": best.precision}


def numbers(several: Sequence[str]) -> list[dict[str, Any]]:
    """``killed=12``, ``killed=10..15``, ``killed=10..`` for at least ten, ``killed=..10`` for at most; ``none`` for none.

    Raises:
        InputError: if it is written otherwise.
    """
    return [] if list(several) == [NONE] else [_number(one) for one in several]


def _number(value: str) -> dict[str, Any]:
    found = _NUMBER.fullmatch(value)
    if found is None or (found["low"].startswith("..") and found["open"]):
        raise InputError(value, "is no number", "write killed=12, killed=10..15, or killed=10.. for at least ten")
    if found["low"].startswith(".."):
        most = float(found["low"].removeprefix(".."))
        return {"kind": found["kind"], "low": None, "best": most, "high": most}
    low = float(found["low"])
    high = float(found["high"]) if found["high"] else None if found["open"] else low
    return {"kind": found["kind"], "low": low, "best": low if high is None else high, "high": high}


TAKE: Mapping[str, Callable[[Any, date | None], Any]] = {
    "type": lambda value, _: text(value),
    "mode": lambda value, _: text(value),
    "factuality": lambda value, _: text(value),
    "actors": parties,
    "recipients": parties,
    "attribution": speaker,
    "time": lambda value, _: time(value),
    "place": lambda value, _: place(value),
    "quantities": lambda value, _: numbers(value),
}
"""What takes each field as it is written, and the day as of which names are looked up."""
SEVERAL = ("actors", "recipients", "quantities")
"""The fields that take several values."""
_NAMING = ("actors", "recipients", "attribution")


def written(name: str, value: Any) -> str:
    """A value of a column of mentions as people would write it, several a line each; empty for none.

    >>> written("actors", [{"text": "Seoul", "country": "KOR", "sector": "GOV"}, {"text": "rebels", "country": "", "sector": ""}])
    'Seoul=KOR:GOV\\nrebels='
    >>> written("time", {"from": "2022-01-30", "to": "2022-02-01"}), written("place", {"text": "Wonsan", "country": "PRK"})
    ('2022-01-30..2022-02-01', 'Wonsan=PRK')
    """
    several = value if name in SEVERAL else [value] if value else []
    return "\n".join(_one(name, one) for one in several)


def _one(name: str, value: Any) -> str:
    if name in _NAMING:
        return f"{_words(value)}={value['country']}" + (f":{value['sector']}" if value["sector"] else "")
    if name == "time":
        return str(value["from"]) if value["from"] == value["to"] else f"{value['from']}..{value['to']}"
    if name == "place":
        return f"{_words(value)}={value['country']}"
    if name == "quantities":
        low, best, high = (value[bound] for bound in ("low", "best", "high"))
        bounds = f"..{best:g}" if low is None else f"{low:g}.." if high is None else f"{best:g}" if low == high else f"{low:g}..{high:g}"
        return f"{value['kind']}={bounds}"
    return str(value)


def _words(value: Mapping[str, Any]) -> str:
    """The words of a party or place in one line, however they stand in the report."""
    return " ".join(value["text"].split())


def lines(value: str) -> list[str]:
    """What a field holds as somebody wrote it, value by value; of blank lines and ``none`` nothing.

    >>> lines(" Seoul=KOR \\r\\n\\nTokyo=JPN"), lines("none")
    (['Seoul=KOR', 'Tokyo=JPN'], [])
    """
    return [line for line in map(str.strip, value.splitlines()) if line and line != NONE]


def changed(given: Mapping[str, str], row: Mapping[str, Any], day: date | None) -> dict[str, Any]:
    """What of some fields, written whole, a person has changed: values as a correction takes them.

    What is written as it stood stays as it stood, with the place of its words and who it is by the registry.

    Args:
        given: by field, several values a line each; empty for none. Fields that are not given are not changed.
        row: of the mention.

    Raises:
        InputError: if a value is written in a form that cannot be read.
    """
    made: dict[str, Any] = {}
    for name, value in given.items():
        if lines(value) == written(name, row[name]).splitlines():
            continue
        stood = row[name] if name in SEVERAL else [row[name]] if row[name] else []
        taken = [_take(name, line, stood, day) for line in lines(value)]
        made[name] = taken if name in SEVERAL else taken[0] if taken else None
    return made


def _take(name: str, line: str, stood: Sequence[Any], day: date | None) -> Any:
    """A value from its line; what stood there with the same words keeps their place."""
    for one in stood:
        if _one(name, one) == line:
            return one
    value = TAKE[name]([line], day)[0] if name in SEVERAL else TAKE[name](line, day)
    for one in stood if name in _NAMING else ():
        if _words(one) == value["text"]:
            return {**value, "text": one["text"], "start": one["start"], "stop": one["stop"]}
    return value
