"""A mention as merging sees it: what one report says of one act, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dateline.record.stories import Story, stems, story

_NAME = re.compile(r"\b[A-Z][^\W\d_]{3,}")
_INNER_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][^\W\d_]{3,}")  # within a sentence: at its beginning any word has a capital
_KNOWN = ("person:", "group:", "party:", "body:", "igo:", "ngo:", "company:", "union:")  # kinds of the registry that name one of many
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
        words: stems of the longer words of the sentence that tells it best; ``all_words``: of all sentences that do; ``trigger``: of the
            words that express it.
        names: stems of the names within that sentence; ``called``: of the words by which its parties are called.
        known: persons and organisations among its parties, by their keys in the registry.
        told: how often its report tells it.
        opening: stems of the names in the report's headline and first paragraphs.
        story: what its report is about.
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
    all_words: frozenset[str]
    trigger: frozenset[str]
    names: frozenset[str]
    called: frozenset[str]
    known: frozenset[str]
    told: int
    opening: frozenset[str]
    story: Story
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
    text, time, place, speaker = row["text"], row["time"], row["place"], row["attribution"]

    def said(span: Mapping[str, int]) -> str:
        return str(text[span["start"] : span["stop"]])

    quote, parties = said(row["quote"]), [*row["actors"], *row["recipients"]]
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
        words=stems(quote),
        all_words=stems("\n".join([quote, *map(said, row["also"])])),
        trigger=stems(said(row["trigger"])),
        names=_stems_of(_INNER_NAME, quote),
        called=stems("\n".join(party["text"] for party in parties)),
        known=frozenset(party["entity"] for party in parties if party["entity"].startswith(_KNOWN)),
        told=1 + len(row["retold"]),
        opening=_stems_of(_NAME, f"{row['title']}\n{text[:_OPENING]}"),
        story=story(text),
        speaker=party_key(speaker) if speaker else "",
    )


def party_key(party: Mapping[str, Any]) -> str:
    """What tells parties apart when mentions are compared: the country, else the sector, else the words."""
    return str(party["country"] or party["sector"] or party["text"].casefold())


def _stems_of(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    """The stems of the longer words that a pattern finds."""
    return stems(" ".join(pattern.findall(text)))


def _bound(value: float | None, best: float) -> float:
    return best if value is None else value
