"""What speaks for and against a name being a place's: the name itself, the words around it, the parser, its other mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from dateline.grounding.where.candidates import Candidate, Word, joined
from dateline.grounding.where.gazetteer import key
from dateline.grounding.where.placewords import Bearers, PlaceWords, placewords
from dateline.language.parser import Sentence, Token

AREAS = frozenset({"country", "admin1", "continent"})
_ORDINARY = frozenset({"city", "capital", "admin2", "quarter"})
_SURE = frozenset({"locative", "qualified", "unit", "civic", "settlement of", "civic capital"})


class Cues:
    """Names the features of candidates; ``data/lexicon/toponyms.toml`` says what each is worth."""

    def __init__(self, text: str, words: Sequence[Word], sentences: Sequence[Sentence], bearers: Bearers) -> None:
        self._text, self._words, self._bearers = text, words, bearers
        self._lexicon = placewords()
        self._tokens: Mapping[int, tuple[Sentence, Token]] = {t.start: (s, t) for s in sentences for t in s.tokens}
        self._headline = _headlines(sentences)
        self._starts = [sentence.start for sentence in sentences]

    def of(self, candidate: Candidate, before: Candidate | None) -> set[str]:
        """The features of a candidate, ``before`` being the one before it in the text."""
        found = {"bias"} | self._name(candidate) | self._left(candidate.first) | self._right(candidate.last) | self._syntax(candidate)
        if before and self._text[before.span.end : candidate.span.start] in (", ", " and ", ", and ", " or "):
            found.add("listed")
        return found

    def _name(self, candidate: Candidate) -> set[str]:
        """What the name itself speaks for."""
        lexicon, words = self._lexicon, self._words
        first, last = words[candidate.first], words[candidate.last]
        found: set[str] = set()
        alone = candidate.first == candidate.last
        found.add("one word" if alone else "several words")
        chief = candidate.senses[0]
        most = chief.population
        if key(chief.name) != key(candidate.name):
            found.add("alias")
        known = chief.kind in AREAS or (chief.kind not in _ORDINARY and (candidate.first < candidate.last or chief.source != "GeoNames"))
        found.add(
            "area"
            if known
            else "million"
            if most >= 1_000_000
            else "large"
            if most >= 100_000
            else "middling"
            if most >= 10_000
            else "small"
        )
        if candidate.within:
            found.add("qualified")
        if alone and "short" not in candidate.features and "state" not in candidate.features:
            if lexicon.is_common(first.lower):
                found.add("common word")
            if lexicon.given.get(first.lower, 0) >= 10:
                found.add("given name")
            if lexicon.family.get(first.lower, 0) >= 20:
                found.add("family name")
            if self._bearers.is_family(first.text):
                found.add("bearer")
        length = self._bearers.length(candidate.first)
        if length:
            found.add("whole person" if candidate.last - candidate.first + 1 == length else "part of a person")
        if last.text in lexicon.units or followed_by_unit(words, candidate.last, lexicon):
            found.add("unit")
        if first.text.isupper() and len(first.text) > 3:
            found.add("capitals")
        return found

    def _syntax(self, candidate: Candidate) -> set[str]:
        """What the parser speaks for."""
        found: set[str] = set()
        placed = self._tokens.get(self._words[candidate.last].start)
        if placed:
            sentence, token = placed
            if token.pos != "PROPN":
                found.add("not proper")
            if token.dep in ("nsubj", "nsubjpass"):
                found.add("subject")
            if token.dep in ("dobj", "nsubjpass") and sentence.head(token).lemma in self._lexicon.taken:
                found.add("taken")
            if token.dep == "appos" and sentence.head(token).lemma.lower() in self._lexicon.settlements:
                found.add("settlement of")
        elif "short" not in candidate.features:
            found.add("in heading")
        return found

    def _left(self, n: int) -> set[str]:
        """What the words before speak for."""
        if n == 0:
            return {"opening"}
        lexicon, words = self._lexicon, self._words
        left = words[n - 1]
        if not joined(left):
            found = {"after comma"} if left.near == ", " else {"after break"}
            if left.near[:1] in ".?!" and left.near.strip(".?! \"”“’'") == "":
                found.add("opening")
            return found
        low = left.lower
        if left.near in ("-", "–"):
            return {"of a party" if len(left.text) == 1 else "after a hyphen"}
        if low in lexicon.locative:
            return {"locative"}
        if low in lexicon.neutral:
            before = words[n - 2].lower if n > 1 and joined(words[n - 2]) else ""
            if low == "of" and n > 1 and (self._bearers.covers(n - 2) or (words[n - 2].near == ", " and words[n - 2].text.isdigit())):
                return {"of a person"}
            if low == "of" and before in lexicon.settlements:
                return {"settlement of"}
            if n > 1 and joined(words[n - 2]) and words[n - 2].capital and low in ("of", "for") and not self._opens(n - 2):
                return {"inside a name"}
            return {low}
        if low in lexicon.directions:
            return {"direction"}
        if low == "the":
            return {"article"}
        if left.capital and not self._opens(n - 1) and not self._is_headline(left.start):
            if low in lexicon.titles:
                return {"title"}
            if low in lexicon.days:
                return {"after small"}
            if lexicon.is_common(low) or low in lexicon.civic:
                return {"after a capital"}
            return {"inner"}
        return {"after small"}

    def _opens(self, n: int) -> bool:
        """Whether a word begins a sentence."""
        if n == 0:
            return True
        near = self._words[n - 1].near
        return not joined(self._words[n - 1]) and near.strip(" ,") != ""

    def _right(self, n: int) -> set[str]:
        """What the words after speak for."""
        lexicon, words = self._lexicon, self._words
        near = words[n].near
        found: set[str] = set()
        if near[:2] in ("'s", "’s") or near.startswith(("' ", "’ ")):
            found.add("possessive")
        if re.match(r"\s*(?:\([A-Z][\w ]+\)\s*)?(?:--|—|–)", near) or re.match(r" \(AP|\s-\s", self._text[words[n].end : words[n].end + 5]):
            found.add("before a dash")
        if n + 1 >= len(words):
            return found
        following = words[n + 1]
        low = following.lower
        if near in (", ",) and following.text.isdigit() and len(following.text) <= 2:
            found.add("age")
        if not joined(words[n]):
            return found
        if low in lexicon.others and following.capital:
            found.add("before another name")
        elif low in lexicon.civic:
            found.add("civic capital" if following.capital else "civic")
        elif low in lexicon.natural:
            found.add("natural")
        elif low in lexicon.speech:
            found.add("speech")
        elif near == "-":
            found.add("hyphen")
        elif following.capital and not self._is_headline(following.start):
            found.add("before a common capital" if lexicon.is_common(low) else "before a capital")
        return found

    def _is_headline(self, offset: int) -> bool:
        n = bisect_right(self._starts, offset) - 1
        return n >= 0 and self._headline[n]


def followed_by_unit(words: Sequence[Word], last: int, lexicon: PlaceWords) -> bool:
    """Whether "County" or the like stands after a word."""
    return last + 1 < len(words) and joined(words[last]) and words[last + 1].text in lexicon.units


def share(found: Sequence[Candidate]) -> None:
    """What one mention of a name shows, the others profit by."""
    shown: dict[str, set[int]] = {}
    for n, candidate in enumerate(found):
        if candidate.features & _SURE:
            shown.setdefault(candidate.name.lower(), set()).add(n)
    for n, candidate in enumerate(found):
        others = shown.get(candidate.name.lower(), set()) - {n}
        if others:
            candidate.features.add("shown elsewhere")


def _headlines(sentences: Sequence[Sentence]) -> list[bool]:
    """Which sentences are written as headlines are, most of their longer words with capitals."""
    found = []
    for sentence in sentences:
        words = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text.isalpha()]
        found.append(len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.75 * len(words))
    return found
