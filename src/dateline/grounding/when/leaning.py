"""Which way the words around a time expression lean: ahead, back, or to what has gone on since."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dateline.grounding.when.timerules import Match
from dateline.grounding.when.timewords import words

_LEANING: dict[str, dict[str, str]] = {
    **{name: {"ahead": "future"} for name in ("weekday", "period", "weekend")},
    **{name: {"ahead": "present", "since": "past"} for name in ("month day", "day month", "holiday", "week of", "day of the month")},
    **{name: {"ahead": "present", "since": "past", "done": "past"} for name in ("month", "season", "months")},
}
"""The rules that mind which way the words around lean, and the tense to read them in. What comes once a year is the
nearest where they look ahead, for "the attack of Aug. 7 would …" does not speak of next August; and a date that lies
most of a year back is not meant even where they look back ("was set for Jan. 14"), while a month may be."""

_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|['’]ll")
SENTENCE_END = re.compile(r"(?<![A-Z])(?<![ap]\.m)[.!?]['\"”’]*\s|\n\s*\n")
SINCE = re.compile(r"\bsince\s+(?:at least\s+)?$", re.IGNORECASE)
_NO_FINITE = frozenset(("be", "to", "a", "an", "the", "being"))


def tense_around(rule: str, text: str, start: int, match: Match, end: int) -> str:
    """The tense that the words around a match of that rule put it in; empty where they say none or it does not matter.

    Args:
        rule: name of the rule.
        text, start, end: the text, and the part of it that is read.
        match: the match.

    Returns:
        ``past``, ``present``, ``future`` or ``""``.
    """
    ways = _LEANING.get(rule)
    return ways.get(_lean_of(text, start, match, end), "") if ways else ""


@cache
def _lean() -> dict[str, frozenset[str]]:
    return {way: frozenset(entries) for way, entries in words().raw["lean"].items()}


def _lean_of(text: str, start: int, match: Match, end: int) -> str:
    """What the words before an expression, or after it where it opens the sentence, look at.

    ``ahead``, what is ``done``, what has gone on ``since``, or nothing (``""``).
    """
    left = SENTENCE_END.split(text[max(start, match.start() - 90) : match.start()])[-1]
    right = SENTENCE_END.split(text[match.end() : min(end, match.end() + 80)])[0]
    before = [token.lower() for token in _TOKEN.findall(re.split(r"[;:]\s", left)[-1])]
    if text[match.end() : match.end() + 2] in ("'s", "’s"):
        # "Sunday's vote" is as the words around the vote say; only those that stand right there count.
        return "ahead" if _FACING.search(left) else _opening(right[2:]) if not before else ""
    if SINCE.search(left):
        return "since"
    if re.search(r"\bas (?:early|soon|late) as\s+$", left) or _FACING.search(left) or _PLANNED.search(left) or _TERM.match(right):
        return "ahead"
    return _opening(right) if len(before) <= 1 else _before(before)


_FACING = re.compile(r"\b(?:ahead of|in the run-up to|in advance of)\s+(?:the |a |an |its |their )?$", re.IGNORECASE)
_TERM = re.compile(r"\s+as (?:the |a |an |its |their |his |her )?(?:\w+ )?(?:deadline|date|target)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:(?:is|are|['’]re)(?: not| also| now)? (?:to \w+|(?!being|saying|going)\w+ing)|(?:was|were) (?:not )?to \w+)\b[^,;:“”\"]*$"
    r"|\b(?:is|are|is likely|are likely|is possible|is due|are due)(?: on)?\s+$".replace(" ", r"\s+"),
    re.IGNORECASE,
)
"""What is planned and told in the present or the past: "is to meet", "were to meet", "is meeting", "the vote is Sunday"."""


def _opening(right: str) -> str:
    """What the words after an expression that opens its sentence look at."""
    lean = _lean()
    after = [token.lower() for token in _TOKEN.findall(right)]
    ahead = lean["will"] | lean["timetable"]
    told = next((token for token in after if token in ahead or token in lean["committed"] or _is_done(token, "")), "")
    return "ahead" if told in ahead else ""


def _before(before: list[str]) -> str:
    """What the words before an expression look at, read backwards to the first that tells."""
    lean, purpose = _lean(), False
    for word, previous in pairwise(["", *before][::-1]):
        if word in lean["ahead"] or word in lean["will"] or (purpose and word in lean["committed"]):
            return "ahead"
        if word in lean["timetable"] and previous not in _NO_FINITE:
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
