"""The words of time expressions: the lexicon file, the pattern pieces made of it, and numbers in words.

Patterns are written with pieces in double angle brackets (``<<month>>``), which :func:`expand` replaces by regular
expressions over the words of ``data/lexicon/times.toml``. Patterns ignore case, except for the pieces that are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.datafiles import data, read_toml
from dateline.grounding.when import zones
from dateline.grounding.when.feasts import feasts

_PIECE = re.compile(r"<<(\w+)>>")
_FRACTION = re.compile(r"(\d+(?:\.\d+)?)(?:\s?(?:1/2|½))?$")


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon file, with what is looked up most made easy to look up (keys in lower case).

    Attributes:
        raw: the file as read.
        months, weekdays: name or short form to number (January 1, Monday 0).
        pieces: name of a pattern piece to its regular expression.
        triggers: word to the groups of patterns that it calls for.
    """

    raw: dict[str, Any]
    months: dict[str, int]
    weekdays: dict[str, int]
    pieces: dict[str, str]
    triggers: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The lexicon, read once."""
    raw = read_toml(data() / "lexicon" / "times.toml")
    months = {}
    for number, (name, short) in enumerate(raw["months"].items(), 1):
        months.update(dict.fromkeys([name.lower(), *map(str.lower, short)], number))
    weekdays = {name.lower(): number for number, name in enumerate(raw["weekdays"]["names"])}
    return Words(raw, months, weekdays, _pieces(raw), _triggers(raw))


def any_of(options: Iterable[str]) -> str:
    """One of several literal strings, the longest first."""
    return "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))


def _set(names: Iterable[str]) -> list[str]:
    """Names as running text and as headlines in capitals set them."""
    names = list(names)
    return names + [name.upper() for name in names]


def _pieces(raw: dict[str, Any]) -> dict[str, str]:
    short = [form for forms in raw["months"].values() for form in forms]
    numbers = any_of(raw["numbers"])
    tens = any_of(word for word, value in raw["numbers"].items() if 20 <= value < 100)
    ones = any_of(word for word, value in raw["numbers"].items() if 1 <= value < 10 and len(word) > 2)
    names, zone = raw["names"], zones.pattern()
    holidays = feasts()
    return {
        "month": rf"(?-i:(?:{any_of(_set(raw['months']))})\b|(?:{any_of(_set(short))})\b\.?)",
        "weekday": rf"(?-i:{any_of(_set(raw['weekdays']['names']))})\b",
        "reference": rf"(?:{any_of(raw['references'])})".replace("\\ ", " "),
        "hour": rf"(?:{ones}|ten|eleven|twelve)",
        "decade": rf"(?:{any_of(raw['decades'])})",
        "season": rf"(?:{any_of(raw['seasons'])})\b",
        "daypart": rf"(?:{any_of(raw['dayparts'])})\b",
        "holiday": rf"(?-i:{any_of(holidays).replace(chr(39), '[’' + chr(39) + ']')})(?!\w)",
        "known": rf"(?-i:{any_of(raw['known'])})(?!\w)",
        "set": rf"(?-i:{any_of(raw['sets'])})\b",
        "ordinal": rf"(?:{any_of(raw['ordinals'])}|[1-4](?:st|nd|rd|th))\b",
        "zone": zone,
        "dayzone": rf"(?:\s\({zone}\)|(?=\s[\w. ]{2, 30} time\b)\s{zone})?",
        "year": r"(?:1[1-9]|20)\d\d(?!\d|[,.]\d)",
        "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?![,.:]\d|%|-[A-Za-z])",
        "count": rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s?(?:1/2|½))?|(?:{tens})[- ](?:{ones})|(?:{ones}) hundred"
        rf"|(?:{numbers})(?: and a half)?|{any_of(raw['indefinite']['words'])})",
        "unit": r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|century"
        r"|centuries)\b",
        "units": r"(?:seconds|minutes|hours|days|nights|weeks|weekends|months|years|decades|centuries)\b",
        "about": r"(?:(?:about|almost|nearly|around|roughly|some|just|only|exactly|over|under|at least|at most"
        r"|more than|less than|fewer than|as many as|up to|barely|well over) )*",
        "part": r"(?:early|late|mid|(?:the )?(?:start|beginning|end|middle|turn|close|outset) of)",
        "hours": r"(?:(?:the )?(?P<hours>(?:early|small|wee) hours|night|evening|morning|afternoon) of (?:the )?)?",
        "rel": r"(?:last|this|next)",
        "named": "".join(rf"(?<!(?-i:{re.escape(word)})\s)" for word in names["after"]),
        "feast": rf"(?! (?:{any_of(names['festive'])})\b)",
        "unnamed": rf"(?!(?:['’]s)? (?-i:{any_of(names['before'])})\b)",
    }


def _triggers(raw: dict[str, Any]) -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}

    def add(group: str, entries: Iterable[str]) -> None:
        for entry in entries:
            groups.setdefault(entry.lower(), set()).add(group)

    add("month", raw["months"])
    add("month", (form for forms in raw["months"].values() for form in forms))
    add("weekday", raw["weekdays"]["names"])
    add("weekday", (name + "s" for name in raw["weekdays"]["names"]))
    add("season", raw["seasons"])
    add("unit", [form for unit in raw["units"] for form in (unit, unit + "s")] + ["centuries"])
    add("unit", ["morning", "evening", "afternoon", "eve"])
    add("ago", ["ago"])
    add("century", ["century"])
    add("unit", (f"{unit}long" for unit in raw["units"]))
    add("set", raw["sets"])
    add("set", ["every", "each", "per", "times", "once", "twice"])
    add("holiday", (re.split(r"\W", name)[0] for name in feasts()))
    add("holiday", ["11"])
    add("clock", ["m", "am", "pm", "noon", "midday", "midnight", "local", "hours", "clock", *raw["zones"]["codes"]])
    add("clock", ["morning", "afternoon", "evening", "night"])
    add("day", ["today", "tonight", "yesterday", "tomorrow", "overnight", "morning", "afternoon", "evening", "night"])
    add("ref", (re.split(r"\W", entry)[-1] for entry in raw["references"]))
    add("now", ["now"])
    add("decade", raw["decades"])
    add("ordinal", [f"{number}{ending}" for number in range(1, 32) for ending in ("st", "nd", "rd", "th")])
    add("quarter", ["quarter", "half", "q1", "q2", "q3", "q4", "end", "midyear"])
    add(
        "fiscal",
        [
            "fiscal",
            "financial",
            "school",
            "academic",
            "fy",
            *(f"fy{year:02}" for year in range(100)),
            *(f"fy{year}" for year in range(1950, 2100)),
        ],
    )
    return {word: frozenset(found) for word, found in groups.items()}


def expand(pattern: str) -> re.Pattern[str]:
    """Compiles a pattern, its pieces replaced; a blank stands for any white space, and no match begins in a word."""
    spelled = _PIECE.sub(lambda piece: words().pieces[piece[1]], pattern)
    return re.compile(rf"(?<!\w)(?:{spelled})".replace("\\ ", " ").replace(" ", r"\s+"), re.IGNORECASE)


def number(text: str) -> float | None:
    """The number that digits or words say ("two and a half", "5 1/2"); ``None`` for "several" and its like."""
    said = text.lower().replace(",", "").strip()
    if found := _FRACTION.match(said):
        return float(found[1]) + (0.5 if said != found[1] else 0)
    said = re.sub(r"\s+", " ", said)
    extra = 0.5 if said.endswith(" and a half") else 0.0
    said = said.removesuffix(" and a half")
    known = words().raw["numbers"]
    if said in known:
        return float(known[said]) + extra
    parts = [known.get(piece) for piece in re.split(r"[- ]", said)]
    if len(parts) != 2 or None in parts:
        return None
    first, second = parts
    return float(first * second if second >= 100 or first == 0.5 else first + second) + extra


def unit_of(text: str) -> str:
    """The singular of a unit word."""
    low = text.lower()
    return {"centuries": "century"}.get(low, low.removesuffix("s"))


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units: ``P3D``, ``PT5H30M``, ``PXY`` where the number is open."""
    letter, scale = words().raw["units"][unit]
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if count is None:
        return f"P{clock}X{letter}"
    whole, rest = divmod(count * scale, 1)
    smaller = {
        "H": ("M", 60),
        "M": ("S", 60) if clock else ("D", 30),
        "Y": ("M", 12),
        "D": ("H", 24),
        "W": ("D", 7),
    }.get(letter)
    tail = ""
    if rest and smaller:
        tail = ("T" if letter == "D" else "") + f"{round(rest * smaller[1])}{smaller[0]}"
    return f"P{clock}" + (f"{int(whole)}{letter}" if whole or not tail else "") + tail
