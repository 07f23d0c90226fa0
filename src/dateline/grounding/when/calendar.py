"""Calendar arithmetic: the intervals that time expressions name, and their TIMEX3 values.

Nothing here knows English. An :class:`Interval` is a run of whole days with the value that TIMEX3 writes for it;
weeks are those of ISO 8601, from Monday to Sunday.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Interval:
    """Calendar days, inclusive at both ends.

    Attributes:
        start, end: first and last day.
        granularity: ``day``, ``week``, ``weekend``, ``month``, ``season``, ``quarter``, ``year``, ``decade``
            or ``range``.
        value: the TIMEX3 value.
    """

    start: date
    end: date
    granularity: str
    value: str


def day(of: date) -> Interval:
    """A single day."""
    return Interval(of, of, "day", of.isoformat())


def week(of: date) -> Interval:
    """The week, Monday to Sunday, that holds a day."""
    monday = of - timedelta(days=of.weekday())
    year, number, _ = of.isocalendar()
    return Interval(monday, monday + timedelta(days=6), "week", f"{year}-W{number:02}")


def weekend(of: date) -> Interval:
    """Saturday and Sunday of the week that holds a day."""
    whole = week(of)
    return Interval(whole.end - timedelta(days=1), whole.end, "weekend", f"{whole.value}-WE")


def month(of: date) -> Interval:
    """The month that holds a day."""
    return months(of.year, of.month, 1, "month", f"{of.year:04}-{of.month:02}")


def quarter(of: date) -> Interval:
    """The quarter of the calendar year that holds a day."""
    number = (of.month - 1) // 3 + 1
    return months(of.year, 3 * number - 2, 3, "quarter", f"{of.year:04}-Q{number}")


def year(of: date) -> Interval:
    """The year that holds a day."""
    return Interval(date(of.year, 1, 1), date(of.year, 12, 31), "year", f"{of.year:04}")


def decade(of: date) -> Interval:
    """The decade, from the year in -0 to the year in -9, that holds a day."""
    first = of.year // 10 * 10
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade", f"{first // 10:03}X")


def century(of: date) -> Interval:
    """The century that holds a day, 2001 being the first year of the 21st."""
    number = (of.year - 1) // 100
    return Interval(date(number * 100 + 1, 1, 1), date(number * 100 + 100, 12, 31), "range", f"{number:02}")


PERIODS: dict[str, Callable[[date], Interval]] = {
    "day": day, "night": day, "week": week, "fortnight": week, "weekend": weekend, "month": month, "quarter": quarter,
    "year": year, "decade": decade, "century": century,
}  # fmt: skip
"""The interval of each unit that holds a given day."""


def months(of_year: int, first: int, count: int, granularity: str, value: str) -> Interval:
    """``count`` whole months from the month ``first``, which may lie beyond December."""
    start = add_months(date(of_year, 1, 1), first - 1)
    return Interval(start, add_months(start, count) - timedelta(days=1), granularity, value)


def half(of_year: int, number: int) -> Interval:
    """The first or second half of a year."""
    return months(of_year, 6 * number - 5, 6, "range", f"{of_year:04}-H{number}")


def season(of_year: int, code: str, first: int, count: int) -> Interval:
    """A season by its TIMEX3 code; winter is named after the year in which it begins."""
    return months(of_year, first, count, "season", f"{of_year:04}-{code}")


def stretch(start: date, end: date, value: str = "") -> Interval:
    """From one day to another; the value defaults to the ISO interval of both."""
    return Interval(min(start, end), max(start, end), "range", value or f"{start.isoformat()}/{end.isoformat()}")


def add_months(to: date, count: int) -> date:
    """The same day so many months on (or back), or the last one of a shorter month."""
    index = to.year * 12 + to.month - 1 + count
    first = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1) if first.year < LAST_YEAR else date.max
    return first.replace(day=min(to.day, (following - timedelta(days=1)).day))


def move(start: date, count: float, unit: str) -> date:
    """The day so many units away; hours and less stay on the day unless they fill whole days."""
    if unit in ("second", "minute", "hour"):
        per_day = {"second": 86400, "minute": 1440, "hour": 24}[unit]
        return start + timedelta(days=int(count / per_day))
    if unit in ("day", "night", "week", "fortnight", "weekend"):
        days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}[unit]
        return start + timedelta(days=round(count * days))
    scale = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(start, round(count * scale))


def part(of: Interval, which: str) -> Interval:
    """The early, middle or late part of an interval, as a reader would draw it.

    Days stay whole. Months fall into the 1st to 10th, 11th to 20th and the rest; years into the first quarter, May to
    August and the last quarter; weeks into Monday to Wednesday, Tuesday to Thursday and Thursday to Sunday; anything
    else into thirds. ``start`` and ``end`` are narrower for years (one month) and the same as early and late else.
    """
    first, last = of.start, of.end
    if of.granularity == "day" or not which:
        return of
    side = {"start": "early", "end": "late"}.get(which, which)
    if of.granularity == "month":
        bounds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}[side]
        return replace(of, start=first.replace(day=bounds[0]), end=first.replace(day=bounds[1]))
    if of.granularity == "year":
        from_month, to_month = {"start": (1, 1), "end": (12, 12), "early": (1, 3), "mid": (5, 8), "late": (10, 12)}[which]
        end = add_months(first.replace(month=to_month), 1) - timedelta(days=1) if to_month < 12 else last
        return replace(of, start=first.replace(month=from_month), end=end)
    if of.granularity == "week":
        low, high = {"early": (0, 2), "mid": (1, 3), "late": (3, 6)}[side]
        return replace(of, start=first + timedelta(days=low), end=first + timedelta(days=high))
    third = (last - first) / 3
    low_day, high_day = {
        "early": (first, first + third),
        "mid": (first + third, last - third),
        "late": (last - third, last),
    }[side]
    return replace(of, start=low_day, end=high_day)


def weekday_near(day_of: date, weekday: int, tense: str) -> date:
    """The day of that name: the last on or before in the past, the next on or after in the future, else the nearest."""
    back = (day_of.weekday() - weekday) % 7
    ahead = (weekday - day_of.weekday()) % 7
    if tense == "future" or (tense == "present" and ahead < back):
        return day_of + timedelta(days=ahead)
    return day_of - timedelta(days=back)


def choose(candidates: list[Interval], published: date, tense: str, ahead_days: int = 65) -> Interval:
    """The one of several yearly occurrences that a clause of this tense means.

    Past: the last that has begun; future: the first that has not ended; present: the nearest. Where the tense is not
    known (``""``), past, unless that lies most of a year back and the next is near: "18 November" in a report of the
    1st would bear a year if it were the one before.
    """
    begun = [c for c in candidates if c.start <= published]
    coming = [c for c in candidates if c.end >= published]
    if not begun or not coming:
        return (begun or coming)[-1 if begun else 0]
    last, following = begun[-1], coming[0]
    if tense == "future":
        return following
    back, ahead = (published - last.end).days, (following.start - published).days
    if tense == "present" and ahead < back:
        return following
    return following if not tense and back > 300 and 0 < ahead <= ahead_days else last


def nth_weekday(of_year: int, of_month: int, weekday: int, which: int) -> date:
    """The weekday so many places into of a month, counted from its end where ``which`` is negative."""
    if which < 0:
        last = add_months(date(of_year, of_month, 1), 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-which - 1))
    first = date(of_year, of_month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def easter(of_year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, (hundreds, rest) = of_year % 19, divmod(of_year, 100)
    moon = (19 * golden + hundreds - hundreds // 4 - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * days) // 451
    of_month, of_day = divmod(moon + days - 7 * late + 114, 31)
    return date(of_year, of_month, of_day + 1)


def orthodox_easter(of_year: int) -> date:
    """Easter Sunday of the Orthodox churches: by the Julian calendar (Meeus), as a day of the Gregorian one."""
    moon = (19 * (of_year % 19) + 15) % 30
    days = (2 * (of_year % 4) + 4 * (of_year % 7) - moon + 34) % 7
    of_month, of_day = divmod(moon + days + 114, 31)
    behind = of_year // 100 - of_year // 400 - 2
    return date(of_year, of_month, of_day + 1) + timedelta(days=behind)
