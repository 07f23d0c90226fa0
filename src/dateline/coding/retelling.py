"""Words that tell a known act again: "the blast", "its verdict", a participle deep in the background.

Reports tell their main act five or ten times, mostly without a doer, so that most such words are no events by themselves. Each is compared
with the report's events of its type; a table (``data/models/retelling.toml``), fitted on reports in which every telling is marked
(``training/fit_retelling.py``), says how likely it tells one of them again, and every weight has its meaning.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.coding.bearing import Bearers, with_more
from dateline.coding.drafts import Drafter
from dateline.coding.learned.candidates import tellers
from dateline.coding.learned.reading import Reading
from dateline.coding.lexicon import Lexicon
from dateline.coding.participants import logit
from dateline.coding.table import shipped
from dateline.language.parser import Sentence, Token
from dateline.model import EventMention, Party, Quantity, Span, Step, TimeSpan
from dateline.wordlists import wordlist

TABLE = "retelling"
_HEARD = 0.03  # a word that no entry names and the reader holds less likely than this of the type is not compared
_SURE = 0.5  # from which on an event takes the numbers told for a word
_STEM = 4  # letters that two words of one stem share: "bombed", "bombing"
_WORD = re.compile(r"[^\W\d_]{4,}")
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_CLAUSES = frozenset({"acl", "relcl", "amod", "advcl", "csubj", "pcomp"})


@dataclass(frozen=True, slots=True)
class Echo:
    """A word that may tell an event again.

    Attributes:
        parties: countries, or sectors and words, of those that its own clause or phrase names.
        time: the days that it names.
        types: how likely the reader holds each type at the word.
        entries: the types that the lexicon knows the word to tell.
        inside: whether it stands below the trigger of an event.
        real: how real the reader takes it to be told.
        quantities: the numbers that are told for it.
    """

    sentence: Sentence
    token: Token
    parties: frozenset[str]
    time: TimeSpan | None
    types: Mapping[str, float]
    entries: frozenset[str]
    inside: bool
    real: str
    quantities: tuple[Quantity, ...]


class Echoes:
    """The words of one report that may tell its events again."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        drafter: Drafter,
        lexicon: Lexicon,
        reading: Reading,
        days: Callable[[Sentence, int, int], TimeSpan | None],
        bearers: Bearers,
    ) -> None:
        """``days`` gives the days that a run of a sentence names."""
        self._sentences, self._drafter, self._lexicon, self._reading, self._days = sentences, drafter, lexicon, reading, days
        self._bearers = bearers

    def among(self, events: Sequence[EventMention]) -> Iterator[Echo]:
        """Those words, in text order, that are not taken yet and may be of the type of one of the events."""
        taken = [span for event in events for span in (event.trigger, *event.retold)]
        wanted = {event.type for event in events}
        for sentence in self._sentences:
            heads = {i for span in taken if span.overlaps(sentence.span) for i in _inside(sentence, span)}
            for token in tellers(sentence):
                if any(span.overlaps(token.span) for span in taken) or self._drafter.grounder.is_named(token):
                    continue
                types = self._reading.types(sentence, token)
                entries = self._entries(token)
                if any(t in entries or types.get(t, 0.0) >= _HEARD for t in wanted):
                    yield self._echo(sentence, token, types, entries, any(a.i in heads for a in sentence.ancestors(token)))

    def _entries(self, token: Token) -> frozenset[str]:
        part = "noun" if token.pos in ("NOUN", "PROPN") else "verb"
        return frozenset(e.type for e in self._lexicon.of(token.lemma) if e.type and e.pos == part)

    def _echo(self, sentence: Sentence, token: Token, types: Mapping[str, float], entries: frozenset[str], inside: bool) -> Echo:
        parties = [*self._drafter.doer(sentence, token), *self._drafter.about(sentence, token)]
        reach = sentence.reach(token)
        factual = self._reading.factuality(sentence, token)
        real = max(factual, key=lambda f: factual[f]) if factual else ""
        names = frozenset(filter(None, map(_name, parties)))
        borne = self._bearers.borne(sentence, token.span)
        return Echo(sentence, token, names, self._days(sentence, reach.start, reach.end), types, entries, inside, real, borne)

    def alike(self, echo: Echo, event: EventMention) -> float:
        """How alike the reader sees the word and those that tell the event, the one most alike."""
        here = (echo.sentence, echo.token)
        return max((self._reading.alike(here, word) for span in (event.trigger, *event.retold) for word in self._at(span)), default=0.0)

    def _at(self, span: Span) -> Iterator[tuple[Sentence, Token]]:
        """The words of a span that may tell an act."""
        for sentence in self._sentences:
            if sentence.span.overlaps(span):
                yield from ((sentence, token) for token in tellers(sentence) if token.span.overlaps(span))


