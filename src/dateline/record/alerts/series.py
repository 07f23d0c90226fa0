"""The series that acts belong to, and what an alert says of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dateline.record.alerts.history import Act

ASKED, ACTOR, PAIR, PARTIES, PLACE = "asked", "actor", "pair", "parties", "place"
_CROWD = 5  # parties of a side beyond which an act says little of any two of them: summits, votes, joint statements


class Series(NamedTuple):
    """Acts that are counted together.

    Attributes:
        kind: all that were asked for; those of an actor; those towards a recipient; those between two parties; those in a country.
        what: the type, with its mode where that counts.
    """

    kind: str
    who: str = ""
    whom: str = ""
    what: str = ""

    @property
    def words(self) -> str:
        """What is counted.

        >>> [Series(PAIR, "USA", "PRK", "ACCUSE").words, Series(PARTIES, "KEN", "RWA").words, Series(PLACE, "KEN", "", "PROTEST").words]
        ['USA → PRK: ACCUSE', 'KEN and RWA', 'in KEN: PROTEST']
        """
        if self.kind == ASKED:
            return "the events asked for"
        if self.kind == PARTIES:
            return f"{self.who} and {self.whom}"
        within = "in " if self.kind == PLACE else ""
        return f"{within}{self.who}{f' → {self.whom}' if self.whom else ''}: {self.what}"


def counted(act: Act, asked: bool) -> Iterator[Series]:
    """The series in which an act is counted by the week: by type, of each actor, towards each recipient, and in the country of its place.

    The country is all that is known of many who protest or shoot.

    Args:
        asked: whether the acts asked for are a series, too.
    """
    if asked:
        yield Series(ASKED)
    if act.place:
        yield Series(PLACE, act.place, "", act.type)
    for actor in act.actors:
        yield Series(ACTOR, actor, "", act.type)
        for recipient in act.recipients:
            if actor != recipient:
                yield Series(PAIR, actor, recipient, act.type)


def looked_for(act: Act, asked: bool) -> Iterator[Series]:
    """The series of which an act may be the first: by type and mode, of each actor."""
    if asked:
        yield Series(ASKED)
    for actor in act.actors:
        yield Series(ACTOR, actor, "", act.what)


def between(act: Act) -> Iterator[Series]:
    """The pairs of parties that an act is between, whoever acts."""
    if max(len(act.actors), len(act.recipients)) <= _CROWD:
        pairs = {(min(a, b), max(a, b)) for a in act.actors for b in act.recipients if a != b}
        yield from (Series(PARTIES, *pair) for pair in sorted(pairs))


@dataclass(frozen=True, slots=True)
class Alert:
    """Something out of the ordinary, with all that it rests on.

    Attributes:
        kind: ``first``, ``new pair`` or ``surge``.
        since, until: the days in which it lies.
        text: what is out of the ordinary, in a sentence.
        numbers: what was counted; ``model``: what it is measured by; ``threshold``: what would be too little to tell.
        events: ids of the events.
    """

    kind: str
    series: Series
    since: date
    until: date
    text: str
    numbers: Mapping[str, Any]
    model: str
    threshold: str
    events: tuple[str, ...]

    def row(self) -> dict[str, Any]:
        """As an answer's row."""
        return {
            "kind": self.kind,
            "series": self.series.words,
            "since": self.since,
            "until": self.until,
            "text": self.text,
            "numbers": dict(self.numbers),
            "model": self.model,
            "threshold": self.threshold,
            "events": list(self.events),
        }
