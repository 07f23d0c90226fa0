"""A claim as it is checked: what is counted, how many, over which days, whoever made it and wherever it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dateline.model import Claim, Coding
from dateline.record.rows import Key, claim_row

Days = tuple[date, date]


class Side(NamedTuple):
    """A party that a claim names."""

    text: str
    country: str
    sector: str
    entity: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, ready to be checked.

    Attributes:
        words: as the text has it.
        kind, number, bound, measure, undated, after: as of :class:`~dateline.model.Claim`.
        series: what is counted, in lemmas; ``type`` is empty where the words do not tell which acts these are.
        window, than, when: first and last day; ``zone`` is the IANA name of the zone that the text names for the day of the act.
    """

    words: str
    kind: str
    series: str
    type: str
    mode: str | None
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    place: Mapping[str, Any] | None
    terms: tuple[str, ...]
    number: int | None
    bound: str
    measure: str
    window: Days | None
    undated: str
    after: date | None
    than: Days | None
    when: Days | None
    zone: str

    @property
    def whose(self) -> str:
        """Who the acts are of, for people."""
        return said(self.actors)


def said(sides: Sequence[Side]) -> str:
    """Parties, for people: as the text calls them, with their countries."""
    return ", ".join(f"{side.text} ({side.country})" if side.country else side.text for side in sides)


def statement(row: Mapping[str, Any], words: str) -> Statement:
    """The claim of a row of the record."""
    when = row["when"]
    return Statement(
        words=" ".join(words.split()),
        kind=row["kind"],
        series=row["series"],
        type=row["type"] or "",
        mode=row["mode"],
        actors=_sides(row["actors"]),
        recipients=_sides(row["recipients"]),
        place=row["place"],
        terms=tuple(row["terms"] or ()),
        number=row["number"],
        bound=row["bound"] or "",
        measure=row["measure"] or "",
        window=_days(row["since"]),
        undated=row["undated"] or "",
        after=row["after"],
        than=_days(row["than"]),
        when=_days(when),
        zone=when["zone"] if when else "",
    )


def of_claim(claim: Claim, coding: Coding) -> Statement:
    """A claim that was just read."""
    return statement(claim_row(Key.of(coding.report), claim), claim.span.of(coding.report.text))


def _sides(parties: Any) -> tuple[Side, ...]:
    return tuple(Side(p["text"], p["country"], p["sector"], p["entity"]) for p in parties or ())


def _days(span: Mapping[str, Any] | None) -> Days | None:
    return (span["from"], span["to"]) if span else None
