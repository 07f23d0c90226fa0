"""Phrases that say where: "in Minsk", "at Ankara's airport", "outside parliament", and which of them an act takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.grounding.naming.names import Names, span_of
from dateline.grounding.where.placewords import placewords
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import Place
from dateline.wordlists import wordlist

LOCATIVE = frozenset(
    "in at near inside outside across around over off along within throughout between beside from into toward towards to on out".split()
)
CERTAIN = frozenset("in at near inside outside around throughout across".split())
_STATES = frozenset({"state", "seat"})
_INNER = ("amod", "compound", "poss", "nmod", "prep", "pobj", "appos", "dobj", "conj")
_DEEP = 4
_BEFORE, _AFTER = 12, 6  # sentences that a scene lasts
_SMALL = frozenset({"city", "admin2", "quarter"})


class Locatives:
    """Reads the locative phrases of one report."""

    def __init__(
        self, names: Names, sentences: Sequence[Sentence], named: Callable[[Token], Place | None], at: Callable[[Token], Place | None]
    ) -> None:
        """
        Args:
            named: the toponym that covers a token, the registry's too.
            at: the toponym that covers a token and is no name of the registry.
        """
        self._names, self._sentences, self._named, self._at = names, sentences, named, at
        self._scenes: dict[int, list[tuple[Token, Place]]] = {}

    # ------------------------------------------------------------------ phrases

    def phrase(self, sentence: Sentence, noun: Token, preposition: str, whose: str = "") -> Place | None:
        """The place that a preposition and its noun name.

        Args:
            whose: country of a site without one of its own ("parliament"); empty to leave such sites out.
        """
        mention = self._names.at(noun)
        if mention and mention.entity.kind in _STATES and preposition in CERTAIN | {"into", "from", "over", "on"}:
            known = self._named(noun)
            if known and (known.country == mention.entity.rows[-1].country or mention.entity.kind == "seat" or known.kind not in _SMALL):
                return replace(known, because=f"{preposition} {known.because}", use="place")
            country = mention.entity.on(self._names.day).country
            return Place(mention.span.of(self._names.text), mention.span, country, because=f"{preposition} {mention.entity.name}")
        if place := self._at(noun):
            return place
        if noun.pos in ("NOUN", "PROPN") and (preposition in CERTAIN or preposition in ("to", "into", "from", "on")):
            return self._described(sentence, noun, preposition, whose)
        return None

    def _described(self, sentence: Sentence, noun: Token, preposition: str, whose: str) -> Place | None:
        """ "in the Turkish capital", "at Insein prison in Yangon", "outside parliament"."""
        land = noun.lemma in wordlist("land") and preposition in CERTAIN
        if not land and noun.lemma.lower() not in placewords().sites:
            return None
        words = _within(sentence, noun)
        for token in sorted(
            words, key=lambda t: t.dep != "pobj" or sentence.head(t).lemma not in CERTAIN
        ):  # "the Peruvian embassy in Quito"
            mention = self._names.at(token)
            if mention and mention.entity.kind in ("state", "seat", "demonym"):
                country = mention.entity.on(self._names.day).country
                known = self._named(token)
                country = known.country if known and mention.entity.kind == "seat" else country
                return Place(span_of(words).of(self._names.text), span_of(words), country, because=f"{noun.lemma} of {mention.entity.name}")
            if place := self._at(token):
                return place
        if whose and noun.lemma.lower() in placewords().seats:
            return Place(noun.text, noun.span, whose, because=f"{noun.lemma} of {whose}")
        return None

    # ------------------------------------------------------------------ acts

    def of_clause(self, sentence: Sentence, trigger: Token, heads: Sequence[Token], whose: str = "") -> Place | None:
        """Where an act happened: from the phrases of its own clause, nearest first, then from the clauses above it."""
        own = [trigger, *heads]
        for n, head in enumerate([*own, *sentence.ancestors(trigger)]):
            for preposition in sentence.children(head, "prep", "agent", "prt", "advmod"):
                if preposition.lemma in LOCATIVE:
                    deeper = sentence.children(preposition, "prep") if preposition.lemma == "out" else ()  # "out of"
                    objects = [t for p in (preposition, *deeper) for t in sentence.children(p, "pobj")]
                    for noun in expand(sentence, objects):
                        place = self.phrase(sentence, noun, "from" if deeper else preposition.lemma, whose)
                        if place:
                            return place
            if n >= len(own) - 1 and (head.dep in ("ROOT", "ccomp", "relcl", "advcl") or trigger.dep in ("ROOT", "ccomp", "relcl")):
                break
        return None

    def of_object(self, sentence: Sentence, heads: Sequence[Token]) -> Place | None:
        """A place or site that is itself what is done to: "closed Niger's airspace", "stormed the Green Zone"."""
        for head in heads:
            for noun in expand(sentence, sentence.children(head, "dobj", "nsubjpass", "attr")):
                if place := self._at(noun):
                    return place
                if place := self._described(sentence, noun, "in", ""):
                    return replace(place, because=f"{place.because}; it is what the act is done to")
        return None

    def in_sentence(self, sentence: Sentence, trigger: Token, spoken: bool) -> Place | None:
        """The place that the act's sentence names elsewhere with "in" or the like; the nearest before the act first.

        Args:
            spoken: whether the act is one of words, which happens where the speaker is; others do not happen where they are told of.
        """
        above = {t.i for t in sentence.ancestors(trigger)}
        found = []
        for noun, place in self._of(sentence):
            head = _verb(sentence, noun)
            if spoken and not _happens(sentence, noun, placewords().meetings):
                continue
            if not spoken and head.lemma in placewords().tellings and head.i in above:
                continue
            found.append((head.i not in above, noun.i > trigger.i, abs(noun.i - trigger.i), noun.i, place))
        if not found:
            return None
        place = min(found, key=lambda f: f[:4])[-1]
        return replace(place, because=f"{place.because}; named in the sentence")

    def scene(self, sentence: Sentence, home: frozenset[str], sides: frozenset[str], names: frozenset[str], spoken: bool) -> Place | None:
        """Where the story is while it tells of somebody: by the places of the sentences before, else just after, the nearest first.

        A place where one of the act's parties is named is taken as it stands. One in a party's own country without it says no more than
        that the act was in that country.

        Args:
            home: countries that the act may have happened in unless the text says otherwise.
            sides: countries of whoever acts; where they meet, their words fall.
            names: capitalised words of the names of whoever acts.
            spoken: whether the act is one of words.
        """
        numbers = [n for n, s in enumerate(self._sentences) if s.number == sentence.number]
        here = numbers[0] if numbers else 0
        for n in (*range(here - 1, max(here - _BEFORE, 0) - 1, -1), *range(here + 1, min(here + _AFTER + 1, len(self._sentences)))):
            other = self._sentences[n]
            present = bool(names & {t.text for t in other.tokens})
            for noun, place in reversed(self._of(other)):
                if not _happens(other, noun, placewords().meetings if spoken else placewords().gatherings):
                    continue
                if present or (spoken and self._meet(other, noun, sides)):
                    return replace(place, because=f"{place.because}; where the story is")
                if place.country in home:
                    return _no_closer(place)
        return None

    def _meet(self, sentence: Sentence, noun: Token, sides: frozenset[str]) -> bool:
        """Whether the sentence tells that one of the sides meets somebody there."""
        head = _hangs_on(sentence, noun)
        if head.lemma.lower() not in placewords().meetings and head.lemma not in placewords().meet:
            return False
        return any(m.entity.on(self._names.day).country in sides for m in self._names.within(sentence.start, sentence.end))

    def _of(self, sentence: Sentence) -> list[tuple[Token, Place]]:
        """The places where a sentence tells that something happens or somebody is, each with the word that names it."""
        if sentence.start not in self._scenes:
            found = []
            for token in sentence.tokens:
                preposition = _says_where(sentence, token)
                place = self.phrase(sentence, token, preposition) if preposition else None
                if place and place.kind != "continent":
                    found.append((token, place))
            self._scenes[sentence.start] = found
        return self._scenes[sentence.start]


def _says_where(sentence: Sentence, noun: Token) -> str:
    """The preposition by which a noun says where: its own, "to" of a journey, "in" for "the Hanoi summit"; empty where it says no place."""
    words, head = placewords(), sentence.head(noun)
    if noun.dep == "pobj" and head.lemma in CERTAIN:
        return head.lemma
    if noun.dep == "pobj" and head.lemma in ("to", "into") and sentence.head(head).lemma.lower() in words.journeys:
        return "in"
    if noun.dep == "dobj" and head.lemma in words.entered and head.tag != "VB":
        return "in"
    if noun.dep in ("compound", "poss", "nmod") and noun.pos == "PROPN" and head.lemma.lower() in words.gatherings:
        return "in"
    return ""


def _within(sentence: Sentence, noun: Token) -> list[Token]:
    """The words of a noun's phrase, clauses left out, in text order."""
    found, open_ends = [noun], [(noun, 0)]
    while open_ends:
        token, depth = open_ends.pop()
        for child in sentence.children(token, *_INNER) if depth < _DEEP else ():
            found.append(child)
            open_ends.append((child, depth + 1))
    return sorted(found, key=lambda t: t.i)


