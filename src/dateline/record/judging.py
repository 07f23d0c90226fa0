"""Verdicts, by kind of claim.

A claim is supported if it holds whatever the true count is within the bounds that the record draws, contradicted if it holds for none of
them, and otherwise the record has not enough. Bounds are wide where events may or may not be of the series, and open above where the record
may have missed some. Reports may have missed some even if they come in every week: that they tell of no more bears out a claim that says
the same, and does not refute one that says otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateline.grounding.when import calendar
from dateline.record.bounds import BEGINNING, Bounds, Verdict, over, settled, since, span
from dateline.record.inquiry import DAY, Inquiry
from dateline.record.stating import Days
from dateline.record.tallying import PIECES

_ABOUT = 0.1  # of a number that is meant roughly

Answer = tuple[Verdict, str]


def judge(inquiry: Inquiry) -> Answer:
    """The verdict on a claim, and why in one sentence."""
    kind = _KINDS[inquiry.statement.kind]
    found = kind(inquiry)
    if found[0] is Verdict.OPEN:
        trusting = kind(replace(inquiry, trusts_reports=True))
        return trusting if trusting[0] is Verdict.SUPPORTED else found
    return found


def _ordinal(asked: Inquiry) -> Answer:
    number, first = asked.statement.number or 0, asked.days[0]
    act = asked.act()
    if act is None or act[1] < first:
        return _without(asked, first)
    there = asked.count(*act)
    if there.high == 0:
        return Verdict.CONTRADICTED, f"the record has none {over(act)}"
    before, through = asked.count(first, act[0] - DAY), asked.count(first, act[1])
    answer = f"until {span(act)} the record has {through} since {since(first)}"
    if not there.low:
        return Verdict.OPEN, f"{answer}; whether any was {over(act)} is not told"
    if asked.rule.unit == PIECES:  # several of one day: any of them may be meant
        certain = before.high < number <= through.low
        return settled(certain, through.high < number or before.low >= number), f"{answer}, {before} of them before that day"
    return through.equals(number), answer + _lacking(through, number)


def _lacking(found: Bounds, number: float) -> str:
    """How many the record would have to lack for a number to be true."""
    lacked = number - found.low
    return f"; it would take {lacked:,.0f} more that the record does not have" if lacked > 0 and found.high == math.inf else ""


def _first(asked: Inquiry) -> Answer:
    act, begin = asked.act(), asked.beyond
    if act is None or act[1] < begin:
        return _without(asked, begin)
    there, between = asked.count(*act), asked.count(begin, act[0] - DAY)
    answer = f"the record has {there} {over(act)}, and {between} from {since(begin)} until then"
    if there.high == 0 or between.low > 0:
        return Verdict.CONTRADICTED, answer
    if between.high > 0 or not there.low:
        return Verdict.OPEN, answer
    earlier = asked.last_before(begin)
    return Verdict.SUPPORTED, answer + (f"; the last before was {over(earlier)}" if earlier else "")


def _without(asked: Inquiry, first: date) -> Answer:
    """Of a claim about an act that the record does not have."""
    found = asked.count(first, asked.today)
    verdict = Verdict.CONTRADICTED if found.high == 0 else Verdict.OPEN
    return verdict, f"the record has {found} from {since(first)} to {asked.today}"


def _none(asked: Inquiry) -> Answer:
    found, told = _over(asked, asked.beyond)
    return found.equals(0), told


def _only(asked: Inquiry) -> Answer:
    found, told = _over(asked, asked.beyond)
    return found.equals(1), told


def _count(asked: Inquiry) -> Answer:
    found, told = _over(asked, asked.days[0])
    return _bounded(asked, found), told + _lacking(found, float(asked.statement.number or 0))


def _over(asked: Inquiry, first: date) -> tuple[Bounds, str]:
    last = min(asked.days[1], asked.today)
    found = asked.count(first, last)
    return found, f"the record has {found} from {since(first)} to {last}"


def _bounded(asked: Inquiry, found: Bounds) -> Verdict:
    """Whether a number is what the claim says it is, as exactly as the claim means it."""
    number, bound = float(asked.statement.number or 0), asked.statement.bound
    if bound == "at least":
        return settled(found.low >= number, found.high < number)
    if bound == "at most":
        return settled(found.high <= number, found.low > number)
    return found.equals(number, max(1.0, _ABOUT * number) if bound == "about" else 0.0)


def _last(asked: Inquiry) -> Answer:
    first, last = asked.days
    there, later = asked.count(first, last), asked.count(last + DAY, asked.today)
    answer = f"the record has {there} from {since(first)} to {last}, and {later} after that until {asked.today}"
    return settled(there.low > 0 and later.high == 0, there.high == 0 or later.low > 0), answer


def _more(asked: Inquiry) -> Answer:
    own = asked.statement.window or (calendar.year(asked.today).start, asked.today)
    than = asked.statement.than or own
    ours, theirs = asked.count(*own), asked.count(*than)
    answer = f"the record has {ours} {over(own)} and {theirs} {over(than)}"
    factor = asked.statement.number or 1
    if asked.statement.kind == "fewer":
        return settled(ours.high < theirs.low, ours.low >= theirs.high), answer
    if factor > 1:
        return settled(ours.low >= factor * theirs.high, ours.high < factor * theirs.low), answer
    return settled(ours.low > theirs.high, ours.high <= theirs.low), answer


def _most(asked: Inquiry) -> Answer:
    own = asked.statement.than
    if asked.statement.measure != "number" or own is None:
        return Verdict.OPEN, "the record does not measure that"
    ours, begin = asked.count(*own), asked.beyond
    others = [(days, asked.count(*days)) for days in _periods(own, asked.earliest if begin == BEGINNING else begin)]
    answer = f"the record has {ours} {over(own)}"
    beating = next(((days, found) for days, found in reversed(others) if found.low > ours.high), None)
    if beating:
        return Verdict.CONTRADICTED, f"{answer}, but {beating[1]} {over(beating[0])}"
    if begin == BEGINNING and others and asked.count(BEGINNING, others[0][0][0] - DAY).high > 0:
        return Verdict.OPEN, f"{answer}, and does not reach back to the beginning"
    days, most = max(others, key=lambda o: o[1].high, default=(own, Bounds(0, 0)))
    answer += f", and at most {most} in any before, {over(days)}" if others else ""
    return settled(ours.low > most.high, False), answer


def _periods(own: Days, begin: date | None) -> list[Days]:
    """The days, months or years before one, from the first that begins on a day or after it."""
    length = (own[1] - own[0]).days
    unit = "day" if length == 0 else "week" if length < 7 else "month" if length < 31 else "year"
    found: list[Days] = []
    last = own[0] - DAY
    while begin is not None and last >= begin:
        period = calendar.PERIODS[unit](last)
        found.insert(0, (period.start, period.end))
        last = period.start - DAY
    return found


def _toll(asked: Inquiry) -> Answer:
    """Of how many an act killed or fired: the number that is told with the one event of these days."""
    kind, act = asked.statement.series, asked.statement.when or asked.act()
    if act is None:
        return Verdict.OPEN, "the record does not tell of the act"
    if kind == "weapons":
        found = asked.count(*act)
        if found.low:  # the act is there: how many it fired is told with it
            there = asked.tally(*act)
            found = Bounds(there.low, there.high)
    else:
        told = [n for f in asked.tally(*act).counted if (n := f.candidate.number(kind)) is not None]
        if len(told) != 1:
            events = "no event" if not told else f"{len(told)} events"
            return Verdict.OPEN, f"the record has {events} {over(act)} that {'tells' if not told else 'tell'} a number of {kind}"
        found = Bounds(told[0][0], math.inf if told[0][1] is None else told[0][1])
    return _bounded(asked, found), f"the record has {found} {'' if kind == 'weapons' else f'{kind} '}{over(act)}"


def _breach(asked: Inquiry) -> Answer:
    return Verdict.OPEN, f"whether {asked.statement.series} was broken is no matter of counting"


_KINDS: Mapping[str, Callable[[Inquiry], Answer]] = {
    "ordinal": _ordinal, "first": _first, "only": _only, "last": _last, "none": _none, "count": _count, "toll": _toll, "most": _most,
    "more": _more, "fewer": _more, "breach": _breach,
}  # fmt: skip
