"""Time expressions: found in a report's text, resolved from its publication day, shifted from other events.

:func:`find` reads the text as a newspaper reader would who does not look at the verb: a bare "Thursday" is the last
one, unless the words before it look ahead ("scheduled for Thursday"). :func:`resolve` reads an expression again once
the tense of its clause is known; :func:`shift` settles what counts from another event ("the previous day").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from dateline.grounding import dates, periods
from dateline.grounding.calendar import Interval, stretch
from dateline.grounding.timerules import Match, Phrase, Reading, UnanchoredError, When, compiled
from dateline.grounding.timewords import words
from dateline.model import Span, TimeSpan


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression and the days that it names.

    Attributes:
        span, text: where it stands in the report's text, and its words.
        kind: of TIMEX3: ``DATE``, ``TIME``, ``DURATION`` or ``SET``.
        value: the TIMEX3 value ("2022-02-03", "2022-W05", "P3D", "PAST_REF"); empty where unresolved.
        start, end: first and last day as a reader would draw them; ``None`` where it names no days or is unresolved.
        granularity: ``day``, ``week``, ``weekend``, ``month``, ``season``, ``quarter``, ``year``, ``decade`` or
            ``range``.
        anchor: ``event`` when it counts from another event ("a day later"), else empty.
        offset_days: for an event-anchored expression, the signed days to add to that event's day (months as 30,
            "days later" as the middle of what it may mean); ``None`` where it cannot be said in days.
        rule: name of the rule that matched.
        reason: a sentence for ``dateline explain``.
    """

    span: Span
    text: str
    kind: str
    value: str
    start: date | None
    end: date | None
    granularity: str
    anchor: str
    offset_days: int | None
    rule: str
    reason: str


def find(text: str, start: int, end: int, published: date | None) -> list[TimeExpression]:
    """The time expressions of ``text[start:end]``, left to right, none overlapping, the longest where several match.

    Args:
        text: the report's text.
        start: where the part to read begins, usually a sentence; spans count from the start of ``text`` all the same.
        end: where it ends.
        published: the publication day; without it only what bears its own year is resolved.

    Returns:
        The expressions, resolved as in the past tense unless the words around them look ahead.
    """
    return _joined(text, _scan(text, start, end, published, None), published)


def resolve(expression: TimeExpression, published: date | None, tense: str) -> TimeExpression:
    """The expression as the tense of its clause makes it.

    Args:
        expression: one that :func:`find` gave.
        published: the publication day.
        tense: ``past``, ``present`` or ``future``.

    Returns:
        The same expression with the value and days that it has in that tense; what does not depend on it stays.
    """
    words_of = expression.text
    again = _joined(words_of, _scan(words_of, 0, len(words_of), published, tense), published)
    if expression.anchor or expression.rule == "since" or len(again) != 1 or again[0].text != words_of:
        return expression
    fresh = again[0]
    if expression.rule == "period" and tense == "past" and expression.end == fresh.end and expression.start is not None:
        # Only the whole text says since which day of "this week" something has gone on.
        fresh = replace(fresh, start=expression.start)
    return replace(fresh, span=expression.span, rule=expression.rule)


def shift(anchor: TimeSpan | TimeExpression, expression: TimeExpression) -> TimeExpression:
    """An event-anchored expression with the days that it has, given those of its event.

    Args:
        anchor: the days of the event that it counts from.
        expression: the expression; one that counts from no event is given back as it is.

    Returns:
        The expression with value, days and granularity; unchanged where the anchor has no days.
    """
    if expression.anchor != "event" or anchor.start is None or anchor.end is None:
        return expression
    reading = next((r for _, _, r in _readings(expression.text, 0, len(expression.text), When(None, "")) if r.step), None)
    if reading is None or reading.step is None:
        return expression
    try:
        days = periods.land(reading.step, anchor.start, anchor.end)
    except (ValueError, OverflowError):
        days = None
    if days is None:
        return expression
    clock = expression.value.removeprefix("XXXX-XX-XX") if expression.value.startswith("XXXX-XX-XX") else ""
    reason = f"{expression.reason}: from {anchor.start} (“{anchor.text}”) to {days.start}"
    return replace(
        expression,
        value=days.value + clock,
        start=days.start,
        end=days.end,
        granularity=days.granularity,
        reason=reason,
    )


