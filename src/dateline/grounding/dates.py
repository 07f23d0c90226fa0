"""The rules for times that have a name: days, dates, feasts, clock times, months, years, seasons, quarters."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateline.grounding import calendar
from dateline.grounding.calendar import Interval
from dateline.grounding.feasts import feasts
from dateline.grounding.timerules import Match, Reading, Rules, Step, When, before, dated, part_of, publication
from dateline.grounding.timewords import number, words

RULES = Rules()


def _yearly(when: When, make: Callable[[int], Interval], lead: str = "") -> tuple[Interval, str]:
    """One of an interval's yearly occurrences, by tense or by "last" and "next", and the reason."""
    return _chosen(when, [make(when.today.year + shift) for shift in (-2, -1, 0, 1, 2)], lead)


def _chosen(when: When, around: list[Interval], lead: str) -> tuple[Interval, str]:
    """One of several occurrences; raises ``LookupError`` where none is known that could be meant."""
    if lead in ("last", "past", "this past"):
        gone = [c for c in around if c.end < when.today]
        return gone[-1], f"the last one before {publication(when)}"
    if lead == "next":
        return [c for c in around if c.start > when.today][0], f"the next one after {publication(when)}"
    if lead == "this":
        return [c for c in around if c.start.year == when.today.year][0], f"in the year of {publication(when)}"
    tense = "future" if lead in ("coming", "this coming") else when.tense
    picked = calendar.choose(around, when.today, tense)
    return picked, f"nearest to {publication(when)} ({tense or 'past'} tense)"


def _named_year(found: Match, when: When) -> int | None:
    """The year that "2022", "last year" or "next year" after a date says; ``None`` if it says none."""
    said = found.groupdict()
    if said.get("year"):
        return int(said["year"])
    return when.today.year + {"last": -1, "this": 0, "next": 1}[said["rel"].lower()] if said.get("rel") else None


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


_YEAR = r"(?:,? (?:of )?(?P<year><<year>>)| (?:of )?(?P<rel><<rel>>) year)?"
_SECOND_DAY = r"(?:(?:\s?[-–]\s?| to | and | or )(?P<to><<dom>>)(?!\s*[-–]?\w)|\s?[-–]\s?(?P<till><<dom>>))?"


@RULES.enter(
    "month day",
    "month",
    r"<<hours>>(?:(?P<weekday><<weekday>>),? )?(?:(?P<lead>last|next|this(?: past| coming)?) )?\b"
    r"(?P<month><<month>>)(?: |(?<=\.))(?P<day><<dom>>)" + _SECOND_DAY + _YEAR + r"(?: (?P<daypart><<daypart>>))?<<dayzone>>",
)
@RULES.enter(
    "day month",
    "month",
    r"<<hours>>(?:(?P<weekday><<weekday>>),? (?:the )?)?(?<![\d,.:$£€/-])\b(?P<day><<dom>>)(?:"
    r"(?:\s?[-–]\s?| to | and | or )(?P<to><<dom>>))?(?: of)?\s"
    r"(?P<month><<month>>)(?P<lead>(?P<till>))" + _YEAR + r"(?: (?P<daypart><<daypart>>))?<<dayzone>>",
)
def _date(found: Match, when: When) -> Reading | None:
    month = words().months[found["month"].lower().rstrip(".")]
    first = int(re.sub(r"\D", "", found["day"]))
    last = int(re.sub(r"\D", "", found["to"] or found["till"] or found["day"]))

    def make(year: int) -> Interval:
        length = calendar.month(date(year, month, 1)).end.day
        start, end = (date(year, month, min(number, length)) for number in (first, last))
        return calendar.day(start) if end <= start else calendar.stretch(start, end)

    year = _named_year(found, when)
    if year is not None:
        return dated(make(year), "a date with its year", found)
    if found["weekday"]:
        index = words().weekdays[found["weekday"].lower()]
        fitting = [c for c in map(make, range(when.today.year - 6, when.today.year + 7)) if c.start.weekday() == index]
        if fitting:
            picked = min(fitting, key=lambda c: abs((c.start - when.today).days))
            return dated(picked, f"that weekday and date, nearest to {publication(when)}", found)
    days, why = _yearly(when, make, (found["lead"] or "").lower())
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
    r"(?<=\bon\s)the (?P<day>(?:3[01]|[12]?\d)(?:st|nd|rd|th))(?: (?:of (?:this|the) )?(?P<rel>last|next)? ?month\b)?(?=[.,;:)]| (?:and|when|after|as|by|at|to|for|in)\b|$)",
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
    r"(?:(?P<lead>last|next|this) )?\b(?P<name><<holiday>>)<<feast>>(?: (?P<unit>week|weekend)\b)?" + _YEAR,
)
def _holiday(found: Match, when: When) -> Reading | None:
    feast = feasts()[re.sub(r"\s+", " ", found["name"]).replace("’", "'")]
    after = re.match(r"\s+(\w+)", found.string[found.end() : found.end() + 30])
    if after and after[1] in feast.unless:
        return None
    year = _named_year(found, when)
    years = [year] if year is not None else range(when.today.year - 2, when.today.year + 3)
    known = [days for each in years for days in feast.in_year(each)]
    if year is None:
        days, why = _chosen(when, known, (found["lead"] or "").lower())
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
    r"|(?P<said>1[0-2]|[1-9]|<<hour>>)(?P<clocked> o['’]clock)?(?: in the (?P<daypart>morning|afternoon|evening)| at (?P<night>night)\b)?(?<=[a-z]))"
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


