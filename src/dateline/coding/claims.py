"""Claims: ordinals, counts, firsts and asserted breaches, with what is counted, over which days, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.coding.dating import Dating
from dateline.coding.quantities import number, words
from dateline.grounding.grounder import Grounder
from dateline.language.parser import Sentence, Token
from dateline.model import Attribution, Claim, EventMention, Report, Span, TimeSpan
from dateline.wordlists import wordlist

_SINCE = frozenset({"since", "in", "this", "of", "within", "for", "over", "so"})


def find_claims(
    report: Report, sentences: Sequence[Sentence], events: Sequence[EventMention], dating: Dating, grounder: Grounder
) -> list[Claim]:
    """The claims of a report, in text order."""
    claims = []
    for sentence in sentences:
        for token in sentence.tokens:
            claim = _ordinal(report, sentence, token, dating) or _count(report, sentence, token, events, dating) or _breach(sentence, token)
            if claim:
                trigger = _about(claim, sentence, token, events)
                saying = grounder.speakers.at(token.start)
                attribution = Attribution(saying.party, saying.cue, saying.because) if saying else None
                claims.append(replace(claim, trigger=trigger, attribution=attribution))
    return claims


def _ordinal(report: Report, sentence: Sentence, token: Token, dating: Dating) -> Claim | None:
    """ "the seventh missile launch since the start of the year", "its first test since 2017", "for the third time this month"."""
    value = words()["ordinals"].get(token.text.lower()) or _figure(token.text)
    if value is None or token.dep not in ("amod", "compound", "nummod", "advmod") or (token.i and token.text[:1].isupper()):
        return None  # a capitalised ordinal is part of a name: "Second Thomas Shoal"
    noun = sentence.head(token)
    if noun.pos not in ("NOUN", "PROPN") or token.i > noun.i:
        return None
    times = noun.lemma == "time"
    if noun.lemma in wordlist("no_series") and not times:
        return None
    reach = Span(_first(sentence, noun).start, max(t.end for t in sentence.subtree(noun)))
    window = _window(report, sentence, noun, reach, dating)
    if times:
        verb = next((a for a in sentence.ancestors(noun) if a.pos == "VERB"), None)
        if verb is None:
            return None
        series = verb.lemma
    else:
        series = _series(sentence, noun, token)
    if window is None and value == 1 and not times:
        return None
    if window is not None:
        reach = Span(reach.start, max(reach.end, window.span.end))
    return Claim("first" if value == 1 else "ordinal", series, value, window, reach)


def _figure(text: str) -> int | None:
    """ "7th" → 7."""
    stem = text.lower()
    if stem[-2:] in ("st", "nd", "rd", "th") and stem[:-2].isdigit():
        return int(stem[:-2])
    return None


def _count(report: Report, sentence: Sentence, token: Token, events: Sequence[EventMention], dating: Dating) -> Claim | None:
    """ "three launches this month": a number of acts over a window that the text names."""
    if token.tag != "CD" or token.dep != "nummod":
        return None
    value, noun = number(token.text), sentence.head(token)
    if (
        value is None
        or value != int(value)
        or noun.tag != "NNS"
        or noun.lemma in wordlist("no_series")
        or noun.lemma not in wordlist("counted")
    ):
        return None
    reach = Span(_first(sentence, noun).start, max(t.end for t in sentence.subtree(noun)))
    window = _window(report, sentence, noun, reach, dating)
    if window is None:
        return None
    return Claim("count", _series(sentence, noun, token), int(value), window, Span(reach.start, max(reach.end, window.span.end)))


def _breach(sentence: Sentence, token: Token) -> Claim | None:
    """ "in violation of multiple UN Security Council resolutions", "violated the ceasefire"."""
    if token.lemma in wordlist("breaches") and token.pos == "NOUN":
        norms = [n for p in sentence.children(token, "prep") if p.lemma == "of" for n in sentence.children(p, "pobj")]
    elif token.lemma in wordlist("breach_verbs") and token.pos == "VERB":
        norms = sentence.children(token, "dobj", "nsubjpass")
    else:
        return None
    for norm in norms:
        if norm.lemma.lower() in wordlist("norms"):
            first, last = _first(sentence, norm), norm
            run = sentence.tokens[first.i : last.i + 1]
            series = " ".join(t.text for t in run if t.dep not in ("det", "poss") or t.pos == "PROPN")
            return Claim("breach", series, None, None, Span(min(token.start, run[0].start), max(token.end, norm.end)))
    return None


def _window(report: Report, sentence: Sentence, noun: Token, reach: Span, dating: Dating) -> TimeSpan | None:
    """The days that a claim counts over: the interval named with it, ended by the day of the act where it runs to now."""
    window = dating.within(sentence, reach.start, reach.end) or dating.within(sentence, reach.end, sentence.end)
    if window is None:
        return None
    token = sentence.at(window.span.start)
    opener = sentence.tokens[token.i - 1].lemma if token is not None and token.i else ""
    since = opener == "since" or window.text.lower().startswith(("since", "this", "so far", "in the last", "in the past", "over the"))
    if opener not in _SINCE and not since:
        return None
    act = dating.within(sentence, sentence.start, reach.start)
    if since and act is not None and window.start <= act.end:
        return replace(window, end=act.end, because=f"{window.because}; to the day of the act, {act.end}")
    end: date | None = report.published
    if since and end is not None and window.end < end and opener == "since":
        return replace(window, end=end)
    return window


def _series(sentence: Sentence, noun: Token, ordinal: Token) -> str:
    """What is counted, in lemmas: "missile launch"."""
    parts = [
        t
        for t in sentence.children(noun, "compound", "amod")
        if t.i != ordinal.i and t.i > ordinal.i and t.i < noun.i and t.pos in ("NOUN", "ADJ")
    ]
    return " ".join([*(t.lemma.lower() for t in parts), noun.lemma.lower()])


def _first(sentence: Sentence, noun: Token) -> Token:
    return sentence.tokens[min(t.i for t in sentence.subtree(noun) if t.i <= noun.i)]


def _about(claim: Claim, sentence: Sentence, token: Token, events: Sequence[EventMention]) -> Span | None:
    """The trigger of the event that the claim is made about: one inside the claim, else the sentence's nearest before it."""
    here = [e for e in events if sentence.span.covers(e.trigger)]
    inside = [e for e in here if claim.span.covers(e.trigger)]
    before = [e for e in here if e.trigger.start < claim.span.start]
    chosen = inside[0] if inside else before[-1] if before else None
    return chosen.trigger if chosen else None
