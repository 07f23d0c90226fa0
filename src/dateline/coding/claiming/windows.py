"""The days that a claim counts over: "since the start of the year", "in four months", "this week", "between 1994 and 1997", "ever"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateline.coding.claiming.scene import Scene, over, words
from dateline.coding.claiming.series import names_acts
from dateline.grounding.when import calendar, times
from dateline.grounding.when.times import TimeExpression
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span, TimeSpan

_SPAN = re.compile(r"P(\d+(?:\.\d+)?)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_IN = frozenset({"in", "within", "for", "over", "during"})
_WHOLE = frozenset({"in", "during", "throughout", "of", "within"})
_NOW = ("this ", "so far", "earlier this")
_PAST = ("in the past", "in the last")
_START = re.compile(r"\b(?:start|beginning|outset|turn)\b", re.IGNORECASE)
_OWN = {"year": calendar.year, "month": calendar.month, "week": calendar.week, "decade": calendar.decade, "century": calendar.century}


@dataclass(frozen=True, slots=True)
class Window:
    """Days that a claim counts over.

    Attributes:
        days: ``None`` where all that went before is meant ("ever"), or where the report does not tell them.
        span: the words that say it.
        sort: ``since``, ``now`` (so far, this month), ``past`` (in four months), ``whole`` (in 2017), ``ever``, or ``day`` (on Monday).
        after: of "since 2017" the last day of what it names: a first since then is one after it; ``None`` where it names a point.
        undated: the words, where the report does not tell the days: "since the takeover", "in decades".
    """

    days: TimeSpan | None
    span: Span
    sort: str
    after: date | None = None
    undated: str = ""


ANY = frozenset({"since", "now", "past", "whole", "ever"})
"""All sorts of windows that are longer than the day of an act."""


def window(scene: Scene, head: Token, reach: Span, sorts: frozenset[str], when: TimeSpan | None = None) -> Window | None:
    """The window of a claim about what ``head`` names: in its phrase, behind it, or at the head of its clause.

    Args:
        reach: the words of its phrase.
        sorts: the sorts of windows that the claim can have.
        when: the days of the act, to which a window up to now runs; the publication day without any.
    """
    found = [w for w in _windows(scene, when) if w.sort in sorts]
    inside = [w for w in found if reach.start <= w.span.start < reach.end and (w.sort != "whole" or _is_of(scene, w, head))]
    behind = [w for w in found if w.span.start >= reach.end and _same_clause(scene, w, head)]
    ahead = [w for w in found if w.span.start < reach.start and w.sort in ("since", "now", "whole") and _same_clause(scene, w, head)]
    return next(iter([*inside, *behind, *reversed(ahead)]), None)


def claim(
    kind: str,
    counted: Counted,
    number: int | None,
    found: Window | None,
    said: Span,
    *,
    when: TimeSpan | None = None,
    bound: str = "",
    measure: str = "",
) -> Claim:
    """A claim over the days of a window, or over all that went before without one; ``said`` are its words, which the window's join."""
    if found is None:
        return Claim(kind, counted, number, None, said, bound, measure=measure, when=when)
    return Claim(kind, counted, number, found.days, over(said, found.span), bound, found.undated, found.after, measure=measure, when=when)


def _windows(scene: Scene, when: TimeSpan | None) -> Iterator[Window]:
    """All windows that a sentence names, in text order; clauses that begin with "since" as a whole."""
    until = scene.report.published
    if when is not None and (until is None or when.end < until):
        until = when.end
    since = [w for w in (_since_clause(scene, token, until) for token in scene.sentence.tokens) if w is not None]
    taken = [w.span for w in since]
    for expression in scene.dating.expressions(scene.sentence):
        one = _of(scene, expression, until)
        if one is not None and not any(span.overlaps(one.span) for span in taken):
            taken.append(one.span)
            since.append(one)
    for token in scene.sentence.tokens:
        one = _worded(scene, token, until) or _same(scene, token, when)
        if one is not None and not any(span.overlaps(one.span) for span in taken):
            since.append(one)
    yield from sorted(since, key=lambda w: w.span)


def _of(scene: Scene, expression: TimeExpression, until: date | None) -> Window | None:
    """The window that a time expression is, by what stands before it."""
    token = scene.sentence.at(expression.span.start)
    if token is None or expression.kind == "SET":
        return None
    opener = _opener(scene, token)
    text = expression.text.lower()
    if expression.rule == "since" or opener == "since":
        return _since(scene, expression, until)
    if expression.rule in ("duration", "open duration"):
        last = scene.between(expression.span.start, expression.span.end)[-1]
        if last.dep in ("amod", "compound", "nmod"):
            return None  # "in the two-year conflict"
        return _past(scene, expression, until) if opener in _IN else None
    if expression.anchor == "event":
        return None
    sort = "now" if text.startswith(_NOW) else "past" if expression.rule == "window" or text.startswith(_PAST) else ""
    span = scene.dating.resolved(expression, scene.sentence)
    if span is None:  # the report has no day
        return Window(None, expression.span, sort, undated=expression.text) if sort else None
    if sort:
        return Window(_to(span, until), expression.span, sort)
    if expression.rule == "from to" or opener in _WHOLE or expression.granularity in ("year", "quarter", "decade"):
        return Window(span, expression.span, "whole")
    return Window(span, expression.span, "day") if expression.granularity in ("day", "month") else None


def _opener(scene: Scene, token: Token) -> str:
    """The preposition of an expression, words that only weigh it passed over: "in just over a decade"."""
    before = scene.before(token)
    while before is not None and (
        before.pos in ("ADV", "DET") or before.lemma in ("just", "little", "all", "whole", "more", "than", "of", "the")
    ):
        if before.lemma == "of" and not _is_all(scene, before):
            break
        before = scene.before(before)
    return before.lemma if before is not None else ""


