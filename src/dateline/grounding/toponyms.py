"""Which words of a report name a place: candidates by the gazetteer, each weighed by the words around it.

Most names of small places are also borne by people, firms and common things. A candidate's cue is the sum of the weights
(``data/lexicon/toponyms.toml``) of what speaks for and against a place: "in" before it, "residents" after it, a given name before it.
Streets and persons' names are no candidates at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.grounding.entities import NameMention
from dateline.grounding.gazetteer import Gazetteer, Toponym, key
from dateline.grounding.names import Names
from dateline.grounding.placewords import Bearers, PlaceWords, placewords
from dateline.language.parser import Sentence
from dateline.model import Span

_WORD = re.compile(r"[^\W_]+(?:(?:['’](?![sS]\b)|(?<=\b[A-Z])\.(?=[A-Z]\b)|(?<=\bW)\.(?=Va\b)|&)[^\W_]+)*")
_ABBREVIATED = frozenset("st ste mt ft lt sgt gov rev sen rep dr mr mrs ms col gen capt det maj cpl pvt supt atty jr sr hon pres no".split())
_PARTICLES = frozenset("of the de del da di do dos la las le les los el al an ar as and y e en on upon sur am im der den du des van von under in by".split())
_AREAS = frozenset({"country", "admin1", "continent"})
_ORDINARY = frozenset({"city", "capital", "admin2", "quarter"})
_REGIONS = frozenset({"country", "admin1"})


@dataclass(slots=True)
class Word:
    """A word of the text with the run of capitalised words that it stands in."""

    text: str
    start: int
    end: int
    near: str = ""  # what stands between it and the next word

    @property
    def lower(self) -> str:
        """In lower case."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


@dataclass(slots=True)
class Candidate:
    """Words that may name a place.

    Attributes:
        span: where they stand.
        name: the name that was looked up.
        senses: the places of that name.
        first, last: indices of its words.
        cue: how much speaks for a place.
        features: what spoke for and against.
        within: the candidate that says where it lies (", Texas"), if one follows.
        demonym: whether it names the people or is the adjective of a place.
    """

    span: Span
    name: str
    senses: tuple[Toponym, ...]
    first: int
    last: int
    cue: float = 0.0
    features: set[str] = field(default_factory=set)
    within: Candidate | None = None
    demonym: bool = False


def read_words(text: str) -> list[Word]:
    """The words of a text, with what stands after each."""
    found = [
        Word(m.group(), m.start(), m.end())
        for m in _WORD.finditer(text)
        if not (m.group() in ("s", "S") and text[m.start() - 1 : m.start()] in ("'", "’"))
    ]
    for word, following in zip(found, found[1:], strict=False):
        word.near = text[word.end : following.start]
    if found:
        found[-1].near = text[found[-1].end :]
    return found


def joined(word: Word) -> bool:
    """Whether the next word goes on with the same name."""
    return word.near in (" ", "-", "–", "’", "'") or (word.near == ". " and (len(word.text) == 1 or word.lower in _ABBREVIATED))


