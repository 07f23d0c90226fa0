"""Pronouns to parties: "he", "they", "its", and "we" in a quotation."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.grounding.actors import Actors
from dateline.grounding.speakers import Speakers
from dateline.language.clauses import expand
from dateline.language.parser import Sentence, Token
from dateline.model import Party

_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_MANY = frozenset({"they", "them", "their", "theirs", "themselves"})
_THING = frozenset({"it", "its", "itself"})
_SPEAKER = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_REACH = 4  # sentences that a pronoun looks back


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
        self._actors, self._speakers = actors, speakers
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