_LEANING: dict[str, dict[str, str]] = {
    **{name: {"ahead": "future"} for name in ("weekday", "period", "weekend")},
    **{name: {"ahead": "present", "since": "past"} for name in ("month day", "day month", "holiday", "week of")},
    **{name: {"ahead": "present", "since": "past", "done": "past"} for name in ("month", "season")},
}
"""The rules that mind which way the words around lean, and the tense to read them in. What comes once a year is the
nearest where they look ahead, for "the attack of Aug. 7 would …" does not speak of next August; and a date that lies
most of a year back is not meant even where they look back ("was set for Jan. 14"), while a month may be."""

_Found = tuple[Match, Phrase, Reading]


def _scan(text: str, start: int, end: int, published: date | None, tense: str | None) -> list[TimeExpression]:
    """Every phrase on its own, longest first where they overlap; ``tense`` is read off the words where ``None``."""
    found = []
    for match, phrase, reading in _readings(text, start, end, When(published, tense or "")):
        if tense is None and (leaning := _LEANING.get(phrase.name, {}).get(_lean_of(text, start, match, end))):
            reading = _read(phrase, match, When(published, leaning)) or reading
        found.append(_expression(match, phrase, reading))
    return sorted(found, key=lambda expression: expression.span)


def _readings(text: str, start: int, end: int, when: When) -> list[_Found]:
    """The longest matches that read as times, of the rules whose trigger words occur."""
    triggers = words().triggers
    tokens = set(re.findall(r"\w+", text[start:end].lower()))
    groups = {group for token in tokens for group in triggers.get(token, ())}
    if any(token[0].isdigit() and len(token) >= 2 for token in tokens):
        groups |= {"year", "clock"}
    matches = [
        (match, phrase)
        for phrase in (*dates.RULES, *periods.RULES)
        if phrase.groups & groups
        for match in compiled(phrase).finditer(text, start, end)
    ]
    matches.sort(key=lambda found: (found[0].start() - found[0].end(), found[0].start()))
    taken: list[_Found] = []
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
    except (ValueError, OverflowError):
        return Reading("DATE", "", None, "names no day of the calendar")


def _expression(match: Match, phrase: Phrase, reading: Reading) -> TimeExpression:
    days, step = reading.days, reading.step
    return TimeExpression(
        span=Span(match.start(), match.end()),
        text=match[0],
        kind=reading.kind,
        value=reading.value,
        start=days.start if days else None,
        end=days.end if days else None,
        granularity=days.granularity if days else "day" if step else "range",
        anchor="event" if step else "",
        offset_days=periods.days_of(step) if step else None,
        rule=phrase.name,
        reason=f"“{match[0]}” → {_shown(days)}{reading.why}",
    )


def _shown(days: Interval | None) -> str:
    if days is None:
        return ""
    return f"{days.start}: " if days.start == days.end else f"{days.start} to {days.end}: "


# The lean of the words around --------------------------------------------------------------------------------------


_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|['’]ll")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<![ap]\.m)[.!?]['\"”’]*\s|\n\s*\n")
_SINCE = re.compile(r"\bsince\s+(?:at least\s+)?$", re.IGNORECASE)
_NO_FINITE = frozenset(("be", "to", "a", "an", "the", "being"))


@cache
def _lean() -> dict[str, frozenset[str]]:
    return {way: frozenset(entries) for way, entries in words().raw["lean"].items()}


def _lean_of(text: str, start: int, match: Match, end: int) -> str:
    """What the words before an expression, or after it where it opens the sentence, look at.

    ``ahead``, what is ``done``, what has gone on ``since``, or nothing (``""``).
    """
    lean = _lean()
    if text[match.end() : match.end() + 2] in ("'s", "’s"):
        return ""
    left = _SENTENCE_END.split(text[max(start, match.start() - 90) : match.start()])[-1]
    if _SINCE.search(left):
        return "since"
    if re.search(r"\bas (?:early|soon|late) as\s+$", left):
        return "ahead"
    before = [token.lower() for token in _TOKEN.findall(left)]
    if len(before) <= 1:
        right = _SENTENCE_END.split(text[match.end() : min(end, match.end() + 80)])[0]
        after = [token.lower() for token in _TOKEN.findall(right)]
        told = next((token for token in after if token in lean["will"] or _is_done(token, "")), "")
        return "ahead" if told in lean["will"] else ""
    purpose = False
    for word, previous in pairwise(["", *before][::-1]):
        if word in lean["ahead"] or word in lean["will"] or (purpose and word in lean["committed"]):
            return "ahead"
        if word == "until" and previous not in ("not", "up", "from", ""):
            return "ahead"
        if _is_done(word, previous):
            return "done"
        purpose = purpose or word in ("to", "for", "that")
    return ""