def _verb(sentence: Sentence, noun: Token) -> Token:
    """The verb that a phrase belongs to; the sentence's root where there is none."""
    for token in sentence.ancestors(noun):
        if token.pos in ("VERB", "AUX") or token.head == token.i:
            return token
    return noun


def _hangs_on(sentence: Sentence, noun: Token) -> Token:
    """What a phrase that says where belongs to, past the sites that it is nested in and whoever is met there."""
    head = sentence.head(noun)
    head = sentence.head(head) if head.pos == "ADP" else head
    while head.pos == "NOUN" and head.dep == "pobj" and head.lemma in wordlist("land") | placewords().sites:
        head = sentence.head(sentence.head(head))  # "boarded a boat in waters off the coast of Somalia"
    above = sentence.head(head)
    return above if head.pos == "NOUN" and above.pos == "VERB" and above.lemma in placewords().meet else head


def _happens(sentence: Sentence, noun: Token, events: frozenset[str]) -> bool:
    """Whether something is told to happen there: the phrase hangs on a verb, an event noun or somebody's name, not on a thing."""
    head = _hangs_on(sentence, noun)
    return head.pos in ("VERB", "AUX", "PROPN") or head.lemma.lower() in events or head.lemma.lower() in placewords().journeys


def _no_closer(place: Place) -> Place:
    """The country of a place, for what happened in that country but maybe elsewhere."""
    return Place(
        place.text, place.span, place.country, because=f"{place.because}; the story is in that country", kind="country", precision="country"
    )
