"""The rules for the years and parts of years that offices, companies and schools count by."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, Reading, Rules, When, before, dated, publication
from dateline.grounding.when.timewords import duration, number, unit_of, words

RULES = Rules()

_AWAY = {"last": -1, "previous": -1, "past": -1, "latest": -1, "prior": -1, "next": 1, "coming": 1}


def _year_said(found: Match, when: When, name: str = "year", lead: str = "rel") -> int | None:
    if found[name]:
        return int(found[name])
    return when.today.year + _AWAY.get(found[lead].lower(), 0) if found[lead] else None


@RULES.enter(
    "quarter",
    "quarter",
    r"(?:the )?\b(?:(?P<which><<ordinal>>)[- ](?P<unit>quarter|half)(?: of|,)? "
    r"(?:(?P<year><<year>>)|(?:the )?(?P<rel>last|this|next|the) year)"
    r"|(?-i:Q)(?P<q>[1-4]),? (?:of )?(?P<year2><<year>>))",
)
def _quarter(found: Match, when: When) -> Reading | None:
    year = _year_said(found, when)
    year = int(found["year2"]) if year is None else year
    ordinal = int(found["q"] or words().raw["ordinals"].get(found["which"].lower()) or found["which"][0])
    if (found["unit"] or "").lower() == "half":
        return dated(calendar.half(year, min(ordinal, 2)), "a half of a year") if ordinal in (1, 2, 4) else None
    return dated(calendar.quarter(date(year, 3 * ordinal - 2, 1)), "a quarter of a year")


@RULES.enter(
    "bare quarter",
    "quarter",
    r"(?:the )?\b(?:(?P<which>first|second|third|fourth)[- ]quarter"
    r"|(?P<lead>latest|current|previous|prior|year-ago|year-earlier) quarter)\b"
    r"(?! of (?!its\b|their\b|the (?:fiscal|financial)\b)| (?:mile|century)\b)",
)
def _bare_quarter(found: Match, when: When) -> Reading:
    lead = (found["lead"] or "").lower()
    if lead:
        away = {"year-ago": -12, "year-earlier": -12, "current": 0}.get(lead, -3)
        return dated(calendar.quarter(calendar.add_months(when.today, away)), f"counted from the quarter of {publication(when)}")
    month = 3 * words().raw["ordinals"][found["which"].lower()] - 2
    around = [calendar.quarter(date(when.today.year + shift, month, 1)) for shift in (-1, 0, 1)]
    return dated(calendar.choose(around, when.today, when.tense), f"nearest to {publication(when)}")


@RULES.enter(
    "fiscal year",
    "fiscal",
    r"(?:(?:the )?(?P<part>first|second|third|fourth)[- ](?P<piece>quarter|half) of )?"
    r"(?:the )?(?:(?P<lead>last|this|next|current|previous|coming) )?"
    r"(?:(?P<before><<year>>)(?:[-–/](?P<till>\d\d))? (?:fiscal|financial) year"
    r"|(?:fiscal|financial)(?: year)?(?:(?: of)? (?P<year><<year>>)(?:[-–/](?P<to>\d\d))?)?"
    r"|(?-i:FY)\s?(?P<code>(?:20|19)?\d\d))\b",
)
def _fiscal(found: Match, when: When) -> Reading | None:
    said = found["year"] or found["before"] or found["code"]
    if said is None and not (found["lead"] and found[0].lower().endswith("year")):
        return None
    owner = re.sub(r"\.|['’]s?$", "", before(found))
    opens, ends_in = words().raw["fiscal"].get(owner, words().raw["fiscal"][""])
    if said:
        year = int(said) + (2000 if len(said) == 2 else 0)
        if found["to"] or found["till"]:
            year += ends_in
    else:
        on = when.today
        year = on.year - (on.month < opens) + ends_in * (opens > 1) + _AWAY.get(found["lead"].lower(), 0)
    whole = calendar.months(year - ends_in, opens, 12, "year", f"FY{year:04}")
    why = "a fiscal year" + ("" if opens > 1 else ", counted as a calendar year since the text does not say whose it is")
    if not found["part"]:
        return dated(whole, why)
    which = words().raw["ordinals"][found["part"].lower()]
    length, letter = (3, "Q") if found["piece"].lower() == "quarter" else (6, "H")
    part = calendar.months(whole.start.year, whole.start.month + length * (which - 1), length, "quarter", f"{whole.value}-{letter}{which}")
    return dated(part, why)


@RULES.enter(
    "school year",
    "fiscal",
    r"(?:the )?(?:(?P<first><<year>>)(?:[-–/](?:20)?\d\d)? "
    r"|(?P<lead>last|this|next|current|previous|coming|new) )(?:school|academic) year\b",
)
def _school(found: Match, when: When) -> Reading:
    # In July and August the year to come is "this" one, or the new one.
    current = when.today.year - (when.today.month < 7)
    year = int(found["first"]) if found["first"] else current + _AWAY.get(found["lead"].lower(), 0)
    days = Interval(date(year, 9, 1), date(year + 1, 6, 30), "year", f"{year}/{year + 1}")
    return dated(days, "a school year, September to June")


@RULES.enter(
    "end of year",
    "unit quarter",
    r"(?:the )?\b(?P<unit>year|month|week)(?:['’]s[ -]|[- ])end\b(?!-)|\b(?:the )?mid-?year\b",
)
def _year_end(found: Match, when: When) -> Reading:
    if not found["unit"]:
        return dated(calendar.part(calendar.year(when.today), "mid"), f"in the year of {publication(when)}")
    whole = calendar.PERIODS[found["unit"].lower()](when.today)
    return dated(calendar.part(whole, "end"), f"the end of the {found['unit'].lower()} of {publication(when)}")


@RULES.enter(
    "months of a year",
    "unit",
    r"(?:the )?\b(?P<side>first|opening|last|final|closing) (?P<count><<count>>) (?P<unit><<units>>) of "
    r"(?:(?P<year><<year>>)|(?:the )?(?P<rel>last|this|next|the) year)",
)
def _months_of_year(found: Match, when: When) -> Reading | None:
    count, unit, year = number(found["count"]), unit_of(found["unit"]), _year_said(found, when)
    if count is None or year is None:
        return None
    whole, value = calendar.year(date(year, 1, 1)), duration(count, unit)
    if found["side"].lower() in ("first", "opening"):
        end = calendar.move(whole.start, count, unit) - timedelta(days=1)
        return Reading("DURATION", value, calendar.stretch(whole.start, min(end, whole.end), value), "from the start of the year")
    start = calendar.move(whole.end + timedelta(days=1), -count, unit)
    return Reading("DURATION", value, calendar.stretch(max(start, whole.start), whole.end, value), "to the end of the year")


@RULES.enter("year before", "unit", r"(?:the |a )?\byear-(?:ago|earlier)(?: (?:period|month|level|figure))?\b")
def _year_before(found: Match, when: When) -> Reading:
    last = calendar.year(calendar.add_months(when.today, -12))
    if re.search(r"month$", found[0], re.IGNORECASE):
        last = calendar.month(calendar.add_months(when.today, -12))
    return dated(last, f"a year before {publication(when)}")
