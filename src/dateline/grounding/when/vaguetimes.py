"""The rules for times that name no day: the present, past and future at large, and lengths of open ends."""

from __future__ import annotations

import re

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, Reading, Rules, When, before, dated, publication
from dateline.grounding.when.timewords import duration, number, unit_of, words

RULES = Rules()


@RULES.enter("present", "now", r"\b(?:right now|(?<!can\s)now(?! the\b))\b")
def _now(found: Match, when: When) -> Reading:
    return Reading("DATE", "PRESENT_REF", None, "the present at large")


@RULES.enter("reference", "ref", r"(?<![\w-])<<reference>>(?![\w-])")
def _reference(found: Match, when: When) -> Reading | None:
    said = re.sub(r"\s+", " ", found[0].lower())
    value = words().raw["references"][said]
    after = re.match(r"\s+(\w+)", found.string[found.end() : found.end() + 30])
    following = after[1].lower() if after else ""
    # Only a noun makes an adjective a time: "the current leader", but "the ocean current".
    if (said == "current" and (not following or following in ("is", "was", "and", "of", "in", "that", "has", "had"))) or (
        said.endswith("future") and following in ("of", "tense")
    ):
        return None
    if said == "recently" and before(found).lower() in ("more", "most"):
        return None  # what follows says how recently: "most recently in May"
    return Reading("DATE", value, None, {"PRE": "the present", "PAS": "the past", "FUT": "the future"}[value[:3]] + " at large")


@RULES.enter("recent", "unit", r"\b(?:recent|previous|coming|subsequent) (?P<unit><<units>>)")
def _recent(found: Match, when: When) -> Reading:
    return Reading("DURATION", duration(None, unit_of(found["unit"])), None, "an open number of units")


@RULES.enter(
    "whole",
    "unit",
    r"\b(?:all|the whole|the entire|the full) "
    r"(?P<unit>day|night|morning|afternoon|evening|week|weekend|month|summer|winter|year)(?: long)?\b(?! of\b)",
)
def _whole(found: Match, when: When) -> Reading | None:
    unit = found["unit"].lower()
    if before(found).lower() in ("of", "not"):
        return None
    parts = {
        "night": "PTNI",
        "morning": "PTMO",
        "afternoon": "PTAF",
        "evening": "PTEV",
        "summer": "P1SU",
        "winter": "P1WI",
        "weekend": "P1WE",
    }
    return Reading("DURATION", parts.get(unit) or duration(1, unit), None, "how long")


@RULES.enter("rest of", "unit", r"\bthe (?:rest|remainder) of (?:the|this) (?P<unit>day|week|month|year|decade|century)\b")
def _rest(found: Match, when: When) -> Reading:
    whole = calendar.day(when.today) if found["unit"].lower() == "day" else calendar.PERIODS[found["unit"].lower()](when.today)
    return dated(Interval(when.today, whole.end, whole.granularity, whole.value), f"from {publication(when)} to its end")


@RULES.enter(
    "from now",
    "unit",
    r"<<about>>\b(?P<count><<count>>) (?P<unit><<unit>>) from (?P<since>now|today|tomorrow|yesterday|<<weekday>>)\b",
)
def _from_now(found: Match, when: When) -> Reading:
    count, unit, since = number(found["count"]), unit_of(found["unit"]), found["since"].lower()
    weekday = words().weekdays.get(since)
    start = when.today if weekday is None else calendar.weekday_near(when.today, weekday, "future")
    start = calendar.move(start, {"tomorrow": 1, "yesterday": -1}.get(since, 0), "day")
    if count is None:
        return Reading("DATE", "FUTURE_REF", None, "an open number of units to come")
    away = calendar.move(start, count, unit)
    exact = since != "now" or unit in ("day", "night", "hour", "minute", "second")
    return dated(calendar.day(away) if exact else calendar.PERIODS[unit](away), f"{duration(count, unit)} after {start.isoformat()}")


@RULES.enter(
    "ago on a weekday",
    "ago",
    r"\b(?P<count><<count>>) (?P<unit>weeks?) ago,? (?:on )?(?:last )?(?P<weekday><<weekday>>)\b",
)
def _ago_weekday(found: Match, when: When) -> Reading | None:
    count = number(found["count"])
    if count is None:
        return None
    last = calendar.weekday_near(when.today, words().weekdays[found["weekday"].lower()], "past")
    return dated(calendar.day(calendar.move(last, -count, "week")), f"so many weeks before the last one on or before {publication(when)}")
