"""What the finders of claims look at: one sentence of a report, with the acts, days and parties that are known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.coding.acts import Matcher
from dateline.coding.dating import Dating
from dateline.coding.quantities import words as number_words
from dateline.datafiles import data, read_toml
from dateline.grounding.grounder import Grounder
from dateline.language.clauses import modality
from dateline.language.parser import Sentence, Token
from dateline.model import EventMention, Report, Span, TimeSpan

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_COUNTED_FROM = frozenset({"after", "before", "since", "until", "following", "till"})
_WHEN = frozenset({"day", "week", "weekend", "month"})


@cache
def words() -> dict[str, Any]:
    """The words of claims, ``data/lexicon/claims.toml``, read once."""
    return read_toml(data() / "lexicon" / "claims.toml")


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, and what is known of its report.

    Attributes:
        events: all mentions of the report, in text order.
    """

    report: Report
    sentence: Sentence
    events: Sequence[EventMention]
    dating: Dating
    grounder: Grounder
    matcher: Matcher

    def before(self, token: Token) -> Token | None:
        """The token right before another."""
        return self.sentence.tokens[token.i - 1] if token.i else None

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin between two characters."""
        return [t for t in self.sentence.tokens if start <= t.start < end]

    def governor(self, token: Token) -> Token | None:
        """The verb that a phrase belongs to, be it directly or by a preposition or another noun."""
        return next((above for above in self.sentence.ancestors(token) if above.pos in ("VERB", "AUX")), None)

    def below(self, token: Token, above: Token) -> bool:
        """Whether a token is another, or hangs below it."""
        return token.i == above.i or any(a.i == above.i for a in self.sentence.ancestors(token))

    def about(self, reach: Span) -> EventMention | None:
        """The act that a claim is made about: one inside its words, else the nearest before them, also in the sentence before."""
        here = [e for e in self.events if self.sentence.span.covers(e.trigger)]
        inside = [e for e in here if reach.covers(e.trigger)]
        earlier = [e for e in here if e.trigger.start < reach.start]
        if inside or earlier:
            return (inside or earlier[-1:])[0]
        told = [e for e in self.events if e.trigger.start < self.sentence.start]
        return told[-1] if told else None

    def when(self, said: Span, head: Token) -> TimeSpan | None:
        """When the act was that a claim about what ``head`` names is made of: as its own clause says before it, else as it was coded.

        A day that counts from another act ("a week after the first launch") is not its day.
        """
        if any(a.lemma in _COUNTED_FROM for a in self.sentence.ancestors(head) if a.pos in ("ADP", "SCONJ")):
            return None
        governor = head if head.pos == "VERB" else self.governor(head)
        for expression in self.dating.expressions(self.sentence):
            token = self.sentence.at(expression.span.start)
            if token is None or expression.anchor == "event" or said.start <= expression.span.start < said.end:
                continue
            own = next((a for a in self.sentence.ancestors(token) if a.pos in ("VERB", "AUX")), None)
            if expression.granularity in _WHEN and expression.rule != "since" and (own is None or governor is None or own.i == governor.i):
                named = self.dating.resolved(expression, self.sentence)
                if named is not None:
                    return named
        about = self.about(said)
        return about.time if about is not None and about.time is not None and about.time.granularity in _WHEN else None


def ordinal(token: Token, sentence: Sentence | None = None) -> int | None:
    """The rank that a word names, with the tens before it in its sentence: "seventh", "7th", "twenty-first"."""
    text = token.text.lower()
    known, cardinals = number_words()["ordinals"], number_words()["cardinals"]
    if text in known:
        tens = sentence.tokens[token.i - 2] if sentence is not None and token.i > 1 and sentence.tokens[token.i - 1].text == "-" else None
        return int(known[text]) + (int(cardinals.get(tens.text.lower(), 0)) if tens is not None else 0)
    stem = text[:-2]
    return int(stem) if text[-2:] in ("st", "nd", "rd", "th") and stem.isdigit() else None


def full_noun(sentence: Sentence, noun: Token) -> Token:
    """The noun that a compound belongs to: what stands before "ICBM tests" is said of tests."""
    while noun.dep == "compound" and sentence.head(noun).i > noun.i:
        noun = sentence.head(noun)
    return noun


def reach(sentence: Sentence, noun: Token) -> Span:
    """The words of a noun's phrase."""
    below = sentence.subtree(noun)
    return Span(min(t.start for t in below if t.i <= noun.i), max(t.end for t in below))


def is_perfect(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb tells what has been done: "has sent about 1,000 balloons"."""
    return any(a.lemma == "have" for a in sentence.children(verb, "aux"))


def is_definite(sentence: Sentence, noun: Token) -> bool:
    """Whether a phrase is one that is known: "the launch", "its launch", "Iran's launch"."""
    return bool(sentence.children(noun, "poss")) or any(d.lemma.lower() in _DEFINITE for d in sentence.children(noun, "det"))


def is_to_come(scene: Scene, token: Token) -> bool:
    """Whether the clause of a phrase tells what will or could be."""
    verb = token if token.pos in ("VERB", "AUX") else scene.governor(token)
    return verb is not None and bool(modality(scene.sentence, verb))


def over(*spans: Span) -> Span:
    """From the first to the last character of several."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def is_ranked_by_an_act(scene: Scene, noun: Token) -> bool:
    """Whether whoever is ranked is so by an act: "the fourth state to agree", "the first leader to call on"."""
    clauses = scene.sentence.children(noun, "relcl", "acl")
    if noun.dep == "attr":
        clauses += scene.sentence.children(scene.sentence.head(noun), "advcl", "xcomp")
    return any(verb.tag in ("VB", "VBN") and verb.pos == "VERB" for verb in clauses)
