"""Superlatives and comparisons: "its most powerful launch since November 2017", "a record number of tests", "more than in all of 2021"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.coding.claiming.scene import Scene, full_noun, is_ranked_by_an_act, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import claim, window
from dateline.coding.quantities import number
from dateline.grounding.when import calendar
from dateline.language.parser import Token
from dateline.model import Claim, Span, TimeSpan

_REACHES = frozenset({"since", "past", "ever"})
_OWN = frozenset({"now", "whole", "past"})
_THAN = frozenset({"than", "as"})
_EARLIER = frozenset({"before", "previous", "earlier", "prior"})
_LINKS = ("prep", "mark", "pcomp", "pobj", "advmod", "cc")


def most(scene: Scene, token: Token) -> Claim | None:
    """The claim that a superlative, "a record" or a comparison makes of acts."""
    noun = scene.sentence.head(token)
    if token.lemma == "record" and token.dep in ("compound", "amod"):
        return _record(scene, token, noun)
    superlative = token.tag == "JJS" or any(m.tag == "RBS" for m in scene.sentence.children(token, "advmod"))
    if superlative and token.dep == "amod" and noun.pos in ("NOUN", "PROPN") and token.i < noun.i:
        return _superlative(scene, token, full_noun(scene.sentence, noun))
    if token.tag in ("JJR", "RBR"):
        return _than_any(scene, token) or _more(scene, token, noun)
    if token.lemma in ("many", "much") and any(m.lemma == "as" for m in scene.sentence.children(token, "advmod")):
        return _compared(scene, token, noun, "more", _factor(scene, token))
    return None


def _superlative(scene: Scene, token: Token, noun: Token) -> Claim | None:
    said = reach(scene.sentence, noun)
    when = scene.when(said, noun)
    found = window(scene, noun, said, _REACHES, when)
    if found is None or not (names_acts(scene, noun) or is_ranked_by_an_act(scene, noun)):
        return None
    bare = token.lemma in ("most", "many", "more") and not scene.sentence.children(token, "advmod")
    if bare and not any(d.lemma.lower() == "the" for d in scene.sentence.children(noun, "det")):
        return None  # "most lawmakers"
    measure = "number" if bare else str(words()["measures"].get(token.lemma.lower(), ""))
    return claim("most", of_noun(scene, noun, said, [token]), None, found, said, when=when, measure=measure)


def _record(scene: Scene, token: Token, noun: Token) -> Claim | None:
    """ "A record number of missile tests in 2022", "a record 60 launches this year"."""
    said = reach(scene.sentence, noun)
    if noun.lemma == "number":
        inner = [n for of in scene.sentence.children(noun, "prep") if of.lemma == "of" for n in scene.sentence.children(of, "pobj")]
        noun = inner[0] if inner else noun
    if not names_acts(scene, noun):
        return None
    when = scene.when(said, noun)
    found = window(scene, noun, said, _OWN, when)
    if found is None or found.days is None:
        return None
    made = claim("most", of_noun(scene, noun, said, [token]), None, None, over(said, found.span), when=when, measure="number")
    return replace(made, than=found.days)


def _than_any(scene: Scene, token: Token) -> Claim | None:
    """ "Higher than any it had fired in four years"."""
    tokens = scene.sentence.tokens
    than = next((t for t in tokens[token.i + 1 : token.i + 3] if t.lemma == "than"), None)
    if than is None or [t.lemma for t in tokens[than.i + 1 : than.i + 2]] != ["any"]:
        return None
    rest = tokens[than.i + 2 :]
    noun = next((t for t in rest[:4] if t.pos == "NOUN" and names_acts(scene, t)), None)
    head = noun or next((v for v in rest if v.pos == "VERB"), None)
    if head is None:
        return None
    said = over(token.span, than.span, head.span)
    when = scene.when(said, head)
    found = window(scene, head, said, _REACHES, when)
    if found is None:
        return None
    counted = of_verb(scene, head, said) if noun is None else of_noun(scene, head, said)
    return claim("most", counted, None, found, said, when=when, measure=str(words()["measures"].get(token.lemma.lower(), "")))


def _more(scene: Scene, token: Token, noun: Token) -> Claim | None:
    """ "More launches in 2022 than in all of 2021", "fewer than last year"."""
    if token.lemma.lower() not in ("more", "few", "many", "less"):
        return None
    return _compared(scene, token, noun, "fewer" if token.text.lower() in ("fewer", "less") else "more", 1)


def _factor(scene: Scene, token: Token) -> int:
    """How many times as many: "twice as many", "ten times as many"."""
    for one, two in pairwise(scene.sentence.tokens[: token.i]):
        if two.lemma == "time" and token.i - two.i <= 2 and (value := number(one.text)) is not None:
            return int(value)
    times = words()["times"]["adverbs"]
    return next((int(times[m.lemma.lower()]) for m in scene.sentence.children(token) if m.lemma.lower() in times), 1)


def _compared(scene: Scene, token: Token, noun: Token, kind: str, factor: int) -> Claim | None:
    if noun.pos not in ("NOUN", "PROPN") or not (names_acts(scene, noun) or is_piece(noun)):
        return None
    than = next((t for t in scene.sentence.tokens[noun.i :] if t.lemma in _THAN and t.dep in _LINKS), None)
    if than is None:
        return None
    said, own = reach(scene.sentence, noun), _days(scene, scene.sentence.start, than.start)
    if (before := _any_before(scene, than)) is not None:
        if kind != "more" or factor != 1 or own is None:
            return None
        return Claim("most", of_noun(scene, noun, said, [token]), None, None, over(said, own.span, before), measure="number", than=own)
    other = _days(scene, than.start, scene.sentence.end)
    if other is None:
        return None
    span = over(said, other.span, *([own.span] if own else []))
    return Claim(kind, of_noun(scene, noun, said, [token]), factor, own, span, than=other, measure="number")


def _any_before(scene: Scene, than: Token) -> Span | None:
    """The words that compare with all periods before: "than in any year before", "than in any previous month"."""
    rest = scene.sentence.tokens[than.i + 1 : than.i + 5]
    opener = next((t for t in rest[:2] if t.lemma == "any"), None)
    earlier = next((t for t in rest if t.text.lower() in _EARLIER), None)
    period = next((t for t in rest if t.lemma in calendar.PERIODS), None)
    return over(opener.span, period.span, earlier.span) if opener and earlier and period else None


def _days(scene: Scene, start: int, end: int) -> TimeSpan | None:
    """The last interval longer than a day that is named between two characters."""
    named = [e for e in scene.dating.expressions(scene.sentence) if start <= e.span.start < end and e.anchor != "event"]
    found = [scene.dating.resolved(e, scene.sentence) for e in named]
    return next((span for span in reversed(found) if span is not None and span.start != span.end), None)
