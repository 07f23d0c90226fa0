"""Superlatives and comparisons: "its most powerful launch since November 2017", "the largest protest in history", "more than in all of 2021"."""

from __future__ import annotations

from dateline.coding.claiming.scene import Scene, is_ranked_by_an_act, over, reach, words
from dateline.coding.claiming.series import is_piece, names_acts, of_noun, of_verb
from dateline.coding.claiming.windows import Window, spanned, window
from dateline.coding.quantities import number
from dateline.language.parser import Token
from dateline.model import Claim, Counted, Span, TimeSpan

_REACHES = frozenset({"since", "past", "ever"})
_THAN = frozenset({"than", "as"})


def most(scene: Scene, token: Token) -> Claim | None:
    """The claim that a superlative, or "a record", makes of acts."""
    if token.lemma == "record" and token.dep in ("compound", "amod"):
        return _record(scene, token)
    if token.tag == "JJS" or any(m.tag == "RBS" for m in scene.sentence.children(token, "advmod")):
        noun = scene.sentence.head(token)
        if token.dep == "amod" and noun.pos == "NOUN" and token.i < noun.i:
            return _superlative(scene, token, noun)
    if token.tag == "JJR" or token.tag == "RBR":
        return _than_any(scene, token) or _more(scene, token)
    if token.lemma in ("many", "much") and any(m.lemma == "as" for m in scene.sentence.children(token, "advmod")):
        return _as_many(scene, token)
    return None


def _superlative(scene: Scene, token: Token, noun: Token) -> Claim | None:
    said = reach(scene.sentence, noun)
    found = window(scene, noun, said, _REACHES, scene.when(said, noun))
    if found is None or not (names_acts(scene, noun) or is_ranked_by_an_act(scene, noun)):
        return None
    bare = token.lemma in ("most", "many", "more") and not scene.sentence.children(token, "advmod")
    if bare and not any(d.lemma.lower() == "the" for d in scene.sentence.children(noun, "det")):
        return None  # "most lawmakers"
    measure = str(words()["measures"].get(token.lemma.lower(), ""))
    counted = of_noun(scene, noun, said, [token])
    measure = "number" if bare else measure
    return _made(scene, noun, counted, found, said, measure)


def _record(scene: Scene, token: Token) -> Claim | None:
    """ "A record number of missile tests in 2022", "a record 60 launches this year"."""
    noun = scene.sentence.head(token)
    said = reach(scene.sentence, noun)
    if noun.lemma == "number":
        noun = next(
            (n for of in scene.sentence.children(noun, "prep") if of.lemma == "of" for n in scene.sentence.children(of, "pobj")), noun
        )
    if not names_acts(scene, noun):
        return None
    found = window(scene, noun, said, frozenset({"now", "whole", "past"}), scene.when(said, noun))
    if found is None or found.days is None:
        return None
    return Claim(
        "most",
        of_noun(scene, noun, said, [token]),
        None,
        None,
        spanned(said, found),
        than=found.days,
        measure="number",
        when=scene.when(said, noun),
    )


def _than_any(scene: Scene, token: Token) -> Claim | None:
    """ "Higher than any it had fired in four years"."""
    than = next((t for t in scene.sentence.tokens[token.i + 1 : token.i + 3] if t.lemma == "than"), None)
    following = scene.sentence.tokens[than.i + 1] if than is not None and than.i + 1 < len(scene.sentence.tokens) else None
    if than is None or following is None or following.lemma != "any":
        return None
    rest = scene.sentence.tokens[following.i + 1 :]
    verb = next((v for v in rest if v.pos == "VERB"), None)
    noun = next((t for t in rest[:4] if t.pos == "NOUN" and names_acts(scene, t)), None)
    head = noun or verb
    if head is None:
        return None
    said = over(token.span, than.span, head.span)
    found = window(scene, head, said, _REACHES, scene.when(said, head))
    counted = of_verb(scene, head, said) if noun is None else of_noun(scene, head, said)
    return _made(scene, head, counted, found, said, str(words()["measures"].get(token.lemma.lower(), ""))) if found else None


def _more(scene: Scene, token: Token) -> Claim | None:
    """ "More launches in 2022 than in all of 2021"."""
    noun = scene.sentence.head(token)
    if token.lemma.lower() not in ("more", "few", "many", "less") or noun.pos != "NOUN" or not (names_acts(scene, noun) or is_piece(noun)):
        return None
    kind = "fewer" if token.text.lower() in ("fewer", "less") else "more"
    return _compared(scene, token, noun, kind, 1)


def _as_many(scene: Scene, token: Token) -> Claim | None:
    """ "Twice as many tests in 2022 as in 2021"."""
    noun = scene.sentence.head(token)
    factor = next((int(f) for m in scene.sentence.children(token) if (f := words()["times"]["adverbs"].get(m.lemma.lower()))), 1)
    before = scene.sentence.tokens[: token.i]
    for one, two in zip(before, before[1:], strict=False):
        if two.lemma == "time" and (value := number(one.text)) is not None and token.i - two.i <= 2:
            factor = int(value)
    if noun.pos != "NOUN" or not (names_acts(scene, noun) or is_piece(noun)):
        return None
    return _compared(scene, token, noun, "more", factor)


def _compared(scene: Scene, token: Token, noun: Token, kind: str, factor: int) -> Claim | None:
    said = reach(scene.sentence, noun)
    than = next(
        (t for t in scene.sentence.tokens[noun.i :] if t.lemma in _THAN and t.dep in ("prep", "mark", "pcomp", "pobj", "advmod", "cc")),
        None,
    )
    if than is None:
        return None
    other = _days(scene, than.start, scene.sentence.end)
    own = _days(scene, scene.sentence.start, than.start)
    if other is None:
        return None
    span = over(said, other.span, *([own.span] if own else []))
    return Claim(kind, of_noun(scene, noun, said, [token]), factor, own, span, than=other, measure="number", when=scene.when(said, noun))


def _days(scene: Scene, start: int, end: int) -> TimeSpan | None:
    """The last interval longer than a day that is named between two characters."""
    found = [
        scene.dating.resolved(e, scene.sentence)
        for e in scene.dating.expressions(scene.sentence)
        if start <= e.span.start < end and e.anchor != "event"
    ]
    return next((span for span in reversed(found) if span is not None and span.start != span.end), None)


def _made(scene: Scene, head: Token, counted: Counted, found: Window, said: Span, measure: str) -> Claim:
    when = scene.when(said, head)
    return Claim("most", counted, None, found.days, spanned(said, found), after=found.after, measure=measure, when=when)
