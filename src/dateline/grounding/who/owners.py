"""Deeds and things to whoever did or owns them: "North Korea's launches", "the attack by gunmen", "comments made by X"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.grounding.naming.nounphrases import bare, first_word, named_party
from dateline.language.clauses import expand, surface_subjects
from dateline.language.parser import Sentence, Token
from dateline.model import Party, Span
from dateline.wordlists import wordlist

if TYPE_CHECKING:
    from dateline.grounding.who.actors import Actors

_DEED_DEPTH = 3


def owner(actors: Actors, sentence: Sentence, token: Token, depth: int = 0) -> tuple[Party, ...]:
    """Whoever did or owns the thing: possessor, nationality, "by X", or X before it."""
    for by in sentence.children(token, "prep", "agent"):
        if by.lemma == "by":
            found = _all(actors, sentence, sentence.children(by, "pobj"))
            if found:
                return found
    for participle in sentence.children(token, "acl"):  # "comments made by X", "sanctions imposed by X"
        done = _all(actors, sentence, [t for by in sentence.children(participle, "agent") for t in sentence.children(by, "pobj")])
        if done:
            return done
    owners = _all(actors, sentence, sentence.children(token, "poss"))
    if owners:
        return owners
    left = first_word(sentence, token)
    for mention in actors.names.within(left.start, token.start):
        if mention.entity.kind != "media":
            named = named_party(actors.names, mention)
            if named.country or named.sector:
                return (named,)
    for word in sentence.tokens[left.i : token.i]:
        place = actors.places.at(word) if word.pos == "PROPN" else None
        if place and place.country:  # "the Sochi conference"
            return (Party(place.text, place.span, place.country, "", f"place:{place.text}", place.because),)
    for word in reversed(sentence.tokens[left.i : token.i]):
        if word.pos in ("NOUN", "PROPN"):
            role = actors.roles.ending_at(sentence, word)
            if (
                role
                and role[0].kind not in ("building", "vague")
                and word.lemma not in wordlist("hardware")
                and word.dep in ("compound", "poss", "nmod", "amod")
            ):
                return actors.by_role(sentence, word, *role)
    decider = _decider(actors, sentence, token) if sentence.children(token, "acl") else ()
    if decider:
        return decider
    for preposition in sentence.children(token, "prep"):
        if preposition.lemma in ("from", "of", "with") and depth < _DEED_DEPTH:
            nouns = expand(sentence, sentence.children(preposition, "pobj"))
            found = tuple(p for noun in nouns for p in actors.parties(sentence, noun, deed=False))
            if found:
                return found
            if preposition.lemma == "of" and nouns:
                return owner(actors, sentence, nouns[0], depth + 1)
    return ()


def _decider(actors: Actors, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "…announced that he would attend, a decision hailed by": whoever the clause before is about."""
    if token.lemma not in wordlist("decisions") or token.dep not in (
        "appos",
        "npadvmod",
        "dobj",
        "dep",
        "attr",
    ):
        return ()
    for above in sentence.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            return _all(actors, sentence, [s for s in surface_subjects(sentence, above) if s.i < token.i])
    return ()


def counted_parties(actors: Actors, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "Tens of thousands of Sudanese", "members of the YPG", "some of the rebels": the phrase inside."""
    if token.pos == "NUM" or token.lemma in wordlist("measures"):
        for preposition in sentence.children(token, "prep"):
            if preposition.lemma in ("of", "from", "in"):
                for noun in sentence.children(preposition, "pobj"):
                    inner = actors.parties(sentence, noun, deed=False)
                    if inner:
                        left = first_word(sentence, token)
                        span = Span(min(left.start, noun.start), max(noun.end, token.end))  # "of the rebels, some" stands in front
                        return tuple(replace(p, text=bare(span.of(actors.names.text)), span=span) for p in inner)
    return ()


def _all(actors: Actors, sentence: Sentence, heads: list[Token]) -> tuple[Party, ...]:
    found: list[Party] = []
    for head in expand(sentence, heads):
        for party in actors.parties(sentence, head, deed=True) or actors.pronominal(sentence, head):
            if party.key not in {p.key for p in found}:
                found.append(party)
    return tuple(found)