def _is_done(word: str, previous: str) -> bool:
    """Whether a word is a verb in the past, by the lexicon or by its ending."""
    return (word in _lean()["done"] or word.endswith("ed")) and previous not in _NO_FINITE


# Phrases joined to one expression ----------------------------------------------------------------------------------


def _joined(text: str, found: list[TimeExpression], published: date | None) -> list[TimeExpression]:
    """Neighbours that say one time together, and what stands after "since", as one expression."""
    joined: list[TimeExpression] = []
    for expression in found:
        joined.append(expression)
        while len(joined) > 1 and (both := _both(text, joined[-2], joined[-1])):
            joined[-2:] = [both]
    return [_since(text, expression, published) for expression in joined]


def _both(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """Two neighbours as one: a day explained in brackets, a clock time with its day, a range; else ``None``."""
    between = text[left.span.end : right.span.start]
    if len(between) > 12 or (left.start is None and left.rule != "clock"):
        return None
    if (
        left.granularity == right.granularity == "day"
        and re.fullmatch(r"\s\(", between)
        and text[right.span.end : right.span.end + 1] == ")"
    ):
        return _spread(text, right, left.span.start, right.span.end + 1, right.rule)
    if left.rule == "clock" and right.start is not None and right.granularity == "day" and re.fullmatch(r",?\s(?:on\s|in\s)?", between):
        value = left.value.replace("XXXX-XX-XX", right.value[:10])
        return _spread(text, replace(right, kind="TIME", value=value), left.span.start, right.span.end, "clock")
    if right.rule == "clock" and left.granularity == "day" and re.fullmatch(r",?\sat\s(?:about\s|around\s)?", between):
        value = right.value.replace("XXXX-XX-XX", left.value[:10])
        return _spread(text, replace(left, kind="TIME", value=value), left.span.start, right.span.end, "clock")
    return _range(text, left, right, between)


def _spread(text: str, said: TimeExpression, start: int, end: int, rule: str) -> TimeExpression:
    """What one part says, over the words of both."""
    return replace(said, span=Span(start, end), text=text[start:end], rule=rule, anchor="", offset_days=None)


def _range(text: str, left: TimeExpression, right: TimeExpression, between: str) -> TimeExpression | None:
    """From the one to the other, if the words say so."""
    lead = re.search(r"\b(from|between)\s+$", text[max(0, left.span.start - 10) : left.span.start], re.IGNORECASE)
    joint = between.strip().lower()
    linked = (lead and joint in (("to", "until", "till", "through") if lead[1].lower() == "from" else ("and",))) or joint == "through"
    if not linked or left.start is None or left.end is None or right.start is None or right.end is None:
        return None
    if left.kind not in ("DATE", "TIME") or right.kind not in ("DATE", "TIME") or right.end < left.start:
        return None
    start = left.span.start - (len(lead[0]) if lead else 0)
    return TimeExpression(
        span=Span(start, right.span.end),
        text=text[start : right.span.end],
        kind="DATE",
        value=f"{left.value}/{right.value}",
        start=left.start,
        end=right.end,
        granularity="range",
        anchor="",
        offset_days=None,
        rule="from to",
        reason=f"from {left.start} ({left.reason}) to {right.end} ({right.reason})",
    )


def _since(text: str, expression: TimeExpression, published: date | None) -> TimeExpression:
    """The days up to publication, where "since" leads the expression."""
    lead = _SINCE.search(text[max(0, expression.span.start - 20) : expression.span.start])
    if not lead or expression.start is None or published is None or expression.kind not in ("DATE", "TIME"):
        return expression
    start = expression.span.start - len(lead[0])
    if expression.start > published:
        return expression
    days = stretch(expression.start, published)
    return replace(
        expression,
        span=Span(start, expression.span.end),
        text=text[start : expression.span.end],
        start=days.start,
        end=days.end,
        granularity="range",
        rule="since",
        reason=f"since {days.start} up to the publication day {published} ({expression.reason})",
    )
