"""Time zones: what newswire calls them, their IANA names, and the zone of a country."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from dateline.datafiles import data, read_toml

LOCAL = "local"
"""Stands for the zone of the place where the event happened, which the words do not name."""


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones by name.

    Attributes:
        codes: abbreviation ("GMT") to IANA name.
        names: what may stand before "time" ("Seoul", "U.S. Eastern", "local") to IANA name, or to :data:`LOCAL`.
        countries: ISO 3166-1 alpha-3 code to IANA name, for countries that keep one time.
    """

    codes: dict[str, str]
    names: dict[str, str]
    countries: dict[str, str]


@cache
def table() -> Zones:
    """``data/lexicon/zones.csv`` and the zones of ``times.toml``, read once."""
    raw = read_toml(data() / "lexicon" / "times.toml")["zones"]
    names, countries = {"local": LOCAL, **raw["names"]}, {}
    lines = (data() / "lexicon" / "zones.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        names.update((name, row["zone"]) for name in row["names"].split("|") if name)
        if row["whole_country"]:
            countries[row["country"]] = row["zone"]
    return Zones(raw["codes"], names, countries)


def pattern() -> str:
    """The regular expression of a zone: "GMT", "Eastern Daylight Time", "Seoul time", "UTC+3"."""
    codes, names = (_any_of(entries) for entries in (table().codes, table().names))
    return rf"(?-i:(?:{codes})(?:[+−-]\d\d?(?::?[03]0)?)?(?![\w+])|(?:{names}) (?:(?:[Ss]tandard|[Dd]aylight|[Ss]ummer) )?[Tt]ime\b)"


def _any_of(options: dict[str, str]) -> str:
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))


_SAID = re.compile(r"\b(?:time|[A-Z]{2,4}(?:[+−-]\d\d?(?::?[03]0)?)?)\b", re.IGNORECASE)


def said(words: str) -> str:
    """The zone that a time expression names.

    Returns:
        An IANA name, ``Etc/GMT-3`` for "UTC+3", :data:`LOCAL`, or ``""`` where none is named.
    """
    if not _SAID.search(words):
        return ""
    found = _compiled().search(words)
    if found is None:
        return ""
    name = re.sub(r"\s+(?:(?:standard|daylight|summer)\s+)?time$", "", found[0], flags=re.IGNORECASE)
    name = re.sub(r"\s+", " ", name)
    if shifted := re.fullmatch(r"(?:GMT|UTC)([+−-])0?(\d\d?)(?::?00)?", name):
        # POSIX counts zones westward, so that the sign turns round.
        return f"Etc/GMT{'-' if shifted[1] == '+' else '+'}{shifted[2]}" if shifted[2] != "0" else "UTC"
    return table().names.get(name) or table().codes.get(name, "")


@cache
def _compiled() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + pattern().replace(" ", r"\s+"))


def of_country(code: str) -> str:
    """The zone of a country that keeps one time, by its ISO 3166-1 alpha-3 code; ``""`` where it keeps several."""
    return table().countries.get(code, "")
