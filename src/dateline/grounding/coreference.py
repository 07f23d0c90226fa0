"""Pronouns and common nouns to parties spoken of before: "he", "they", "we" in a quotation; "the two sides", "the North", "the verdict"."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from dateline.grounding.naming.nounphrases import first_word
from dateline.grounding.says.speakers import Speakers
from dateline.grounding.who.actors import Actors
from dateline.grounding.who.owners import owner
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import Party
from dateline.wordlists import wordlist

_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_REACH = 4  # sentences that a pronoun looks back
_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_STATE = frozenset({"", "GOV", "MIL", "LEG", "JUD", "COP", "SPY"})  # sectors that act for a state; others are sides of their own


@dataclass(frozen=True, slots=True)
class _Heard:
    sentence: int
    index: int
    parties: tuple[Party, ...]
    person: bool
    many: bool
    subject: bool


class Coreference:
    """What the pronouns of one report stand for."""

    def __init__(self, actors: Actors, speakers: Speakers, sentences: list[Sentence]) -> None:
        self._actors, self._speakers, self._sentences = actors, speakers, sentences
        self._heard: list[_Heard] = []
        for sentence in sentences:
            for token in sentence.tokens:
                if token.pos in ("NOUN", "PROPN") and token.dep not in ("compound", "amod", "nmod", "punct"):
                    self._hear(sentence, token)

    def party(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """The party that a pronoun stands for; empty where none fits."""
        word = token.text.lower()
        if word in _SPEAKER:
            speaker = self._speakers.at(token.start)
            if speaker is not None:
                return (speaker.party,) if speaker.party.country or speaker.party.sector or speaker.party.entity else ()
            return self._speakers.house
        if word == "it" and self._is_expletive(sentence, token):
            return ()
        best: tuple[float, _Heard] | None = None
        for heard in reversed(self._heard):
            back = sentence.number - heard.sentence
            if back > _REACH:
                break
            if heard.sentence > sentence.number or (back == 0 and heard.index >= token.i):
                continue
            if not self._fits(word, heard):
                continue
            score = -1.5 * back + (1.2 if heard.subject else 0.0) - 0.01 * (token.i - heard.index if back == 0 else 0)
            if back == 0 and heard.subject and self._same_clause(sentence, token, heard):
                score -= 3 if token.dep in ("dobj", "pobj") else 0
            if best is None or score > best[0]:
                best = (score, heard)
        return best[1].parties if best else ()

    # ------------------------------------------------------------------ common nouns

    def taken_up(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """Those whom a noun without a name takes up together, or half a name: "the two sides", "both armies", "the North"."""
        if token.pos == "PROPN" and any(d.lemma == "the" for d in sentence.children(token, "det")):
            return self._half_named(sentence, token)
        number = self._how_many(sentence, token)
        if not number:
            return self._the_country(sentence, token)
        before = [h for h in self._heard if (h.sentence, h.index) < (sentence.number, token.i)]
        for heard in reversed(before):
            if len({_side(p) for p in heard.parties}) == len(heard.parties) == number:
                return tuple(replace(p, because=f"{token.text!r}: those named together before; {p.because}") for p in heard.parties)
        return self._principals(before) if number == 2 else ()

    def deed(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """Whose a deed or thing is that is spoken of again: "the verdict" after "a verdict by Peru's highest court"."""
        if token.pos != "NOUN" or not any(d.lemma in _DEFINITE for d in sentence.children(token, "det")):
            return ()
        for earlier in reversed(self._sentences[: sentence.number + 1]):
            for other in reversed(earlier.tokens):
                if other.start < token.start and other.lemma == token.lemma and other.pos == "NOUN":
                    found = owner(self._actors, earlier, other)
                    if found:
                        return tuple(replace(p, because=f"{token.text!r} spoken of before: {p.because}") for p in found)
        return ()

    def _the_country(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "The country": the state that the report has named most up to here."""
        around = sentence.children(token)
        if token.tag != "NN" or token.lemma not in ("country", "nation") or not any(c.text.lower() in ("the", "this") for c in around):
            return ()
        if any(c.dep in ("amod", "compound", "prep", "relcl", "acl", "appos", "nmod") for c in around):
            return ()
        states = [
            p for h in self._heard if (h.sentence, h.index) < (sentence.number, token.i) for p in h.parties if p.entity.startswith("state:")
        ]
        counted = Counter(p.country for p in states)
        if not counted:
            return ()
        most = max(counted, key=lambda c: counted[c])
        state = next(p for p in reversed(states) if p.country == most)
        return (replace(state, because=f"{token.text!r}, the one named most: {state.because}"),)

    @staticmethod
    def _how_many(sentence: Sentence, token: Token) -> int:
        """How many sides a phrase takes up; 0 where it names them itself or is no such phrase."""
        if token.tag != "NNS" or token.lemma not in wordlist("sides_taken_up"):
            return 0
        if any(t.pos == "PROPN" or t.text[:1].isupper() for t in sentence.tokens[first_word(sentence, token).i + 1 : token.i]):
            return 0
        if any(p.lemma in ("of", "in", "from", "to") for p in sentence.children(token, "prep")):
            return 0
        around = sentence.children(token, "nummod", "det", "predet", "amod", "preconj")
        numbers = [_NUMBERS[c.lemma] for c in around if c.lemma in _NUMBERS]
        definite = any(c.lemma in _DEFINITE for c in around)
        if numbers:
            return numbers[0] if definite or sentence.children(token, "poss") == [] else 0
        return 2 if definite and token.lemma in ("side", "party") else 0

    def principals(self) -> tuple[Party, ...]:
        """The two sides that the report is about: those named most, if the second is named half as often as the first."""
        return self._principals(self._heard, 0.5)

    @staticmethod
    def _principals(before: list[_Heard], share: float = 0.0) -> tuple[Party, ...]:
        """The two sides that the report has named most up to here."""
        counted: Counter[str] = Counter()
        names: dict[str, Party] = {}
        for heard in before:
            for party in heard.parties:
                if party.country and not party.entity.startswith("place:"):
                    counted[_side(party)] += 1
                    if _side(party) not in names or (party.entity and not party.entity.startswith("person:")):
                        names[_side(party)] = party
        most = [(side, times) for side, times in counted.most_common(2) if times > 1]
        if len(most) < 2 or most[1][1] < share * most[0][1]:
            return ()
        return tuple(replace(names[s], because=f"one of the two sides named most; {names[s].because}") for s, _ in most)

    def _half_named(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "The North": the state named before whose name begins so."""
        if sentence.children(token, "compound", "appos", "prep") or token.dep in ("compound", "nmod", "amod"):
            return ()
        for heard in reversed(self._heard):
            if (heard.sentence, heard.index) < (sentence.number, token.i):
                for party in heard.parties:
                    if party.entity.startswith("state:") and party.text.startswith(token.text + " "):
                        return (replace(party, span=token.span, because=f"the {token.text}: {party.because}"),)
        return ()

    # ------------------------------------------------------------------ what is spoken of

    def _hear(self, sentence: Sentence, token: Token) -> None:
        if token.dep == "pobj" and sentence.head(token).lemma == "as":
            return  # "offering himself as the spokesman": a description, not another party
        parties = self._actors.parties(sentence, token, deed=False)
        if not parties:
            return
        kind = self._actors.kind(sentence, token)
        subject = token.dep in ("nsubj", "nsubjpass", "agent")
        together = tuple(dict.fromkeys(p for head in expand(sentence, [token]) for p in self._actors.parties(sentence, head, deed=False)))
        if len(together) > len(parties):  # "Kim and Moon": they
            self._heard.append(_Heard(sentence.number, token.i, together, False, True, subject))
        many = len(parties) > 1 or token.tag in ("NNS", "NNPS") or kind in ("body", "force", "people")
        self._heard.append(_Heard(sentence.number, token.i, parties, kind == "person", many, subject))

    @staticmethod
    def _fits(word: str, heard: _Heard) -> bool:
        if word in _PERSON:
            return heard.person and not heard.many
        if word in _MANY:
            return heard.many
        if word in _THING:
            return not heard.person and len(heard.parties) == 1 and bool(heard.parties[0].country or heard.parties[0].entity)
        return False

    @staticmethod
    def _is_expletive(sentence: Sentence, token: Token) -> bool:
        head = sentence.head(token)
        return (
            token.dep in ("nsubj", "expl")
            and head.lemma == "be"
            and any(c.dep in ("acomp", "ccomp", "xcomp") for c in sentence.children(head))
        )

    @staticmethod
    def _same_clause(sentence: Sentence, token: Token, heard: _Heard) -> bool:
        return sentence.tokens[heard.index].head in {token.head, sentence.head(token).head}


def _side(party: Party) -> str:
    """A side of a quarrel: a state with all that acts for it, or an armed or political group of its own."""
    return party.country if party.sector in _STATE else f"{party.country}:{party.sector}"