# Months, years and other periods -----------------------------------------------------------------------------------


@RULES.enter(
    "month",
    "month",
    r"(?:(?P<part><<part>>)[- ](?:in )?)?(?:(?P<lead>last|next|this(?: past| coming)?) )?\b<<named>>"
    r"(?P<month><<month>>)<<unnamed>>(?!\s?\d{1,2}\b|-)" + _YEAR,
)
def _month(found: Match, when: When) -> Reading | None:
    name, lead, part = found["month"], (found["lead"] or "").lower(), part_of(found["part"])
    year = _named_year(found, when)
    alone = year is None and not lead and not part and found[0] != found.string
    if alone and not _is_month(name, before(found).lower(), found.string[found.end() : found.end() + 10]):
        return None
    index = words().months[name.lower().rstrip(".")]
    days, why = (
        _yearly(when, lambda y: calendar.month(date(y, index, 1)), lead)
        if year is None
        else (calendar.month(date(year, index, 1)), "a month with its year")
    )
    return dated(calendar.part(days, part), why)


def _is_month(name: str, previous: str, after: str) -> bool:
    """Whether a bare month name is one, and no verb, surname or first name."""
    led = previous in (
        "in",
        "since",
        "until",
        "till",
        "during",
        "from",
        "through",
        "by",
        "for",
        "between",
        "of",
        "to",
        "and",
    )
    if name.title() in ("May", "March"):
        if previous == "the":
            return re.match(r"\s(?!for\b|on\b|of\b|from\b|to\b|in\b|by\b|against\b|through\b)[a-z]", after) is not None
        return led and previous not in ("of", "by", "for", "to", "and") and not after.startswith(("'", "’"))
    if name.lower().rstrip(".") not in map(str.lower, words().raw["months"]):
        return name.endswith(".") and led
    return led or not (re.match(r"\s[A-Z]", after) is not None)


@RULES.enter(
    "months",
    "month",
    r"\b<<named>>(?P<from><<month>>)\s?(?:[-–/]|to|through|until)\s?(?P<to><<month>>)(?!\s?\d{1,2}\b|-)" + _YEAR,
)
def _months(found: Match, when: When) -> Reading:
    first, last = (words().months[found[side].lower().rstrip(".")] for side in ("from", "to"))
    count = (last - first) % 12 + 1

    def make(year: int) -> Interval:
        start = date(year, first, 1)
        end = calendar.add_months(start, count) - timedelta(days=1)
        return calendar.stretch(start, end, f"{start:%Y-%m}/{end:%Y-%m}")

    year = _named_year(found, when)
    if year is not None:
        return dated(make(year if first <= last else year - 1), "from one month to another")
    return dated(*_yearly(when, make))


@RULES.enter(
    "years",
    "year",
    r"(?<![\w.,:/$£€#-])(?P<first>(?:19|20)\d\d)(?:\s?[-–]\s?|/)(?P<last>(?:19|20)?\d\d)(?![\w/-]|[.,]\d)",
)
def _years(found: Match, when: When) -> Reading | None:
    first = int(found["first"])
    last = int(found["first"][:2] + found["last"] if len(found["last"]) == 2 else found["last"])
    if last <= first:
        return None
    return dated(calendar.stretch(date(first, 1, 1), date(last, 12, 31), f"{first}/{last}"), "from one year to another")


