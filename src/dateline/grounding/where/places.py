"""Where: every toponym of a report with its place, and the place of an act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.grounding.naming.names import Names
from dateline.grounding.where import gazetteer
from dateline.grounding.where.candidates import Candidate
from dateline.grounding.where.locatives import CERTAIN, Locatives
from dateline.grounding.where.placewords import placewords
from dateline.grounding.where.resolving import Reading, resolve
from dateline.grounding.where.toponyms import Finder
from dateline.language.parser import Sentence, Token
from dateline.model import Place

_RULED = frozenset({"country", "capital"})
_FIRM = -0.2  # cue, in logits, at which a place may stand for a party or an act


class Places:
    """The toponyms of one report.

    Attributes:
        toponyms: every place that the text names, in text order, demonyms and metonyms marked as such.
        locatives: the phrases that say where.
        setting: ISO3 of the country that the report is set in; empty where it is not set in one alone.
    """

    def __init__(self, names: Names, sentences: Sequence[Sentence], home: str) -> None:
        """``home`` is the dateline's country; empty where unknown."""
        self._names = names
        self._tokens = {token.start: (sentence, token) for sentence in sentences for token in sentence.tokens}
        self._found: dict[int, Place] = {}
        self._firm: dict[int, Place] = {}
        self.toponyms = tuple(self._read(sentences, home))
        self.locatives = Locatives(names, sentences, lambda token: self._found.get(token.start), self.at)
        self.setting = self._set_in(sentences, home)

    # ------------------------------------------------------------------ toponyms

    def _read(self, sentences: Sequence[Sentence], home: str) -> list[Place]:
        lexicon = placewords()
        finder = Finder(self._names.text, self._names, sentences, gazetteer.load())
        likely = [c for c in finder.find() if c.cue > lexicon.accept["considered"]]
        found = []
        for candidate, reading in zip(likely, resolve(likely, home, lexicon.senses), strict=True):
            sure = lexicon.sureness(candidate.cue, reading.support, reading.place)
            if sure > lexicon.accept["least"]:
                place = self._place(candidate, reading)
                found.append(place)
                for word in finder.words[candidate.first : candidate.last + 1]:
                    self._found[word.start] = place
                    if sure > _FIRM and place.use != "demonym":
                        self._firm[word.start] = place
        return found

    def _place(self, candidate: Candidate, reading: Reading) -> Place:
        place = reading.place
        where = ", ".join(dict.fromkeys(filter(None, (place.name, place.admin1, place.country))))
        why = f"{place.source}; {reading.likely:.0%} of its namesakes" if len(candidate.senses) > 1 else place.source
        return Place(
            candidate.span.of(self._names.text),
            candidate.span,
            place.country,
            place.latitude,
            place.longitude,
            place.geonames,
            f"{where} ({why})",
            place.admin1,
            place.kind,
            place.precision,
            "demonym" if candidate.demonym else "metonym" if self._acts(candidate, place.kind) else "place",
        )

    def _acts(self, candidate: Candidate, kind: str) -> bool:
        """Whether the place is told as those who govern it: "Moscow condemned", "agreed by Cairo", "talks with Seoul"."""
        if kind not in _RULED:
            return False
        for start in range(candidate.span.start, candidate.span.end):
            if start in self._tokens:
                sentence, word = self._tokens[start]
                while word.dep == "conj" and sentence.head(word).pos == "PROPN":
                    word = sentence.head(word)
                head = sentence.head(word)
                if word.dep == "nsubj" and head.pos == "VERB" and head.lemma not in placewords().still:
                    return True
                if word.dep == "pobj" and (head.dep == "agent" or (kind == "capital" and head.lemma in placewords().dealings)):
                    return True
        return False

    def at(self, token: Token) -> Place | None:
        """The gazetteer place that covers a token, where it is no name of the registry."""
        mention = self._names.at(token)
        if mention and mention.entity.kind != "seat":
            return None
        return self._firm.get(token.start)

    # ------------------------------------------------------------------ acts

    def _set_in(self, sentences: Sequence[Sentence], home: str) -> str:
        """The country that most of the report's "in X" and "northern X" name; empty where none has half of them, or only one names it.

        Args:
            home: the country of the dateline, which counts as one naming more.
        """
        counted: Counter[str] = Counter()
        for sentence in sentences:
            for token in sentence.tokens:
                if token.dep == "pobj" and sentence.head(token).lemma in CERTAIN | {"into", "from"}:
                    place = self.locatives.phrase(sentence, token, "in")
                    if place and place.country:
                        counted[place.country] += 1
        if home in counted:
            counted[home] += 1
        if not counted:
            return ""
        most, times = counted.most_common(1)[0]
        return most if times > 1 and 2 * times > counted.total() else ""

    def of_event(self, sentence: Sentence, trigger: Token, heads: Sequence[Token]) -> Place | None:
        """Where an act happened by the phrases of its own clause, nearest first, then of the clauses above it."""
        return self.locatives.of_clause(sentence, trigger, heads)
