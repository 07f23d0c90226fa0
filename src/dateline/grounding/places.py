"""Where: toponyms to coordinates and countries, ranked by the report's own countries and by population."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dateline.datafiles import data
from dateline.grounding.names import Names, proper_span, span_of
from dateline.grounding.registry import unaccented
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import Place, Span
from dateline.wordlists import wordlist

LOCATIVE = frozenset(
    "in at near inside outside across around over off along within throughout between beside between from into toward towards to on".split()
)
_CERTAIN = frozenset("in at near inside outside around throughout across".split())
_BIG_CITY = 400_000


@dataclass(frozen=True, slots=True)
class Toponym:
    """One gazetteer row: a place of that name. Population 0 marks a place of our own file."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonames: str
    source: str


@cache
def load() -> dict[str, tuple[Toponym, ...]]:
    """The gazetteer by unaccented lower-case name, the most populous bearer first."""
    folder = data() / "gazetteer"
    found: dict[str, list[Toponym]] = {}
    with (folder / "places.csv.gz").open("rb") as packed, gzip.open(packed) as raw:
        _read(io.TextIOWrapper(raw, encoding="utf-8"), "GeoNames", found)
    for own in ("exonyms.csv", "special.csv"):
        with (folder / own).open(encoding="utf-8") as lines:
            _read(lines, own, found)
    return {name: tuple(sorted(rows, key=lambda r: (-r.population, r.geonames, r.country))) for name, rows in found.items()}


