"""The names of one report: registry entities, people the report introduces itself, and how each is shortened later."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from dateline.grounding.naming.entities import Entity, NameMention, Registry, unaccented
from dateline.language.parser import Sentence, Token
from dateline.model import INTERNATIONAL, Span


@dataclass(slots=True)
class Known:
    """A person or body as the report speaks of it.

    Attributes:
        text: the fullest name so far.
        words: the words of the name, unaccented, by which later short forms are recognised.
        roles: role words that it was introduced with ("president", "spokesman"), for "the president" later.
        country, sector, entity, because: as in :class:`dateline.model.Party`.
        person: whether it is a human being.
    """

    text: str
    words: frozenset[str]
    country: str
    sector: str
    entity: str = ""
    because: str = ""
    person: bool = True
    roles: set[str] = field(default_factory=set)
    last: int = 0


class Names:
    """Registry names by position, and the report's own memory of people."""

    def __init__(self, registry: Registry, text: str, day: date | None) -> None:
        self.text, self.day, self.registry = text, day, registry
        self.mentions = registry.find(text, day)
        self._starts = [mention.span.start for mention in self.mentions]
        self.known: list[Known] = []
        self._by_entity: dict[str, Known] = {}
        self._by_word: dict[str, list[Known]] = {}
        self._fullest: dict[str, str] = {}
        for mention in self.mentions:
            name = mention.span.of(text)
            key = mention.entity.id
            if mention.entity.kind not in ("demonym", "seat", "state") and len(name) > len(self._fullest.get(key, "")):
                self._fullest[key] = name

    def at(self, token: Token) -> NameMention | None:
        """The registry name that covers a token."""
        n = bisect_right(self._starts, token.start) - 1
        if n >= 0 and token.start < self.mentions[n].span.end:
            return self.mentions[n]
        return None

    def within(self, start: int, end: int) -> list[NameMention]:
        """The registry names that lie in a run of the text."""
        first = bisect_right(self._starts, start - 1)
        found = []
        for mention in self.mentions[first:]:
            if mention.span.start >= end:
                break
            found.append(mention)
        return found

    def fullest(self, entity: Entity, default: str) -> str:
        """The longest name by which the report calls an entity."""
        return self._fullest.get(entity.id, default)

    def remember(self, known: Known) -> Known:
        """Add to the report's memory, or merge into who is there already."""
        earlier = self._by_entity.get(known.entity) if known.entity else self.recall(known.words)
        if earlier is not None and (known.entity or earlier.words >= known.words or known.words >= earlier.words):
            earlier.roles |= known.roles
            if len(known.text) > len(earlier.text):
                earlier.text = known.text
                earlier.words |= known.words
            if not earlier.country and not earlier.sector:
                earlier.country, earlier.sector, earlier.because = known.country, known.sector, known.because
            known = earlier
        else:
            self.known.append(known)
            if known.entity:
                self._by_entity[known.entity] = known
        for word in known.words:
            bearers = self._by_word.setdefault(word, [])
            if known not in bearers:
                bearers.append(known)
        return known

    def recall(self, words: frozenset[str]) -> Known | None:
        """Whom a short form names: the latest remembered bearer of all its words."""
        candidates: list[Known] | None = None
        for word in sorted(words):
            bearers = self._by_word.get(word, [])
            candidates = bearers if candidates is None else [k for k in candidates if k in bearers]
        return max(candidates, key=lambda k: k.last) if candidates else None

    def in_office(self, role: str) -> Known | None:
        """The latest remembered person introduced with a role word ("the minister")."""
        bearers = [k for k in self.known if role in k.roles]
        return max(bearers, key=lambda k: k.last) if bearers else None

    def countries(self) -> Counter[str]:
        """How often each country is named, by state, people, seat or office-holder; ties break by first mention."""
        counted: Counter[str] = Counter()
        for mention in self.mentions:
            country = mention.entity.on(self.day).country
            if country and country not in INTERNATIONAL and mention.entity.kind != "media":
                counted[country] += 2 if mention.entity.kind in ("state", "demonym", "seat") else 1
        return counted


_DAYS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
    "January February March April May June July August September October November December".split()
)


def name_words(text: str) -> frozenset[str]:
    """The words of a name that can stand for it, unaccented and in lower case."""
    cleaned = unaccented(text).lower().replace("’", "'").replace("'s", "")
    return frozenset(
        w for w in cleaned.replace("-", " ").split() if len(w) > 1 and w not in ("al", "el", "bin", "van", "von", "de", "the", "of")
    )


def proper_span(sentence: Sentence, head: Token) -> tuple[int, int]:
    """First and last index of the run of proper nouns that ends a name at ``head``."""
    first = head.i
    while first > 0 and _continues(sentence, sentence.tokens[first - 1], sentence.tokens[first]):
        first -= 1
    return first, head.i


def _continues(sentence: Sentence, left: Token, right: Token) -> bool:
    if left.text in _DAYS:  # "said on Thursday Prakash could be freed"
        return False
    if left.text in ("-", "'", "’", "al", "bin", "ibn", "van", "von", "de", "der", "el", "da", "di", "dos"):
        return (left.i > 0 and sentence.tokens[left.i - 1].pos == "PROPN") or left.text in ("al", "el", "van", "de")
    return left.pos == "PROPN" and left.tag != "POS" and left.end + 1 >= right.start


def span_of(tokens: list[Token]) -> Span:
    """From the first to the last of some tokens."""
    return Span(tokens[0].start, tokens[-1].end)