class Finder:
    """Finds the candidates of one report."""

    def __init__(self, text: str, names: Names, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self._text, self._names, self._gazetteer = text, names, gazetteer
        self._lexicon: PlaceWords = placewords()
        self._looked: dict[str, tuple[Toponym, ...]] = {}
        self._named_at = [mention.span.start for mention in names.mentions]
        self.words = read_words(text)
        self._tokens = {token.start: (sentence, token) for sentence in sentences for token in sentence.tokens}
        self._headline = _headlines(sentences)
        self._starts = [sentence.start for sentence in sentences]
        self._bearers = Bearers(self.words, self._lexicon, joined, self._is_region)

    def find(self) -> list[Candidate]:
        """The candidates in text order, not overlapping, with their cues."""
        found: list[Candidate] = []
        n = 0
        while n < len(self.words):
            candidate = self._at(n)
            if candidate:
                found.append(candidate)
                n = candidate.last
            n += 1
        self._qualify(found)
        for n, candidate in enumerate(found):
            candidate.features |= self._features(candidate, found[n - 1] if n else None)
        _share(found)
        for candidate in found:
            candidate.cue = sum(self._lexicon.weights.get(feature, 0.0) for feature in candidate.features)
        return found

    # ------------------------------------------------------------------ candidates

    def _at(self, n: int) -> Candidate | None:
        """The longest name of a place that begins with a word."""
        word = self.words[n]
        if not word.capital:
            return None
        if short := self._short(n):
            return short
        last = n
        ends = [n]
        while last - n + 1 < self._gazetteer.longest and last + 1 < len(self.words) and joined(self.words[last]):
            last += 1
            if self.words[last].capital:
                ends.append(last)
            elif self.words[last].lower not in _PARTICLES:
                if self.words[last].lower == "counties":
                    ends.append(last)
                break
        for end in reversed(ends):
            span = Span(word.start, self.words[end].end)
            if found := self._named(n, end, span):
                return found
        return None

    def _short(self, n: int) -> Candidate | None:
        """ "Tex.", "W.Va.", and after a comma "TX"."""
        word = self.words[n]
        for length in (2, 1):
            end = n + length - 1
            if end < len(self.words) and (length == 1 or word.near == ". "):
                stop = self.words[end].end + (self._text[self.words[end].end : self.words[end].end + 1] == ".")
                written = self._text[word.start : stop]
                name = self._lexicon.short.get(written)
                if name and (written.count(".") > 1 or self._after_comma(n) or len(written) > 4 or self._dash_before(n)):
                    senses = self._regions(name)
                    return Candidate(Span(word.start, stop), name, senses, n, end, features={"short"}) if senses else None
        if word.text in self._lexicon.postal and self._after_comma(n):
            name = self._lexicon.postal[word.text]
            senses = self._regions(name)
            return Candidate(Span(word.start, word.end), name, senses, n, n, features={"short"}) if senses else None
        return None

    def _regions(self, name: str) -> tuple[Toponym, ...]:
        rows = self._look_up(name)
        return tuple(row for row in rows if row.kind in _REGIONS) or rows

    def _after_comma(self, n: int) -> bool:
        return n > 0 and self.words[n - 1].near == ", " and self.words[n - 1].capital

    def _dash_before(self, n: int) -> bool:
        return n > 0 and self.words[n - 1].near == "-" and len(self.words[n - 1].text) == 1

    def _named(self, first: int, last: int, span: Span) -> Candidate | None:
        text = span.of(self._text)
        mention = self._mention(span)
        if mention and mention.entity.kind in ("person", "media", "company"):
            return None
        if region := self._lexicon.demonyms.get(text):
            senses = self._regions(region)
            return Candidate(span, region, senses, first, last, demonym=True, features={"demonym"}) if senses else None
        if mention and mention.entity.kind == "demonym" and mention.span == span:
            country = mention.entity.rows[-1].country
            senses = self._country(country)
            return Candidate(span, text, senses, first, last, demonym=True, features={"demonym"}) if senses else None
        if mention and mention.entity.kind == "state" and mention.span.start == span.start and mention.span.end - span.end in (0, 1):
            span = mention.span
            iso3 = mention.entity.rows[-1].country
            country = self._country(iso3) or tuple(t for t in self._look_up(text) if t.country == iso3)[:1]
            namesakes = tuple(t for t in self._look_up(text) if t.kind != "country")
            senses = (*country, *namesakes)
            return Candidate(span, text, senses, first, last, features={"state"}) if senses else None
        if last == first and (len(text) < 3 or (text.isupper() and len(text) < 4)):
            return None
        if self._is_street(first, last):
            return None
        if first == last and text.lower() in self._lexicon.generic:
            return None
        senses = self._look_up(text)
        if not senses and self.words[last].lower == "counties":
            senses = self._look_up(self._text[span.start : self.words[last - 1].end] + " county")
            span, last = Span(span.start, self.words[last - 1].end), last - 1
            return Candidate(span, f"{span.of(self._text)} County", senses, first, last, features={"unit"}) if senses else None
        return Candidate(span, text, senses, first, last) if senses else None

    def _mention(self, span: Span) -> NameMention | None:
        """The registry's name that covers the first word of a span and reaches to its last."""
        n = bisect_right(self._named_at, span.start) - 1
        mention = self._names.mentions[n] if n >= 0 else None
        return mention if mention and mention.span.end >= span.end else None

    def _look_up(self, name: str) -> tuple[Toponym, ...]:
        if name not in self._looked:
            self._looked[name] = tuple(self._gazetteer.named(name))
        return self._looked[name]

    def _country(self, iso3: str) -> tuple[Toponym, ...]:
        """The state itself, by its first name in the registry."""
        name = self._lexicon.countries.get(iso3, "")
        return tuple(row for row in self._look_up(name) if row.kind == "country" and row.country == iso3)[:1] if name else ()

    def _is_region(self, text: str) -> bool:
        return any(row.kind in _AREAS for row in self._look_up(text)[:3])

    def _followed_by_unit(self, last: int) -> bool:
        return last + 1 < len(self.words) and joined(self.words[last]) and self.words[last + 1].text in self._lexicon.units

    def _is_street(self, first: int, last: int) -> bool:
        """ "Memphis Street", "Lakeview and Harrison streets", "2517 Memphis"."""
        n = last
        for _ in range(3):
            if n + 1 >= len(self.words) or not (joined(self.words[n]) or self.words[n].near in (", ", "/")):
                return False
            following = self.words[n + 1]
            if following.lower in self._lexicon.streets and joined(self.words[n]) and (following.capital or following.lower.endswith("s")):
                return not (n > last and not following.lower.endswith("s"))
            if n == last and following.lower not in ("and", "&") and not following.capital:
                return False
            n += 1 if following.capital or following.lower in ("and",) else 9
        return False

    # ------------------------------------------------------------------ qualifiers

    def _qualify(self, found: list[Candidate]) -> None:
        """ "Athens, Ga.": the second says where the first lies."""
        for candidate, following in zip(found, found[1:], strict=False):
            gap = self._text[candidate.span.end : following.span.start]
            if gap in (", ", " (", ",") and following.last - candidate.last <= 4 and not following.demonym:
                regions = [t for t in following.senses if t.kind in ("country", "admin1", "admin2", "continent")]
                if any(contains(region, sense) for region in regions for sense in candidate.senses):
                    candidate.within = following
                    following.features.add("qualifier")

    # ------------------------------------------------------------------ cues

    def _features(self, candidate: Candidate, before: Candidate | None) -> set[str]:
        lexicon, words = self._lexicon, self.words
        first, last = words[candidate.first], words[candidate.last]
        found: set[str] = {"bias"}
        alone = candidate.first == candidate.last
        found.add("one word" if alone else "several words")
        chief = candidate.senses[0]
        most = chief.population
        if key(chief.name) != key(candidate.name):
            found.add("alias")
        known = chief.kind in _AREAS or (chief.kind not in _ORDINARY and (candidate.first < candidate.last or chief.source != "GeoNames"))
        found.add("area" if known else "million" if most >= 1_000_000 else "large" if most >= 100_000 else "middling" if most >= 10_000 else "small")
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
        if last.text in lexicon.units or self._followed_by_unit(candidate.last):
            found.add("unit")
        found |= self._left(candidate.first) | self._right(candidate.last)
        if before and self._text[before.span.end : candidate.span.start] in (", ", " and ", ", and ", " or "):
            found.add("listed")
        placed = self._tokens.get(last.start)
        if placed:
            sentence, token = placed
            if token.pos != "PROPN":
                found.add("not proper")
            if token.dep in ("nsubj", "nsubjpass"):
                found.add("subject")
            if token.dep == "appos" and sentence.head(token).lemma.lower() in lexicon.settlements:
                found.add("settlement of")
        elif "short" not in candidate.features:
            found.add("in heading")
        if first.text.isupper() and len(first.text) > 3:
            found.add("capitals")
        return found

    def _left(self, n: int) -> set[str]:
        """What the words before speak for."""
        if n == 0:
            return {"opening"}
        lexicon, words = self._lexicon, self.words
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
        near = self.words[n - 1].near
        return not joined(self.words[n - 1]) and near.strip(" ,") != ""

    def _right(self, n: int) -> set[str]:
        """What the words after speak for."""
        lexicon, words = self._lexicon, self.words
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


def _share(found: Sequence[Candidate]) -> None:
    """What one mention of a name shows, the others profit by."""
    sure = {"locative", "qualified", "unit", "civic", "settlement of", "civic capital"}
    shown: dict[str, set[int]] = {}
    for n, candidate in enumerate(found):
        if candidate.features & sure:
            shown.setdefault(candidate.name.lower(), set()).add(n)
    for n, candidate in enumerate(found):
        others = shown.get(candidate.name.lower(), set()) - {n}
        if others:
            candidate.features.add("shown elsewhere")


def contains(region: Toponym, sense: Toponym) -> bool:
    """Whether the second lies in the first, by country and first-order division; a county is taken for its whole division."""
    if region.kind == "country":
        return region.country == sense.country and sense.kind != "country"
    if region.kind == "admin1":
        return region.country == sense.country and region.admin1_code == sense.admin1_code and sense.kind != "admin1"
    if region.kind == "admin2":
        return region.admin1_code == sense.admin1_code and region.country == sense.country and sense.kind not in ("admin1", "admin2", "country")
    return False


def _headlines(sentences: Sequence[Sentence]) -> list[bool]:
    """Which sentences are written as headlines are, most of their longer words with capitals."""
    found = []
    for sentence in sentences:
        words = [token.text for token in sentence.tokens if len(token.text) > 3 and token.text.isalpha()]
        found.append(len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.75 * len(words))
    return found

