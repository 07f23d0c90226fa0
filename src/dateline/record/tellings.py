"""A mention as merging sees it: what one report says of one act, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6  # letters; enough to take "missile" and "missiles", "launched" and "launches" for one
_NAME = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_OPENING = 1500  # characters of a report in which its story's names have been named
_NEWS = 7  # days before publication in which an act without a day of its own most likely lies


@dataclass(frozen=True)
class Telling:
    """One mention with the report around it.

    Attributes:
        mention, report, source, published: whose telling it is.
        actors, recipients: countries, or sectors and words where there is none.
        time: first and last day that the text gives; ``None`` where it gives none.
        country, point: where it happened.
        counts: numbers by kind, as (low, high); open ends are the number itself.
        words: stems of the longer words of the sentence that tells it; ``trigger``: of the words that express it.
        story: stems of the names in the report's headline and first paragraphs.
    """

    mention: str
    report: str
    source: str
    published: date | None
    type: str
    mode: str | None
    factuality: str
    actors: frozenset[str]
    recipients: frozenset[str]
    time: tuple[date, date] | None
    country: str
    point: tuple[float, float] | None
    counts: Mapping[str, tuple[float, float]]
    words: frozenset[str]
    trigger: frozenset[str]
    story: frozenset[str]
    speaker: str = ""

    @cached_property
    def window(self) -> tuple[date, date]:
        """The days in which the act lies: those told, else the last before publication."""
        if self.time is not None:
            return self.time
        last = self.published or date.max
        return (last - timedelta(days=_NEWS), last) if self.published else (date.min, date.max)

    @property
    def keys(self) -> Iterator[str]:
        """What it shares with every mention that may tell the same act: its type and one of its parties."""
        for party in sorted(self.actors | self.recipients):
            yield f"{self.type} {party}"


def telling(row: Mapping[str, Any]) -> Telling:
    """From a row of mentions joined with its report."""
    text, quote, trigger = row["text"], row["quote"], row["trigger"]
    time, place, speaker = row["time"], row["place"], row["attribution"]
    point = (place["lat"], place["lon"]) if place and place["lat"] is not None else None
    return Telling(
        row["mention"],
        row["report"],
        row["source"],
        row["published"],
        row["type"],
        row["mode"],
        row["factuality"],
        frozenset(map(party_key, row["actors"])),
        frozenset(map(party_key, row["recipients"])),
        (time["from"], time["to"]) if time else None,
        place["country"] if place else "",
        point,
        {q["kind"]: (_bound(q["low"], q["best"]), _bound(q["high"], q["best"])) for q in row["quantities"]},
        stems(text[quote["start"] : quote["stop"]]),
        stems(text[trigger["start"] : trigger["stop"]]),
        names(f"{row['title']}\n{text[:_OPENING]}"),
        party_key(speaker) if speaker else "",
    )


def party_key(party: Mapping[str, Any]) -> str:
    """What tells parties apart when mentions are compared: the country, else the sector, else the words."""
    return str(party["country"] or party["sector"] or party["text"].casefold())


def stems(text: str) -> frozenset[str]:
    """The longer words of a text, each by its first letters."""
    return frozenset(word[:_STEM].casefold() for word in _WORD.findall(text))


def names(text: str) -> frozenset[str]:
    """The capitalised longer words of a text, each by its first letters."""
    return frozenset(word[:_STEM].casefold() for word in _NAME.findall(text))


def _bound(value: float | None, best: float) -> float:
    return best if value is None else value