def _read(lines: Iterable[str], source: str, found: dict[str, list[Toponym]]) -> None:
    for row in csv.DictReader(lines):
        top = Toponym(
            row["name"],
            row["country"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"] or 0),
            row["geonames"],
            source,
        )
        for name in (row["name"], *filter(None, (row.get("aliases") or "").split("|"))):
            found.setdefault(unaccented(name).lower(), []).append(top)


class Places:
    """The toponyms of one report."""

    def __init__(self, names: Names, sentences: Sequence[Sentence], home: str) -> None:
        self._names, self._gazetteer = names, load()
        self._context: Counter[str] = names.countries()
        if home:
            self._context[home] += 1
        self._found: dict[int, Place] = {}
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos == "PROPN" and not (
                    token.i + 1 < len(sentence.tokens) and sentence.tokens[token.i + 1].pos == "PROPN" and token.dep == "compound"
                ):
                    self._look_up(sentence, token)

        self.setting = self._set_in(sentences, home)

    def _set_in(self, sentences: Sequence[Sentence], home: str) -> str:
        """The country that most of the report's "in X" and "northern X" name; empty where none has half of them, or only one names it.

        Args:
            home: the country of the dateline, which counts as one naming more.
        """
        counted: Counter[str] = Counter()
        for sentence in sentences:
            for token in sentence.tokens:
                if token.dep == "pobj" and sentence.head(token).lemma in _CERTAIN | {"into", "from"}:
                    place = self._as_place(sentence, token, "in")
                    if place and place.country:
                        counted[place.country] += 1
        if home in counted:
            counted[home] += 1
        if not counted:
            return ""
        most, times = counted.most_common(1)[0]
        return most if times > 1 and 2 * times > counted.total() else ""

    def at(self, token: Token) -> Place | None:
        """The gazetteer place that covers a token."""
        return self._found.get(token.start)

    def of_event(self, sentence: Sentence, trigger: Token, heads: Sequence[Token]) -> Place | None:
        """Where an act happened: from the phrases of its own clause, nearest first, then from the clauses above it."""
        own = [trigger, *heads]
        for n, head in enumerate([*own, *sentence.ancestors(trigger)]):
            for preposition in sentence.children(head, "prep", "agent", "prt", "advmod"):
                if preposition.lemma in LOCATIVE:
                    for noun in expand(sentence, sentence.children(preposition, "pobj")):
                        place = self._as_place(sentence, noun, preposition.lemma)
                        if place:
                            return place
            if n >= len(own) - 1 and (head.dep in ("ROOT", "ccomp", "relcl", "advcl") or trigger.dep in ("ROOT", "ccomp", "relcl")):
                break
        return None

    def in_sentence(self, sentence: Sentence) -> Place | None:
        """The first place that the sentence names with "in" or the like."""
        for token in sentence.tokens:
            if token.dep == "pobj" and sentence.head(token).lemma in _CERTAIN:
                place = self._as_place(sentence, token, sentence.head(token).lemma)
                if place:
                    return replace(place, because=f"{place.because}; named in the sentence")
        return None

    def _as_place(self, sentence: Sentence, noun: Token, preposition: str) -> Place | None:
        mention = self._names.at(noun)
        if mention and mention.entity.kind in ("state", "seat") and preposition in _CERTAIN | {"into", "from", "over", "on"}:
            country = mention.entity.on(self._names.day).country
            return Place(mention.span.of(self._names.text), mention.span, country, because=f"{preposition} {mention.entity.name}")
        if place := self.at(noun):
            return place
        if noun.pos in ("NOUN", "PROPN") and preposition in _CERTAIN:
            return self._described(sentence, noun)
        return None

    def _described(self, sentence: Sentence, noun: Token) -> Place | None:
        """ "in the Turkish capital", "in villages near Bocaranga", "in the west of Syria": the country named inside."""
        if noun.lemma not in wordlist("land"):
            return None
        below = [t for t in sentence.subtree(noun) if t.pos in ("PROPN", "ADJ")]
        for token in below:
            mention = self._names.at(token)
            if mention and mention.entity.kind in ("state", "seat", "demonym"):
                country = mention.entity.on(self._names.day).country
                words = sentence.subtree(noun)
                return Place(span_of(words).of(self._names.text), span_of(words), country, because=f"{noun.lemma} of {mention.entity.name}")
            if place := self.at(token):
                return place
        return None

    def _look_up(self, sentence: Sentence, token: Token) -> None:
        if self._names.at(token) and self._names.at(token).entity.kind != "seat":  # type: ignore[union-attr]
            return
        first, last = proper_span(sentence, token)
        for start in range(first, last + 1):
            if start > first and sentence.tokens[start - 1].lemma.lower() not in wordlist("directions"):
                break
            words = sentence.tokens[start : last + 1]
            rows = self._gazetteer.get(unaccented(span_of(words).of(self._names.text)).lower())
            if rows:
                chosen, why = self._choose(rows)
                if chosen and self._plausible(sentence, token, start > first, chosen, why):
                    place = Place(
                        span_of(words).of(self._names.text),
                        span_of(words),
                        chosen.country,
                        chosen.latitude,
                        chosen.longitude,
                        chosen.geonames,
                        f"{chosen.name}, {chosen.country} ({chosen.source}; {why})",
                    )
                    for word in words:
                        self._found[word.start] = place
                return

    def _choose(self, rows: tuple[Toponym, ...]) -> tuple[Toponym | None, str]:
        """The bearer in a country that the report names, most named first; else the biggest."""
        here = [row for row in rows if self._context.get(row.country)]
        if here:
            best = max(here, key=lambda row: (self._context[row.country], row.population))
            return best, f"the report names {best.country}"
        return rows[0], f"population {rows[0].population}"

    def _plausible(self, sentence: Sentence, token: Token, cut: bool, chosen: Toponym, why: str) -> bool:
        """A name that a person may bear needs a locative before it; a big city or one in context does not."""
        preposition = sentence.head(token).lemma if token.dep in ("pobj", "conj") else ""
        if token.dep == "conj" and sentence.head(token).dep == "pobj":
            preposition = sentence.head(sentence.head(token)).lemma
        if preposition in LOCATIVE | {"of"}:
            return True
        if cut or (token.dep in ("nsubj", "nsubjpass") and chosen.population < _BIG_CITY):
            return False
        return chosen.population >= _BIG_CITY or why.startswith("the report")


def region(places: Sequence[Place]) -> Span | None:
    """The run of text that several places cover."""
    return Span(min(p.span.start for p in places), max(p.span.end for p in places)) if places else None
