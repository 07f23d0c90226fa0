"""The rules for days: by their name, their date or their feast, and clock times."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.feasts import feasts
from dateline.grounding.when.timerules import Match, Reading, Rules, Step, When, before, dated, publication
from dateline.grounding.when.timewords import number, words
from dateline.grounding.when.yearly import YEAR, chosen, named_year, yearly

RULES = Rules()


# Days ----------------------------------------------------------------------------------------------------------------


@RULES.enter(
    "today",
    "day",
    r"(?:(?:earlier|later|late|early) )?<<named>>(?:today|(?:this |to(?=night))"
    r"(?P<daypart>night|morning|afternoon|evening))\b",
)
def _today(found: Match, when: When) -> Reading:
    return dated(calendar.day(when.today), f"is {publication(when)}", found)


@RULES.enter(
    "yesterday",
    "day",
    r"(?:(?:earlier|later|late|early) )?(?:(?P<far>(?:the )?day (?:before|after) )?(?P<which>yesterday|tomorrow)"
    r"(?: (?P<daypart>morning|afternoon|evening|night))?|last (?P<hours>night))\b",
)
def _yesterday(found: Match, when: When) -> Reading:
    sign = 1 if (found["which"] or "").lower() == "tomorrow" else -1
    of = when.today + timedelta(days=sign * (2 if found["far"] else 1))
    return dated(calendar.day(of), f"counted from {publication(when)}", found)


@RULES.enter("overnight", "day", r"\bovernight\b(?!-)")
def _overnight(found: Match, when: When) -> Reading | None:
    if before(found).lower() in ("a", "an", "the", "his", "her", "their"):
        return None
    eve = when.today - timedelta(days=1)
    return Reading("TIME", f"{eve.isoformat()}TNI", calendar.stretch(eve, when.today), f"the night before {publication(when)}")


@RULES.enter(
    "weekday",
    "weekday",
    r"<<hours>>(?:(?P<part>early|late|earlier|later)(?: on)? )?(?:"
    r"(?P<lead>this coming|this past|last|next|this|coming|past) )?"
    r"\b<<named>>(?P<weekday><<weekday>>)<<unnamed>>(?: (?P<daypart><<daypart>>))?(?:,? (?:of )?(?P<rel><<rel>>)"
    r" week)?<<dayzone>>",
)
def _weekday(found: Match, when: When) -> Reading:
    index, lead, today = words().weekdays[found["weekday"].lower()], (found["lead"] or "").lower(), when.today
    if found["rel"] or lead == "next":
        weeks = {"last": -1, "this": 0, "next": 1}[(found["rel"] or lead).lower()]
        of, why = (
            calendar.week(today + timedelta(weeks=weeks)).start + timedelta(days=index),
            f"in the week {weeks:+d} from {publication(when)}",
        )
    elif lead in ("last", "past", "this past"):
        of, why = (
            calendar.weekday_near(today - timedelta(days=1), index, "past"),
            f"the last one before {publication(when)}",
        )
    else:
        tense = "future" if "coming" in lead else when.tense or "past"
        of = calendar.weekday_near(today, index, tense)
        if not lead and (of - today).days == 6:
            # The bare name of yesterday's weekday is yesterday, whatever the tense: six days ahead is "next Thursday".
            tense, of = "past", of - timedelta(weeks=1)
        name = found["weekday"]
        said = {"past": f"last {name} on or before", "future": f"next {name} on or after"}.get(tense, f"{name} nearest to")
        why = f"{said} {publication(when)} ({tense} tense)"
    return dated(calendar.day(of), why, found)


_SECOND_DAY = r"(?:(?:\s?[-–]\s?| to | and | or )(?P<to><<dom>>)(?!\s*[-–]?\w)|\s?[-–]\s?(?P<till><<dom>>))?"


@RULES.enter(
    "month day",
    "month",
    r"<<hours>>(?:(?P<weekday><<weekday>>),? )?(?:(?P<lead>last|next|this(?: past| coming)?) )?\b"
    r"(?P<month><<month>>)(?: |(?<=\.))(?P<day><<dom>>)" + _SECOND_DAY + YEAR + r"(?: (?P<daypart><<daypart>>))?<<dayzone>>",
)
@RULES.enter(
    "day month",
    "month",
    r"<<hours>>(?:(?P<weekday><<weekday>>),? (?:the )?)?(?<![\d,.:$£€/-])\b(?P<day><<dom>>)(?:"
    r"(?:\s?[-–]\s?| to | and | or )(?P<to><<dom>>))?(?: of)?\s"
    r"(?P<month><<month>>)(?P<lead>(?P<till>))" + YEAR + r"(?: (?P<daypart><<daypart>>))?<<dayzone>>",
)
def _date(found: Match, when: When) -> Reading | None:
    month = words().months[found["month"].lower().rstrip(".")]
    first = int(re.sub(r"\D", "", found["day"]))
    last = int(re.sub(r"\D", "", found["to"] or found["till"] or found["day"]))

    def make(year: int) -> Interval:
        length = calendar.month(date(year, month, 1)).end.day
        start, end = (date(year, month, min(number, length)) for number in (first, last))
        return calendar.day(start) if end <= start else calendar.stretch(start, end)

    year = named_year(found, when)
    if year is not None:
        return dated(make(year), "a date with its year", found)
    if found["weekday"]:
        index = words().weekdays[found["weekday"].lower()]
        fitting = [c for c in map(make, range(when.today.year - 6, when.today.year + 7)) if c.start.weekday() == index]
        if fitting:
            picked = min(fitting, key=lambda c: abs((c.start - when.today).days))
            return dated(picked, f"that weekday and date, nearest to {publication(when)}", found)
    days, why = yearly(when, make, (found["lead"] or "").lower())
    return dated(days, why, found)


@RULES.enter("ISO date", "year", r"(?<![\w/.-])(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)(?![\w/-])")
def _iso(found: Match, when: When) -> Reading:
    return dated(calendar.day(date.fromisoformat(found["day"])), "a date with its year")


@RULES.enter(
    "numeric date", "year", r"(?<![\w/.-])(?P<one>[0-3]?\d)(?P<by>[/.-])(?P<two>[0-3]?\d)(?P=by)(?P<year>(?:19|20)?\d\d)(?![\w/-]|\.\d)"
)
def _numeric(found: Match, when: When) -> Reading | None:
    one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
    if len(found["year"]) == 2:
        year += 1900 if year > (when.today.year + 10) % 100 else 2000
    # American papers put the month first; a full stop is European, and so is a "month" beyond December.
    month, day = (two, one) if one > 12 or (found["by"] == "." and two <= 12) else (one, two)
    if not (1 <= month <= 12 and 1 <= day <= 31) or (found["by"] != "/" and len(found["year"]) == 2):
        return None
    return dated(calendar.day(date(year, month, day)), "a date in figures")


@RULES.enter(
    "day of the month",
    "ordinal",
    r"(?<=\bon\s)the (?P<day>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?: of (?P<rel>this|the|last|next) month\b)?"
    r"(?=[.,;:)]| (?:and|when|after|as|by|at|to|for|in)\b|$)",
)
def _day_of_month(found: Match, when: When) -> Reading:
    day, away = int(re.sub(r"\D", "", found["day"])), {"last": -1, "next": 1}.get((found["rel"] or "").lower())
    months = (calendar.add_months(when.today.replace(day=1), shift) for shift in ((away,) if away else (-1, 0, 1)))
    days = [calendar.day(month.replace(day=day)) for month in months if day <= calendar.month(month).end.day]
    return dated(calendar.choose(days, when.today, when.tense), f"that day of a month, near {publication(when)}")


@RULES.enter("known date", "month holiday", r"(?<![\w/])(?P<name><<known>>)")
def _known(found: Match, when: When) -> Reading:
    return dated(calendar.day(date.fromisoformat(words().raw["known"][found["name"]])), "a date that became a name")


@RULES.enter(
    "holiday",
    "holiday",
    r"(?:(?P<lead>last|next|this) )?\b(?P<name><<holiday>>)<<feast>>(?: (?P<unit>week|weekend)\b)?" + YEAR,
)
def _holiday(found: Match, when: When) -> Reading | None:
    feast = feasts()[re.sub(r"\s+", " ", found["name"]).replace("’", "'")]
    after = re.match(r"\s+(\w+)", found.string[found.end() : found.end() + 30])
    if after and after[1] in feast.unless:
        return None
    year = named_year(found, when)
    years = [year] if year is not None else range(when.today.year - 2, when.today.year + 3)
    known = [days for each in years for days in feast.in_year(each)]
    if year is None:
        days, why = chosen(when, known, (found["lead"] or "").lower())
    else:
        days, why = known[0], "a feast with its year"
    if found["unit"]:
        days = calendar.PERIODS[found["unit"].lower()](days.start)
    return dated(days, why)


@RULES.enter(
    "clock",
    "clock",
    r"(?<![\d.,:$£€-])\b(?P<clock>(?P<hour>[01]?\d|2[0-4])(?:[:.](?P<minute>[0-5]\d))?\s?"
    r"(?P<half>[ap]\.m\.?|[ap]m\b)"
    r"|(?P<hour24>[01]?\d|2[0-4])[:.]?(?P<minute24>[0-5]\d)(?= (?:hours )?<<zone>>)|(?P<word>noon|midday|midnight)\b"
    r"|(?P<said>1[0-2]|[1-9]|<<hour>>)(?P<clocked> o['’]clock)?"
    r"(?: in the (?P<daypart>morning|afternoon|evening)| at (?P<night>night)\b)?(?<=[a-z]))"
    r"(?: (?:hours )?<<zone>>)?(?P<other>\s\([\d:.]+\s?(?:[ap]\.?m\.?\s?)?<<zone>>\))?",
)
def _clock(found: Match, when: When) -> Reading | None:
    half, minute = (found["half"] or "").lower(), int(found["minute"] or found["minute24"] or 0)
    if found["word"]:
        if before(found).lower().strip("`'\"“‘") in ("high", "the"):
            return None
        hour = {"midnight": 24, "noon": 12, "midday": 12}[found["word"].lower()]
    elif found["said"]:
        if not (found["clocked"] or found["daypart"] or found["night"]):
            return None
        hour = int(number(found["said"]) or 0)
        half = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}.get(found["daypart"] or found["night"] or "", "")
    else:
        hour = int(found["hour"] or found["hour24"])
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return Reading("TIME", f"XXXX-XX-XXT{hour:02}:{minute:02}", None, "a clock time on the day of its event", Step(0, "hour"))
