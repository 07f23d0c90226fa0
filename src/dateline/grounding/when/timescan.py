"""The scan for time expressions: the rules whose trigger words occur, each match on its own, the longest first."""

from __future__ import annotations

import re
from datetime import date

from dateline.grounding.when import businessyears, dates, months, periods, vaguetimes
from dateline.grounding.when.leaning import tense_around
from dateline.grounding.when.timerules import Match, Phrase, Reading, UnanchoredError, When, compiled
from dateline.grounding.when.timewords import words
from dateline.grounding.when.timex import TimeExpression, expression

_RULES = (*dates.RULES, *months.RULES, *periods.RULES, *businessyears.RULES, *vaguetimes.RULES)

Found = tuple[Match, Phrase, Reading]
"""A match, its rule, and what the rule reads it as."""


def scan(text: str, start: int, end: int, published: date | None, tense: str | None) -> list[TimeExpression]:
    """Every phrase on its own, left to right; ``tense`` is read off the words around where ``None``."""
    found = []
    for match, phrase, reading in readings(text, start, end, When(published, tense or "")):
        if tense is None and (leaning := tense_around(phrase.name, text, start, match, end)):
            reading = _read(phrase, match, When(published, leaning)) or reading
        found.append(expression(match, phrase, reading))
    return sorted(found, key=lambda expression: expression.span)


def readings(text: str, start: int, end: int, when: When) -> list[Found]:
    """The longest matches that read as times, of the rules whose trigger words occur."""
    triggers = words().triggers
    tokens = set(re.findall(r"\w+", text[start:end].lower()))
    groups = {group for token in tokens for group in triggers.get(token, ())}
    if any(token[0].isdigit() and len(token) >= 2 for token in tokens):
        groups |= {"year", "clock"}
    matches = [(match, phrase) for phrase in _RULES if phrase.groups & groups for match in compiled(phrase).finditer(text, start, end)]
    matches.sort(key=lambda found: (found[0].start() - found[0].end(), found[0].start()))
    taken: list[Found] = []
    for match, phrase in matches:
        if match.start() == match.end() or any(match.start() < m.end() and m.start() < match.end() for m, _, _ in taken):
            continue
        reading = _read(phrase, match, when)
        if reading is not None:
            taken.append((match, phrase, reading))
    return taken


def _read(phrase: Phrase, match: Match, when: When) -> Reading | None:
    try:
        return phrase.read(match, when)
    except UnanchoredError:
        return Reading("DATE", "", None, "counts from the publication day, which is not known")
    except (ValueError, OverflowError, LookupError):
        return Reading("DATE", "", None, "names no day of the calendar that is known")
