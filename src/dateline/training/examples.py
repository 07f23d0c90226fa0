"""Coded reports as the network takes them: passages of word pieces with labels at words and at pairs of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.coding import codebook
from dateline.coding.learned.candidates import namers, tellers
from dateline.coding.learned.passages import Passage, passages
from dateline.coding.learned.static import slots
from dateline.coding.learned.wordpieces import WordPieces
from dateline.language.parser import Parser, Sentence, Token
from dateline.model import Factuality, Span
from dateline.training.gold import CodedReport, Named, Told

TYPES = ("", *codebook.load())
MODES = ("", *(f"{t.type}/{m.name}" for t in codebook.load().values() for m in t.modes))
FACTUALITIES = tuple(f.value for f in Factuality)
ROLES = ("", "actor", "recipient", "speaker")
UNKNOWN = -100  # a label that no loss counts


@dataclass(frozen=True, slots=True)
class Word:
    """A token as the fast encoder takes it: where it stands, its pieces and label, the words that fill its slots, its sentence."""

    at: int
    pieces: tuple[int, ...]
    label: str
    slots: tuple[int, ...]
    sentence: int


@dataclass(slots=True)
class Example:
    """One passage with what is to be learned from it.

    Attributes:
        triggers: positions of candidate triggers; ``types``, ``modes``, ``factualities`` their labels (``UNKNOWN``: not settled).
        pairs: rows (trigger position, mention position, distance in tokens, sentences apart); ``roles`` their labels.
        words: all tokens of the passage.
    """

    report: str
    ids: NDArray[np.int64]
    triggers: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    modes: list[int] = field(default_factory=list)
    factualities: list[int] = field(default_factory=list)
    pairs: list[tuple[int, int, int, int]] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def examples(reports: Iterable[CodedReport], parser: Parser, pieces: WordPieces) -> Iterator[Example]:
    """The passages of coded reports; sentences that were not coded are context without labels."""
    for coded in reports:
        sentences = parser.parse(coded.report.text)
        for passage in passages(sentences, pieces):
            example = _example(coded, passage)
            if example.triggers:
                example.words = _words(passage, pieces)
                yield example


def _words(passage: Passage, pieces: WordPieces) -> list[Word]:
    words: list[Word] = []
    for number, sentence in enumerate(passage.sentences):
        begin = len(words)
        for token, filled in zip(sentence.tokens, slots(sentence), strict=True):
            at = passage.first.get((sentence.number, token.i), -1)
            words.append(Word(at, pieces.of(token.text), token.dep, tuple(i + begin if i >= 0 else -1 for i in filled), number))
    return words


def _example(coded: CodedReport, passage: Passage) -> Example:
    example = Example(coded.report.id, passage.ids)
    told: dict[tuple[int, int], Told] = {}
    for sentence in passage.sentences:
        for one in coded.acts:
            for span in (one.trigger, *one.also):
                head = _head(sentence, span)
                if head is not None:
                    told.setdefault((sentence.number, head.i), one)
    for sentence in passage.sentences:
        if not any(s.overlaps(sentence.span) for s in coded.sentences):
            continue
        for token in tellers(sentence):
            place = passage.first.get((sentence.number, token.i))
            if place is None:
                continue
            act = told.get((sentence.number, token.i))
            example.triggers.append(place)
            example.types.append(TYPES.index(act.type) if act else 0)
            example.modes.append(_mode(act))
            example.factualities.append(FACTUALITIES.index(act.factuality) if act else UNKNOWN)
            if act and act.trigger.overlaps(token.span):
                _pairs(example, passage, sentence, token, act, coded.report.text)
    return example


def _mode(act: Told | None) -> int:
    return MODES.index(f"{act.type}/{act.mode}" if act.mode else "") if act else UNKNOWN


def _head(sentence: Sentence, span: Span) -> Token | None:
    """The token of a span that the others of it depend on, if it may be a trigger; else one that may."""
    inside = [t for t in sentence.tokens if t.span.overlaps(span)]
    able = [t for t in inside if t in tellers(sentence)]
    tops = [t for t in able if sentence.head(t) not in inside or sentence.head(t) is t]
    found = tops or able
    verbs = [t for t in found if t.pos == "VERB"]
    return next(iter(verbs or found), None)


def _pairs(example: Example, passage: Passage, sentence: Sentence, trigger: Token, act: Told, text: str) -> None:
    """Label every mention of the passage by its part in the act; other mentions of a party that is named already are not counted."""
    sides: list[tuple[int, Sequence[Named]]] = [(1, act.actors), (2, act.recipients), (3, [act.speaker] if act.speaker else [])]
    labels: dict[tuple[int, int], int] = {}
    for role, parties in sides:
        for party in parties:
            for other in passage.sentences:
                by_name = _by_name(party.name, other, text)
                for token in namers(other):
                    label = _role(party, other, sentence, token, role, token.i in by_name)
                    if label:
                        key = (other.number, token.i)
                        labels[key] = label if labels.get(key, UNKNOWN) == UNKNOWN else labels[key]
    place = passage.first[sentence.number, trigger.i]
    for other in passage.sentences:
        for token in namers(other):
            mention = passage.first.get((other.number, token.i))
            if mention is not None and mention != place:
                example.pairs.append((place, mention, token.i - trigger.i, other.number - sentence.number))
                example.roles.append(labels.get((other.number, token.i), 0))


def _by_name(name: str, sentence: Sentence, text: str) -> frozenset[int]:
    """The tokens of a sentence that head a party's full name or, where that has several words, its last one alone."""
    last = name.split()[-1]
    found = set()
    for words in (name, last) if last[:1].isupper() else (name,):
        for match in re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").finditer(text, sentence.span.start, sentence.span.end):
            before = text[sentence.span.start : match.start()].split()
            if words != name and before and before[-1][:1].isupper():
                continue  # the last word of somebody else's name, it may be
            span = Span(*match.span())
            inside = [t for t in sentence.tokens if t.span.overlaps(span)]
            found |= {t.i for t in inside if sentence.head(t) is t or sentence.head(t) not in inside}
    return frozenset(found)


def _role(party: Named, other: Sentence, sentence: Sentence, token: Token, role: int, by_name: bool) -> int:
    """What a mention is as that of a party: its role, 0 for none, ``UNKNOWN`` for a further or a doubtful mention of it."""
    if party.span is not None and other is sentence and party.span.overlaps(token.span):
        head = other.head(token)
        return 0 if head is not token and party.span.overlaps(head.span) else role  # the head of the phrase stands for it
    if by_name:
        return role if party.span is None else UNKNOWN
    return UNKNOWN if token.text in party.name.split() and token.text[:1].isupper() else 0
