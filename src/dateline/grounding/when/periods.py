"""The rules for times that count: spans of weeks and years, durations, recurrences, steps from another event."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.grounding.when import calendar
from dateline.grounding.when.calendar import Interval
from dateline.grounding.when.timerules import Match, Reading, Rules, Step, When, before, dated, part_of, publication
from dateline.grounding.when.timewords import duration, number, unit_of, words

RULES = Rules()

# Weeks, months and years seen from the publication day -------------------------------------------------------------


@RULES.enter(
    "period",
    "unit",
    r"(?:(?P<part><<part>>|earlier|later)[- ](?:on )?(?:in )?)?(?<!the\s)\b"
    r"(?P<lead>last|this past|this coming|this|next|past|coming)\s"
    r"(?P<unit>week|weekend|month|quarter|year|decade|century|fortnight)\b(?!-(?:old|long))(?P<sofar> so far)?",
)
@RULES.enter(
    "period",
    "unit",
    r"(?P<sofar>so far )(?P<lead>this) (?P<unit>week|weekend|month|quarter|year|decade|century)(?P<part>)\b",
)
def _period(found: Match, when: When) -> Reading:
    unit, lead, part = found["unit"].lower(), found["lead"].lower(), part_of(found["part"])
    shift = {"last": -1, "this past": -1, "past": -1, "next": 1, "coming": 1, "this coming": 1}.get(lead, 0)
    if unit == "weekend" and shift == -1:
        whole = _last_weekend(when)
    elif unit == "weekend" and lead == "this coming":
        whole = calendar.weekend(when.today)
    else:
        whole = calendar.PERIODS[unit](calendar.move(when.today, shift, unit))
    why = f"{lead} {unit} from {publication(when)}"
    if shift == 0 and not part:
        return dated(_current(whole, when, unit, sofar=bool(found["sofar"]), text=found.string), why)
    return dated(_side(whole, part, when), why)


def _last_weekend(when: When) -> Interval:
    return calendar.weekend(when.today - timedelta(days=7 if when.today.weekday() < 6 else 6))


def _current(whole: Interval, when: When, unit: str, *, sofar: bool, text: str) -> Interval:
    """The current week, month or year: what is gone of it in the past tense, what is left of it in the future."""
    if unit == "weekend":
        return whole
    if sofar or when.tense in ("past", ""):
        start = _named_start(whole, when, text) if unit == "week" else whole.start
        return Interval(start, when.today, whole.granularity, whole.value)
    if when.tense == "future":
        return Interval(when.today, whole.end, whole.granularity, whole.value)
    return whole


def _named_start(week: Interval, when: When, text: str) -> date:
    """The first day of this week on which the text says that something began, else Monday."""
    names = "|".join(words().raw["weekdays"]["names"])
    began = r"\b(?:since|began|begun|started|starting|beginning|from)\b"
    starts = re.finditer(rf"{began}[^.\n]{{0,50}}?\b({names})\b", text)
    days = [week.start + timedelta(days=words().weekdays[found[1].lower()]) for found in starts]
    return min((day for day in days if day <= when.today), default=week.start)


def _side(whole: Interval, part: str, when: When) -> Interval:
    """The early, late, past or coming part of a period."""
    if part == "earlier":
        return Interval(
            whole.start,
            max(whole.start, min(whole.end, when.today - timedelta(days=1))),
            whole.granularity,
            whole.value,
        )
    if part == "later":
        return Interval(min(whole.end, max(whole.start, when.today + timedelta(days=1))), whole.end, whole.granularity, whole.value)
    return calendar.part(whole, part)


@RULES.enter(
    "part of the period",
    "unit",
    r"(?P<part>(?:the )?(?:start|beginning|end|middle|turn|close|outset) of|(?:earlier|later|early|late)"
    r"(?: on)? in)(?: the)? (?P<unit>week|month|year|decade|century)\b",
)
def _part_of_period(found: Match, when: When) -> Reading:
    whole = calendar.PERIODS[found["unit"].lower()](when.today)
    part = re.sub(r"(?:\s+on)?\s+in$", "", found["part"].lower())
    return dated(_side(whole, part_of(part), when), f"in the {found['unit'].lower()} of {publication(when)}")


@RULES.enter("weekend", "unit", r"\bthe weekend\b(?! of\b|s)|(?<=\bover\s)weekend\b")
def _weekend(found: Match, when: When) -> Reading:
    if when.tense == "future":
        return dated(calendar.weekend(when.today), f"the weekend on or after {publication(when)}")
    whole = calendar.weekend(when.today) if when.today.weekday() >= 5 else _last_weekend(when)
    return dated(whole, f"the last weekend on or before {publication(when)}")


@RULES.enter(
    "week of",
    "unit",
    r"\bthe week (?:of|beginning|starting)(?: on)? (?P<month><<month>>) (?P<day><<dom>>)(?:,? (?P<year><<year>>))?",
)
def _week_of(found: Match, when: When) -> Reading:
    index, day = words().months[found["month"].lower().rstrip(".")], int(re.sub(r"\D", "", found["day"]))
    years = [int(found["year"])] if found["year"] else range(when.today.year - 1, when.today.year + 2)
    weeks = [calendar.week(calendar.month(date(y, index, 1)).start + timedelta(days=day - 1)) for y in years]
    return dated(weeks[0] if found["year"] else calendar.choose(weeks, when.today, when.tense), "the week of that day")


@RULES.enter(
    "ago",
    "ago",
    r"<<about>>\b(?:(?P<count><<count>>) (?:or so )?(?:more )?)?(?P<unit><<unit>>) ago\b(?: today)?|\b"
    r"(?P<long>long) ago\b",
)
def _ago(found: Match, when: When) -> Reading:
    if found["long"] or not found["count"]:
        return Reading("DATE", "PAST_REF", None, "an open time ago")
    unit, count = unit_of(found["unit"]), number(found["count"])
    if count is None:
        return Reading("DATE", "PAST_REF", _vague(unit, -1, when.today, when.today), "an open number of units ago")
    away = calendar.move(when.today, -count, unit)
    period = {"century": "year", "decade": "year", "second": "day", "minute": "day", "hour": "day"}.get(unit, unit)
    exact = "today" in found[0].lower().split()[-1:]
    return dated(
        calendar.day(away) if exact else calendar.PERIODS[period](away),
        f"{duration(count, unit)} before {publication(when)}",
    )


def _vague(unit: str, direction: int, first: date, last: date) -> Interval | None:
    """A few units before the first day or after the last, as wide as the lexicon says."""
    bounds = words().raw["vague"].get({"night": "day"}.get(unit, unit))
    if bounds is None:
        return None
    near, far = (calendar.move(last if direction > 0 else first, direction * count, unit) for count in bounds)
    return calendar.stretch(near, far)


@RULES.enter(
    "window",
    "unit",
    r"(?:in |over |during |within |for )?(?P<the>(?:the|these|its|his|her|their) )?\b"
    r"(?P<lead>last|past|next|coming)\s"
    r"(?:(?P<count><<count>>)(?: or so)?(?:[ -])(?:more |full )?)?(?P<unit><<unit>>|weekend\b)(?!-| (?:of|in)"
    r"\b|['’])",
)
def _window(found: Match, when: When) -> Reading | None:
    unit, plural = unit_of(found["unit"]), found["unit"].lower().endswith(("s", "ies"))
    back = found["lead"].lower() in ("last", "past")
    if not (
        found["count"] or plural or (found["the"] and (found["lead"].lower() == "past" or unit not in ("day", "night", "minute", "second")))
    ):
        return None
    count = number(found["count"]) if found["count"] else None if plural else 1.0
    value, sign = duration(count, unit), -1 if back else 1
    if count is None:
        reach = words().raw["vague"].get(unit)
        count = float(reach[1]) if reach and found["count"] else None
    if count is None:
        return Reading("DURATION", value, None, "an open number of units")
    far = calendar.move(when.today, sign * count, unit)
    return Reading(
        "DURATION",
        value,
        calendar.stretch(far, when.today, value),
        f"{value} {'up to' if back else 'from'} {publication(when)}",
    )


# Durations and recurrences -----------------------------------------------------------------------------------------


@RULES.enter(
    "duration",
    "unit",
    r"<<about>>\b(?<![\d.,$£€-])(?P<count><<count>>)(?:-| )(?:"
    r"(?:more|additional|further|extra|full|straight|consecutive|whole|long) )?(?P<unit><<unit>>)"
    r"(?:-long)?(?:and a half)?(?!s?[- ](?:old|olds)\b| of age\b| ago\b)",
)
def _duration(found: Match, when: When) -> Reading | None:
    said, unit, last = found["count"].lower(), unit_of(found["unit"]), before(found).lower()
    count = number(said)
    if found["unit"][0].isupper() or found["unit"] == "second":
        return None
    if said in ("a", "an") and found["unit"].lower() == unit:
        if last and (re.search(r"\d|[a-z]s$|^(?:once|twice|million|billion|thousand|hundred|percent|time)$", last)) and last not in _GOVERN:
            return Reading("SET", duration(1, unit), None, "so much in each")
        if unit in ("day", "night") and "-" not in found[0]:
            return None
    if said == "one" and unit in ("day", "night") and "-" not in found[0] and last not in _GOVERN:
        return None
    if said in words().raw["indefinite"]["words"] or count is not None:
        return Reading("DURATION", duration(count, unit), None, "how long")
    return None


_GOVERN = frozenset("for in within after than about nearly almost over under least another takes lasts was is as spends".split())


@RULES.enter(
    "open duration",
    "unit",
    r"(?:(?<=\bfor\s)|(?<=\bwithin\s))<<units>>(?! (?:after|before|later)\b)|(?<!early\s)(?<!small\s)(?<!wee\s)\b<<units>>(?= of\b)"
    r"(?<!days)|\b(?P<unit>day|week|month|year|decade|century|hour)s?-?long\b",
)
def _open_duration(found: Match, when: When) -> Reading:
    unit = unit_of(re.split(r"-?long$", found[0], flags=re.IGNORECASE)[0])
    single = re.sub(r"-?long$", "", found[0].lower()) == unit and found[0].lower() != unit
    return Reading("DURATION", duration(1 if single else None, unit), None, "how long")


@RULES.enter(
    "recurrence",
    "set",
    r"\b<<set>>|\b(?:every|each|per) (?:(?P<count><<count>>|other) )?(?P<unit><<unit>>)|\b(?:every|each) "
    r"(?P<day><<weekday>>|<<daypart>>)",
)
def _recurrence(found: Match, when: When) -> Reading:
    if found["unit"]:
        count = 2.0 if (found["count"] or "").lower() == "other" else number(found["count"] or "1")
        return Reading("SET", duration(count, unit_of(found["unit"])), None, "how often")
    if found["day"]:
        index = words().weekdays.get(found["day"].lower())
        return Reading("SET", "P1D" if index is None else f"XXXX-WXX-{index + 1}", None, "how often")
    return Reading("SET", words().raw["sets"][found[0].lower()], None, "how often")


@RULES.enter("share of a unit", "unit", r"\b<<count>>[- ]<<units>>[- ](?:a|an|per|every|each)[- ](?P<unit>day|night|week|month|year)\b")
def _share(found: Match, when: When) -> Reading:
    return Reading("SET", duration(1, found["unit"].lower()), None, "how much of each")


@RULES.enter("weekdays", "weekday", r"(?P<day>(?-i:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b(?!['’])")
def _weekdays(found: Match, when: When) -> Reading:
    return Reading("SET", f"XXXX-WXX-{words().weekdays[found['day'].lower()] + 1}", None, "how often")


# Steps from another event ------------------------------------------------------------------------------------------


@RULES.enter(
    "so long from an event",
    "unit",
    r"<<about>>\b(?:(?P<count><<count>>|the)(?: or so)? )?(?P<unit><<unit>>)(?: or so)? (?P<way>afterwards?|after"
    r"(?! (?:day|week|month|year|next)\b)|later|before|earlier|beforehand|prior(?: to)?|ahead of)\b",
)
def _from_event(found: Match, when: When) -> Reading | None:
    said, unit = (found["count"] or "").lower(), unit_of(found["unit"])
    if not said and not found["unit"].lower().endswith(("s", "ies")):
        return None
    way = 1 if found["way"].lower().startswith(("after", "later")) else -1
    if said == "the" and found["unit"].lower() == unit:
        return _stepped(Step(way, unit, 1, whole=unit not in ("day", "night")))
    return _stepped(Step(way, unit, number(said) if said not in ("", "the") else None))


def _stepped(step: Step) -> Reading:
    size = "some" if step.count is None else duration(step.count, step.unit) if step.unit in words().raw["units"] else "one"
    way = {-1: f"{size} before the event", 0: "the time of the event", 1: f"{size} after the event"}[step.direction]
    return Reading("TIME" if step.unit in ("hour", "minute", "second") else "DATE", "", None, f"{way} that it counts from", step)


@RULES.enter(
    "next to an event",
    "unit weekday",
    r"\b(?:(?:the (?:very )?(?P<way>previous|preceding|prior|following|next)|(?P<bare>following|previous|next(?= "
    r"(?:day|morning)))) "
    r"(?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year|<<weekday>>))\b",
)
def _next_to_event(found: Match, when: When) -> Reading:
    way = 1 if (found["way"] or found["bare"]).lower() in ("following", "next") else -1
    unit = found["unit"].lower()
    unit = "day" if unit in ("night", "morning", "evening", "afternoon") else unit
    return _stepped(Step(way, unit, 1, whole=unit != "day"))


@RULES.enter(
    "same as an event",
    "unit",
    r"\b(?:(?:on |earlier |later |late |early )?(?:(?:that|the) (?:same|very)|that) "
    r"(?P<unit>day|night|morning|evening|afternoon|week|weekend|month|year)\b(?![-])"
    r"|(?:earlier|later|late|early)(?: on)? in the (?:day|night|morning|evening|afternoon)\b)",
)
def _same_as_event(found: Match, when: When) -> Reading:
    unit = (found["unit"] or "day").lower()
    unit = "day" if unit in ("night", "morning", "evening", "afternoon") else unit
    return _stepped(Step(0, unit, 1, whole=True))


@RULES.enter("eve", "unit", r"\b(?:on )?the eve of\b(?! (?:the )?<<holiday>>)")
def _eve(found: Match, when: When) -> Reading:
    return _stepped(Step(-1, "day"))


def land(step: Step, first: date, last: date) -> Interval | None:
    """The days that a step from an event of these days leads to."""
    start = last if step.direction > 0 else first
    if step.unit in words().weekdays:
        of = start + timedelta(days=step.direction)
        return calendar.day(calendar.weekday_near(of, words().weekdays[step.unit], "future" if step.direction > 0 else "past"))
    if step.direction == 0:
        same = calendar.day(first) if first == last else calendar.stretch(first, last)
        return same if step.unit in ("day", "hour") else calendar.PERIODS[step.unit](first)
    if step.count is None:
        if step.unit in ("hour", "minute", "second"):
            return calendar.day(start)
        return _vague(step.unit, step.direction, first, last)
    away = calendar.move(start, step.direction * step.count, step.unit)
    if step.whole or step.unit in ("month", "year", "decade", "century"):
        period = {"decade": "year", "century": "year"}.get(step.unit, step.unit)
        return calendar.PERIODS[period](away)
    return calendar.day(away)


def days_of(step: Step) -> int | None:
    """The step in days, as far as it can be said in days; hours are none."""
    size = {
        "second": 0,
        "minute": 0,
        "hour": 0,
        "day": 1,
        "night": 1,
        "week": 7,
        "weekend": 7,
        "fortnight": 14,
        "month": 30,
        "year": 365,
        "decade": 3652,
        "century": 36524,
    }
    if step.unit not in size:
        return None
    if step.unit == "hour" and step.count is not None:
        return step.direction * int(step.count // 24)
    if step.direction == 0 or not size[step.unit]:
        return 0
    vague = words().raw["vague"].get(step.unit, [0, 0])
    count = step.count if step.count is not None else sum(vague) / 2
    return step.direction * round(count * size[step.unit])