def _is_all(scene: Scene, of: Token) -> bool:
    before = scene.before(of)
    return before is not None and before.lemma in ("all", "whole", "most", "rest", "course")


def _since(scene: Scene, expression: TimeExpression, until: date | None) -> Window | None:
    span = scene.dating.resolved(expression, scene.sentence)
    named = re.sub(r"^since\s+", "", expression.text, flags=re.IGNORECASE)
    if span is None:
        return Window(None, expression.span, "since", undated=expression.text)
    inner = next(iter(times.find(named, 0, len(named), scene.report.published)), None)
    after = inner.end if inner is not None and inner.end is not None and not _START.search(named) else None
    return Window(_to(replace(span, granularity="range"), until), expression.span, "since", after)


def _since_clause(scene: Scene, token: Token, until: date | None) -> Window | None:
    """ "Since fighting broke out in 1998", "since its independence in 1956", "since the takeover": from the day that it names, if any."""
    if token.lemma != "since" or token.pos not in ("SCONJ", "ADP", "ADV"):
        return None
    inside = scene.sentence.subtree(scene.sentence.head(token)) if token.dep == "mark" else scene.sentence.subtree(token)
    inside = [t for t in inside if t.i > token.i] or [t for t in scene.sentence.tokens if t.i == token.i + 1]
    if not inside:
        return None
    end = inside[-1].end
    expressions = [e for e in scene.dating.expressions(scene.sentence) if token.start <= e.span.start < end]
    if any(e.rule == "since" and e.span.start <= token.start for e in expressions):
        return None
    for expression in expressions:
        span = scene.dating.resolved(expression, scene.sentence)
        if span is not None and expression.anchor != "event" and (until is None or span.start <= until):
            counted = replace(span, text=scene.report.text[token.start : end], span=Span(token.start, end), granularity="range")
            return Window(_to(counted, until), Span(token.start, end), "since", span.end)
    return Window(None, Span(token.start, end), "since", undated=scene.report.text[token.start : end])


def _past(scene: Scene, expression: TimeExpression, until: date | None) -> Window | None:
    """ "In four months": so long before now; how long "in decades" is, is not told."""
    found = _SPAN.fullmatch(expression.value)
    if found is None or until is None:
        return Window(None, expression.span, "past", undated=expression.text)
    count, unit = float(found[1]), _UNITS[found[2]]
    start = calendar.move(until, -count, unit)
    because = f"{expression.text!r} up to {until}"
    return Window(TimeSpan(start, until, expression.text, expression.span, "range", because), expression.span, "past")


def _worded(scene: Scene, token: Token, until: date | None) -> Window | None:
    """ "Ever", "in history", "in decades", "of the year"."""
    lemma, before = token.lemma.lower(), scene.before(token)
    if lemma in words()["open"]["words"]:
        return Window(None, token.span, "ever")
    if before is None:
        return None
    if lemma in words()["open"]["nouns"] and any(a.lemma in ("in", "on") for a in scene.sentence.ancestors(token) if a.pos == "ADP"):
        return Window(None, token.span, "ever")
    if token.tag == "NNS" and lemma in ("year", "decade", "month", "generation", "century") and before.lemma in ("in", "for"):
        span = Span(before.start, token.end)
        return Window(None, span, "past", undated=span.of(scene.report.text))
    opener = scene.before(before)
    if lemma in _OWN and before.lemma == "the" and opener is not None and opener.lemma == "of":
        span = Span(opener.start, token.end)
        if scene.report.published is None:
            return Window(None, span, "now", undated=span.of(scene.report.text))
        whole = _OWN[lemma](scene.report.published)
        days = TimeSpan(whole.start, whole.end, span.of(scene.report.text), span, whole.granularity, f"the {lemma} of publication")
        return Window(_to(days, until), span, "now")
    return None


def _same(scene: Scene, token: Token, when: TimeSpan | None) -> Window | None:
    """ "That year": the year of the act."""
    before, lemma = scene.before(token), token.lemma.lower()
    if lemma not in _OWN or before is None or before.lemma.lower() != "that" or when is None:
        return None
    whole, span = _OWN[lemma](when.start), Span(before.start, token.end)
    days = TimeSpan(whole.start, whole.end, span.of(scene.report.text), span, whole.granularity, f"the {lemma} of {when.start}")
    return Window(_to(days, when.end), span, "now")


def _to(span: TimeSpan, until: date | None) -> TimeSpan:
    """The days up to now, or to the day of the act."""
    if until is None or until < span.start or span.end == until:
        return span
    return replace(span, end=until, because=f"{span.because}; to {until}")


def _is_of(scene: Scene, found: Window, head: Token) -> bool:
    """Whether a window belongs to what a phrase names, and to nothing inside it: "attacks, including the 1996 bombing"."""
    token = scene.sentence.at(found.span.start)
    above = scene.sentence.ancestors(token) if token is not None else iter(())
    near = next((a for a in above if a.pos in ("NOUN", "VERB") and not found.span.covers(a.span)), None)
    return near is None or near.i == head.i or not scene.below(near, head)


def _same_clause(scene: Scene, found: Window, head: Token) -> bool:
    """Whether a window belongs to the clause that a phrase stands in."""
    token = scene.sentence.at(found.span.start)
    if token is None:
        return False
    own = {head.i} | {a.i for a in scene.sentence.ancestors(head)}
    for above in (token, *scene.sentence.ancestors(token)):
        if found.span.covers(above.span):
            continue
        if above.pos in ("VERB", "AUX", "NOUN", "PROPN") and above.i in own:
            return True
        if above.pos in ("VERB", "AUX") or names_acts(scene, above):
            return False
    return True