def add_retellings(events: Sequence[EventMention], echoes: Echoes, text: str) -> list[EventMention]:
    """The events with the words that tell them again: each word goes to the event that it most likely tells, if that is likely enough."""
    table, floor = shipped(TABLE)
    told = list(events)
    for echo in sorted(echoes.among(events), key=_is_verb):  # nouns first: a verb that carries one of them adds nothing
        likely = [(table.probability(echo_features(echo, e, events, echoes, text)), -n) for n, e in enumerate(events) if may_echo(echo, e)]
        probability, at = max(likely, default=(0.0, 0))
        if probability >= floor and not _carries(echo, told[-at]):
            told[-at] = _with(told[-at], echo, probability)
    return told


def _is_verb(echo: Echo) -> bool:
    return echo.token.pos not in ("NOUN", "PROPN")


def _carries(echo: Echo, event: EventMention) -> bool:
    """Whether a verb only carries a noun that tells the event: "the bombing began", "carried out the attack"."""
    carried = echo.sentence.children(echo.token, "nsubj", "nsubjpass", "dobj") if _is_verb(echo) else []
    return any(span.overlaps(noun.span) for noun in carried for span in (event.trigger, *event.retold))


def may_echo(echo: Echo, event: EventMention) -> bool:
    """Whether a word is compared with an event at all."""
    known = event.type in echo.entries or echo.types.get(event.type, 0.0) >= _HEARD
    return known and not event.quote.covers(echo.token.span)  # what its own sentence says of it is no other telling


def echo_features(echo: Echo, event: EventMention, events: Sequence[EventMention], echoes: Echoes, text: str) -> dict[str, float]:
    """What speaks for a word telling an event again (:data:`ECHO_FEATURES` says what each means)."""
    rivals = sum(e.type == event.type for e in events) - 1
    away = min(_characters_apart(echo, span) for span in (event.quote, *event.also))
    true = {
        f"form {(form := _form(echo))}",
        *([f"form {form}, entry"] if event.type in echo.entries else []),
        f"parties {_parties(echo, event)}",
        f"time {_times(echo.time, event.time)}",
        f"type {event.type}",
        *(["entry"] if event.type in echo.entries else []),
        *(["stem"] if _stem(echo.token.text) in {_stem(_last(s.of(text))) for s in (event.trigger, *event.retold)} else []),
        *(["another"] if _is_another(echo) else []),
        *(["inside"] if echo.inside else []),
        *(["after"] if echo.token.start > event.trigger.start else []),
        *(["as real"] if echo.real == event.factuality.value else []),
        *(["alone"] if not rivals else []),
    }
    grades = {
        "reader": logit(echo.types.get(event.type, 0.0)),
        "reader act": logit(1 - echo.types.get("", 1.0)),
        "rivals": math.log1p(rivals),
        "away": math.log1p(away / 200),
        "sure": event.confidence,
        "words": _shared_words(echo, event, text),
        "alike": echoes.alike(echo, event),
        "told": math.log1p(len(event.retold)),
        "early": 1 / (1 + text.count("\n", 0, event.trigger.start) + event.trigger.start / 500),
    }
    return dict.fromkeys(sorted(true), 1.0) | grades