@RULES.enter(
    "year",
    "year",
    r"(?:(?P<part><<part>>)[- ](?:in )?)?(?:the year )?(?:(?<![\w.,:/$£€#–—-])|(?<=\bpre-)|(?<=\bpost-)|"
    r"(?<=\bmid-)|(?<=\blate-)|(?<=\bearly-))"
    r"(?P<year><<year>>)(?![\w%/°]|[-–]\w)",
)
def _year(found: Match, when: When) -> Reading | None:
    year = int(found["year"])
    if not (found["part"] or found[0] == found.string or _is_year(found, year)):
        return None
    return dated(calendar.part(calendar.year(date(year, 1, 1)), part_of(found["part"])), "a year")


def _is_year(found: Match, year: int) -> bool:
    """Whether a bare four-digit number is a year, and no quantity, name or number of something."""
    names, previous = words().raw["names"], before(found)
    after = re.match(r"\s+([\w.]+)", found.string[found.end() : found.end() + 30])
    if after and after[1].rstrip(".") in names["counted"]:
        return False
    low = previous.lower().strip("(\"“'`_—-")
    if re.match(r"['’]s\b", found.string[found.end() : found.end() + 3]) and 1900 <= year <= 2100:
        return True
    if low in names["measured"]:
        return False
    if year < 1900 or year > 2100:
        return low in ("in", "since", "until", "from", "of")
    plain = low in _FUNCTION or not previous[:1].isupper() or previous.endswith((".", ",", ":", ";", "'s", "’s"))
    many = year % 100 == 0 and after is not None and after[1].islower() and after[1].endswith("s")
    return plain and not (many and low not in ("the", "in", "since"))


_FUNCTION = frozenset("in since by from until till between the and of to for during before after a on as or but year".split())


@RULES.enter(
    "decade",
    "year decade",
    r"(?:(?P<part><<part>>)[- ])?(?:the )?(?:(?P<part2><<part>>)[- ])?(?:(?<![\w$£€.,-])(?P<full>"
    r"(?:1[89]|20)\d0)['’]?s|['’](?P<short>[2-9]0)s|(?P<word><<decade>>))\b",
)
def _decade(found: Match, when: When) -> Reading | None:
    word = (found["word"] or "").lower()
    if found[0].lower() == word:
        return None  # "in his seventies"
    year = words().raw["decades"][word] if word else int(found["full"] or "19" + found["short"])
    return dated(calendar.part(calendar.decade(date(year, 1, 1)), part_of(found["part"] or found["part2"])), "a decade")


@RULES.enter(
    "century",
    "century",
    r"(?:(?P<part><<part>>)[- ])?(?:the )?\b(?P<which>\d{1,2}(?:st|nd|rd|th)|<<ordinal>>)[- ]century\b",
)
def _century(found: Match, when: When) -> Reading | None:
    if found["which"].lower() == "last":
        return None
    ordinal = int(words().raw["ordinals"].get(found["which"].lower()) or re.sub(r"\D", "", found["which"]))
    return dated(calendar.part(calendar.century(date(ordinal * 100, 1, 1)), part_of(found["part"])), "a century")


@RULES.enter(
    "season",
    "season",
    r"(?:(?P<part><<part>>)[- ](?:in )?)?(?:(?P<lead>last|next|this(?: past| coming)?|in"
    r"(?: the)?|over the|during the|since(?: the)?|by(?: the)?|the) )?"
    r"\b<<named>>(?P<season><<season>>)(?:,? (?:of )?(?P<year><<year>>)| (?:of )?(?P<rel><<rel>>) year)?",
)
def _season(found: Match, when: When) -> Reading | None:
    lead, year = (found["lead"] or "").lower(), _named_year(found, when)
    code, first, count = words().raw["seasons"][found["season"].lower()]
    rest = found.string[found.end() : found.end() + 12]
    if year is None and lead not in ("last", "next", "this", "this past", "this coming"):
        clear = re.match(r"\s*(?:$|[.,;:)]|\s(?:when|after|before|as|by|with|to|and|for|at)\b)", rest)
        if not (clear and lead and lead != "the"):
            return None
    days, why = (
        _yearly(when, lambda y: calendar.season(y, code, first, count), lead)
        if year is None
        else (calendar.season(year, code, first, count), "a season with its year")
    )
    return dated(calendar.part(days, part_of(found["part"])), why)
