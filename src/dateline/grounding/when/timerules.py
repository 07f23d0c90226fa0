"""What a rule of time expressions is: a pattern, a reader, and what a reader is given and gives.

A reader is given a match and :class:`When` (publication day and tense) and gives a :class:`Reading`, or ``None`` where
the words turn out to be no time. The rules are in :mod:`dateline.grounding.when.dates`, ``months``,
``periods``, ``businessyears`` and ``vaguetimes``; patterns and their pieces are explained in :mod:`dateline.grounding.when.timewords`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timewords import expand, words


class UnanchoredError(Exception):
    """The phrase counts from the publication day, which is not known."""


@dataclass(frozen=True, slots=True)
class When:
    """Where a phrase is read from.

    Attributes:
        published: the publication day, if known.
        tense: ``past``, ``present``, ``future``, or ``""`` where the clause is not known.
    """

    published: date | None
    tense: str

    @property
    def today(self) -> date:
        """The publication day; raises :class:`UnanchoredError` where there is none."""
        if self.published is None:
            raise UnanchoredError
        return self.published


@dataclass(frozen=True, slots=True)
class Step:
    """How far, in which direction and by which unit an event-anchored phrase is away from its event.

    Attributes:
        direction: -1 before, 0 the same, 1 after.
        unit: ``day``, ``week`` … or the name of a weekday ("the following Monday").
        count: ``None`` where the phrase leaves it open ("days later").
        whole: whether the whole unit is meant ("the following week") rather than a day so far away.
    """

    direction: int
    unit: str
    count: float | None = 1
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says: its TIMEX3 kind and value, its days, the step it takes from another event, and why."""

    kind: str
    value: str
    days: Interval | None = None
    why: str = ""
    step: Step | None = None


Match = re.Match[str]
Reader = Callable[[Match, When], Reading | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule: its name, the groups of trigger words that call for it, its pattern as written, and its reader."""

    name: str
    groups: frozenset[str]
    pattern: str
    read: Reader


class Rules(list[Phrase]):
    """The rules of one module, entered by decorating their readers."""

    def enter(self, name: str, groups: str, pattern: str) -> Callable[[Reader], Reader]:
        """Makes a reader the rule of that name, tried where a trigger word of one of its groups stands."""

        def add(read: Reader) -> Reader:
            self.append(Phrase(name, frozenset(groups.split()), pattern, read))
            return read

        return add


@cache
def compiled(phrase: Phrase) -> re.Pattern[str]:
    """The pattern of a rule, compiled once."""
    return expand(phrase.pattern)


def dated(days: Interval, why: str, found: Match | None = None) -> Reading:
    """A reading of known days, with the part of the day if the match names one ("Friday night", "the night of")."""
    said = found.groupdict() if found else {}
    daypart = said.get("daypart") or said.get("hours")
    if not daypart:
        return Reading("DATE", days.value, days, why)
    code = words().raw["dayparts"].get(daypart.lower(), "MO")
    return Reading("TIME", f"{days.value}T{code}", days, why)


def before(found: Match) -> str:
    """The word before the match, with what joins it."""
    last = re.search(r"\S+\s+$", found.string[max(0, found.start() - 40) : found.start()])
    return last[0].strip() if last else ""


def part_of(text: str | None) -> str:
    """``early``, ``mid``, ``late``, ``start`` or ``end``, as :func:`calendar.part` takes them."""
    low = re.sub(r"^the\s+|[\s-]+of$", "", (text or "").lower())
    return {"beginning": "start", "turn": "start", "outset": "start", "close": "end", "middle": "mid"}.get(low, low)


def publication(when: When) -> str:
    """The publication day, for a reason."""
    return f"the publication day {when.today.isoformat()}"
