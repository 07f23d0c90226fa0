"""The rules for months, years and what lies beyond: ranges of both, seasons, decades, centuries."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, Reading, Rules, When, before, dated, part_of
from dateline.grounding.when.timewords import words
from dateline.grounding.when.yearly import YEAR, named_year, yearly

RULES = Rules()


@RULES.enter(
    "month",
    "month",
    r"(?:(?P<part><<part>>)[- ](?:in )?)?(?:(?P<lead>last|next|this(?: past| coming)?) )?\b<<named>>"
    r"(?P<month><<month>>)<<unnamed>>(?!\s?\d{1,2}\b|-)" + YEAR,
)
def _month(found: Match, when: When) -> Reading | None:
    name, lead, part = found["month"], (found["lead"] or "").lower(), part_of(found["part"])
    year = named_year(found, when)
    alone = year is None and not lead and not part and found[0] != found.string
    if alone and not _is_month(name, before(found).lower(), found.string[found.end() : found.end() + 10]):
        return None
    index = words().months[name.lower().rstrip(".")]
    days, why = (
        yearly(when, lambda y: calendar.month(date(y, index, 1)), lead)
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
    r"\b<<named>>(?P<from><<month>>)\s?(?:[-–/]|to|through|until)\s?(?P<to><<month>>)(?!\s?\d{1,2}\b|-)" + YEAR,
)
def _months(found: Match, when: When) -> Reading:
    first, last = (words().months[found[side].lower().rstrip(".")] for side in ("from", "to"))
    count = (last - first) % 12 + 1

    def make(year: int) -> Interval:
        start = date(year, first, 1)
        end = calendar.add_months(start, count) - timedelta(days=1)
        return calendar.stretch(start, end, f"{start:%Y-%m}/{end:%Y-%m}")

    year = named_year(found, when)
    if year is not None:
        return dated(make(year if first <= last else year - 1), "from one month to another")
    return dated(*yearly(when, make))


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
    lead, year = (found["lead"] or "").lower(), named_year(found, when)
    code, first, count = words().raw["seasons"][found["season"].lower()]
    rest = found.string[found.end() : found.end() + 12]
    if year is None and lead not in ("last", "next", "this", "this past", "this coming"):
        clear = re.match(r"\s*(?:$|[.,;:)]|\s(?:when|after|before|as|by|with|to|and|for|at)\b)", rest)
        if not (clear and lead and lead != "the"):
            return None
    days, why = (
        yearly(when, lambda y: calendar.season(y, code, first, count), lead)
        if year is None
        else (calendar.season(year, code, first, count), "a season with its year")
    )
    return dated(calendar.part(days, part_of(found["part"])), why)
