"""Which words of a report name a place: candidates by the gazetteer, each weighed by the words around it.

Most names of small places are also borne by people, firms and common things. A candidate's cue is the sum of the weights
(``data/lexicon/toponyms.toml``) of what speaks for and against a place: "in" before it, "residents" after it, a given name before it.
Streets and persons' names are no candidates at all.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence

from dateline.grounding.naming.entities import NameMention
from dateline.grounding.naming.names import Names
from dateline.grounding.where.candidates import Candidate, contains, joined, read_words
from dateline.grounding.where.gazetteer import Gazetteer, Toponym
from dateline.grounding.where.placecues import AREAS, Cues, share
from dateline.grounding.where.placewords import Bearers, PlaceWords, placewords
from dateline.language.parser import Sentence
from dateline.model import Span

_PARTICLES = frozenset(
    "of the de del da di do dos la las le les los el al an ar as and y e en on upon sur am im der den du des van von under in by".split()
)
_REGIONS = frozenset({"country", "admin1"})


class Finder:
    """Finds the candidates of one report."""

    def __init__(self, text: str, names: Names, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> None:
        self._text, self._names, self._gazetteer = text, names, gazetteer
        self._lexicon: PlaceWords = placewords()
        self._looked: dict[str, tuple[Toponym, ...]] = {}
        self._named_at = [mention.span.start for mention in names.mentions]
        self.words = read_words(text)
        self._sentences = sentences
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
        cues = Cues(self._text, self.words, self._sentences, self._bearers)
        for n, candidate in enumerate(found):
            candidate.features |= cues.of(candidate, found[n - 1] if n else None)
        share(found)
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
            senses = self._country(mention.entity.rows[-1].country)
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
        if not senses and last > first and self.words[last].lower == "counties":
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
        return any(row.kind in AREAS for row in self._look_up(text)[:3])

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
        for candidate, following in itertools.pairwise(found):
            gap = self._text[candidate.span.end : following.span.start]
            if gap in (", ", " (", ",") and following.last - candidate.last <= 4 and not following.demonym:
                regions = [t for t in following.senses if t.kind in ("country", "admin1", "admin2", "continent")]
                if any(contains(region, sense) for region in regions for sense in candidate.senses):
                    candidate.within = following
                    following.features.add("qualifier")