def _with(event: EventMention, echo: Echo, probability: float) -> EventMention:
    quote, word = echo.sentence.span, echo.token
    also = {*event.also, quote} - {event.quote}
    step = Step("retold", f"{word.text!r} at {word.start}-{word.end} tells it again: {probability:.2f}")
    return replace(
        event,
        also=tuple(sorted(also)),
        retold=tuple(sorted({*event.retold, word.span})),
        quantities=with_more(event.quantities, echo.quantities) if probability >= _SURE else event.quantities,
        reason=(*event.reason, step),
    )


def _inside(sentence: Sentence, span: Span) -> Iterator[int]:
    return (t.i for t in sentence.tokens if t.span.overlaps(span))


def _form(echo: Echo) -> str:
    """How the word stands: a noun with the article that it has, a participle or relative clause, a main verb."""
    sentence, token = echo.sentence, echo.token
    if _is_verb(echo):
        return "clause below" if token.dep in _CLAUSES else "verb"
    if token.dep == "compound":
        return "part of a compound"
    several = " plural" if token.tag in ("NNS", "NNPS") else ""
    if sentence.children(token, "poss"):
        return f"owned noun{several}"
    articles = {c.lemma for c in sentence.children(token, "det")}
    return f"definite noun{several}" if articles & _DEFINITE else f"indefinite noun{several}" if articles else f"bare noun{several}"


def _is_another(echo: Echo) -> bool:
    """Whether a word beside it says that another act of the kind is meant: "an earlier attack", "more launches"."""
    return any(c.lemma in wordlist("another") for c in echo.sentence.children(echo.token))


def _parties(echo: Echo, event: EventMention) -> str:
    sides = {_name(p) for p in (*event.actors, *event.recipients)}
    if not echo.parties:
        return "nobody"
    return "known" if echo.parties <= sides else "some known" if echo.parties & sides else "others"


def _name(party: Party) -> str:
    return party.country or party.sector


def _times(one: TimeSpan | None, other: TimeSpan | None) -> str:
    if one is None:
        return "silent"
    if other is None:
        return "told here alone"
    if one.end < other.start or other.end < one.start:
        return "apart"
    return "same" if (one.start, one.end) == (other.start, other.end) else "overlapping"


def _shared_words(echo: Echo, event: EventMention, text: str) -> float:
    mine = _longer(echo.sentence.span.of(text)) - {_stem(echo.token.text)}
    theirs = set().union(*(_longer(span.of(text)) for span in (event.quote, *event.also)))
    return len(mine & theirs) / max(1, len(mine))


def _longer(text: str) -> set[str]:
    return {_stem(word) for word in _WORD.findall(text)}


def _characters_apart(echo: Echo, span: Span) -> int:
    """Characters between the word and a telling; 0 within it."""
    return max(0, span.start - echo.token.end, echo.token.start - span.end)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def _last(words: str) -> str:
    return words.split()[-1]


ECHO_FEATURES: Mapping[str, str] = {
    "reader": "log-odds that the reader gives the event's type at the word",
    "reader act": "log-odds that the reader gives any act at the word",
    "entry": "the lexicon knows the word to tell acts of the type",
    "stem": "it begins like a word that tells the event",
    "another": "a word beside it says that another act of the kind is meant",
    "inside": "it stands below the trigger of an event",
    "after": "it comes after the event's trigger",
    "words": "share of the other longer words of its sentence that the sentences telling the event have too",
    "as real": "it is told as equally real",
    "alone": "the event is the report's only one of the type",
    "rivals": "how many other events of the type the report has (logarithm)",
    "away": "characters to the nearest telling of the event (logarithm of 200s)",
    "sure": "the event's confidence",
    "told": "how often the event is told already (logarithm)",
    "early": "how early in the report the event is told",
    "alike": "cosine of the reader's vectors of the word and of the one most alike that tells the event",
    "form …": "how the word stands: verb, clause below another, noun with or without article; and whether the lexicon knows it",
    "parties …": "whether the parties that its clause names are those of the event",
    "time …": "whether the days that its clause names are those of the event",
    "type …": "how usual retelling is for the type",
}
